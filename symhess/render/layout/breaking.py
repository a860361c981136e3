"""Long formulas in pieces, for media that break lines between formulas but not inside them."""

from __future__ import annotations

from collections.abc import Iterator

from symhess.render.layout.layout import Fence, Glyph, Node, Row, Script, Token, joined
from symhess.render.tex.width import width

__all__ = ["pieces"]


def pieces(node: Node, widest: float) -> tuple[Node, ...]:
    """Cut a formula before its signs and after commas, also inside brackets that are wider than a piece may be.

    Examples
    --------
    >>> x, plus = Token(Glyph.NAME, "x"), Token(Glyph.BINARY, "+")
    >>> len(pieces(Row((x, plus, x)), 10.0)), len(pieces(Row((x, plus, x)), 1.0))
    (1, 2)
    """
    if width(node) <= widest:
        return (node,)
    cut: list[list[Node]] = [[]]
    for part in _flat(node, widest):
        sign = isinstance(part, Token) and part.glyph in (Glyph.BINARY, Glyph.RELATION)
        if cut[-1] and (sign or _may_follow(cut[-1][-1], part)):
            cut.append([])
        cut[-1].append(part)
    return tuple(joined(parts) for parts in cut)


def _may_follow(last: Node, part: Node) -> bool:
    """Whether a line may end between two parts: after a comma, or before a factor in brackets."""
    if not isinstance(last, Token):
        return False
    base = part.base if isinstance(part, Script) else part
    opens = isinstance(base, Fence) or base == Token(Glyph.BRACKET, "(")
    return last.glyph is Glyph.PUNCTUATION or (last.glyph is Glyph.TIMES and opens)


def _flat(node: Node, widest: float) -> Iterator[Node]:
    """Parts in a row; brackets around wide formulas become signs of their own."""
    match node:
        case Row(parts):
            for part in parts:
                yield from _flat(part, widest)
        case Fence(left, body, right) if width(body) > widest:
            yield Token(Glyph.BRACKET, left)
            yield from _flat(body, widest)
            yield Token(Glyph.BRACKET, right)
        case Script(Fence(left, body, right), lower, upper) if width(body) > widest:
            yield Token(Glyph.BRACKET, left)
            yield from _flat(body, widest)
            yield Script(Token(Glyph.BRACKET, right), lower, upper)
        case _:
            yield node
