import pytest
from sympy import (
    Abs,
    E,
    Integer,
    Rational,
    Symbol,
    acos,
    acosh,
    acot,
    acoth,
    acsc,
    acsch,
    asec,
    asech,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    log,
    pi,
    real_root,
    sec,
    sech,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from symhess import ParseError
from symhess.parse.build import build, build_terms
from symhess.parse.tree import PlusMinus, Product, Sum, Variable
from symhess.render.formula import Sum as SumFormula
from symhess.render.page.page import as_typed
from symhess.render.plain.formula import formula_text

from .helpers import tree_of, x, y


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", Integer(2)),
        ("0.25", Rational(1, 4)),
        ("½", Rational(1, 2)),
        ("e", E),
        ("π", pi),
        ("x - y", x - y),
        ("-x", -x),
        ("x/y", x / y),
        ("x^-2", x**-2),
        ("x^y", x**y),
        ("e^x", exp(x)),
        ("exp(x)", exp(x)),
        ("√x", sqrt(x)),
        ("x^(1/3)", x ** Rational(1, 3)),
        ("|x|", Abs(x)),
        ("abs(x-1)", Abs(x - 1)),
        ("log_2 x", log(x) / log(2)),
        ("log_2 8", Integer(3)),
        ("log_x 2", log(2) / log(x)),
        ("2^10", Integer(1024)),
        ("∛(-8)", Integer(-2)),
        ("∛2", real_root(2, 3)),
    ],
)
def test_trees_become_expressions(text, expected):
    assert build(tree_of(text)) == expected


@pytest.mark.parametrize(
    ("name", "function"),
    [
        *(("sin", sin), ("cos", cos), ("tan", tan), ("sec", sec), ("csc", csc), ("cot", cot)),
        *(("sinh", sinh), ("cosh", cosh), ("tanh", tanh), ("sech", sech), ("csch", csch), ("coth", coth)),
        *(("asin", asin), ("acos", acos), ("atan", atan), ("asec", asec), ("acsc", acsc), ("acot", acot)),
        *(("arcsinh", asinh), ("arccosh", acosh), ("arctanh", atanh)),
        *(("asech", asech), ("acsch", acsch), ("acoth", acoth)),
        *(("ln", log), ("log", log), ("exp", exp), ("sqrt", sqrt), ("abs", Abs)),
    ],
)
def test_every_listed_function_is_built(name, function):
    assert build(tree_of(f"{name}(x+1)")) == function(x + 1)


def test_symbols_are_plain():
    assert build(tree_of("x")) == Symbol("x")
    assert build(Variable("lambda")).assumptions0 == Symbol("lambda").assumptions0


@pytest.mark.parametrize("value", [-8, -1, Rational(-1, 27), Rational(1, 8), 5])
@pytest.mark.parametrize("text", ["∛x", "∛(x+1)"])
def test_odd_roots_are_real_on_the_whole_line(text, value):
    built = build(tree_of(text)).subs(x, value)
    radicand = value + 1 if "+" in text else value

    assert built == real_root(radicand, 3)


def test_odd_roots_and_bars_stay_free_of_complex_parts():
    assert build(tree_of("|e^x|")) == Abs(exp(x), evaluate=False)
    assert not build(tree_of("∛(e^x y)")).has(Symbol("re"))
    assert build(tree_of("∛(x)")) == sign(x) * Abs(x) ** Rational(1, 3)


def test_the_choice_of_signs_is_by_bits():
    tree = Sum((PlusMinus(0, Variable("x")), PlusMinus(1, Variable("y"))))

    assert [build(tree, signs) for signs in range(4)] == [x + y, -x + y, x - y, -x - y]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("(y - x^2)(y - 3x^2)", "(y − x²)(y − 3x²)"),
        ("(y - 3x^2)(y - x^2)", "(y − 3x²)(y − x²)"),
        ("y x - 2 y x^2", "yx − 2yx²"),
        ("2 x y", "2xy"),
        ("x x y", "x²y"),
        ("x/y", "x/y"),
    ],
)
def test_factors_keep_their_order_in_print_and_their_value(text, printed):
    value, terms = build_terms(tree_of(text))

    assert formula_text(SumFormula(tuple(map(as_typed, terms)))).replace("\u00a0", " ") == printed
    assert sum(term.doit() for term in terms) == value


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("y + x", (y, x), id="order"),
        pytest.param("1 - x^2 + 3y", (1, -(x**2), 3 * y), id="signs"),
        pytest.param("x - (y + 1)", (x, -y - 1), id="a-bracket-is-one-term"),
        pytest.param("xy", (x * y,), id="one-term"),
        pytest.param("x + x", (x, x), id="repeated"),
    ],
)
def test_terms_keep_the_written_order(text, terms):
    expression, built = build_terms(tree_of(text))

    assert built == terms
    assert expression == sum(terms)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("1/(x-x)", "negative power", id="cancelled-divisor"),
        pytest.param("(x-x)^0", "0.0", id="cancelled-base"),
        pytest.param("(x-x)^(x-x)", "0.0", id="both-cancelled"),
        pytest.param("ln(x-x)", "no finite real value", id="cancelled-argument"),
        pytest.param("tan(π/2 + x - x)", "cancels to a constant", id="uncovered-pole"),
        pytest.param("√(x-x-1)", "no real value", id="uncovered-negative"),
        pytest.param("1/ln(1+x-x)", "negative power", id="uncovered-zero"),
        pytest.param("log_(x/x) 2", "no finite real value", id="uncovered-base-one"),
        pytest.param("2^(x-x+10^10)", "4096 bits", id="uncovered-exponent"),
        pytest.param("x^(10^12 y/y)", "above 1000", id="uncovered-symbolic-power"),
        pytest.param("2^x 2^(10^10-x)", "4096 bits", id="merged-powers"),
        pytest.param("(2x)^y (2x)^(10^10-y)", "above 1000", id="merged-symbolic-powers"),
        pytest.param("x^900 x^900", "above 1000", id="merged-exponents"),
        pytest.param("10^((x/x)1000)" * 4, "4096 bits", id="merged-coefficients"),
        pytest.param("exp(exp(exp(exp(x/x + 9))))", "cancels to a constant", id="uncovered-tower"),
        pytest.param("e^e^e^e^(1+x/x)", "cancels to a constant", id="uncovered-power-tower"),
        pytest.param("asin(sin(10^1000))", "cannot be built", id="sympy-gives-up"),
    ],
)
def test_what_cancellation_uncovers_is_refused(text, message):
    with pytest.raises(ParseError, match=message):
        build(tree_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x - x", 0), ("x/x", 1), ("0x + e", E), ("e^(x-x)", 1), ("sin(x-x)", 0), ("2^(x-x+3)", 8), ("(x-x)^2", 0)],
)
def test_harmless_cancellation_is_built(text, expected):
    assert build(tree_of(text)) == expected


def test_deep_arguments_are_built_as_they_stand():
    deep = build(tree_of("sinh(-sinh(-sinh(-x)))"))

    assert deep.func is sinh
    assert deep.subs(x, 2).evalf() == pytest.approx(float(sinh(-sinh(-sinh(-2))).evalf()))


def test_a_deep_argument_that_is_zero_is_still_evaluated():
    assert build(tree_of("cos(sin(sin(sin(x-x))))")) == 1


def test_a_product_of_many_factors_is_built():
    assert build(Product((Variable("x"),) * 900)) == x**900
