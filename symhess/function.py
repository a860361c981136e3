"""ScalarFunction: what is analysed."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

from symhess.condition import Condition

__all__ = ["ScalarFunction"]


@dataclass(frozen=True, slots=True)
class ScalarFunction:
    """A real function of finitely many ordered real variables.

    Attributes
    ----------
    expression : Expr
        The function term as the user ordered it (possibly unevaluated for display).
    variables : tuple of Symbol
        The ordered variables; at least one; every free symbol of the expression is among them.
    terms : tuple of Expr
        The summands in the order in which the user wrote them; empty when that order is not known.
    notes : tuple of str
        Doubtful readings and exact conversions to echo, for example that 0.5 was read as 1/2.
    domain : tuple of Condition
        What the user asks of a point beyond the natural domain of f; points that fail it are not counted.
    box : tuple of (Expr, Expr) or None
        The closed box to search, by exact real ends lo < hi in the order of the variables; ``None`` for all of space.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("y + 0.5x^2").function.notes
    ('0.5 is read as exactly 1/2',)
    >>> symhess.analyze("y + 0.5x^2").function.terms
    (y, x**2/2)
    >>> from sympy import Integer
    >>> from sympy.abc import x, y
    >>> ScalarFunction(Integer(1), (x, y)).terms
    ()
    >>> ScalarFunction(x * y, (x, y), box=((Integer(0), Integer(1)), (Integer(-1), Integer(1)))).domain
    ()
    """

    expression: Expr
    variables: tuple[Symbol, ...]
    terms: tuple[Expr, ...] = ()
    notes: tuple[str, ...] = ()
    domain: tuple[Condition, ...] = ()
    box: tuple[tuple[Expr, Expr], ...] | None = None
