"""Sheet: everything that a lecturer's file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from symhess.errors import InputError
from symhess.inputs.toml import entry_line
from symhess.render.document import Block, Detail, Inline
from symhess.render.sheet import Blank
from symhess.sheets.generators.options import Value
from symhess.sheets.problem import Asks, Problem

__all__ = ["FORMATS", "LAYOUTS", "Exercise", "Generated", "Item", "Layout", "Sheet", "SheetFormat", "Source"]

Layout: TypeAlias = Literal["article", "exam", "beamer", "fragment"]
LAYOUTS: tuple[Layout, ...] = ("article", "exam", "beamer", "fragment")
"""How LaTeX arranges a sheet."""

SheetFormat: TypeAlias = Literal["pdf", "tex", "html", "markdown"]
FORMATS: tuple[SheetFormat, ...] = ("pdf", "tex", "html", "markdown")
"""What is written."""


@dataclass(frozen=True, slots=True)
class Source:
    r"""The text that a sheet was read from, to tell the line of what is wrong in it.

    Examples
    --------
    >>> str(Source("sheet.toml", "[[exercises]]\nat = [0]\n").error((("exercises", 0),), "at", "expected more"))
    'sheet.toml, line 2, at: expected more'
    """

    name: str
    text: str

    def error(self, table: tuple[tuple[str, int], ...], key: str, message: str) -> InputError:
        """What is wrong with a key of a table."""
        return InputError(f"{self.name}, line {entry_line(self.text, table, key)}, {key}: {message}")


@dataclass(frozen=True, slots=True)
class Generated:
    """A problem that is drawn by seed: the name of its generator and the options for it.

    Examples
    --------
    >>> Generated("classification", {"minima": 2}).name
    'classification'
    """

    name: str
    options: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Item:
    """One part of an exercise.

    Attributes
    ----------
    problem : Problem or Asks or None
        A problem of its own, or what is asked of the generated function; ``None`` for a free text or where the
        generated problem itself is asked.
    marks : Fraction or None
    text : tuple of Block
        The lecturer's words, before what is asked or in place of it.
    solution : tuple of Block
        The lecturer's solution of a free text.
    hint : tuple of Inline
    blank : Blank or None
        Lines or empty space for the answer.
    rows : int
        Rows of a table to fill in; 0 for none.
    table : tuple of (str, int)
        Where the part stands in the file.

    Examples
    --------
    >>> Item(None).marks is None
    True
    """

    problem: Problem | None
    asks: Asks | None = None
    marks: Fraction | None = None
    text: tuple[Block, ...] = ()
    solution: tuple[Block, ...] = ()
    hint: tuple[Inline, ...] = ()
    blank: Blank | None = None
    rows: int = 0
    table: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a sheet, before a variant is drawn.

    Attributes
    ----------
    items : tuple of Item
        At least one; several are parts (a), (b), (c).
    function : Problem or None
        What is given before the parts, where the function is the lecturer's own.
    generated : Generated or None
        Where the function is drawn by seed.
    title : tuple of Inline
    text : tuple of Block
        The lecturer's words before everything.
    picture : {"solution", "task", "both", "none"}
    detail : {"brief", "worked", "full"}
    table : tuple of (str, int)
        Where the exercise stands in the file.

    Examples
    --------
    >>> Exercise((Item(None),)).picture
    'solution'
    """

    items: tuple[Item, ...]
    function: Problem | None = None
    generated: Generated | None = None
    title: tuple[Inline, ...] = ()
    text: tuple[Block, ...] = ()
    picture: str = "solution"
    detail: Detail = "worked"
    table: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of exercises with everything around them.

    Attributes
    ----------
    title, course, date : str
    exercises : tuple of Exercise
    variants : tuple of str
        Letters; one empty text where there is a single variant.
    seed : int
    language : str
    layout : {"article", "exam", "beamer", "fragment"}
    format : {"pdf", "tex", "html", "markdown"}
    name_line, marks_table : bool
    time_limit : float
        Seconds for each exercise.
    source : Source

    Examples
    --------
    >>> Sheet("Sheet 1", (Exercise((Item(None),)),)).variants
    ('',)
    """

    title: str
    exercises: tuple[Exercise, ...]
    course: str = ""
    date: str = ""
    variants: tuple[str, ...] = ("",)
    seed: int = 0
    language: str = "en"
    layout: Layout = "article"
    format: SheetFormat = "pdf"
    name_line: bool = True
    marks_table: bool = True
    time_limit: float = 20.0
    source: Source = Source("sheet", "")
