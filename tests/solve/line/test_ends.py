"""Near an end: the stretch without zero is really without one."""

import pytest
from flint import ctx, fmpq
from sympy import Integer, Symbol, cos, exp, log, oo, pi, sin, sqrt, tan

from symhess.solve.line.ends import clear_of, far_sign, whole_part
from symhess.solve.line.zeros import LineZero, exact_zero

x = Symbol("x")


@pytest.mark.parametrize(
    ("expression", "end", "side", "zero"),
    [
        pytest.param(x - 1, Integer(0), 1, 1, id="regular"),
        pytest.param(x * (x - 1), Integer(0), 1, 1, id="a zero at the end"),
        pytest.param(sin(x) - x, Integer(0), 1, 9, id="third order at the end"),
        pytest.param(cos(x), pi / 2, -1, -1.5, id="irrational end"),
        pytest.param(x * log(x), Integer(0), 1, 1, id="logarithm"),
        pytest.param(sqrt(x) - x, Integer(0), 1, 1, id="root"),
        pytest.param(exp(-1 / x) - x, Integer(0), 1, 9, id="essential singularity"),
        pytest.param(1 / x - 2, Integer(0), 1, 0.5, id="pole"),
        pytest.param(x - 50, oo, -1, 50, id="infinity"),
        pytest.param(exp(x) - exp(-50), -oo, 1, -50, id="minus infinity"),
    ],
)
def test_the_bound_lies_between_the_end_and_the_next_zero(expression, end, side, zero):
    bound = clear_of(expression, x, end, side, None)

    assert bound is not None
    assert float(bound) * side < zero * side
    assert end.is_infinite or (float(bound) - float(end)) * side > 0


@pytest.mark.parametrize(
    ("expression", "end"),
    [
        pytest.param(sin(1 / x), Integer(0), id="zeros up to the end"),
        pytest.param(x - x, Integer(0), id="zero function"),
        pytest.param(sin(x), oo, id="waves"),
    ],
)
def test_nothing_is_claimed_where_nothing_is_proved(expression, end):
    assert clear_of(expression, x, end, -1 if end is oo else 1, None) is None


def test_an_enclosed_end_is_clear_only_where_the_function_is_not_zero():
    end = LineZero(None, exact_zero(sqrt(2), 1).ball, 1)

    assert clear_of(x - 1, x, end, 1, fmpq(1)) > 1
    assert clear_of(x**2 - 2, x, end, 1, fmpq(1)) is None


def test_signs_far_out():
    assert far_sign(1 - x**2, x) == (2, -1)
    assert far_sign(tan(x), x) is None
    assert far_sign(x - 1000, x, fmpq(2))[0] > 1000


def test_whole_parts_are_exact_for_large_and_small_numbers():
    with ctx.workprec(256):
        balls = [exact_zero(pi, 1).ball * 10**k for k in (0, 5, 20)]

    assert [whole_part(ball) for ball in balls] == [3, 314159, 314159265358979323846]
    assert whole_part(-balls[0]) == -4 and whole_part(balls[0] * 0) == 0
