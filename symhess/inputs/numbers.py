"""Exact coordinates from what callers hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sympy import Expr, Float, Rational, Symbol, nan, oo, sympify, zoo

from symhess.errors import InputError
from symhess.parse import parse_function

__all__ = ["Coordinate", "Point", "exact_point"]

Coordinate: TypeAlias = Expr | int | str
Point: TypeAlias = Sequence[Coordinate] | Mapping[str, Coordinate]


def exact_point(at: Point, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    """Exact real coordinates in the order of the variables; decimals are the rationals that they are written as.

    Raises
    ------
    InputError
        If a coordinate is missing, too many, or no exact real constant.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> exact_point(("sqrt(2)/2", 0.5), (x, y)), exact_point({"y": 1, "x": 2}, (x, y))
    ((sqrt(2)/2, 1/2), (2, 1))
    >>> exact_point({"x": 1}, (x, y))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: expected a coordinate for each of x, y, got none for y
    """
    names = ", ".join(variable.name for variable in variables)
    if isinstance(at, Mapping):
        given = {str(name): value for name, value in at.items()}
        missing = [variable.name for variable in variables if variable.name not in given]
        if missing:
            raise InputError(f"expected a coordinate for each of {names}, got none for {', '.join(missing)}")
        at = [given[variable.name] for variable in variables]
    point = tuple(_exact(value) for value in at)
    if len(point) != len(variables):
        raise InputError(f"expected a coordinate for each of {names}, got {len(point)}")
    return point


def _exact(value: Coordinate) -> Expr:
    number = parse_function(value, ("t",)).expression if isinstance(value, str) else sympify(value)
    number = number.xreplace({decimal: Rational(str(decimal)) for decimal in number.atoms(Float)})
    if number.free_symbols or number.is_real is False or number.has(nan, oo, zoo):
        raise InputError(f"{str(value)[:60]!r} is no exact real coordinate")
    exact: Expr = number
    return exact
