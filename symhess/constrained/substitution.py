"""f on the constraint set near a regular point: the constraints solved for some increments by power series."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from flint import fmpq_mpoly

from symhess.budget import Deadline
from symhess.classify.field import Field, Unresolved
from symhess.classify.germ import Germ

__all__ = ["on_constraints"]

_MOST_DEGREE = 60  # an exact substitution beyond this degree is not tried


def on_constraints(lagrangian: Germ, multipliers: Sequence[int], order: int, deadline: Deadline) -> Germ:
    """The germ of f in as many increments as the constraint set has dimensions, up to an order.

    Parameters
    ----------
    lagrangian : Germ
        Of L = f − Σ λ·g at a regular critical point: linear in the increments of the multipliers.
    multipliers : sequence of int
        Numbers of those.
    order : int
        Total degree up to which the result is known; it is exact where the constraints have polynomial solutions.
    deadline : Deadline

    Raises
    ------
    Unresolved
        If a number of the field has no inverse in it.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> from symhess.classify.germ import polynomial_germ
    >>> whole = polynomial_germ(x**2 - y - z * (x**2 - y), (x, y, z), (0, 0, 0), (x, y, z))
    >>> on_constraints(whole, (2,), 4, Deadline(None)).expression()
    0
    """
    field = lagrangian.field
    own = [k for k in lagrangian.variables if k not in multipliers]
    function, constraints = _parts(lagrangian, multipliers)
    linear = [_linear(field, g) for g in constraints]
    pivots = _pivots(field, linear, own)
    inverse = _inverse(field, [[row[k] for k in pivots] for row in linear])
    solutions = {k: field.number(0) for k in pivots}
    for _ in range(order):
        deadline.check()
        images = _images(field, solutions)
        rests = [
            field.truncated(g.compose(*images, ctx=field.ring), order) - _times(field, row, solutions, pivots)
            for g, row in zip(constraints, linear, strict=True)
        ]
        new = {
            k: field.reduce(-sum((a * r for a, r in zip(row, rests, strict=True)), field.number(0)))
            for k, row in zip(pivots, inverse, strict=True)
        }
        if new == solutions:
            break
        solutions = new
    images = _images(field, solutions)
    degree = max(p.total_degree() for p in solutions.values())
    top = max(p.total_degree() for p in (function, *constraints))
    is_exact = degree * top <= _MOST_DEGREE and all(
        field.reduce(g.compose(*images, ctx=field.ring)).is_zero() for g in constraints
    )
    reduced = function.compose(*images, ctx=field.ring)
    polynomial = field.reduce(reduced) if is_exact else field.truncated(reduced, order)
    free = tuple(k for k in own if k not in pivots)
    return Germ(field, polynomial, None if is_exact else order, free, lagrangian.increments)


def _parts(lagrangian: Germ, multipliers: Sequence[int]) -> tuple[fmpq_mpoly, list[fmpq_mpoly]]:
    """f − Σ λ·g at the point's own multipliers, and the constraints."""
    ring = lagrangian.field.ring
    function, rest = {}, {k: {} for k in multipliers}  # type: ignore[var-annotated]
    for exponents, coefficient in lagrangian.polynomial.terms():
        k = next((k for k in multipliers if exponents[k]), None)
        if k is None:
            function[exponents] = coefficient
        else:
            rest[k][(*exponents[:k], 0, *exponents[k + 1 :])] = -coefficient
    return ring.from_dict(function), [ring.from_dict(terms) for terms in rest.values()]


def _linear(field: Field, constraint: fmpq_mpoly) -> list[fmpq_mpoly]:
    terms = field.terms(field.truncated(constraint, 1))
    return [terms.get(tuple(int(i == k) for i in range(field.size)), field.number(0)) for k in range(field.size)]


def _times(
    field: Field, row: Sequence[fmpq_mpoly], solutions: dict[int, fmpq_mpoly], pivots: Sequence[int]
) -> fmpq_mpoly:
    return sum((row[k] * solutions[k] for k in pivots), field.number(0))


def _images(field: Field, solutions: dict[int, fmpq_mpoly]) -> list[fmpq_mpoly]:
    return [solutions.get(k, generator) for k, generator in enumerate(field.ring.gens())]


def _pivots(field: Field, linear: Sequence[Sequence[fmpq_mpoly]], own: Sequence[int]) -> tuple[int, ...]:
    """Increments whose columns are linearly independent, rational columns first."""
    choices = sorted(combinations(own, len(linear)), key=lambda c: (not _are_rational(linear, c), c[::-1]))
    for columns in choices:
        if field.sign(_determinant(field, [[row[k] for k in columns] for row in linear])):
            return columns
    raise Unresolved("a singular point of the constraints")


def _are_rational(linear: Sequence[Sequence[fmpq_mpoly]], columns: Sequence[int]) -> bool:
    return all(row[k].is_constant() for row in linear for k in columns)


def _determinant(field: Field, rows: Sequence[Sequence[fmpq_mpoly]]) -> fmpq_mpoly:
    if not rows:
        return field.number(1)
    total: fmpq_mpoly = field.number(0)
    for k, entry in enumerate(rows[0]):
        minor = [[*row[:k], *row[k + 1 :]] for row in rows[1:]]
        total += entry * _determinant(field, minor) * int((-1) ** k)
    return field.reduce(total)


def _inverse(field: Field, rows: Sequence[Sequence[fmpq_mpoly]]) -> list[list[fmpq_mpoly]]:
    determinant = field.inverse(_determinant(field, rows))
    if determinant is None:
        raise Unresolved("a Jacobian without inverse")
    size = len(rows)
    return [[field.reduce(_cofactor(field, rows, j, i) * determinant) for j in range(size)] for i in range(size)]


def _cofactor(field: Field, rows: Sequence[Sequence[fmpq_mpoly]], i: int, j: int) -> fmpq_mpoly:
    minor = [[*row[:j], *row[j + 1 :]] for k, row in enumerate(rows) if k != i]
    return _determinant(field, minor) * int((-1) ** (i + j))
