"""Points that are claimed to stand alone in a cube: degenerate zeros, and points where the equations have no value.

Every other point of the cube is c + t·u with t > 0 and u on the cube's surface |u| = 1; the surface is cut until each
piece has an equation that is not zero there for any t.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from flint import arb, ctx, fmpq
from sympy import (
    Add,
    Dummy,
    Expr,
    Mul,
    Poly,
    PolynomialError,
    Pow,
    Symbol,
    expand,
    expand_mul,
    factor_terms,
    nan,
    oo,
    zoo,
)

from symhess.exact.enclosing import enclosed_constant
from symhess.exact.zero_test import is_zero_constant
from symhess.transcendence import Box, UniqueRoot
from symhess.verify.balls import BallFunctions

__all__ = ["cube", "is_alone", "is_puncture"]

_BITS: Final = 110
_HIGHEST_ORDER: Final = 6
_MOST_PIECES: Final = 20_000
_NARROWEST: Final = 2.0**-20


def cube(point: Sequence[Expr], radius: fmpq) -> Box:
    """A box inside the cube of this radius around a point.

    Examples
    --------
    >>> from sympy import Integer
    >>> cube((Integer(1),), fmpq(1, 2))
    ((1/2, 3/2),)
    """
    sides = []
    for value in point:
        ball = enclosed_constant(value, 53)
        middle = fmpq(*float(ball.mid()).as_integer_ratio()) if ball is not None else fmpq(0)
        slack = fmpq(0) if ball is None or ball == arb(middle) else fmpq(1, 2**40) * (1 + abs(middle))
        sides.append((middle - radius + slack, middle + radius - slack))
    return tuple(sides)


def is_alone(equations: Sequence[Expr], variables: Sequence[Symbol], root: UniqueRoot) -> bool:
    """Whether the exact point of a root is a zero, and the only one in the root's box.

    Examples
    --------
    >>> from sympy import Integer
    >>> x = Symbol("x")
    >>> root = UniqueRoot(((fmpq(-1), fmpq(1)),), (arb(0),), (Integer(0),), regular=False)
    >>> is_alone((x**3,), (x,), root), is_alone((x**2 * (2 * x - 1),), (x,), root)
    (True, False)
    """
    point = [value for value in root.exact if value is not None]
    balls = [enclosed_constant(value, _BITS) for value in point]
    if len(point) < len(variables) or any(ball is None for ball in balls):
        return False
    at = dict(zip(variables, point, strict=True))
    if not all(is_zero_constant(equation.subs(at, simultaneous=True)) for equation in equations):
        return False
    sides = zip(balls, root.box, strict=True)
    reach = max((abs(arb(end) - ball).upper() for ball, side in sides for end in side if ball is not None), key=float)
    t, directions = _line(variables)
    forms = []
    for equation in equations:
        form = _leading(_along(equation, variables, point, t, directions), t, directions)
        if form is None:
            return False
        forms.append(form)
    return _has_no_zero(BallFunctions(forms, (t, *directions)), reach, len(variables))


def is_puncture(equations: Sequence[Expr], variables: Sequence[Symbol], point: Sequence[Expr], radius: fmpq) -> bool:
    """Whether an equation has no value at a point, and the equations have no zero in the cube around it.

    Examples
    --------
    >>> from sympy import Integer, sqrt
    >>> x, y = Symbol("x"), Symbol("y")
    >>> r, origin = sqrt(x**2 + y**2), (Integer(0), Integer(0))
    >>> [is_puncture((x / r + x, y / r - y), (x, y), origin, fmpq(radius)) for radius in (fmpq(1, 2), 2)]
    [True, False]
    >>> is_puncture((x, y), (x, y), origin, fmpq(1))
    False
    """
    at = dict(zip(variables, point, strict=True))
    if not any(equation.subs(at, simultaneous=True).has(nan, zoo, oo, -oo) for equation in equations):
        return False
    t, directions = _line(variables)
    along = (_gathered(_along(equation, variables, point, t, directions)) for equation in equations)
    forms = [_without_power(expand_mul(expression), t) for expression in along]
    return _has_no_zero(BallFunctions(forms, (t, *directions)), arb(radius).upper(), len(variables))


def _line(variables: Sequence[Symbol]) -> tuple[Symbol, list[Symbol]]:
    return Dummy("t", positive=True), [Dummy(f"u{k}", real=True) for k in range(len(variables))]


def _along(
    equation: Expr, variables: Sequence[Symbol], point: Sequence[Expr], t: Symbol, directions: Sequence[Symbol]
) -> Expr:
    moved = {x: c + t * u for x, c, u in zip(variables, point, directions, strict=True)}
    return equation.subs(moved, simultaneous=True)


def _leading(along: Expr, t: Symbol, directions: Sequence[Symbol]) -> Expr | None:
    """The first derivative in t that is not zero for all directions at t = 0."""
    for _ in range(_HIGHEST_ORDER):
        try:
            coefficients = Poly(expand(along.subs(t, 0)), *directions).coeffs()
        except PolynomialError:
            return None
        zeros = [is_zero_constant(coefficient) for coefficient in coefficients]
        if None in zeros:
            return None
        if not all(zeros):
            return along
        along = along.diff(t)
    return None


def _gathered(expression: Expr) -> Expr:
    """Sums under powers written as common factors times the rest."""
    if not expression.args:
        return expression
    parts = [_gathered(part) for part in expression.args]
    if isinstance(expression, Pow) and isinstance(parts[0], Add):
        return factor_terms(expand(parts[0])) ** parts[1]
    return expression.func(*parts)


def _without_power(total: Expr, t: Symbol) -> Expr:
    terms = [term.as_coeff_exponent(t) for term in Add.make_args(total)]
    lowest = min((exponent for _, exponent in terms), key=float)
    return Add(*(Mul(rest, t ** (exponent - lowest)) for rest, exponent in terms))


def _has_no_zero(forms: BallFunctions, reach: arb, size: int) -> bool:
    """Whether for no t up to the reach and no u on the surface all forms can vanish."""
    with ctx.workprec(_BITS):
        along = arb(0).union(reach)
        waiting = list(_faces(size))
        for _ in range(_MOST_PIECES):
            if not waiting:
                return True
            piece = waiting.pop()
            if any(value > 0 or value < 0 for value in forms([along, *piece], _BITS)):
                continue
            axis = max(range(size), key=lambda k: float(piece[k].rad()))
            low, middle, high = piece[axis].lower(), piece[axis].mid(), piece[axis].upper()
            if high - low < _NARROWEST:
                return False
            sides = low.union(middle), middle.union(high)
            waiting.extend([*piece[:axis], side, *piece[axis + 1 :]] for side in sides)
    return False


def _faces(size: int) -> Iterator[list[arb]]:
    for axis, side in product(range(size), (-1, 1)):
        yield [arb(side) if k == axis else arb(0, 1) for k in range(size)]
