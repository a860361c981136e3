"""How wide a formula will be in TeX, in units of the font size: known before TeX sets it.

A layout becomes the boxes that :func:`symhess.render.tex.math.tex` makes TeX set, as long as no line is broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from symhess.render.layout.layout import (
    Fence,
    Fraction,
    Glyph,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Token,
    is_derivative_sign,
    is_small_fraction,
    walk,
)
from symhess.render.tex.boxes import (
    NOTHING,
    Atom,
    Box,
    Class,
    Style,
    array,
    between_brackets,
    big_bracket,
    fraction,
    joined,
    root,
    single,
    with_scripts,
)
from symhess.render.tex.metrics import SIZES, comma_kern, slanted_width, words_width
from symhess.render.tex.signs import FUNCTIONS

__all__ = ["text_width", "width"]

_POINTS: Final = 10.0
_THIN: Final = Atom(None, Box(1.667))
_TIMES: Final = Token(Glyph.TIMES, "")
_KINDS: Final = {
    Glyph.BINARY: Class.BINARY,
    Glyph.PREFIX: Class.BINARY,
    Glyph.RELATION: Class.RELATION,
    Glyph.PUNCTUATION: Class.PUNCTUATION,
}
_DOTS: Final = Atom(Class.INNER, Box(11.67))
_OPENING: Final = "([{|"


def width(node: Node) -> float:
    """Width of the formula in displayed mathematics, in multiples of the font size.

    Examples
    --------
    >>> round(width(Token(Glyph.NUMBER, "12")), 3)
    1.0
    """
    return _box(node, Style.DISPLAY).width / _POINTS


def text_width(text: str) -> float:
    """Width of words in the text font, in multiples of the font size.

    Examples
    --------
    >>> round(text_width("four"), 3)
    1.754
    """
    return words_width(text) / 1000


def _box(node: Node, style: Style) -> Box:
    return joined(list(_atoms(node, style)), style)


def _atoms(node: Node, style: Style) -> Iterator[Atom]:
    """The atoms that a layout puts into the list of the formula around it."""
    match node:
        case Token():
            yield _token(node, style)
        case Row(parts):
            yield from _row(parts, style)
        case Fence():
            yield from _fence(node, style)
        case Script(base, lower, upper):
            yield from _script(base, lower, upper, style)
        case Fraction(above, below):
            outer = Style.TEXT if is_small_fraction(node) else style
            yield Atom(Class.ORDINARY, fraction(_box(above, outer.above), _box(below, outer.below), outer))
        case Root(radicand, degree):
            index = _box(degree, Style.TINY) if degree else None
            yield Atom(Class.ORDINARY, root(_box(radicand, style.cramped), index, style))
        case Grid(rows):
            boxes = [[_box(entry, Style.TEXT) for entry in row] for row in rows]
            yield Atom(Class.ORDINARY, array(boxes, apart=any(isinstance(part, Fraction) for part in walk(node))))


def _row(parts: tuple[Node, ...], style: Style) -> Iterator[Atom]:
    for part, after in zip_longest(parts, parts[1:]):
        if part == _TIMES:
            apart = after is not None and is_derivative_sign(after)
        else:
            yield from _atoms(part, style)
            apart = isinstance(part, Fraction) and is_derivative_sign(part) and not isinstance(after, Fence)
        if apart and after is not None:
            yield _THIN
        if isinstance(part, Token) and part.glyph is Glyph.NAME and isinstance(after, Token) and after.text == ",":
            yield Atom(None, Box(comma_kern(part.text, style.size)))


def _token(token: Token, style: Style) -> Atom:
    text = token.text
    match token.glyph:
        case Glyph.NAME | Glyph.UPRIGHT:
            return _name(token, style)
        case Glyph.NUMBER:
            return Atom(Class.ORDINARY, _side_by_side(text, style))
        case Glyph.TEXT:
            return Atom(Class.ORDINARY, _words(text, style))
        case Glyph.BRACKET:
            return Atom(Class.OPENING if text in _OPENING else Class.CLOSING, single(text, style))
        case Glyph.TIMES:
            return Atom(None, NOTHING)
    return Atom(_KINDS[token.glyph], single("=" if text == "≠" else text, style))


def _name(token: Token, style: Style) -> Atom:
    text = token.text
    if text == "…":
        return _DOTS
    upright = token.glyph is Glyph.UPRIGHT or text in FUNCTIONS
    if len(text) == 1 or set(text) == {"′"}:
        return Atom(Class.ORDINARY, _side_by_side(text, style, upright))
    if not (text.isascii() and text.isalnum()):
        return Atom(Class.ORDINARY, _words(text, style))
    if upright:
        return Atom(Class.OPERATOR, _side_by_side(text, style, upright))
    size = SIZES[style.size]
    return Atom(Class.ORDINARY, Box(slanted_width(text, style.size), 0.694 * size, 0.194 * size))


def _side_by_side(text: str, style: Style, upright: bool = False) -> Box:
    if len(text) == 1:
        return single(text, style, upright)
    return joined([Atom(Class.ORDINARY, single(sign, style, upright)) for sign in text], style)


def _words(text: str, style: Style) -> Box:
    size = SIZES[style.size]
    return Box(text_width(text) * size, 0.7 * size, 0.2 * size)


def _script(base: Node, lower: Node | None, upper: Node | None, style: Style) -> Iterator[Atom]:
    """The marks belong to the last atom of a base that is not grouped: to a closing bracket, say."""
    low = _box(lower, style.lower) if lower else None
    high = _box(upper, style.upper) if upper else None
    if isinstance(base, Token | Fence):
        *first, last = _atoms(base, style)
        yield from first
        yield Atom(last.kind, with_scripts(last.box, low, high, style))
    else:
        yield Atom(Class.ORDINARY, with_scripts(_box(base, style), low, high, style))


def _fence(fence: Fence, style: Style) -> Iterator[Atom]:
    inside = list(walk(fence.body))
    if any(isinstance(part, Fraction | Grid) for part in inside):
        body = _box(Row((fence.body,)), style)
        yield Atom(Class.INNER, between_brackets(fence.left, body, fence.right, style))
        return
    nested = any(isinstance(part, Fence) for part in inside)
    brackets = [big_bracket(s, 1) if nested else single(s, style, True) for s in (fence.left, fence.right) if s]
    left, right = brackets if len(brackets) == 2 else (NOTHING, NOTHING)
    yield Atom(Class.OPENING, left)
    yield from _atoms(fence.body, style)
    yield Atom(Class.CLOSING, right)
