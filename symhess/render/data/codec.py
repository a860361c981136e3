"""Records as a table of plain data in which every object stands once, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import is_dataclass
from typing import Any, Final, TypeAlias

from sympy import Basic, ImmutableDenseMatrix

from symhess import (
    condition,
    constraints,
    critical_set,
    derivation,
    function,
    statements,
    study,
    transcendence,
    verdict,
)
from symhess.errors import InputError
from symhess.evidence import EVIDENCE_TYPES
from symhess.exact import (
    AlgebraicNumber,
    AlgebraicPoint,
    Enclosure,
    PolynomialValue,
    Rational,
    RealRoot,
    RealSum,
    SymbolicNumber,
)
from symhess.render.data.codec_checks import checked
from symhess.render.data.codec_expressions import ATOMS, OPERATIONS, operation, read_atom, read_operation, write_atom
from symhess.render.data.codec_fields import fields_of
from symhess.render.data.codec_numbers import NUMBERS, refuse

__all__ = ["RECORDS", "read_table", "write_table"]

Json: TypeAlias = Any
_MOST_OBJECTS: Final = 5_000_000
_DEEPEST: Final = 400  # levels of an expression

_NUMBERS: Final = (
    Rational,
    Enclosure,
    RealSum,
    AlgebraicNumber,
    AlgebraicPoint,
    PolynomialValue,
    RealRoot,
    SymbolicNumber,
)
_NOUNS: Final = (study, constraints, statements, condition, function, critical_set, verdict, derivation, transcendence)

RECORDS: Final[dict[str, type]] = {
    record.__name__: record
    for record in (
        *(getattr(module, name) for module in _NOUNS for name in module.__all__),
        *_NUMBERS,
        *EVIDENCE_TYPES,
    )
    if isinstance(record, type) and is_dataclass(record)
}
_NUMBER_TAGS: Final = {codec.type: tag for tag, codec in NUMBERS.items()}


def write_table(root: object) -> list[list[Json]]:
    """Write an object and everything in it; equal objects become one, the root is the last.

    Examples
    --------
    >>> from flint import fmpq
    >>> write_table(RealSum((Rational(fmpq(1, 2)), Rational(fmpq(1, 2)))))
    [['Rational', '1/2'], ['RealSum', [0, 0]]]
    """
    writer = _Writer()
    writer.add(root)
    return writer.table


def read_table(table: Json) -> Any:
    """Read what :func:`write_table` gave; the last object is the answer.

    Raises
    ------
    InputError
        If anything in the table is not as it is written here.

    Examples
    --------
    >>> read_table([["Rational", "1/2"], ["RealSum", [0, 0]]]).text()
    '1'
    >>> read_table([["RealSum", [0]]])
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the analysis cannot be read: expected a reference to an earlier object, got 0
    """
    if not isinstance(table, list) or not 0 < len(table) <= _MOST_OBJECTS:
        raise refuse("a table of objects", table)
    objects: list[Any] = []
    depths: list[int] = []
    for entry in table:
        if not isinstance(entry, list) or not entry or not isinstance(entry[0], str):
            raise refuse("an object with its type", entry)
        value, depth = _read(entry[0], entry[1:], objects, depths)
        objects.append(value)
        depths.append(depth)
    return objects[-1]


class _Writer:
    """Numbers objects by their content, parts first; a stack instead of recursion."""

    def __init__(self) -> None:
        self.table: list[list[Json]] = []
        self._by_identity: dict[int, int] = {}
        self._by_content: dict[str, int] = {}
        self._kept: list[object] = []  # an identity is only good while its object lives

    def add(self, root: object) -> None:
        """Write the object after everything in it."""
        known, kept, table = self._by_identity, self._kept, self.table
        waiting: list[tuple[object, bool]] = [(root, False)]
        while waiting:
            current, opened = waiting.pop()
            if id(current) in known:
                continue
            if not opened:
                missing = [(part, False) for part in _parts(current) if id(part) not in known]
                if missing:
                    waiting.append((current, True))
                    waiting += reversed(missing)
                    continue
            entry = _write(current, self._number)
            known[id(current)] = number = self._by_content.setdefault(repr(entry), len(table))
            if number == len(table):
                table.append(entry)
            kept.append(current)

    def _number(self, value: object) -> int:
        return self._by_identity[id(value)]


def _record(kind: type) -> type | None:
    """The record type of an object's type; a richer subclass counts as what it extends."""
    record = RECORDS.get(kind.__name__)
    if record is kind:
        return record
    return next((base for base in kind.__mro__ if RECORDS.get(base.__name__) is base), None)


def _parts(value: Any) -> Sequence[Any]:
    """The objects that must be written before this one."""
    record = _record(type(value))
    if record is not None:
        return [part for name, field in fields_of(record) for part in field.parts(getattr(value, name))]
    if isinstance(value, ImmutableDenseMatrix):
        return value.flat()  # type: ignore[no-any-return]
    if isinstance(value, Basic) and write_atom(value) is None:
        return value.args  # type: ignore[no-any-return]
    return ()


def _write(value: Any, number: Any) -> list[Json]:
    record = _record(type(value))
    if record is not None:
        return [record.__name__, *(f.write(getattr(value, name), number) for name, f in fields_of(record))]
    if type(value) in _NUMBER_TAGS:
        tag = _NUMBER_TAGS[type(value)]
        return [tag, *NUMBERS[tag].write(value)]
    if isinstance(value, ImmutableDenseMatrix):
        return ["Matrix", *value.shape, *(number(entry) for entry in value.flat())]
    if isinstance(value, Basic):
        return write_atom(value) or [operation(value), *(number(part) for part in value.args)]
    raise InputError(f"an analysis with {type(value).__name__} cannot be written as data")


def _read(tag: str, data: list[Json], objects: Sequence[Any], depths: Sequence[int]) -> tuple[Any, int]:
    """The object of one entry, and how deep it is if it is an expression."""
    if tag in RECORDS:
        return _read_record(RECORDS[tag], data, objects), 0
    if tag in NUMBERS:
        return NUMBERS[tag].read(data), 0
    if tag in ATOMS:
        return read_atom(tag, data), 1
    if tag == "Matrix":
        return _read_matrix(data, objects), 0
    if tag not in OPERATIONS:
        raise refuse("a known type of object", tag)
    parts = [_part(number, objects) for number in data]
    depth = 1 + max((depths[number] for number in data), default=0)
    if depth > _DEEPEST:
        raise refuse(f"an expression of at most {_DEEPEST} levels", depth)
    return read_operation(tag, parts), depth


def _read_record(record: type, data: list[Json], objects: Sequence[Any]) -> Any:
    named = fields_of(record)
    if len(data) != len(named):
        raise refuse(f"{len(named)} fields of {record.__name__}", len(data))
    values = {name: field.read(item, objects) for (name, field), item in zip(named, data, strict=True)}
    return checked(record(**values))


def _read_matrix(data: list[Json], objects: Sequence[Any]) -> ImmutableDenseMatrix:
    if len(data) < 2 or not all(type(size) is int and 0 < size < 10_000 for size in data[:2]):
        raise refuse("a matrix", data)
    rows, columns, *numbers = data
    if len(numbers) != rows * columns:
        raise refuse(f"{rows * columns} entries of a matrix", len(numbers))
    return ImmutableDenseMatrix(rows, columns, [_part(number, objects) for number in numbers])


def _part(number: Json, objects: Sequence[Any]) -> Basic:
    if type(number) is not int or not 0 <= number < len(objects) or not isinstance(objects[number], Basic):
        raise refuse("a reference to an earlier expression", number)
    return objects[number]
