"""The sign of an expression on an interval."""

from __future__ import annotations

from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.domain import inner_point
from symhess.solve.line.refining import sign_at
from symhess.solve.line.rewriting import conditions
from symhess.solve.line.solving import real_zeros

__all__ = ["sign_on"]


def sign_on(expression: Expr, variable: Symbol, interval: tuple[Expr, Expr], deadline: Deadline) -> int | None:
    """The one sign that an expression has on an open interval, proved.

    Returns
    -------
    int or None
        1, -1, or 0 for the zero function; ``None`` where the expression has zeros, is not defined everywhere, or
        where nothing is proved.

    Examples
    --------
    >>> from sympy import Integer, cos, exp, log, oo, sin
    >>> x = Symbol("x")
    >>> sign_on(exp(x) - x, x, (-oo, oo), Deadline(10)), sign_on(log(x) - x, x, (Integer(0), oo), Deadline(10))
    (1, -1)
    >>> sign_on(2 + sin(x), x, (-oo, oo), Deadline(10)), sign_on(1 / x, x, (-oo, oo), Deadline(10)) is None
    (1, True)
    >>> sign_on(x + sin(x), x, (Integer(0), oo), Deadline(10))
    1
    """
    if is_zero_constant(expression) if not expression.has(variable) else expression.is_zero:
        return 0
    zeros = real_zeros(expression, variable, interval, deadline)
    if not zeros.complete or zeros.points or zeros.families:
        return None
    if not all(_holds_on(condition, variable, interval, deadline) for condition in conditions(expression, variable)):
        return None
    return sign_at(expression, variable, inner_point(interval))


def _holds_on(condition: Condition, variable: Symbol, interval: tuple[Expr, Expr], deadline: Deadline) -> bool:
    """Whether the condition holds everywhere on the interval."""
    sign = sign_on(condition.term, variable, interval, deadline)
    return sign is not None and (sign == 1 or (sign != 0 and condition.relation is Relation.NONZERO))
