"""Exact points with a neighbourhood that holds no other zero: degenerate zeros, and points where nothing is smooth.

Around a point c every other point is c + t·u with 0 < t ≤ T and u on the surface of the cube |u| ≤ 1. A zero of an
equation there needs a zero of a *form* in t and u, which is looked for with t as one whole interval and u cut into
pieces: where every piece has an equation without a zero, c stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from flint import arb, ctx
from sympy import Add, Dummy, Expr, Poly, PolynomialError, Pow, Symbol, expand, expand_mul, factor_terms

from symhess.budget import Deadline
from symhess.errors import InputError
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.search.program import Program, compile_system
from symhess.solve.search.proofs import has_no_zero

__all__ = ["blown_up_forms", "isolating_radius", "leading_forms"]

_HIGHEST_ORDER: Final = 6
_MOST_PIECES: Final = 4096
_BITS: Final = 96
Forms = tuple[tuple[Expr, ...], tuple[Symbol, ...]]
"""Forms, and their variables: t, then u."""


def leading_forms(equations: Sequence[Expr], variables: Sequence[Symbol], point: Sequence[Expr]) -> Forms | None:
    """For each equation its first derivative along c + t·u that does not vanish at a zero c, as a function of t and u.

    By Taylor's theorem the equation at c + t·u is tᵏ/k! times that derivative somewhere between 0 and t.

    Examples
    --------
    >>> from sympy import sin, S
    >>> from sympy.abc import x, y
    >>> forms, (t, u, v) = leading_forms((sin(x**2), y), (x, y), (S(0), S(0)))
    >>> [form.subs(t, 0) for form in forms] == [2 * u**2, v]
    True
    >>> leading_forms((x - x,), (x,), (S(0),)) is None
    True
    """
    t, directions = Dummy("t", real=True), tuple(Dummy(f"u{k}", real=True) for k in range(len(variables)))
    line = {x: c + t * u for x, c, u in zip(variables, point, directions, strict=True)}
    forms = [_first_derivative(equation.subs(line, simultaneous=True), t, directions) for equation in equations]
    known = tuple(form for form in forms if form is not None)
    return (known, (t, *directions)) if len(known) == len(forms) else None


def _first_derivative(along: Expr, t: Symbol, directions: Sequence[Symbol]) -> Expr | None:
    for _ in range(_HIGHEST_ORDER):
        vanishing = _vanishes(along.subs(t, 0), directions)
        if vanishing is None:
            return None
        if not vanishing:
            return along
        along = along.diff(t)
    return None


def _vanishes(form: Expr, directions: Sequence[Symbol]) -> bool | None:
    """Whether a polynomial in the directions is zero; ``None`` where it is none, or a coefficient is not decided."""
    try:
        coefficients = Poly(expand(form), *directions).coeffs()
    except PolynomialError:
        return None
    zeros = [is_zero_constant(coefficient) for coefficient in coefficients]
    return None if None in zeros else all(zeros)


def blown_up_forms(equations: Sequence[Expr], variables: Sequence[Symbol], point: Sequence[Expr]) -> Forms:
    """The equations at c + t·u, divided by the lowest power of t > 0 that can be taken out.

    Examples
    --------
    >>> from sympy import S, sqrt
    >>> from sympy.abc import x, y
    >>> (form, _), (t, u, v) = blown_up_forms((x / sqrt(x**2 + y**2), y), (x, y), (S(0), S(0)))
    >>> form == u / sqrt(u**2 + v**2)
    True
    """
    t, directions = Dummy("t", positive=True), tuple(Dummy(f"u{k}", real=True) for k in range(len(variables)))
    line = {x: c + t * u for x, c, u in zip(variables, point, directions, strict=True)}
    along = (_taken_out(equation.subs(line, simultaneous=True)) for equation in equations)
    return tuple(_without_power(expand_mul(expression), t) for expression in along), (t, *directions)


def _without_power(along: Expr, t: Symbol) -> Expr:
    """A sum divided by the lowest power of t among its terms."""
    terms = Add.make_args(along)
    lowest = min((term.as_coeff_exponent(t)[1] for term in terms), key=lambda exponent: float(exponent))
    return Add(*(term * t**-lowest for term in terms))


def _taken_out(expression: Expr) -> Expr:
    """Powers of sums with common factors taken out of the sums, from the inside."""
    if not expression.args:
        return expression
    args = [_taken_out(part) for part in expression.args]
    if isinstance(expression, Pow) and isinstance(args[0], Add):
        return factor_terms(expand(args[0])) ** args[1]
    return expression.func(*args)


def isolating_radius(forms: Forms, radii: Sequence[float], deadline: Deadline) -> float | None:
    """The first of the radii T for which the forms have no common zero with 0 ≤ t ≤ T on the cube's surface.

    Examples
    --------
    >>> from sympy import S
    >>> from sympy.abc import x, y
    >>> origin = (S(0), S(0))
    >>> isolating_radius(leading_forms((x**3 - 3 * x * y**2, x**2 * y), (x, y), origin), [1.0], Deadline(5)) is None
    True
    >>> isolating_radius(leading_forms((x**2 - y**2, x * y + y**4), (x, y), origin), [1.0, 0.25], Deadline(5))
    0.25
    """
    expressions, (t, *directions) = forms
    try:
        program = compile_system(expressions, (t, *directions))
    except InputError:
        return None
    values = replace(program, slopes=(), slope_order=())
    return next((radius for radius in radii if _stands_alone(values, radius, len(directions), deadline)), None)


def _stands_alone(program: Program, radius: float, size: int, deadline: Deadline) -> bool:
    with ctx.workprec(_BITS):
        along = arb(0).union(arb(radius))
        pieces = list(_faces(size))
        looked_at = 0
        while pieces:
            deadline.check()
            piece = pieces.pop()
            looked_at += 1
            if has_no_zero(program, [along, *piece], _BITS):
                continue
            if looked_at > _MOST_PIECES:
                return False
            halves = _halves(piece)
            if halves is None:
                return False
            pieces.extend(halves)
    return True


def _faces(size: int) -> Iterator[list[arb]]:
    for axis, side in product(range(size), (-1, 1)):
        yield [arb(side) if k == axis else arb(0, 1) for k in range(size)]


def _halves(piece: list[arb]) -> tuple[list[arb], list[arb]] | None:
    """Both halves across the widest edge; ``None`` for a point or where the pieces have become tiny."""
    axis = max(range(len(piece)), key=lambda k: float(piece[k].rad()))
    if piece[axis].rad() < 2.0**-16:
        return None
    low, middle, high = piece[axis].lower(), piece[axis].mid(), piece[axis].upper()
    first, second = list(piece), list(piece)
    first[axis], second[axis] = low.union(middle), middle.union(high)
    return first, second
