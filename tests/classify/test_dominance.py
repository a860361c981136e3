"""Bounds by arithmetic and geometric means: extremal coefficients are sharp."""

import pytest
from sympy import Rational, exp, expand, sqrt

from symhess.classify.curves import find_curves
from symhess.classify.dominance import dominance
from tests.classify.germs import NEVER, jet, origin, w, x, y, z


@pytest.mark.parametrize(
    ("squares", "term", "limit"),
    [
        pytest.param(x**4 + y**4 + z**4, x * y * z**2, 2 * sqrt(2), id="quartic"),
        pytest.param(x**4 + y**4 + z**6, x * y * z**3, 2 * sqrt(2), id="weighted"),
        pytest.param(x**4 * y**2 + x**2 * y**4 + z**6, x**2 * y**2 * z**2, 3, id="motzkin"),
        pytest.param(x**4 * y**2 + y**4 * z**2 + z**4 * x**2, x**2 * y**2 * z**2, 3, id="choi-lam"),
        pytest.param(x**4 + y**4 + z**4 + w**4, x * y * z * w, 4, id="four-variables"),
    ],
)
def test_the_circuit_number_is_sharp(squares, term, limit):
    variables = sorted(squares.free_symbols, key=str)

    def found(coefficient):
        return dominance(origin(expand(squares - coefficient * term), *variables), NEVER)

    assert found(limit - Rational(1, 1000)) is not None
    assert found(limit + Rational(1, 1000)) is None
    at_limit = found(limit)
    assert at_limit is not None
    assert not at_limit.is_strict


@pytest.mark.parametrize(
    ("expression", "sign", "strict"),
    [
        pytest.param(x**4 + y**4 + z**4 + 100 * x**3 * y * z, 1, True, id="higher-terms-are-negligible"),
        pytest.param(-(x**4) - y**6 - z**2 + x**3 * y**3, -1, True, id="maximum"),
        pytest.param(x**2 * y**2 + y**2 * z**2, 1, False, id="no-pure-powers"),
        pytest.param(x**4 + y**4 + z**4 - x**2 * y**2 - y**2 * z**2, 1, True, id="shares"),
    ],
)
def test_kinds(expression, sign, strict):
    found = dominance(origin(expression, x, y, z), NEVER)

    assert (found.sign, found.is_strict) == (sign, strict)
    for bound in found.bounds:
        assert sum(bound.weights) == 1


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(x**4 + y**4 - z**4, id="both-signs"),
        pytest.param(x**3 + y**4 + z**4, id="odd-power"),
        pytest.param(x**4 + y**4 + x * y * z, id="term-outside"),
    ],
)
def test_saddles_are_not_bounded(expression):
    germ = origin(expression, x, y, z)

    assert dominance(germ, NEVER) is None
    assert find_curves(germ, NEVER).keys() >= {1, -1}


def test_a_series_needs_its_pure_powers_within_the_order():
    function = exp(x**4 + y**4 + z**6) - 1 - x**2 * y * z

    assert dominance(jet(function, 5, x, y, z), NEVER) is None
    assert dominance(jet(x**4 + y**4 + z**6 + exp(x**5) - 1, 8, x, y, z), NEVER).is_strict
