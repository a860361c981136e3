"""The inner function that a monotone outer function hides: exp(x·y) has its extrema where x·y has them."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol, asinh, atan, exp, expand, limit, log, oo, sinh, tanh

__all__ = ["Core", "core_of"]

_RISING = (exp, sinh, asinh, atan, tanh)
_W = Symbol("w")


@dataclass(frozen=True, slots=True)
class Core:
    """f = outer(inner) with a strictly monotone outer function.

    Attributes
    ----------
    outer : Expr
        In the symbol w.
    inner : Expr
    sign : int
        1 where outer rises, -1 where it falls.
    positive_only : bool
        Whether outer is defined, and f is meant, for positive values of the inner function only.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> core_of(3 - exp(x * y), (x, y))
    Core(outer=3 - exp(w), inner=x*y, sign=-1, positive_only=False)
    """

    outer: Expr
    inner: Expr
    sign: int
    positive_only: bool

    def at_infinity(self, sign: int) -> Expr:
        """The limit of outer at ±∞.

        Examples
        --------
        >>> Core(exp(_W), _W, 1, False).at_infinity(-1)
        0
        """
        found: Expr = limit(self.outer, _W, oo * sign)
        return found

    def value(self, inner: Expr) -> Expr:
        """outer at a number."""
        found: Expr = self.outer.xreplace({_W: inner})
        return found

    def slope(self, inner: Expr) -> Expr:
        """The derivative of outer at a number."""
        found: Expr = self.outer.diff(_W).xreplace({_W: inner})
        return found


def core_of(function: Expr, variables: tuple[Symbol, ...]) -> Core:
    """Take monotone functions off, from the outside in.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> core_of(sqrt(x**2 + y**2), (x, y)).inner, core_of(x * exp(y), (x, y)).inner
    (x**2 + y**2, x*exp(y))
    """
    outer: Expr = _W
    inner, sign, positive_only = function, 1, False
    while not inner.is_polynomial(*variables):
        peeled = _peeled(inner, variables)
        if peeled is None:
            break
        layer, inner, direction, needs_positive = peeled
        outer = outer.xreplace({_W: layer})
        sign *= direction
        positive_only = positive_only or needs_positive
    return Core(outer, inner, sign, positive_only)


def _peeled(function: Expr, variables: tuple[Symbol, ...]) -> tuple[Expr, Expr, int, bool] | None:
    """The outermost layer in w, what is inside, its direction, and whether it needs a positive inside."""
    if isinstance(function, _RISING):
        return function.func(_W), function.args[0], 1, False
    if isinstance(function, log):
        return log(_W), function.args[0], 1, True
    if isinstance(function, Pow) and isinstance(function.exp, Rational) and not isinstance(function.exp, Integer):
        return _W**function.exp, function.base, 1 if function.exp > 0 else -1, True
    used = set(variables)
    if isinstance(function, Add | Mul):
        constants = [part for part in function.args if not part.free_symbols & used]
        rest = [part for part in function.args if part.free_symbols & used]
        if constants and isinstance(function, Add):
            return _W + Add(*constants), Add(*rest), 1, False
        if constants and all(c.is_real and c != 0 for c in constants):
            factor = Mul(*constants)
            return _W * factor, Mul(*rest), 1 if factor.is_positive else -1, False
        if isinstance(function, Mul) and all(isinstance(part, exp) for part in rest):
            return exp(_W), expand(Add(*(part.args[0] for part in rest))), 1, False
    return None
