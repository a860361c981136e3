"""Border bases modulo a prime."""

import random
from itertools import product

import numpy as np
import pytest

from symhess.solve.modular.arithmetic import first_primes, multiply
from symhess.solve.modular.border_basis import DegreeLimit, border_basis

PRIME = next(first_primes())


def _dense(unknowns, degree, seed):
    generator = random.Random(seed)
    monomials = [m for m in product(range(degree + 1), repeat=unknowns) if sum(m) <= degree]
    return {m: generator.randrange(1, PRIME) for m in monomials}


def _evaluated(polynomial, basis):
    """The polynomial in the multiplication tables, applied to 1."""
    size = len(basis.monomials)
    total = np.zeros((1, size), np.int64)
    one = np.zeros((1, size), np.int64)
    one[0, basis.monomials.index((0,) * len(basis.multiplication))] = 1
    for monomial, coefficient in polynomial.items():
        row = one
        for table, exponent in zip(basis.multiplication, monomial, strict=True):
            for _ in range(exponent):
                row = multiply(row, table, PRIME)
        total = (total + coefficient * row) % PRIME
    return total


@pytest.mark.parametrize(("unknowns", "degrees"), [(2, (2, 3)), (2, (4, 4)), (3, (2, 2, 2)), (3, (1, 2, 3))])
def test_dense_systems_have_the_bezout_number_and_commuting_tables(unknowns, degrees):
    system = [_dense(unknowns, d, seed) for seed, d in enumerate(degrees)]

    basis = border_basis(system, unknowns, PRIME, sum(degrees))

    assert len(basis.monomials) == np.prod(degrees)
    for a, b in product(basis.multiplication, repeat=2):
        assert multiply(a, b, PRIME).tolist() == multiply(b, a, PRIME).tolist()
    for polynomial in system:
        assert not _evaluated(polynomial, basis).any()


def test_relations_of_lower_degree_are_found():
    # x y = 1 and x^2 = y: together y^2 x = y, x^3 = 1, three solutions although 4 are allowed
    basis = border_basis([{(1, 1): 1, (0, 0): PRIME - 1}, {(2, 0): 1, (0, 1): PRIME - 1}], 2, PRIME, 9)

    assert len(basis.monomials) == 3


def test_infinitely_many_solutions_reach_the_limit():
    with pytest.raises(DegreeLimit, match="still growing"):
        border_basis([{(1, 1): 1}, {(2, 1): 1}], 2, PRIME, 8)


def test_the_clock_is_asked_at_every_degree():
    ticks = []

    border_basis([{(3,): 1, (0,): 5}], 1, PRIME, 9, lambda: ticks.append(1))

    assert len(ticks) >= 3
