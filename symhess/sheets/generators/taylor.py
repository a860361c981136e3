"""Taylor polynomials of second or third order at a point where their coefficients are nice."""

from __future__ import annotations

from typing import Final

from symhess.sheets.generators.drafts import Draft
from symhess.sheets.generators.family import Family
from symhess.sheets.generators.formulas import KINDS, Formula, formulas
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.problem import Asks, Problem

__all__ = ["TAYLOR"]


def _family(variables: int, kind: str, order: int) -> Family[Draft]:
    def draft(formula: Formula) -> Draft:
        return Draft(Problem(Asks.TAYLOR, formula.function, at=formula.at, order=order))

    return formulas(variables, kind, order).mapped(draft)


TAYLOR: Final = Generator(
    "taylor",
    "Expand f around a point.",
    {
        "variables": Option((2, 1, 3), "how many variables f has"),
        "kind": Option(("any", *KINDS), "what f is made of"),
        "order": Option((2, 3), "up to which degree"),
    },
    _family,
)
