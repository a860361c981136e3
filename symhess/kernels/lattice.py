"""Arguments of exponentials and angles as integer combinations of a few: commensurable ones share one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd, lcm

from flint import fmpq, fmpq_mat
from sympy import Add, Expr, Rational, Symbol, expand

from symhess.exact.polynomial import NotPolynomial

__all__ = ["Lattice", "lattice_of"]

_Vector = dict[Expr, fmpq]


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """Arguments as integer combinations of ``basis`` plus constants.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> lattice = lattice_of([x, y, x + y, x / 2], (x, y))
    >>> lattice.basis, lattice.combination(x + y)
    ((x/2, y), ((2, 1), 0))
    >>> lattice_of([3 * x - 1], (x,)).combination(1 - 3 * x)
    ((-1,), 0)
    >>> lattice.combination(x / 3)
    Traceback (most recent call last):
    ...
    symhess.exact.polynomial.NotPolynomial: x/3 is no integer combination of (x/2, y)
    >>> lattice_of([x + y], (x, y), by_terms=True).basis
    (x, y)
    """

    basis: tuple[Expr, ...]
    unknowns: tuple[Symbol, ...]

    def combination(self, argument: Expr) -> tuple[tuple[int, ...], Expr]:
        """The integer coefficients of an argument, and the constant that is left."""
        vectors = [_varying(b, self.unknowns) for b in self.basis]
        coordinates = _coordinates(vectors, _varying(argument, self.unknowns))
        if coordinates is None or any(c.q != 1 for c in coordinates):
            raise NotPolynomial(f"{argument} is no integer combination of {self.basis}"[:200])
        integers = tuple(int(c) for c in coordinates)
        rest = expand(argument - Add(*(k * b for k, b in zip(integers, self.basis, strict=True))))
        return integers, rest


def lattice_of(arguments: Iterable[Expr], unknowns: Sequence[Symbol], *, by_terms: bool = False) -> Lattice:
    """A basis of all arguments: chosen among them, or their terms one by one.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> lattice_of([2 * pi * x, 3 * pi * x + 1], (x,)).basis
    (pi*x,)
    """
    unknowns = tuple(unknowns)
    distinct = sorted({expand(a) for a in arguments}, key=lambda a: (len(Add.make_args(a)), a.count_ops(), str(a)))
    candidates = _terms(distinct, unknowns) if by_terms else distinct
    chosen: list[Expr] = []
    vectors: list[_Vector] = []
    for candidate in candidates:
        vector = _varying(candidate, unknowns)
        if vector and _coordinates(vectors, vector) is None:
            chosen.append(candidate)
            vectors.append(vector)
    rows = [_coordinates(vectors, _varying(a, unknowns)) or () for a in distinct]
    scales = [_common([row[k] for row in rows if row]) for k in range(len(chosen))]
    basis = tuple(expand(b * Rational(int(s.p), int(s.q))) for b, s in zip(chosen, scales, strict=True))
    return Lattice(basis, unknowns)


def _terms(arguments: Iterable[Expr], unknowns: tuple[Symbol, ...]) -> list[Expr]:
    return list(dict.fromkeys(m for a in arguments for m in _varying(a, unknowns)))


def _varying(argument: Expr, unknowns: tuple[Symbol, ...]) -> _Vector:
    """Rational coefficients of those terms that are not constant."""
    vector: _Vector = {}
    for term in Add.make_args(expand(argument)):
        coefficient, factor = term.as_coeff_Mul(rational=True)
        if factor.free_symbols & set(unknowns):
            vector[factor] = vector.get(factor, fmpq(0)) + fmpq(int(coefficient.p), int(coefficient.q))
    return {m: c for m, c in vector.items() if c != 0}


def _coordinates(basis: Sequence[_Vector], vector: _Vector) -> tuple[fmpq, ...] | None:
    """The vector by independent ones; ``None`` if it is none of their combinations."""
    terms = list(dict.fromkeys(m for v in (*basis, vector) for m in v))
    if not basis or not terms:
        return None if vector else tuple(fmpq(0) for _ in basis)
    rows = [[v.get(m, fmpq(0)) for v in (*basis, vector)] for m in terms]
    reduced, rank = fmpq_mat(rows).rref()
    if rank > len(basis):
        return None
    return tuple(reduced[k, len(basis)] for k in range(len(basis)))


def _common(numbers: Sequence[fmpq]) -> fmpq:
    """The largest rational of which all are integer multiples."""
    nonzero = [c for c in numbers if c != 0] or [fmpq(1)]
    return fmpq(gcd(*(int(c.p) for c in nonzero)), lcm(*(int(c.q) for c in nonzero)))
