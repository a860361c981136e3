"""Roots over a field against known factorisations."""

import pytest
from flint import fmpq
from sympy import Poly, pi, sqrt
from sympy.abc import t

from symhess.classify.germ import field_of
from symhess.classify.univariate import nonzero_real_roots, square_free_parts, value_at


def row_of(polynomial, size=1):
    """Coefficients ascending, as elements of their field."""
    coefficients = Poly(polynomial, t).all_coeffs()[::-1]
    field, images = field_of(size, coefficients)
    generators = {constant: image for constant, image in images.items()}
    row = []
    for c in coefficients:
        total = field.number(0)
        for powers, factor in Poly(c, *generators or [t]).terms():
            term = field.number(fmpq(int(factor.p), int(factor.q)))
            for image, power in zip(generators.values(), powers, strict=False):
                term *= image**power
            total += term
        row.append(total)
    return field, row


@pytest.mark.parametrize(
    ("polynomial", "pattern"),
    [
        pytest.param((t - 1) ** 2 * (t**2 - 2) ** 3, [(1, 2), (2, 3)], id="rational"),
        pytest.param((t - sqrt(2)) ** 2 * (t + 1), [(1, 1), (1, 2)], id="over-a-field"),
        pytest.param((t - sqrt(2)) * (t + 1), [(1, 1), (1, 1)], id="split-by-the-norm"),
        pytest.param((t**2 - sqrt(2)) ** 2, [(2, 2)], id="irreducible-over-the-field"),
        pytest.param((t - pi) ** 2, [(1, 2)], id="transcendental"),
    ],
)
def test_square_free_parts(polynomial, pattern):
    field, row = row_of(polynomial)

    assert sorted((len(part) - 1, m) for part, m in square_free_parts(field, row)) == pattern


@pytest.mark.parametrize(
    ("polynomial", "signs"),
    [
        pytest.param(t**3 - 3 * t + 1, [-1, 1, 1], id="three-real"),
        pytest.param(t**2 + 1, [], id="none"),
        pytest.param(t * (2 * t - 1), [1], id="zero-left-out"),
        pytest.param(t**2 - sqrt(2), [-1, 1], id="radical-of-a-radical"),
        pytest.param(t**3 - sqrt(3), [1], id="one-real-over-a-field"),
    ],
)
def test_roots_solve_their_equation(polynomial, signs):
    field, row = row_of(polynomial)
    roots = nonzero_real_roots(field, row)

    assert sorted(root.sign for root in roots) == signs
    for root in roots:
        moved = [field.moved(c, root.field) for c in row]
        value = sum((c * root.element**k for k, c in enumerate(moved)), root.field.number(0))
        assert root.field.sign(value) == 0


def test_horner_at_a_rational():
    field, row = row_of(t**3 - 2 * t + sqrt(2))

    assert field.sign(value_at(field, row, fmpq(1, 2)) - row[0] + fmpq(7, 8)) == 0
