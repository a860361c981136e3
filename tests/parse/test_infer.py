import pytest

from symhess import ParseError
from symhess.parse.characters import fold_characters
from symhess.parse.infer import infer_variables, natural_order
from symhess.parse.latex import rewrite_latex


def inferred(text, syntax="calculator"):
    source = fold_characters(text)
    return infer_variables(rewrite_latex(source) if syntax == "latex" else source, syntax)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("x^2 + y^2", ("x", "y"), id="two"),
        pytest.param("zyx", None, id="not-alphabetical-is-a-word"),
        pytest.param("z + y + x", ("x", "y", "z"), id="sorted"),
        pytest.param("xyz", ("x", "y", "z"), id="product"),
        pytest.param("xsinx", ("x",), id="function-inside"),
        pytest.param("e^x", ("x",), id="euler-is-no-variable"),
        pytest.param("2e3x", ("x",), id="nor-an-exponent"),
        pytest.param("πx + pi y", ("x", "y"), id="nor-pi"),
        pytest.param("x_1 + x_10 + x_2", ("x_1", "x_2", "x_10"), id="numbers-in-order"),
        pytest.param("x_{12}y", ("x_12", "y"), id="braces"),
        pytest.param("x_ab", ("b", "x_a"), id="one-letter-subscript"),
        pytest.param("e_1", ("e_1",), id="an-indexed-e"),
        pytest.param("αx + β", ("alpha", "beta", "x"), id="greek-letters"),
        pytest.param("theta r", ("r", "theta"), id="greek-names"),
        pytest.param("λ_1", ("lambda_1",), id="greek-subscript"),
        pytest.param("log_b x", ("b", "x"), id="base-of-a-logarithm"),
        pytest.param("log_2x", ("x",), id="number-base"),
        pytest.param("x + X", ("X", "x"), id="case-matters"),
        pytest.param("x(y+1)", ("x", "y"), id="letter-before-a-bracket"),
        pytest.param("5", (), id="none"),
    ],
)
def test_calculator_variables(text, expected):
    if expected is None:
        with pytest.raises(ParseError, match="looks like a word"):
            inferred(text)
    else:
        assert inferred(text) == expected


@pytest.mark.parametrize(
    "text", ["hello", "I don't know", "the", "no", "x and y", "foo", "xxx", "max", "Sin x", "abcd", "yxw"]
)
def test_words_are_refused(text):
    with pytest.raises(ParseError, match="looks like a word"):
        inferred(text)


@pytest.mark.parametrize("text", ["f(x)", "2g(x)", "h(1)", "F(x, y)"])
def test_unknown_functions_are_refused(text):
    with pytest.raises(ParseError, match="function . is not known"):
        inferred(text)


def test_a_function_letter_that_multiplies_is_a_variable():
    assert inferred("f x") == ("f", "x")
    assert inferred("g + 1") == ("g",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x**2 + y1", ("x", "y1")),
        ("np.sin(theta)*x_1", ("theta", "x_1")),
        ("2E3*x + 1e-3*y", ("x", "y")),
        ("Abs(x) + E + Rational(1, 2) + pi", ("x",)),
        ("x10 + x9", ("x9", "x10")),
        ("alpha1*a", ("a", "alpha1")),
        ("foo(x)", ("x",)),
        ("lambda x", ("x",)),
        ("math.pi*r", ("r",)),
    ],
)
def test_python_variables(text, expected):
    assert inferred(text, "python") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\alpha^2+x_{12}y", ("alpha", "x_12", "y")),
        (r"x\sin\theta", ("theta", "x")),
        (r"x\mathbf{i}+y\hat{j}", ("x", "y")),
        (r"\frac{\pi}{x}", ("x",)),
        (r"\log_b x", ("b", "x")),
        (r"e^{xy}", ("x", "y")),
        (r"\mathrm{e}^t", ("t",)),
    ],
)
def test_latex_variables(text, expected):
    assert inferred(text, "latex") == expected


def test_the_natural_order():
    names = ["y", "x_10", "alpha", "x", "x_9", "x2", "x"]

    assert natural_order(names) == ("alpha", "x", "x2", "x_9", "x_10", "y")


def test_the_position_is_that_of_the_word():
    with pytest.raises(ParseError) as caught:
        inferred("x + hello")
    assert caught.value.position == 4


@pytest.mark.parametrize(
    ("text", "syntax"),
    [("x + 2i", "calculator"), ("e^(i x)", "calculator"), ("I*x", "calculator"), ("x + I", "python"), ("ix", "latex")],
)
def test_the_imaginary_unit_is_no_variable_unless_declared(text, syntax):
    with pytest.raises(ParseError, match="imaginary unit"):
        inferred(text, syntax)
