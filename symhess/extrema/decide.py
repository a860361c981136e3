"""The tests for a global extremum, cheap and exact first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from flint import fmpq
from sympy import Expr, Integer, log, oo

from symhess.budget import Deadline
from symhess.constrained.numbers import compare
from symhess.convexity import decide_convexity, domain_of
from symhess.convexity.ranges import range_of
from symhess.critical_set import CriticalComponent, CriticalSet, Status
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.errors import TimeLimitReached
from symhess.exact import Real
from symhess.exact.at_infinity import sign_at_infinity
from symhess.exact.forms import definite_sign, form_signs, leading_form, weighted_leading_form
from symhess.exact.polynomial import expression_of
from symhess.exact.symbolic import real_number
from symhess.extrema.bounds import is_bounded_by
from symhess.extrema.curves import Curve, curves_of, leading_term, ray
from symhess.extrema.setting import Setting
from symhess.function import ScalarFunction
from symhess.shape import CurveToInfinity, GlobalBound, LeadingForm
from symhess.statements import Attained, Curvature, GlobalExtrema, GlobalStatement, Grounds
from symhess.verdict import Reason

__all__ = ["global_extrema"]

_FAR: Final = fmpq(8)


def global_extrema(function: ScalarFunction, critical: CriticalSet, deadline: Deadline) -> GlobalExtrema:
    """Decide whether f has a smallest and a largest value on all of R^n, which, and where.

    Parameters
    ----------
    function : ScalarFunction
        Without a domain and a box: with them nothing is stated.
    critical : CriticalSet
        Of the function; statements about values need that it is complete.
    deadline : Deadline
        A side that is not finished when it passes is undecided for that reason.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess import critical_points
    >>> def of(text):
    ...     critical = critical_points(text)
    ...     function = scalar_function(text)
    ...     extrema = global_extrema(function, critical, Deadline(10))
    ...     return [(s.status.value, s.value and s.value.text()) for s in (extrema.minimum, extrema.maximum)]
    >>> from symhess.inputs import scalar_function
    >>> of("x^4 + y^4 - 4 x y"), of("x^3 - 3x")
    ([('attained', '-2'), ('unbounded', None)], [('unbounded', None), ('unbounded', None)])
    >>> of("(x y - 1)^2 + x^2")
    [('not-attained', '0'), ('unbounded', None)]
    """
    return GlobalExtrema(*(_side(function, critical, side, deadline) for side in (1, -1)))


def _side(function: ScalarFunction, critical: CriticalSet, side: int, deadline: Deadline) -> GlobalStatement:
    if function.domain or function.box is not None:
        return _open(Grounds.NO_METHOD)
    if critical.completeness.reason is Reason.INTERRUPTED:
        return _open(Grounds.NOT_EXAMINED)
    setting = _setting(function, critical, side, deadline)
    try:
        found = (test(setting) for test in (_TESTS if setting.polynomial is not None else _GENERAL_TESTS))
        return next((statement for statement in found if statement is not None), _open(Grounds.NO_BOUND))
    except TimeLimitReached:
        return _open(Grounds.TIME_LIMIT)
    except KeyboardInterrupt:
        return _open(Grounds.NOT_EXAMINED)


def _open(grounds: Grounds) -> GlobalStatement:
    return GlobalStatement(Attained.UNDECIDED, None, (), grounds)


def _setting(function: ScalarFunction, critical: CriticalSet, side: int, deadline: Deadline) -> Setting:
    samples = [piece.samples for component in critical.components for piece in component.pieces]
    levels = [piece.samples for level in critical.level_sets for piece in level.pieces]
    values = [point.value for point in critical.points]
    values += [sample.value for some in (*samples, *levels) for sample in some]
    is_complete = critical.completeness.status is Status.COMPLETE and not critical.families
    is_complete = is_complete and not critical.nonsmooth_points and all((*samples, *levels))
    is_complete = is_complete and all(map(_is_known, critical.components))
    return Setting.of(
        function.expression, function.variables, side, tuple(values), len(critical.points), is_complete, deadline
    )


def _is_known(component: CriticalComponent) -> bool:
    """Whether f has one known value on every piece."""
    return bool(component.pieces) and all(piece.law is not None for piece in component.pieces)


def _constant(setting: Setting) -> GlobalStatement | None:
    polynomial = setting.polynomial
    if polynomial is None or not polynomial.is_constant():
        return None
    value = setting.number(polynomial.leading_coefficient() if not polynomial.is_zero() else fmpq(0))
    return GlobalStatement(
        Attained.ATTAINED, value, (), Grounds.BOUND_ATTAINED, (GlobalBound(value, setting.side),)
    )


def _along_a_ray(setting: Setting) -> GlobalStatement | None:
    """Where the leading form of a part is negative, f falls along a ray."""
    for group, part in setting.blocks():
        form = leading_form(part)
        vector = form_signs(form, group).get(-1)
        if vector is not None:
            return _unbounded(setting, ray(vector), form.total_degree(), form(*map(fmpq, vector)))
    return None


def _unbounded(setting: Setting, curve: Curve, power: int, coefficient: fmpq) -> GlobalStatement:
    record = CurveToInfinity(curve.expressions(), setting.number(coefficient), power)
    return GlobalStatement(Attained.UNBOUNDED, None, (), Grounds.UNBOUNDED_CURVE, (record,))


def _coercive(setting: Setting) -> GlobalStatement | None:
    """Every part has a positive definite leading form in its own variables."""
    forms = []
    for group, part in setting.blocks():
        found = weighted_leading_form(part, group)
        if found is None or definite_sign(found[0], group, setting.deadline) != 1:
            return None
        form, weights = expression_of(found[0] * setting.side, setting.variables), found[1]
        forms.append(LeadingForm(form, setting.side, tuple(setting.variables[k] for k in group), weights))
    covered = sum(len(form.variables) for form in forms)
    if covered < len(setting.variables):
        return None
    return (None if setting.is_complete else _by_bound(setting)) or setting.attained(Grounds.COERCIVE, *forms)


def _by_bound(setting: Setting) -> GlobalStatement | None:
    """f nowhere passes the best critical value."""
    best = setting.best()
    if best is None or not _bounds(setting, setting.values[best[0]]):
        return None
    return _attained_bound(setting, setting.values[best[0]])


def _by_curves(setting: Setting) -> GlobalStatement | None:
    """A monomial curve on which f passes every bound; else the lowest limit on such curves, if it is a bound."""
    if setting.polynomial is None:
        return None
    limit: tuple[fmpq, Curve] | None = None
    for curve in curves_of(len(setting.variables), setting.deadline):
        power, coefficient = leading_term(setting.polynomial, curve)
        if power > 0 and coefficient < 0:
            return _unbounded(setting, curve, power, coefficient)
        if power == 0 and (limit is None or coefficient < limit[0]):
            limit = coefficient, curve
    return None if limit is None else _approached(setting, setting.number(limit[0]), limit[1])


def _attained_bound(setting: Setting, value: Real) -> GlobalStatement | None:
    best = setting.best()
    if best is None:
        return None
    at = tuple(number for number in best if number < setting.points)
    return GlobalStatement(Attained.ATTAINED, value, at, Grounds.BOUND_ATTAINED, (GlobalBound(value, setting.side),))


def _bounds(setting: Setting, value: Real) -> bool:
    if setting.polynomial is None:
        return False
    return is_bounded_by(setting.polynomial, value, setting.side, setting.deadline) is True


def _approached(setting: Setting, value: Real, curve: Curve) -> GlobalStatement | None:
    """A bound that no critical point attains, approached along a curve."""
    best = setting.best()
    is_open = setting.is_complete and (not setting.values or best is not None)
    if not is_open or (best is not None and compare(value, setting.values[best[0]]) != -setting.side):
        return None
    if not _bounds(setting, value):
        return None
    evidence = (GlobalBound(value, setting.side), CurveToInfinity(curve.expressions(), value, 0))
    return GlobalStatement(Attained.NOT_ATTAINED, value, (), Grounds.BOUND_APPROACHED, evidence)


def _by_range(setting: Setting) -> GlobalStatement | None:
    """An end of a range of f as it is written, a sum of squares for example, that a critical point attains."""
    values = range_of(setting.expression, domain_of(setting.variables, ()))
    end = values.low if setting.side > 0 else values.high
    best = setting.best()
    if end in (oo, -oo) or best is None or compare(real_number(end), setting.values[best[0]]) != 0:
        return None
    return _attained_bound(setting, setting.values[best[0]])


def _by_tails(setting: Setting) -> GlobalStatement | None:
    """In one variable f is monotone beyond the last critical point; the signs at both ends decide."""
    best = setting.best()
    if len(setting.variables) > 1 or not setting.is_complete or best is None:
        return None
    lowest = setting.values[best[0]].short()
    if lowest is None or smoothness_conditions(setting.expression) != ():
        return None
    ends = [setting.side * (tail - lowest) for tail in _tails(setting)]
    if all(sign_at_infinity(end, setting.variables[0], _FAR) == 1 for end in ends):
        return setting.attained(Grounds.TAILS)
    return None


def _tails(setting: Setting) -> Iterator[Expr]:
    """f along the half-axes."""
    for variable in setting.variables:
        others = {other: Integer(0) for other in setting.variables if other != variable}
        for side in (1, -1):
            yield setting.expression.xreplace(others).xreplace({variable: side * variable})


def _along_an_axis(setting: Setting) -> GlobalStatement | None:
    """Where f outgrows the logarithm along a half-axis, it passes every bound."""
    size = len(setting.variables)
    if smoothness_conditions(setting.expression) != ():
        return None
    for number, tail in enumerate(_tails(setting)):
        k, side = divmod(number, 2)
        variable = setting.variables[k]
        if sign_at_infinity(-setting.side * tail - log(variable), variable, _FAR) == 1:
            vector = [int(i == k) * (1 - 2 * side) for i in range(size)]
            record = CurveToInfinity(ray(vector).expressions(), setting.number(fmpq(-1)), -1)
            return GlobalStatement(Attained.UNBOUNDED, None, (), Grounds.UNBOUNDED_CURVE, (record,))
    return None


def _convex(setting: Setting) -> GlobalStatement | None:
    """The only critical point of a convex function is its global minimum."""
    if len(setting.values) != 1 or setting.points != 1 or not setting.is_complete:
        return None
    space = domain_of(setting.variables, ())
    function = ScalarFunction(setting.expression, setting.variables)
    found = decide_convexity(function, space, setting.deadline, thorough=False)
    if found.domain or found.curvature not in _BENT[setting.side]:
        return None
    return setting.attained(Grounds.CONVEX_FUNCTION, *found.evidence)


_BENT: Final = {
    1: (Curvature.CONVEX, Curvature.STRICTLY_CONVEX),
    -1: (Curvature.CONCAVE, Curvature.STRICTLY_CONCAVE),
}
_TESTS: Final[tuple[Callable[[Setting], GlobalStatement | None], ...]] = (
    _constant, _along_a_ray, _coercive, _by_range, _by_bound, _by_curves,
)  # fmt: skip
_GENERAL_TESTS: Final[tuple[Callable[[Setting], GlobalStatement | None], ...]] = (
    _by_range, _by_tails, _along_an_axis, _convex,
)  # fmt: skip
