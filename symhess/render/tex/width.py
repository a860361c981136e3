"""How wide a formula will be in TeX's Computer Modern and Latin Modern, in units of the font size.

Glyph widths are those of the fonts' metric files, so that the width of a line is known before TeX sets it.
"""

from __future__ import annotations

from itertools import pairwise

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
    is_tall,
    walk,
)

__all__ = ["text_width", "width"]

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδϵζηθικλμνξπρστυϕχψω"

# Thousandths of the size, italic correction included: cmmi10, and cmmi7 for scripts.
_ITALIC_10 = dict(
    zip(
        _LOWER + _LOWER.upper() + _GREEK,
        (529, 429, 433, 520, 466, 597, 513, 576, 345, 469, 552, 318, 878, 600, 485, 503, 482, 479, 469, 361)
        + (
            572,
            521,
            743,
            572,
            526,
            509,
            750,
            809,
            786,
            856,
            796,
            782,
            786,
            912,
            518,
            651,
            921,
            681,
            1079,
            912,
        )
        + (791, 781, 791, 767, 671, 723, 792, 806, 1083, 907, 803, 754)
        + (643, 618, 573, 482, 406, 511, 532, 497, 354, 576, 583, 603, 558, 484, 606, 517, 607, 550, 576, 596)
        + (626, 687, 658),
        strict=True,
    )
)
_UPRIGHT_10 = dict(
    zip(
        _LOWER,
        (500, 556, 444, 556, 444, 306, 500, 556, 278, 306, 528, 278, 833, 556, 500, 556, 528, 392, 394, 389)
        + (556, 528, 722, 528, 528, 444),
        strict=True,
    )
)
_SIGNS = {
    "∇": 833,
    "∂": 587,
    "ℝ": 722,
    "∞": 1000,
    "ε": 406,
    "φ": 596,
    "…": 1172,
    "·": 278,
    "∈": 667,
    "′": 275,
}
_DIGIT, _SIGN = 500, 778
_DISPLAY, _TEXT, _SCRIPT, _TINY = range(4)
_SCALE = (1.0, 1.0, 0.795, 0.68)  # the fonts for scripts are relatively wider
_BINARY_SPACE, _RELATION_SPACE, _THIN_SPACE = 444, 556, 167
_COMMA = 278
_DELIMITER_SPACE = 240  # around fractions
# Widths of brackets and bars by the height of what they enclose: a line, small fractions, large ones, matrices.
_LEFT = {")": "(", "}": "{", "[": "(", "]": "("}
_BRACKETS = {"(": (389, 458, 597, 736), "{": (500, 583, 667, 750), "|": (278, 278, 333, 333)}


def width(node: Node) -> float:
    """Width of the formula in displayed mathematics, in multiples of the font size.

    Examples
    --------
    >>> round(width(Token(Glyph.NUMBER, "12")), 3)
    1.0
    """
    return _measure(node, _DISPLAY) / 1000


def text_width(text: str) -> float:
    """Width of words in the text font, in multiples of the font size.

    Examples
    --------
    >>> round(text_width("four"), 3)
    1.754
    """
    return sum(map(_letter, text)) / 1000


def _letter(letter: str) -> int:
    if letter.isupper():
        return 790
    return 333 if letter == " " else _UPRIGHT_10.get(letter, 278 if letter in ".,:;'" else 500)


def _measure(node: Node, style: int) -> float:
    match node:
        case Token():
            return _token(node, style)
        case Row(parts):
            return sum(_measure(part, style) for part in parts) + _function_spaces(parts, style)
        case Fraction(above, below):
            inner = _SCRIPT if is_small_fraction(node) else style + 1
            widest = max(_measure(part, min(inner, _TINY)) for part in (above, below))
            return widest + _DELIMITER_SPACE
        case Script(base, lower, upper):
            smaller = _SCRIPT if style < _SCRIPT else _TINY
            marks = [_measure(part, smaller) for part in (lower, upper) if part]
            return _measure(base, style) + max(marks) + 50
        case Root(radicand, _):
            plain = isinstance(radicand, Token)
            return _measure(radicand, style) + (833 if plain else 1000) * _SCALE[style]
        case Fence(left, body, right):
            height = _height(body, style)
            return _measure(body, style) + sum(_bracket(sign, height) for sign in (left, right)) * _SCALE[style]
        case Grid(rows):
            columns = zip(*rows, strict=True)
            widths = [max(_measure(entry, _TEXT) for entry in column) for column in columns]
            return sum(widths) + 1000 * (len(widths) - 1)


def _token(token: Token, style: int) -> float:
    return _glyphs(token) * _SCALE[style] + (_spaces(token) if style < _SCRIPT else 0)


def _glyphs(token: Token) -> float:
    text = token.text
    match token.glyph:
        case Glyph.NUMBER:
            return sum(278 if c in ".," else _SIGNS.get(c, _DIGIT) for c in text)
        case Glyph.NAME:
            return sum(_SIGNS.get(c) or _ITALIC_10.get(c, 750) for c in text)
        case Glyph.UPRIGHT:
            return sum(_SIGNS.get(c) or _UPRIGHT_10.get(c, 750) for c in text)
        case Glyph.BINARY | Glyph.RELATION | Glyph.PREFIX:
            return _SIGNS.get(text, _SIGN)
        case Glyph.PUNCTUATION:
            return _COMMA
        case Glyph.BRACKET:
            return _bracket(text, 0)
        case Glyph.TEXT:
            return 1000 * text_width(text)
    return 0


def _spaces(token: Token) -> float:
    match token.glyph:
        case Glyph.BINARY:
            return _BINARY_SPACE
        case Glyph.RELATION:
            return _RELATION_SPACE
        case Glyph.PUNCTUATION:
            return _THIN_SPACE
    return 0


def _function_spaces(parts: tuple[Node, ...], style: int) -> float:
    """Thin spaces around names of functions and stretched brackets within a product."""
    if style >= _SCRIPT:
        return 0
    shown = [part for part in parts if not (isinstance(part, Token) and part.glyph is Glyph.TIMES)]
    return sum(_THIN_SPACE for left, right in pairwise(shown) if _is_spaced(left, right))


def _is_spaced(left: Node, right: Node) -> bool:
    if isinstance(left, Fraction) and is_derivative_sign(left):
        return not isinstance(right, Fence) or _is_stretched(right)
    if is_derivative_sign(right):
        return not _is_sign(left)
    if isinstance(right, Script | Fence) and _is_stretched(right):
        return not _is_sign(left)
    if isinstance(left, Fence) and _is_stretched(left):
        return not _is_sign(right)
    return _is_function(right) and not _is_sign(left)


def _is_stretched(node: Node) -> bool:
    return isinstance(node, Fence) and node.left != "" and is_tall(node.body)


def _is_function(node: Node) -> bool:
    base = node.base if isinstance(node, Script) else node.parts[0] if isinstance(node, Row) else node
    return isinstance(base, Token) and base.glyph is Glyph.UPRIGHT and len(base.text) > 1


def _is_sign(node: Node) -> bool:
    return isinstance(node, Token) and node.glyph in (Glyph.BINARY, Glyph.RELATION, Glyph.PREFIX, Glyph.PUNCTUATION)


def _height(node: Node, style: int) -> int:
    """How many sizes larger than usual the brackets around a formula are."""
    found = 0
    for part in walk(node):
        match part:
            case Grid():
                return 3
            case Fraction():
                found = max(found, 1 if is_small_fraction(part) or style >= _TEXT else 2)
            case Fence():
                found = max(found, 1)
    return found


def _bracket(sign: str, height: int) -> float:
    return _BRACKETS[_LEFT.get(sign, sign)][height] if sign else 0
