"""Signs of expressions at candidates on a constraint set, and the tangent space there, for the checkers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from flint import arb, arb_mat, ctx
from sympy import CRootOf, Expr, Matrix, Poly, Symbol

from symhess.constraints import Candidate, ConstraintStudy
from symhess.critical_set import CriticalPoint
from symhess.exact import AlgebraicNumber, Enclosure, PolynomialValue, Real, is_zero_constant
from symhess.exact.enclosing import enclosed_value
from symhess.exact.number import ball_sign
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.study import Study
from symhess.verify.calculus import derivative
from symhess.verify.places import Place, Undecided

__all__ = ["OnSet", "active_terms", "nearby_signs", "sign_on", "tangent_inertia"]

_BITS: Final = 256
_WIDEST: Final = 3
_STEP: Final = arb(2) ** -24
_BENDS: Final = (arb(4), arb(2) ** -6)
_SMALL: Final = 150  # bits below which an enclosed number counts as the zero that is claimed


@dataclass(frozen=True, slots=True, eq=False)
class OnSet:
    """What a record about a constraint set speaks of: the study, and the candidate where it is about one.

    Examples
    --------
    >>> OnSet.__slots__
    ('study', 'candidate')
    """

    study: Study
    candidate: Candidate | None = None


def active_terms(found: ConstraintStudy, candidate: Candidate) -> tuple[Expr, ...]:
    """The constraints that are zero at a candidate.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from types import SimpleNamespace
    >>> active_terms(SimpleNamespace(equations=(x, x - 1), region=()), SimpleNamespace(active=(1,)))
    (x - 1,)
    """
    terms = (*found.equations, *(condition.term for condition in found.region))
    return tuple(terms[k] for k in candidate.active)


def sign_on(term: Expr, point: CriticalPoint) -> int | None:
    """The sign of an expression at a point; ``None`` where it is not confirmed.

    Examples
    --------
    >>> from flint import fmpq
    >>> from symhess.exact import Rational
    >>> x = Symbol("x")
    >>> two = CriticalPoint((x,), (), (Rational(fmpq(2)),), Rational(fmpq(0)))
    >>> sign_on(x**2 - 4, two), sign_on(x - 3, two)
    (0, -1)
    """
    balls = {v: c.enclosure(_BITS) for v, c in zip(point.variables, point.coordinates, strict=True)}
    ball = enclosed_value(term, balls, _BITS)
    sign = None if ball is None else ball_sign(ball)
    if sign is not None:
        return sign
    if point.parts:
        return 0 if _is_zero_in_field(term, point) else None
    constants = [_constant(c) for c in point.coordinates]
    if any(c is None for c in constants):
        is_small = ball is not None and bool(ball.abs_upper() < arb(2) ** -_SMALL)
        return 0 if is_small and any(isinstance(c, Enclosure) for c in point.coordinates) else None
    place = {v: c for v, c in zip(point.variables, constants, strict=True) if c is not None}
    return 0 if is_zero_constant(term.xreplace(place)) else None


def _constant(number: Real) -> Expr | None:
    short = number.short()
    if short is not None:
        return short
    own = number.exact() if isinstance(number, PolynomialValue) else number
    root = own.primitive() if isinstance(own, AlgebraicNumber) else None
    if root is None:
        return None
    value: Expr = CRootOf(Poly([int(c) for c in reversed(root.polynomial.coeffs())], Symbol("x")), root.index)
    return value


def _is_zero_in_field(term: Expr, point: CriticalPoint) -> bool:
    top = max(k for part in point.parts for k in part.unknowns)
    names = [v.name for v in point.variables]
    context = ring([*names, *(f"u{k}_" for k in range(len(names), top + 1))])
    try:
        return Place(point.parts).is_zero(polynomial_of(term, context))
    except (NotPolynomial, Undecided):
        constants = [_constant(c) for c in point.coordinates]
        if any(c is None for c in constants):
            return False
        place = {v: c for v, c in zip(point.variables, constants, strict=True) if c is not None}
        return is_zero_constant(term.xreplace(place)) is True


def nearby_signs(about: OnSet) -> set[int] | None:
    """Signs of f − f(p) at points of a region on short parabolas from p; ``None`` where equations hold as well.

    Examples
    --------
    >>> nearby_signs.__name__  # a study is needed: see the tests
    'nearby_signs'
    """
    candidate, found = about.candidate, about.study.constraint_study
    variables = about.study.function.variables
    if candidate is None or found is None or found.equations or len(variables) > _WIDEST:
        return None
    rise = about.study.function.expression
    base = candidate.point.value.enclosure(_BITS)
    places = [c.enclosure(_BITS) for c in candidate.point.coordinates]
    signs: set[int] = set()
    grid = list(product(range(-2, 3), repeat=len(variables)))
    bends = grid if len(variables) < _WIDEST else [(0,) * len(variables)]
    for direction, bend, scale in product(grid, bends, _BENDS):
        with ctx.workprec(_BITS):
            at = {
                v: p + _STEP * d + scale * _STEP * _STEP * b
                for v, p, d, b in zip(variables, places, direction, bend, strict=True)
            }
            if all((ball := enclosed_value(c.term, at, _BITS)) is not None and ball > 0 for c in found.region):
                ball = enclosed_value(rise, at, _BITS)
                signs.add(0 if ball is None else ball_sign(ball - base) or 0)
    return signs


def tangent_inertia(about: OnSet) -> tuple[int, int, int] | None:
    """Numbers of positive, negative and vanishing eigenvalues of ZᵀLZ for a basis Z of the tangent space.

    An eigenvalue counts as zero where its enclosure holds zero; ``None`` where no basis or no enclosure is found.

    Examples
    --------
    >>> tangent_inertia.__name__  # a study is needed: see the tests
    'tangent_inertia'
    """
    candidate, found = about.candidate, about.study.constraint_study
    if candidate is None or found is None:
        return None
    active = active_terms(found, candidate)
    point, variables = candidate.point, about.study.function.variables
    size, count = len(variables), len(active)
    function = about.study.function.expression
    lagrangian = function - sum(Symbol(f"m{k}_") * g for k, g in enumerate(active))
    symbols = {Symbol(f"m{k}_"): number.enclosure(_BITS) for k, number in enumerate(candidate.multipliers)}
    if len(symbols) < count:
        return None
    balls = {v: c.enclosure(_BITS) for v, c in zip(variables, point.coordinates, strict=True)} | symbols
    jacobian = Matrix(count, size, [derivative(g, v) for g in active for v in variables])
    pivots = next((c for c in combinations(range(size), count) if sign_on(jacobian[:, list(c)].det(), point)), None)
    if pivots is None:
        return None
    if size == count:
        return 0, 0, 0
    with ctx.workprec(_BITS):
        basis = _basis(jacobian, pivots, size, balls)
        second = [derivative(derivative(lagrangian, a), b) for a in variables for b in variables]
        entries = [enclosed_value(each, balls, _BITS) for each in second]
        if basis is None or None in entries:
            return None
        reduced = basis.transpose() * arb_mat(size, size, [e for e in entries if e is not None]) * basis
        return _counted(reduced)


def _basis(jacobian: Matrix, pivots: tuple[int, ...], size: int, balls: dict[Symbol, arb]) -> arb_mat | None:
    """Columns: 1 in one free coordinate, the pivots' coordinates solved for."""
    count = len(pivots)
    free = [k for k in range(size) if k not in pivots]
    columns = []
    flat = [enclosed_value(entry, balls, _BITS) for entry in jacobian]
    known = [value for value in flat if value is not None]
    if len(known) < len(flat):
        return None
    values = [known[i * size : (i + 1) * size] for i in range(count)]
    for k in free:
        column = [arb(int(i == k)) for i in range(size)]
        if count:
            square = arb_mat(count, count, [values[i][p] for i in range(count) for p in pivots])
            right = arb_mat(count, 1, [-values[i][k] for i in range(count)])
            solution = square.solve(right).entries()
            for place, value in zip(pivots, solution, strict=True):
                column[place] = value
        columns.append(column)
    return arb_mat(size, len(free), [column[i] for i in range(size) for column in columns])


def _counted(matrix: arb_mat) -> tuple[int, int, int] | None:
    """Signs by the characteristic polynomial (Descartes); a coefficient whose ball holds zero counts as zero."""
    signs = [ball_sign(c) or 0 for c in matrix.charpoly().coeffs()]
    zero = next(k for k, sign in enumerate(signs) if sign)
    known = [sign for sign in signs if sign]
    positive = sum(a != b for a, b in zip(known, known[1:], strict=False))
    return positive, len(signs) - 1 - positive - zero, zero
