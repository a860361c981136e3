"""Entries of a table from a file: each is checked by its key, and what is wrong names the key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar, get_args

from symhess.errors import InputError
from symhess.parse.lexer import Syntax

__all__ = [
    "Entries",
    "WrongEntry",
    "choice_entry",
    "count_entry",
    "flag_entry",
    "member_entry",
    "number_entry",
    "require_known",
    "share_entry",
    "syntax_entry",
    "text_entry",
    "texts_entry",
]

Entries: TypeAlias = Mapping[str, Any]
Member = TypeVar("Member", bound=Enum)

_SYNTAXES: tuple[Syntax, ...] = get_args(Syntax)


class WrongEntry(InputError):
    """What is wrong with one key, and in which table: steps such as ``("fields", 2)``, counted from 0.

    Examples
    --------
    >>> WrongEntry("at", "expected a point").inside("parts", 0).inside("exercises", 2).table
    (('exercises', 2), ('parts', 0))
    """

    def __init__(self, key: str, message: str, table: tuple[tuple[str, int], ...] = ()) -> None:
        super().__init__(message)
        self.key = key
        self.table = table

    def inside(self, name: str, number: int) -> WrongEntry:
        """The same, seen from the table around it."""
        return WrongEntry(self.key, str(self), ((name, number), *self.table))


def require_known(row: Entries, known: Iterable[str]) -> None:
    """Refuse keys that nobody reads.

    Examples
    --------
    >>> require_known({"wieght": 2}, ["weight"])
    Traceback (most recent call last):
    ...
    symhess.inputs.entries.WrongEntry: unknown key; expected one of weight
    """
    expected = list(known)
    for key in row:
        if key not in expected:
            raise WrongEntry(key, f"unknown key; expected one of {', '.join(expected)}")


def member_entry(kind: type[Member], key: str, value: object) -> Member:
    """The member of an enumeration.

    Examples
    --------
    >>> from symhess.verdict import Kind
    >>> member_entry(Kind, "kind", "saddle")
    <Kind.SADDLE: 'saddle'>
    """
    try:
        return kind(value)
    except ValueError:
        names = ", ".join(str(member.value) for member in kind)
        raise WrongEntry(key, f"expected one of {names}, got {value!r}") from None


def choice_entry(row: Entries, key: str, choices: Sequence[str]) -> str:
    """One of a few texts; the first unless given.

    Examples
    --------
    >>> choice_entry({}, "layout", ("article", "exam"))
    'article'
    """
    value = row.get(key, choices[0])
    if value not in choices:
        raise WrongEntry(key, f"expected one of {', '.join(choices)}, got {value!r}")
    return str(value)


def syntax_entry(row: Entries) -> Syntax:
    """How formulas are written.

    Examples
    --------
    >>> syntax_entry({})
    'calculator'
    """
    chosen = choice_entry(row, "syntax", _SYNTAXES)
    return next(syntax for syntax in _SYNTAXES if syntax == chosen)


def text_entry(row: Entries, key: str, default: str = "") -> str:
    """A text.

    Examples
    --------
    >>> text_entry({"title": "Sheet 1"}, "title")
    'Sheet 1'
    """
    value = row.get(key, default)
    if not isinstance(value, str):
        raise WrongEntry(key, f"expected a text, got {value!r}")
    return value


def texts_entry(row: Entries, key: str) -> tuple[str, ...]:
    """Texts; a single one is a list of one.

    Examples
    --------
    >>> texts_entry({"of": "x"}, "of"), texts_entry({}, "of")
    (('x',), ())
    """
    value = row.get(key, ())
    values = (value,) if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(text, str) for text in values):
        raise WrongEntry(key, f"expected a text or a list of texts, got {value!r}")
    return tuple(values)


def flag_entry(row: Entries, key: str, default: bool = False) -> bool:
    """True or false.

    Examples
    --------
    >>> flag_entry({"picture": True}, "picture")
    True
    """
    value = row.get(key, default)
    if not isinstance(value, bool):
        raise WrongEntry(key, f"expected true or false, got {value!r}")
    return value


def number_entry(row: Entries, key: str, default: str) -> Fraction:
    """A number that is not negative, exactly as its digits say.

    Examples
    --------
    >>> number_entry({"tolerance": 0.1}, "tolerance", "0"), number_entry({}, "weight", "1/2")
    (Fraction(1, 10), Fraction(1, 2))
    """
    value = row.get(key, default)
    try:
        # by its digits: 0.1 in the file is one tenth
        number = Fraction(str(value).replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        raise WrongEntry(key, f"expected a number such as 2 or 1/2, got {value!r}") from None
    if isinstance(value, bool) or number < 0:
        raise WrongEntry(key, f"expected a number of at least 0, got {value!r}")
    return number


def share_entry(row: Entries, key: str, default: str) -> Fraction:
    """A number from 0 to 1.

    Examples
    --------
    >>> share_entry({"follow_through": "3/4"}, "follow_through", "1")
    Fraction(3, 4)
    """
    share = number_entry(row, key, default)
    if share > 1:
        raise WrongEntry(key, f"expected a share from 0 to 1, got {share}")
    return share


def count_entry(row: Entries, key: str, default: int, least: int = 1, most: int = 10) -> int:
    """A whole number between two bounds.

    Examples
    --------
    >>> count_entry({"steps": 2}, "steps", 1)
    2
    """
    value = row.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise WrongEntry(key, f"expected a whole number from {least} to {most}, got {value!r}")
    return value
