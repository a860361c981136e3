import pytest

from symhess import ParseError
from symhess.parse.budgets import check_budgets
from symhess.parse.nesting import LEVEL_LIMIT, check_nesting

from .helpers import tree_of


def levels(text):
    tree = tree_of(text)
    return check_nesting(tree, check_budgets(tree))[id(tree)].levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("x", 0, id="variable"),
        pytest.param("(x+1)^2*3", 0, id="polynomial"),
        pytest.param("((((((x))))))", 0, id="brackets-do-not-count"),
        pytest.param("((((((x+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2", 0, id="integer-powers-do-not-count"),
        pytest.param("(1+1/2)^3", 0, id="rational-constants-do-not-count"),
        pytest.param("sin x", 1, id="function"),
        pytest.param("√x", 1, id="root"),
        pytest.param("∛x", 2, id="odd-root-names-its-radicand-twice"),
        pytest.param("|x|", 1, id="bars"),
        pytest.param("x^(1/2)", 1, id="fractional-power"),
        pytest.param("x^-1", 1, id="negative-power"),
        pytest.param("1/x", 1, id="divisor"),
        pytest.param("x/2", 0, id="constant-divisor"),
        pytest.param("sin(x)/y", 1, id="numerator-and-divisor"),
        pytest.param("e^x", 1, id="symbolic-exponent"),
        pytest.param("x^x^x", 2, id="tower"),
        pytest.param("sin(cos(tan x))", 3, id="composition"),
        pytest.param("sin x + cos(√x)", 2, id="the-deepest-summand"),
        pytest.param("√(2+√(2+√2))", 3, id="nested-radicals"),
    ],
)
def test_levels(text, expected):
    assert levels(text) == expected


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("sin(", ")"), ("√(1+", ")"), ("1/(1+", ")"), ("e^(-", ")"), ("|x-", "|"), ("exp(-", ")"), ("(1+√2*", ")^(1/3)")],
)
@pytest.mark.parametrize("innermost", ["x", "e"])
def test_towers_are_bounded(opening, closing, innermost):
    height = LEVEL_LIMIT + 1
    with pytest.raises(ParseError, match="nested deeper than 6 levels"):
        levels(opening * height + innermost + closing * height)


def test_the_limit_itself_is_read():
    assert levels("sin(" * LEVEL_LIMIT + "x" + ")" * LEVEL_LIMIT) == LEVEL_LIMIT
    assert levels("√(1+" * LEVEL_LIMIT + "2" + ")" * LEVEL_LIMIT) == LEVEL_LIMIT


def test_a_tower_of_rational_numbers_has_no_levels():
    assert levels("1/(1+" * 40 + "1" + ")" * 40) == 0
