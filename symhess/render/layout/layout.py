"""Notation: a formula as it is laid out, before it becomes TeX or MathML.

Both printers read the same tree, so that a sheet and a page show the same brackets, signs and order of terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

__all__ = [
    "Fence",
    "Fraction",
    "Glyph",
    "Grid",
    "Node",
    "Root",
    "Row",
    "Script",
    "Token",
    "fenced",
    "is_derivative_sign",
    "is_small_fraction",
    "is_tall",
    "joined",
    "walk",
]


class Glyph(Enum):
    """What a token is; it decides font, spacing, and whether a line may break before it.

    Examples
    --------
    >>> Glyph.NAME.value
    'name'
    """

    NUMBER = "number"
    NAME = "name"
    UPRIGHT = "upright"
    BINARY = "binary"
    RELATION = "relation"
    PREFIX = "prefix"
    TIMES = "times"
    PUNCTUATION = "punctuation"
    TEXT = "text"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True)
class Token:
    """One sign or word; ``text`` is Unicode: a Greek letter is itself, a minus is ``−``.

    Examples
    --------
    >>> Token(Glyph.NUMBER, "12").text
    '12'
    """

    glyph: Glyph
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Parts from left to right.

    Examples
    --------
    >>> len(Row((Token(Glyph.NUMBER, "2"), Token(Glyph.TIMES, ""), Token(Glyph.NAME, "x"))).parts)
    3
    """

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """One formula above another.

    Examples
    --------
    >>> Fraction(Token(Glyph.NUMBER, "1"), Token(Glyph.NUMBER, "2")).below.text
    '2'
    """

    above: Node
    below: Node


@dataclass(frozen=True, slots=True)
class Script:
    """A base with an index, an exponent, or both.

    Examples
    --------
    >>> Script(Token(Glyph.NAME, "x"), upper=Token(Glyph.NUMBER, "2")).lower is None
    True
    """

    base: Node
    lower: Node | None = None
    upper: Node | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or a root of the given degree.

    Examples
    --------
    >>> Root(Token(Glyph.NUMBER, "2")).degree is None
    True
    """

    radicand: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """A formula between two delimiters, either of which may be empty.

    Examples
    --------
    >>> Fence("|", Token(Glyph.NAME, "x"), "|").left
    '|'
    """

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The entries of a matrix.

    Examples
    --------
    >>> Grid(((Token(Glyph.NUMBER, "1"), Token(Glyph.NUMBER, "0")),)).rows[0][1].text
    '0'
    """

    rows: tuple[tuple[Node, ...], ...]


Node: TypeAlias = Token | Row | Fraction | Script | Root | Fence | Grid


def fenced(body: Node) -> Fence:
    """Put the formula in round brackets.

    Examples
    --------
    >>> fenced(Token(Glyph.NAME, "x")).right
    ')'
    """
    return Fence("(", body, ")")


def joined(parts: list[Node]) -> Node:
    """Set the parts in a row; a single part stays itself.

    Examples
    --------
    >>> joined([Token(Glyph.NAME, "x")])
    Token(glyph=<Glyph.NAME: 'name'>, text='x')
    """
    return parts[0] if len(parts) == 1 else Row(tuple(parts))


def is_derivative_sign(node: Node) -> bool:
    """Tell whether a formula starts with ∂/∂x or d/dx, which stands a little apart from what is around it.

    Examples
    --------
    >>> partial, x = Token(Glyph.NAME, "∂"), Token(Glyph.NAME, "x")
    >>> is_derivative_sign(Row((Fraction(partial, Row((partial, x))), x)))
    True
    """
    match node:
        case Row(parts):
            return bool(parts) and is_derivative_sign(parts[0])
        case Fraction(Token(_, text) | Script(Token(_, text), _, _), _):
            return text in ("∂", "d")
    return False


def is_small_fraction(fraction: Fraction) -> bool:
    """Tell whether a fraction of numbers, or ∂/∂x, is to be set small within a line.

    Examples
    --------
    >>> is_small_fraction(Fraction(Token(Glyph.NUMBER, "1"), Token(Glyph.NUMBER, "2")))
    True
    """
    return _is_small(fraction.above) and _is_small(fraction.below)


def _is_small(node: Node) -> bool:
    head = node.parts[0] if isinstance(node, Row) else node.base if isinstance(node, Script) else node
    return isinstance(head, Token) and (head.text in ("∂", "d") or (node is head and head.glyph is Glyph.NUMBER))


def is_tall(node: Node) -> bool:
    """Tell whether brackets around a formula have to be larger than usual.

    Examples
    --------
    >>> is_tall(Script(Root(Token(Glyph.NAME, "x")), upper=Token(Glyph.NUMBER, "2")))
    True
    """
    match node:
        case Fraction() | Grid() | Root():
            return True
        case Row(parts):
            return any(map(is_tall, parts))
        case Script(base, _, _):
            return is_tall(base)
        case Fence(_, body, _):
            return is_tall(body)
    return False


def walk(node: Node) -> Iterator[Node]:
    """Visit the node and everything inside it.

    Examples
    --------
    >>> [type(part).__name__ for part in walk(fenced(Token(Glyph.NAME, "x")))]
    ['Fence', 'Token']
    """
    yield node
    for child in _children(node):
        yield from walk(child)


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Token():
            return ()
        case Row(parts):
            return parts
        case Fraction(above, below):
            return (above, below)
        case Script(base, lower, upper):
            return tuple(part for part in (base, lower, upper) if part is not None)
        case Root(radicand, degree):
            return (radicand,) if degree is None else (radicand, degree)
        case Fence(_, body, _):
            return (body,)
        case Grid(rows):
            return tuple(entry for row in rows for entry in row)
