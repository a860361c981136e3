import pytest
from sympy import (
    Abs,
    Add,
    And,
    CRootOf,
    Derivative,
    E,
    Eq,
    Float,
    Function,
    Integer,
    Matrix,
    Max,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    Tuple,
    exp,
    log,
    oo,
    pi,
    sin,
    sqrt,
)

from symhess.render.formula import Expression
from symhess.render.layout.expression import expression_node
from symhess.render.plain.formula import formula_text
from symhess.render.tex.math import tex
from symhess.render.web.mathml import mathml

x, y, z = Symbol("x"), Symbol("y"), Symbol("z")


def raw(operation, *parts):
    return operation(*parts, evaluate=False)


SUMS_AND_PRODUCTS = [
    pytest.param(x**4 + y**4 - 2 * x**2 - 2 * y**2 + 1, "x^{4} + y^{4} - 2 x^{2} - 2 y^{2} + 1", id="degrees"),
    pytest.param((1 - x) ** 2, "( 1 - x )^{2}", id="positive-first"),
    pytest.param(-x / (y**2 + 1), "- \\frac{x}{y^{2} + 1}", id="minus-before-a-quotient"),
    pytest.param(y - x**2, "y - x^{2}", id="positive-first-of-two"),
    pytest.param(sqrt(2) + 1, r"1 + \sqrt{2}", id="rational-part-first"),
    pytest.param(raw(Add, y, x), "y + x", id="given-order"),
    pytest.param(raw(Add, x, raw(Add, y, z)), "x + ( y + z )", id="given-brackets"),
    pytest.param(raw(Mul, -1, raw(Add, y, z)), "- ( y + z )", id="minus-bracket"),
    pytest.param(raw(Mul, x, -2), "x ( - 2 )", id="negative-factor"),
    pytest.param(raw(Mul, 2, 3, x), r"2 \cdot 3 x", id="dot-before-digit"),
    pytest.param(raw(Mul, -1, x, y), "- x y", id="unit-left-out"),
    pytest.param(raw(Mul, 1, 1), "1", id="only-units"),
    pytest.param(x * (y + 1) * (x - 1), "x ( x - 1 ) ( y + 1 )", id="bracketed-factors"),
]

FRACTIONS = [
    pytest.param(x / 2, r"\frac{x}{2}", id="unit-fraction"),
    pytest.param(-x / 2, r"- \frac{x}{2}", id="minus-before-fraction"),
    pytest.param(3 * x / 2, r"\tfrac{3}{2} x", id="number-in-front"),
    pytest.param(Rational(-3, 2), r"- \tfrac{3}{2}", id="number"),
    pytest.param(1 / x, r"\frac{1}{x}", id="reciprocal"),
    pytest.param(2 / x, r"\frac{2}{x}", id="integer-above"),
    pytest.param(3 * x / (2 * y), r"\frac{3 x}{2 y}", id="both"),
    pytest.param(-1 / sqrt(x), r"- \frac{1}{\sqrt{x}}", id="root-below"),
    pytest.param((x + 1) / (y - 2), r"\frac{x + 1}{y - 2}", id="no-brackets-needed"),
    pytest.param(raw(Mul, Rational(1, 2), x + y), r"\tfrac{1}{2} ( x + y )", id="half-of-a-sum"),
    pytest.param(sqrt(2) / 2, r"\frac{\sqrt{2}}{2}", id="surd"),
]

POWERS = [
    pytest.param((-x) ** y, "( - x )^{y}", id="signed-base"),
    pytest.param(Rational(1, 2) ** x, r"\left( \tfrac{1}{2} \right)^{x}", id="fraction-base"),
    pytest.param(raw(Pow, raw(Pow, x, 2), 3), "( x^{2} )^{3}", id="power-of-power"),
    pytest.param(Pow(x, Rational(1, 3)), r"\sqrt[3]{x}", id="cube-root"),
    pytest.param(Symbol("x_1") ** 2, "x_{1}^{2}", id="index-and-exponent"),
    pytest.param(sin(x) ** 2, r"\sin^{2} ( x )", id="function-squared"),
    pytest.param(exp(-(x**2)), "e^{- x^{2}}", id="exponential"),
    pytest.param(x**-y, "x^{- y}", id="negative-symbol"),
]

OTHERS = [
    pytest.param(Derivative(x**2 - 2, x), r"\tfrac{\partial}{\partial x} ( x^{2} - 2 )", id="derivative-of-sum"),
    pytest.param(Derivative(-x, x), r"\tfrac{\partial}{\partial x} ( - x )", id="derivative-of-negative"),
    pytest.param(
        raw(Mul, Derivative(y, x), x), r"\left( \tfrac{\partial}{\partial x} \, y \right) x", id="derivative-as-factor"
    ),
    pytest.param(Derivative(y, x, 2), r"\tfrac{\partial^{2}}{\partial x^{2}} \, y", id="second-derivative"),
    pytest.param(log(x * y), r"\ln ( x y )", id="logarithm"),
    pytest.param(Function("f")(x, y), "f ( x , y )", id="function"),
    pytest.param(Max(x, y), r"\max ( x , y )", id="maximum"),
    pytest.param(Function("erf")(x), r"\operatorname{erf} ( x )", id="named-function"),
    pytest.param(Abs(x - 1), r"\lvert x - 1 \rvert", id="absolute"),
    pytest.param(Eq(x, y), "x = y", id="equation"),
    pytest.param(x < y, "x < y", id="inequality"),
    pytest.param(Tuple(x, Integer(-1)), "( x , - 1 )", id="tuple"),
    pytest.param(Matrix([[x, 1], [0, y]]), r"\begin{pmatrix} x & 1 \\ 0 & y \end{pmatrix}", id="matrix"),
    pytest.param(pi * x, r"\pi x", id="pi"),
    pytest.param(raw(Mul, E, x), "e x", id="e"),
    pytest.param(-oo, r"- \infty", id="infinity"),
    pytest.param(Float("1.5e-30"), r"1.5 \cdot 10^{- 30}", id="small-float"),
    pytest.param(Float("-1.5") * x, "- 1.5 x", id="float"),
]


@pytest.mark.parametrize(("expression", "expected"), SUMS_AND_PRODUCTS + FRACTIONS + POWERS + OTHERS)
def test_an_expression_is_set_as_in_a_textbook(expression, expected):
    assert tex(expression_node(expression)) == expected


def test_an_unknown_object_is_shown_as_text():
    shown = tex(expression_node(CRootOf(x**5 - x - 1, 0)))

    assert shown == r"\text{CRootOf(x**5 -{} x -{} 1, 0)}"


@pytest.mark.parametrize(
    ("branches", "text"),
    [
        pytest.param(((x, x > 0), (-x, True)), "{x, x > 0; −x, x ≤ 0}", id="complement"),
        pytest.param(((x, And(x > 0, y > 0)), (0, True)), "{x, x > 0, y > 0; 0, …}", id="several"),
        pytest.param(((x, x > 1), (1, x > 0), (0, True)), "{x, x > 1; 1, x > 0; 0, x ≤ 0, x ≤ 1}", id="three"),
    ],
)
def test_cases_stand_with_their_conditions(branches, text):
    cases = Piecewise(*branches)
    node = expression_node(cases)

    assert formula_text(Expression(cases)).replace("\u00a0", " ") == text
    assert tex(node).startswith(r"\begin{cases}") and tex(node).count(r"\\") == len(branches) - 1
    assert mathml(node).count("<mtr>") == len(branches)


def test_wide_cases_stay_on_lines_that_break():
    wide = Piecewise((sum(x**k for k in range(1, 14)), x > 0), (0, True))

    assert tex(expression_node(wide), breakable=True).startswith(r"\{")
    assert r";\penalty" in tex(expression_node(wide), breakable=True)
