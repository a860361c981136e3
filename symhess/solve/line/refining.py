"""Zeros of one sign change: enclosed to many bits, and recognised as exact numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flint import arb, ctx, fmpq, fmpz_mat, fmpz_poly
from sympy import CRootOf, E, Expr, Integer, Poly, Rational, Symbol, exp, log, pi, preorder_traversal

from symhess.exact.enclosing import enclosed_constant
from symhess.exact.expression_enclosure import EnclosedFunction, between, enclosed_function
from symhess.exact.number import ball_sign
from symhess.exact.radicals import radical
from symhess.exact.real_root import RealRoot, real_roots
from symhess.solve.line.ends import whole_part
from symhess.solve.line.zeros import BITS

__all__ = ["recognised", "refined", "relation", "root_expression", "sign_at"]

_PRECISIONS: Final = (128, 512, 2048)
_SMALL: Final = 10**6
_HIGHEST_DEGREE: Final = 6
_LATTICE_BITS: Final = BITS - 40


def sign_at(expression: Expr, variable: Symbol, at: fmpq) -> int | None:
    """The sign at a rational, by enclosures; ``None`` where it is zero or too small.

    Examples
    --------
    >>> x = Symbol("x")
    >>> sign_at(exp(x) - 2, x, fmpq(0)), sign_at(exp(x) - 1, x, fmpq(0)) is None
    (-1, True)
    """
    enclosed = enclosed_function(expression, variable)
    for bits in _PRECISIONS:
        with ctx.workprec(bits):
            sign = ball_sign(enclosed(arb(at)))
        if sign is not None:
            return sign or None
    return None


def refined(expression: Expr, variable: Symbol, low: fmpq, high: fmpq) -> arb:
    """The only zero between two rationals at which the signs differ, by Newton's method with bisection.

    Examples
    --------
    >>> x = Symbol("x")
    >>> ball = refined(x**2 - 2, x, fmpq(1), fmpq(2))
    >>> bool(ball.overlaps(arb(2).sqrt())), ball.rel_accuracy_bits() > 192
    (True, True)
    """
    rising = sign_at(expression, variable, high) == 1
    value, slope = (enclosed_function(e, variable) for e in (expression, expression.diff(variable)))
    with ctx.workprec(2 * BITS):
        ball = between(low, high)
        for _ in range(8 * BITS):
            before = ball
            if ball.rad() < (abs(ball).lower() + arb(2) ** -64) * arb(2) ** -(BITS + 16):
                break
            ball = _narrower(ball, value, slope, rising)
            if ball is before:
                break
        return ball


def _narrower(ball: arb, value: EnclosedFunction, slope: EnclosedFunction, rising: bool) -> arb:
    """One step of interval Newton, or of bisection where that gains too little; the ball itself where none gains."""
    middle = arb(ball.mid())
    here, steep = value(middle), slope(ball)
    if not steep.contains(0):
        image = middle - here / steep
        if image.overlaps(ball) and image.intersection(ball).rad() < ball.rad() * arb(0.5):
            return image.intersection(ball)
    if here.contains(0):
        return ball
    return ball.lower().union(middle) if bool(here > 0) == rising else middle.union(ball.upper())


def recognised(ball: arb, expression: Expr) -> Iterator[Expr]:
    """Exact numbers in the ball that are likely to be what it encloses; nothing is proved about them.

    Tried are algebraic numbers of small degree, sums of rational multiples of pi, e, small logarithms and constants of
    the expression, logarithms of algebraic numbers and exponentials of such sums.

    Examples
    --------
    >>> with ctx.workprec(320):
    ...     [next(recognised(b, Integer(0))) for b in (arb.pi() / 6, arb(2).root(6), arb(3).log() + 1, arb(1).exp())]
    [pi/6, 2**(1/6), 1 + log(3), E]
    """
    with ctx.workprec(BITS + 32):
        found = [*_algebraic(ball), *_linear(ball, expression)]
        found += [log(value) for value in _algebraic(ball.exp())] if abs(ball) < 64 else []
        found += [1 / value for value in _linear(1 / ball, expression)] if not ball.contains(0) else []
        found += [exp(value) for value in _algebraic(ball.log(), 1)] if ball > 0 else []
        for value in found:
            enclosed = enclosed_constant(value, BITS)
            if enclosed is not None and enclosed.overlaps(ball):
                yield value


def _algebraic(ball: arb, highest: int = _HIGHEST_DEGREE) -> Iterator[Expr]:
    if not ball.is_finite():
        return
    row = relation([ball**k if k else arb(1) for k in range(highest + 1)])
    if row is None:
        return
    for factor, _ in fmpz_poly(row).factor()[1]:
        if factor.degree() == 1:
            yield Rational(-int(factor[0]), int(factor[1]))
        elif factor.degree() > 1:
            factor = factor if factor.leading_coefficient() > 0 else -factor
            yield from (root_expression(root) for root in real_roots(factor))


def root_expression(root: RealRoot) -> Expr:
    """A root as a short radical where there is one, else as ``CRootOf``.

    Examples
    --------
    >>> [root_expression(root) for root in real_roots(fmpz_poly([-2, 0, 1]))]
    [-sqrt(2), sqrt(2)]
    >>> [root_expression(root) for root in real_roots(fmpz_poly([-1, -1, 0, 1]))]
    [CRootOf(x**3 - x - 1, 0)]
    """
    short = radical(root)
    if short is not None:
        return short
    return CRootOf(Poly([int(c) for c in reversed(root.polynomial.coeffs())], Symbol("x")), root.index)


def _linear(ball: arb, expression: Expr) -> Iterator[Expr]:
    parts = (c for c in preorder_traversal(expression) if c.is_number and not c.is_Rational and c.is_real)
    own = list(dict.fromkeys(part.as_coeff_Mul(rational=True)[1] for part in parts))[:3]
    constants = list(dict.fromkeys([*own, pi, E, log(2), log(3)]))
    for chosen in (own, [pi], [log(2), log(3)], [E], constants[:4]):
        basis = [Integer(1), *dict.fromkeys(chosen)]
        balls = [enclosed_constant(constant, BITS + 32) for constant in basis]
        row = relation([ball, *(b for b in balls if b is not None)]) if None not in balls else None
        if row is not None and row[0]:
            yield -sum((c * k for c, k in zip(row[1:], basis, strict=True)), Integer(0)) / row[0]


def relation(values: Sequence[arb]) -> list[int] | None:
    """Small integers, not all zero, with Σ nᵢ·vᵢ ≈ 0, from a short vector of a lattice; ``None`` if there are none.

    Examples
    --------
    >>> with ctx.workprec(320):
    ...     relation([arb(2).sqrt(), arb(1), arb(8).sqrt() + 3])
    [-2, -3, 1]
    >>> relation([arb("nan"), arb(1)]) is None
    True
    """
    if not all(value.is_finite() for value in values):
        return None
    size = len(values)
    scaled = [whole_part(value * arb(2) ** _LATTICE_BITS) for value in values]
    rows = [[int(i == j) for j in range(size)] + [scaled[i]] for i in range(size)]
    short = [int(c) for c in fmpz_mat(rows).lll().tolist()[0]]
    if max(map(abs, short)) > _SMALL:
        return None
    return short[:-1]
