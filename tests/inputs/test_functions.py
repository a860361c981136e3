"""From what callers hand in to the function that is analysed."""

import pytest
from sympy import Float, I, Rational, Symbol, log, oo, sin, sqrt, symbols, zoo

from symhess.errors import InputError, ParseError
from symhess.inputs import scalar_function

x, y = symbols("x y")


@pytest.mark.parametrize("f", ["x^2 y", x**2 * y], ids=["text", "expression"])
def test_text_and_expression_are_the_same_function(f):
    function = scalar_function(f)

    assert (function.expression, function.variables) == (x**2 * y, (x, y))


@pytest.mark.parametrize("variables", ["y,x", "y x", ["y", "x"], (y, x)])
def test_the_declared_order_counts(variables):
    assert scalar_function(x * y, variables).variables == (y, x)


def test_variables_that_do_not_occur_are_kept():
    assert scalar_function(x**2, "x,y").variables == (x, y)


def test_assumptions_are_dropped():
    positive = Symbol("x", positive=True)

    assert scalar_function(positive**2).expression == x**2


def test_decimals_are_read_exactly_and_noted():
    function = scalar_function(Float("0.1") * x)

    assert function.expression == x / 10
    assert function.notes == ("0.100000000000000 is read as exactly 1/10",)


@pytest.mark.parametrize(
    ("f", "variables", "message"),
    [
        pytest.param(x * y, "x", "the symbol y, which is not among", id="undeclared"),
        pytest.param(I * x, None, "not real", id="imaginary"),
        pytest.param(sqrt(-2) * x, None, "not real", id="root-of-a-negative"),
        pytest.param(x + log(-2), None, "not real", id="log-of-a-negative"),
        pytest.param(x + (-2) ** Rational(1, 3), None, "not real", id="principal-cube-root"),
        pytest.param(x + oo, None, "finite value", id="infinite"),
        pytest.param(x * zoo, None, "finite value", id="complex-infinity"),
        pytest.param(Rational(5), None, "no variable", id="constant"),
        pytest.param(x, "", "at least one", id="no-variables"),
        pytest.param(x, "x,x", "all different", id="twice"),
        pytest.param(x, ["x}\\input{y"], "not a variable name", id="hostile-name"),
        pytest.param([1], None, "not list", id="list"),
        pytest.param(None, None, "not NoneType", id="none"),
        pytest.param(Symbol("x", real=True) + x, None, "same name", id="two-symbols-one-name"),
    ],
)
def test_what_is_no_real_function_is_refused_in_one_line(f, variables, message):
    with pytest.raises(InputError, match=message) as refusal:
        scalar_function(f, variables)

    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "x+", "(x", "w q", "x" * 100_000, "__import__('os')"])
def test_texts_that_cannot_be_read_are_refused(text):
    with pytest.raises(ParseError):
        scalar_function(text, "x")


def test_real_constants_pass():
    assert scalar_function(sqrt(2) * x + sin(1) + log(3)).variables == (x,)
