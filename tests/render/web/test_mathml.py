from xml.etree import ElementTree

import pytest
from sympy import Abs, Derivative, Function, Matrix, Pow, Rational, Symbol, sin, sqrt
from sympy.abc import x, y

from symhess.render import formula as f
from symhess.render.layout.expression import expression_node
from symhess.render.layout.formula import formula_node
from symhess.render.web.mathml import mathml


def written(expression):
    return mathml(expression_node(expression)).removeprefix("<math>").removesuffix("</math>")


def words(text):
    """What a screen reader meets, in order."""
    return [element.text for element in ElementTree.fromstring(text).iter() if element.text]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(x / 2, "<mfrac><mi>x</mi><mn>2</mn></mfrac>", id="fraction"),
        pytest.param(Rational(1, 2), '<mfrac displaystyle="false"><mn>1</mn><mn>2</mn></mfrac>', id="small-fraction"),
        pytest.param(sqrt(x), "<msqrt><mi>x</mi></msqrt>", id="square-root"),
        pytest.param(Pow(x, Rational(1, 3)), "<mroot><mi>x</mi><mn>3</mn></mroot>", id="cube-root"),
        pytest.param(Symbol("x_1") ** 2, "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", id="both-scripts"),
        pytest.param(-x, '<mrow><mo form="prefix">−</mo><mi>x</mi></mrow>', id="sign"),
    ],
)
def test_elements(expression, expected):
    assert written(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(2 * x, ["2", "\u2062", "x"], id="invisible-times"),
        pytest.param(sin(x), ["sin", "\u2061", "(", "x", ")"], id="application"),
        pytest.param(Function("f")(x, y), ["f", "\u2061", "(", "x", ",", "y", ")"], id="two-arguments"),
        pytest.param(Derivative(x + y, x), ["∂", "∂", "x", "(", "x", "+", "y", ")"], id="derivative-of-sum"),
        pytest.param(Abs(x), ["|", "x", "|"], id="absolute"),
        pytest.param(Matrix([[x, 1], [0, y]]), ["(", "x", "1", "0", "y", ")"], id="matrix"),
    ],
)
def test_signs_and_brackets_in_reading_order(expression, expected):
    assert words(mathml(expression_node(expression))) == expected


@pytest.mark.parametrize("expression", [sin(x) * sin(y), 2 * sin(x) ** 2, x * sin(x)])
def test_a_thin_space_stands_before_the_name_of_a_function_in_a_product(expression):
    assert written(expression).count("<mspace") == 1


@pytest.mark.parametrize("expression", [2 * x, sin(x), x * y, sin(x) + 1])
def test_nothing_else_is_set_apart(expression):
    assert "<mspace" not in written(expression)


def test_brackets_grow_around_tall_formulas_only():
    assert 'stretchy="false"' in written((x + y) ** 2)
    assert 'stretchy="false"' not in written((x / 2 + y) ** 2)


def test_nothing_from_outside_becomes_markup():
    hostile = mathml(expression_node(Symbol("<script>alert(1)</script>")))

    assert words(hostile) == ["<script>alert(1)</script>"]


def test_display_style():
    assert mathml(formula_node(f.Name("f")), display_style=True) == '<math displaystyle="true"><mi>f</mi></math>'
