"""Conditions by residues single out exactly the chosen classes."""

from itertools import combinations, product

import pytest
from sympy import Eq, Integer, Mod, symbols, true

from symhess.classify.residues import allowed_residues, condition_of_residues

n, m = symbols("n m")
EVERY = tuple(product(range(2), repeat=2))


@pytest.mark.parametrize("chosen", [c for k in range(1, 5) for c in combinations(EVERY, k)], ids=str)
def test_the_condition_holds_for_the_chosen_residues_alone(chosen):
    condition = condition_of_residues(chosen, EVERY, (n, m), 2)

    for a, b in product(range(-4, 5), repeat=2):
        expected = (a % 2, b % 2) in chosen
        assert (condition.subs({n: Integer(a), m: Integer(b)}) == true) is expected


@pytest.mark.parametrize("modulus", [3, 4, 6])
def test_single_classes_of_one_parameter(modulus):
    every = tuple((k,) for k in range(modulus))
    condition = condition_of_residues(((2,),), every, (n,), modulus)

    assert [k for k in range(12) if condition.subs(n, Integer(k)) == true] == list(range(2, 12, modulus))


@pytest.mark.parametrize(
    ("condition", "modulus", "expected"),
    [
        pytest.param(true, 2, ((0,), (1,)), id="all"),
        pytest.param(Eq(Mod(n, 2), 1), 4, ((1,), (3,)), id="finer"),
        pytest.param(Eq(Mod(n, 4), 1), 2, None, id="coarser"),
    ],
)
def test_what_a_condition_allows(condition, modulus, expected):
    assert allowed_residues(condition, (n,), modulus) == expected
