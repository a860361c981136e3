"""Equations that are polynomials in one function of the unknown: solved for it, then inverted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from math import gcd, lcm
from typing import Final

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    LambertW,
    Mul,
    Poly,
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
    exp,
    expand,
    fraction,
    log,
    pi,
    resultant,
    sin,
    sinh,
    tan,
    tanh,
    together,
)
from sympy.polys.polyerrors import BasePolynomialError

from symhess.exact.growth import NotComparable, sign_of
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.line.polynomials import polynomial_roots

__all__ = ["exact_solutions", "simpler_equations"]

_U: Final = Symbol("_u")
_HIGHEST_DEGREE: Final = 30
_DEEPEST: Final = 6


def exact_solutions(equation: Expr, variable: Symbol, depth: int = 0) -> list[Expr] | None:
    """All real zeros as exact numbers, where the equation can be solved by inverting one function after another.

    The list may hold a number twice, and numbers at which the equation is not defined.

    Returns
    -------
    list of Expr or None
        ``None`` where the equation is of another kind, or has infinitely many zeros.

    Examples
    --------
    >>> x = Symbol("x")
    >>> exact_solutions(exp(2 * x) - 3 * exp(x) + 2, x), exact_solutions(log(x) ** 2 - 1, x)
    ([0, log(2)], [exp(-1), E])
    >>> exact_solutions(x - 2 - x ** Rational(1, 2), x), exact_solutions(exp(x) + x - 1, x)
    ([4], None)
    """
    if depth > _DEEPEST:
        return None
    equation = fraction(together(equation))[0]
    try:
        for method in (_polynomial, _radicals, _one_kernel, _lambert):
            found = method(equation, variable, depth)
            if found is not None:
                return found
    except (BasePolynomialError, NotComparable):
        pass
    return None


def _polynomial(equation: Expr, variable: Symbol, depth: int) -> list[Expr] | None:
    return polynomial_roots(equation, variable)


def _kernels(part: Expr, variable: Symbol) -> Iterator[Expr]:
    """What a sum of products of positive integer powers is made of."""
    if not part.has(variable):
        return
    if isinstance(part, Add | Mul) or (isinstance(part, Pow) and part.exp.is_Integer and part.exp.is_positive):
        for inner in part.args:
            yield from _kernels(inner, variable)
    else:
        yield part


def _radicals(equation: Expr, variable: Symbol, depth: int) -> list[Expr] | None:
    """x and roots of polynomials in x: the roots are eliminated, and what solves the eliminant is tried."""
    kernels = list(dict.fromkeys(_kernels(equation, variable)))
    roots = [kernel for kernel in kernels if _is_root(kernel, variable)]
    if not roots or any(kernel not in roots and kernel != variable for kernel in kernels):
        return None
    replaced: dict[Expr, Expr] = {}
    relations: dict[Symbol, Expr] = {}
    for k, (base, group) in enumerate(_by_base(roots).items()):
        unknown, degree = Symbol(f"_w{k}"), lcm(*(int(root.exp.q) for root in group))
        replaced |= {root: unknown ** (root.exp * degree) for root in group}
        relations[unknown] = unknown**degree - base
    eliminant = equation.xreplace(replaced)
    for unknown, relation in relations.items():
        eliminant = resultant(eliminant, relation, unknown)
        if Poly(eliminant, variable).degree() > _HIGHEST_DEGREE:
            return None
    candidates = polynomial_roots(eliminant, variable)
    if candidates is None:
        return None
    held = [(value, _holds(equation, variable, value)) for value in candidates]
    return None if any(known is None for _, known in held) else [value for value, known in held if known]


def _is_root(kernel: Expr, variable: Symbol) -> bool:
    return bool(
        isinstance(kernel, Pow)
        and kernel.exp.is_Rational
        and kernel.exp.is_positive
        and kernel.base.is_polynomial(variable)
    )


def _by_base(roots: Sequence[Pow]) -> dict[Expr, list[Pow]]:
    found: dict[Expr, list[Pow]] = {}
    for root in roots:
        found.setdefault(root.base, []).append(root)
    return found


def _holds(equation: Expr, variable: Symbol, value: Expr) -> bool | None:
    """Whether a number solves the equation; it does not where a root is not real."""
    radicands = [part.base for part in equation.atoms(Pow) if _is_root(part, variable)]
    if any(sign_of(radicand.subs(variable, value)) < 0 for radicand in radicands):
        return False
    return is_zero_constant(equation.subs(variable, value))


def _one_kernel(equation: Expr, variable: Symbol, depth: int) -> list[Expr] | None:
    """A polynomial in u = k(x): its roots u, and k(x) = u for each of them."""
    found = _in_one_kernel(equation, variable)
    if found is None:
        return None
    outer, kernel = found
    values = exact_solutions(outer, _U, depth + 1)
    if values is None:
        return None
    solutions = [exact_solutions(inner, variable, depth + 1) for value in values for inner in _inverted(kernel, value)]
    return None if None in solutions else [value for part in solutions for value in part or ()]


def simpler_equations(equation: Expr, variable: Symbol) -> list[Expr] | None:
    """Equations that have together the same zeros, where the given one is a polynomial in one function of x.

    Examples
    --------
    >>> x = Symbol("x")
    >>> simpler_equations(exp(x * log(x)) - 2, x), simpler_equations(exp(x) - x, x)
    ([x*log(x) - log(2)], None)
    """
    try:
        found = _in_one_kernel(equation, variable)
        values = None if found is None or found[1].is_Pow else exact_solutions(found[0], _U)
        if found is None or values is None:
            return None
        return [inner for value in values for inner in _inverted(found[1], value)]
    except (BasePolynomialError, NotComparable):
        return None


def _in_one_kernel(equation: Expr, variable: Symbol) -> tuple[Expr, Expr] | None:
    """The polynomial in u, and the kernel that u stands for."""
    spread = equation.replace(lambda e: isinstance(e, exp), lambda e: _spread(e, variable))
    spread = spread.replace(lambda e: isinstance(e, Pow) and not e.base.has(variable), lambda e: _natural(e, variable))
    kernels = list(dict.fromkeys(_kernels(spread, variable)))
    if not kernels or variable in kernels:
        return None
    if len(kernels) == 1:
        return spread.xreplace({kernels[0]: _U}), kernels[0]
    if not all(isinstance(kernel, exp) for kernel in kernels):
        return None
    shares = [(kernel.args[0] / kernels[0].args[0]).cancel() for kernel in kernels]
    if not all(share.is_Rational for share in shares):
        return None
    step = Rational(reduce(gcd, (int(s.p) for s in shares)), lcm(*(int(s.q) for s in shares)))
    powers = {kernel: _U ** (share / step) for kernel, share in zip(kernels, shares, strict=True)}
    lowest = min(Integer(0), *(share / step for share in shares))
    return expand(expand(spread).xreplace(powers) * _U**-lowest), exp(kernels[0].args[0] * step)


def _spread(part: exp, variable: Symbol) -> Expr:
    """exp(a + b·x) as exp(a)·exp(b·x)."""
    constant, rest = expand(part.args[0]).as_independent(variable, as_Add=True)
    return exp(constant) * exp(rest)


def _natural(part: Pow, variable: Symbol) -> Expr:
    """2^x as an exponential."""
    return _spread(exp(part.exp * log(part.base)), variable) if part.exp.has(variable) else part


def _inverted(kernel: Expr, value: Expr) -> Iterator[Expr]:
    """Equations that together say kernel = value."""
    if isinstance(kernel, Pow) and kernel.exp.has(*kernel.free_symbols):
        if sign_of(value) > 0:
            yield kernel.exp * log(kernel.base) - log(value)
        return
    if isinstance(kernel, Pow):
        if kernel.exp.is_Integer:
            raise NotComparable("a reciprocal")
        if sign_of(value) > 0 or (sign_of(value) == 0 and kernel.exp.is_positive):
            yield kernel.base - value ** (1 / kernel.exp)
        return
    if kernel.func not in _INVERSES:
        raise NotComparable(str(kernel.func))
    within, inverse = _INVERSES[kernel.func]
    if within(value):
        yield from (kernel.args[0] - solution for solution in inverse(value))


def _between(low: Expr, high: Expr) -> Callable[[Expr], bool]:
    return lambda value: sign_of(value - low) >= 0 and sign_of(high - value) >= 0


def _inside(low: Expr, high: Expr) -> Callable[[Expr], bool]:
    return lambda value: sign_of(value - low) > 0 and sign_of(high - value) > 0


_INVERSES: Final[dict[type, tuple[Callable[[Expr], bool], Callable[[Expr], tuple[Expr, ...]]]]] = {
    exp: (lambda value: sign_of(value) > 0, lambda value: (log(value),)),
    log: (lambda value: True, lambda value: (exp(value),)),
    atan: (_inside(-pi / 2, pi / 2), lambda value: (tan(value),)),
    asin: (_between(-pi / 2, pi / 2), lambda value: (sin(value),)),
    acos: (_between(Integer(0), pi), lambda value: (cos(value),)),
    asinh: (lambda value: True, lambda value: (sinh(value),)),
    acosh: (lambda value: sign_of(value) >= 0, lambda value: (cosh(value),)),
    atanh: (lambda value: True, lambda value: (tanh(value),)),
    sinh: (lambda value: True, lambda value: (asinh(value),)),
    cosh: (lambda value: sign_of(value - 1) >= 0, lambda value: (-acosh(value), acosh(value))),
    tanh: (_inside(Integer(-1), Integer(1)), lambda value: (atanh(value),)),
    Abs: (lambda value: sign_of(value) >= 0, lambda value: (value, -value)),
}


def _lambert(equation: Expr, variable: Symbol, depth: int) -> list[Expr] | None:
    """a·x·exp(c·x) + b = 0 by Lambert's function, also multiplied by an exponential."""
    scales = (Integer(1), *(exp(-part.args[0]) for part in equation.atoms(exp)))
    forms = (_lambert_form(equation * scale, variable) for scale in scales)
    return next((form for form in forms if form is not None), None)


def _lambert_form(equation: Expr, variable: Symbol) -> list[Expr] | None:
    constant, rest = expand(equation).as_independent(variable, as_Add=True)
    scale, product = rest.as_independent(variable, as_Add=False)
    factors = dict(f.as_base_exp() for f in Mul.make_args(product) if not isinstance(f, exp))
    exponentials = [f for f in Mul.make_args(product) if isinstance(f, exp)]
    if factors != {variable: Integer(1)} or len(exponentials) != 1:
        return None
    rate = (exponentials[0].args[0] / variable).cancel()
    if rate.has(variable):
        return None
    value = -constant * rate / scale
    if sign_of(value) >= 0:
        return [LambertW(value) / rate]
    least = sign_of(value + exp(-1))
    if least <= 0:
        return [] if least < 0 else [-1 / rate]
    return [LambertW(value) / rate, LambertW(value, -1) / rate]
