"""Which rule differentiates an expression, and into which parts it takes it apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final

from sympy import Abs, Add, Basic, ComplexRootOf, Expr, Mul, Piecewise, Pow, Symbol, log

from symhess.evidence import Rule

__all__ = ["Problem", "Split", "Splitter", "placeholder"]

Problem = tuple[Expr, Symbol]
"""What is to be differentiated, and by which variable."""


@dataclass(frozen=True, slots=True)
class Split:
    """A rule, the parts it speaks of, and the derivatives it needs, in the order of the premises.

    Examples
    --------
    >>> from sympy import Symbol, sin
    >>> x = Symbol("x")
    >>> Splitter(Symbol("u")).split(sin(x**2), x)
    Split(rule=<Rule.CHAIN: 'chain'>, parts=(sin(u), x**2), needs=((sin(u), u), (x**2, x)))
    """

    rule: Rule
    parts: tuple[Expr, ...] = ()
    needs: tuple[Problem, ...] = ()


def placeholder(taken: Iterable[Symbol]) -> Symbol:
    """Name for the inner function in the chain rule that nothing else bears.

    Examples
    --------
    >>> from sympy import symbols
    >>> placeholder(symbols("x y")), placeholder(symbols("u v x")), placeholder(symbols("u v w t s"))
    (u, w, u_1)
    """
    names = {symbol.name for symbol in taken}
    candidates = chain("uvwts", (f"u_{k}" for k in count(1)))
    return Symbol(next(name for name in candidates if name not in names))


@dataclass(frozen=True, slots=True)
class Splitter:
    """Takes expressions apart; remembers which symbols each subexpression holds.

    Attributes
    ----------
    inner : Symbol
        The name of the inner function in the chain rule.
    """

    inner: Symbol
    _symbols: dict[Basic, frozenset[Symbol]] = field(default_factory=dict)

    def split(self, expression: Expr, variable: Symbol) -> Split:
        """Choose the rule for one derivative.

        Examples
        --------
        >>> from sympy import Symbol, exp
        >>> x, y = Symbol("x"), Symbol("y")
        >>> splitter = Splitter(Symbol("u"))
        >>> splitter.split(3 * x * exp(x), x).parts, splitter.split(x / (x + y), x).parts
        ((3, x*exp(x)), (x, x + y))
        >>> splitter.split(y**2, x).rule, splitter.split(x**x, x).rule
        (<Rule.CONSTANT: 'constant'>, <Rule.GENERAL_POWER: 'general-power'>)
        """
        if not self.contains(expression, variable):
            return Split(Rule.CONSTANT)
        if expression == variable:
            return Split(Rule.VARIABLE)
        return _SPLITS.get(expression.func, _split_function)(self, expression, variable)

    def contains(self, expression: Basic, variable: Symbol) -> bool:
        """Whether the variable occurs in the expression; each subexpression is looked at once."""
        known = self._symbols
        waiting = [] if expression in known else [expression]
        while waiting:
            current = waiting[-1]
            parts = () if isinstance(current, ComplexRootOf) else current.args  # its letter is bound
            unknown = [part for part in parts if part not in known]
            if unknown:
                waiting.extend(unknown)
                continue
            own = frozenset((current,)) if isinstance(current, Symbol) else frozenset()
            known[current] = own.union(*(known[part] for part in parts))
            waiting.pop()
        return variable in known[expression]

    def compose(self, outer: Expr, inner: Expr, variable: Symbol) -> Split:
        """Chain rule for ``outer`` at u = ``inner``."""
        return Split(Rule.CHAIN, (outer, inner), ((outer, self.inner), (inner, variable)))


def _needs(parts: Iterable[Expr], variable: Symbol) -> tuple[Problem, ...]:
    return tuple((part, variable) for part in parts)


def _split_sum(splitter: Splitter, expression: Expr, variable: Symbol) -> Split:
    parts = expression.args
    if parts[0].is_Number:  # SymPy puts the number first; the lecture puts it last
        parts = (*parts[1:], parts[0])
    return Split(Rule.SUM, parts, _needs(parts, variable))


def _split_product(splitter: Splitter, expression: Expr, variable: Symbol) -> Split:
    constant = [factor for factor in expression.args if not splitter.contains(factor, variable)]
    if constant:
        rest = Mul(*(factor for factor in expression.args if splitter.contains(factor, variable)))
        product = Mul(*constant)
        # SymPy multiplies a number into a sum; then the constants stay apart
        constants = constant if product.func is Add else [product]
        return Split(Rule.CONSTANT_MULTIPLE, (*constants, rest), _needs((rest,), variable))
    below = [factor for factor in expression.args if _is_divisor(factor)]
    if not below:
        return Split(Rule.PRODUCT, expression.args, _needs(expression.args, variable))
    if len(below) == len(expression.args):
        return splitter.compose(1 / splitter.inner, 1 / expression, variable)
    above = Mul(*(factor for factor in expression.args if not _is_divisor(factor)))
    parts = (above, Mul(*(1 / factor for factor in below)))
    return Split(Rule.QUOTIENT, parts, _needs(parts, variable))


def _is_divisor(factor: Expr) -> bool:
    return factor.func is Pow and bool(factor.exp.is_Rational) and factor.exp.p < 0


def _split_power(splitter: Splitter, expression: Expr, variable: Symbol) -> Split:
    base, exponent = expression.args
    if not splitter.contains(exponent, variable):
        if base == variable:
            return Split(Rule.POWER, (base, exponent))
        return splitter.compose(Pow(splitter.inner, exponent), base, variable)
    if splitter.contains(base, variable):
        return Split(Rule.GENERAL_POWER, (base, exponent), _needs((base, exponent), variable))
    if exponent == variable:
        return Split(Rule.TABLE)
    return splitter.compose(Pow(base, splitter.inner), exponent, variable)


def _split_cases(splitter: Splitter, expression: Expr, variable: Symbol) -> Split:
    branches = tuple(branch for branch, _ in expression.args)
    return Split(Rule.TABLE, branches, _needs(branches, variable))


def _split_function(splitter: Splitter, expression: Expr, variable: Symbol) -> Split:
    arguments = expression.args
    if arguments == (variable,) or len(arguments) != 1:
        return Split(Rule.TABLE)
    if expression.func is not log or arguments[0].func is not Abs:
        return splitter.compose(expression.func(splitter.inner), arguments[0], variable)
    inner = arguments[0].args[0]  # log|u| is one row of the table
    if inner == variable:
        return Split(Rule.TABLE)
    return splitter.compose(log(Abs(splitter.inner)), inner, variable)


_SPLITS: Final[dict[type, Callable[[Splitter, Expr, Symbol], Split]]] = {
    Add: _split_sum,
    Mul: _split_product,
    Pow: _split_power,
    Piecewise: _split_cases,
}
