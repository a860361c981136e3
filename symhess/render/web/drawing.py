"""Pictures inside a page: SVG that has a name and a description, and that shares nothing with its surroundings."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from typing import Final

__all__ = ["embedded"]

_ELEMENT: Final = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_SIZE: Final = re.compile(r'\b(?:width|height|viewBox)="[^"]*"')
_STYLE: Final = re.compile(r"<style\b[^>]*>\*\{([^}]*)\}</style>")
_NEEDLESS: Final = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
_EMPTY: Final = re.compile(r"<defs>\s*</defs>")
_ID: Final = re.compile(r'(\s)id="([^"]*)"')
_REFERENCE: Final = re.compile(r'(href="#|url\(#)([^")]*)')
_SPACE: Final = re.compile(r">\s+<")


def embedded(svg: str, title: str, description: str) -> str:
    """Make matplotlib's SVG a part of a page.

    What matplotlib says of all elements of its file would be said of all elements of the page, so it is said of the
    picture only; identifiers get a prefix of their own, and those that nothing refers to are left out.

    Examples
    --------
    >>> svg = '<svg width="9pt" height="9pt"><style>*{stroke-linecap: butt}</style><g id="a"/><use href="#b"/></svg>'
    >>> written = embedded(svg, "Level lines", "x < 1")
    >>> written.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt" role="img"')
    True
    >>> "<style" in written, 'id="a"' in written, "<desc" in written, "x &lt; 1" in written
    (False, False, True, True)
    """
    found = _ELEMENT.search(svg)
    assert found is not None
    attributes, body = found.groups()
    prefix = "s" + sha256((svg + title + description).encode()).hexdigest()[:8]
    style = _STYLE.search(body)
    body = _EMPTY.sub("", _NEEDLESS.sub("", _STYLE.sub("", body)))
    used = {name for _, name in _REFERENCE.findall(body)}
    body = _ID.sub(lambda m: f'{m[1]}id="{prefix}{m[2]}"' if m[2] in used else "", body)
    body = _REFERENCE.sub(lambda m: m[1] + prefix + m[2], body).replace("xlink:href", "href")
    body = _SPACE.sub("><", body).replace("<g >", "<g>")
    size = " ".join(_SIZE.findall(attributes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{prefix}t {prefix}d"'
        f'{_attribute("style", style[1] if style else "")}><title id="{prefix}t">{escape(title)}</title>'
        f'<desc id="{prefix}d">{escape(description)}</desc>{body.strip()}</svg>'
    )


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""
