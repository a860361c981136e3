"""Truncated power series of an expression around a point, with exact coefficients.

A jet maps exponents to coefficients: ``{(0, 0): 1, (1, 0): 2}`` is 1 + 2·h₁. Sums, products and powers are computed
on jets; a function of a jet goes by the series of the function around the constant term. Rational coefficients are
python-flint numbers, others SymPy numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from math import factorial
from typing import Any, Final, TypeAlias

from flint import fmpq
from sympy import Add, Expr, Mul, Piecewise, Pow, Rational, Symbol, exp, expand, log, sympify, true
from sympy.core.relational import Relational

from symhess.differentiate.deriving import derive, result_of
from symhess.differentiate.smoothness import conditions_of, holds_at
from symhess.errors import InputError

__all__ = ["Jet", "jet_of"]

Jet: TypeAlias = dict[tuple[int, ...], Any]
"""Exponents of the increments with their nonzero coefficients."""

_T: Final = Symbol("t")


class _Irrational(Exception):
    """A coefficient is no rational number."""


def jet_of(expression: Expr, at: Mapping[Symbol, Expr], order: int) -> dict[tuple[int, ...], Expr]:
    """Expand an expression around a point up to total degree `order`.

    Parameters
    ----------
    expression : Expr
        Smooth near the point; every symbol stands for a real number.
    at : mapping of Symbol to Expr
        The exact coordinates; their order is that of the exponents.
    order : int

    Returns
    -------
    dict
        Exponents of the increments and their nonzero coefficients, as SymPy numbers.

    Raises
    ------
    InputError
        If a part is not defined or not known to be smooth at the point.

    Examples
    --------
    >>> from sympy import sin, sqrt, symbols
    >>> x, y = symbols("x y")
    >>> jet_of(y * sin(x), {x: 0, y: 1}, 3)
    {(1, 0): 1, (1, 1): 1, (3, 0): -1/6}
    >>> jet_of(sqrt(x), {x: 0}, 1)
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: sqrt(x) is not smooth where x = 0: it has no Taylor polynomial there
    """
    point = {symbol: sympify(value) for symbol, value in at.items()}
    try:
        jet = _Series(point, order, _rational, _unchanged).of(expression)
        return {powers: _sympy_number(coefficient) for powers, coefficient in sorted(jet.items())}
    except _Irrational:
        return dict(sorted(_Series(point, order, _unchanged, _expanded).of(expression).items()))


def _rational(number: Expr) -> fmpq:
    if not number.is_Rational:
        raise _Irrational
    return fmpq(int(number.p), int(number.q))


def _unchanged(number: Any) -> Any:
    return number


def _expanded(number: Expr) -> Expr:
    return expand(number, power_base=False, power_exp=False, log=False)


@dataclass(frozen=True, slots=True)
class _Series:
    """Arithmetic of jets around one point; ``number`` makes coefficients, ``tidied`` normalises them."""

    at: Mapping[Symbol, Expr]
    order: int
    number: Callable[[Expr], Any]
    tidied: Callable[[Any], Any]
    _jets: dict[Expr, Jet] = field(default_factory=dict)

    def of(self, expression: Expr) -> Jet:
        """Jet of an expression; equal subexpressions are expanded once."""
        if expression not in self._jets:
            self._jets[expression] = self._expand(expression)
        return self._jets[expression]

    def _expand(self, expression: Expr) -> Jet:
        if not expression.free_symbols & self.at.keys():
            return self._constant(expression)
        if expression.is_Symbol:
            return self._variable(expression)
        if expression.func is Add:
            return reduce(self._plus, (self.of(part) for part in expression.args))
        if expression.func is Mul:
            return reduce(self._times, (self.of(part) for part in expression.args))
        if expression.func is Piecewise:
            return self.of(self._branch(expression))
        if expression.func is Pow:
            return self._power(expression, *expression.args)
        if len(expression.args) != 1:
            raise self._refusal(expression)
        return self._compose(expression, expression.func(_T), self.of(expression.args[0]))

    def _constant(self, value: Expr) -> Jet:
        return {(0,) * len(self.at): self.number(value)} if value != 0 else {}

    def _variable(self, symbol: Symbol) -> Jet:
        unit = tuple(int(symbol == each) for each in self.at)
        linear = {unit: self.number(Rational(1))} if self.order else {}
        return self._constant(self.at[symbol]) | linear

    def _plus(self, first: Jet, second: Jet) -> Jet:
        total = dict(first)
        for powers, coefficient in second.items():
            total[powers] = total[powers] + coefficient if powers in total else coefficient
        return self._without_zeros(total)

    def _times(self, first: Jet, second: Jet) -> Jet:
        total: Jet = {}
        for left, a in first.items():
            room = self.order - sum(left)
            for right, b in second.items():
                if sum(right) <= room:
                    powers = tuple(map(int.__add__, left, right))
                    total[powers] = total[powers] + a * b if powers in total else a * b
        return self._without_zeros(total)

    def _without_zeros(self, jet: Jet) -> Jet:
        tidy = ((powers, self.tidied(coefficient)) for powers, coefficient in jet.items())
        return {powers: coefficient for powers, coefficient in tidy if coefficient != 0}

    def _power(self, expression: Expr, base: Expr, exponent: Expr) -> Jet:
        if exponent.free_symbols & self.at.keys():
            return self.of(exp(exponent * log(base), evaluate=False))
        if exponent.is_Integer and exponent.is_positive:
            return self._natural_power(self.of(base), int(exponent))
        return self._compose(expression, Pow(_T, exponent), self.of(base))

    def _natural_power(self, jet: Jet, exponent: int) -> Jet:
        result = jet
        for digit in bin(exponent)[3:]:
            result = self._times(result, result)
            result = self._times(result, jet) if digit == "1" else result
        return result

    def _compose(self, expression: Expr, outer: Expr, inner: Jet) -> Jet:
        """Series of ``outer`` around the constant term of ``inner``, at the rest of ``inner`` (Horner)."""
        origin = (0,) * len(self.at)
        centre = _sympy_number(inner.get(origin, 0))
        rest = {powers: coefficient for powers, coefficient in inner.items() if powers != origin}
        if not all(holds_at(condition, {_T: centre}) for condition in conditions_of(outer) or ()):
            raise self._refusal(expression)
        result: Jet = {}
        for degree in range(self.order, -1, -1):
            coefficient = _derivative(outer, degree).xreplace({_T: centre}) / factorial(degree)
            result = self._plus(self._times(result, rest), self._constant(self.tidied(coefficient)))
        return result

    def _branch(self, cases: Piecewise) -> Expr:
        """Expression of the case whose interior holds the point."""
        for branch, condition in cases.args:
            edges = (each.lhs - each.rhs for each in condition.atoms(Relational))
            if any(edge.xreplace(dict(self.at)).is_zero is not False for edge in edges):
                break
            if condition.xreplace(dict(self.at)) is true:
                return branch
        raise self._refusal(cases)

    def _refusal(self, part: Expr) -> InputError:
        point = ", ".join(f"{symbol} = {value}" for symbol, value in self.at.items())
        return InputError(f"{part} is not smooth where {point}: it has no Taylor polynomial there")


def _sympy_number(number: Any) -> Expr:
    return Rational(int(number.p), int(number.q)) if isinstance(number, fmpq) else Rational(0) + number


@lru_cache(maxsize=4096)
def _derivative(outer: Expr, degree: int) -> Expr:
    return outer if degree == 0 else result_of(derive(_derivative(outer, degree - 1), _T))
