"""Values and both derivatives against symbolic differentiation in many digits."""

import mpmath
import numpy as np
import pytest
import sympy as sp

from symhess.models.networks.activations import ACTIVATIONS

POINTS = np.array([-30.0, -3.0, -0.5, 0.25, 2.0, 25.0])


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_derivatives_are_those_of_the_symbolic_term(activation):
    z = sp.Symbol("z", real=True)
    values = activation.value(POINTS)
    slopes = activation.slope(POINTS, values)
    terms = [activation.term(z), sp.diff(activation.term(z), z), sp.diff(activation.term(z), z, 2)]
    with mpmath.workdps(40):
        wanted = [[float(term.subs(z, sp.Rational(p)).evalf(40)) for p in POINTS] for term in terms]

    np.testing.assert_allclose(values, wanted[0], rtol=1e-15, atol=1e-15)
    np.testing.assert_allclose(slopes, wanted[1], rtol=1e-14, atol=1e-15)
    np.testing.assert_allclose(activation.bend(values, slopes), wanted[2], rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_far_away_nothing_overflows(activation):
    z = np.array([-1e4, 1e4])
    values = activation.value(z)
    slopes = activation.slope(z, values)

    assert np.isfinite([values, slopes, activation.bend(values, slopes)]).all()


def test_relu_at_its_kink_is_flat():
    relu, z = ACTIVATIONS["relu"], np.zeros(1)

    assert relu.slope(z, z)[0] == 0.0 and relu.bend(z, z)[0] == 0.0


def test_sigmoid_keeps_the_digits_of_its_slope_where_it_rounds_to_one():
    sigmoid, z = ACTIVATIONS["sigmoid"], np.array([40.0])

    assert sigmoid.slope(z, sigmoid.value(z))[0] == pytest.approx(np.exp(-40.0), rel=1e-14)
