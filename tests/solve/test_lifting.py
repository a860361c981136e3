"""Newton–Hensel lifting."""

import pytest
from flint import fmpq_poly, fmpz_poly

from symhess.exact.polynomial import ring
from symhess.exact.vanishing import vanish
from symhess.solve.lifting import lift
from symhess.solve.modular.arithmetic import first_primes
from symhess.solve.modular.border_basis import border_basis
from symhess.solve.modular.parametrization import parametrize

x, y = ring(("x", "y")).gens()
PRIME = next(first_primes())


def _parametrized(equations):
    residues = [{tuple(map(int, m)): int(c) % PRIME for m, c in p.terms()} for p in equations]
    return parametrize(border_basis(residues, 2, PRIME, 20))


@pytest.mark.parametrize(
    "equations",
    [
        pytest.param([x**2 + y**2 - 5, x * y - 2], id="rational-points"),
        pytest.param([x**3 - 2 * y + 7, y**3 + x**2 - 11 * x * y - 3], id="irreducible"),
        pytest.param([x * y, x**2 + y**2 - 1], id="no-pivot-for-all-points"),
        pytest.param([12345678901234567890 * x**2 - 98765432109876543210 * y - 7, y**2 - x + 3], id="large-numbers"),
    ],
)
def test_the_lifted_parametrisation_solves_the_system(equations):
    modular = _parametrized(equations)

    found = lift(equations, (0, 1), modular.form, modular.simple, lambda: None)

    integer = found.eliminant.numer()
    slope = found.eliminant.derivative()
    for factor, _ in integer.factor()[1]:
        modulus = fmpq_poly(factor)
        assert vanish(equations, (0, 1), factor, [w % modulus for w in found.numerators], slope % modulus)
    assert found.eliminant.degree() == modular.simple.eliminant.degree()


def test_a_singular_jacobian_is_noticed():
    equations = [x**2 - y, y**2 - 2 * x**2 * y + x**4 + x - 1]
    modular = _parametrized(equations)

    squared = [equations[0] ** 2, equations[1]]

    assert lift(squared, (0, 1), modular.form, modular.simple, lambda: None) is None


def test_the_clock_can_stop_it():
    equations = [x**3 - 2 * y + 7, y**3 + x**2 - 11 * x * y - 3]
    modular = _parametrized(equations)

    def stop():
        raise TimeoutError

    with pytest.raises(TimeoutError):
        lift(equations, (0, 1), modular.form, modular.simple, stop)


def test_integers_of_any_size_are_recognised():
    root = 3**200
    equations = [x - root, y**2 - 2]
    modular = _parametrized(equations)

    found = lift(equations, (0, 1), modular.form, modular.simple, lambda: None)

    assert found.eliminant == fmpq_poly(fmpz_poly([-2, 0, 1]))
    assert found.numerators[0] == fmpq_poly([0, 2]) * root
