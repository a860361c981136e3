"""SymPy's expressions as data: everything in the table comes back exactly as it was, unevaluated parts included."""

import json

import pytest
from sympy import (
    Abs,
    Add,
    CRootOf,
    Derivative,
    Dummy,
    Eq,
    Float,
    Function,
    Max,
    Mul,
    Piecewise,
    Pow,
    Rational,
    S,
    Symbol,
    Tuple,
    atan2,
    exp,
    log,
    oo,
    pi,
    real_root,
    sin,
    sqrt,
    symbols,
    true,
)

from symhess.errors import InputError
from symhess.render.data.codec import read_table, write_table

x, y = symbols("x y")


@pytest.mark.parametrize(
    "expression",
    [
        x,
        S.Zero,
        Rational(-3, 7),
        S(10) ** 400,
        pi * S.Exp1,
        -oo,
        sqrt(2) / 2 + 2 ** Rational(1, 3),
        x**2 - 2 * x * y + exp(-x / y),
        sin(x) ** 2 * log(Abs(y)) / (1 + atan2(x, y)),
        Max(x, y, 0),
        real_root(x, 3),
        Piecewise((x, x > 0), (0, Eq(y, 1) | (y <= x)), (y, True)),
        CRootOf(x**5 - x - 1, 0),
        Tuple(x, 1),
        Float("0.1", 30),
        Float(0),
        true,
        Add(x, x, evaluate=False),
        Mul(2, x + 1, evaluate=False),
        Pow(Pow(x, 2, evaluate=False), Rational(1, 2), evaluate=False),
        sin(S.Zero, evaluate=False),
    ],
    ids=str,
)
def test_expressions_come_back(expression):
    table = json.loads(json.dumps(write_table(expression)))

    assert read_table(table) == expression
    assert write_table(read_table(table)) == table


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        pytest.param(Function("g")(x), "g", id="undefined-function"),
        pytest.param(Derivative(sin(x), x), "Derivative", id="derivative"),
        pytest.param(Symbol("x", positive=True) + 1, "'x' carries assumptions", id="assumptions"),
        pytest.param(Dummy("x"), "'x' carries assumptions", id="dummy"),
    ],
)
def test_what_is_not_in_the_table_is_named(expression, named):
    with pytest.raises(InputError, match=named):
        write_table(expression)


def test_equal_parts_stand_once():
    assert len(write_table((x + y) ** 2 + sin(x + y))) == 7


def test_deep_expressions_are_written_without_recursion():
    deep = x
    for _ in range(300):
        deep = sin(deep, evaluate=False)

    assert read_table(write_table(deep)) == deep
