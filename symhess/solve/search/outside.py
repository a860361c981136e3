"""outside: a box that is proved to hold all zeros there are, by comparing how fast terms grow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from flint import fmpq
from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.solve.search.outweighing import outweighs
from symhess.transcendence import ZerosWithin

__all__ = ["outside"]

_LARGEST: Final = 1 << 20
_STEPS: Final = 8


def outside(equations: Sequence[Expr], variables: Sequence[Symbol], deadline: Deadline) -> ZerosWithin | None:
    """A box around the origin outside of which the equations have no common zero; ``None`` where none is seen.

    In each variable in turn an equation is looked for in which a power of the variable outweighs all other terms beyond
    some distance, whatever the variables do that have no bound yet.

    Examples
    --------
    >>> from sympy import pi, sin
    >>> from sympy.abc import x, y
    >>> found = outside((2 * x + 20 * pi * sin(2 * pi * x), y**3 - x * y), (x, y), Deadline(5))
    >>> found.steps, [float(int(r.p) / int(r.q)) for r in found.radii]
    (((0, 0), (1, 1)), [31.4375, 5.609375])
    >>> outside((sin(x),), (x,), Deadline(5)) is None
    True
    """
    radii: dict[Symbol, fmpq] = {}
    steps: list[tuple[int, int]] = []
    while len(radii) < len(variables):
        unbounded = [v for v, x in enumerate(variables) if x not in radii]
        for v, e in product(unbounded, range(len(equations))):
            deadline.check()
            radius = _radius(equations[e], variables[v], radii)
            if radius is not None:
                radii[variables[v]] = radius
                steps.append((v, e))
                break
        else:
            return None
    return ZerosWithin(tuple(variables), tuple(equations), tuple(radii[v] for v in variables), tuple(steps))


def _radius(equation: Expr, variable: Symbol, within: dict[Symbol, fmpq]) -> fmpq | None:
    """A radius from which on the variable outweighs the rest, by doubling and then halving the gap."""
    radius = 1
    while not outweighs(equation, variable, fmpq(radius), within):
        radius *= 2
        if radius > _LARGEST:
            return None
    high, low = fmpq(radius), fmpq(radius, 2)
    for _ in range(_STEPS if radius > 1 else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if outweighs(equation, variable, middle, within) else (middle, high)
    return high
