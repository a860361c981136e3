"""A function on its domain as the checks of statements about the whole of it see it: values at many points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

from flint import arb, ctx, fmpq
from sympy import Dummy, Expr, Symbol

from symhess.function import ScalarFunction
from symhess.verify.enclosures import NoEnclosure, enclosed

__all__ = ["Whole"]

_STEP: Final = Dummy("t")
_BITS: Final = 512
_POINTS: Final = 40
_SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Whole:
    """A function on a domain, where all conditions are positive.

    Examples
    --------
    >>> from sympy.abc import x
    >>> whole = Whole(ScalarFunction(x**2, (x,)), (x - 1,))
    >>> all(point[0] > 1 for point in whole.points()), whole.value((fmpq(3),)) == 9
    (True, True)
    """

    function: ScalarFunction
    domain: tuple[Expr, ...] = ()

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """Those of the function."""
        return self.function.variables

    def at(self, point: Sequence[fmpq]) -> dict[Symbol, fmpq]:
        """The point by names."""
        return dict(zip(self.variables, point, strict=True))

    def value(self, point: Sequence[fmpq], expression: Expr | None = None) -> arb:
        """f, or another expression, at a rational point."""
        with ctx.workprec(_BITS):
            return enclosed(self.function.expression if expression is None else expression, self.at(point))

    def values(self, expression: Expr | None = None) -> Iterator[arb]:
        """f, or another expression, at those points of the domain where it is defined."""
        for point in self.points():
            with suppress(NoEnclosure):
                yield self.value(point, expression)

    def holds(self, point: Sequence[fmpq]) -> bool:
        """Whether the point lies in the domain."""
        return all(self.value(point, condition) > 0 for condition in self.domain)

    def points(self, most: int = _POINTS) -> Iterator[tuple[fmpq, ...]]:
        """Points of the domain of all sizes."""
        random, size = Random(_SEED), len(self.variables)
        drawn = (tuple(_drawn(random) for _ in range(size)) for _ in range(50 * most))
        return islice((point for point in drawn if self.holds(point)), most)

    def curvature(self, point: Sequence[fmpq], direction: Sequence[int]) -> arb:
        """The second derivative along a direction."""
        along = self.function.expression.xreplace(
            {v: v + _STEP * d for v, d in zip(self.variables, direction, strict=True)}
        )
        with ctx.workprec(_BITS):
            return enclosed(along.diff(_STEP, 2), {**self.at(point), _STEP: fmpq(0)})


def _drawn(random: Random) -> fmpq:
    return fmpq(random.randint(-64, 64), random.choice((1, 3, 16, 64))) * random.choice((1, 1, fmpq(1, 50)))
