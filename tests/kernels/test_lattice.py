"""Arguments as integer combinations of a few."""

import pytest
from sympy import Integer, Rational
from sympy.abc import x, y

from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.lattice import lattice_of


@pytest.mark.parametrize("by_terms", [False, True])
def test_every_argument_is_its_combination_of_the_basis(by_terms):
    arguments = [x + y, 2 * x - y / 3 + 1, x / 2, Rational(5, 7) * y]
    lattice = lattice_of(arguments, (x, y), by_terms=by_terms)

    for argument in arguments:
        integers, rest = lattice.combination(argument)
        whole = sum((k * b for k, b in zip(integers, lattice.basis, strict=True)), Integer(0))
        assert (whole + rest - argument).expand() == 0
        assert not rest.free_symbols


@pytest.mark.parametrize("argument", [x, y, x / 2 + y / 2])
def test_what_is_no_integer_combination_is_refused(argument):
    with pytest.raises(NotPolynomial, match="no integer combination"):
        lattice_of([x + y], (x, y)).combination(argument)
