"""Exact quotient rings: how many solutions, how many distinct, what dimension."""

import random
from itertools import product

import pytest
from flint import fmpq

from symhess.budget import Deadline
from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import ring

x, y, z = ring(("x", "y", "z")).gens()


@pytest.mark.parametrize(
    ("equations", "dimension", "distinct"),
    [
        pytest.param([x**2 - 1, y**2 - 1, z], 4, 4, id="four-simple-points"),
        pytest.param([3 * x**2 - 3 * y**2, -6 * x * y, z], 4, 1, id="monkey-saddle"),
        pytest.param([x**3, y**2, z - x], 6, 1, id="fat-point"),
        pytest.param([(x**2 + 1) ** 2, y - x, z], 4, 2, id="double-complex-pair"),
        pytest.param([x**2 * (x - 1), y - x * fmpq(1, 3), z**2], 6, 2, id="mixed-multiplicities"),
        pytest.param([x - 1, x - 2, y, z], 0, 0, id="inconsistent"),
    ],
)
def test_counts(equations, dimension, distinct):
    quotient = exact_quotient(equations, (0, 1, 2))

    assert (quotient.dimension, quotient.distinct) == (dimension, distinct)


@pytest.mark.parametrize(
    ("equations", "real"),
    [
        pytest.param([x**2 - 1, y**2 - 1, z], 4, id="all-real"),
        pytest.param([x**2 - 1, y**2 + 1, z], 0, id="none-real"),
        pytest.param([x**3 - 1, y**2, z - x], 1, id="one-real-double"),
        pytest.param([(x**2 - 2) * (x**2 + 1), y - x, z**3], 2, id="half-real"),
    ],
)
def test_real_solutions_are_the_signature(equations, real):
    assert exact_quotient(equations, (0, 1, 2)).real == real


@pytest.mark.parametrize(
    ("equations", "dimension"),
    [
        pytest.param([x * y], 2, id="two-planes"),
        pytest.param([x * y, z], 1, id="two-lines"),
        pytest.param([x * y, x * z], 2, id="plane-and-line"),
        pytest.param([x, y, z], 0, id="point"),
        pytest.param([x * y - 1, x], -1, id="nothing"),
    ],
)
def test_dimension_of_the_solution_set(equations, dimension):
    quotient = exact_quotient(equations, (0, 1, 2))

    assert quotient.krull_dimension == dimension
    assert quotient.is_trivial == (dimension == -1)
    assert quotient.is_finite == (dimension <= 0)


def test_only_the_named_unknowns_count():
    assert exact_quotient([y**3 - 2], (1,)).dimension == 3


def test_what_cannot_be_afforded_is_not_begun():
    generator = random.Random(3)
    monomials = [m for m in product(range(5), repeat=3) if sum(m) <= 4]
    dense = [x.context().from_dict({m: generator.randint(-99, 99) for m in monomials}) for _ in range(3)]

    assert exact_quotient(dense, (0, 1, 2), effort=1) is None
    assert exact_quotient(dense, (0, 1, 2), Deadline(0)) is None
    assert exact_quotient(dense, (0, 1, 2), Deadline(60)).dimension == 64
