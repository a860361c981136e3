"""Series of expressions along curves t ↦ p + c(t), t > 0: with rational coefficients or else with balls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import sympy
from flint import arb, arb_series, ctx, fmpq, fmpq_series
from sympy import Expr, Poly, Symbol

from symhess.verify.clock import check_clock
from symhess.verify.enclosures import NoEnclosure, enclosed

__all__ = ["Coefficient", "coefficients_of", "is_zero", "series_along"]

Coefficient: TypeAlias = fmpq | arb

_T: Final = Symbol("t")
_BITS: Final = 1024
_NARROW: Final = 512  # a ball that holds 0 and is narrower than 2^-512 stands for 0
_MARGIN: Final = 24  # more terms than asked for: roots of a series lose some

_BY_NAME: Final = {
    getattr(sympy, name): name
    for name in (
        *("exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
        *("sinh", "cosh", "tanh", "asinh", "atanh"),
    )
}


def series_along(expression: Expr, places: Mapping[Symbol, Sequence[Coefficient]], order: int) -> list[Coefficient]:
    """The coefficients of t⁰, …, t^order when the symbols move as polynomials in t, for small t > 0.

    Raises
    ------
    NoEnclosure
        If the function has no such series, or none is found.

    Examples
    --------
    >>> from sympy import Abs, exp
    >>> x, y = sympy.symbols("x y")
    >>> zero, one, two = fmpq(0), fmpq(1), fmpq(2)
    >>> series_along(exp(x) * y, {x: [zero, one], y: [zero, zero, two]}, 4)
    [0, 0, 2, 2, 1]
    >>> series_along(sympy.sqrt(x**2 + x**4) + Abs(x**3), {x: [zero, -one]}, 3)
    [0, 1, 0, 3/2]
    """
    check_clock()
    with _working(order + 1 + _MARGIN):
        for kind in (fmpq_series, arb_series):
            try:
                found = _Series(kind, places).of(expression)
            except (ValueError, TypeError, NotImplementedError, ZeroDivisionError, OverflowError):
                continue
            return _coefficients(found, order)
    raise NoEnclosure(str(expression))


@contextmanager
def _working(terms: int) -> Iterator[None]:
    before = ctx.cap
    try:
        with ctx.workprec(_BITS):
            ctx.cap = terms
            yield
    finally:
        ctx.cap = before


def _coefficients(series: Any, order: int) -> list[Coefficient]:
    if series.prec <= order:
        raise NoEnclosure("too few terms are known")
    known = list(series.coeffs())[: order + 1]
    if not all(isinstance(c, fmpq) or c.is_finite() for c in known):
        raise NoEnclosure("a coefficient is not finite")
    return known + [fmpq(0)] * (order + 1 - len(known))


def is_zero(coefficient: Coefficient) -> bool:
    """Whether a coefficient is zero: exactly, or as a ball that holds 0 and hardly anything else.

    Examples
    --------
    >>> is_zero(fmpq(0)), is_zero(fmpq(1, 2**2000)), is_zero(arb(0, 2.0**-100))
    (True, False, False)
    """
    if isinstance(coefficient, fmpq):
        return bool(coefficient == 0)
    with ctx.workprec(_BITS):
        return bool(coefficient.contains(0) and coefficient.abs_upper() < arb(2) ** -_NARROW)


def coefficients_of(curve: Expr) -> list[Coefficient]:
    """A polynomial in t by its coefficients, ascending.

    Examples
    --------
    >>> coefficients_of(3 * _T**2 - _T / 2)
    [0, -1/2, 3]
    """
    polynomial = Poly(curve, _T)
    row: list[Coefficient] = [fmpq(0)] * (polynomial.degree() + 1 if polynomial else 1)
    for (power,), coefficient in polynomial.terms():
        row[power] = _number(coefficient)
    return row


def _number(constant: Expr) -> Coefficient:
    if constant.is_Rational:
        return fmpq(int(constant.p), int(constant.q))
    with ctx.workprec(_BITS):
        return enclosed(constant, {})


class _Series:
    """One kind of power series arithmetic; what it cannot do raises ValueError or NotImplementedError."""

    def __init__(self, kind: type, places: Mapping[Symbol, Sequence[Coefficient]]) -> None:
        self._kind = kind
        self._known: dict[Expr, Any] = {symbol: kind(list(row)) for symbol, row in places.items()}

    def of(self, expression: Expr) -> Any:
        """Series of an expression; equal subexpressions are expanded once."""
        if expression not in self._known:
            self._known[expression] = self._expanded(expression)
        return self._known[expression]

    def _expanded(self, expression: Expr) -> Any:
        if not expression.free_symbols:
            return self._kind([self._constant(expression)])
        if isinstance(expression, sympy.Add):
            return sum((self.of(part) for part in expression.args[1:]), self.of(expression.args[0]))
        if isinstance(expression, sympy.Mul):
            product = self.of(expression.args[0])
            for part in expression.args[1:]:
                product *= self.of(part)
            return product
        if isinstance(expression, sympy.Pow):
            return self._power(*expression.args)
        if len(expression.args) != 1 or isinstance(expression, Symbol):
            raise NotImplementedError(str(expression))
        return self._function(expression.func, self.of(expression.args[0]))

    def _constant(self, constant: Expr) -> Coefficient:
        number = _number(constant)
        if self._kind is fmpq_series and not isinstance(number, fmpq):
            raise ValueError(f"{constant} is not rational")
        return number

    def _function(self, function: type, inner: Any) -> Any:
        if function is sympy.Abs:
            return inner * self._sign(inner)
        if function is sympy.sign:
            return self._kind([self._sign(inner)])
        name = _BY_NAME.get(function)
        if name is None:
            raise NotImplementedError(str(function))
        if hasattr(inner, name):
            return getattr(inner, name)()
        return _REWRITTEN[name](inner)

    def _sign(self, series: Any) -> int:
        """The sign for small t > 0."""
        leading = next((c for c in series.coeffs() if not is_zero(c)), fmpq(0))
        return 1 if leading > 0 else -1 if leading < 0 else _unknown(leading)

    def _power(self, base: Expr, exponent: Expr) -> Any:
        if exponent.free_symbols:
            return (self.of(exponent) * self._logarithm(base)).exp()
        inner = self.of(base)
        if exponent.is_Integer and exponent > 0:
            return _natural_power(inner, int(exponent))
        if not exponent.is_Rational:
            return (inner.log() * self._constant(exponent)).exp()
        coefficients = list(inner.coeffs())
        start = next((k for k, c in enumerate(coefficients) if not is_zero(c)), None)
        if start is None or (start * exponent.p) % exponent.q or start * exponent.p < 0:
            raise NotImplementedError(f"{base}**{exponent}")
        unit = self._kind(coefficients[start:], prec=inner.prec - start)
        shift = start * int(exponent.p) // int(exponent.q)
        raised = self._unit_power(unit, exponent)
        return self._kind([fmpq(0)] * shift + list(raised.coeffs()), prec=raised.prec + shift)

    def _logarithm(self, base: Expr) -> Any:
        return self.of(base).log() if base.free_symbols else self._constant(sympy.log(base))

    def _unit_power(self, unit: Any, exponent: Expr) -> Any:
        if exponent.is_Integer:
            return _natural_power(unit.inv(), -int(exponent))
        if self._kind is fmpq_series:
            if exponent.q != 2 or unit[0] != 1:
                raise ValueError("the root is not rational")
            root = unit.sqrt()
            return _natural_power(root if exponent > 0 else root.inv(), abs(int(exponent.p)))
        if not unit[0] > 0:
            raise ValueError("a root of a negative number")
        return (unit.log() * arb(fmpq(int(exponent.p), int(exponent.q)))).exp()


def _unknown(leading: Coefficient) -> int:
    if is_zero(leading):
        return 0
    raise ValueError("a sign is not known")


def _natural_power(series: Any, exponent: int) -> Any:
    result = series
    for digit in bin(exponent)[3:]:
        result = result * result
        result = result * series if digit == "1" else result
    return result


_REWRITTEN: Final[dict[str, Callable[[Any], Any]]] = {
    "sinh": lambda u: (u.exp() - (-u).exp()) / 2,
    "cosh": lambda u: (u.exp() + (-u).exp()) / 2,
    "tanh": lambda u: ((u * 2).exp() - 1) / ((u * 2).exp() + 1),
    "asinh": lambda u: (u + (u * u + 1).sqrt()).log(),
    "cot": lambda u: u.tan().inv(),
    "sec": lambda u: u.cos().inv(),
    "csc": lambda u: u.sin().inv(),
    "atanh": lambda u: ((1 + u).log() - (1 - u).log()) / 2,
}
