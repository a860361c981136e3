"""Exercises from the tables of a sheet: given functions, generated ones, free texts, and their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from sympy import Expr

from symhess.condition import Condition, Relation
from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.inputs import conditions_of_domain, equations_of, exact_point, restricted, scalar_function, variables_of
from symhess.inputs.entries import (
    Entries,
    WrongEntry,
    choice_entry,
    count_entry,
    member_entry,
    number_entry,
    require_known,
    syntax_entry,
    text_entry,
    texts_entry,
)
from symhess.parse.lexer import Syntax
from symhess.render.document import DETAILS, Block, Detail, Inline
from symhess.render.sheet import Blank
from symhess.sheets.generators import GENERATORS
from symhess.sheets.problem import Asks, Problem
from symhess.sheets.sheet import Exercise, Generated, Item
from symhess.sheets.texts import paragraphs_of, pieces_of

__all__ = ["PICTURES", "read_exercise"]

PICTURES: Final = ("solution", "task", "both", "none")
"""Where a picture of the function is shown."""

_FRAME: Final = "title picture detail syntax text parts".split()
_ITEM: Final = "asks marks hint lines space fill_in solution".split()
_MATHEMATICS: Final = "at order steps constraint region".split()
_FUNCTION: Final = "function variables domain".split()
_NEEDED: Final = {
    Asks.TAYLOR: "at",
    Asks.NEWTON: "at",
    Asks.LAGRANGE: "constraint",
    Asks.REGION: "region",
}
_OWN: Final = {
    "at": (Asks.GRADIENT, Asks.HESSIAN, Asks.TAYLOR, Asks.NEWTON),
    "order": (Asks.TAYLOR,),
    "steps": (Asks.NEWTON,),
    "constraint": (Asks.LAGRANGE,),
    "region": (Asks.REGION,),
}
_MOST_PARTS: Final = 26
_MOST_LINES: Final = 60
_MOST_CENTIMETRES: Final = 48
_LINE_HEIGHT: Final = Fraction(4, 5)  # centimetres
_MOST_MARKS: Final = 1000
_ROWS: Final = 5
_HIGHEST_ORDER: Final = 8
_MOST_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class _Base:
    """What the parts of an exercise have in common."""

    function: ScalarFunction | None
    generated: Generated | None
    syntax: Syntax
    shared: Entries  # of the exercise's own table


def read_exercise(row: Entries, table: tuple[tuple[str, int], ...] = ()) -> Exercise:
    """One exercise.

    Raises
    ------
    WrongEntry
        For a key that is unknown, missing or wrong.

    Examples
    --------
    >>> read = read_exercise({"function": "x^2 y", "asks": ["gradient", "hessian"], "marks": [1, 2]})
    >>> [(item.problem.asks.value, str(item.marks)) for item in read.items]
    [('gradient', '1'), ('hessian', '2')]
    >>> read_exercise({"generator": "gradient", "colour": 1})
    Traceback (most recent call last):
    ...
    symhess.inputs.entries.WrongEntry: generator 'gradient' has no such option; ...
    """
    _require_one_kind(row)
    syntax = syntax_entry(row)
    function = _function(row, syntax) if "function" in row else None
    generated = _generated(row) if "generator" in row else None
    if generated is None:
        require_known(row, [*_FRAME, *_ITEM, *(_FUNCTION + _MATHEMATICS if function else ())])
    base = _Base(function, generated, syntax, row)
    items = _items(row, base, table)
    _require_used(row, items)
    return Exercise(
        items=items,
        function=None if function is None else Problem(Asks.GRADIENT, function),
        generated=generated,
        title=_pieces(row, "title", syntax),
        text=_paragraphs(row, "text", syntax),
        picture=choice_entry(row, "picture", PICTURES),
        detail=_detail(row),
        table=table,
    )


def _require_one_kind(row: Entries) -> None:
    if "function" in row and "generator" in row:
        raise WrongEntry("generator", "expected a function or a generator, got both")
    if "function" not in row and "generator" not in row and "text" not in row:
        raise WrongEntry("function", "expected a function, a generator or a text")


def _detail(row: Entries) -> Detail:
    chosen = choice_entry({"detail": row.get("detail", "worked")}, "detail", DETAILS)
    return next(detail for detail in DETAILS if detail == chosen)


def _function(row: Entries, syntax: Syntax) -> ScalarFunction:
    text = text_entry(row, "function")
    names = row.get("variables")
    if names is None:
        names = _names(text, tuple(_conditions(row)), syntax)
    else:
        names = texts_entry(row, "variables")
    try:
        function = scalar_function(text, names, syntax)
    except InputError as error:
        raise WrongEntry("function", str(error)) from None
    try:
        return restricted(function, list(texts_entry(row, "domain")) or None, None, syntax)
    except InputError as error:
        raise WrongEntry("domain", str(error)) from None


def _conditions(row: Entries) -> Iterator[str]:
    """All that looks like a constraint; what is wrong in it is told where it is read."""
    for key in ("constraint", "region", "domain"):
        value = row.get(key)
        values = value if isinstance(value, list) else [value]
        yield from (text for text in values if isinstance(text, str))
    parts = row.get("parts")
    for part in parts if isinstance(parts, list) else ():
        yield from _conditions(part) if isinstance(part, Mapping) else ()


def _names(text: str, conditions: Sequence[str], syntax: Syntax) -> tuple[str, ...] | None:
    """All variables of the exercise; none where something cannot be read, which is told by its own key."""
    try:
        return variables_of(text, conditions, syntax) or None
    except InputError:
        return None


def _generated(row: Entries) -> Generated:
    name = text_entry(row, "generator")
    if name not in GENERATORS:
        raise WrongEntry("generator", f"expected one of {', '.join(GENERATORS)}, got {name!r}")
    generator = GENERATORS[name]
    options = {key: value for key, value in row.items() if key not in ("generator", *_FRAME, *_ITEM)}
    for key, value in options.items():
        if key not in generator.options:
            known = ", ".join(generator.options) or "none"
            raise WrongEntry(key, f"generator {name!r} has no such option; its options are {known}")
        if not isinstance(value, str | int | bool):
            raise WrongEntry(key, f"expected a text or a whole number, got {value!r}")
    for chosen in [*({key: value} for key, value in options.items()), options]:
        try:
            generator.family(**chosen)
        except InputError as error:
            key = next(iter(chosen)) if len(chosen) == 1 else "generator"
            raise WrongEntry(key, str(error)) from None
    return Generated(name, options)


def _items(row: Entries, base: _Base, table: tuple[tuple[str, int], ...]) -> tuple[Item, ...]:
    """One item, or one for each entry of ``asks``, or one for each table of ``parts``."""
    if "parts" in row:
        return _parts(row, base, table)
    asked, marks = row.get("asks"), row.get("marks")
    if not isinstance(asked, list):
        if isinstance(marks, list):
            raise WrongEntry("marks", "expected one number; several go with several entries of asks")
        return (_item(row, base, table),)
    if not asked or len(asked) > _MOST_PARTS:
        raise WrongEntry("asks", f"expected 1 to {_MOST_PARTS} entries, got {len(asked)}")
    if marks is not None and (not isinstance(marks, list) or len(marks) != len(asked)):
        raise WrongEntry("marks", f"expected a list of {len(asked)} numbers, one for each part, got {marks!r}")
    plain = {key: value for key, value in row.items() if key not in ("asks", "marks", "hint")}
    rows = [{**plain, "asks": asks} for asks in asked]
    for number, mark in enumerate(marks or ()):
        rows[number]["marks"] = mark
    if "hint" in row:
        rows[-1]["hint"] = row["hint"]
    return tuple(_item(part, base, table) for part in rows)


def _parts(row: Entries, base: _Base, table: tuple[tuple[str, int], ...]) -> tuple[Item, ...]:
    for key in _ITEM:
        if key in row:
            raise WrongEntry(key, "expected in each part, since there are parts")
    parts = row["parts"]
    if not isinstance(parts, list) or not parts or not all(isinstance(part, Mapping) for part in parts):
        raise WrongEntry("parts", "expected at least one table [[exercises.parts]]")
    if len(parts) > _MOST_PARTS:
        raise WrongEntry("parts", f"expected at most {_MOST_PARTS} parts, got {len(parts)}")
    shared = {key: row[key] for key in _MATHEMATICS if key in row and base.generated is None}
    items = []
    for number, part in enumerate(parts):
        try:
            require_known(part, [*_ITEM, "text", *_MATHEMATICS])
            items.append(_item({**shared, **part}, base, (*table, ("parts", number))))
        except WrongEntry as error:
            raise error.inside("parts", number) from None
    return tuple(items)


def _item(row: Entries, base: _Base, table: tuple[tuple[str, int], ...]) -> Item:
    is_part = table[-1:] and table[-1][0] == "parts"
    problem, asks = _problem(row, base)
    if asks is None and base.generated is None and "text" not in row:
        raise WrongEntry("asks", f"expected what is asked: {', '.join(kind.value for kind in Asks)}")
    if "solution" in row and "text" not in row:
        raise WrongEntry("solution", "expected a text that it solves")
    blank, rows = _blank(row)
    return Item(
        problem=problem,
        asks=asks,
        marks=_marks(row),
        text=_paragraphs(row, "text", base.syntax) if is_part else (),
        solution=_paragraphs(row, "solution", base.syntax),
        hint=_pieces(row, "hint", base.syntax),
        blank=blank,
        rows=rows,
        table=table,
    )


def _problem(row: Entries, base: _Base) -> tuple[Problem | None, Asks | None]:
    """The problem of a part; of a generated function only what is asked of it."""
    if "asks" not in row:
        return None, None
    asks = member_entry(Asks, "asks", row["asks"])
    if base.generated is not None:
        return None, _asks_of_generated(asks, base.generated)
    if base.function is None:
        raise WrongEntry("asks", "expected a function or a generator that it is asked of")
    if asks is Asks.LOGISTIC:
        raise WrongEntry("asks", "logistic regressions are drawn: generator = \"logistic\"")
    if asks in _NEEDED and _NEEDED[asks] not in row:
        raise WrongEntry(_NEEDED[asks], f"expected for {asks.value}")
    function = base.function
    return Problem(
        asks=asks,
        function=function,
        constraints=_constraints(row, function, base.syntax) if asks is Asks.LAGRANGE else (),
        region=_region(row, function, base.syntax) if asks is Asks.REGION else (),
        at=_at(row, function) if "at" in row and asks in _OWN["at"] else (),
        order=count_entry(row, "order", 2, most=_HIGHEST_ORDER),
        steps=count_entry(row, "steps", 1, most=_MOST_STEPS),
    ), asks


def _asks_of_generated(asks: Asks, generated: Generated) -> Asks:
    """Derivatives and critical points can be asked of a function that was drawn for something else."""
    if asks.value != generated.name and asks not in (Asks.GRADIENT, Asks.HESSIAN, Asks.CLASSIFICATION):
        raise WrongEntry("asks", f"expected gradient, hessian, classification or {generated.name}, got {asks.value!r}")
    if generated.name == "logistic" and asks is not Asks.LOGISTIC:
        raise WrongEntry("asks", f"expected logistic, got {asks.value!r}")
    return asks


def _require_used(row: Entries, items: Sequence[Item]) -> None:
    """Refuse what no part of the exercise reads, so that nobody waits for it in vain."""
    asked = {item.asks for item in items}
    for key, users in _OWN.items():
        if key in row and "function" in row and not asked & set(users):
            raise WrongEntry(key, f"nothing that is asked needs it: {', '.join(user.value for user in users)} would")


def _at(row: Entries, function: ScalarFunction) -> tuple[Expr, ...]:
    value: Any = row["at"]
    try:
        exact = [str(entry) for entry in value] if isinstance(value, list) else [str(value)]
        return exact_point(exact, function.variables)
    except (InputError, TypeError) as error:
        raise WrongEntry("at", str(error)) from None


def _constraints(row: Entries, function: ScalarFunction, syntax: Syntax) -> tuple[Expr, ...]:
    try:
        equations = equations_of(texts_entry(row, "constraint"), function.variables, syntax)
    except WrongEntry:
        raise
    except InputError as error:
        raise WrongEntry("constraint", str(error)) from None
    if not equations or all(not equation.free_symbols for equation in equations):
        raise WrongEntry("constraint", "expected an equation such as x^2 + y^2 = 1")
    return equations


def _region(row: Entries, function: ScalarFunction, syntax: Syntax) -> tuple[Condition, ...]:
    try:
        conditions = tuple(conditions_of_domain(texts_entry(row, "region"), function.variables, syntax))
    except WrongEntry:
        raise
    except InputError as error:
        raise WrongEntry("region", str(error)) from None
    if not conditions or any(condition.relation is Relation.NONZERO for condition in conditions):
        raise WrongEntry("region", "expected inequalities such as x >= 0")
    return conditions


def _marks(row: Entries) -> Fraction | None:
    if "marks" not in row:
        return None
    marks = number_entry(row, "marks", "0")
    if marks > _MOST_MARKS or (2 * marks).denominator > 1:
        raise WrongEntry("marks", f"expected whole or half marks up to {_MOST_MARKS}, got {row['marks']!r}")
    return marks


def _blank(row: Entries) -> tuple[Blank | None, int]:
    """The place for the answer: ruled lines, empty centimetres, or rows of a table."""
    given = [key for key in ("lines", "space", "fill_in") if key in row]
    if len(given) > 1:
        raise WrongEntry(given[1], f"expected one of lines, space and fill_in, got {' and '.join(given)}")
    if "lines" in row:
        return Blank(count_entry(row, "lines", 1, most=_MOST_LINES), ruled=True), 0
    if "space" in row:
        centimetres = number_entry(row, "space", "0")
        if not 0 < centimetres <= _MOST_CENTIMETRES:
            raise WrongEntry("space", f"expected centimetres up to {_MOST_CENTIMETRES}, got {row['space']!r}")
        return Blank(max(1, round(centimetres / _LINE_HEIGHT)), ruled=False), 0
    if row.get("fill_in") is True:
        return None, _ROWS
    if row.get("fill_in", False) is False:
        return None, 0
    return None, count_entry(row, "fill_in", _ROWS, most=30)


def _paragraphs(row: Entries, key: str, syntax: Syntax) -> tuple[Block, ...]:
    try:
        return paragraphs_of(text_entry(row, key), syntax)
    except WrongEntry:
        raise
    except InputError as error:
        raise WrongEntry(key, str(error)) from None


def _pieces(row: Entries, key: str, syntax: Syntax) -> tuple[Inline, ...]:
    try:
        return pieces_of(text_entry(row, key), syntax)
    except WrongEntry:
        raise
    except InputError as error:
        raise WrongEntry(key, str(error)) from None
