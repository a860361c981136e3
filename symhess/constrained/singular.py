"""Singular points of a constraint set: where the gradients of the constraints are linearly dependent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.constrained.lagrange import is_regular, multiplier_symbols
from symhess.constrained.places import sign_at, value_at
from symhess.constrained.problem import Problem
from symhess.constraint_evidence import LagrangeSystem
from symhess.critical_set import Completeness, CriticalComponent, CriticalPoint, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import polynomial_of
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.verdict import Reason

__all__ = ["SingularPoints", "restricted", "singular_points"]


@dataclass(frozen=True, slots=True, eq=False)
class SingularPoints:
    """The singular points that were found and whether they are all.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = singular_points(Problem(x, (x, y), (y**2 - x**3,), (0,)), Deadline(10))
    >>> [[c.text() for c in point.coordinates] for point in found.points], found.completeness.status.value
    ([['0', '0']], 'complete')
    """

    points: tuple[CriticalPoint, ...]
    completeness: Completeness
    step: Step


def singular_points(problem: Problem, deadline: Deadline) -> SingularPoints:
    """Critical points of one constraint on the zeros of the others at which it is zero itself, for every one in turn.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> sphere_and_plane = Problem(x, (x, y, z), (x**2 + y**2 + z**2 - 1, z - 1), (0, 1))
    >>> [[c.text() for c in point.coordinates] for point in singular_points(sphere_and_plane, Deadline(10)).points]
    [['0', '0', '1']]
    >>> singular_points(Problem(x, (x, y), (x**2 + y**2 - 1,), (0,)), Deadline(10)).step.evidence[0].minors
    (2*x, 2*y)
    """
    regular = is_regular(problem, deadline)
    if regular is not None:
        return SingularPoints((), Completeness(Status.COMPLETE), Step(Claim.SOLUTIONS, (regular,)))
    equations = problem.equations
    found: dict[tuple[str, ...], CriticalPoint] = {}
    steps: list[Step] = []
    worst = Completeness(Status.COMPLETE)
    for number in range(len(equations)):
        constraint, others = equations[number], equations[number + 1 :]
        critical, step = _critical_on(constraint, others, problem.variables, deadline)
        steps.append(step)
        if not _is_settled(critical, constraint, deadline):
            worst = Completeness(Status.INCOMPLETE, critical.completeness.reason or Reason.POSITIVE_DIMENSIONAL)
        for point in critical.points:
            own = restricted(point, problem)
            if own is not None and all(sign_at(g, own) == 0 for g in equations):
                found.setdefault(tuple(c.text() for c in own.coordinates), own)
    return SingularPoints(tuple(found.values()), worst, Step(Claim.SOLUTIONS, (), tuple(steps)))


def _critical_on(
    constraint: Expr, others: Sequence[Expr], variables: Sequence[Symbol], deadline: Deadline
) -> tuple[CriticalSet, Step]:
    multipliers = multiplier_symbols(len(others), variables) if others else ()
    record = LagrangeSystem(tuple(others), multipliers, constraint)
    found = critical_set(ScalarFunction(record.lagrangian().expand(), (*variables, *multipliers)), deadline)
    return found, Step(Claim.SOLUTIONS, (record,), (found.derivation,))


def _is_settled(critical: CriticalSet, constraint: Expr, deadline: Deadline) -> bool:
    """Complete, and on no component the constraint could be zero."""
    return critical.completeness.status is not Status.INCOMPLETE and all(
        _is_off(component, constraint, deadline) for component in critical.components
    )


def _is_off(component: CriticalComponent, constraint: Expr, deadline: Deadline) -> bool:
    """Whether a polynomial has no zero, not even a complex one, on a component."""
    if not component.equations:
        return False
    context = component.equations[0].context()
    system = (*component.equations, polynomial_of(constraint, context))
    quotient = exact_quotient(system, range(len(context.names())), deadline, effort=2)
    return quotient is not None and quotient.is_trivial


def restricted(point: CriticalPoint, problem: Problem) -> CriticalPoint | None:
    """A point in variables and multipliers as one in the problem's variables with the problem's function as value.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess import critical_points
    >>> (saddle,) = critical_points(x * y).points
    >>> restricted(saddle, Problem(x + 7, (x, y), (), ())).value.text()
    '7'
    """
    size = len(problem.variables)
    short = replace(point, variables=problem.variables, coordinates=point.coordinates[:size])
    value = value_at(problem.function, short)
    return None if value is None else replace(short, value=value)


