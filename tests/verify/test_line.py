"""Claims about the zeros on a line: true ones are confirmed, changed ones are not."""

from dataclasses import replace

import pytest
from flint import arb, ctx, fmpq
from sympy import E, Integer, Rational, Symbol, cos, exp, log, oo, pi, sin, sqrt

from symhess.derivation import Claim, Step
from symhess.exact import Enclosure
from symhess.line_evidence import LineFactors, LineZeros, PeriodicZeros
from symhess.verify.line import line_faults

x = Symbol("x")
ONE = Integer(1)


def root_of_two(bits=256):
    with ctx.workprec(bits):
        return Enclosure(arb(2).sqrt())


def faults(record, *premises):
    return list(line_faults(Step(Claim.SOLUTIONS, (record,), tuple(Step(Claim.SOLUTIONS, (p,)) for p in premises))))


EXPONENTIAL = LineZeros(exp(x) - E * x, x, -oo, oo, fmpq(-2), fmpq(8), ((ONE, 2),))
POWERS = LineZeros(2**x - x**2, x, Integer(0), oo, fmpq(1, 2), fmpq(16), ((Integer(2), 1), (Integer(4), 1)))
SQUARE = LineZeros(x**2 - 2, x, Integer(0), Integer(3), fmpq(1, 2), fmpq(5, 2), ((root_of_two(), 1),))
SINGULAR = LineZeros(log(x) + 1, x, Integer(0), oo, fmpq(1, 64), fmpq(2), ((exp(-1), 1),))
ENDS = LineZeros(x**2 - x, x, Integer(0), ONE, fmpq(1, 4), fmpq(3, 4), ())


@pytest.mark.parametrize("record", [EXPONENTIAL, POWERS, SQUARE, SINGULAR, ENDS])
def test_what_is_true_is_confirmed(record):
    assert faults(record) == []


def shifted():
    return Enclosure(root_of_two().ball + arb(2) ** -200)


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        pytest.param(EXPONENTIAL, {"zeros": ()}, id="a double zero forgotten"),
        pytest.param(EXPONENTIAL, {"zeros": ((ONE, 1),)}, id="too small an order"),
        pytest.param(EXPONENTIAL, {"zeros": ((ONE, 3),)}, id="too large an order"),
        pytest.param(EXPONENTIAL, {"zeros": ((ONE, 0),)}, id="no order"),
        pytest.param(EXPONENTIAL, {"zeros": ((ONE, 2), (Integer(3), 1))}, id="a zero too many"),
        pytest.param(EXPONENTIAL, {"right": fmpq(1, 2)}, id="the search ends too early"),
        pytest.param(POWERS, {"zeros": ((Integer(2), 1),)}, id="a zero forgotten"),
        pytest.param(POWERS, {"zeros": ((Integer(4), 1), (Integer(2), 1))}, id="not ascending"),
        pytest.param(POWERS, {"low": -oo}, id="a zero beyond the end"),
        pytest.param(POWERS, {"right": fmpq(3)}, id="a zero in the tail"),
        pytest.param(SQUARE, {"zeros": ((shifted(), 1),)}, id="an enclosure beside the zero"),
        pytest.param(SQUARE, {"zeros": ((root_of_two(64), 1),)}, id="too few bits"),
        pytest.param(SQUARE, {"zeros": ((root_of_two(), 2),)}, id="order two by an enclosure"),
        pytest.param(SQUARE, {"zeros": ((Rational(141421356, 10**8), 1),)}, id="a decimal"),
        pytest.param(SQUARE, {"left": fmpq(-1)}, id="beyond the end"),
        pytest.param(SINGULAR, {"left": fmpq(1, 2)}, id="a zero near the singular end"),
        pytest.param(SINGULAR, {"expression": log(x) + 2}, id="another function"),
        pytest.param(ENDS, {"high": Integer(2)}, id="an end moved over a zero"),
    ],
)
def test_what_is_changed_is_refused(record, changes):
    assert faults(replace(record, **changes))


def test_a_bound_rounded_the_wrong_way_is_caught():
    ball = root_of_two().ball
    with ctx.workprec(300):
        rigged = Enclosure(ball.upper() + arb(0, 1) * arb(2) ** -300 + arb(2) ** -280)

    assert faults(replace(SQUARE, zeros=((rigged, 1),)))


PRODUCT = LineFactors(x * exp(x) / (x**2 + 1), x, -oo, oo, ((x, ONE),), exp(x) / (x**2 + 1))
LEAF = LineZeros(x, x, -oo, oo, fmpq(-2), fmpq(2), ((Integer(0), 1),))


def test_a_product_is_confirmed():
    assert faults(PRODUCT, LEAF) == []


@pytest.mark.parametrize(
    ("changes", "premises"),
    [
        pytest.param({"factors": ((x, Integer(2)),)}, (LEAF,), id="another power"),
        pytest.param({"rest": 2 * exp(x) / (x**2 + 1)}, (LEAF,), id="another rest"),
        pytest.param({"rest": x * exp(x) / (x**2 + 1), "factors": ()}, (), id="a factor called never zero"),
        pytest.param({}, (), id="no premise"),
        pytest.param({}, (replace(LEAF, expression=x + 0 * x, high=ONE, right=fmpq(1, 2)),), id="a shorter interval"),
        pytest.param({}, (EXPONENTIAL,), id="a premise about another function"),
    ],
)
def test_a_changed_product_is_refused(changes, premises):
    assert faults(replace(PRODUCT, **changes), *premises)


PERIODIC = PeriodicZeros(sin(x) * cos(2 * x), x, 2 * pi, -pi / 3)


def test_a_period_is_confirmed_and_a_wrong_one_refused():
    inside = LineFactors(sin(x) * cos(2 * x), x, -pi / 3, 5 * pi / 3, (), ONE)

    assert "period" not in " ".join(faults(PERIODIC, inside))
    assert any("period" in fault for fault in faults(replace(PERIODIC, period=pi / 2), inside))
    assert any("period" in fault for fault in faults(replace(PERIODIC, expression=x + sin(x)), inside))
    assert any("zero itself" in fault for fault in faults(replace(PERIODIC, start=Integer(0)), inside))


def test_one_period_must_be_covered_by_the_premises():
    inside = LineFactors(sin(x) * cos(2 * x), x, -pi / 3, pi, (), sqrt(2))

    assert any("one period" in fault for fault in faults(PERIODIC, inside))
    assert any("one period" in fault for fault in faults(PERIODIC))
