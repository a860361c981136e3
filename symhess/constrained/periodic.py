"""Functions that repeat in every variable: their extrema are those over one period."""

from __future__ import annotations

from sympy import Expr, Rational, Symbol, cos, cot, expand, gcd, pi, sin, tan

from symhess.budget import Deadline
from symhess.constrained.numbers import extremes
from symhess.constrained.problem import Problem
from symhess.constraint_evidence import Periods
from symhess.critical_set import Status
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.statements import Attained, GlobalExtrema, GlobalStatement, Grounds

__all__ = ["periodic_extrema", "periods_of"]


def periods_of(function: Expr, variables: tuple[Symbol, ...]) -> tuple[Expr, ...] | None:
    """A period for each variable; ``None`` where one does not repeat.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> periods_of(cos(x) + sin(2 * y), (x, y)), periods_of(x + cos(x), (x,)) is None
    ((2*pi, pi), True)
    """
    found = [_period(function, variable) for variable in variables]
    return None if None in found else tuple(period for period in found if period is not None)


def _period(function: Expr, variable: Symbol) -> Expr | None:
    slopes = []
    for part in function.atoms(sin, cos, tan, cot):
        if part.has(variable):
            slope = expand(part.args[0]).coeff(variable, 1)
            if not slope.is_number or slope == 0:
                return None
            slopes.append(abs(slope))
    if not slopes or not all((slope / slopes[0]).is_Rational for slope in slopes):
        return None
    common = slopes[0] * gcd([Rational(slope / slopes[0]) for slope in slopes])
    period: Expr = 2 * pi / common
    moved = expand(expand(function.xreplace({variable: variable + period})))
    return period if expand(moved - expand(function)) == 0 else None


def periodic_extrema(problem: Problem, deadline: Deadline) -> GlobalExtrema | None:
    """Both extrema of a function without constraints that repeats in all its variables.

    Examples
    --------
    >>> from sympy.abc import x
    >>> found = periodic_extrema(Problem(cos(x) ** 2 + cos(x), (x,), (), ()), Deadline(10))
    >>> found.minimum.value.text(), found.maximum.value.text()
    ('-1/4', '2')
    """
    periods = periods_of(problem.function, problem.variables)
    if periods is None or problem.equations:
        return None
    box = tuple((0 * period, period) for period in periods)
    found = critical_set(ScalarFunction(problem.function, problem.variables, box=box), deadline)
    if found.completeness.status is Status.INCOMPLETE or found.level_sets or found.families:
        return None
    values = tuple(point.value for point in (*found.points, *found.nonsmooth_points))
    record = Periods(problem.variables, periods)
    sides = []
    for sign in (1, -1):
        places = extremes(values, sign)
        if not places:
            return None
        sides.append(GlobalStatement(Attained.ATTAINED, values[places[0]], (), Grounds.PERIODIC, (record,)))
    return GlobalExtrema(sides[0], sides[1])


