from dataclasses import FrozenInstanceError

import pytest
from sympy import E, Float, Rational, Symbol, exp, pi, sin, sqrt

from symhess import InputError, ParseError
from symhess.function import ScalarFunction
from symhess.parse.reading import Reading, parse, parse_function

from .helpers import x, y, z


def test_a_reading_is_a_value():
    reading = parse("x + 1")

    assert reading == Reading(x + 1, "expression", (), (x,), (x, 1))
    with pytest.raises(FrozenInstanceError):
        reading.kind = "vector"


@pytest.mark.parametrize(
    "variables",
    ["x,y", "x y", ("x", "y"), ["x", Symbol("y")], (Symbol("x", positive=True), "y"), iter(("x", "y"))],
    ids=["commas", "spaces", "tuple", "mixed", "assumptions", "iterator"],
)
def test_variables_may_be_declared_in_many_ways(variables):
    reading = parse("xy", variables)

    assert reading.variables == (x, y)
    assert reading.expression == x * y


def test_declared_variables_are_kept_in_order_used_or_not():
    assert parse("x", "z y x").variables == (z, y, x)


def test_symbols_that_come_back_are_plain():
    reading = parse("x", (Symbol("x", real=True),))

    assert reading.expression == Symbol("x")
    assert reading.expression.assumptions0 == Symbol("x").assumptions0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("z + x y", (x, y, z)), ("sin x", (x,)), ("2", ()), ("f(y, x) = x", (y, x)), ("e^x + πy", (x, y))],
)
def test_variables_are_inferred(text, expected):
    assert parse(text).variables == expected


@pytest.mark.parametrize(
    ("text", "syntax", "expected"),
    [
        ("x^2y/2", "calculator", x**2 * y / 2),
        ("x**2*y/2", "python", x**2 * y / 2),
        (r"\frac{x^2y}{2}", "latex", x**2 * y / 2),
        (r"$\frac12x^2y$", "latex", x**2 * y / 2),
    ],
)
def test_the_three_syntaxes_agree(text, syntax, expected):
    assert parse(text, "x y", syntax).expression == expected
    assert parse(text, syntax=syntax).expression == expected


@pytest.mark.parametrize(
    ("text", "syntax"),
    [(r"\frac12", "calculator"), (r"\frac12", "python"), ("x_{1}", "python"), ("sin x", "python")],
)
def test_each_syntax_keeps_to_itself(text, syntax):
    with pytest.raises(ParseError):
        parse(text, "x x_1", syntax)


def test_an_unknown_syntax_is_named():
    with pytest.raises(InputError, match="calculator, python, latex, not 'tex'"):
        parse("x", syntax="tex")


@pytest.mark.parametrize("text", [None, 2, b"x", x, ["x"]])
def test_only_text_is_read(text):
    with pytest.raises(InputError, match="is a str, not"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "message", "position", "hint"),
    [
        ("3,5x", "',' is not expected here", 1, "write 3.5"),
        ("x + (y", "never closed", 4, "write the missing )"),
        ("х^2", "U\\+0445 CYRILLIC", 0, None),
        ("x + w y", "'w' is neither", 4, None),
        ("  x + ", "text ends", 5, None),
        ("x = y = z", "second equals", 6, None),
    ],
)
def test_refusals_carry_position_and_hint(text, message, position, hint):
    with pytest.raises(ParseError, match=message) as caught:
        parse(text, "x y")
    assert caught.value.position == position
    assert hint is None or hint in caught.value.hint


def test_a_refusal_is_a_value_error():
    with pytest.raises(ValueError, match="at character 3"):
        parse("x+", "x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1", Rational(1, 10)),
        ("1e-3", None),
        ("x^0.5", sqrt(x)),
        ("2e^x", 2 * exp(x)),
        ("2e", 2 * E),
        (".5π", pi / 2),
    ],
)
def test_numbers_are_exact(text, expected):
    value = parse(text, "x").expression

    assert not value.has(Float)
    assert value == (E - 3 if expected is None else expected)


def test_a_deep_caller_gets_a_refusal_not_a_crash():
    text = "(" * 90 + "x" + ")" * 90

    def descend(levels):
        return parse(text, "x") if levels == 0 else descend(levels - 1)

    assert descend(0).expression == x
    with pytest.raises(ParseError, match="nested too deeply"):
        descend(800)


class TestParseFunction:
    def test_it_gives_a_scalar_function(self):
        function = parse_function("y^2 + 0.5 x", variables="x y")

        assert isinstance(function, ScalarFunction)
        assert function.expression == y**2 + x / 2
        assert function.variables == (x, y)
        assert function.terms == (y**2, x / 2)
        assert function.notes == ("0.5 is read as exactly 1/2",)

    def test_the_terms_add_up(self):
        function = parse_function("1 - x^2 + sin(xy) - (x - y)")

        assert sum(function.terms) == function.expression == 1 - x**2 + sin(x * y) - x + y

    def test_a_label_declares_the_variables(self):
        assert parse_function("f(y, x) = x^2").variables == (y, x)

    def test_a_declared_constant_is_a_function(self):
        assert parse_function("5", variables="x").expression == 5

    def test_other_syntaxes(self):
        assert parse_function(r"\sin x", syntax="latex").expression == sin(x)
        assert parse_function("np.sin(x)", syntax="python").expression == sin(x)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("(x, y)", "read as a vector"),
            ("x = 2", "read as an equation"),
            ("none", "read as a set of points"),
            ("[[x]]", "read as a matrix"),
            ("saddle at (0,0)", "read as a classified point"),
            ("(1,±2)", "read as a set of points"),
        ],
    )
    def test_what_is_no_scalar_is_refused(self, text, message):
        with pytest.raises(InputError, match=message) as caught:
            parse_function(text, variables="x y")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("text", ["5", "2π + e", "f = 3"])
    def test_a_constant_without_declared_variables_is_refused(self, text):
        with pytest.raises(InputError, match="declare the variables"):
            parse_function(text)

    def test_no_variables_are_no_function(self):
        with pytest.raises(InputError, match="declare the variables"):
            parse_function("5", variables=())

    @pytest.mark.parametrize("text", ["", " ", "2x+"])
    def test_unreadable_text_is_refused(self, text):
        with pytest.raises(ParseError):
            parse_function(text)
