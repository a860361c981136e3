"""The tests for a global extremum of a function that is no polynomial."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Final

from flint import fmpq
from sympy import Expr, I, Integer, Piecewise, Symbol, log, nan, oo, sign, zoo

from symhess.constrained.numbers import compare
from symhess.constrained.periodic import periods_of
from symhess.constraint_evidence import Periods
from symhess.convexity import decide_convexity, domain_of
from symhess.convexity.ranges import range_of
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.exact.at_infinity import sign_at_infinity
from symhess.exact.forms import definite_sign, weighted_leading_form
from symhess.exact.polynomial import expression_of, polynomial_of, ring
from symhess.exact.symbolic import real_number
from symhess.extrema.ends import ends_of
from symhess.extrema.infinity import limit_at_infinity, polynomial_and_rest
from symhess.extrema.setting import Setting
from symhess.function import ScalarFunction
from symhess.shape import BoundedRest, CurveToInfinity, LeadingForm, LimitAtInfinity
from symhess.statements import Attained, Curvature, GlobalStatement, Grounds

__all__ = ["GENERAL_TESTS", "by_range"]

_FAR: Final = fmpq(8)
_T: Final = Symbol("t")
_BENT: Final = {
    1: (Curvature.CONVEX, Curvature.STRICTLY_CONVEX),
    -1: (Curvature.CONCAVE, Curvature.STRICTLY_CONCAVE),
}


def by_range(setting: Setting) -> GlobalStatement | None:
    """An end of a range of f as it is written, a sum of squares for example, that a listed point attains.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.exact import Rational
    >>> from sympy.abc import x
    >>> lowest, highest = (
    ...     Setting.of((x**2 - 1)**2, (x,), side, (Rational(fmpq(0)),), (1, 1), True, Deadline(10)) for side in (1, -1)
    ... )
    >>> by_range(lowest).value.text(), by_range(highest)
    ('0', None)
    """
    values = range_of(setting.expression, domain_of(setting.variables, ()))
    end = values.low if setting.side > 0 else values.high
    best = setting.best()
    if end in (oo, -oo) or best is None or compare(real_number(end), setting.values[best[0]]) != 0:
        return None
    return setting.attained_bound(best)


def _periodic(setting: Setting) -> GlobalStatement | None:
    """A continuous function that repeats in every variable has its extrema, and they are critical values."""
    if not _is_continuous(setting) or not setting.is_complete or setting.best() is None:
        return None
    periods = periods_of(setting.expression, setting.variables)
    return None if periods is None else setting.attained(Grounds.PERIODIC, Periods(setting.variables, periods))


def _is_continuous(setting: Setting) -> bool:
    """Whether f is seen to be defined and continuous everywhere."""
    return smoothness_conditions(setting.expression) == () and not setting.expression.has(Piecewise, sign)


def _at_infinity(setting: Setting) -> GlobalStatement | None:
    """f tends to one value c far away: a critical value beyond c is the extremum, and without one c is not attained."""
    if not _is_continuous(setting) or not setting.is_complete:
        return None
    limit = limit_at_infinity(setting.expression, setting.variables, setting.deadline)
    best = setting.best()
    if limit is None or (setting.values and best is None):
        return None
    value = real_number(limit)
    order = None if best is None else compare(setting.values[best[0]], value)
    if best is None or order == setting.side:
        record = LimitAtInfinity(value)
        return GlobalStatement(Attained.NOT_ATTAINED, value, (), Grounds.LIMIT_APPROACHED, (record,))
    return None if order is None else setting.attained(Grounds.LIMIT_PASSED, LimitAtInfinity(value))


def _coercive_with_bounded_rest(setting: Setting) -> GlobalStatement | None:
    """A polynomial that grows in all directions plus terms that are bounded on this side."""
    plain, rest = polynomial_and_rest(setting.expression, setting.variables)
    values = range_of(rest, domain_of(setting.variables, ()))
    bound = values.low if setting.side > 0 else values.high
    if bound in (oo, -oo) or not _is_continuous(setting) or not plain.free_symbols:
        return None
    polynomial = polynomial_of(plain, ring([v.name for v in setting.variables])) * setting.side
    everything = tuple(range(len(setting.variables)))
    found = weighted_leading_form(polynomial, everything)
    if found is None or definite_sign(found[0], everything, setting.deadline) != 1:
        return None
    form = expression_of(found[0] * setting.side, setting.variables)
    record = LeadingForm(form, setting.side, setting.variables, found[1])
    return setting.attained(Grounds.COERCIVE, BoundedRest(rest, bound, setting.side), record)


def _by_ends(setting: Setting) -> GlobalStatement | None:
    """In one variable the signs of f − best near the ends of its intervals decide."""
    if len(setting.variables) > 1 or setting.expression.has(Piecewise, sign):
        return None
    (variable,) = setting.variables
    ends = ends_of(setting.expression, variable) or ()
    towards = {end: setting.side * setting.expression.xreplace({variable: end}) for end in ends}
    for end, tail in towards.items():
        if _is_positive(-tail - log(variable), variable):
            return _unbounded(setting, (end.xreplace({variable: _T}),))
    best = setting.best() if setting.is_complete else None
    value = None if best is None else setting.values[best[0]].short()
    if value is None or not towards:
        return None
    if all(_is_positive(tail - setting.side * value, variable) for tail in towards.values()):
        return setting.attained(Grounds.TAILS)
    return None


def _is_positive(tail: Expr, variable: Symbol) -> bool:
    """Whether an expression is positive for all large values of its variable."""
    return sign_at_infinity(tail, variable, _FAR) == 1


def _unbounded(setting: Setting, curve: tuple[Expr, ...]) -> GlobalStatement:
    record = CurveToInfinity(curve, setting.number(fmpq(-1)), -1)
    return GlobalStatement(Attained.UNBOUNDED, None, (), Grounds.UNBOUNDED_CURVE, (record,))


def _along_an_axis(setting: Setting) -> GlobalStatement | None:
    """Where f outgrows the logarithm along a parallel to an axis, it passes every bound."""
    for variable, number in product(setting.variables, (0, 1, -1)):
        setting.deadline.check()
        fixed = {v: Integer(number) for v in setting.variables if v != variable}
        restricted = setting.expression.xreplace(fixed).doit()
        ends = None if restricted.has(I, oo, zoo, nan, Piecewise) else ends_of(setting.expression, variable, fixed)
        for end in ends or ():
            if _is_positive(-setting.side * restricted.xreplace({variable: end}) - log(variable), variable):
                onward = end.xreplace({variable: _T})
                return _unbounded(setting, tuple(fixed.get(v, onward) for v in setting.variables))
    return None


def _convex(setting: Setting) -> GlobalStatement | None:
    """A critical point of a convex function is its global minimum."""
    if not setting.listed[0]:
        return None
    space = domain_of(setting.variables, ())
    function = ScalarFunction(setting.expression, setting.variables)
    found = decide_convexity(function, space, setting.deadline, thorough=False)
    if found.domain or found.curvature not in _BENT[setting.side]:
        return None
    if not setting.is_complete or setting.best() is None:
        return GlobalStatement(Attained.ATTAINED, setting.values[0], (0,), Grounds.CONVEX_FUNCTION, found.evidence)
    return setting.attained(Grounds.CONVEX_FUNCTION, *found.evidence)


GENERAL_TESTS: Final[tuple[Callable[[Setting], GlobalStatement | None], ...]] = (
    by_range, _periodic, _at_infinity, _by_ends, _coercive_with_bounded_rest, _along_an_axis, _convex,
)  # fmt: skip
"""Cheap and exact first."""
