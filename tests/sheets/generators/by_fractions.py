"""A second way to the answers: polynomials as tables of fractions, and their derivatives."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from sympy import Expr, Poly, Symbol

Table: TypeAlias = tuple[tuple[tuple[int, ...], Fraction], ...]


@lru_cache(maxsize=4096)
def table(polynomial: Expr, variables: tuple[Symbol, ...]) -> Table:
    """Exponents and coefficients."""
    return tuple((powers, fraction(c)) for powers, c in Poly(polynomial, *variables).terms())


def fraction(number: Expr | int) -> Fraction:
    return Fraction(int(number.p), int(number.q)) if isinstance(number, Expr) else Fraction(number)


@lru_cache(maxsize=4096)
def derived(polynomial: Table, k: int) -> Table:
    return tuple(
        ((*powers[:k], powers[k] - 1, *powers[k + 1 :]), c * powers[k]) for powers, c in polynomial if powers[k]
    )


def value(polynomial: Table, at: tuple[Fraction, ...]) -> Fraction:
    total = Fraction(0)
    for powers, c in polynomial:
        for a, power in zip(at, powers, strict=True):
            if power:
                c *= a**power
        total += c
    return total


def gradient(polynomial: Table, at: tuple[Fraction, ...]) -> list[Fraction]:
    return [value(derived(polynomial, k), at) for k in range(len(at))]


def hessian(polynomial: Table, at: tuple[Fraction, ...]) -> list[list[Fraction]]:
    size = range(len(at))
    return [[value(derived(derived(polynomial, j), k), at) for k in size] for j in size]


def determinant(matrix: list[list[Fraction]]) -> Fraction:
    if not matrix:
        return Fraction(1)
    rest = [row[1:] for row in matrix]
    return sum(
        ((-1) ** k * row[0] * determinant(rest[:k] + rest[k + 1 :]) for k, row in enumerate(matrix)), Fraction(0)
    )


def definiteness(matrix: list[list[Fraction]]) -> str:
    """Sylvester: positive, negative, indefinite or singular."""
    minors = [determinant([row[:k] for row in matrix[:k]]) for k in range(1, len(matrix) + 1)]
    if minors[-1] == 0:
        return "singular"
    if all(minor > 0 for minor in minors):
        return "positive"
    if all(minor * (-1) ** k < 0 for k, minor in enumerate(minors)):
        return "negative"
    return "indefinite"
