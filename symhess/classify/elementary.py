"""What a critical point of a function is that is no polynomial: the Hessian first, then the ladder."""

from __future__ import annotations

from dataclasses import replace

from sympy import ImmutableDenseMatrix

from symhess.budget import Deadline
from symhess.classify.at_point import classify_at
from symhess.classify.elementary_curvature import elementary_curvature, exact_coordinates
from symhess.classify.ladder import second_order_verdict, with_curvature
from symhess.critical_set import CriticalPoint
from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["classify_elementary", "classify_nonsmooth"]


def classify_elementary(
    function: ScalarFunction, hessian: ImmutableDenseMatrix, point: CriticalPoint, deadline: Deadline
) -> Verdict:
    """The kind of a critical point with exact or enclosed coordinates.

    Parameters
    ----------
    function : ScalarFunction
    hessian : ImmutableDenseMatrix, shape (n, n)
        As expressions in the variables.
    point : CriticalPoint
    deadline : Deadline
        For the ladder at a degenerate point.

    Examples
    --------
    >>> from sympy import exp, hessian
    >>> from sympy.abc import x, y
    >>> from symhess.exact import real_number
    >>> flat = ScalarFunction(exp(-(x**4) - y**2), (x, y))
    >>> zero, one = (real_number(exp(0) * k) for k in (0, 1))
    >>> origin = CriticalPoint((x, y), (), (zero, zero), one)
    >>> matrix = ImmutableDenseMatrix(hessian(flat.expression, (x, y)))
    >>> verdict = classify_elementary(flat, matrix, origin, Deadline(10))
    >>> verdict.kind.value, verdict.strict, verdict.singularity
    ('maximum', True, 'A3-')
    """
    curvature = elementary_curvature(hessian, point)
    if curvature is not None:
        verdict = second_order_verdict(curvature)
        if verdict is not None:
            return verdict
    exact = exact_coordinates(point)
    if exact is None:
        return Verdict(Kind.UNDECIDED, None, "", (), Reason.ENCLOSED_ONLY)
    try:
        verdict = classify_at(function, exact, deadline)
    except InputError:  # the gradient could not be told to be zero
        return Verdict(Kind.UNDECIDED, None, "", (), Reason.ZERO_TEST)
    if curvature is None:
        return verdict
    return replace(verdict, evidence=with_curvature(verdict.evidence, curvature))


def classify_nonsmooth(function: ScalarFunction, point: CriticalPoint, deadline: Deadline) -> Verdict:
    """The kind of a point where f has a value but no gradient, by the values around it.

    Examples
    --------
    >>> from sympy import Abs
    >>> from sympy.abc import x
    >>> from symhess.exact import real_number
    >>> zero = real_number(0 * x)
    >>> tip = CriticalPoint((x,), (), (zero,), zero)
    >>> verdict = classify_nonsmooth(ScalarFunction(Abs(x), (x,)), tip, Deadline(10))
    >>> verdict.kind.value, verdict.strict
    ('minimum', True)
    """
    exact = exact_coordinates(point)
    if exact is None:
        return Verdict(Kind.UNDECIDED, None, "", (), Reason.NONSMOOTH)
    verdict = classify_at(function, exact, deadline)
    return replace(verdict, reason=Reason.NONSMOOTH) if verdict.reason is Reason.NOT_ANALYTIC else verdict
