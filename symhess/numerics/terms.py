"""From sums over an index to the terms that a CompiledSum adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Add, Basic, Dummy, Expr, Indexed, IndexedBase, Integer, Mul, Sum, Symbol

import symhess.numerics as numerics
from symhess.budget import Deadline
from symhess.errors import InputError
from symhess.numerics.graph import Graph
from symhess.numerics.loading import load
from symhess.numerics.programs import Programs

__all__ = ["Place", "Term", "compile_sum"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the k-th term of a sum finds one of its variables: at ``first + k * stride``.

    Examples
    --------
    >>> Place(3, 2).slice(range(1, 4)), Place(3, -1).slice(range(2, 4))
    (slice(5, 10, 2), slice(1, None, -1))
    """

    first: int
    stride: int

    def slice(self, chunk: range) -> slice:
        """The places of the terms in the chunk; the stride is not zero."""
        stop = self.first + (chunk.stop - 1) * self.stride + (1 if self.stride > 0 else -1)
        return slice(self.first + chunk.start * self.stride, stop if stop >= 0 else None, self.stride)


@dataclass(frozen=True, slots=True)
class Term:
    """One sum: the programs of its term, and where the term's variables lie.

    The programs' variables are those at the places, then the index itself where the term contains it.

    Examples
    --------
    >>> graph = Graph()
    >>> square = Programs(graph, graph.power(graph.variable(0), 2), 1)
    >>> Term(square, (Place(0, 1),), start=0, count=10).count
    10
    """

    programs: Programs
    places: tuple[Place, ...]
    start: int
    count: int


def compile_sum(expression: Expr, variables: Iterable[Any] | None = None, time_limit: float | None = 60.0) -> Any:
    """Compile a linear combination of sums over an index, and of single terms such as ``x[0]**2``.

    Parameters
    ----------
    expression : Expr
        ``Sum`` with one index and numbers as bounds; the subscripts are linear in the index.
    variables : iterable of IndexedBase or Symbol, optional
        The indexed variables in the order in which a point lists them; by default alphabetically. A point holds of each
        what its shape says, or else the entries from the least to the greatest subscript that occurs.
    time_limit : float or None
        Seconds for each derivation.

    Returns
    -------
    CompiledSum

    Raises
    ------
    InputError
        For a sum of another form; the message says which.

    Examples
    --------
    >>> from sympy.abc import i, n
    >>> x = IndexedBase("x")
    >>> compile_sum(Sum(i * x[i]**2, (i, 1, 5)) + x[3]).gradient([1.0, 1.0, 1.0, 1.0, 1.0])
    array([ 2.,  4.,  7.,  8., 10.])
    >>> compile_sum(Sum(x[i]**2, (i, 1, n)))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the bounds of a sum must be whole numbers, not 1 and n
    """
    pieces = [_split(part) for part in Add.make_args(expression)]
    layout = _Layout.of(pieces, variables)
    terms = [_term(piece, layout, time_limit) for piece in pieces if piece.last >= piece.start]
    return numerics.CompiledSum(layout.names, layout.dimension, terms)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A summand: the term, its index, and the range of the index."""

    term: Expr
    index: Symbol
    start: int
    last: int

    def subscripts(self) -> list[tuple[str, int, int, Indexed]]:
        """(base, constant, stride, indexed) of each indexed variable of the term."""
        found = []
        for indexed in sorted(self.term.atoms(Indexed), key=str):
            if len(indexed.indices) != 1:
                raise InputError(f"one subscript is needed, not {len(indexed.indices)} as in {indexed}")
            subscript = indexed.indices[0]
            stride = subscript.diff(self.index)
            constant = subscript.subs(self.index, 0)
            if not (stride.is_Integer and constant.is_Integer):
                raise InputError(f"the subscript {subscript} of {indexed} is not linear in {self.index}")
            found.append((indexed.base.name, int(constant), int(stride), indexed))
        return found


def _split(part: Expr) -> _Piece:
    factors = Mul.make_args(part)
    sums = [factor for factor in factors if isinstance(factor, Sum)]
    rest = Mul(*(factor for factor in factors if factor not in sums))
    if not sums:
        return _Piece(part, Symbol("_"), 0, 0)
    if len(sums) > 1 or rest.free_symbols or len(sums[0].limits) != 1:
        raise InputError("a sum must stand by itself or times a number, and run over one index")
    index, start, last = sums[0].limits[0]
    if not (start.is_Integer and last.is_Integer):
        raise InputError(f"the bounds of a sum must be whole numbers, not {start} and {last}")
    return _Piece(rest * sums[0].function, index, int(start), int(last))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where each indexed variable lies in a point: its first subscript and its offset."""

    names: tuple[str, ...]
    offsets: dict[str, int]
    dimension: int

    @classmethod
    def of(cls, pieces: Sequence[_Piece], variables: Iterable[Any] | None) -> _Layout:
        ranges: dict[str, tuple[int, int]] = {}
        shapes: dict[str, int | None] = {}
        for piece in pieces:
            for base, constant, stride, indexed in piece.subscripts():
                ends = constant + stride * piece.start, constant + stride * piece.last
                low, high = ranges.get(base, ends)
                ranges[base] = min(low, *ends), max(high, *ends)
                shapes[base] = _length(indexed.base)
        names = sorted(ranges) if variables is None else [_name(variable) for variable in variables]
        if sorted(names) != sorted(ranges):
            raise InputError(f"the indexed variables are {', '.join(sorted(ranges))}, not {', '.join(names)}")
        offsets, dimension = {}, 0
        for name in names:
            first, count = _extent(name, *ranges[name], shapes[name])
            offsets[name] = dimension - first
            dimension += count
        return cls(tuple(names), offsets, dimension)


def _name(variable: Any) -> str:
    return str(variable.name if isinstance(variable, Symbol | IndexedBase) else variable)


def _length(base: IndexedBase) -> int | None:
    shape = base.shape
    return int(shape[0]) if shape is not None and isinstance(shape[0], Integer) else None


def _extent(name: str, low: int, high: int, length: int | None) -> tuple[int, int]:
    """First subscript and number of entries."""
    if length is None:
        return low, high - low + 1
    first = 1 if high == length and low >= 1 else 0
    if low < first or high >= first + length:
        raise InputError(f"{name} has {length} entries, but the subscripts run from {low} to {high}")
    return first, length


def _term(piece: _Piece, layout: _Layout, time_limit: float | None) -> Term:
    graph = Graph()
    graph.deadline = Deadline(time_limit)
    leaves: dict[Basic, int] = {}
    places: list[Place] = []
    for base, constant, stride, indexed in piece.subscripts():
        place = Place(layout.offsets[base] + constant + stride * piece.start, stride)
        if place not in places:
            places.append(place)
        leaves[indexed] = graph.variable(places.index(place))
    has_index = piece.index in piece.term.xreplace({indexed: Dummy() for indexed in leaves}).free_symbols
    if has_index:
        leaves[piece.index] = graph.variable(len(places))
    root = load(graph, piece.term, leaves)
    programs = Programs(graph, root, len(places), int(has_index), time_limit)
    return Term(programs, tuple(places), piece.start, piece.last - piece.start + 1)
