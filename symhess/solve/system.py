"""The gradient system: ∇f = 0 as polynomial equations over Q, irrational constants adjoined as unknowns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd, lcm

from flint import fmpq, fmpq_mpoly
from sympy import Expr, Pow, Rational, Symbol
from sympy.polys.rootoftools import ComplexRootOf

from symhess.exact import RealRoot
from symhess.exact.constants import root_of_constant
from symhess.exact.polynomial import polynomial_of, ring
from symhess.function import ScalarFunction

__all__ = ["System", "gradient_system", "primitive"]


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """f and its gradient as polynomials.

    Attributes
    ----------
    names : tuple of str
        The unknowns: the variables of f, then one for each adjoined constant.
    variables : int
        How many of the unknowns are variables of f.
    function : fmpq_mpoly
    equations : tuple of fmpq_mpoly
        Primitive integer multiples of the partial derivatives, then the constants' minimal polynomials.
    constants : mapping of int to RealRoot
        The true value of every adjoined unknown.
    constant_values : tuple of (str, Expr)
        Names and values of the adjoined constants.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> system = gradient_system(ScalarFunction(x**2 * y, (x, y)))
    >>> system.variables, system.equations, len(system.constants)
    (2, (x*y, x^2), 0)
    """

    names: tuple[str, ...]
    variables: int
    function: fmpq_mpoly
    equations: tuple[fmpq_mpoly, ...]
    constants: Mapping[int, RealRoot]
    constant_values: tuple[tuple[str, Expr], ...]


def gradient_system(function: ScalarFunction) -> System:
    """Read f as a polynomial over Q, with irrational algebraic constants adjoined.

    Raises
    ------
    NotPolynomial
        If f is not a polynomial with real algebraic coefficients.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> system = gradient_system(ScalarFunction(x**2 / 2 + sqrt(2) * x * y, (x, y)))
    >>> system.names, system.equations
    (('x', 'y', '_c1'), (y*_c1 + x, x*_c1, _c1^2 - 2))
    """
    constants = _irrational_constants(function.expression)
    names = [symbol.name for symbol in function.variables]
    adjoined = {constant: f"_c{k + 1}" for k, constant in enumerate(constants)}
    context = ring((*names, *adjoined.values()))
    polynomial = polynomial_of(function.expression, context, adjoined)
    equations = [primitive(polynomial.derivative(name)) for name in names]
    roots: dict[int, RealRoot] = {}
    for constant, name in adjoined.items():
        roots[len(names) + len(roots)] = root = root_of_constant(constant)
        generator = context.gens()[context.names().index(name)]
        terms = (generator**k * fmpq(c) for k, c in enumerate(root.polynomial.coeffs()))
        equations.append(sum(terms, context.constant(0)))
    values = tuple((name, constant) for constant, name in adjoined.items())
    return System(context.names(), len(names), polynomial, tuple(equations), roots, values)


def primitive(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    """The polynomial times the rational that makes it integer without common factor.

    Examples
    --------
    >>> (x,) = ring(("x",)).gens()
    >>> primitive(x**2 / 2 - 3 * x)
    x^2 - 6*x
    """
    coefficients = polynomial.coeffs()
    if not coefficients:
        return polynomial
    denominator = lcm(*(int(c.q) for c in coefficients))
    content = gcd(*(int(c * denominator) for c in coefficients))
    return polynomial * fmpq(denominator, content)


def _irrational_constants(expression: Expr) -> list[Expr]:
    """Largest constant subexpressions that are irrational powers or root objects, in order of appearance."""
    if isinstance(expression, Rational | Symbol):
        return []
    if not expression.free_symbols and isinstance(expression, Pow | ComplexRootOf):
        return [expression]
    found: dict[Expr, None] = {}
    for part in expression.args:
        found.update(dict.fromkeys(_irrational_constants(part)))
    return list(found)
