"""Evidence records about points where f has no gradient: what f does on either side, or in every direction."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

from symhess.exact import Real

__all__ = ["DirectionalTerm", "SideTerm"]


@dataclass(frozen=True, slots=True, eq=False)
class SideTerm:
    """outer(place + side·s) − outer(place) begins with coefficient·s^(power/root) for small s > 0.

    Examples
    --------
    >>> import symhess
    >>> records = symhess.classify("sqrt(x^2 + y^2)", at=(0, 0)).evidence
    >>> records[0].inner, records[0].power, records[0].root, records[0].side
    (x**2 + y**2, 1, 2, 1)
    """

    outer: Expr
    unknown: Symbol
    inner: Expr
    place: Expr
    side: int
    power: int
    root: int
    coefficient: Real


@dataclass(frozen=True, slots=True)
class DirectionalTerm:
    """f(p + t·u) − f(p) = t^degree·form(u) + higher powers of t for all directions u.

    ``sign`` is that of the form in all directions; it is 0 where the form has both signs, as on ``up`` and ``down``.

    Examples
    --------
    >>> import symhess
    >>> records = symhess.classify("sqrt(x^2 + y^2) - 2x", at=(0, 0)).evidence
    >>> records[0].degree, records[0].sign, records[0].up, records[0].down
    (1, 0, (-1, -1), (1, -1))
    """

    increments: tuple[Symbol, ...]
    degree: int
    form: Expr
    sign: int
    up: tuple[int, ...]
    down: tuple[int, ...]
