"""Real root isolation."""

from functools import reduce
from operator import mul

import pytest
from flint import fmpq, fmpz_poly
from hypothesis import given
from hypothesis import strategies as st
from sympy import Poly, Symbol

from symhess.exact.isolation import isolate_real_roots, sign_changes

fractions = st.tuples(st.integers(-50, 50), st.integers(1, 12)).map(lambda pair: fmpq(*pair))


def _from_roots(roots):
    return reduce(mul, (fmpz_poly([-root.p, root.q]) for root in roots), fmpz_poly([1]))


@given(st.sets(fractions, max_size=7))
def test_every_chosen_root_lies_in_exactly_one_interval(roots):
    cells = isolate_real_roots(_from_roots(roots))

    assert len(cells) == len(roots)
    for root in roots:
        assert sum(low <= root <= high for low, high in cells) == 1


@given(st.lists(st.integers(-30, 30), min_size=2, max_size=9))
def test_the_number_of_intervals_is_sturm_s_count(coefficients):
    polynomial = fmpz_poly(coefficients)
    if polynomial.degree() < 1:
        polynomial += fmpz_poly([1, 1])
    square_free = polynomial // polynomial.gcd(polynomial.derivative())
    sturm = Poly([int(c) for c in reversed(square_free.coeffs())], Symbol("x")).count_roots()

    cells = isolate_real_roots(square_free)

    assert len(cells) == sturm
    assert list(cells) == sorted(cells)
    assert all(high <= low for (_, high), (low, _) in zip(cells, cells[1:], strict=False))


def test_open_intervals_do_not_end_in_roots():
    polynomial = _from_roots([fmpq(0), fmpq(1), fmpq(1, 3), fmpq(-2), fmpq(1, 2)])

    for low, high in isolate_real_roots(polynomial):
        assert low == high or (polynomial(low) != 0 and polynomial(high) != 0)


def test_close_roots_are_separated():
    gap = fmpq(1, 10**30)

    cells = isolate_real_roots(_from_roots([fmpq(1), 1 + gap]))

    assert len(cells) == 2
    assert cells[0][1] <= 1 + gap


@pytest.mark.parametrize("polynomial", [fmpz_poly([]), fmpz_poly([1, 2, 1])], ids=["zero", "double-root"])
def test_what_has_no_isolated_simple_roots_is_refused(polynomial):
    with pytest.raises(ValueError, match="square-free"):
        isolate_real_roots(polynomial)


def test_sign_changes_bound_the_positive_roots():
    assert sign_changes(_from_roots([fmpq(1), fmpq(2), fmpq(-3)]).coeffs()) == 2
