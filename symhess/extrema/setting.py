"""What the tests for a global extremum look at: f on one side, the critical values, the time that is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly
from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.constrained.numbers import extremes
from symhess.constraint_evidence import Periods
from symhess.exact import Rational, Real
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.shape import GlobalBound, ShapeEvidence
from symhess.statements import Attained, GlobalStatement, Grounds

__all__ = ["Setting", "joined_groups"]


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """One side of the question: side 1 asks for the minimum, side −1 for the maximum.

    Attributes
    ----------
    expression : Expr
    variables : tuple of Symbol
    side : int
    polynomial : fmpq_mpoly or None
        side·f where it is a polynomial over the rationals.
    values : tuple of Real
        f at the critical points, then at the points without gradient, then on components and families.
    listed : tuple of two int
        How many of the values belong to critical points, and how many to listed points of either kind.
    is_complete : bool
        Whether these are all critical values.
    deadline : Deadline

    Examples
    --------
    >>> from sympy.abc import x
    >>> setting = Setting.of(-(x**2), (x,), -1, (Rational(fmpq(0)),), (1, 1), True, Deadline(None))
    >>> setting.polynomial, setting.best()
    (x^2, (0,))
    """

    expression: Expr
    variables: tuple[Symbol, ...]
    side: int
    polynomial: fmpq_mpoly | None
    values: tuple[Real, ...]
    listed: tuple[int, int]
    is_complete: bool
    deadline: Deadline

    @classmethod
    def of(
        cls,
        expression: Expr,
        variables: tuple[Symbol, ...],
        side: int,
        values: tuple[Real, ...],
        listed: tuple[int, int],
        is_complete: bool,
        deadline: Deadline,
    ) -> Setting:
        """The setting with the polynomial where there is one."""
        try:
            polynomial = polynomial_of(expression, ring([v.name for v in variables])) * side
        except NotPolynomial:
            polynomial = None
        return cls(expression, variables, side, polynomial, values, listed, is_complete, deadline)

    def best(self) -> tuple[int, ...] | None:
        """Numbers of the best critical values; ``None`` where there is none or they cannot be told apart."""
        return extremes(self.values, self.side) if self.values else None

    def attained(self, grounds: Grounds, *evidence: ShapeEvidence | Periods) -> GlobalStatement:
        """The best critical value is the extremum, if it is known which that is."""
        best = self.best() if self.is_complete else None
        if best is None:
            return GlobalStatement(Attained.ATTAINED, None, (), Grounds.SET_INCOMPLETE, evidence)
        return GlobalStatement(Attained.ATTAINED, self.values[best[0]], self._listed(best), grounds, evidence)

    def attained_bound(self, best: tuple[int, ...]) -> GlobalStatement:
        """f nowhere passes the best value."""
        value = self.values[best[0]]
        record = GlobalBound(value, self.side)
        return GlobalStatement(Attained.ATTAINED, value, self._listed(best), Grounds.BOUND_ATTAINED, (record,))

    def _listed(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(number for number in numbers if number < self.listed[1])

    def number(self, value: fmpq) -> Real:
        """A value of side·f as a value of f."""
        return Rational(value * self.side)

    def blocks(self) -> Iterator[tuple[tuple[int, ...], fmpq_mpoly]]:
        """The parts of the polynomial without common variables; the constant term is left out."""
        if self.polynomial is None:
            return
        for group in joined_groups(self.polynomial):
            terms = {e: c for e, c in self.polynomial.terms() if any(e[k] for k in group)}
            yield group, self.polynomial.context().from_dict(terms)


def joined_groups(polynomial: fmpq_mpoly) -> tuple[tuple[int, ...], ...]:
    """The unknowns that occur, grouped as far as terms join them.

    Examples
    --------
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> joined_groups(x * y + z**2), joined_groups(x**2 + y)
    (((0, 1), (2,)), ((0,), (1,)))
    """
    groups: list[set[int]] = []
    for exponents in polynomial.monoms():
        used = {k for k, exponent in enumerate(exponents) if exponent}
        touching = [group for group in groups if group & used]
        if used:
            groups = [group for group in groups if group not in touching] + [used.union(*touching)]
    return tuple(tuple(sorted(group)) for group in sorted(groups, key=min))
