"""The page of a study, independent of every format: blocks of words and formulas for printers to print.

A printer is one function over :data:`Block`, one over :data:`Inline` and one over
:data:`symhess.render.formula.Formula`. All text is raw: printers escape it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, TypeAlias

from symhess.render.formula import Formula, Relation
from symhess.verdict import Kind

__all__ = [
    "DETAILS",
    "Align",
    "Block",
    "Case",
    "Cases",
    "Detail",
    "Document",
    "Emphasis",
    "Equation",
    "Equations",
    "Figure",
    "Footer",
    "Heading",
    "Inline",
    "Marker",
    "Math",
    "Note",
    "Paragraph",
    "Picture",
    "ResultBox",
    "Row",
    "Table",
    "Words",
]

DETAILS: Final = ("brief", "worked", "full")
Detail: TypeAlias = Literal["brief", "worked", "full"]
"""How much of the derivation a page shows: results; steps and their rules; every step and all evidence."""


class Align(Enum):
    """How a column of a table is set.

    Examples
    --------
    >>> Align.RIGHT.value
    'right'
    """

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Picture(Enum):
    """What a figure shows: level lines with critical points, the graph as a surface, a curve in one variable.

    Examples
    --------
    >>> Picture("levels") is Picture.LEVELS
    True
    """

    LEVELS = "levels"
    SURFACE = "surface"
    CURVE = "curve"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; spaces at the ends count.

    Examples
    --------
    >>> Words("Nine critical points: ").text
    'Nine critical points: '
    """

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words (italic), or strong ones (bold).

    Examples
    --------
    >>> Emphasis("Result.", strong=True).strong
    True
    """

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Math:
    """A formula within a line.

    Examples
    --------
    >>> from symhess.render.formula import Name
    >>> Math(Name("f")).formula.text
    'f'
    """

    formula: Formula


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a kind (shape and colour), the same as in the figures: green ●, red ▲, blue ×, grey ○.

    Examples
    --------
    >>> Marker(Kind.SADDLE).kind.value
    'saddle'
    """

    kind: Kind


Inline: TypeAlias = Words | Emphasis | Math | Marker


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a section; level 1 is a section, level 2 within it.

    Examples
    --------
    >>> Heading((Words("Gradient"),)).level
    1
    """

    pieces: tuple[Inline, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Examples
    --------
    >>> len(Paragraph((Words("Both agree."),)).pieces)
    1
    """

    pieces: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ResultBox:
    """The answer, framed, before every step; not ``complete`` where something is undecided or missing.

    Examples
    --------
    >>> ResultBox((Paragraph((Words("No critical point."),)),), complete=True).complete
    True
    """

    paragraphs: tuple[Paragraph, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Equation:
    """One line of a computation: left side (empty where the line above goes on), relation, right side, rule.

    Examples
    --------
    >>> from symhess.render.formula import Decimal, Name
    >>> Equation(Name("f"), Relation.EQUAL, Decimal("0"), (Words("power rule"),)).rule[0].text
    'power rule'
    """

    left: Formula | None
    relation: Relation
    right: Formula
    rule: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Equations:
    """Lines aligned at their relation signs, the rules in the right margin.

    Examples
    --------
    >>> Equations(()).rows
    ()
    """

    rows: tuple[Equation, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``kind`` colours it where it belongs to points of one kind.

    Examples
    --------
    >>> Row(((Words("a"),),)).kind is None
    True
    """

    cells: tuple[tuple[Inline, ...], ...]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Header, rows of as many cells, alignment of the columns; ``remark`` says under it what is not shown.

    Examples
    --------
    >>> Table(((Words("point"),),), (), (Align.LEFT,)).remark
    ()
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[Row, ...]
    align: tuple[Align, ...]
    remark: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a case distinction, with what follows in it.

    Examples
    --------
    >>> Case((Words("Case 1: "),), ()).blocks
    ()
    """

    label: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases one below the other, indented.

    Examples
    --------
    >>> Cases(()).cases
    ()
    """

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A place for a picture of the function; writers that have no pictures leave it out, and ``small`` saves room.

    Examples
    --------
    >>> Figure(Picture.LEVELS, (Words("Level lines."),), "level lines").picture.value
    'levels'
    """

    picture: Picture
    caption: tuple[Inline, ...]
    alternative: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set off from the derivation: how the input was read, what is undecided and why.

    Examples
    --------
    >>> Note((Words("0.5 was read as 1/2"),)).pieces[0].text
    '0.5 was read as 1/2'
    """

    pieces: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """The last line: which program and version made the page.

    Examples
    --------
    >>> Footer((Words("symhess"),)).pieces[0].text
    'symhess'
    """

    pieces: tuple[Inline, ...]


Block: TypeAlias = Heading | Paragraph | ResultBox | Equations | Table | Cases | Figure | Note | Footer


@dataclass(frozen=True, slots=True)
class Document:
    """A page: its title, its blocks in order, the language of its words; a ``compact`` one has little white.

    Examples
    --------
    >>> Document((Words("Critical points"),), ()).language
    'en'
    """

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    language: str = "en"
    compact: bool = False
