"""Reading equations as polynomials in kernels loses nothing and finds what is commensurable."""

import pytest
from flint import arb
from sympy import Abs, Rational, Symbol, cos, cosh, exp, log, pi, sin, sqrt, symbols, tan, tanh

from symhess.exact.enclosing import enclosed_value
from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.basics import in_basic_functions
from symhess.kernels.kernel_ring import Nature, kernel_ring
from symhess.kernels.lattice import lattice_of

x, y = symbols("x y")
PLACES = [{x: arb(3) / 7, y: arb(11) / 5}, {x: arb(19) / 8, y: arb(2) / 9}]
EXPRESSIONS = [
    pytest.param(sin(x + y) * exp(2 * x - y) - x * cos(2 * x), id="angles-and-exponentials"),
    pytest.param(x**y * log(x) + 2**x, id="general-powers"),
    pytest.param(sqrt(x**2 + y) / (1 + tanh(x - y)) + cosh(2 * y), id="roots-and-hyperbolic"),
    pytest.param(tan(x) / x + Abs(x - y) ** 3 - sqrt(2) * pi, id="quotients-and-constants"),
    pytest.param(cos(x + pi / 3) * sin(3 * x + 1) + exp(Rational(1, 2) - x), id="shifted-angles"),
]


@pytest.mark.parametrize("by_terms", [False, True])
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_fraction_has_the_values_of_the_expression(expression, by_terms):
    ring = kernel_ring([expression], (x, y), by_terms=by_terms)
    above, below = ring.fraction(expression)
    shown = ring.expression(above) / ring.expression(below)

    for place in PLACES:
        first, second = (enclosed_value(e, place, 128) for e in (expression, shown))
        assert first.overlaps(second) and second.rel_accuracy_bits() > 30


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_reduced_numerator_has_the_same_values(expression):
    ring = kernel_ring([expression], (x, y))
    above, _ = ring.fraction(expression)
    forms = [ring.expression(form) for form in (above, ring.reduced(above), ring.reduced(above, keep_sines=True))]

    for place in PLACES:
        values = [enclosed_value(form, place, 128) for form in forms]
        assert values[0].overlaps(values[1]) and values[0].overlaps(values[2])


def test_the_pythagorean_identity_is_zero():
    ring = kernel_ring([sin(3 * x) ** 2 + cos(3 * x) ** 2 - 1, sin(2 * x) - 2 * sin(x) * cos(x)], (x,))

    assert ring.numerator(sin(3 * x) ** 2 + cos(3 * x) ** 2 - 1).is_zero()
    assert ring.numerator(sin(2 * x) - 2 * sin(x) * cos(x)).is_zero()


def test_commensurable_exponents_share_a_generator():
    ring = kernel_ring([exp(2 * x) + exp(-3 * x) + exp(x * y / 2)], (x, y))

    exponentials = [k.expression for k in ring.kernels if k.nature is Nature.EXPONENTIAL]
    assert exponentials == [exp(x), exp(x * y / 2)]


def test_independent_arguments_stay_apart():
    assert len(lattice_of([x + y, x - y, sqrt(2) * x], (x, y)).basis) == 3
    assert len(lattice_of([x + y, x - y, 2 * x], (x, y)).basis) == 2


def test_too_high_a_multiple_is_refused():
    with pytest.raises(NotPolynomial):
        kernel_ring([sin(x) + sin(1000 * x)], (x,))


def test_integers_count_as_constants():
    n = Symbol("n", integer=True)
    ring = kernel_ring([x - pi * n], (x,))

    assert {k.nature for k in ring.kernels} == {Nature.UNKNOWN, Nature.CONSTANT}


def test_basic_functions_leave_known_ones_alone():
    assert in_basic_functions(exp(x) * sin(y) + log(x)) == exp(x) * sin(y) + log(x)
