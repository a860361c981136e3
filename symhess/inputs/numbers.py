"""Exact coordinates from what callers hand in."""

from __future__ import annotations

from typing import TypeAlias

from sympy import Expr, Float, Rational, nan, oo, sympify, zoo

from symhess.errors import InputError
from symhess.parse import parse_function

__all__ = ["Coordinate", "exact_coordinate"]

Coordinate: TypeAlias = Expr | int | str


def exact_coordinate(value: Coordinate) -> Expr:
    """A coordinate as an exact real constant; decimals are read as the rationals that they are written as.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> exact_coordinate("sqrt(2)/2"), exact_coordinate(0.5)
    (sqrt(2)/2, 1/2)
    >>> exact_coordinate("x")
    Traceback (most recent call last):
    ...
    symhess.errors.ParseError: 'x' is neither a variable (t) nor a known function (at character 1)
    """
    number = parse_function(value, ("t",)).expression if isinstance(value, str) else sympify(value)
    number = number.xreplace({decimal: Rational(str(decimal)) for decimal in number.atoms(Float)})
    if number.free_symbols or number.is_real is False or number.has(nan, oo, zoo):
        raise InputError(f"{str(value)[:60]!r} is no exact real coordinate")
    exact: Expr = number
    return exact
