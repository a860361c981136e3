"""The tests for a global extremum, cheap and exact first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import fmpq

from symhess.budget import Deadline
from symhess.constrained.numbers import compare
from symhess.constrained.periodic import periods_of
from symhess.critical_set import CriticalComponent, CriticalSet, Status
from symhess.errors import TimeLimitReached
from symhess.exact import Real
from symhess.exact.forms import definite_sign, form_signs, leading_form, weighted_leading_form
from symhess.exact.polynomial import expression_of
from symhess.exact.symbolic import real_number
from symhess.extrema.bounds import is_bounded_by
from symhess.extrema.curves import Curve, curves_of, leading_term, ray
from symhess.extrema.general import GENERAL_TESTS, by_range
from symhess.extrema.periods import family_values
from symhess.extrema.setting import Setting
from symhess.function import ScalarFunction
from symhess.shape import CurveToInfinity, GlobalBound, LeadingForm
from symhess.statements import Attained, GlobalExtrema, GlobalStatement, Grounds
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
        found = (test(setting) for test in (_TESTS if setting.polynomial is not None else GENERAL_TESTS))
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
    listed = (*critical.points, *critical.nonsmooth_points)
    values = [point.value for point in (*listed, *(sample for some in (*samples, *levels) for sample in some))]
    repeated = _repeated(function, critical)
    is_complete = critical.completeness.status is Status.COMPLETE and repeated is not None
    is_complete = is_complete and all((*samples, *levels)) and all(map(_is_known, critical.components))
    return Setting.of(
        function.expression,
        function.variables,
        side,
        (*values, *(repeated or ())),
        (len(critical.points), len(listed)),
        is_complete,
        deadline,
    )


def _repeated(function: ScalarFunction, critical: CriticalSet) -> list[Real] | None:
    """The values on families of critical points; ``None`` where they are not known."""
    if not critical.families:
        return []
    periods = periods_of(function.expression, function.variables)
    if periods is None:
        return None
    values: list[Real] = []
    for family in critical.families:
        found = family_values(function.expression, family, periods, function.variables)
        if found is None:
            return None
        values += map(real_number, found)
    return values


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
    return setting.attained_bound(best)


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


_TESTS: Final[tuple[Callable[[Setting], GlobalStatement | None], ...]] = (
    _constant, _along_a_ray, _coercive, by_range, _by_bound, _by_curves,
)  # fmt: skip
