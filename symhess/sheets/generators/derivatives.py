"""Gradients and Hessians of functions of every kind, with their values at a point if that is wanted."""

from __future__ import annotations

from functools import partial
from typing import Final

from symhess.sheets.generators.drafts import Draft
from symhess.sheets.generators.family import Family
from symhess.sheets.generators.formulas import KINDS, Formula, formulas
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.problem import Asks, Problem

__all__ = ["GRADIENT", "HESSIAN"]

_VARIABLES: Final = Option((2, 1, 3), "how many variables f has")
_KIND: Final = Option(("any", *KINDS), "what f is made of")
_POINT: Final = "whether the value at a point is asked as well"


def _family(asks: Asks, variables: int, kind: str, point: bool) -> Family[Draft]:
    def draft(formula: Formula) -> Draft:
        return Draft(Problem(asks, formula.function, at=formula.at if point else ()))

    return formulas(variables, kind).mapped(draft)


GRADIENT: Final = Generator(
    "gradient",
    "Compute the gradient, and its value at a point.",
    {"variables": _VARIABLES, "kind": _KIND, "point": Option((False, True), _POINT)},
    partial(_family, Asks.GRADIENT),
)
HESSIAN: Final = Generator(
    "hessian",
    "Compute the Hessian, both mixed partials each, and its value at a point.",
    {"variables": _VARIABLES, "kind": _KIND, "point": Option((True, False), _POINT)},
    partial(_family, Asks.HESSIAN),
)
