from fractions import Fraction

import pytest

from symhess import ParseError
from symhess.parse.tokens import Kind

from .helpers import tokens_of


def texts(text, variables="x y", syntax="calculator"):
    return [token.text for token in tokens_of(text, variables, syntax).tokens[:-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2xy", ["2", "x", "y"], id="letters-are-split"),
        pytest.param("xsinx", ["x", "sin", "x"], id="function-inside-a-run"),
        pytest.param("xe^y", ["x", "e", "^", "y"], id="euler-inside-a-run"),
        pytest.param("2πx", ["2", "pi", "x"], id="greek-constant"),
        pytest.param("x**2", ["x", "^", "2"], id="double-star-is-a-power"),
        pytest.param("x* *2", ["x", "*", "*", "2"], id="apart-they-are-two"),
        pytest.param("x²³y⁻¹", ["x", "23", "y", "-1"], id="superscripts"),
        pytest.param("√x∛y", ["√", "x", "∛", "y"], id="radicals"),
        pytest.param("|x|", ["|", "x", "|"], id="bars"),
        pytest.param("log_2x", ["log", "_", "2", "x"], id="base"),
        pytest.param("log_2e^x", ["log", "_", "2", "e", "^", "x"], id="a-base-has-no-exponent"),
        pytest.param("(1,±½)", ["(", "1", ",", "±", "½", ")"], id="point"),
        pytest.param("<1;2>", ["<", "1", ";", "2", ">"], id="brackets"),
    ],
)
def test_calculator_text(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        pytest.param("x_1x_2", "x_1 x_2", ["x_1", "x_2"], id="subscripts"),
        pytest.param("x_{1}^2", "x_1", ["x_1", "^", "2"], id="braces"),
        pytest.param("x1x2", "x1 x2", ["x1", "x2"], id="numbered"),
        pytest.param("x_max y", "x_max y", ["x_max", "y"], id="word-subscript"),
        pytest.param("2λμ", "lambda mu", ["2", "lambda", "mu"], id="greek"),
        pytest.param("lambda mu", "lambda mu", ["lambda", "mu"], id="greek-by-name"),
        pytest.param("2e3", "e x", None, id="a-declared-e-is-no-exponent"),
        pytest.param("asinx", "a x", ["asin", "x"], id="the-longest-name-wins"),
    ],
)
def test_declared_names_are_resolved(text, variables, expected):
    if expected is None:
        with pytest.raises(ParseError, match="right after e"):
            texts(text, variables)
    else:
        assert texts(text, variables) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("np.sin(x)", ["sin", "(", "x", ")"], id="numpy"),
        pytest.param("numpy.pi", ["pi"], id="numpy-in-full"),
        pytest.param("math.e", ["e"], id="math"),
        pytest.param("sp.E", ["e"], id="sympy-e"),
        pytest.param("sympy.Abs(x)", ["abs", "(", "x", ")"], id="sympy-abs"),
        pytest.param("1e-3*x", ["1e-3", "*", "x"], id="signed-exponent"),
        pytest.param("Matrix([[x]])", ["Matrix", "(", "[", "[", "x", "]", "]", ")"], id="matrix"),
        pytest.param("2*x", ["2", "*", "x"], id="product"),
    ],
)
def test_python_text(text, expected):
    assert texts(text, syntax="python") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("xy", "'xy' is neither", id="an-identifier-is-one-name"),
        pytest.param("sinx", "'sinx' is neither", id="function-run"),
        pytest.param("x.diff(y)", "attributes", id="attribute"),
        pytest.param("x.__class__", "attributes", id="dunder-attribute"),
        pytest.param("__import__('os')", "'__import__' is neither", id="dunder"),
        pytest.param("np.load(x)", "'load' is neither", id="other-numpy-name"),
        pytest.param("os.system(x)", "'os' is neither", id="other-module"),
        pytest.param("lambda x", "'lambda' is neither", id="lambda"),
        pytest.param("1j", "'j' is neither", id="imaginary"),
        pytest.param("0x10", "'x10' is neither", id="hexadecimal"),
        pytest.param("'x'", "has no meaning", id="string"),
        pytest.param("x % 2", "has no meaning", id="remainder"),
        pytest.param("x @ y", "has no meaning", id="matrix-product"),
        pytest.param("x := 1", "has no meaning", id="walrus"),
    ],
)
def test_python_beyond_expressions_is_refused(text, message):
    with pytest.raises(ParseError, match=message):
        tokens_of(text, syntax="python")


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        pytest.param("xyw", "'w' is neither a variable .x, y. nor", 2, id="unknown-rest"),
        pytest.param("2wx", "'wx' is neither", 1, id="unknown-run"),
        pytest.param("x + α", "'alpha' is neither", 4, id="undeclared-greek"),
        pytest.param("x_1", "'x_1' is not a variable", 0, id="undeclared-subscript"),
        pytest.param("x_", "'x_' is not a variable", 0, id="empty-subscript"),
        pytest.param("x2", "digit 2 right after x", 1, id="digit-after-letter"),
        pytest.param("2 sin2x", "digit 2 right after sin", 5, id="digit-after-function"),
        pytest.param("x!", "'!' has no meaning", 1, id="factorial"),
        pytest.param("x%", "'%' has no meaning", 1, id="percent"),
        pytest.param("x:y", "':' has no meaning", 1, id="colon"),
        pytest.param("x`y", "'`' has no meaning", 1, id="backquote"),
        pytest.param("x\\y", r"has no meaning here", 1, id="backslash"),
        pytest.param("x\"y", "has no meaning", 1, id="quote"),
        pytest.param("x^²⁻", "superscript is digits", 2, id="minus-after-superscript"),
        pytest.param("x⁻", "superscript is digits", 1, id="lone-superscript-minus"),
        pytest.param("x" + "²" * 101, "101 digits", 1, id="long-superscript"),
    ],
)
def test_refusals_name_what_and_where(text, message, position):
    with pytest.raises(ParseError, match=message) as caught:
        tokens_of(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("Sin(x)", "write sin", id="case"),
        pytest.param("X", "write x", id="variable-case"),
        pytest.param("x2", "2x for a product", id="digit-after-letter"),
        pytest.param("sin2x", "sin.2", id="digit-after-function"),
        pytest.param("x!", "factorials", id="factorial"),
        pytest.param(r"\sin x", "latex syntax", id="latex-in-calculator"),
    ],
)
def test_refusals_hint_at_what_to_write(text, hint):
    with pytest.raises(ParseError) as caught:
        tokens_of(text)
    assert hint.replace(".", "(") in caught.value.hint or hint in caught.value.hint


def test_python_hints_at_a_star_only_where_one_would_help():
    with pytest.raises(ParseError) as caught:
        tokens_of("xy", syntax="python")
    assert caught.value.hint == "write * between factors"
    with pytest.raises(ParseError) as caught:
        tokens_of("foo", syntax="python")
    assert caught.value.hint is None


def test_tokens_know_their_place_and_the_space_before_them():
    tokens = tokens_of("x  + 2.5").tokens

    assert [(token.start, token.stop) for token in tokens] == [(0, 1), (3, 4), (5, 8), (8, 8)]
    assert [token.spaced for token in tokens] == [False, True, True, False]


def test_values_are_exact():
    tokens = tokens_of("0.1 x ½ y²").tokens

    assert [token.value for token in tokens if token.kind in (Kind.NUMBER, Kind.SUPERSCRIPT)] == [
        Fraction(1, 10),
        Fraction(1, 2),
        Fraction(2),
    ]


def test_the_last_token_is_the_end():
    assert tokens_of("x").tokens[-1].kind is Kind.END


@pytest.mark.parametrize(
    ("bracket", "kind"),
    [*((bracket, Kind.OPEN) for bracket in "([{<"), *((bracket, Kind.CLOSE) for bracket in ")]}>")],
)
def test_brackets(bracket, kind):
    assert tokens_of(f"x{bracket}").tokens[1].kind is kind
