"""A sheet from its TOML file; what is wrong is told with file, line and key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from symhess.errors import InputError
from symhess.inputs.entries import (
    Entries,
    WrongEntry,
    choice_entry,
    count_entry,
    flag_entry,
    require_known,
    text_entry,
)
from symhess.inputs.toml import read_toml
from symhess.render.languages import table as phrases_of
from symhess.sheets.exercises import read_exercise
from symhess.sheets.sheet import FORMATS, LAYOUTS, Exercise, Layout, Sheet, SheetFormat, Source

__all__ = ["format_named", "layout_named", "read_sheet", "variant_letters"]

_TOP: Final = (
    "title course date language seed variants name_line marks_table detail picture layout format time_limit syntax "
    "exercises"
).split()
_DEFAULTS: Final = ("detail", "picture", "syntax")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RANGE: Final = re.compile(r"([A-Z])-([A-Z])")
_MOST_EXERCISES: Final = 100
_LONGEST: Final = 300  # characters of a title
_LARGEST_SEED: Final = 2**63 - 1


def read_sheet(path: str | Path) -> Sheet:
    r"""Read a sheet.

    Raises
    ------
    InputError
        With file, line and key.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> text = 'title = "Sheet 1"\n[[exercises]]\nfunction = "x^2 y"\nasks = "gradeint"\n'
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "sheet.toml")
    ...     _ = path.write_text(text)
    ...     try:
    ...         read_sheet(path)
    ...     except InputError as error:
    ...         print(error)  # doctest: +ELLIPSIS
    sheet.toml, line 4, asks: expected one of gradient, hessian, ..., got 'gradeint'
    """
    target = Path(path)
    content = target.read_bytes()
    return read_toml(content, target.name, lambda tables: _sheet(tables, _source(target.name, content)))


def variant_letters(value: object) -> tuple[str, ...]:
    """The letters of the variants: from a number of them, or from a text such as ``"A-F"`` or ``"A,C"``.

    Examples
    --------
    >>> variant_letters(3), variant_letters("B-D"), variant_letters("A, F"), variant_letters(1)
    (('A', 'B', 'C'), ('B', 'C', 'D'), ('A', 'F'), ('',))
    """
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(_LETTERS):
        return tuple(_LETTERS[:value]) if value > 1 else ("",)
    if isinstance(value, str):
        if (ends := _RANGE.fullmatch(value.strip())) and ends[1] <= ends[2]:
            return tuple(_LETTERS[_LETTERS.index(ends[1]) : _LETTERS.index(ends[2]) + 1])
        letters = tuple(part.strip() for part in value.split(","))
        if all(len(letter) == 1 and letter in _LETTERS for letter in letters) and len(set(letters)) == len(letters):
            return letters
    raise InputError(f"expected a number from 1 to 26, or letters such as A-F or A,C, got {value!r}")


def layout_named(name: str) -> Layout:
    """The layout of this name.

    Examples
    --------
    >>> layout_named("exam")
    'exam'
    """
    return next(layout for layout in LAYOUTS if layout == name)


def format_named(name: str) -> SheetFormat:
    """The format of this name.

    Examples
    --------
    >>> format_named("html")
    'html'
    """
    return next(known for known in FORMATS if known == name)


def _source(name: str, content: bytes) -> Source:
    return Source(name, content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n"))


def _sheet(tables: Entries, source: Source) -> Sheet:
    require_known(tables, _TOP)
    return Sheet(
        title=_title(tables, "title", "Exercises"),
        course=_title(tables, "course", ""),
        date=_title(tables, "date", ""),
        language=_language(tables),
        seed=count_entry(tables, "seed", 0, 0, _LARGEST_SEED),
        variants=_variants(tables),
        layout=layout_named(choice_entry(tables, "layout", LAYOUTS)),
        format=format_named(choice_entry(tables, "format", FORMATS)),
        name_line=flag_entry(tables, "name_line", True),
        marks_table=flag_entry(tables, "marks_table", True),
        time_limit=_seconds(tables),
        exercises=_exercises(tables),
        source=source,
    )


def _title(tables: Entries, key: str, default: str) -> str:
    text = text_entry(tables, key, default)
    if len(text) > _LONGEST:
        raise WrongEntry(key, f"expected at most {_LONGEST} characters, got {len(text)}")
    return text


def _language(tables: Entries) -> str:
    language = text_entry(tables, "language", "en")
    try:
        phrases_of(language)
    except InputError as error:
        raise WrongEntry("language", str(error)) from None
    return language


def _variants(tables: Entries) -> tuple[str, ...]:
    try:
        return variant_letters(tables.get("variants", 1))
    except InputError as error:
        raise WrongEntry("variants", str(error)) from None


def _seconds(tables: Entries) -> float:
    seconds = tables.get("time_limit", 20.0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= 3600:
        raise WrongEntry("time_limit", f"expected seconds up to 3600, got {seconds!r}")
    return float(seconds)


def _exercises(tables: Entries) -> tuple[Exercise, ...]:
    rows = tables.get("exercises")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        raise WrongEntry("exercises", "expected at least one table [[exercises]]")
    if len(rows) > _MOST_EXERCISES:
        raise WrongEntry("exercises", f"expected at most {_MOST_EXERCISES} exercises, got {len(rows)}")
    defaults = {key: tables[key] for key in _DEFAULTS if key in tables}
    found = []
    for number, row in enumerate(rows):
        try:
            found.append(read_exercise({**defaults, **row}, (("exercises", number),)))
        except WrongEntry as error:
            raise error.inside("exercises", number) from None
    return tuple(found)
