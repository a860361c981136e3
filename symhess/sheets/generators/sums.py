"""Sums of polynomials in one variable each, slanted by changes of variables, with prescribed numbers of extrema.

A critical point of P(x) + Q(y + a x) is a critical point of P with one of Q: two minima make a minimum, two maxima a
maximum, everything else a saddle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import product
from typing import Final, TypeAlias

from sympy import Expr, Integer, Symbol, symbols

from symhess.sheets.generators.drafts import Foreseen, written
from symhess.sheets.generators.family import Family, choices
from symhess.sheets.generators.landscapes import Landscape, ordered, renamed
from symhess.sheets.generators.profiles import Profile, exact, profiles, tally
from symhess.verdict import Kind

__all__ = ["Tally", "sums"]

Tally: TypeAlias = tuple[int, int, int]
"""Numbers of minima, maxima, saddles."""

# By variables, one letter for the shape in each: valley, hill, cubic, W, M. The order matters where shapes are slanted.
_SUMS: Final = {
    2: ("vv", "hh", "vh", "hv", "cv", "ch", "wv", "wh", "mv", "mh", "cc", "wc", "mc", "ww", "mm", "wm"),
    3: ("vvv", "hhh", "vvh", "vhh", "cvv", "chh", "cvh", "wvv", "wvh", "whh", "mvv", "mhh", "ccv", "cch"),
}
_QUADRATIC: Final = "vh"
_SLANTS: Final = {2: (1, -1, 2, -2), 3: (1, -1)}


def sums(variables: int) -> Iterator[tuple[Tally, Family[Landscape]]]:
    """The families of sums in 2 or 3 variables, each with its numbers of minima, maxima, saddles.

    Examples
    --------
    >>> found = dict(sums(2))
    >>> family = found[2, 1, 3]
    >>> family.member(family.size // 2).function.expression
    x**3 + 6*x**2 + y**4 + 8*y**3 + 16*y**2 - 24
    """
    build = partial(_built, symbols("x y z")[:variables])
    for shapes in _SUMS[variables]:
        every = [_shape(letter, variables) for letter in shapes]
        counts = tally([_joined(kinds) for kinds in product(*(shape[0].kinds for shape in every))])
        constants = range(-6, 7) if shapes[-1] in _QUADRATIC else range(-24, 25)
        yield counts, choices([list(product(*every)), [(0,) * variables], constants, _orders(shapes)], build)
        for k in range(1, variables):
            if shapes[k] in _QUADRATIC:
                parts = list(product(*every[:k], _centred(every[k]), *every[k + 1 :]))
                slants = [(0,) * k + (slant,) + (0,) * (variables - k - 1) for slant in _SLANTS[variables]]
                yield counts, choices([parts, slants, constants, _orders(shapes)], build)


def _centred(shape: Sequence[Profile]) -> list[Profile]:
    """What is slanted has its critical point at zero: that keeps the terms few."""
    return [profile for profile in shape if not any(profile.roots)]


@cache
def _shape(letter: str, variables: int) -> tuple[Profile, ...]:
    """Three variables make many terms, so that these are smaller there."""
    match letter:
        case "v" | "h":
            bound, multiples = (12, (1, 2, 3)) if variables == 2 else (6, (1, 2))
            return profiles((1,), 1 if letter == "v" else -1, bound, multiples)
        case "c":
            bound = 18 if variables == 2 else 12
            return profiles((1, 1), 1, bound) + profiles((1, 1), -1, bound)
        case _:
            return profiles((1, 1, 1), 1 if letter == "w" else -1, 24)


def _orders(shapes: str) -> list[tuple[int, ...]]:
    """The names that the variables may get without a function coming twice."""
    if len(set(shapes)) == 1 or set(shapes) <= set(_QUADRATIC):
        return [tuple(range(len(shapes)))]
    return [(0, 1), (1, 0)] if len(shapes) == 2 else [(0, 1, 2), (1, 2, 0), (2, 0, 1)]


def _built(
    variables: Sequence[Symbol],
    parts: Sequence[Profile],
    slants: Sequence[int],
    constant: int,
    order: Sequence[int],
) -> Landscape:
    """Each variable is slanted along the one before it."""
    before = (Integer(0), *variables)
    arguments = [v + a * earlier for v, a, earlier in zip(variables, slants, before, strict=False)]
    expression = sum((part.at(u) for part, u in zip(parts, arguments, strict=True)), start=exact(constant))
    points = []
    for chosen in product(*(zip(part.roots, part.kinds, strict=True) for part in parts)):
        place: list[Expr] = []
        for (root, _), slant in zip(chosen, slants, strict=True):
            place.append(exact(root) - slant * (place[-1] if place else 0))
        points.append(Foreseen(tuple(place), _joined([kind for _, kind in chosen])))
    return renamed(Landscape(written(ordered(expression, variables), tuple(variables)), tuple(points)), order)


def _joined(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if len(set(kinds)) == 1 else Kind.SADDLE
