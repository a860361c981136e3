"""Critical points to be found and classified, with prescribed numbers of minima, maxima and saddles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Final

from symhess.errors import InputError
from symhess.sheets.generators.drafts import Draft
from symhess.sheets.generators.family import Family, union
from symhess.sheets.generators.landscapes import Landscape
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.generators.single import single
from symhess.sheets.generators.special import special
from symhess.sheets.generators.sums import Tally, sums
from symhess.sheets.problem import Asks

__all__ = ["CLASSIFICATION"]

_ENOUGH: Final = 60_000
_FEW_POINTS: Final = 5


def _family(variables: int, minima: int | None, maxima: int | None, saddles: int | None) -> Family[Draft]:
    wanted = (minima, maxima, saddles)
    most = _FEW_POINTS if wanted == (None, None, None) else math.inf
    fitting = [family for counts, family in _gallery(variables) if _fits(counts, wanted) and sum(counts) <= most]
    if not fitting:
        raise InputError(f"classification: {_refusal(variables, wanted)}")
    return union(fitting, _ENOUGH).mapped(lambda landscape: landscape.asked(Asks.CLASSIFICATION))


@cache
def _gallery(variables: int) -> tuple[tuple[Tally, Family[Landscape]], ...]:
    def families() -> Iterator[tuple[Tally, Family[Landscape]]]:
        if variables == 1:
            yield from single()
        else:
            yield from special(variables)
            yield from sums(variables)

    return tuple(families())


def _fits(counts: Tally, wanted: tuple[int | None, ...]) -> bool:
    return all(number is None or number == count for count, number in zip(counts, wanted, strict=True))


def _refusal(variables: int, wanted: tuple[int | None, ...]) -> str:
    minima, maxima, _ = wanted
    if variables == 1 and minima is not None and maxima is not None and abs(minima - maxima) > 1:
        # Between two neighbouring minima f has a largest value, which is not at an end; so they alternate with maxima.
        return (
            f"a function of one variable with isolated critical points cannot have {minima} minima and {maxima} maxima:"
            " between two minima lies a maximum and between two maxima a minimum"
        )
    known = ", ".join("/".join(map(str, counts)) for counts in sorted({counts for counts, _ in _gallery(variables)}))
    return f"the gallery has no such function of {variables} variables; it has minima/maxima/saddles {known}"


def _numbers(largest: int) -> tuple[int | None, ...]:
    return (None, *range(largest + 1))


CLASSIFICATION: Final = Generator(
    "classification",
    "Find all critical points and classify them.",
    {
        "variables": Option((2, 1, 3), "how many variables f has"),
        "minima": Option(_numbers(4), "how many minima f has"),
        "maxima": Option(_numbers(4), "how many maxima f has"),
        "saddles": Option(_numbers(6), "how many saddles f has; in one variable flat inflections"),
    },
    _family,
)
