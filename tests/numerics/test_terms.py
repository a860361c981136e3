"""Sums over an index against the same sums written out."""

import numpy as np
import pytest
import sympy as sp
from sympy.abc import i, j, n

from symhess.errors import InputError
from symhess.numerics import compile_expression, compile_sum
from symhess.numerics.terms import Place

x, y = sp.IndexedBase("x"), sp.IndexedBase("y")
CASES = [
    pytest.param(sp.Sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2, (i, 0, 8)), id="rosenbrock"),
    pytest.param(sp.Sum((x[2 * i] - x[2 * i + 1]) ** 4, (i, 0, 4)), id="stride"),
    pytest.param(sp.Sum(sp.sin(x[9 - i] * x[i]), (i, 0, 9)), id="backwards"),
    pytest.param(sp.Sum(x[0] * x[i] ** 2, (i, 0, 9)), id="one-for-all"),
    pytest.param(sp.Sum(i * sp.exp(-(x[i] ** 2)) / (i + 1), (i, 1, 10)), id="index-as-number"),
    pytest.param(3 * sp.Sum(x[i] ** 2, (i, 1, 10)) - x[1] * x[10] + 5, id="combination"),
    pytest.param(sp.Sum(x[i] * y[i] ** 2, (i, 0, 4)), id="two-bases"),
]


def written_out(expression):
    """The same function of plain variables, in the order of a point."""
    out = expression.doit()
    indexed = sorted(out.atoms(sp.Indexed), key=lambda item: (item.base.name, int(item.indices[0])))
    plain = {item: sp.Symbol(f"z{number}") for number, item in enumerate(indexed)}
    return compile_expression(out.xreplace(plain), list(plain.values()))


@pytest.mark.parametrize("expression", CASES)
def test_a_sum_is_what_it_is_written_out(expression):
    compact, plain = compile_sum(expression), written_out(expression)
    rng = np.random.default_rng(0)
    point, vector = rng.normal(size=plain.dimension), rng.normal(size=plain.dimension)

    assert compact.dimension == plain.dimension
    assert compact.value(point) == pytest.approx(plain.value(point), rel=1e-12)
    np.testing.assert_allclose(compact.gradient(point), plain.gradient(point), rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(compact.hvp(point, vector), plain.hvp(point, vector), rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(compact.hessian(point).toarray(), plain.hessian(point), rtol=1e-11, atol=1e-11)


def test_a_shape_says_how_many_there_are():
    long = sp.IndexedBase("x", shape=(12,))

    assert compile_sum(sp.Sum(long[i] ** 2, (i, 0, 3))).dimension == 12
    assert compile_sum(sp.Sum(long[i] ** 2, (i, 1, 12))).dimension == 12
    with pytest.raises(InputError, match="12 entries"):
        compile_sum(sp.Sum(long[i] ** 2, (i, 0, 12)))


def test_the_order_of_bases_can_be_chosen():
    expression = sp.Sum(x[i] + 2 * y[i], (i, 0, 1))

    assert compile_sum(expression, [y, x]).gradient(np.zeros(4)).tolist() == [2.0, 2.0, 1.0, 1.0]
    with pytest.raises(InputError, match="x, y, not x"):
        compile_sum(expression, [x])


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        pytest.param(sp.Sum(x[i], (i, 0, n)), "whole numbers", id="open-bound"),
        pytest.param(sp.Sum(x[i**2], (i, 0, 3)), "not linear", id="square-subscript"),
        pytest.param(sp.Sum(x[i, j], (i, 0, 3)), "one subscript", id="two-subscripts"),
        pytest.param(sp.Sum(x[i] * x[j], (i, 0, 3), (j, 0, 3)), "one index", id="double-sum"),
        pytest.param(n * sp.Sum(x[i], (i, 0, 3)), "times a number", id="symbolic-factor"),
        pytest.param(sp.Sum(x[i] * n, (i, 0, 3)), "symbol n", id="foreign-symbol"),
    ],
)
def test_other_sums_are_refused(expression, message):
    with pytest.raises(InputError, match=message):
        compile_sum(expression)


@pytest.mark.parametrize(("first", "stride"), [(0, 1), (5, 2), (19, -2)])
def test_a_slice_has_the_places_of_its_terms(first, stride):
    place = Place(first, stride)

    assert list(range(20))[place.slice(range(2, 6))] == [first + k * stride for k in range(2, 6)]
