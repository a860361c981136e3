import pytest
from sympy import Abs, E, Rational, acos, acosh, asin, atan, cos, cot, csc, exp, log, pi, sec, sin, sinh, sqrt, tan

from symhess import ParseError
from symhess.parse.grammar import PLUS_MINUS_LIMIT
from symhess.parse.tree import Negative, PlusMinus, Power, Product, Quotient, Sum, Variable

from .helpers import cursor_at, notes_of, read, tree_of, x, y

SUMS = [
    ("x+y", x + y),
    ("x-y", x - y),
    ("x -2", x - 2),
    ("x - -y", x + y),
    ("x--y", x + y),
    ("x+-y", x - y),
    ("x-+-y", x + y),
    ("1-x-y", 1 - x - y),
    ("1-(x-y)", 1 - x + y),
]
PRODUCTS = [
    ("xy", x * y),
    ("x y", x * y),
    ("2xy", 2 * x * y),
    ("x*y", x * y),
    ("x × y", x * y),
    ("x·y", x * y),
    ("x(y+1)", x * (y + 1)),
    ("(x+1)(y+1)", (x + 1) * (y + 1)),
    ("2(x+y)3", 6 * (x + y)),
    ("2πx", 2 * pi * x),
    ("exy", E * x * y),
    ("3*-x", -3 * x),
    ("x*-y*2", -2 * x * y),
]
QUOTIENTS = [
    ("x/y", x / y),
    ("x÷y", x / y),
    ("x/y/2", x / (2 * y)),
    ("x/y*2", 2 * x / y),
    ("1/2x", x / 2),
    ("1/xy", y / x),
    ("2x/3y", 2 * x * y / 3),
    ("1/2/x", 1 / (2 * x)),
    ("x/-y", -x / y),
    ("1/(2x)", 1 / (2 * x)),
    ("2/-3x", -2 * x / 3),
]
POWERS = [
    ("x^2", x**2),
    ("x**2", x**2),
    ("x²", x**2),
    ("x²³", x**23),
    ("x⁻²", x**-2),
    ("x^-2", x**-2),
    ("x^--2", x**2),
    ("-x^2", -(x**2)),
    ("(-x)^2", x**2),
    ("-2^2", -4),
    ("2^3^2", 512),
    ("x^2^3", x**8),
    ("x²^3", x**8),
    ("x^2²", x**4),
    ("2^-x^2", 2 ** (-(x**2))),
    ("x^2y", x**2 * y),
    ("3x^2y^3", 3 * x**2 * y**3),
    ("x²y³", x**2 * y**3),
    ("e^2x", x * exp(2)),
    ("e^-x", exp(-x)),
    ("e^-x^2", exp(-(x**2))),
    ("x^1/2", x / 2),
    ("x^(1/2)", sqrt(x)),
    ("x^½", sqrt(x)),
    ("x^{2}", x**2),
    ("e^{-x}", exp(-x)),
    ("(x+1)^2", (x + 1) ** 2),
    ("2^xy", 2**x * y),
    ("x^sin y", x ** sin(y)),
]
RADICALS = [
    ("√x", sqrt(x)),
    ("√2x", sqrt(2) * x),
    ("√(x+y)", sqrt(x + y)),
    ("√x + 1", sqrt(x) + 1),
    ("√√x", sqrt(sqrt(x))),
    ("√|x|", sqrt(Abs(x))),
    ("√x^2", x),
    ("√(x^2)", sqrt(x**2)),
    ("x√y", x * sqrt(y)),
    ("√sin x", sqrt(sin(x))),
    ("2√2", 2 * sqrt(2)),
    ("∛8", 2),
]
BARS = [
    ("|x|", Abs(x)),
    ("2|x|y", 2 * Abs(x) * y),
    ("|x|y|x|", Abs(x) * y * Abs(x)),
    ("|x||y|", Abs(x) * Abs(y)),
    ("||x|-1|", Abs(Abs(x) - 1)),
    ("|x|^2", Abs(x) ** 2),
    ("|-x|", Abs(x)),
    ("x|y|", x * Abs(y)),
    ("(|x|)(|y|)", Abs(x) * Abs(y)),
    ("|(|x|)|", Abs(x)),
    ("|x(|y|+1)|", Abs(x * (Abs(y) + 1))),
    ("|sin x|", Abs(sin(x))),
    ("|x|+|y|", Abs(x) + Abs(y)),
]
FUNCTIONS = [
    ("sin(x)", sin(x)),
    ("sinx", sin(x)),
    ("sin x", sin(x)),
    ("xsinx", x * sin(x)),
    ("sin 2x", sin(2 * x)),
    ("sin xy", sin(x * y)),
    ("sin x cos y", sin(x) * cos(y)),
    ("sinxcosy", sin(x) * cos(y)),
    ("sec x tan x", sec(x) * tan(x)),
    ("csc(x)cot(x)", csc(x) * cot(x)),
    ("sin x + 1", sin(x) + 1),
    ("sin x - y", sin(x) - y),
    ("sin x * y", y * sin(x)),
    ("sin x/2", sin(x) / 2),
    ("sin -x", sin(-x)),
    ("sin +x", sin(x)),
    ("cos x^2", cos(x**2)),
    ("cos(x)^2", cos(x) ** 2),
    ("cos 2x^2y", cos(2 * x**2 * y)),
    ("sin(x)y", y * sin(x)),
    ("sin x(y+1)", sin(x * (y + 1))),
    ("sin x√y", sin(x * sqrt(y))),
    ("sin|x|", sin(Abs(x))),
    ("sin x|y|", sin(x) * Abs(y)),
    ("ln|x+y|", log(Abs(x + y))),
    ("ln x^2", log(x**2)),
    ("ln sin x", log(sin(x))),
    ("ln 2 sin x", log(2) * sin(x)),
    ("sin cos x", sin(cos(x))),
    ("x sinh y", x * sinh(y)),
    ("arcsin x", asin(x)),
    ("arccosh x", acosh(x)),
    ("exp(-x^2)", exp(-(x**2))),
    ("exp x y", exp(x * y)),
    ("sqrt(x)", sqrt(x)),
    ("abs(x)", Abs(x)),
    ("log_2 x", log(x) / log(2)),
    ("log_2x", log(x) / log(2)),
    ("log_{10} x", log(x) / log(10)),
    ("log_(1/2) x", -log(x) / log(2)),
    ("log_e x", log(x)),
    ("log_x y", log(y) / log(x)),
]
FUNCTION_POWERS = [
    ("sin^2 x", sin(x) ** 2),
    ("sin²x", sin(x) ** 2),
    ("sin^2(x)", sin(x) ** 2),
    ("sin^2 2x", sin(2 * x) ** 2),
    ("sin^2 x cos^2 y", sin(x) ** 2 * cos(y) ** 2),
    ("sin^2(x)y", y * sin(x) ** 2),
    ("sin^2(x)^3", sin(x) ** 6),
    ("sin^-2 x", sin(x) ** -2),
    ("sin^(1/2) x", sqrt(sin(x))),
    ("sin^-1 x", asin(x)),
    ("sin^-1(x)", asin(x)),
    ("sin^(-1) x", asin(x)),
    ("sin^{-1} x", asin(x)),
    ("sin⁻¹(x)", asin(x)),
    ("tan^-1(y/x)", atan(y / x)),
    ("arccos^-1 x", cos(x)),
    ("cos^-1 x", acos(x)),
    ("ln^-1 x", exp(x)),
    ("ln^2 x", log(x) ** 2),
    ("sin(x)^-1", 1 / sin(x)),
    ("log_2^2 x", (log(x) / log(2)) ** 2),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*SUMS, *PRODUCTS, *QUOTIENTS, *POWERS, *RADICALS, *BARS, *FUNCTIONS, *FUNCTION_POWERS],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_precedence(text, expected):
    difference = read(text) - expected

    assert difference.equals(0)


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        pytest.param("2x+", "text ends", 3, id="unfinished-sum"),
        pytest.param("x*", "text ends", 2, id="unfinished-product"),
        pytest.param("x^", "text ends", 2, id="unfinished-power"),
        pytest.param("-", "text ends", 1, id="lone-sign"),
        pytest.param("(x+1", "'.' is never closed", 0, id="open-bracket"),
        pytest.param("((x)", "'.' is never closed", 0, id="outer-bracket"),
        pytest.param("|x", "bar . is never closed", 0, id="open-bar"),
        pytest.param("(|x)", "'.' is not expected", 3, id="bar-across-a-bracket"),
        pytest.param("()", "'.' is not expected", 1, id="empty-bracket"),
        pytest.param("*x", "'.' is not expected", 0, id="operator-first"),
        pytest.param("x*/y", "'.' is not expected", 2, id="two-operators"),
        pytest.param("sin", "sin needs an argument", 3, id="no-argument"),
        pytest.param("sin()", "sin needs an argument", 4, id="empty-argument"),
        pytest.param("sin*x", "sin needs an argument", 3, id="operator-for-argument"),
        pytest.param("x cos", "cos needs an argument", 5, id="last"),
        pytest.param("sin^2", "sin needs an argument", 3, id="power-without-argument"),
        pytest.param("abs^-1 x", "no listed inverse", 0, id="no-inverse"),
        pytest.param("√", "text ends", 1, id="empty-radical"),
        pytest.param("√-1", "'-' is not expected", 1, id="radical-of-a-sign"),
        pytest.param("|", "text ends", 1, id="lone-bar"),
        pytest.param("²", "'2' is not expected", 0, id="superscript-first"),
    ],
)
def test_unfinished_and_unbalanced_text_is_refused(text, message, position):
    with pytest.raises(ParseError, match=message) as caught:
        tree_of(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 101 + "x" + ")" * 101, id="brackets"),
        pytest.param("-" * 101 + "x", id="signs"),
        pytest.param("√" * 101 + "x", id="radicals"),
        pytest.param("|" * 101 + "x" + "|" * 101, id="bars"),
        pytest.param("x^" * 101 + "x", id="powers"),
        pytest.param("sin " * 101 + "x", id="functions"),
        pytest.param("sin(" * 101 + "x" + ")" * 101, id="calls"),
        pytest.param("(-" * 51 + "x" + ")" * 51, id="mixed"),
    ],
)
def test_depth_is_bounded(text):
    with pytest.raises(ParseError, match="deeper than 100"):
        tree_of(text)


def test_the_depth_limit_itself_is_read():
    assert tree_of("(" * 100 + "x" + ")" * 100) == Variable("x")
    assert isinstance(tree_of("-" * 100 + "x"), Negative)


def test_breadth_is_not_depth():
    assert len(tree_of("+".join(["-(x)"] * 300)).children) == 300
    assert len(tree_of("(x)" * 500).children) == 500


def test_sums_keep_the_order_and_the_brackets():
    assert tree_of("y + x") == Sum((Variable("y"), Variable("x")))
    assert tree_of("(y + x) - x") == Sum((tree_of("y+x"), Negative(Variable("x"))))


def test_division_joins_everything_on_its_left():
    assert tree_of("xy/x") == Quotient(Product((Variable("x"), Variable("y"))), Variable("x"))


def test_powers_lean_to_the_right():
    assert tree_of("x^y^x") == Power(Variable("x"), Power(Variable("y"), Variable("x")))


def test_plus_minus_signs_are_numbered():
    tree = tree_of("±x ± y")

    assert tree == Sum((PlusMinus(0, Variable("x")), PlusMinus(1, Variable("y"))))


def test_plus_minus_signs_are_bounded():
    cursor = cursor_at("+".join(["(±x)"] * PLUS_MINUS_LIMIT))
    assert cursor.plus_minus == 0
    tree_of("+".join(["(±x)"] * PLUS_MINUS_LIMIT))
    with pytest.raises(ParseError, match="more than 4 plus-minus"):
        tree_of("+".join(["(±x)"] * (PLUS_MINUS_LIMIT + 1)))


@pytest.mark.parametrize(
    ("text", "syntax", "fragment"),
    [
        pytest.param("log x", "calculator", "natural logarithm", id="log"),
        pytest.param("np.log(x)", "python", "natural logarithm", id="numpy-log"),
        pytest.param(r"\log x", "latex", "natural logarithm", id="latex-log"),
        pytest.param("sin^-1 x", "calculator", "inverse function asin", id="inverse"),
        pytest.param("sin (x)^2", "calculator", "is read as one of sin", id="power-after-a-spaced-argument"),
        pytest.param("sin x(y+1)", "calculator", "argument of sin", id="bracket-inside-an-argument"),
        pytest.param("ln|x|y", "calculator", "argument of ln", id="factor-after-bars"),
        pytest.param(r"\sin{x}y", "latex", "not as part of the argument", id="braces-round-an-argument"),
    ],
)
def test_doubtful_applications_are_noted(text, syntax, fragment):
    assert any(fragment in note for note in notes_of(text, syntax=syntax))


@pytest.mark.parametrize("text", ["ln x", "log_2 x", "sin(x)^2", "sin x cos y", "csc(x)cot(x)", "sin 2x"])
def test_ordinary_applications_are_not_noted(text):
    assert notes_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x**2*y", x**2 * y),
        ("x^2", x**2),
        ("sin(x)**2", sin(x) ** 2),
        ("-x**2", -(x**2)),
        ("x**-1", 1 / x),
        ("Rational(1, 2)*x", x / 2),
        ("Rational(3)", 3),
        ("Rational(-1, 3)", -Rational(1, 3)),
        ("log(x, 2)", log(x) / log(2)),
        ("ln(x)", log(x)),
        ("1/2*x", x / 2),
        ("2x", 2 * x),
        ("x(y+1)", x * (y + 1)),
    ],
)
def test_python_expressions(text, expected):
    assert (read(text, syntax="python") - expected).equals(0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sin x", "needs brackets"),
        ("sin[x]", "needs brackets"),
        ("x // 2", "not expected"),
        ("sin(x, y)", "not expected"),
        ("log(x, 2, 3)", "not expected"),
        ("Rational x", "needs brackets"),
        ("Rational(1, 2, 3)", "not expected"),
        ("1 + Matrix([1])", "whole answer"),
        ("x if y else x", "'if' is neither"),
    ],
)
def test_python_that_is_no_expression_is_refused(text, message):
    with pytest.raises(ParseError, match=message):
        read(text, syntax="python")
