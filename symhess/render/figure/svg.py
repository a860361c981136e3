"""Shorter SVG: paths of straight lines in relative steps of a tenth of a point."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["compact"]

_PATH = re.compile(r' d="([^"]*)"')
_STRAIGHT = re.compile(r"[MLz\s\d.\-]*")
_CORNER = re.compile(r"([MLz])\s*(?:(-?[\d.]+)\s+(-?[\d.]+))?")


def compact(svg: str) -> str:
    r"""Rewrite every path that has only straight lines; nothing moves by more than a twentieth of a point.

    Examples
    --------
    >>> compact('<path d="M 10.04 20 \nL 11.26 19.5 \nL 11.26 30 \nz "/>')
    '<path d="M10 20l1.3-.5 0 10.5z"/>'
    """
    return _PATH.sub(lambda found: f' d="{_shortened(found[1])}"', svg)


def _shortened(path: str) -> str:
    return "".join(_steps(path)) if _STRAIGHT.fullmatch(path) else path


def _steps(path: str) -> Iterator[str]:
    x = y = 0
    previous = ""
    for letter, across, down in _CORNER.findall(path):
        if letter == "z":
            yield "z"
        else:
            here_x, here_y = round(10 * float(across)), round(10 * float(down))
            if letter == "M":
                yield f"M{_tenths(here_x)}{_joined(here_y)}"
            else:
                first = _tenths(here_x - x) if previous != "L" else _joined(here_x - x)
                yield ("l" if previous != "L" else "") + first + _joined(here_y - y)
            x, y = here_x, here_y
        previous = letter


def _joined(tenths: int) -> str:
    """A number after another one; a minus sign separates them as well as a space does."""
    text = _tenths(tenths)
    return text if text.startswith("-") else " " + text


def _tenths(tenths: int) -> str:
    whole, rest = divmod(abs(tenths), 10)
    size = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{size}" if tenths < 0 else size
