"""All real zeros of equations with known answers, and the same found again by dense sampling."""

from functools import cache
from itertools import pairwise

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    CRootOf,
    E,
    Integer,
    Ne,
    Rational,
    Symbol,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    erf,
    exp,
    gamma,
    lambdify,
    log,
    oo,
    pi,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.solve.line import Open, real_zeros
from symhess.verify.line import line_faults

x, n = Symbol("x"), Symbol("n")
HALF, THIRD = Rational(1, 2), Rational(1, 3)
LINE = (-oo, oo)


@cache
def zeros_of(expression, interval=LINE):
    return real_zeros(expression, x, interval, Deadline(30))


def case(expression, *points, interval=LINE, name=None):
    """Points are (number, order); a float stands for a zero without exact form."""
    return pytest.param(expression, interval, points, id=name or str(expression).replace(" ", ""))


CASES = [
    case(x * exp(x), (0, 1)),
    case(x**x - 2, (1.5596104694623694, 1)),
    case(x**x * (log(x) + 1), (exp(-1), 1)),
    case(log(x) / x, (1, 1)),
    case(exp(x) - x),
    case(exp(x) - E * x, (1, 2)),
    case(x**2 - 2**x, (-0.7666646959621231, 1), (2, 1), (4, 1)),
    case(cosh(x) - 1, (0, 2)),
    case(sqrt(x) - x + 2, (4, 1)),
    case(x * log(x), (1, 1)),
    case(x * log(x), (1, 1), interval=(Integer(0), oo), name="x log x on x > 0"),
    case(atan(x) - x / 2, (-2.331122370414423, 1), (0, 1), (2.331122370414423, 1)),
    case(exp(-(x**2)) - HALF, (-sqrt(log(2)), 1), (sqrt(log(2)), 1)),
    case(x**3 * exp(-x), (0, 3)),
    case(sin(x) + x, (0, 1)),
    case(sin(x) - x, (0, 3)),
    case(cos(x) - 1 + x**2 / 2, (0, 4)),
    case(exp(x) - 1 - x - x**2 / 2, (0, 3)),
    case(x / 2 - sin(x), (-1.895494267033981, 1), (0, 1), (1.895494267033981, 1)),
    case(x + cos(x), (-0.7390851332151607, 1)),
    case(-x / 2 - cos(x), (-1.0298665293222589, 1)),
    case(1 - 2 / (x**2 + 1), (-1, 1), (1, 1)),
    case(x / sqrt(x**2 + 1), (0, 1)),
    case(sqrt(x**2 + 1) - 2, (-sqrt(3), 1), (sqrt(3), 1)),
    case(sqrt(4 - x**2) - x**2 / sqrt(4 - x**2), (-sqrt(2), 1), (sqrt(2), 1)),
    case(sqrt(x - 1) + sqrt(x + 1) - 2, (Rational(5, 4), 1)),
    case(sqrt(x) - sqrt(x + 1)),
    case((1 - 2 * x**2) * exp(-(x**2)), (-sqrt(2) / 2, 1), (sqrt(2) / 2, 1)),
    case(1 / (1 + exp(-x)) - Rational(3, 10), (log(3) - log(7), 1)),
    case(1 / (1 + exp(-x)) - 2),
    case(tanh(x) - x / 2, (-1.9150080481545375, 1), (0, 1), (1.9150080481545375, 1)),
    case(log(x) - log(1 - x), (HALF, 1)),
    case(log(x**2 + 1) - 1, (-sqrt(E - 1), 1), (sqrt(E - 1), 1)),
    case(log(x) + x**2 - 3, (1.5921429370580937, 1)),
    case(log(x) ** 3, (1, 3)),
    case(x * log(x) ** 2, (1, 2)),
    case(log(log(x)), (E, 1)),
    case(log(1 / x), (1, 1)),
    case(asin(x) - pi / 6, (HALF, 1)),
    case(asin(x) - 2),
    case(asinh(x) - 1, (sinh(1), 1)),
    case(acosh(x) - 1, (cosh(1), 1)),
    case(atanh(x) - HALF, (tanh(HALF), 1)),
    case(atan(x) - pi / 4, (1, 1)),
    case(atan(x) - pi / 2),
    case(erf(x) - HALF, (0.4769362762044699, 1)),
    case(x**6 - 2, (-(2 ** Rational(1, 6)), 1), (2 ** Rational(1, 6), 1)),
    case(x**5 - x - 1, (CRootOf(x**5 - x - 1, 0), 1)),
    case((x - 1) ** 2 * (x - 2) * exp(x), (1, 2), (2, 1)),
    case((x**3 - x - 1) ** 2, (CRootOf(x**3 - x - 1, 0), 2)),
    case(x**2 - pi, (-sqrt(pi), 1), (sqrt(pi), 1)),
    case(exp(1 / x) - 2, (1 / log(2), 1)),
    case(exp(2 * x) - 3 * exp(x) + 2, (0, 1), (log(2), 1)),
    case(exp(2 * x) - 2 * exp(x) + 1, (0, 2)),
    case(exp(exp(x)) - 3, (log(log(3)), 1)),
    case(2 ** (2 * x) - 2**x - 2, (1, 1)),
    case(x**pi - 2, (2 ** (1 / pi), 1)),
    case(cos(x) - x**2, (-0.8241323123025224, 1), (0.8241323123025224, 1)),
    case(x + (x - 1) * exp(2 * x - 1), (HALF, 1)),
    case(exp(x) - 10**6 * x, (1.000001000001500e-06, 1), (16.626508901372475, 1)),
    case(log(x) / x - Rational(1, 10), (1.1183255915896296, 1), (35.77152063957297, 1)),
    case(Abs(x - 1) - 2, (-1, 1), (3, 1)),
    case(Abs(x) - x**2, (-1, 1), (0, None), (1, 1)),
    case(Abs(x) ** Rational(2, 3) - 1, (-1, 1), (1, 1)),
    case(sqrt(x) * (x - 1), (0, None), (1, 1)),
    case(x**2 / x - 1 + 1 / x),
    case((x - 1) / (x - 1) ** 2 + x, name="a pole"),
    case((6 * x - 2) ** 2 * sin(12 * x - 4), (THIRD, 3), (THIRD + pi / 12, 1), (THIRD + pi / 6, 1),
         interval=(THIRD - pi / 12, Integer(1)), name="an end that is a zero"),
    case(sin(x), (pi, 1), (2 * pi, 1), (3 * pi, 1), interval=(Integer(0), Integer(10)), name="sine in a window"),
    case(x**2 - x, interval=(Integer(0), Integer(1)), name="both ends are zeros"),
    case(tan(x) - x, (4.493409457909064, 1), (7.725251836937707, 1), interval=(Integer(1), Integer(10)),
         name="tan x = x"),
    case(sin(1 / x), (1 / (3 * pi), 1), (1 / (2 * pi), 1), (1 / pi, 1), interval=(Rational(1, 10), Integer(1)),
         name="sine of a reciprocal"),
]


@pytest.mark.parametrize(("expression", "interval", "expected"), CASES)
def test_zeros_are_those_known(expression, interval, expected):
    found = zeros_of(expression, interval)

    assert found.complete and not found.families
    assert [zero.order for zero in found.points] == [order for _, order in expected]
    for zero, (value, _) in zip(found.points, expected, strict=True):
        if isinstance(value, float):
            assert float(zero.ball.mid()) == pytest.approx(value, rel=1e-12)
        else:
            assert zero.exact is not None and abs((zero.exact - value).evalf(60)) < 1e-50
        assert zero.ball.is_zero() or zero.ball.rel_accuracy_bits() >= 192


@pytest.mark.parametrize(("expression", "interval", "expected"), CASES)
def test_the_evidence_is_confirmed(expression, interval, expected):
    steps = zeros_of(expression, interval).steps

    assert steps
    assert [fault for step in steps for fault in line_faults(step)] == []


FAMILIES = [
    pytest.param(cos(x), [(pi * n - pi / 2, 1)], id="cosine"),
    pytest.param(sin(x) ** 2, [(pi * n, 2)], id="square"),
    pytest.param(sin(x) * cos(x), [(pi * n / 2, 1)], id="merged"),
    pytest.param(2 * cos(x) - 1, [(2 * pi * n - pi / 3, 1), (2 * pi * n + pi / 3, 1)], id="two families"),
    pytest.param(cos(x) - THIRD, [(2 * pi * n - (t := atan(2 * sqrt(2))), 1), (2 * pi * n + t, 1)], id="no part of pi"),
    pytest.param(sin(2 * x) - cos(x), [(2 * pi * n / 3 + pi / 6, 1), (2 * pi * n + pi / 2, 1)], id="double angle"),
    pytest.param(3 * cos(x) + 4 * sin(x) - 5, [(2 * pi * n + 2 * atan(HALF), 2)], id="half angle"),
    pytest.param(tan(x) - 1, [(pi * n + pi / 4, 1)], id="tangent"),
    pytest.param(exp(sin(x)) * cos(x), [(pi * n - pi / 2, 1)], id="a factor without zero"),
    pytest.param(sin(2 * x + 1), [(pi * n / 2 - HALF, 1)], id="phase"),
    pytest.param(sin(pi * x) - HALF, [(2 * n + Rational(1, 6), 1), (2 * n + Rational(5, 6), 1)], id="period 2"),
    pytest.param(1 + cos(x), [(2 * pi * n + pi, 2)], id="double"),
    pytest.param(log(sin(x)), [(2 * pi * n + pi / 2, 2)], id="domain in pieces"),
    pytest.param(Abs(sin(x)) - HALF, [(pi * n - pi / 6, 1), (pi * n + pi / 6, 1)], id="absolute value"),
    pytest.param(cos(x) - 2, [], id="none"),
]


def values(families):
    """The members of families between -20 and 20, with their orders."""
    members = [(lambdify(n, at), order) for at, order in families]
    found = [(float(at(k)), order) for at, order in members for k in range(-60, 61)]
    return sorted((round(value, 9), order) for value, order in found if -20 < value < 20)


@pytest.mark.parametrize(("expression", "expected"), FAMILIES)
def test_families_are_those_known(expression, expected):
    found = zeros_of(expression)

    assert found.complete and not found.points
    listed, known = values([(family.at, family.order) for family in found.families]), values(expected)
    assert [value for value, _ in listed] == pytest.approx([value for value, _ in known], abs=1e-8)
    assert [order for _, order in listed] == [order for _, order in known]
    assert len(found.families) <= max(2, len(expected))
    assert found.steps and [fault for step in found.steps for fault in line_faults(step)] == []


def test_a_family_without_what_makes_the_expression_undefined():
    found = zeros_of(sin(x) / x)

    assert [(family.at, family.condition) for family in found.families] == [(pi * n, Ne(n, 0))]
    assert not found.points and found.complete


def test_a_point_that_belongs_to_a_family_is_told_once_with_its_own_order():
    found = zeros_of(x * tan(x))

    assert [(zero.exact, zero.order) for zero in found.points] == [(0, 2)]
    assert [(family.at, family.condition) for family in found.families] == [(pi * n, Ne(n, 0))]


@pytest.mark.parametrize(
    ("interval", "condition"),
    [
        pytest.param((Integer(0), oo), n >= 1, id="the end is a zero"),
        pytest.param((Integer(1), oo), n >= 1, id="from 1"),
        pytest.param((-oo, 3 * pi), n <= 2, id="to the left"),
    ],
)
def test_families_end_where_the_interval_does(interval, condition):
    (family,) = zeros_of(sin(x), interval).families

    assert (family.at, family.condition) == (pi * n, condition)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        pytest.param(tan(x) - x, Open.TAIL, id="infinitely many without form"),
        pytest.param(cos(x) * cosh(x) + 1, Open.TAIL, id="beam"),
        pytest.param(sin(x) + sqrt(2) * cos(3 * x) - 1, Open.REPEATING, id="periodic without form"),
        pytest.param(gamma(x) - 2, Open.FUNCTION, id="unknown function"),
        pytest.param(sin(x) ** 2 + cos(x) ** 2 - 1, Open.EVERYWHERE, id="identity"),
        pytest.param(Abs(x) - x, Open.EVERYWHERE, id="a ray of zeros"),
        pytest.param(Integer(0), Open.EVERYWHERE, id="zero"),
        pytest.param(Symbol("a") * x, Open.FUNCTION, id="another symbol"),
    ],
)
def test_what_is_not_complete_says_why(expression, reason):
    assert zeros_of(expression).reasons == (reason,)


def test_a_double_zero_without_exact_form_is_left_open():
    place = CRootOf(x**5 - x - 1, 0)  # exp touches its tangent here; no normal form shows it with decimals
    slope = exp(place).evalf(40)

    found = zeros_of(exp(x) - Rational(str(slope)) * x)

    assert found.complete or Open.CLUSTER in found.reasons


def test_the_deadline_is_kept():
    with pytest.raises(TimeLimitReached):
        real_zeros(x - 1, x, LINE, Deadline(0.0))


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(x**3 * exp(-x) - sin(x), id="mixed"),
        pytest.param(log(x**2 + 1) - cos(3 * x), id="waves"),
        pytest.param(exp(-(x**2)) * (x**3 - x) + sin(x) / 9, id="bumps"),
        pytest.param(sqrt(x + 3) - exp(sin(2 * x)), id="root"),
        pytest.param(x * sin(x) - 2 * cos(2 * x), id="growing waves"),
        pytest.param(exp(x) - 10 * x + cos(5 * x), id="two slopes"),
    ],
)
def test_dense_sampling_finds_no_other_zero(expression):
    low, high = Integer(-2), Integer(5)
    found = zeros_of(expression, (low, high))
    function = lambdify(x, expression, "mpmath")
    places = [low + (high - low) * mpmath.mpf(k) / 500 for k in range(1, 500)]
    changes = [(a, b) for a, b in pairwise(places) if function(a) * function(b) < 0]

    assert found.complete
    roots = [mpmath.findroot(function, pair, solver="anderson") for pair in changes]
    assert [float(zero.ball.mid()) for zero in found.points if zero.order % 2] == pytest.approx(list(map(float, roots)))


small = st.integers(-4, 4)


@settings(max_examples=8, deadline=None)
@given(roots=st.lists(small, min_size=1, max_size=3), rates=st.lists(small, min_size=1, max_size=2))
def test_planted_zeros_of_exponential_polynomials_are_found(roots, rates):
    """With u = exp(x) a polynomial in u, and polynomials times exponentials that have no zero."""
    planted = sorted(set(roots))
    polynomial = 1
    for root in roots:
        polynomial *= exp(x) - exp(root)
    expression = (polynomial * sum((exp(rate * x) for rate in rates), Integer(0))).expand()

    found = zeros_of(expression)

    assert found.complete
    assert [zero.exact for zero in found.points] == planted
    assert [zero.order for zero in found.points] == [roots.count(root) for root in planted]


@settings(max_examples=6, deadline=None)
@given(twelfths=st.lists(st.integers(-11, 12), min_size=1, max_size=2, unique=True))
def test_planted_zeros_of_trigonometric_polynomials_are_found(twelfths):
    expression = 1
    for k in twelfths:
        expression *= sin(x - k * pi / 12)
    found = zeros_of(expression.expand(trig=True).expand())

    assert found.complete
    turns = sorted({round(float(k * pi / 12 + j * pi), 9) for k in twelfths for j in range(-3, 4)})
    listed = values([(family.at, family.order) for family in found.families])
    assert [value for value, _ in listed if -6 < value < 6] == pytest.approx([t for t in turns if -6 < t < 6], abs=1e-8)
