"""Evidence records about points where f is not smooth: on either side, in every direction, its mixed partials there."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

from symhess.exact import Real

__all__ = ["DirectionalTerm", "MixedPartialsAt", "SideTerm"]


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


@dataclass(frozen=True, slots=True)
class MixedPartialsAt:
    """Both mixed partials at an exceptional point as limits of difference quotients; ``None`` where one does not exist.

    Examples
    --------
    >>> import symhess
    >>> from sympy import Piecewise, Eq
    >>> from sympy.abc import x, y
    >>> peano = Piecewise((0, Eq(x, 0) & Eq(y, 0)), (x * y * (x**2 - y**2) / (x**2 + y**2), True))
    >>> record = symhess.analyze(peano).derivatives.clairaut.evidence[-1]
    >>> record.at, record.first_then_second, record.second_then_first
    ((0, 0), -1, 1)
    """

    first: Symbol
    second: Symbol
    at: tuple[Expr, ...]
    first_then_second: Expr | None
    second_then_first: Expr | None
