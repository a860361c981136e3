"""What each rule makes of the derivatives of the parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sympy import Add, Expr, Integer, Mul, Piecewise, Pow, Symbol, log

from symhess.differentiate.table import table_derivative
from symhess.evidence import Rule

__all__ = ["combine"]

Parts = tuple[Expr, ...]
Inputs = Sequence[Expr]


def combine(rule: Rule, expression: Expr, variable: Symbol, parts: Parts, derivatives: Inputs, inner: Symbol) -> Expr:
    """Apply one rule: the derivative of the expression from the derivatives of its parts.

    Parameters
    ----------
    rule : Rule
    expression : Expr
        What is differentiated; only the table looks at it.
    variable : Symbol
    parts : tuple of Expr
        The u, v, w of the rule.
    derivatives : sequence of Expr
        The derivatives of the parts, in the order of the premises.
    inner : Symbol
        The name of the inner function in the chain rule.

    Returns
    -------
    Expr
        The derivative, tidied only as far as SymPy's constructors do by themselves.

    Examples
    --------
    >>> from sympy import cos, sin, symbols
    >>> x, u = symbols("x u")
    >>> combine(Rule.PRODUCT, x * sin(x), x, (x, sin(x)), (1, cos(x)), u)
    x*cos(x) + sin(x)
    >>> combine(Rule.QUOTIENT, sin(x) / x**2, x, (sin(x), x**2), (cos(x), 2 * x), u)
    (x*cos(x) - 2*sin(x))/x**3
    """
    if rule is Rule.CHAIN:
        # one product at once: 2·w·w' keeps the factor w, where (2·w)·w' would multiply 2 into the sum w
        outer = (factor.xreplace({inner: parts[1]}) for factor in Mul.make_args(derivatives[0]))
        return Mul(*outer, derivatives[1])
    if rule is Rule.TABLE:
        return _cases(expression, derivatives) if parts else table_derivative(expression, variable)
    return _COMBINATIONS[rule](parts, derivatives)


def _cases(expression: Expr, derivatives: Inputs) -> Expr:
    conditions = (condition for _, condition in expression.args)
    return Piecewise(*zip(derivatives, conditions, strict=True))


def _product(parts: Parts, derivatives: Inputs) -> Expr:
    return Add(*(Mul(*parts[:k], du, *parts[k + 1 :]) for k, du in enumerate(derivatives)))


def _quotient(parts: Parts, derivatives: Inputs) -> Expr:
    (u, v), (du, dv) = parts, derivatives
    if v.func is Pow and v.exp.is_Integer:
        # v = w^k: both terms hold w^(k-1), which the lecture cancels at once
        w, k = v.args
        content, primitive = dv.primitive()
        ratio = content * (primitive * Pow(w, 1 - k))
        if not ratio.has(Pow(w, 1 - k)):
            return (du * w - u * ratio) / Pow(w, k + 1)
    return (du * v - u * dv) / v**2


def _power(parts: Parts, derivatives: Inputs) -> Expr:
    base, exponent = parts
    return exponent * Pow(base, exponent - 1)


def _general_power(parts: Parts, derivatives: Inputs) -> Expr:
    (u, v), (du, dv) = parts, derivatives
    return Pow(u, v) * (dv * log(u) + v * du / u)


_COMBINATIONS: Final[dict[Rule, Callable[[Parts, Inputs], Expr]]] = {
    Rule.CONSTANT: lambda parts, derivatives: Integer(0),
    Rule.VARIABLE: lambda parts, derivatives: Integer(1),
    Rule.SUM: lambda parts, derivatives: Add(*derivatives),
    Rule.CONSTANT_MULTIPLE: lambda parts, derivatives: Mul(*parts[:-1], *derivatives),
    Rule.PRODUCT: _product,
    Rule.QUOTIENT: _quotient,
    Rule.POWER: _power,
    Rule.GENERAL_POWER: _general_power,
}
