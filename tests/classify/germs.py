"""Germs at the origin for the tests."""

from sympy import Integer, symbols

from symhess.budget import Deadline
from symhess.classify.germ import polynomial_germ, series_germ
from symhess.differentiate.jets import jet_of

x, y, z, w = symbols("x y z w")
NEVER = Deadline(None)


def origin(expression, *variables):
    """The exact germ of a polynomial."""
    return polynomial_germ(expression, variables, (0,) * len(variables), variables)


def jet(expression, order, *variables):
    """The germ of a function, a polynomial too, known up to an order only."""
    return series_germ(jet_of(expression, dict.fromkeys(variables, Integer(0)), order), order, variables)
