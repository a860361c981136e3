"""Rational reconstruction."""

from flint import fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from symhess.solve.reconstruction import combine_residues, reconstruct

PRIME = 2**31 - 1
fractions = st.tuples(st.integers(-(10**6), 10**6), st.integers(1, 10**5)).map(lambda pair: fmpq(*pair))


@given(st.lists(fractions, min_size=1, max_size=4))
def test_small_fractions_come_back(numbers):
    modulus = PRIME**16
    residues = [int(q.p) * pow(int(q.q), -1, modulus) % modulus for q in numbers]

    assert reconstruct(residues, modulus) == fmpq_poly(numbers)


@given(st.integers(0, PRIME**4))
def test_what_comes_back_has_the_residue(residue):
    found = reconstruct([residue], PRIME**4)

    if found is not None:
        number = found[0]
        assert (int(number.p) - residue * int(number.q)) % PRIME**4 == 0


@given(st.integers(0, 2**31 - 2), st.integers(0, 2**61 - 2))
def test_combined_residues_agree_with_both(first, second):
    (combined,) = combine_residues([first], PRIME, [second], 2**61 - 1)

    assert combined % PRIME == first
    assert combined % (2**61 - 1) == second
