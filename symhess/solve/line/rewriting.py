"""What an expression asks of its variable, and the expression by few functions: sine, cosine, exp, log and powers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Integer,
    LambertW,
    Mul,
    Pow,
    Rational,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    erf,
    exp,
    factor_list,
    fraction,
    gcd,
    log,
    pi,
    postorder_traversal,
    sec,
    sech,
    sign,
    sin,
    sinh,
    sympify,
    tan,
    tanh,
    together,
)
from sympy.polys.polyerrors import PolynomialError

from symhess.condition import Condition, Relation

__all__ = ["conditions", "is_handled", "kinks", "numerator_factors", "period", "rewritten"]

_LONGEST: Final = 300
_REWRITTEN: Final[dict[type, Callable[[Expr], Expr]]] = {
    tan: lambda u: sin(u) / cos(u),
    cot: lambda u: cos(u) / sin(u),
    sec: lambda u: 1 / cos(u),
    csc: lambda u: 1 / sin(u),
    sinh: lambda u: (exp(u) - exp(-u)) / 2,
    cosh: lambda u: (exp(u) + exp(-u)) / 2,
    tanh: lambda u: (exp(2 * u) - 1) / (exp(2 * u) + 1),
    coth: lambda u: (exp(2 * u) + 1) / (exp(2 * u) - 1),
    sech: lambda u: 2 / (exp(u) + exp(-u)),
    csch: lambda u: 2 / (exp(u) - exp(-u)),
    acosh: lambda u: log(u + (u**2 - 1) ** Rational(1, 2)),
    atanh: lambda u: (log(1 + u) - log(1 - u)) / 2,
}
_HANDLED: Final = frozenset(
    {Abs, Add, LambertW, Mul, Pow, acos, asin, asinh, atan, cos, erf, exp, log, sign, sin, *_REWRITTEN}
)
_ASKED: Final[dict[type, Callable[[Expr], Condition]]] = {
    log: lambda u: Condition(u, Relation.POSITIVE),
    LambertW: lambda u: Condition(u + exp(-1), Relation.POSITIVE),
    tan: lambda u: Condition(cos(u), Relation.NONZERO),
    sec: lambda u: Condition(cos(u), Relation.NONZERO),
    cot: lambda u: Condition(sin(u), Relation.NONZERO),
    csc: lambda u: Condition(sin(u), Relation.NONZERO),
    coth: lambda u: Condition(u, Relation.NONZERO),
    csch: lambda u: Condition(u, Relation.NONZERO),
    asin: lambda u: Condition(1 - u**2, Relation.NONNEGATIVE),
    acos: lambda u: Condition(1 - u**2, Relation.NONNEGATIVE),
    acosh: lambda u: Condition(u - 1, Relation.NONNEGATIVE),
    atanh: lambda u: Condition(1 - u**2, Relation.POSITIVE),
}


def is_handled(expression: Expr, variable: Symbol) -> bool:
    """Whether every part with the variable is one of the functions known here.

    Examples
    --------
    >>> from sympy import gamma
    >>> x = Symbol("x")
    >>> is_handled(tan(x) / x, x), is_handled(gamma(x), x)
    (True, False)
    """
    parts = [part for part in postorder_traversal(expression) if part.has(variable) and part != variable]
    return all(part.func in _HANDLED for part in parts) and expression.free_symbols <= {variable}


def rewritten(expression: Expr) -> Expr:
    """The expression without tangents, hyperbolic functions and their like.

    Examples
    --------
    >>> x = Symbol("x")
    >>> rewritten(tan(x) + 2 * cosh(x))
    exp(x) + sin(x)/cos(x) + exp(-x)
    """
    if not expression.args:
        return expression
    parts = [rewritten(part) for part in expression.args]
    if isinstance(expression, Pow) and expression.base.free_symbols and expression.exp.free_symbols:
        return exp(parts[1] * log(parts[0]))
    outer = _REWRITTEN.get(expression.func, expression.func)
    return outer(*parts)


def conditions(expression: Expr, variable: Symbol) -> Iterator[Condition]:
    """What must hold where the expression has a real value.

    Examples
    --------
    >>> x = Symbol("x")
    >>> [str(condition) for condition in conditions(log(x) / (x - 1) + (x + 2) ** Rational(1, 2), x)]
    ['x + 2 >= 0', 'x - 1 != 0', 'x > 0']
    """
    found: dict[Condition, None] = {}
    for part in postorder_traversal(expression):
        asked = _asked(part) if part.has(variable) else None
        if asked is not None and asked.term.has(variable):
            found[asked] = None
    return iter(found)


def _asked(part: Basic) -> Condition | None:
    if not isinstance(part, Pow):
        return _ASKED[part.func](part.args[0]) if part.func in _ASKED else None
    base, exponent = part.args
    if exponent.is_Integer:
        return Condition(base, Relation.NONZERO) if exponent.is_negative else None
    closed = exponent.is_Rational and exponent.is_positive
    return Condition(base, Relation.NONNEGATIVE if closed else Relation.POSITIVE)


def kinks(expression: Expr, variable: Symbol) -> Iterator[Expr]:
    """The arguments of absolute values and signs: where they vanish the expression need not be analytic.

    Examples
    --------
    >>> x = Symbol("x")
    >>> list(kinks(Abs(x - 1) + Abs(2), x))
    [x - 1]
    """
    parts = dict.fromkeys(part.args[0] for part in expression.atoms(Abs, sign))
    return (part for part in parts if part.has(variable))


def numerator_factors(expression: Expr, variable: Symbol) -> tuple[tuple[tuple[Expr, Expr], ...], Expr]:
    """Write an expression in which nothing is left to be rewritten as a product of powers and a rest without zeros.

    The rest has the denominators, exponentials and constants; a root counts as a power of its radicand.

    Examples
    --------
    >>> x = Symbol("x")
    >>> numerator_factors(x**2 * exp(-x) / (x + 1) - x**3 * exp(-x), x)
    (((x, 2), (x**2 + x - 1, 1)), -exp(-x)/(x + 1))
    """
    top, bottom = fraction(together(expression)) if expression.count_ops() < _LONGEST else (expression, Integer(1))
    rest, factors = _factors(top)
    found: dict[Expr, Expr] = {}
    rest = rest / bottom
    for factor, multiplicity in factors:
        base, power = factor, sympify(multiplicity)
        while isinstance(base, Pow) and not base.exp.has(variable) and base.exp.is_positive:
            base, power = base.base, power * base.exp
        if base.has(variable) and not isinstance(base, exp | Pow):
            found[base] = found.get(base, Integer(0)) + power
        else:
            rest *= factor**multiplicity
    return tuple(found.items()), rest


def _factors(top: Expr) -> tuple[Expr, list[tuple[Expr, int]]]:
    constant, factors = Integer(1), [(top, 1)]
    if top.count_ops() < _LONGEST:
        try:
            constant, factors = factor_list(top)
        except PolynomialError:
            pass
    return constant, [(part, multiplicity) for factor, multiplicity in factors for part in Mul.make_args(factor)]


def period(expression: Expr, variable: Symbol) -> Expr | None:
    """A period of an expression in which the variable stands only in sines and cosines of commensurable angles.

    Examples
    --------
    >>> x = Symbol("x")
    >>> period(sin(2 * x + 1) + cos(3 * x) ** 2, x), period(x + sin(x), x), period(sin(x) + sin(pi * x), x)
    (2*pi, None, None)
    """
    rates = []
    for part in _outermost_angles(expression, variable):
        rate = part.args[0].diff(variable) if isinstance(part, sin | cos) else variable
        if rate.has(variable):
            return None
        rates.append(rate)
    if not rates:
        return None
    shares = [(rate / rates[0]).cancel() for rate in rates]
    if not all(share.is_Rational for share in shares):
        return None
    common = Rational(0)
    for share in shares:
        common = gcd(common, share)
    return 2 * pi / abs(rates[0] * common)


def _outermost_angles(part: Expr, variable: Symbol) -> Iterator[Expr]:
    if isinstance(part, sin | cos) or part == variable:
        if part.has(variable):
            yield part
        return
    for inner in part.args:
        yield from _outermost_angles(inner, variable)
