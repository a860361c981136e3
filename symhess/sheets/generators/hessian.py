"""Hessians of functions of every kind, both orders of the mixed partials, with their value at a point."""

from __future__ import annotations

from typing import Final

from symhess.sheets.generators.drafts import Draft
from symhess.sheets.generators.family import Family
from symhess.sheets.generators.formulas import KINDS, Formula, formulas
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.problem import Asks, Problem

__all__ = ["HESSIAN"]


def _family(variables: int, kind: str, point: bool) -> Family[Draft]:
    def draft(formula: Formula) -> Draft:
        return Draft(Problem(Asks.HESSIAN, formula.function, at=formula.at if point else ()))

    return formulas(variables, kind).mapped(draft)


HESSIAN: Final = Generator(
    "hessian",
    "Compute the Hessian, both mixed partials each, and its value at a point.",
    {
        "variables": Option((2, 1, 3), "how many variables f has"),
        "kind": Option(("any", *KINDS), "what f is made of"),
        "point": Option((True, False), "whether the value at a point is asked as well"),
    },
    _family,
)
