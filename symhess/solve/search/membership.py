"""Whether a zero lies in the closed box and where all conditions hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flint import arb, ctx
from sympy import Expr, Symbol

from symhess.condition import Condition, Relation
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.number import ball_sign
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.search.program import Program, compile_system
from symhess.solve.search.proofs import ENCLOSURE_BITS
from symhess.transcendence import UniqueRoot

__all__ = ["Membership"]

_BITS = 2 * ENCLOSURE_BITS


@dataclass(frozen=True, slots=True)
class Membership:
    """The set that a zero must lie in: a closed box, cut by conditions.

    Examples
    --------
    >>> from sympy import S, pi, sqrt
    >>> from sympy.abc import x
    >>> from flint import fmpq
    >>> inside = Membership.of((x,), ((S(0), sqrt(2)),), (Condition(x - 1, Relation.POSITIVE),))
    >>> def root(value):
    ...     return UniqueRoot(((fmpq(0), fmpq(2)),), (enclosed_constant(value, 256),), (value,))
    >>> [inside.contains(root(value)) for value in (sqrt(2), S(1), pi / 2, S(5) / 4)]
    [True, False, False, True]
    """

    variables: tuple[Symbol, ...]
    box: tuple[tuple[Expr, Expr], ...]
    conditions: tuple[Condition, ...]
    terms: Program

    @classmethod
    def of(
        cls,
        variables: Sequence[Symbol],
        box: Sequence[tuple[Expr, Expr]],
        conditions: Sequence[Condition],
    ) -> Membership:
        """The set with the terms of its conditions compiled."""
        terms = compile_system((), variables, [(condition.term, True) for condition in conditions])
        return cls(tuple(variables), tuple(box), tuple(conditions), terms)

    def contains(self, root: UniqueRoot) -> bool | None:
        """Whether the zero lies in the set; ``None`` where that is not decided."""
        answers = [*self._between_the_faces(root), *self._where_conditions_hold(root)]
        if False in answers:
            return False
        return None if None in answers else True

    def _between_the_faces(self, root: UniqueRoot) -> Iterator[bool | None]:
        for (low, high), ball, value in zip(self.box, root.enclosures, root.exact, strict=True):
            for end, direction in ((low, 1), (high, -1)):
                sign = _difference_sign(ball, value, end)
                yield None if sign is None else sign * direction >= 0

    def _where_conditions_hold(self, root: UniqueRoot) -> Iterator[bool | None]:
        values = self.terms.ball_values(self.terms.terms, root.enclosures, _BITS) if self.conditions else []
        exact = {x: value for x, value in zip(self.variables, root.exact, strict=True) if value is not None}
        for condition, ball in zip(self.conditions, values, strict=True):
            term = condition.term.subs(exact, simultaneous=True)
            sign = _sign(ball, None if term.free_symbols else term)
            yield None if sign is None else _holds(condition.relation, sign)


def _holds(relation: Relation, sign: int) -> bool:
    return {Relation.POSITIVE: sign > 0, Relation.NONZERO: sign != 0, Relation.NONNEGATIVE: sign >= 0}[relation]


def _difference_sign(ball: arb, value: Expr | None, end: Expr) -> int | None:
    other = enclosed_constant(end, _BITS)
    with ctx.workprec(_BITS):
        difference = arb.nan() if other is None else ball - other
    return _sign(difference, None if value is None else value - end)


def _sign(ball: arb, exact: Expr | None) -> int | None:
    """Sign of a number, by its enclosure or else by its exact value."""
    sign = ball_sign(ball)
    if sign is not None or exact is None:
        return sign
    zero = is_zero_constant(exact)
    if zero is None:
        return None
    finer = None if zero else enclosed_constant(exact, 16 * _BITS)
    return 0 if zero else None if finer is None else ball_sign(finer)
