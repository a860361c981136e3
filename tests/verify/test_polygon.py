"""The checker's own Newton polygon finds the signs of functions whose signs are known."""

import pytest
from sympy import Symbol, expand, sqrt

from symhess.verify.germs import Refuted
from symhess.verify.polygon import signs_near

x, y = Symbol("x"), Symbol("y")


@pytest.mark.parametrize(
    ("function", "order", "signs"),
    [
        pytest.param(x**4 + y**4, None, {1}, id="definite"),
        pytest.param(-(x**2) - y**6, None, {-1}, id="negative"),
        pytest.param(x**2 * y**2, None, {0, 1}, id="axes"),
        pytest.param((y - x**2) * (y - 3 * x**2), None, {1, -1}, id="peano"),
        pytest.param((x**2 - y**3) ** 2 + y**7, None, {1}, id="odd-power-yet-a-minimum"),
        pytest.param((x**2 - y**3) ** 2 + y**9, None, {1}, id="cusp-outweighed"),
        pytest.param((x**2 - y**3) ** 2, None, {0, 1}, id="cusp-twice"),
        pytest.param((x**2 - 2 * y**2) ** 2 + y**6, None, {1}, id="irrational-branches"),
        pytest.param((y - sqrt(2) * x) ** 2 - x**5, None, {1, -1}, id="irrational-coefficient"),
        pytest.param(x**4 + y**4 + x**5, 4, {1}, id="the-order-is-enough"),
        pytest.param(x**3 + x * y**2, 3, {1, -1}, id="both-signs-though-x-divides"),
        pytest.param(((y - x**2) ** 2 - x**5) ** 2 + x**13, None, {1}, id="two-characteristic-pairs"),
    ],
)
def test_signs(function, order, signs):
    assert signs_near(expand(function), (x, y), order) == signs
    assert signs_near(expand(function), (y, x), order) == signs


@pytest.mark.parametrize(
    ("function", "order"),
    [
        pytest.param((y - x**2) ** 2, 4, id="a-square-that-higher-terms-may-break"),
        pytest.param(x**2 * y**2, 6, id="axes-that-higher-terms-may-leave"),
    ],
)
def test_what_the_order_does_not_tell_is_refused(function, order):
    with pytest.raises(Refuted):
        signs_near(expand(function), (x, y), order)
