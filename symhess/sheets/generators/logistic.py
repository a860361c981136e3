"""Logistic regression by hand: small data sets on which the first step from β = 0 has small denominators.

At β = 0 every p is 1/2 and every weight 1/4, so that the step solves XᵀX δ = 2 Xᵀ(2y − 1). The mean of a feature is an
integer, and two features are orthogonal about their means. No data set is separated: the likelihood has a maximum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Final, TypeAlias

from sympy import Add, Integer, Symbol, exp, log

from symhess.sheets.generators.drafts import Draft, written
from symhess.sheets.generators.family import Family, listed
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.generators.profiles import exact, is_nice
from symhess.sheets.problem import Asks, Problem

__all__ = ["LOGISTIC"]

Rows: TypeAlias = tuple[tuple[int, ...], ...]
Coefficients: TypeAlias = tuple[Fraction, ...]
Counts: TypeAlias = tuple[int, ...]
Corners: TypeAlias = tuple[int, ...]
_CORNERS: Final = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def _family(features: int) -> Family[Draft]:
    data = listed(_lines()).mapped(_line) if features == 1 else listed(_squares()).mapped(_square)
    return data.mapped(_draft)


def _draft(chosen: tuple[Rows, Coefficients]) -> Draft:
    rows, end = chosen
    names = tuple(Symbol(f"b_{k}") for k in range(len(end)))
    terms = []
    for *features, label in rows:
        eta = Add(names[0], *(x * b for x, b in zip(features, names[1:], strict=True)))
        terms.append(log(1 + exp(-eta)) if label else log(1 + exp(eta)))
    data = tuple(tuple(map(Integer, row)) for row in rows)
    problem = Problem(Asks.LOGISTIC, written(terms, names), at=(Integer(0),) * len(end), data=data)
    return Draft(problem, ends=(tuple(map(exact, end)),))


@cache
def _lines() -> Sequence[tuple[Counts, Counts, int]]:
    """One feature x = u + m with Σ u = 0: the values of u, for each different one how many ones there are, and m."""
    return list(_on_lines())


def _on_lines() -> Iterator[tuple[Counts, Counts, int]]:
    for size, reach in ((4, 5), (6, 5), (8, 4)):
        for values in combinations_with_replacement(range(-reach, reach + 1), size):
            rows = Counter(values)
            if sum(values) or len(rows) < 3:
                continue
            squares = sum(u**2 for u in values)
            for ones in product(*(range(number + 1) for number in rows.values())):
                moment = 2 * sum(u * (2 * k - rows[u]) for u, k in zip(rows, ones, strict=True))
                if moment and is_nice(moment, squares) and _overlap(rows, ones):
                    for shift in range(-1, 9):
                        intercept = _line_step(values, ones, shift)[0]
                        if is_nice(intercept.numerator, intercept.denominator):
                            yield values, ones, shift


def _line_step(values: Counts, ones: Counts, shift: int) -> Coefficients:
    """The step is δ₁ = 2 Σ u (2y − 1) / Σ u² and δ₀ = 2 Σ (2y − 1)/n − m δ₁."""
    rows = Counter(values)
    moment = 2 * sum(u * (2 * k - rows[u]) for u, k in zip(rows, ones, strict=True))
    slope = Fraction(moment, sum(u**2 for u in values))
    return Fraction(2 * (2 * sum(ones) - len(values)), len(values)) - shift * slope, slope


def _line(chosen: tuple[Counts, Counts, int]) -> tuple[Rows, Coefficients]:
    values, ones, shift = chosen
    labelled = [
        (u + shift, label)
        for (u, number), k in zip(Counter(values).items(), ones, strict=True)
        for label in [0] * (number - k) + [1] * k
    ]
    return tuple(labelled), _line_step(*chosen)


def _overlap(rows: Mapping[int, int], ones: Sequence[int]) -> bool:
    """Whether no threshold separates the classes, not even with points on it; the values ascend."""
    with_one = [u for u, k in zip(rows, ones, strict=True) if k > 0]
    with_zero = [u for u, k in zip(rows, ones, strict=True) if k < rows[u]]
    return bool(with_one and with_zero) and with_one[0] < with_zero[-1] and with_zero[0] < with_one[-1]


@cache
def _squares() -> Sequence[tuple[Counts, Corners]]:
    """Two features at the corners (m ± a, n ± b), two rows at each: the ones at the corners, and m, n, a, b."""
    found = []
    for counts in product((0, 1, 2), repeat=4):
        for a, b in product((1, 2, 3), repeat=2) if not _is_separated(counts) else ():
            mean, first, second = _twelfths(counts, a, b)
            if (first or second) and is_nice(first, 12) and is_nice(second, 12):
                for m, n in product(range(-4, 11), repeat=2):
                    if is_nice(mean - m * first - n * second, 12):
                        found.append((counts, (m, n, a, b)))
    return found


def _twelfths(counts: Counts, a: int, b: int) -> tuple[int, int, int]:
    """Twelve times the step if m = n = 0: Σ (2y − 1)/4, Σ ± (2y − 1)/(4a), Σ ± (2y − 1)/(4b)."""
    excess = [2 * (count - 1) for count in counts]
    first = sum(e * u for e, (u, _) in zip(excess, _CORNERS, strict=True))
    second = sum(e * v for e, (_, v) in zip(excess, _CORNERS, strict=True))
    return 3 * sum(excess), 3 * first // a, 3 * second // b


def _square(chosen: tuple[Counts, Corners]) -> tuple[Rows, Coefficients]:
    counts, (m, n, a, b) = chosen
    mean, first, second = _twelfths(counts, a, b)
    end = tuple(Fraction(number, 12) for number in (mean - m * first - n * second, first, second))
    rows = tuple(
        (m + a * u, n + b * v, label)
        for (u, v), count in zip(_CORNERS, counts, strict=True)
        for label in [0] * (2 - count) + [1] * count
    )
    return rows, end


def _is_separated(counts: Sequence[int]) -> bool:
    """Whether an affine function is ≥ 0 at all ones, ≤ 0 at all zeros, and not zero everywhere.

    The extreme ones vanish at two of the four corners, so that their coefficients are −1, 0 and 1.
    """
    for c, d, e in product((-1, 0, 1), repeat=3):
        values = [c + d * u + e * v for u, v in _CORNERS]
        fits = all(
            (count == 0 or value >= 0) and (count == 2 or value <= 0)
            for count, value in zip(counts, values, strict=True)
        )
        if any(values) and fits:
            return True
    return False


LOGISTIC: Final = Generator(
    "logistic",
    "Take the first step of logistic regression from β = 0: p, W, XᵀWX, Xᵀ(y − p), β.",
    {"features": Option((1, 2), "how many features besides the intercept")},
    _family,
)
