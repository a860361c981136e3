"""Domains and boxes: what is understood, exactly, and what is refused in one line."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Float, I, Integer, Ne, Rational, Symbol, oo, sqrt, symbols

from symhess.condition import Condition, Relation
from symhess.errors import InputError
from symhess.inputs import conditions_of_domain, restricted, scalar_function

x, y = symbols("x y")
F = scalar_function("x y")
AT_MOST_TWO = Condition(2 - y, Relation.NONNEGATIVE)


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        pytest.param("x > 0", [Condition(x, Relation.POSITIVE)], id="text"),
        pytest.param(r"x \geq y", [Condition(x - y, Relation.NONNEGATIVE)], id="spelled"),
        pytest.param("x^2 ≠ 1", [Condition(x**2 - 1, Relation.NONZERO)], id="unequal"),
        pytest.param("0<x<1", [Condition(x, Relation.POSITIVE), Condition(1 - x, Relation.POSITIVE)], id="chain"),
        pytest.param(["x>y", y <= 2], [Condition(x - y, Relation.POSITIVE), AT_MOST_TWO], id="list"),
        pytest.param((x > 0) & Ne(y, 0), [Condition(y, Relation.NONZERO), Condition(x, Relation.POSITIVE)], id="and"),
        pytest.param(Symbol("x", real=True) > 0, [Condition(x, Relation.POSITIVE)], id="assumption"),
        pytest.param("x>0, y>0 and x<9", [Condition(t, Relation.POSITIVE) for t in (x, y, 9 - x)], id="joined"),
        pytest.param(None, [], id="none"),
    ],
)
def test_domains_are_read_as_inequalities(domain, expected):
    assert list(conditions_of_domain(domain, (x, y))) == expected


@pytest.mark.parametrize("box", [{"y": (0, 1), "x": (-5, 5)}, {y: (0, 1), x: (-5, 5)}, [(-5, 5), (0, 1)]])
def test_boxes_follow_the_order_of_the_variables(box):
    assert restricted(F, box=box).box == ((-5, 5), (0, 1))


def test_every_kind_of_number_is_read_exactly():
    box = restricted(F, box=[(Float("0.1"), "sqrt(2)"), (Fraction(1, 3), np.float64(0.5))]).box

    assert box == ((Rational(1, 10), sqrt(2)), (Rational(1, 3), Rational(1, 2)))


@pytest.mark.parametrize(
    ("domain", "box", "message"),
    [
        pytest.param(None, {"x": (1, 0), "y": (0, 1)}, "lo < hi for x, got 1 and 0", id="reversed"),
        pytest.param(None, {"x": (1, 1), "y": (0, 1)}, "lo < hi for x", id="flat"),
        pytest.param(None, {"x": (0, oo), "y": (0, 1)}, "finite real numbers for x, got 'oo'", id="infinite"),
        pytest.param(None, {"x": (0, float("inf")), "y": (0, 1)}, "finite", id="infinite-float"),
        pytest.param(None, {"x": ("-inf", 0), "y": (0, 1)}, "finite", id="infinite-text"),
        pytest.param(None, {"x": (float("nan"), 0), "y": (0, 1)}, "finite", id="nan"),
        pytest.param(None, {"x": (I, 5), "y": (0, 1)}, "finite real", id="complex"),
        pytest.param(None, {"x": (x, 5), "y": (0, 1)}, "finite real", id="symbol"),
        pytest.param(None, {"x": (0, 5), "z": (0, 1)}, "'z', which is not among the variables x, y", id="unknown"),
        pytest.param(None, {"x": (0, 5)}, "no interval for y", id="missing"),
        pytest.param(None, [(0, 1)], "one pair .* for each of the variables x, y", id="too-few"),
        pytest.param(None, "x=0:1", "one pair", id="text"),
        pytest.param(None, [(0, 1), 5], "a pair .lo, hi. for y", id="no-pair"),
        pytest.param("x = 1", None, "x > 0", id="equation"),
        pytest.param([3], None, "x > 0", id="number"),
        pytest.param(symbols("z") > 0, None, "symbol z", id="unknown-symbol"),
        pytest.param("-1 - x^2 > 0", None, "the domain is empty", id="empty"),
        pytest.param("x < 0", [(1, 2), (1, 2)], "outside the domain", id="box-outside"),
    ],
)
def test_what_leaves_no_room_or_no_sense_is_refused_in_one_line(domain, box, message):
    with pytest.raises(InputError, match=message) as refusal:
        restricted(F, domain, box)

    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "box", "message"),
    [
        pytest.param("log(x)", [(-2, -1)], "x > 0 holds nowhere in it", id="logarithm"),
        pytest.param("asin(x)", [(2, 3)], "outside the domain of f", id="arc"),
        pytest.param("sqrt(-1 - x^2)", None, "no real value on any open set", id="not-real"),
    ],
)
def test_the_natural_domain_counts(text, box, message):
    with pytest.raises(InputError, match=message):
        restricted(scalar_function(text), None, box)


def test_a_box_that_reaches_into_the_domain_is_fine():
    assert restricted(scalar_function("log(x)"), None, [(-1, 1)]).box == ((Integer(-1), Integer(1)),)
