"""ScalarFunction: what is analysed."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

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
    """

    expression: Expr
    variables: tuple[Symbol, ...]
    terms: tuple[Expr, ...] = ()
    notes: tuple[str, ...] = ()
