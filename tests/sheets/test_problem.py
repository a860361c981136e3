import pytest
from sympy import Integer, Symbol, exp, log

from symhess.function import ScalarFunction
from symhess.sheets import Asks, Problem

a, b = Symbol("a"), Symbol("b")
ROWS = ((Integer(0), Integer(0)), (Integer(3), Integer(1)))
LOSS = log(1 + exp(a)) + log(1 + exp(-a - 3 * b))


def test_the_intercept_is_a_column_of_ones():
    problem = Problem(Asks.LOGISTIC, ScalarFunction(LOSS, (a, b)), data=ROWS)

    assert problem.design == ((1, 0), (1, 3))


def test_without_intercept_the_features_are_the_design():
    problem = Problem(Asks.LOGISTIC, ScalarFunction(log(1 + exp(-3 * b)), (b,)), data=ROWS)

    assert problem.design == ((0,), (3,))


def test_equal_problems_are_equal_and_can_be_keys():
    first, second = (Problem(Asks.GRADIENT, ScalarFunction(a * b, (a, b))) for _ in range(2))

    assert first == second
    assert len({first, second}) == 1


@pytest.mark.parametrize("word", ["gradient", "region", "logistic"])
def test_words_name_what_is_asked(word):
    assert Asks(word).value == word
