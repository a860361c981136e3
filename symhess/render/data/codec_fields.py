"""How the fields of a record are written and read, told from their annotations."""

from __future__ import annotations

import types
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from flint import arb, fmpq

from symhess.render.data.codec_numbers import read_ball, read_fraction, refuse, write_ball, write_fraction

__all__ = ["Field", "fields_of"]

Json: TypeAlias = Any
Number: TypeAlias = Callable[[Any], int]
"""Gives the number in the table of an object that is written already."""


class Field(ABC):
    """One field of a record.

    Examples
    --------
    >>> from symhess.evidence import SolvedFor
    >>> [type(field).__name__ for _, field in fields_of(SolvedFor)]
    ['_Plain', '_Plain', '_Shared']
    """

    __slots__ = ()

    def parts(self, value: Any) -> Sequence[Any]:
        """The objects in the value that the table holds."""
        return ()

    @abstractmethod
    def write(self, value: Any, number: Number) -> Json:
        """The value as data."""

    @abstractmethod
    def read(self, data: Json, table: Sequence[Any]) -> Any:
        """The value from data, checked."""


@cache
def fields_of(record: type) -> tuple[tuple[str, Field], ...]:
    """The fields of a dataclass by name, in order.

    Examples
    --------
    >>> from symhess.evidence import OppositeCurvature
    >>> dict(fields_of(OppositeCurvature))["up"].read([1, -2], [])
    (1, -2)
    >>> dict(fields_of(OppositeCurvature))["up"].read([1, "2"], [])
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the analysis cannot be read: expected int, got '2'
    """
    hints = get_type_hints(record)
    return tuple((field.name, _field(hints[field.name])) for field in fields(record))


def _field(hint: Any) -> Field:
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        others = tuple(argument for argument in arguments if argument is not type(None))
        inner = _field(others[0]) if len(others) == 1 else _Shared(others)
        return inner if len(others) == len(arguments) else _Optional(inner)
    if get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return _Many(_field(arguments[0]))
        return _Fixed(tuple(_field(argument) for argument in arguments))
    if hint in (int, str, bool):
        return _Plain(hint)
    if hint in _VALUES:
        return _Value(*_VALUES[hint])
    return _Member(hint) if issubclass(hint, Enum) else _Shared((hint,))


_VALUES: dict[type, tuple[Callable[[Any], str], Callable[[Json], Any]]] = {
    fmpq: (write_fraction, read_fraction),
    arb: (write_ball, read_ball),
}


@dataclass(frozen=True, slots=True)
class _Plain(Field):
    type: type

    def write(self, value: Any, number: Number) -> Json:
        return self.type(value)

    def read(self, data: Json, table: Sequence[Any]) -> Any:
        if type(data) is not self.type:
            raise refuse(self.type.__name__, data)
        return data


@dataclass(frozen=True, slots=True)
class _Value(Field):
    writer: Callable[[Any], str]
    reader: Callable[[Json], Any]

    def write(self, value: Any, number: Number) -> Json:
        return self.writer(value)

    def read(self, data: Json, table: Sequence[Any]) -> Any:
        return self.reader(data)


@dataclass(frozen=True, slots=True)
class _Member(Field):
    enumeration: type[Enum]

    def write(self, value: Any, number: Number) -> Json:
        return value.value

    def read(self, data: Json, table: Sequence[Any]) -> Any:
        if not isinstance(data, str) or data not in (member.value for member in self.enumeration):
            raise refuse(f"a {self.enumeration.__name__}", data)
        return self.enumeration(data)


@dataclass(frozen=True, slots=True)
class _Optional(Field):
    inner: Field

    def parts(self, value: Any) -> Sequence[Any]:
        return () if value is None else self.inner.parts(value)

    def write(self, value: Any, number: Number) -> Json:
        return None if value is None else self.inner.write(value, number)

    def read(self, data: Json, table: Sequence[Any]) -> Any:
        return None if data is None else self.inner.read(data, table)


@dataclass(frozen=True, slots=True)
class _Many(Field):
    inner: Field

    def parts(self, value: Any) -> Sequence[Any]:
        if isinstance(self.inner, _Shared):
            return value  # type: ignore[no-any-return]
        if isinstance(self.inner, _Plain | _Value | _Member):
            return ()
        return [part for item in value for part in self.inner.parts(item)]

    def write(self, value: Any, number: Number) -> Json:
        if isinstance(self.inner, _Shared):
            return [*map(number, value)]
        return [self.inner.write(item, number) for item in value]

    def read(self, data: Json, table: Sequence[Any]) -> Any:
        if not isinstance(data, list):
            raise refuse("a list", data)
        return tuple(self.inner.read(item, table) for item in data)


@dataclass(frozen=True, slots=True)
class _Fixed(Field):
    inners: tuple[Field, ...]

    def parts(self, value: Any) -> Sequence[Any]:
        pairs = zip(self.inners, value, strict=True)
        return [part for inner, item in pairs for part in inner.parts(item)]

    def write(self, value: Any, number: Number) -> Json:
        return [inner.write(item, number) for inner, item in zip(self.inners, value, strict=True)]

    def read(self, data: Json, table: Sequence[Any]) -> Any:
        if not isinstance(data, list) or len(data) != len(self.inners):
            raise refuse(f"a list of {len(self.inners)}", data)
        return tuple(inner.read(item, table) for inner, item in zip(self.inners, data, strict=True))


@dataclass(frozen=True, slots=True)
class _Shared(Field):
    """A reference into the table of objects, which must be of one of the types."""

    types: tuple[type, ...]

    def parts(self, value: Any) -> Sequence[Any]:
        return (value,)

    def write(self, value: Any, number: Number) -> Json:
        return number(value)

    def read(self, data: Json, table: Sequence[Any]) -> Any:
        if type(data) is not int or not 0 <= data < len(table):
            raise refuse("a reference to an earlier object", data)
        if not isinstance(table[data], self.types):
            raise refuse(" or ".join(t.__name__ for t in self.types[:3]), table[data])
        return table[data]
