"""Where a function is C²: Clairaut's hypothesis, read off the expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sympy import (
    Abs,
    Add,
    Basic,
    ComplexRootOf,
    Expr,
    Mul,
    Number,
    NumberSymbol,
    Piecewise,
    Pow,
    Symbol,
    acos,
    acosh,
    acot,
    acoth,
    acsc,
    acsch,
    asec,
    asech,
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
    exp,
    log,
    sec,
    sech,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)

from symhess.condition import Condition, Relation

__all__ = ["conditions_of", "holds_at", "least_sign", "never_holds", "smooth_on", "smoothness_conditions"]


def holds_at(condition: Condition, at: Mapping[Symbol, Expr]) -> bool:
    """Decide whether the condition is known to hold at a point.

    Examples
    --------
    >>> from sympy import sqrt
    >>> t = Symbol("t")
    >>> [holds_at(Condition(t**2 - 2, Relation.NONZERO), {t: value}) for value in (1, sqrt(2))]
    [True, False]
    """
    value = condition.term.xreplace(dict(at))
    match condition.relation:
        case Relation.POSITIVE:
            return bool(value.is_positive)
        case Relation.NONNEGATIVE:
            return bool(value.is_nonnegative)
        case Relation.NONZERO:
            return value.is_zero is False


def never_holds(condition: Condition) -> bool:
    """Decide whether it is plain from the form of the term that the condition holds nowhere, or at no inner point.

    Examples
    --------
    >>> x = Symbol("x")
    >>> [never_holds(Condition(term, Relation.POSITIVE)) for term in (-1 - x**2, -(x**2), x)]
    [True, True, False]
    """
    term = condition.term
    return bool(term.is_zero) if condition.relation is Relation.NONZERO else least_sign(-term) >= 0


def _positive(*terms: Expr) -> tuple[Condition, ...]:
    return tuple(Condition(term, Relation.POSITIVE) for term in terms)


def _nonzero(term: Expr) -> tuple[Condition, ...]:
    return (Condition(term, Relation.NONZERO),)


_INTERIOR: Final[dict[type, Callable[[Expr], tuple[Condition, ...]]]] = {
    log: _positive,
    Abs: _nonzero,
    sign: _nonzero,
    tan: lambda u: _nonzero(cos(u)),
    sec: lambda u: _nonzero(cos(u)),
    cot: lambda u: _nonzero(sin(u)),
    csc: lambda u: _nonzero(sin(u)),
    coth: _nonzero,
    csch: _nonzero,
    asin: lambda u: _positive(1 - u**2),
    acos: lambda u: _positive(1 - u**2),
    acot: _nonzero,
    asec: lambda u: _positive(u**2 - 1),
    acsc: lambda u: _positive(u**2 - 1),
    acosh: lambda u: _positive(u - 1),
    atanh: lambda u: _positive(1 - u**2),
    acoth: lambda u: _positive(u**2 - 1),
    asech: lambda u: _positive(u, 1 - u),
    acsch: _nonzero,
}
_ENTIRE: Final = frozenset({Add, Mul, exp, sin, cos, sinh, cosh, tanh, sech, atan, asinh})


def smooth_on(expression: Expr, dimension: int) -> str:
    """Name an open set on which the function is C².

    Parameters
    ----------
    expression : Expr
        Every symbol stands for a real number.
    dimension : int
        The number of variables.

    Returns
    -------
    str
        ``"R^n"`` with the dimension for n, inequalities joined by "and", or words where neither can be told.

    Examples
    --------
    >>> from sympy import Max, log, sqrt, symbols
    >>> x, y = symbols("x y")
    >>> smooth_on(x**2 + x * y, 2), smooth_on(log(x) / y, 2), smooth_on(sqrt(x**2 + y**2 + 1), 2)
    ('R^2', 'x > 0 and y != 0', 'R^2')
    >>> smooth_on(abs(x) ** 3, 1)
    'x != 0'
    >>> smooth_on(Max(x, y), 2)
    'the interior of the natural domain of f'
    """
    conditions = smoothness_conditions(expression)
    if conditions is None:
        return "the interior of the natural domain of f"
    inequalities = " and ".join(map(str, conditions))
    if not expression.has(Piecewise):
        return inequalities or f"R^{dimension}"
    interiors = "the interiors of the regions of the cases"
    return f"{interiors}, where {inequalities}" if inequalities else interiors


def smoothness_conditions(expression: Expr) -> tuple[Condition, ...] | None:
    """Inequalities that together make every part of the expression C²; those that always hold are left out.

    Returns
    -------
    tuple of Condition or None
        Empty where f is C² everywhere (in each case of a Piecewise); ``None`` where a part is not known.

    Examples
    --------
    >>> from sympy import exp, log, gamma, symbols
    >>> x, y = symbols("x y")
    >>> [str(condition) for condition in smoothness_conditions(1 / x + log(1 + exp(y)))]
    ['x != 0']
    >>> smoothness_conditions(gamma(x)) is None
    True
    """
    found: dict[Condition, None] = {}
    seen: set[Basic] = set()
    waiting: list[Basic] = [expression]
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        conditions = conditions_of(part)
        if conditions is None:
            return None
        found.update((tidied, None) for condition in conditions for tidied in _tidied(condition))
        parts = (branch for branch, _ in part.args) if isinstance(part, Piecewise) else part.args
        waiting.extend(reversed(tuple(parts)))
    return tuple(sorted((condition for condition in found if not _always(condition)), key=str))


def conditions_of(part: Basic) -> tuple[Condition, ...] | None:
    """State what the outermost operation of the part asks for; ``None`` where it is not known.

    Examples
    --------
    >>> from sympy import asin, gamma, log
    >>> t = Symbol("t")
    >>> [str(*conditions_of(part)) for part in (log(t - 1), 1 / t, asin(t))]
    ['t - 1 > 0', 't != 0', '1 - t**2 > 0']
    >>> conditions_of(t**2), conditions_of(gamma(t))
    ((), None)
    """
    if part.func is Pow:
        return _conditions_of_power(*part.args)
    if part.func in _INTERIOR:
        return _INTERIOR[part.func](*part.args)
    return (
        ()
        if part.func in _ENTIRE or isinstance(part, (Symbol, Number, NumberSymbol, ComplexRootOf, Piecewise))
        else None
    )


def _conditions_of_power(base: Expr, exponent: Expr) -> tuple[Condition, ...]:
    if not exponent.is_Integer:
        return _positive(base)
    return _nonzero(base) if exponent.is_negative else ()


def _tidied(condition: Condition) -> Iterator[Condition]:
    """Say the same of simpler terms: |u| > 0 and u^2 > 0 mean u != 0; a product is nonzero by its factors."""
    term, relation = condition.term, condition.relation
    is_power = term.func is Pow and (term.exp.is_even or relation is Relation.NONZERO and term.exp.is_positive)
    if term.func is Abs or is_power:
        yield from _tidied(Condition(term.args[0], Relation.NONZERO))
    elif relation is Relation.NONZERO and term.func is Mul:
        for factor in term.args:
            yield from _tidied(Condition(factor, Relation.NONZERO))
    else:
        yield condition


def _always(condition: Condition) -> bool:
    if least_sign(condition.term) == 1:
        return True
    return condition.relation is Relation.NONZERO and least_sign(-condition.term) == 1


def least_sign(term: Expr) -> int:
    """1: always positive; 0: never negative; -1: neither is plain from the form of the term.

    Examples
    --------
    >>> x = Symbol("x")
    >>> [least_sign(term) for term in (exp(x) + x**2, x**4, 1 / x**2, x, -exp(x))]
    [1, 0, 1, -1, -1]
    """
    if term.is_number:
        return 1 if term.is_positive else 0 if term.is_nonnegative else -1
    if term.func in (exp, cosh, sech):
        return 1
    if term.func is Abs:
        return 0
    if term.func is Pow:
        return _least_sign_of_power(*term.args)
    if term.func is Add:
        signs = [least_sign(part) for part in term.args]
        return min(signs) if min(signs) < 0 else max(signs)
    return min(least_sign(factor) for factor in term.args) if term.func is Mul else -1


def _least_sign_of_power(base: Expr, exponent: Expr) -> int:
    least = least_sign(base)
    if exponent.is_even:
        return max(least, 0) if exponent.is_positive else 1
    return least if exponent.is_positive or least == 1 else -1
