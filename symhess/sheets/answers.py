"""The answers to problems: what symhess finds, and whether a student can write it down by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from sympy import E, Expr, ImmutableDenseMatrix, Rational, exp

from symhess.analysis import study
from symhess.budget import Deadline
from symhess.constrained.study import constrained_study
from symhess.critical_set import CriticalPoint, Status
from symhess.differentiate import differentiate
from symhess.differentiate.taylor import TaylorPolynomial, taylor
from symhess.sheets.by_hand import IrlsSteps, NewtonSteps, irls_steps, newton_steps
from symhess.sheets.problem import Asks, Problem
from symhess.study import Derivatives, Study
from symhess.verdict import Kind, Reason

__all__ = ["Answer", "DerivativeValues", "is_nice", "solved"]

_LARGEST_DENOMINATOR: Final = 4
_LARGEST_NUMERATOR: Final = 999


@dataclass(frozen=True, slots=True, eq=False)
class DerivativeValues:
    """Gradient and Hessian with their steps, and their values where the problem names a point.

    Attributes
    ----------
    derivatives : Derivatives
    value : Expr or None
    gradient : tuple of Expr
        Empty without a point.
    hessian : ImmutableDenseMatrix or None

    Examples
    --------
    >>> from sympy import Integer
    >>> from symhess.function import ScalarFunction
    >>> from sympy.abc import x, y
    >>> f = ScalarFunction(x * y**2, (x, y))
    >>> found = solved(Problem(Asks.GRADIENT, f, at=(Integer(1), Integer(2))), Deadline(9))
    >>> found.value, found.gradient, found.hessian
    (4, (4, 4), Matrix([
    [0, 4],
    [4, 2]]))
    >>> solved(Problem(Asks.GRADIENT, f), Deadline(9)).gradient
    ()
    """

    derivatives: Derivatives
    value: Expr | None = None
    gradient: tuple[Expr, ...] = ()
    hessian: ImmutableDenseMatrix | None = None


Answer: TypeAlias = DerivativeValues | Study | TaylorPolynomial | NewtonSteps | IrlsSteps
"""Which one belongs to which problem is told by :func:`solved`."""


def solved(problem: Problem, deadline: Deadline) -> Answer:
    """Solve a problem exactly.

    Parameters
    ----------
    problem : Problem
    deadline : Deadline

    Returns
    -------
    Answer
        DerivativeValues for GRADIENT and HESSIAN; Study for CLASSIFICATION, DEGENERATE, LAGRANGE and REGION;
        TaylorPolynomial for TAYLOR; NewtonSteps for NEWTON; IrlsSteps for LOGISTIC.

    Raises
    ------
    InputError
        If what is asked does not exist: a Newton step where the Hessian is singular, a Taylor polynomial where f is
        not smooth.

    Examples
    --------
    >>> from sympy import Integer
    >>> from symhess.function import ScalarFunction
    >>> from sympy.abc import x, y
    >>> solved(Problem(Asks.TAYLOR, ScalarFunction(x * y, (x, y)), at=(Integer(1), Integer(2))), Deadline(9)).terms
    (2, 2*h_x + h_y, h_x*h_y)
    >>> circle = Problem(Asks.LAGRANGE, ScalarFunction(x + y, (x, y)), constraints=(x**2 + y**2 - 2,))
    >>> [found.verdict.kind.value for found in solved(circle, Deadline(9)).points]
    ['minimum', 'maximum']
    """
    match problem.asks:
        case Asks.GRADIENT | Asks.HESSIAN:
            return _derivative_values(problem)
        case Asks.TAYLOR:
            return taylor(problem.function, problem.at, problem.order)
        case Asks.NEWTON:
            return newton_steps(problem, deadline)
        case Asks.LOGISTIC:
            return irls_steps(problem, deadline)
        case Asks.LAGRANGE | Asks.REGION:
            return _uninterrupted(constrained_study(problem.function, problem.constraints, problem.region, deadline))
        case Asks.CLASSIFICATION | Asks.DEGENERATE:
            return _uninterrupted(study(problem.function, deadline))


def _uninterrupted(found: Study) -> Study:
    """Let an interrupt go on that the analysis made a label of: half an answer is of no use here."""
    reasons = {found.critical_set.completeness.reason, *(point.verdict.reason for point in found.points)}
    if Reason.INTERRUPTED in reasons:
        raise KeyboardInterrupt
    return found


def _derivative_values(problem: Problem) -> DerivativeValues:
    function, derivatives = problem.function, differentiate(problem.function)
    if not problem.at:
        return DerivativeValues(derivatives)
    places = dict(zip(function.variables, problem.at, strict=True))
    gradient = tuple(entry.xreplace(places) for entry in derivatives.gradient)
    hessian = ImmutableDenseMatrix(derivatives.hessian.xreplace(places))
    return DerivativeValues(derivatives, function.expression.xreplace(places), gradient, hessian)


def is_nice(answer: Answer) -> bool:
    """Whether all numbers of an answer are integers or fractions with denominator at most 4.

    Values of f at critical points may have a power of e as a factor, such as −4e⁻². A list of critical points
    must be complete, finite and decided.

    Examples
    --------
    >>> from sympy import Integer
    >>> from symhess.function import ScalarFunction
    >>> from sympy.abc import x
    >>> is_nice(solved(Problem(Asks.CLASSIFICATION, ScalarFunction(x**3 - 3 * x, (x,))), Deadline(9)))
    True
    >>> is_nice(solved(Problem(Asks.CLASSIFICATION, ScalarFunction(x**3 - 2 * x, (x,))), Deadline(9)))
    False
    """
    match answer:
        case DerivativeValues():
            numbers = [*answer.gradient, *(answer.hessian or ()), *(() if answer.value is None else (answer.value,))]
            return _are_nice(numbers)
        case TaylorPolynomial():
            parts = (part for part in answer.terms if part != 0)
            return _are_nice(c for part in parts for c in part.as_poly(*answer.increments).coeffs())
        case NewtonSteps():
            return _are_nice(entry for step in answer.steps for entry in (*step.gradient, *step.hessian, *step.end))
        case IrlsSteps():
            return _are_nice(entry for step in answer.steps for entry in (*step.score, *step.information, *step.end))
        case Study():
            return _is_nice_study(answer)


def _is_nice_study(found: Study) -> bool:
    critical = found.critical_set
    infinite = (critical.components, critical.families, critical.level_sets, critical.nonsmooth_points)
    if critical.completeness.status is not Status.COMPLETE or any(infinite):
        return False
    if any(point.verdict.kind is Kind.UNDECIDED for point in found.points):
        return False
    points = [classified.point for classified in found.points]
    return _are_nice(number for point in points for number in _coordinates(point)) and _are_nice(_multipliers(found))


def _coordinates(point: CriticalPoint) -> Iterator[Expr | None]:
    yield from (number.short() for number in point.coordinates)
    value = point.value.short()
    yield value if value is None else value.as_independent(exp, E, as_Add=False)[0]


def _multipliers(found: Study) -> Iterator[Expr | None]:
    """Those of equations; on a region they are not asked for."""
    constrained = found.constraint_study
    if constrained is not None and not constrained.region:
        numbers = (number for candidate in constrained.candidates for number in candidate.multipliers)
        yield from (number.short() for number in numbers)


def _are_nice(numbers: Iterable[Expr | None]) -> bool:
    return all(_is_nice_number(number) for number in numbers)


def _is_nice_number(number: Expr | None) -> bool:
    return isinstance(number, Rational) and number.q <= _LARGEST_DENOMINATOR and abs(number.p) <= _LARGEST_NUMERATOR
