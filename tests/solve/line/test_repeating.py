"""Families: as few as possible, within the ends, without single members."""

import pytest
from sympy import Eq, Integer, Mod, Ne, Rational, Symbol, acos, cos, oo, pi, sin
from sympy.logic.boolalg import true

from symhess.solve.line.combining import joined, to_power, together, united
from symhess.solve.line.excluding import Undecided, member, where_not_zero, without
from symhess.solve.line.repeating import families, parameter_for
from symhess.solve.line.zeros import LineZero, Open, ZeroFamily, Zeros, exact_zero

x, n = Symbol("x"), Symbol("n")
LINE = (-oo, oo)
THIRD = acos(Rational(1, 3))


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [
        pytest.param([(Integer(0), 1), (pi, 1)], [pi * n], id="halves"),
        pytest.param([(Integer(0), 1), (pi, 2)], [2 * pi * n, 2 * pi * n + pi], id="other orders"),
        pytest.param([(pi * k / 3, 1) for k in range(6)], [pi * n / 3], id="sixths"),
        pytest.param([(THIRD, 1), (-THIRD, 1)], [2 * pi * n - THIRD, 2 * pi * n + THIRD], id="unrelated"),
        pytest.param([(THIRD, 1), (THIRD - pi, 1)], [pi * n + THIRD], id="related"),
    ],
)
def test_equal_steps_become_one_family(offsets, expected):
    assert [family.at for family in families(offsets, 2 * pi, LINE, n)] == expected


@pytest.mark.parametrize(
    ("ends", "condition"),
    [
        pytest.param(LINE, true, id="line"),
        pytest.param((Integer(0), oo), n >= 1, id="the end is a member"),
        pytest.param((Integer(-1), oo), n >= 0, id="beside a member"),
        pytest.param((-oo, Integer(7)), n <= 2, id="to the left"),
        pytest.param((-oo, 2 * pi), n <= 1, id="to a member"),
    ],
)
def test_families_end_with_the_interval(ends, condition):
    (family,) = families([(Integer(0), 1)], pi, ends, n)

    assert family.condition == condition


def test_membership():
    family = ZeroFamily(pi * n + Rational(1, 2), n, 1)

    assert member(family, exact_zero(Rational(1, 2) - 7 * pi, 1)) == -7
    assert member(family, exact_zero(Integer(1), 1)) is None
    with pytest.raises(Undecided):
        member(family, LineZero(None, exact_zero(pi + Rational(1, 2), 1).ball, 1))


def test_members_can_be_left_out():
    family = ZeroFamily(pi * n / 2, n, 1)

    assert without(family, [0]).condition == Ne(n, 0)
    assert where_not_zero(family, cos(x), x).condition == Eq(Mod(n, 2), 0)
    assert where_not_zero(family, sin(4 * x + 1), x) == family
    assert where_not_zero(family, sin(2 * x), x) is None
    with pytest.raises(Undecided):
        where_not_zero(family, sin(x * 2 / pi), x)


def test_orders_of_products_add_up():
    double = to_power(Zeros((exact_zero(pi, 1),), (ZeroFamily(pi * n, n, 1),)), Integer(2))
    product = together([double, Zeros((exact_zero(Integer(1), 3),), ())], ())

    assert [(zero.exact, zero.order) for zero in product.points] == [(1, 3), (pi, 4)]
    assert [(family.order, family.condition) for family in product.families] == [(2, Ne(n, 1))]
    assert to_power(double, Rational(1, 2)).points[0].order == 1
    assert to_power(double, Rational(1, 3)).points[0].order is None


def test_what_may_be_equal_is_not_united():
    enclosed = LineZero(None, exact_zero(pi, 1).ball, 1)

    assert united([enclosed, exact_zero(pi, 1)]) is None
    assert len(united([enclosed, exact_zero(Integer(3), 1)])) == 2
    assert together([Zeros((enclosed,), ()), Zeros((enclosed,), ())], ()).reasons == (Open.CLUSTER,)


def test_periodic_factors_are_joined_where_their_periods_fit():
    one = Integer(1)
    factors = ((sin(x), one), (cos(2 * x), Integer(2)), (x, one))

    assert joined(factors, x, LINE) == ((x, one), (sin(x) * cos(2 * x) ** 2, one))
    assert joined(factors, x, (Integer(0), one)) == factors
    assert joined(((sin(x), one), (sin(pi * x), one)), x, LINE) == ((sin(x), one), (sin(pi * x), one))
    assert parameter_for(x) == n and parameter_for(n) != n
