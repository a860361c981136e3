"""Polynomials of one sign: which unknowns must be zero for the polynomial to be zero."""

from __future__ import annotations

from flint import fmpq, fmpq_mat, fmpq_mpoly, fmpz_poly

from symhess.exact.isolation import isolate_real_roots

__all__ = ["forced_zeros", "is_never_zero"]

_Terms = dict[tuple[int, ...], fmpq]


def forced_zeros(polynomial: fmpq_mpoly) -> frozenset[int]:
    """Unknowns that are zero at every real zero of a polynomial, as far as its form shows that at once.

    Empty where nothing is shown, also for a polynomial with a constant term.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> sorted(forced_zeros(x**2 + x * y + y**2 + 3 * z**4)), sorted(forced_zeros(x**2 + y**2 * z**2))
    ([0, 1, 2], [0])
    >>> sorted(forced_zeros(x**2 + 3 * x * y + y**2)), sorted(forced_zeros(x**2 + y**2 - 1))
    ([], [])
    """
    signs, forced = set(), set()
    for part in _parts(polynomial):
        sign, zeros = _judged(part)
        signs.add(sign)
        forced |= zeros
    return frozenset(forced) if signs in ({1}, {-1}) else frozenset()


def is_never_zero(polynomial: fmpq_mpoly) -> bool:
    """Whether a polynomial is a nonzero constant, or a constant and even terms that all have one sign.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> is_never_zero(x**2 + y**4 + 1), is_never_zero(x**2 + y**2), is_never_zero(x**2 - 1)
    (True, False, False)
    """
    terms = list(polynomial.terms())
    signs = {coefficient > 0 for _, coefficient in terms}
    even = all(e % 2 == 0 for exponents, _ in terms for e in exponents)
    return len(signs) == 1 and even and any(not any(exponents) for exponents, _ in terms)


def _parts(polynomial: fmpq_mpoly) -> list[_Terms]:
    """The terms, sorted into parts without common unknowns; a constant term is a part of its own."""
    parts: list[tuple[set[int], _Terms]] = []
    for exponents, coefficient in polynomial.terms():
        unknowns, terms = {k for k, e in enumerate(exponents) if e}, {exponents: coefficient}
        for other in [other for other in parts if other[0] & unknowns]:
            parts.remove(other)
            unknowns |= other[0]
            terms |= other[1]
        parts.append((unknowns, terms))
    return [terms for _, terms in parts]


def _judged(terms: _Terms) -> tuple[int, set[int]]:
    """The sign of a part, 0 where it is not known or changes, and the unknowns that its zeros force to be zero."""
    unknowns = sorted({k for exponents in terms for k, e in enumerate(exponents) if e})
    first = next(iter(terms.values()))
    sign = 1 if first > 0 else -1
    if not unknowns:
        return 0, set()
    if all(e % 2 == 0 for exponents in terms for e in exponents) and all((c > 0) == (sign > 0) for c in terms.values()):
        return sign, {k for exponents in terms for k in unknowns if exponents[k] == sum(exponents)}
    degrees = {sum(exponents) for exponents in terms}
    if len(degrees) > 1:
        return 0, set()
    if len(unknowns) == 2:
        return _binary_form(terms, *unknowns)
    return _quadratic_form(terms, unknowns) if degrees == {2} else (0, set())


def _binary_form(terms: _Terms, x: int, y: int) -> tuple[int, set[int]]:
    """A form p(x, y) is definite when p(t, 1) has no real root and the power of x alone is there."""
    degree = sum(next(iter(terms)))
    denominator = fmpq(1)
    for coefficient in terms.values():
        denominator *= coefficient.q
    coefficients = [0] * (degree + 1)
    for exponents, coefficient in terms.items():
        coefficients[exponents[x]] = int((coefficient * denominator).p)
    polynomial = fmpz_poly(coefficients)
    if polynomial.degree() < degree or polynomial.gcd(polynomial.derivative()).degree() > 0:
        return 0, set()
    if isolate_real_roots(polynomial):
        return 0, set()
    return (1 if coefficients[0] > 0 else -1), {x, y}


def _quadratic_form(terms: _Terms, unknowns: list[int]) -> tuple[int, set[int]]:
    """Sylvester: definite when the leading minors, or those of the negative form, are all positive."""
    size = len(unknowns)
    place = {k: i for i, k in enumerate(unknowns)}
    rows = [[fmpq(0)] * size for _ in unknowns]
    for exponents, coefficient in terms.items():
        pair = [place[k] for k in unknowns for _ in range(exponents[k])]
        rows[pair[0]][pair[1]] += coefficient / 2
        rows[pair[1]][pair[0]] += coefficient / 2
    sign = 1 if rows[0][0] > 0 else -1
    minors = (fmpq_mat([[sign * c for c in row[:k]] for row in rows[:k]]).det() for k in range(1, size + 1))
    return (sign, set(unknowns)) if all(minor > 0 for minor in minors) else (0, set())
