"""Arnold's normal forms keep their names under changes of variables."""

import random

import pytest
from sympy import Matrix, Rational, expand

from symhess.classify.germ_ladder import name_of
from symhess.classify.names import arnold_name
from tests.classify.germs import NEVER, jet, origin, x, y, z

NORMAL_FORMS = [
    *((f"A{k}", x ** (k + 1) + y**2) for k in (2, 4, 6, 8, 10)),
    *((f"A{k}+", x ** (k + 1) + y**2) for k in (3, 5, 7, 9, 11)),
    *((f"A{k}-", -(x ** (k + 1)) + y**2) for k in (3, 5, 7, 9, 11)),
    ("D4+", x**2 * y + y**3),
    ("D4-", x**2 * y - y**3),
    *((f"D{k}+", x**2 * y + y ** (k - 1)) for k in range(5, 13)),
    *((f"D{k}-", x**2 * y - y ** (k - 1)) for k in range(5, 13)),
    ("E6+", x**3 + y**4),
    ("E6-", x**3 - y**4),
    ("E7", x**3 + x * y**3),
    ("E8", x**3 + y**5),
    ("X9", x**4 + x**2 * y**2 + y**4),
    ("J10", x**3 + x * y**4),
]


def changed(expression, seed):
    """The function after x → ax + by + quadratic terms, y → cx + dy with random rationals."""
    rng = random.Random(seed)
    while True:
        rows = Matrix(2, 2, lambda i, j: Rational(rng.randint(-3, 3), rng.randint(1, 2)))
        if rows.det() != 0:
            break
    shift = rng.randint(-1, 1) * x**2 + rng.randint(-1, 1) * x * y
    first, second = rows * Matrix([x, y])
    return expand(expression.subs({x: first + shift, y: second}, simultaneous=True))


@pytest.mark.parametrize(("name", "form"), NORMAL_FORMS, ids=[name for name, _ in NORMAL_FORMS])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_change_of_variables_keeps_the_name(name, form, seed):
    assert name_of(origin(changed(form, seed), x, y), NEVER) == name


@pytest.mark.parametrize(
    ("form", "name"),
    [
        pytest.param(x**4 - x**2 * y**3 + y**6, None, id="beyond-the-list"),
        pytest.param(x**2 * y**2 + x**5, None, id="double-lines"),
        pytest.param(x**3, None, id="not-isolated"),
        pytest.param(x**3 * y - x * y**3, "X9", id="four-lines-through-both-axes"),
        pytest.param(-(x**3) + y**4, "E6+", id="the-sign-of-the-cube-does-not-count"),
    ],
)
def test_forms_by_hand(form, name):
    assert arnold_name(origin(form, x, y)) == name


@pytest.mark.parametrize(
    ("cubic", "name"),
    [
        pytest.param(x**3 + y**3 + z**3, "P8", id="fermat"),
        pytest.param(x**3 + y**3 + x * y * z, None, id="nodal"),
        pytest.param(x**3 + y**3 + z**3 - 3 * x * y * z, None, id="three-planes"),
    ],
)
def test_a_smooth_cubic_cone_is_p8(cubic, name):
    assert arnold_name(origin(cubic, x, y, z)) == name


def test_a_truncated_jet_does_not_tell_more_than_it_knows():
    assert arnold_name(jet(x**3 + y**4, 3, x, y)) is None
    assert arnold_name(jet(x**3 + y**4, 4, x, y)) == "E6+"
