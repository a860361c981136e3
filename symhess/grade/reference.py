"""The right answers: derived from f alone, exact, and refused where they are not proved complete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sympy import Add, Expr, ImmutableMatrix, MatrixBase, Symbol, Tuple

from symhess.analysis import study
from symhess.budget import Deadline
from symhess.constrained.study import constrained_study
from symhess.critical_set import CriticalSet, Status
from symhess.differentiate import differentiate
from symhess.differentiate.taylor import taylor
from symhess.errors import InputError
from symhess.exact import is_zero_constant
from symhess.function import ScalarFunction
from symhess.study import ClassifiedPoint, Study
from symhess.verdict import Kind

__all__ = [
    "classified_points",
    "critical_points_of",
    "derivatives_of",
    "determinant",
    "lagrange_points",
    "newton_step",
    "partial_of",
    "points_of",
    "taylor_polynomial",
    "taylor_terms",
]

_SECONDS = 30.0


@lru_cache(maxsize=64)
def _study(expression: Expr, variables: tuple[Symbol, ...]) -> Study:
    return study(ScalarFunction(expression, variables), Deadline(_SECONDS))


@lru_cache(maxsize=256)
def _derivatives(expression: Expr, variables: tuple[Symbol, ...]) -> tuple[Tuple, ImmutableMatrix]:
    found = differentiate(ScalarFunction(expression, variables))
    return Tuple(*found.gradient), ImmutableMatrix(found.hessian)


def derivatives_of(function: ScalarFunction) -> tuple[Tuple, ImmutableMatrix]:
    """The gradient as a tuple, and the Hessian.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> derivatives_of(ScalarFunction(x**2 * y, (x, y)))[0]
    (2*x*y, x**2)
    """
    return _derivatives(function.expression, function.variables)


def partial_of(function: ScalarFunction, of: Sequence[str]) -> Expr:
    """A partial derivative, one variable after the other.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> partial_of(ScalarFunction(x**2 * y, (x, y)), ("x", "y"))
    2*x
    """
    names = [variable.name for variable in function.variables]
    if not of or any(name not in names for name in of):
        raise InputError(f"expected variables among {', '.join(names)}, got {', '.join(of) or 'none'}")
    expression = function.expression
    for name in of:
        expression = _derivatives(expression, function.variables)[0][names.index(name)]
    return expression


def determinant(matrix: MatrixBase) -> Expr:
    """The determinant, by cofactors: exact for any entries.

    Examples
    --------
    >>> determinant(ImmutableMatrix([[2, 1], [1, 2]]))
    3
    """
    if matrix.rows == 1:
        return matrix[0, 0]
    # nothing is multiplied out: a student's entries may be large
    size = range(matrix.rows)
    minors = (matrix.extract([*size[1:]], [j for j in size if j != k]) for k in size)
    return Add(*((-1) ** k * matrix[0, k] * determinant(minor) for k, minor in enumerate(minors)))


def newton_step(gradient: Tuple, hessian: MatrixBase, variables: Sequence[Symbol], at: Sequence[Expr]) -> Tuple:
    """One Newton step x − H⁻¹∇f, exactly.

    Raises
    ------
    InputError
        If the Hessian is singular at the point.

    Examples
    --------
    >>> from sympy.abc import x
    >>> newton_step(Tuple(2 * x - 2), ImmutableMatrix([[2]]), (x,), (5,))
    (1,)
    """
    places = dict(zip(variables, at, strict=True))
    matrix, slope = hessian.xreplace(places), ImmutableMatrix([entry.xreplace(places) for entry in gradient])
    divisor = determinant(matrix)
    if is_zero_constant(divisor) is not False:
        raise InputError(f"the Hessian is not known to be regular at {Tuple(*at)}: there is no Newton step")
    columns = (_with_column(matrix, k, slope) for k in range(matrix.rows))
    return Tuple(*((a - determinant(m) / divisor).expand() for a, m in zip(at, columns, strict=True)))


def _with_column(matrix: MatrixBase, k: int, column: MatrixBase) -> MatrixBase:
    """The matrix of Cramer's rule for one unknown."""
    changed = matrix.as_mutable()
    changed[:, k] = column
    return changed


def taylor_terms(function: ScalarFunction, at: Sequence[Expr], order: int) -> tuple[Expr, ...]:
    """The terms of the Taylor polynomial, with powers of the distance from the point.

    Examples
    --------
    >>> from sympy.abc import x
    >>> taylor_terms(ScalarFunction(x**3, (x,)), (1,), 2)
    (1, 3*x - 3, 3*(x - 1)**2)
    """
    found = taylor(function, at, order)
    moves = {h: v - a for h, v, a in zip(found.increments, function.variables, found.at, strict=True)}
    monomials = (monomial for term in found.terms for monomial in Add.make_args(term.expand()))
    return tuple(monomial.xreplace(moves) for monomial in monomials)


def taylor_polynomial(function: ScalarFunction, at: Sequence[Expr], order: int) -> Expr:
    """The Taylor polynomial in the variables themselves.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> taylor_polynomial(ScalarFunction(exp(x), (x,)), (0,), 2)
    x**2/2 + x + 1
    """
    return Add(*taylor_terms(function, at, order))


def points_of(critical: CriticalSet) -> tuple[Tuple, ...]:
    """All points of a set that is complete and has nothing but exactly given points.

    Raises
    ------
    InputError
        If it is not.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve import critical_set
    >>> points_of(critical_set(ScalarFunction(x**3 - 3 * x, (x,)), Deadline(10)))
    ((-1,), (1,))
    """
    others = (critical.families, critical.components, critical.level_sets, critical.nonsmooth_points)
    if critical.completeness.status is not Status.COMPLETE or any(others):
        raise InputError("the critical points are not finitely many exactly known ones; give the answer")
    found = [[coordinate.short() for coordinate in point.coordinates] for point in critical.points]
    if any(coordinate is None for point in found for coordinate in point):
        raise InputError("a critical point has no short exact form; give the answer, and a tolerance")
    return tuple(Tuple(*point) for point in found)


def critical_points_of(function: ScalarFunction) -> tuple[Tuple, ...]:
    """The critical points of f.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> critical_points_of(ScalarFunction(x**2 + y**2, (x, y)))
    ((0, 0),)
    """
    return points_of(_study(function.expression, function.variables).critical_set)


def classified_points(function: ScalarFunction) -> tuple[tuple[Tuple, str], ...]:
    """The critical points of f with their kinds.

    Raises
    ------
    InputError
        If they are not all known and decided.

    Examples
    --------
    >>> from sympy.abc import x
    >>> classified_points(ScalarFunction(x**3 - 3 * x, (x,)))
    (((-1,), 'maximum'), ((1,), 'minimum'))
    """
    found = _study(function.expression, function.variables)
    return tuple(zip(points_of(found.critical_set), map(_kind, found.points), strict=True))


def _kind(point: ClassifiedPoint) -> str:
    if point.verdict.kind is Kind.UNDECIDED:
        raise InputError("the kind of a critical point is not decided; give the answer")
    return str(point.verdict.kind.value)


def lagrange_points(function: ScalarFunction, equations: Sequence[Expr]) -> tuple[Tuple, ...]:
    """The critical points of f where the equations are zero.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> lagrange_points(ScalarFunction(x + y, (x, y)), (x**2 + y**2 - 2,))
    ((-1, -1), (1, 1))
    """
    return points_of(constrained_study(function, equations, (), Deadline(_SECONDS)).critical_set)
