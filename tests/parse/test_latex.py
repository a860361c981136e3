import pytest
from sympy import Abs, FiniteSet, Matrix, Rational, Tuple, asin, atan, cos, exp, log, pi, sin, sinh, sqrt, symbols

from symhess import ParseError, parse
from symhess.parse import markers
from symhess.parse.characters import fold_characters
from symhess.parse.latex import rewrite_latex

from .helpers import notes_of, read, x, y

alpha, beta_1 = symbols("alpha beta_1")
SHOWN = str.maketrans({markers.OPEN_GROUP: "{", markers.CLOSE_GROUP: "}", markers.BREAK: "~", markers.FRACTION: "F"})


def rewritten(text):
    """The rewritten text with its marks shown, without spaces."""
    return rewrite_latex(fold_characters(text)).text.translate(SHOWN).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(r"x\cdot y", "x*y", id="operator"),
        pytest.param(r"\frac{x}{2}", "F{x}{2}", id="fraction"),
        pytest.param(r"\frac12x", "F{1}{2}x", id="bare-fraction"),
        pytest.param(r"\frac xy", "F{x}{y}", id="letters"),
        pytest.param(r"\frac\frac1234", "F{F{1}{2}}{3}4", id="nested"),
        pytest.param(r"\sqrt x", "√{x}", id="root"),
        pytest.param(r"x\sin y", "x~sin~y", id="function"),
        pytest.param(r"\alpha\beta", "αβ", id="greek"),
        pytest.param(r"x^ab", "x^a~b", id="one-letter-exponent"),
        pytest.param(r"x_ab", "x_a~b", id="one-letter-subscript"),
        pytest.param(r"\{x\}", "{x}", id="set"),
        pytest.param(r"x\!y", "x~y", id="negative-space"),
        pytest.param(r"\text{ and }", "and", id="text"),
    ],
)
def test_rewriting(text, expected):
    assert rewritten(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\frac{x^2}{2}", x**2 / 2),
        (r"\frac12x^2", x**2 / 2),
        (r"\frac xy", x / y),
        (r"\frac1{x+1}", 1 / (x + 1)),
        (r"\dfrac{\tfrac12}{x}", 1 / (2 * x)),
        (r"\frac{x}{2}y", x * y / 2),
        (r"\frac{1}{2}^2", Rational(1, 4)),
        (r"\left(x+1\right)^{2}", (x + 1) ** 2),
        (r"\left[x+1\right]^2", (x + 1) ** 2),
        (r"[x+1]y", (x + 1) * y),
        (r"{x+1}^2", (x + 1) ** 2),
        (r"x^{10}", x**10),
        (r"x^2y", x**2 * y),
        (r"x^\pi", x**pi),
        (r"x^\frac12", sqrt(x)),
        (r"x^{\frac{3}{2}}", x ** Rational(3, 2)),
        (r"x^{-1}", 1 / x),
        (r"e^{-x^2-y^2}", exp(-(x**2) - y**2)),
        (r"e^{x}\sin y", exp(x) * sin(y)),
        (r"\mathrm{e}^{x}", exp(x)),
        (r"\exp\left(x\right)", exp(x)),
        (r"\sqrt{x+y}", sqrt(x + y)),
        (r"\sqrt2x", sqrt(2) * x),
        (r"\sqrt x y", sqrt(x) * y),
        (r"\sqrt[4]{x}", x ** Rational(1, 4)),
        (r"\sqrt[3]{-8}", -2),
        (r"\sqrt[ 3 ]{8}", 2),
        (r"\sqrt\pi", sqrt(pi)),
        (r"\sin x", sin(x)),
        (r"\sin2x", sin(2 * x)),
        (r"x\sin y", x * sin(y)),
        (r"\sin x\cos y", sin(x) * cos(y)),
        (r"\sin^2 x\cos y", sin(x) ** 2 * cos(y)),
        (r"\sin^{2}(x)", sin(x) ** 2),
        (r"\sin^{-1}x", asin(x)),
        (r"\sin{x}", sin(x)),
        (r"\sin\frac{x}{2}y", sin(x * y / 2)),
        (r"\arctan\frac yx", atan(y / x)),
        (r"\operatorname{arctan}(x)", atan(x)),
        (r"\operatorname{sinh} x", sinh(x)),
        (r"\mathrm{sin}(x)", sin(x)),
        (r"\ln x^2", log(x**2)),
        (r"\ln\left|x\right|", log(Abs(x))),
        (r"\log_2 x", log(x) / log(2)),
        (r"\log_{10}x", log(x) / log(10)),
        (r"|x|", Abs(x)),
        (r"\left|x\right|y", Abs(x) * y),
        (r"\left|x\left|y\right|\right|", Abs(x * Abs(y))),
        (r"\lvert x\rvert", Abs(x)),
        (r"\left\lvert x\right\rvert", Abs(x)),
        (r"\vert x\vert", Abs(x)),
        (r"2x\cdot y", 2 * x * y),
        (r"x\times y\div 2", x * y / 2),
        (r"2\pi x", 2 * pi * x),
        (r"x\,y\;x\:y\!x", x**3 * y**2),
        (r"x\quad y\ x", x**2 * y),
        (r"-\frac{1}{2}x", -x / 2),
        (r"$x^2+y^2$", x**2 + y**2),
        (r"x^2 + y²", x**2 + y**2),
        (r"xsin y", x * sin(y)),
    ],
)
def test_expressions(text, expected):
    assert (read(text, syntax="latex") - expected).equals(0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\alpha^2+\beta_1", alpha**2 + beta_1),
        (r"\alpha\beta_1", alpha * beta_1),
        (r"\beta_{1}\alpha", alpha * beta_1),
        (r"\frac\alpha2", alpha / 2),
        (r"2^\alpha\beta_1", 2**alpha * beta_1),
    ],
)
def test_greek_variables(text, expected):
    assert read(text, "alpha beta_1", "latex") == expected


def test_variants_of_greek_letters_are_the_same_variable():
    phi, epsilon = symbols("phi epsilon")

    assert read(r"\varphi\phi", "phi", "latex") == phi**2
    assert read(r"\varepsilon+\epsilon", "epsilon", "latex") == 2 * epsilon


@pytest.mark.parametrize("environment", ["pmatrix", "bmatrix"])
@pytest.mark.parametrize(
    ("body", "rows"),
    [
        pytest.param(r"2 & 0\\ 0 & 2", [[2, 0], [0, 2]], id="square"),
        pytest.param(r"2 & 0\\ 0 & 2\\", [[2, 0], [0, 2]], id="trailing-row-break"),
        pytest.param(r"2x \\ 2y", [[2 * x], [2 * y]], id="column"),
        pytest.param(r"x & y", [[x, y]], id="row"),
        pytest.param(r"x y & \frac{1}{2}\\ -1 & 0", [[x * y, Rational(1, 2)], [-1, 0]], id="entries"),
        pytest.param(r"7", [[7]], id="one-entry"),
    ],
)
def test_matrices(environment, body, rows):
    reading = parse(rf"\begin{{{environment}}}{body}\end{{{environment}}}", "x y", "latex")

    assert reading.kind == "matrix"
    assert reading.expression == Matrix(rows)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (r"\langle 2x, 2y \rangle", "vector", Tuple(2 * x, 2 * y)),
        (r"\left\langle x,y\right\rangle", "vector", Tuple(x, y)),
        (r"\left(1,2\right)", "vector", Tuple(1, 2)),
        (r"2x\mathbf{i}+2y\mathbf{j}", "vector", Tuple(2 * x, 2 * y)),
        (r"2x\,\hat{i}-\hat j", "vector", Tuple(2 * x, -1)),
        (r"x\hat{\imath}+y\hat{\jmath}", "vector", Tuple(x, y)),
        (r"\mathbf{\hat{i}}", "vector", Tuple(1, 0)),
        (r"(1,\pm2)", "points", FiniteSet(Tuple(1, 2), Tuple(1, -2))),
        (r"\{(0,0),(1,1)\}", "points", FiniteSet(Tuple(0, 0), Tuple(1, 1))),
        (r"\left\{(0,0)\right\}", "points", FiniteSet(Tuple(0, 0))),
        (r"{(0,0),(1,1)}", "points", FiniteSet(Tuple(0, 0), Tuple(1, 1))),
        (r"(0,0)\text{ and }(1,1)", "points", FiniteSet(Tuple(0, 0), Tuple(1, 1))),
    ],
)
def test_vectors_and_points(text, kind, expected):
    reading = parse(text, "x y", "latex")

    assert (reading.kind, reading.expression) == (kind, expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"\input{/etc/passwd}", "command .input is not read"),
        (r"\write18{x}", "command .write is not read"),
        (r"\def\x{x}", "command .def is not read"),
        (r"\sum_{k=1}^{10}k", "command .sum is not read"),
        (r"\int x", "command .int is not read"),
        (r"\infty", "command .infty is not read"),
        (r"x\\y", "is not read"),
        (r"x&y", "'&' has no meaning"),
        (r"x%y", "'%' has no meaning"),
        (r"x#y", "'#' has no meaning"),
        (r"x~y", "'~' has no meaning"),
        (r"x$y", "'.' has no meaning"),
        (r"\operatorname{foo}(x)", "function 'foo' is not known"),
        (r"\operatorname{x}(y)", "function 'x' is not known"),
        (r"\mathrm{x+1}", "takes letters only"),
        (r"\text{x\input{y}}", "takes letters only"),
        (r"\mathbf{x}", "with i, j or k only"),
        (r"\hat{ij}", "with i, j or k only"),
        (r"\sqrt[n]{x}", "degree of a root is a number"),
        (r"\sqrt[-3]{x}", "degree of a root is a number"),
        (r"\sqrt[1]{x}", "integer from 2 to 1000"),
        (r"\sqrt[100000]{x}", "integer from 2 to 1000"),
        (r"\left.x\right|", "needs a bracket"),
        (r"\left(x\right]", "not expected"),
        (r"\left x\right)", "needs a bracket"),
        (r"x^10", "one digit only"),
        (r"\log_10 x", "one digit only"),
        (r"x^{}", "not expected"),
        (r"\frac{}{x}", "not expected"),
        (r"{}", "text ends"),
        (r"\left\{x\right\}y", "not expected"),
        (r"\begin{pmatrix}1&2\\3\end{pmatrix}", "different lengths"),
        (r"\begin{pmatrix}1&\\3&4\end{pmatrix}", "not expected"),
        (r"x+\begin{pmatrix}1\end{pmatrix}&", "'&' has no meaning"),
        (r"\pi2", "right after pi"),
    ],
)
def test_everything_else_is_refused(text, message):
    with pytest.raises(ParseError, match=message):
        read(text, syntax="latex")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (r"e^2x", ("e^2x is read as (e^2)*x",)),
        (r"e^xy", ("e^xy is read as (e^x)*y",)),
        (r"\frac12x", ()),
        (r"\sqrt2x", ()),
        (r"1/2x", ("1/2x is read as (1/2)*x",)),
        (r"\sin\left(x\right)^2", ()),
        (r"x^{2}y", ()),
    ],
)
def test_notes_quote_the_source(text, notes):
    assert notes_of(text, syntax="latex") == notes


@pytest.mark.parametrize(
    ("text", "position"), [(r"\frac{x}{w}", 9), (r"$x+w$", 3), (r"\left(x+\foo\right)", 8), (r"\sqrt{x+}", 8)]
)
def test_positions_are_those_of_the_source(text, position):
    with pytest.raises(ParseError) as caught:
        read(text, syntax="latex")
    assert caught.value.position == position
