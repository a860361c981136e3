"""Candidates on a region with multipliers that are zero: second derivatives on the directions that are left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sympy import Expr, Matrix, Symbol, eye, zeros

from symhess.constrained.places import symbolic_place
from symhess.critical_set import CriticalPoint
from symhess.differentiate.slopes import slope
from symhess.exact.symbolic import real_number

__all__ = ["cone_signs"]


def cone_signs(
    lagrangian: Expr, variables: Sequence[Symbol], strong: Sequence[Expr], weak: Sequence[Expr], point: CriticalPoint
) -> tuple[bool, bool, int]:
    """What the Hessian q of the Lagrange function does on the directions in which f does not change to first order.

    These are tangent to the constraints with multipliers that are not zero and lead into the region or along it for the
    others.

    Returns
    -------
    (bool, bool, int)
        Whether q is positive somewhere, and negative somewhere; and 1 or -1 where it has that sign in all of them.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess import critical_points
    >>> (origin,) = critical_points(x**2 + y**2).points
    >>> cone_signs(x**2 + x * y + y**2, (x, y), (), (x, y), origin), cone_signs(x**2 - y**2, (x, y), (), (y,), origin)
    ((True, False, 1), (True, True, 0))
    """
    place = symbolic_place(point)
    if place is None:
        return False, False, 0
    rows = [[slope(g, v).xreplace(place) for v in variables] for g in (*strong, *weak)]
    basis = _adapted_basis(Matrix(len(rows), len(variables), [e for row in rows for e in row]), len(weak))
    if basis is None:
        return False, False, 0
    second = Matrix([[slope(lagrangian, a, b).xreplace(place) for b in variables] for a in variables])
    form = (basis.T * second * basis).applyfunc(lambda e: e.expand())
    positive, negative = (_reaches(sign * form, len(weak)) for sign in (1, -1))
    definite = 1 if _is_copositive(form, len(weak)) else -1 if _is_copositive(-form, len(weak)) else 0
    return positive, negative, definite


def _adapted_basis(jacobian: Matrix, weak: int) -> Matrix | None:
    """Columns: one direction into each weak constraint and along all others, then the tangent space."""
    count, size = jacobian.shape
    pivots = next((c for c in combinations(range(size), count) if _sign(jacobian[:, list(c)].det())), None)
    if pivots is None:
        return None
    square = jacobian[:, list(pivots)] if count else Matrix(0, 0, [])
    free = [k for k in range(size) if k not in pivots]
    columns = []
    for j in range(count - weak, count):
        columns.append(_column(square, pivots, free, eye(count)[:, j], None, jacobian))
    for k in free:
        columns.append(_column(square, pivots, free, zeros(count, 1), k, jacobian))
    return Matrix.hstack(*columns) if columns else None


def _column(
    square: Matrix, pivots: Sequence[int], free: Sequence[int], right: Matrix, own: int | None, jacobian: Matrix
) -> Matrix:
    """A vector v with J·v = right and one free coordinate 1, or none."""
    vector = zeros(jacobian.shape[1], 1)
    if own is not None:
        vector[own] = 1
        right = -jacobian[:, own]
    if pivots:
        solution = square.LUsolve(right)
        for place, value in zip(pivots, solution, strict=True):
            vector[place] = value
    return vector


def _sign(number: Expr) -> int:
    return real_number(number).sign() or 0


def _reaches(form: Matrix, weak: int) -> bool:
    """Whether the form is positive at one of a few directions of the cone."""
    size = form.shape[0]
    if any(_sign(form[k, k]) > 0 for k in range(size)):
        return True
    pairs = combinations(range(size), 2)
    for i, j in pairs:
        for s in (1, -1) if j >= weak else (1,):
            if _sign((form[i, i] + 2 * s * form[i, j] + form[j, j]).expand()) > 0:
                return True
    return False


def _is_copositive(form: Matrix, weak: int) -> bool:
    """Whether the form is positive on all of the cone off 0: definite along the tangent space, then by entries."""
    size = form.shape[0]
    tangent = form[weak:, weak:]
    if any(_sign(tangent[:k, :k].det().expand()) <= 0 for k in range(1, size - weak + 1)):
        return False
    rest = form[:weak, :weak]
    if weak and size > weak:
        mixed = form[:weak, weak:]
        rest = (rest - mixed * tangent.LUsolve(mixed.T)).applyfunc(lambda e: e.expand())
    if any(_sign(rest[k, k]) <= 0 for k in range(weak)):
        return False
    entries = [(i, j) for i, j in combinations(range(weak), 2) if _sign(rest[i, j]) < 0]
    if not entries:
        return True
    return weak == 2 and _sign((rest[0, 0] * rest[1, 1] - rest[0, 1] ** 2).expand()) > 0
