"""Correctly rounded decimals of exact and enclosed numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from flint import arb, fmpq

__all__ = ["ball_decimal", "ball_ends", "rational_decimal"]

_FIXED_BELOW = 20  # numbers with more places before the point, or six zeros after it, use an exponent


def rational_decimal(number: fmpq, digits: int) -> str:
    """The rational rounded half-even to `digits` significant digits, without trailing zeros.

    Examples
    --------
    >>> rational_decimal(fmpq(1, 3), 5), rational_decimal(fmpq(-5, 2), 20), rational_decimal(fmpq(0), 20)
    ('0.33333', '-2.5', '0')
    """
    quotient = _divided(int(number.p), int(number.q), digits)
    return _plain(quotient.normalize())


def ball_decimal(ball: arb, digits: int) -> str | None:
    """The number in the ball rounded to `digits` significant digits; ``None`` when the ball is too wide to tell.

    Examples
    --------
    >>> ball_decimal(arb(2).sqrt(), 10)
    '1.414213562'
    >>> ball_decimal(arb(0, 1), 10) is None
    True
    """
    if not ball.is_finite():
        return None
    low, high = (_divided(int(end.p), int(end.q), digits) for end in ball_ends(ball))
    return _plain(low) if low == high and (low != 0 or ball.is_zero()) else None


def ball_ends(ball: arb) -> tuple[fmpq, fmpq]:
    """The exact lower and upper end of a finite ball.

    Examples
    --------
    >>> ball_ends(arb(3))
    (3, 3)
    """
    middle, radius = (_dyadic(part) for part in (ball.mid(), ball.rad()))
    return middle - radius, middle + radius


def _dyadic(exact: arb) -> fmpq:
    mantissa, exponent = exact.man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


def _divided(numerator: int, denominator: int, digits: int) -> Decimal:
    wide = Context(prec=digits, rounding=ROUND_HALF_EVEN, Emax=10**15, Emin=-(10**15))
    return wide.divide(Decimal(numerator), Decimal(denominator))


def _plain(number: Decimal) -> str:
    if number == 0:
        return "0"
    if -6 <= number.adjusted() < _FIXED_BELOW:
        return f"{number:f}"
    return f"{number:e}"
