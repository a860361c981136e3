import pytest
from sympy import Symbol

from symhess import InputError
from symhess.parse.names import CONSTANTS, FUNCTIONS, canonical_name, declared_names
from symhess.parse.tokens import Kind


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param("x,y", ("x", "y"), id="commas"),
        pytest.param("x y", ("x", "y"), id="spaces"),
        pytest.param(" x , y ", ("x", "y"), id="both"),
        pytest.param("xy", ("xy",), id="one-long-name"),
        pytest.param(("y", "x"), ("y", "x"), id="order-is-kept"),
        pytest.param((Symbol("x"), "y"), ("x", "y"), id="symbols"),
        pytest.param([Symbol("x", real=True)], ("x",), id="assumptions-are-left"),
        pytest.param(iter(["x"]), ("x",), id="any-iterable"),
        pytest.param("x_1 x_{2}", ("x_1", "x_2"), id="subscripts"),
        pytest.param("x1,x2", ("x1", "x2"), id="numbered"),
        pytest.param("λ α_1", ("lambda", "alpha_1"), id="greek"),
        pytest.param((), (), id="none"),
        pytest.param("e", ("e",), id="a-constant-may-be-declared"),
        pytest.param("speed_max", ("speed_max",), id="words"),
    ],
)
def test_declared_variables(variables, expected):
    assert declared_names(variables).variables == expected


@pytest.mark.parametrize(
    "name",
    [
        "x+y",
        "1x",
        "_x",
        "x_",
        "x__1",
        "x y z;",
        "x-1",
        "x'",
        "x}\\input{y",
        "__import__",
        "х",
        "x\n",
        "x_1_2",
        "",
        "x.",
    ],
)
def test_malformed_names_are_refused_and_shown_escaped(name):
    with pytest.raises(InputError, match="cannot be the name") as caught:
        declared_names([name])
    assert str(caught.value).isascii() and str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["sin", "ln", "arctan", "sqrt", "abs"])
def test_a_listed_function_is_no_variable(name):
    with pytest.raises(InputError, match="listed function"):
        declared_names([name])


def test_a_variable_is_declared_once():
    with pytest.raises(InputError, match="declared twice"):
        declared_names("x y x")
    with pytest.raises(InputError, match="declared twice"):
        declared_names(["x_1", "x_{1}"])


@pytest.mark.parametrize("value", [1, None, b"x", ["x"]])
def test_only_names_and_symbols_are_variables(value):
    with pytest.raises(InputError, match="a name or a Symbol"):
        declared_names([value])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param("xy", "x", Kind.VARIABLE, id="one-letter"),
        pytest.param("sinhx", "sinh", Kind.FUNCTION, id="longest-function"),
        pytest.param("sinx", "sin", Kind.FUNCTION, id="shorter-function"),
        pytest.param("arcsinx", "arcsin", Kind.FUNCTION, id="inverse"),
        pytest.param("expx", "exp", Kind.FUNCTION, id="function-before-constant"),
        pytest.param("ex", "e", Kind.CONSTANT, id="euler"),
        pytest.param("pix", "pi", Kind.CONSTANT, id="pi"),
        pytest.param("π", "pi", Kind.CONSTANT, id="pi-sign"),
        pytest.param("x_1y", "x_1", Kind.VARIABLE, id="subscript"),
        pytest.param("x_{1}y", "x_1", Kind.VARIABLE, id="braced-subscript"),
        pytest.param("x_12", "x_12", Kind.VARIABLE, id="longest-subscript"),
        pytest.param("alphax", "alpha", Kind.VARIABLE, id="greek-name"),
        pytest.param("αx", "alpha", Kind.VARIABLE, id="greek-letter"),
    ],
)
def test_the_longest_known_name_is_found(text, name, kind):
    found = declared_names("x y x_1 x_12 alpha").match(text, 0)

    assert (found.text, found.kind) == (name, kind)


def test_a_declared_variable_wins_over_a_constant():
    names = declared_names("e x")

    assert names.kind("e") is Kind.VARIABLE
    assert names.match("ex", 0).kind is Kind.VARIABLE
    assert names.match("exp", 0).kind is Kind.FUNCTION


def test_a_subscript_is_matched_whole():
    assert declared_names("x_1").match("x_12", 0) is None
    assert declared_names("x x_1").match("x_12", 0).text == "x"
    assert declared_names("x_a y").match("x_ay", 0).text == "x_a"


def test_a_number_in_a_name_is_matched_whole():
    assert declared_names("x1").match("x12", 0) is None
    assert declared_names("x1").match("x1 2", 0).text == "x1"


def test_what_is_not_known_is_none():
    names = declared_names("x")

    assert names.match("w", 0) is None
    assert names.kind("w") is None
    assert names.match("X", 0) is None


def test_unit_vectors_fill_the_letters_that_are_free():
    names = declared_names("x j").with_units()

    assert [names.kind(letter) for letter in "ijk"] == [Kind.UNIT, Kind.VARIABLE, Kind.UNIT]
    assert names.variables == ("x", "j")


def test_every_listed_function_has_its_inverses():
    circular = {"sin", "cos", "tan", "sec", "csc", "cot"}
    for name in circular | {f"{name}h" for name in circular}:
        assert FUNCTIONS[f"a{name}"] == FUNCTIONS[f"arc{name}"] == f"a{name}"
    assert FUNCTIONS["ln"] == FUNCTIONS["log"] == "log"
    assert CONSTANTS == ("e", "pi")


@pytest.mark.parametrize(
    ("spelling", "name"), [("x", "x"), ("x_{1}", "x_1"), ("α", "alpha"), ("λ_{max}", "lambda_max"), ("Γ", "Gamma")]
)
def test_canonical_names(spelling, name):
    assert canonical_name(spelling) == name
