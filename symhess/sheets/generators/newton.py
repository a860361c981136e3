"""Newton's method by hand: one or two steps with small denominators and a regular Hessian each time."""

from __future__ import annotations

from typing import Final

from sympy import Add, Mul, Rational, Symbol

from symhess.sheets.generators.drafts import Draft, written
from symhess.sheets.generators.family import Family, choices
from symhess.sheets.generators.iterates import CUBIC, QUARTIC, Worked, worked
from symhess.sheets.generators.landscapes import ordered
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.problem import Asks, Problem

__all__ = ["NEWTON"]

_NAMES: Final = (Symbol("x"), Symbol("y"))


def _family(variables: int, steps: int) -> Family[Draft]:
    names = _NAMES[:variables]
    powers = QUARTIC if variables == 1 else CUBIC
    monomials = [Mul(*(v**k for v, k in zip(names, exponents, strict=True))) for exponents in powers]

    def draft(chosen: Worked, constant: int) -> Draft:
        polynomial = Add(*(c * m for c, m in zip(chosen.coefficients, monomials, strict=True)), constant)
        places = [tuple(Rational(a, chosen.unit) for a in point) for point in chosen.iterates]
        problem = Problem(Asks.NEWTON, written(ordered(polynomial, names), names), at=places[0], steps=steps)
        return Draft(problem, ends=tuple(places[1:]))

    constants = range(-4, 5) if variables == 1 else (0,)
    return choices([worked(variables, steps), constants], draft)


NEWTON: Final = Generator(
    "newton",
    "Take steps of Newton's method in exact fractions.",
    {
        "variables": Option((2, 1), "how many variables f has"),
        "steps": Option((1, 2), "how many steps"),
    },
    _family,
)
