"""Half-branches of plane curves: known curves, and a second count on a small circle."""

import random

import pytest
from flint import fmpq, fmpq_poly, fmpz_poly

from symhess.classify.half_branches import count_half_branches, vanishing_factors
from symhess.exact import isolate_real_roots
from symhess.exact.polynomial import ring

U, V = ring(("u", "v")).gens()


@pytest.mark.parametrize(
    ("curve", "total"),
    [
        pytest.param(V - U**2, 2, id="smooth"),
        pytest.param(U**2 - V**3, 2, id="cusp"),
        pytest.param(U * V, 4, id="cross"),
        pytest.param(U, 2, id="vertical-line"),
        pytest.param(U**2 + V**2, 0, id="conjugate-lines"),
        pytest.param(V**2 - U**2 - U**3, 4, id="node"),
        pytest.param(V**2 + U**2 - U**3, 0, id="isolated-point"),
        pytest.param(V**3 - 3 * U**2 * V, 6, id="three-lines"),
        pytest.param((V - U**2) * (V - U**2 - U**5), 4, id="close-branches"),
        pytest.param((U**2 + V**2 - 2 * U) * (U - V), 4, id="circle-and-line"),
        pytest.param(U + 1, 0, id="elsewhere"),
        pytest.param(V**5 - U**2, 2, id="tangent-to-the-axis"),
    ],
)
def test_known_curves(curve, total):
    count = count_half_branches(curve, 0, 1)

    assert count.total == total
    assert count.width > 0 < count.height


@pytest.mark.parametrize("seed", range(25))
def test_the_count_is_that_of_crossings_with_a_small_circle(seed):
    rng = random.Random(seed)
    curve = sum(rng.randint(-2, 2) * U**i * V**j for i in range(4) for j in range(4) if 0 < i + j < 5) + U**4 - V**4
    if any(m > 1 for _, m in curve.factor()[1]):
        curve += U**5
    curve = curve.context().from_dict({m: c for m, c in curve.terms() if any(m)})

    assert count_half_branches(curve, 0, 1).total == crossings(curve, fmpq(1, 2**14))


def crossings(curve, radius):
    """Zeros on a circle by its rational parametrisation; the point (−radius, 0) is looked at apart."""
    degree = curve.total_degree()
    s = fmpq_poly([0, 1])
    first, second, bottom = radius * (1 - s * s), 2 * radius * s, 1 + s * s
    total = fmpq_poly([0])
    for (i, j), c in curve.terms():
        total += c * first ** int(i) * second ** int(j) * bottom ** int(degree - i - j)
    common = total.gcd(total.derivative())
    square_free = (total // common).numer()
    at_the_end = sum(c * (-radius) ** int(i) for (i, j), c in curve.terms() if j == 0) == 0
    roots = isolate_real_roots(fmpz_poly(square_free.coeffs())) if square_free.degree() > 0 else ()
    return len(roots) + at_the_end


def test_only_factors_through_the_origin_count():
    assert vanishing_factors((U + 1) ** 3 * U * (V - U) ** 2) == ((U, 1), (U - V, 2))
