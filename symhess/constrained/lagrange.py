"""The Lagrange system: regular critical points of a polynomial on the common zeros of polynomials.

They are the critical points of the Lagrange function L = f − Σ λ·g in the variables and the multipliers, so that the
solver for gradient systems finds them, and its bordered Hessian is L's Hessian.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sympy import Expr, Matrix, Symbol, expand

from symhess.budget import Deadline
from symhess.constrained.problem import Problem, polynomials
from symhess.constraint_evidence import LagrangeSystem, RegularConstraints
from symhess.critical_set import Completeness, CriticalPoint, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.differentiate.slopes import slope
from symhess.exact.groebner import exact_quotient
from symhess.function import ScalarFunction
from symhess.solve import critical_set

__all__ = ["LagrangePoint", "LagrangePoints", "is_regular", "lagrange_points", "minors_of", "multiplier_symbols"]


@dataclass(frozen=True, slots=True, eq=False)
class LagrangePoint:
    """A regular critical point on the constraint set.

    Attributes
    ----------
    whole : CriticalPoint
        The critical point of the Lagrange function, multipliers after the variables.
    record : LagrangeSystem

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = lagrange_points(Problem(x, (x, y), (x**2 + y**2 - 4,), (0,)), Deadline(10))
    >>> [[c.text() for c in p.whole.coordinates] for p in found.points]
    [['-2', '0', '-1/4'], ['2', '0', '1/4']]
    """

    whole: CriticalPoint
    record: LagrangeSystem


@dataclass(frozen=True, slots=True, eq=False)
class LagrangePoints:
    """What the Lagrange systems of one problem give.

    ``sets`` are the critical sets of the Lagrange functions, one for the problem itself or one for each chart.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = lagrange_points(Problem(x, (x, y), (y**2 - x**3,), (0,)), Deadline(10))
    >>> found.points, found.completeness.status.value
    ((), 'complete')
    """

    points: tuple[LagrangePoint, ...]
    sets: tuple[CriticalSet, ...]
    completeness: Completeness
    step: Step


def multiplier_symbols(count: int, taken: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """λ or λ_1, λ_2, …, with names that no variable has.

    Examples
    --------
    >>> multiplier_symbols(1, ()), multiplier_symbols(2, (Symbol("lambda_1"),))
    ((lambda,), (mu_1, mu_2))
    """
    used = {symbol.name for symbol in taken}
    for letter in ("lambda", "mu", "nu", "kappa", "multiplier"):
        names = [letter] if count == 1 else [f"{letter}_{k + 1}" for k in range(count)]
        if not used & set(names):
            return tuple(Symbol(name) for name in names)
    return tuple(Symbol(f"multiplier_{k + 1}_") for k in range(count))


def minors_of(equations: Sequence[Expr], variables: Sequence[Symbol]) -> Iterator[Expr]:
    """The maximal minors of the Jacobian that are not identically zero.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> list(minors_of((x * y - 1, z - x), (x, y, z)))
    [x, y, x]
    """
    jacobian = Matrix([[slope(equation, v) for v in variables] for equation in equations])
    for columns in combinations(range(len(variables)), len(equations)):
        minor = expand(jacobian[:, list(columns)].det())
        if minor != 0:
            yield minor


def is_regular(problem: Problem, deadline: Deadline) -> RegularConstraints | None:
    """The record that no point of the constraint set is singular, where a basis shows it.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> is_regular(Problem(x, (x, y), (x**2 + y**2 - 1,), (0,)), Deadline(10)).minors
    (2*x, 2*y)
    >>> is_regular(Problem(x, (x, y), (x * y,), (0,)), Deadline(10)) is None
    True
    """
    if problem.dimension < 0:
        return None
    minors = tuple(dict.fromkeys(minors_of(problem.equations, problem.variables)))
    if any(minor.is_number for minor in minors):
        return RegularConstraints(problem.equations, minors)
    system = polynomials((*problem.equations, *minors), problem.variables)
    if system is None:
        return None
    quotient = exact_quotient(system, range(len(problem.variables)), deadline, effort=2)
    return RegularConstraints(problem.equations, minors) if quotient is not None and quotient.is_trivial else None


def lagrange_points(problem: Problem, deadline: Deadline, *, is_regular: bool = True) -> LagrangePoints:
    """All regular critical points.

    Where singular points make the multipliers ambiguous, the system is solved once for each minor of the Jacobian,
    on the part of the set on which that minor is not zero.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = lagrange_points(Problem(x**2, (x, y), (y**2 - x**3 - x**2,), (0,)), Deadline(10), is_regular=False)
    >>> [[c.text() for c in p.whole.coordinates[:2]] for p in found.points]
    [['-1', '0']]
    """
    multipliers = multiplier_symbols(len(problem.equations), problem.variables)
    whole = LagrangeSystem(problem.equations, multipliers, problem.function)
    found = _solved(whole, problem.variables, deadline)
    if is_regular or not (found.components or found.completeness.status is Status.INCOMPLETE):
        points = tuple(LagrangePoint(point, whole) for point in found.points)
        step = Step(Claim.SOLUTIONS, (whole,), (found.derivation,))
        return LagrangePoints(points, (found,), found.completeness, step)
    return _by_charts(problem, multipliers, deadline)


def _solved(record: LagrangeSystem, variables: Sequence[Symbol], deadline: Deadline) -> CriticalSet:
    extra = () if record.chart is None else tuple(record.chart.free_symbols - set(variables))
    function = ScalarFunction(expand(record.lagrangian()), (*variables, *extra, *record.multipliers))
    return critical_set(function, deadline)


def _by_charts(problem: Problem, multipliers: Sequence[Symbol], deadline: Deadline) -> LagrangePoints:
    """One system for each minor M ≠ 0, held away from zero by s·M = 1."""
    inverse, last = Symbol("s_"), Symbol("nu_")
    points: dict[tuple[str, ...], LagrangePoint] = {}
    sets, steps = [], []
    for minor in dict.fromkeys(minors_of(problem.equations, problem.variables)):
        chart = 1 - inverse * minor
        record = LagrangeSystem((*problem.equations, chart), (*multipliers, last), problem.function, chart)
        found = _solved(record, problem.variables, deadline)
        sets.append(found)
        steps.append(Step(Claim.SOLUTIONS, (record,), (found.derivation,)))
        for point in found.points:
            key = tuple(c.text() for c in point.coordinates[: len(problem.variables)])
            points.setdefault(key, LagrangePoint(point, record))
    open_ones = [s.completeness for s in sets if s.completeness.status is Status.INCOMPLETE]
    completeness = open_ones[0] if open_ones else Completeness(Status.COMPLETE)
    return LagrangePoints(tuple(points.values()), tuple(sets), completeness, Step(Claim.SOLUTIONS, (), tuple(steps)))


