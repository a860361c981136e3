"""The Hessian as a matrix of polynomials, in its finest blocks, with determinants as polynomials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flint import fmpq_mpoly

from symhess.verify.model import Model
from symhess.verify.places import used

__all__ = ["HessianBlock", "Polynomials", "hessian_blocks"]

Polynomials = tuple[fmpq_mpoly, ...]


@dataclass(frozen=True, eq=False)
class HessianBlock:
    """Variables that the Hessian joins, with determinants as polynomials in the unknowns.

    Examples
    --------
    >>> from symhess.function import ScalarFunction
    >>> from sympy.abc import x, y
    >>> block, = hessian_blocks(Model(ScalarFunction(x**3 + x * y**2, (x, y)), ("x", "y"), ()))
    >>> block.minors
    (6*x, 12*x^2 - 4*y^2)
    >>> block.characteristic
    (12*x^2 - 4*y^2, -8*x, 1)
    """

    variables: tuple[int, ...]
    entries: tuple[Polynomials, ...]

    @cached_property
    def unknowns(self) -> frozenset[int]:
        """The unknowns on which the entries depend, and the block's own variables."""
        return frozenset(self.variables) | self.entry_unknowns

    @cached_property
    def entry_unknowns(self) -> frozenset[int]:
        """The unknowns on which the entries depend."""
        return frozenset().union(*(used(p) for row in self.entries for p in row))

    @cached_property
    def minors(self) -> Polynomials:
        """The leading principal minors."""
        size = len(self.variables)
        last = (_characteristic([row[:k] for row in self.entries[:k]])[0] for k in range(1, size + 1))
        return tuple(c if k % 2 == 0 else -c for k, c in enumerate(last, start=1))

    @cached_property
    def characteristic(self) -> Polynomials:
        """Coefficients of det(t − H), ascending."""
        return _characteristic(self.entries)


def hessian_blocks(model: Model) -> tuple[HessianBlock, ...]:
    """The finest splitting into blocks for which the Hessian is block-diagonal everywhere.

    Examples
    --------
    >>> from symhess.function import ScalarFunction
    >>> from sympy.abc import x, y, z
    >>> model = Model(ScalarFunction(x * z + y**2, (x, y, z)), ("x", "y", "z"), ())
    >>> [block.variables for block in hessian_blocks(model)]
    [(0, 2), (1,)]
    """
    label = list(range(model.size))
    for i, row in enumerate(model.hessian):
        for j in range(i):
            if not row[j].is_zero():
                label = [label[j] if other == label[i] else other for other in label]
    groups = [tuple(k for k, own in enumerate(label) if own == one) for one in dict.fromkeys(label)]
    return tuple(
        HessianBlock(group, tuple(tuple(model.hessian[i][j] for j in group) for i in group)) for group in groups
    )


def _characteristic(entries: Sequence[Polynomials]) -> Polynomials:
    """Faddeev–LeVerrier: M ← H·M + c·1, c ← −tr(H·M)/k."""
    size = len(entries)
    one = entries[0][0] * 0 + 1
    coefficients = [one]
    matrix = [[one if i == j else one * 0 for j in range(size)] for i in range(size)]
    for k in range(1, size + 1):
        image = [[_dot(row, [m[j] for m in matrix]) for j in range(size)] for row in entries]
        coefficient = -sum((image[i][i] for i in range(size)), one * 0) / k
        coefficients.append(coefficient)
        matrix = [[e + coefficient if i == j else e for j, e in enumerate(row)] for i, row in enumerate(image)]
    return tuple(reversed(coefficients))


def _dot(row: Sequence[fmpq_mpoly], column: Sequence[fmpq_mpoly]) -> fmpq_mpoly:
    return sum((a * b for a, b in zip(row, column, strict=True)), row[0] * 0)
