"""Signs are claimed only where they hold."""

import pytest
from sympy import Integer, cos, exp, log, pi, sin, sqrt, symbols

from symhess.condition import Condition, Relation
from symhess.kernels.kernel_ring import kernel_ring
from symhess.solve.transcendental.signs import Sign, Signs, constant_sign

x, y = symbols("x y")
POSITIVE, STRICT = (Condition(x, Relation.POSITIVE),), Sign(1, strict=True)


@pytest.mark.parametrize(
    ("term", "conditions", "expected"),
    [
        pytest.param(x**2 + exp(y), (), STRICT, id="square-and-exponential"),
        pytest.param(x**2 * y**2, (), Sign(1, strict=False), id="may-vanish"),
        pytest.param(x * exp(y), (), None, id="changes"),
        pytest.param(x * exp(y) + 1, POSITIVE, STRICT, id="positive-by-condition"),
        pytest.param(cos(x) - 2, (), Sign(-1, strict=True), id="bounded"),
        pytest.param(cos(x) + 1, (), Sign(1, strict=False), id="touches-zero"),
        pytest.param(sin(x) * cos(y) + 1 + exp(x), (), STRICT, id="touches-and-exponential"),
        pytest.param(cos(x) * 2 + 1, (), None, id="not-bounded-away"),
        pytest.param(sqrt(x**2 + 1) + y**2, (), Sign(1, strict=False), id="root"),
        pytest.param(pi - 3 + x**2, (), STRICT, id="constant"),
        pytest.param(3 - pi + x**2, (), None, id="negative-constant"),
        pytest.param(-exp(x) - exp(-x), (), Sign(-1, strict=True), id="negative"),
        pytest.param(log(x), POSITIVE, None, id="logarithm"),
    ],
)
def test_the_sign_of_a_term(term, conditions, expected):
    ring = kernel_ring((term, *(c.term for c in conditions)), (x, y))

    assert Signs(ring, conditions).of(ring.numerator(term)) == expected


def test_a_factor_of_a_condition_never_vanishes():
    condition = Condition(1 - x - y, Relation.POSITIVE)
    ring = kernel_ring((condition.term, x + y), (x, y))
    signs = Signs(ring, (condition,))

    assert signs.is_never_zero(ring.numerator(x + y - 1))
    assert not signs.is_never_zero(ring.numerator(x + y))


def test_a_weak_condition_does_not_exclude_zero():
    ring = kernel_ring((x,), (x,))

    assert not Signs(ring, (Condition(x, Relation.NONNEGATIVE),)).is_never_zero(ring.numerator(x))


@pytest.mark.parametrize(
    ("constant", "sign"), [(pi - 3, 1), (log(4) - 2 * log(2), 0), (Integer(-2), -1), (log(-1), None)]
)
def test_constants(constant, sign):
    assert constant_sign(constant) == sign
