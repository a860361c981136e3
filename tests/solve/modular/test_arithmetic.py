"""Matrices modulo a prime."""

import numpy as np
import pytest

from symhess.solve.modular.arithmetic import first_primes, multiply, row_reduce

PRIME = next(first_primes())


@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 2, 4), (5, 40, 7), (60, 300, 50), (0, 3, 2), (2, 0, 3)])
def test_products_are_exact(shape):
    rows, inner, columns = shape
    generator = np.random.default_rng(1)
    left = generator.integers(PRIME - 1000, PRIME, (rows, inner))
    right = generator.integers(0, PRIME, (inner, columns))

    expected = (left.astype(object) @ right.astype(object)) % PRIME if inner else np.zeros((rows, columns), int)

    assert multiply(left, right, PRIME).tolist() == expected.tolist()


@pytest.mark.parametrize("shape", [(3, 5), (8, 8), (70, 60), (40, 90)])
def test_both_eliminations_give_the_reduced_form(shape):
    generator = np.random.default_rng(2)
    rank = min(shape) - 1
    low = multiply(
        generator.integers(0, PRIME, (shape[0], rank)), generator.integers(0, PRIME, (rank, shape[1])), PRIME
    )

    reduced, pivots = row_reduce(low, PRIME)

    assert reduced.shape == (rank, shape[1])
    assert reduced[:, pivots].tolist() == np.eye(rank, dtype=int).tolist()
    combined = multiply(low[:, pivots], reduced, PRIME)
    assert combined.tolist() == low.tolist()


def test_primes_descend():
    primes = first_primes()

    first, second = next(primes), next(primes)

    assert second < first < 2**31
