"""Semidefiniteness of the Hessian over a domain: exact signs of its principal minors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from flint import fmpq_mpoly
from sympy import Expr, ImmutableDenseMatrix

from symhess.budget import Deadline
from symhess.convexity.domain import Domain, rational
from symhess.convexity.generators import Fraction, Generators, NotRational
from symhess.convexity.sampling import Point
from symhess.convexity.signs import Sign, SignJudge
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.polynomial import expression_of
from symhess.shape import HessianMinors

__all__ = ["Block", "Definite", "blocks_of", "definiteness"]

_LARGEST: Final = 5
_LARGEST_SINGULAR: Final = 4
_BITS: Final = 192

Minor = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Variables that second derivatives join, as numbers.

    Examples
    --------
    >>> Block((0, 2)).numbers
    (0, 2)
    """

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Definite:
    """What is proved about one block of the Hessian.

    ``sign`` is 1 for positive, -1 for negative semidefinite, 0 for the zero matrix; ``is_strict`` says definite at
    every point, ``is_singular`` that the determinant is the zero function; ``determinant`` is that of sign·H.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> Definite(1, False, False, Fraction.of(x**2, x**0), None).is_strict
    False
    """

    sign: int
    is_strict: bool
    is_singular: bool
    determinant: Fraction
    evidence: HessianMinors | None


def blocks_of(hessian: ImmutableDenseMatrix) -> tuple[Block, ...]:
    """The groups of variables that no mixed partial derivative joins.

    Examples
    --------
    >>> blocks_of(ImmutableDenseMatrix([[1, 0, 2], [0, 3, 0], [2, 0, 1]]))
    (Block(numbers=(0, 2)), Block(numbers=(1,)))
    """
    groups: list[set[int]] = []
    for i in range(hessian.rows):
        touching = [group for group in groups if any(hessian[i, j] != 0 or hessian[j, i] != 0 for j in group)]
        groups = [group for group in groups if group not in touching] + [{i}.union(*touching)]
    return tuple(Block(tuple(sorted(group))) for group in sorted(groups, key=min))


def definiteness(
    hessian: ImmutableDenseMatrix, block: Block, domain: Domain, points: Sequence[Point], deadline: Deadline
) -> Definite | None:
    """Decide whether the block is semidefinite on the whole domain; ``None`` where that is not found.

    Parameters
    ----------
    hessian : ImmutableDenseMatrix
    block : Block
    domain : Domain
    points : sequence of points
        Points of the domain, at which a minor may be seen not to be the zero function.
    deadline : Deadline

    Examples
    --------
    >>> from flint import fmpq
    >>> from sympy.abc import x, y
    >>> from symhess.convexity.domain import domain_of
    >>> hessian = ImmutableDenseMatrix([[12 * x**2, 1], [1, 2]])
    >>> origin, beside = (fmpq(0), fmpq(0)), (fmpq(1), fmpq(1))
    >>> definiteness(hessian, Block((0, 1)), domain_of((x, y), (x - 1,)), [beside], Deadline(None)).is_strict
    True
    >>> definiteness(hessian, Block((0, 1)), domain_of((x, y), ()), [origin], Deadline(None)) is None
    True
    """
    if len(block.numbers) > _LARGEST:
        return None
    try:
        return _Minors(hessian, block, domain, points, deadline).decide()
    except NotRational:
        return None


class _Minors:
    """Principal minors of one block, each computed once."""

    def __init__(
        self,
        hessian: ImmutableDenseMatrix,
        block: Block,
        domain: Domain,
        points: Sequence[Point],
        deadline: Deadline,
    ) -> None:
        self.domain, self.points = domain, points
        self.variables = tuple(domain.variables[k] for k in block.numbers)
        entries = [[hessian[i, j] for j in block.numbers] for i in block.numbers]
        self.generators = Generators(domain, (*(e for row in entries for e in row), *domain.others))
        self.judge = SignJudge(self.generators, deadline)
        self.entries = [[self.generators.fraction(entry) for entry in row] for row in entries]
        self.deadline = deadline
        self._known: dict[tuple[Minor, Minor], Fraction] = {}

    def decide(self) -> Definite | None:
        size = len(self.entries)
        diagonal = [self.judge.fraction_sign(self.entries[k][k]) for k in range(size)]
        signs = {found.sign for found in diagonal if found is not None} - {0}
        if None in diagonal or len(signs) > 1:
            return None
        sign = signs.pop() if signs else 1
        leading = [tuple(range(k + 1)) for k in range(size)]
        minors = [self._signed(rows, sign) for rows in leading]
        if all(not minor.numerator.is_zero() for minor in minors):
            return self._definite(sign, minors, False)
        if size > _LARGEST_SINGULAR:
            return None
        principal = [rows for k in range(1, size + 1) for rows in combinations(range(size), k)]
        return self._definite(sign, [self._signed(rows, sign) for rows in principal], True)

    def _definite(self, sign: int, minors: list[Fraction], all_principal: bool) -> Definite | None:
        signs: list[Sign] = []
        for minor in minors:
            found = self.judge.fraction_sign(minor)
            if found is None or found.sign < 0 or not (all_principal or self._is_somewhere_nonzero(minor, found)):
                return None
            signs.append(found)
        is_strict = not all_principal and all(found.is_strict for found in signs)
        record = HessianMinors(
            self.domain.conditions,
            self.variables,
            sign,
            tuple(self._expression(minor) for minor in minors),
            all_principal,
            is_strict,
        )
        is_zero = all(entry.numerator.is_zero() for row in self.entries for entry in row)
        singular = minors[-1].numerator.is_zero()
        return Definite(0 if is_zero else sign, is_strict, singular, minors[-1], record)

    def _is_somewhere_nonzero(self, minor: Fraction, sign: Sign) -> bool:
        return sign.is_strict or any(self._is_nonzero_at(minor.numerator, point) for point in self.points)

    def _is_nonzero_at(self, polynomial: fmpq_mpoly, point: Point) -> bool:
        at = dict(zip(self.domain.variables, map(rational, point), strict=True))
        value = enclosed_constant(self._polynomial_expression(polynomial).xreplace(at), _BITS)
        return value is not None and bool(value != 0)

    def _expression(self, fraction: Fraction) -> Expr:
        top, bottom = map(self._polynomial_expression, (fraction.numerator, fraction.denominator))
        return top / bottom

    def _polynomial_expression(self, polynomial: fmpq_mpoly) -> Expr:
        return expression_of(polynomial, [generator.value for generator in self.generators.generators])

    def _signed(self, rows: Minor, sign: int) -> Fraction:
        minor = self._minor(rows, rows)
        return -minor if sign < 0 and len(rows) % 2 else minor

    def _minor(self, rows: Minor, columns: Minor) -> Fraction:
        """By the last row."""
        if len(rows) == 1:
            return self.entries[rows[0]][columns[0]]
        found = self._known.get((rows, columns))
        if found is None:
            self.deadline.check()
            one = self.generators.context.constant(1)
            found = Fraction(one * 0, one)
            for k, column in enumerate(columns):
                entry = self.entries[rows[-1]][column]
                if not entry.numerator.is_zero():
                    rest = self._minor(rows[:-1], columns[:k] + columns[k + 1 :])
                    term = entry * rest
                    found += -term if (len(rows) - 1 + k) % 2 else term
            found = self._known[rows, columns] = self.generators.reduced(found)
        return found
