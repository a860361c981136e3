"""Isolation of the real roots of a square-free integer polynomial by Descartes' rule and bisection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq, fmpz, fmpz_poly

__all__ = ["Interval", "isolate_real_roots", "sign_changes"]

Interval = tuple[fmpq, fmpq]

_SHIFT = fmpz_poly([1, 1])
_REFLECT = fmpz_poly([0, -1])


def isolate_real_roots(polynomial: fmpz_poly) -> tuple[Interval, ...]:
    """Disjoint rational intervals, ascending, each holding exactly one real root, together all of them.

    Vincent–Collins–Akritas bisection: a cell whose Descartes count is 0 holds no root, 1 exactly one; the count is
    exact for cells that are small enough, so the search ends.

    Parameters
    ----------
    polynomial : fmpz_poly
        Square-free, not zero.

    Returns
    -------
    tuple of (low, high)
        ``low == high`` where the root is that dyadic rational, otherwise an open interval whose ends are no roots.

    Raises
    ------
    ValueError
        If the polynomial is zero or not square-free (bisection would never end).

    References
    ----------
    Collins & Akritas, *Polynomial real root isolation using Descartes' rule of signs*, SYMSAC 1976.

    Examples
    --------
    >>> isolate_real_roots(fmpz_poly([-2, 0, 1]))
    ((-4, 0), (0, 4))
    >>> isolate_real_roots(fmpz_poly([0, -1, 1]))
    ((0, 0), (1, 1))
    >>> isolate_real_roots(fmpz_poly([1, 0, 1]))
    ()
    """
    if polynomial.is_zero() or polynomial.gcd(polynomial.derivative()).degree() > 0:
        raise ValueError("a nonzero square-free polynomial is needed")
    nonzero: fmpz_poly = polynomial
    zero: tuple[Interval, ...] = ()
    if polynomial[0] == 0:
        nonzero, zero = fmpz_poly(polynomial.coeffs()[1:]), ((fmpq(0), fmpq(0)),)
    positive = sorted(_positive_roots(nonzero))
    negative = sorted((-high, -low) for low, high in _positive_roots(nonzero(_REFLECT)))
    return tuple(_narrowed(polynomial, cell) for cell in negative) + zero + tuple(
        _narrowed(polynomial, cell) for cell in positive
    )


def sign_changes(coefficients: Sequence[int | fmpz]) -> int:
    """Count the sign changes in a sequence, zeros left out.

    Examples
    --------
    >>> sign_changes([1, 0, -2, -3, 4])
    2
    >>> sign_changes([0, 0])
    0
    """
    signs = [c > 0 for c in coefficients if c != 0]
    return sum(a != b for a, b in zip(signs, signs[1:], strict=False))


def _positive_roots(polynomial: fmpz_poly) -> Iterator[Interval]:
    """Isolate the roots on (0, ∞) of a square-free polynomial with nonzero constant term."""
    degree = polynomial.degree()
    if degree < 1 or sign_changes(polynomial.coeffs()) == 0:
        return
    exponent = _root_bound_exponent(polynomial)
    width = fmpq(2) ** exponent
    scaled = _scaled(polynomial, exponent)
    stack = [(scaled, 0, 0)]  # polynomial on (0, 1), depth, number of the cell at that depth
    while stack:
        cell, depth, number = stack.pop()
        count = sign_changes(_mobius(cell, degree))
        step = width / fmpq(2) ** depth
        if count == 1:
            yield number * step, (number + 1) * step
        if count < 2:
            continue
        left = _halved(cell)
        right = left(_SHIFT)
        if right[0] == 0:
            middle = (2 * number + 1) * step / 2
            yield middle, middle
            right = fmpz_poly(right.coeffs()[1:])
        stack.append((left, depth + 1, 2 * number))
        stack.append((right, depth + 1, 2 * number + 1))


def _root_bound_exponent(polynomial: fmpz_poly) -> int:
    """k with all positive roots below 2^k (Fujiwara)."""
    coefficients = polynomial.coeffs()
    lead = abs(coefficients[-1]).bit_length()
    degree = len(coefficients) - 1
    exponents = [
        -((lead - 1 - abs(c).bit_length()) // (degree - i)) for i, c in enumerate(coefficients[:-1]) if c != 0
    ]
    return int(max(exponents)) + 1


def _scaled(polynomial: fmpz_poly, exponent: int) -> fmpz_poly:
    """p(2^k x) without the common power of two."""
    coefficients = polynomial.coeffs()
    top = len(coefficients) - 1
    shifts = [exponent * i if exponent >= 0 else -exponent * (top - i) for i in range(top + 1)]
    return fmpz_poly([c << s for c, s in zip(coefficients, shifts, strict=True)])


def _mobius(cell: fmpz_poly, degree: int) -> list[fmpz]:
    """Coefficients of (1+x)^d p(1/(1+x)): its positive roots are those of p in (0, 1)."""
    coefficients = [cell[k] for k in range(degree, -1, -1)]
    return fmpz_poly(coefficients)(_SHIFT).coeffs()


def _halved(cell: fmpz_poly) -> fmpz_poly:
    """2^d p(x/2)."""
    coefficients = cell.coeffs()
    top = len(coefficients) - 1
    return fmpz_poly([c << (top - i) for i, c in enumerate(coefficients)])


def _narrowed(polynomial: fmpz_poly, cell: Interval) -> Interval:
    """Bisect until neither end is a root; a neighbouring cell may have a dyadic root on the common end."""
    low, high = cell
    while low < high and (polynomial(low) == 0 or polynomial(high) == 0):
        middle = (low + high) / 2
        at_middle = polynomial(middle)
        if at_middle == 0:
            return middle, middle
        low, high = (low, middle) if _changes(polynomial, low, middle) else (middle, high)
    return low, high


def _changes(polynomial: fmpz_poly, low: fmpq, middle: fmpq) -> bool:
    """Whether the root inside lies in (low, middle), when `low` itself may be another, simple root."""
    start = polynomial(low)
    if start == 0:
        start = polynomial.derivative()(low)
    return bool((start > 0) != (polynomial(middle) > 0))
