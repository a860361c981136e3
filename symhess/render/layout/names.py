"""Names of symbols as notation: Greek letters, indices, and whatever else a name may hold."""

from __future__ import annotations

import re

from symhess.render.layout.layout import Glyph, Node, Script, Token, joined

__all__ = ["GREEK", "name_node"]

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho _ sigma tau "
    "upsilon phi chi psi omega"
).split()

GREEK = {name: chr(0x3B1 + k) for k, name in enumerate(_GREEK_NAMES) if name != "_"} | {
    name.capitalize(): chr(0x391 + k) for k, name in enumerate(_GREEK_NAMES) if name != "_"
}
"""Name of a Greek letter -> the letter."""

_INDEXED = re.compile(r"(?P<base>[^\W\d_]+)(?:_\{?(?P<index>\w+?)\}?|(?P<digits>\d+))")


def name_node(name: str) -> Node:
    """Lay out a symbol's name: ``x1`` and ``x_1`` have an index, ``alpha`` is a letter, the rest is as it is.

    Examples
    --------
    >>> name_node("theta").text, name_node("x_1").lower.text, name_node("speed").text
    ('θ', '1', 'speed')
    >>> name_node("a#b").glyph
    <Glyph.TEXT: 'text'>
    """
    found = _INDEXED.fullmatch(name)
    if not found:
        return _letters(name)
    parts = (found["digits"] or found["index"]).split("_")
    index: list[Node] = []
    for part in filter(None, parts):
        if index:
            index.append(Token(Glyph.PUNCTUATION, ","))
        index.append(Token(Glyph.NUMBER, part) if part.isdigit() else _letters(part))
    return Script(_letters(found["base"]), lower=joined(index)) if index else _letters(name)


def _letters(name: str) -> Token:
    if name.isidentifier() and "_" not in name:
        return Token(Glyph.NAME, GREEK.get(name, name))
    return Token(Glyph.TEXT, name)
