"""An assignment from its TOML file; what is wrong with it is told with line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

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
from symhess.parse.lexer import Syntax

__all__ = ["make_field", "read_assignment"]

Options = Mapping[str, Any]

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
_TABLE = re.compile(r"\s*\[\[\s*fields\s*\]\]")
_SYNTAXES: tuple[Syntax, ...] = get_args(Syntax)
_MOST_STEPS = 10


class _Wrong(InputError):
    """What is wrong with one key."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


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
    content = source.read_bytes()
    try:
        text = content.decode("utf-8-sig")
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{source.name}: {error}") from None
    try:
        return _assignment(table, sha256(content).hexdigest())
    except _Located as error:
        raise InputError(f"{source.name}, line {_line(text, error)}, {error.key}: {error}") from None


class _Located(InputError):
    """What is wrong with one key of one table; number 0 is the top."""

    def __init__(self, number: int, key: str, message: str) -> None:
        super().__init__(message)
        self.number, self.key = number, key


def _line(text: str, error: _Located) -> int:
    """The line of a key in its table, or of the table where the key is missing."""
    number, table_line = 0, 1
    for position, line in enumerate(text.splitlines(), start=1):
        if _TABLE.match(line):
            number += 1
            table_line = position if number <= error.number else table_line
        if number == error.number and re.match(rf"\s*{re.escape(error.key)}\s*=", line):
            return position
    return table_line


def _assignment(table: Options, digest: str) -> Assignment:
    fields: list[Field] = []
    try:
        _require_known(table, _TOP)
        title, seconds = table.get("title", "Assignment"), table.get("time_limit", 2.0)
        if not isinstance(title, str):
            raise _Wrong("title", f"expected a text, got {title!r}")
        if not isinstance(seconds, int | float) or not 0 < seconds <= 60:
            raise _Wrong("time_limit", f"expected seconds up to 60, got {seconds!r}")
        rows = table.get("fields")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            raise _Wrong("fields", "expected at least one table [[fields]]")
    except _Wrong as error:
        raise _Located(0, error.key, str(error)) from None
    defaults = {key: table[key] for key in _DEFAULTS if key in table}
    for number, row in enumerate(rows, start=1):
        try:
            fields.append(_field({**defaults, **row}, {field.name for field in fields}))
        except _Wrong as error:
            raise _Located(number, error.key, str(error)) from None
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
    except _Wrong as error:
        raise InputError(f"{error.key}: {error}") from None


def _field(row: Options, taken: Iterable[str]) -> Field:
    asks = _member(Asks, "asks", row.get("asks"))
    _require_known(row, ["asks", *_COMMON, *_OWN.get(asks, ())])
    field = Field(
        name=_name(row, asks, set(taken)),
        asks=asks,
        function=_function(row),
        weight=_number(row, "weight", "1"),
        syntax=_syntax(row),
        tolerance=_number(row, "tolerance", "0"),
        forms=tuple(_member(Form, "form", form) for form in _texts(row, "form")),
        form_weight=_share(row, "form_weight", "1/2"),
        carry=_share(row, "follow_through", "1"),
        visibility=_member(Visibility, "visibility", row.get("visibility", "visible")),
        unreadable_to_review=_choice(row, "unreadable", ("wrong", "review")) == "review",
        of=_texts(row, "of"),
        order=_count(row, "order", 2),
        steps=_count(row, "steps", 1),
    )
    field = replace(field, at=_at(row, field))
    return replace(field, reference=_reference(row, field))


def _require_known(row: Options, known: list[str]) -> None:
    for key in row:
        if key not in known:
            raise _Wrong(key, f"unknown key; expected one of {', '.join(known)}")


def _member(kind: type[Any], key: str, value: object) -> Any:
    try:
        return kind(value)
    except ValueError:
        names = ", ".join(member.value for member in kind)
        raise _Wrong(key, f"expected one of {names}, got {value!r}") from None


def _choice(row: Options, key: str, choices: tuple[str, ...]) -> str:
    value = row.get(key, choices[0])
    if value not in choices:
        raise _Wrong(key, f"expected one of {', '.join(choices)}, got {value!r}")
    return str(value)


def _syntax(row: Options) -> Syntax:
    _choice(row, "syntax", _SYNTAXES)
    return next(syntax for syntax in _SYNTAXES if syntax == row.get("syntax", _SYNTAXES[0]))


def _name(row: Options, asks: Asks, taken: set[str]) -> str:
    default = f"f_{''.join(_texts(row, 'of'))}" if asks is Asks.PARTIAL else asks.value
    name = row.get("name", default)
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z][\w-]{0,39}", name, re.ASCII):
        raise _Wrong("name", f"expected a short name of letters, digits, - and _, got {name!r}")
    if name in taken:
        raise _Wrong("name", f"{name!r} is taken by an earlier field")
    return name


def _texts(row: Options, key: str) -> tuple[str, ...]:
    value = row.get(key, ())
    values = (value,) if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(text, str) for text in values):
        raise _Wrong(key, f"expected a text or a list of texts, got {value!r}")
    return tuple(values)


def _number(row: Options, key: str, default: str) -> Fraction:
    value = row.get(key, default)
    try:
        # by its digits: 0.1 in the file is one tenth
        number = Fraction(str(value).replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        raise _Wrong(key, f"expected a number such as 2 or 1/2, got {value!r}") from None
    if isinstance(value, bool) or number < 0:
        raise _Wrong(key, f"expected a number of at least 0, got {value!r}")
    return number


def _share(row: Options, key: str, default: str) -> Fraction:
    share = _number(row, key, default)
    if share > 1:
        raise _Wrong(key, f"expected a share from 0 to 1, got {share}")
    return share


def _count(row: Options, key: str, default: int) -> int:
    value = row.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= _MOST_STEPS:
        raise _Wrong(key, f"expected a whole number from 1 to {_MOST_STEPS}, got {value!r}")
    return value


def _function(row: Options) -> ScalarFunction:
    if "function" not in row:
        raise _Wrong("function", "expected the function, here or at the top")
    try:
        return scalar_function(row["function"], row.get("variables"), _syntax(row))
    except InputError as error:
        raise _Wrong("function", str(error)) from None


def _at(row: Options, field: Field) -> tuple[Expr, ...]:
    if "at" not in row:
        if field.asks in (Asks.TAYLOR, Asks.NEWTON):
            raise _Wrong("at", "expected a point such as [0, 0]")
        return ()
    try:
        given = row["at"]
        exact = [str(value) for value in given] if isinstance(given, list | tuple) else given
        return exact_point(exact, field.function.variables)
    except (InputError, TypeError) as error:
        raise _Wrong("at", str(error)) from None


def _reference(row: Options, field: Field) -> Any:
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
            equations = equations_of(_texts(row, "constraint"), field.function.variables, field.syntax)
            if not equations:
                raise InputError("expected an equation such as x^2 + y^2 = 1")
            return lagrange_points(field.function, equations)
        if field.asks not in _DERIVED:
            raise InputError("expected the right answer as text")
        return _DERIVED[field.asks](field)
    except InputError as error:
        raise _Wrong(key, str(error)) from None


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
