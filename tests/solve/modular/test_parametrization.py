"""Univariate parametrisations modulo a prime."""

import random

import pytest

from symhess.solve.modular.arithmetic import first_primes
from symhess.solve.modular.border_basis import border_basis
from symhess.solve.modular.parametrization import parametrize, parametrize_along

PRIME = next(first_primes())


def _value(polynomial, coordinates, modulus):
    total = modulus * 0
    for monomial, coefficient in polynomial.items():
        term = modulus * 0 + coefficient
        for coordinate, exponent in zip(coordinates, monomial, strict=True):
            term = term * coordinate**exponent % modulus
        total += term
    return total % modulus


SYSTEMS = {
    "four-points": ([{(2, 0): 1, (0, 0): -4}, {(0, 2): 1, (0, 0): -9}], (4, 0)),
    "double-point": ([{(2, 0): 1}, {(0, 1): 1, (1, 0): -1}], (0, 1)),
    "nilpotents-beside-the-form": ([{(2, 0): 2, (0, 2): 1}, {(2, 0): 1, (0, 2): 2}], (0, 1)),
    "shifted-nilpotents": ([{(2, 0): 1, (1, 0): PRIME - 4, (0, 0): 4}, {(0, 2): 1, (0, 1): 6, (0, 0): 9}], (0, 1)),
    "simple-and-double": ([{(3, 0): 1, (2, 0): -1}, {(0, 1): 1, (0, 0): -5}], (1, 1)),
}


@pytest.mark.parametrize(("system", "shape"), [*SYSTEMS.values()], ids=[*SYSTEMS])
def test_both_branches_solve_the_system(system, shape):
    found = parametrize(border_basis(system, 2, PRIME, 9))

    assert found.shape == shape
    for branch in (found.simple, found.multiple):
        if branch.eliminant.degree() > 0:
            assert all(not _value(p, branch.coordinates, branch.eliminant).coeffs() for p in system)


def test_a_form_that_does_not_separate_is_passed_over():
    # (±1, ±1): neither coordinate separates
    system = [{(2, 0): 1, (0, 0): -1}, {(0, 2): 1, (0, 0): -1}]

    basis = border_basis(system, 2, PRIME, 9)

    assert parametrize_along((0, 1), basis, random.Random(0)).shape != (4, 0)
    assert parametrize(basis).shape == (4, 0)


def test_the_linear_form_takes_the_value_t():
    found = parametrize(border_basis(SYSTEMS["four-points"][0], 2, PRIME, 9))

    branch = found.simple
    combined = sum((c * v for c, v in zip(found.form, branch.coordinates, strict=True)), branch.eliminant * 0)
    assert (combined % branch.eliminant).coeffs() == [0, 1]
