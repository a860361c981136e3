"""Own derivatives of expressions, and proofs that two expressions are equal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from flint import ctx, fmpq
from sympy import Abs, DiracDelta, Expr, Integer, Symbol, diff, expand, sign, simplify, together

from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.verify.enclosures import NoEnclosure, enclosed

__all__ = ["derivative", "equal", "is_derivative"]

_PRECISION = 256
_SIMPLIFIED_OPERATIONS = 400  # SymPy's simplify is not waited for on longer expressions


def derivative(expression: Expr, variable: Symbol) -> Expr:
    """Derivative by SymPy; symbols are real, and derivatives of jumps are taken where the jumps are not.

    Examples
    --------
    >>> from sympy.abc import x
    >>> derivative(Abs(x), x), derivative(x**3, x)
    (sign(x), 3*x**2)
    """
    result = diff(_real(expression), Symbol(variable.name, real=True))
    plain = result.replace(DiracDelta, lambda *_: Integer(0))
    return plain.xreplace({symbol: Symbol(symbol.name) for symbol in plain.free_symbols})


def _real(expression: Expr) -> Expr:
    """The expression in real symbols."""
    return expression.xreplace({symbol: Symbol(symbol.name, real=True) for symbol in expression.free_symbols})


def is_derivative(result: Expr, expression: Expr, *variables: Symbol) -> bool:
    """Whether a result is proved to be the derivative of an expression with respect to the variables in turn.

    Examples
    --------
    >>> from sympy import sin
    >>> from sympy.abc import x, y
    >>> is_derivative(2 * (x + y), (x + y) ** 2, x), is_derivative(2 * x + y, (x + y) ** 2, x)
    (True, False)
    >>> is_derivative(-y**2 * sin(x * y), sin(x * y), x, x)
    True
    """
    context = ring(sorted({s.name for s in expression.free_symbols | result.free_symbols | {*variables}}))
    try:
        own = polynomial_of(expression, context)
        for variable in variables:
            own = own.derivative(variable.name)
        return bool(own == polynomial_of(result, context))
    except NotPolynomial:
        return equal(reduce(derivative, variables, expression), result)


def equal(first: Expr, second: Expr) -> bool:
    """Whether two expressions are proved equal wherever both are defined.

    A difference that a rigorous enclosure keeps from zero at one rational point refutes at once.

    Examples
    --------
    >>> from sympy import cos, sin
    >>> from sympy.abc import x
    >>> equal(sin(x) / x, 1 / (x / sin(x))), equal(1 - sin(x) ** 2, cos(x) ** 2), equal(sin(x), cos(x))
    (True, True, False)
    """
    if first == second:
        return True
    difference = _real(first) - _real(second)
    if _is_polynomial_zero(difference) or expand(difference) == 0:
        return True
    return not _is_refuted(difference) and _reduces_to_zero(difference)


def _is_polynomial_zero(difference: Expr) -> bool:
    try:
        context = ring(sorted(s.name for s in difference.free_symbols) or ["x"])
        return bool(polynomial_of(difference, context).is_zero())
    except NotPolynomial:
        return False


def _is_refuted(difference: Expr) -> bool:
    for values in _points(sorted(difference.free_symbols, key=str)):
        try:
            with ctx.workprec(_PRECISION):
                if not enclosed(difference, values).contains(0):
                    return True
        except NoEnclosure:
            continue
    return False


def _points(symbols: list[Symbol]) -> Iterator[dict[Symbol, fmpq]]:
    """Rational points without any symmetry, inside and outside the unit cube, of either sign."""
    for numerator, denominator in ((3, 7), (-5, 11), (17, 6), (-29, 13), (1, 19), (211, 23)):
        yield {s: fmpq(numerator * (k + 1) + k, denominator + 2 * k) for k, s in enumerate(symbols)}


def _reduces_to_zero(difference: Expr) -> bool:
    plain = difference.replace(sign, lambda u: Abs(u) / u)
    if expand(together(plain).as_numer_denom()[0]) == 0:
        return True
    return bool(plain.count_ops() <= _SIMPLIFIED_OPERATIONS and simplify(plain) == 0)
