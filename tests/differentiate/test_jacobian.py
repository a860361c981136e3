import pytest
from hypothesis import given, settings
from sympy import Matrix, cos, exp, hessian, sin, symbols

from symhess.derivation import Claim
from symhess.differentiate.deriving import result_of, rule_applied
from symhess.differentiate.jacobian import hessian_as_jacobian, jacobian_matrix
from symhess.differentiate.replaying import replay
from symhess.errors import InputError

from .expressions import polynomials

x, y, z = symbols("x y z")


@given(polynomials(dimension=3))
@settings(max_examples=40, deadline=None)
def test_it_is_the_hessian_that_sympy_finds(polynomial):
    variables = (x, y, z)
    step = hessian_as_jacobian([polynomial.diff(v) for v in variables], variables)

    assert (jacobian_matrix(step) - hessian(polynomial, variables)).expand() == Matrix.zeros(3, 3)


def test_every_entry_is_derived_from_its_own_component():
    gradient = (y * exp(x), exp(x) + sin(y))
    step = hessian_as_jacobian(gradient, (x, y))
    applied = [rule_applied(premise) for premise in step.premises]

    assert step.claim is Claim.HESSIAN
    assert [(a.expression, a.variable) for a in applied] == [(g, v) for g in gradient for v in (x, y)]
    assert all(replay(premise) == result_of(premise) for premise in step.premises)


def test_a_field_that_is_no_gradient_has_an_unsymmetric_jacobian():
    assert jacobian_matrix(hessian_as_jacobian((-y, x), (x, y))) == Matrix([[0, -1], [1, 0]])


@pytest.mark.parametrize("gradient", [(), (x,), (x, y, x)])
def test_the_number_of_components_is_checked(gradient):
    with pytest.raises(InputError, match=f"expected 2 components for the variables x, y, got {len(gradient)}"):
        hessian_as_jacobian(gradient, (x, y))


def test_the_chain_rule_for_the_change_to_polar_coordinates():
    """The Jacobian of a composition is the product of the Jacobians."""
    r, t = symbols("r t")
    polar = {x: r * cos(t), y: r * sin(t)}
    outer = jacobian_matrix(hessian_as_jacobian((x**2 - y, x * y), (x, y))).xreplace(polar)
    inner = jacobian_matrix(hessian_as_jacobian(tuple(polar.values()), (r, t)))
    composed = [component.xreplace(polar) for component in (x**2 - y, x * y)]

    assert (jacobian_matrix(hessian_as_jacobian(composed, (r, t))) - outer * inner).expand() == Matrix.zeros(2, 2)
    assert inner.det().simplify() == r
