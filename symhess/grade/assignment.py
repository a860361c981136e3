"""An assignment from its TOML file; what is wrong with it is told with line and key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from sympy import Abs, Expr, Piecewise, sign

from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.grade.fields import Asks, Assignment, Field, Form, Visibility
from symhess.grade.reading import read_answer
from symhess.grade.reference import (
    classified_points,
    critical_points_of,
    derivatives_of,
    determinant,
    lagrange_points,
    newton_step,
    partial_of,
    taylor_polynomial,
)
from symhess.inputs import equations_of, exact_point, scalar_function
from symhess.inputs.entries import (
    Entries,
    WrongEntry,
    choice_entry,
    count_entry,
    member_entry,
    number_entry,
    require_known,
    share_entry,
    syntax_entry,
    text_entry,
    texts_entry,
)
from symhess.inputs.toml import read_toml

__all__ = ["assignment_of", "make_field", "read_assignment"]

_COMMON = (
    "name function variables syntax weight tolerance form form_weight follow_through visibility unreadable answer"
).split()
_OWN: dict[Asks, tuple[str, ...]] = {
    Asks.PARTIAL: ("of",),
    Asks.CLAIRAUT: ("of",),
    Asks.DISCRIMINANT: ("at",),
    Asks.TAYLOR: ("at", "order"),
    Asks.NEWTON: ("at", "steps"),
    Asks.LAGRANGE: ("constraint",),
}
_DEFAULTS = "function variables syntax tolerance form_weight follow_through visibility unreadable".split()
_TOP = ["title", "time_limit", "fields", *_DEFAULTS]


def read_assignment(path: str | Path) -> Assignment:
    r"""Read an assignment.

    Raises
    ------
    InputError
        With line and key.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> text = 'function = "x^2 + y^2"\n[[fields]]\nasks = "gradient"\n[[fields]]\nasks = "hesian"\n'
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "sheet.toml")
    ...     _ = path.write_text(text)
    ...     try:
    ...         read_assignment(path)
    ...     except InputError as error:
    ...         print(error)  # doctest: +ELLIPSIS
    sheet.toml, line 5, asks: expected one of expression, gradient, ..., got 'hesian'
    """
    source = Path(path)
    return assignment_of(source.read_bytes(), source.name)


def assignment_of(content: bytes, name: str) -> Assignment:
    r"""The assignment that a file of this content and name holds.

    Raises
    ------
    InputError
        With line and key.

    Examples
    --------
    >>> assignment_of(b'function = "x^2"\n[[fields]]\nasks = "gradient"\n', "sheet.toml").out_of
    Fraction(1, 1)
    """
    digest = sha256(content).hexdigest()
    return read_toml(content, name, lambda table: _assignment(table, digest))


def _assignment(table: Entries, digest: str) -> Assignment:
    require_known(table, _TOP)
    title, seconds = text_entry(table, "title", "Assignment"), table.get("time_limit", 2.0)
    if not isinstance(seconds, int | float) or not 0 < seconds <= 60:
        raise WrongEntry("time_limit", f"expected seconds up to 60, got {seconds!r}")
    rows = table.get("fields")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise WrongEntry("fields", "expected at least one table [[fields]]")
    defaults = {key: table[key] for key in _DEFAULTS if key in table}
    fields: list[Field] = []
    for number, row in enumerate(rows):
        try:
            fields.append(_field({**defaults, **row}, {field.name for field in fields}))
        except WrongEntry as error:
            raise error.inside("fields", number) from None
    return Assignment(title, tuple(fields), float(seconds), digest)


def make_field(asks: str, function: str | Expr, **options: Any) -> Field:
    """One field, with the keys that its table in an assignment may have.

    Raises
    ------
    InputError
        If a key is unknown or wrong, or the right answer is not known and not given.

    Examples
    --------
    >>> make_field("taylor", "exp(x) cos(y)", at=["0", "0"], order=2, weight=3).reference
    x**2/2 + x - y**2/2 + 1
    >>> make_field("critical_points", "sin(x)")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: answer: the critical points are not finitely many exactly known ones; give the answer
    """
    try:
        return _field({"asks": asks, "function": function, **options}, set())
    except WrongEntry as error:
        raise InputError(f"{error.key}: {error}") from None


def _field(row: Entries, taken: Iterable[str]) -> Field:
    asks = member_entry(Asks, "asks", row.get("asks"))
    require_known(row, ["asks", *_COMMON, *_OWN.get(asks, ())])
    field = Field(
        name=_name(row, asks, set(taken)),
        asks=asks,
        function=_function(row),
        weight=number_entry(row, "weight", "1"),
        syntax=syntax_entry(row),
        tolerance=number_entry(row, "tolerance", "0"),
        forms=tuple(member_entry(Form, "form", form) for form in texts_entry(row, "form")),
        form_weight=share_entry(row, "form_weight", "1/2"),
        carry=share_entry(row, "follow_through", "1"),
        visibility=member_entry(Visibility, "visibility", row.get("visibility", "visible")),
        unreadable_to_review=choice_entry(row, "unreadable", ("wrong", "review")) == "review",
        of=texts_entry(row, "of"),
        order=count_entry(row, "order", 2),
        steps=count_entry(row, "steps", 1),
    )
    field = replace(field, at=_at(row, field))
    return replace(field, reference=_reference(row, field))


def _name(row: Entries, asks: Asks, taken: set[str]) -> str:
    default = f"f_{''.join(texts_entry(row, 'of'))}" if asks is Asks.PARTIAL else asks.value
    name = row.get("name", default)
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z][\w-]{0,39}", name, re.ASCII):
        raise WrongEntry("name", f"expected a short name of letters, digits, - and _, got {name!r}")
    if name in taken:
        raise WrongEntry("name", f"{name!r} is taken by an earlier field")
    return name


def _function(row: Entries) -> ScalarFunction:
    if "function" not in row:
        raise WrongEntry("function", "expected the function, here or at the top")
    try:
        return scalar_function(row["function"], row.get("variables"), syntax_entry(row))
    except InputError as error:
        raise WrongEntry("function", str(error)) from None


def _at(row: Entries, field: Field) -> tuple[Expr, ...]:
    if "at" not in row:
        if field.asks in (Asks.TAYLOR, Asks.NEWTON):
            raise WrongEntry("at", "expected a point such as [0, 0]")
        return ()
    try:
        given = [row["at"]] if isinstance(row["at"], int | float | str) else row["at"]
        exact = [str(value) for value in given] if isinstance(given, list | tuple) else given
        return exact_point(exact, field.function.variables)
    except (InputError, TypeError) as error:
        raise WrongEntry("at", str(error)) from None


def _reference(row: Entries, field: Field) -> Any:
    """The answer that the table gives, or the one that follows from f."""
    if field.asks is Asks.ARGUMENT:
        return None
    key = "of" if field.asks in (Asks.PARTIAL, Asks.CLAIRAUT) else "answer"
    try:
        if "answer" in row:
            key = "answer"
            return read_answer(str(row["answer"]), field).value
        if field.asks is Asks.LAGRANGE:
            key = "constraint"
            equations = equations_of(texts_entry(row, "constraint"), field.function.variables, field.syntax)
            if not equations:
                raise InputError("expected an equation such as x^2 + y^2 = 1")
            return lagrange_points(field.function, equations)
        if field.asks not in _DERIVED:
            raise InputError("expected the right answer as text")
        return _DERIVED[field.asks](field)
    except InputError as error:
        raise WrongEntry(key, str(error)) from None


def _discriminant(field: Field) -> Expr:
    value = determinant(derivatives_of(field.function)[1])
    return value.xreplace(dict(zip(field.function.variables, field.at, strict=True))) if field.at else value


def _newton(field: Field) -> Any:
    at: Any = field.at
    for _ in range(field.steps):
        at = newton_step(*derivatives_of(field.function), field.function.variables, at)
    return at


def _clairaut(field: Field) -> Any:
    """Both orders of the mixed partial; f is smooth where it is defined, so that they agree."""
    pair = field.of or tuple(v.name for v in field.function.variables[:2])
    if len(pair) != 2:
        raise InputError("expected two variables")
    mixed = partial_of(field.function, pair)
    if (field.function.expression + mixed).has(Abs, Piecewise, sign):
        raise InputError("f may not be smooth; give the answer")
    return mixed


_DERIVED: dict[Asks, Callable[[Field], Any]] = {
    Asks.GRADIENT: lambda field: derivatives_of(field.function)[0],
    Asks.HESSIAN: lambda field: derivatives_of(field.function)[1],
    Asks.PARTIAL: lambda field: partial_of(field.function, field.of),
    Asks.CLAIRAUT: _clairaut,
    Asks.POINTS: lambda field: critical_points_of(field.function),
    Asks.DISCRIMINANT: _discriminant,
    Asks.CLASSIFICATION: lambda field: classified_points(field.function),
    Asks.TAYLOR: lambda field: taylor_polynomial(field.function, field.at, field.order),
    Asks.NEWTON: _newton,
}
