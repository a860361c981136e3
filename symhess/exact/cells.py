"""Open cells: regions of R^n on which given polynomials keep their signs, each with a rational sample point.

The open cells together are dense. A polynomial that is nonnegative at all samples is therefore nonnegative everywhere,
and a sample where it is negative is an exact counterexample.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.budget import Deadline
from symhess.exact.isolation import isolate_real_roots

__all__ = ["TooManyCells", "open_cells", "sample_below", "simplest_between", "univariate"]

Point = tuple[fmpq, ...]

_HIGHEST_DEGREE = 60  # of a projection; beyond it one more resultant may take minutes
_MOST_TERMS = 4000


class TooManyCells(Exception):
    """The projections grow beyond what can be computed in reasonable time.

    Examples
    --------
    >>> raise TooManyCells("degree 80")
    Traceback (most recent call last):
    ...
    symhess.exact.cells.TooManyCells: degree 80
    """


def sample_below(
    polynomial: fmpq_mpoly, constraints: Sequence[fmpq_mpoly], deadline: Deadline, reverse: bool = False
) -> Point | None:
    """A rational point at which the polynomial is negative and all constraints are positive.

    Parameters
    ----------
    polynomial : fmpq_mpoly
    constraints : sequence of fmpq_mpoly
        Of the same ring.
    deadline : Deadline
    reverse : bool
        Eliminate the unknowns in the opposite order: a second computation of the same.

    Returns
    -------
    tuple of fmpq or None
        ``None`` proves that the polynomial is nonnegative wherever all constraints are positive.

    Raises
    ------
    TooManyCells
        If the decomposition is not affordable.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> motzkin = x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1
    >>> sample_below(motzkin, (), Deadline(None)) is None
    True
    >>> sample_below(motzkin - fmpq(1, 100), (), Deadline(None)) is None
    False
    >>> sample_below(x - 1, (x - 2, y), Deadline(None)) is None
    True
    """
    for point in open_cells((polynomial, *constraints), deadline, reverse):
        if polynomial(*point) < 0 and all(c(*point) > 0 for c in constraints):
            return point
    return None


def open_cells(polynomials: Sequence[fmpq_mpoly], deadline: Deadline, reverse: bool = False) -> Iterator[Point]:
    """One rational point in every open cell on which no polynomial changes its sign; unknowns that do not occur are 0.

    References
    ----------
    Strzeboński, *Solving systems of strict polynomial inequalities*, J. Symbolic Computation 29, 2000.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> [str(point[0]) for point in open_cells((x**2 - 2,), Deadline(None))]
    ['-5', '0', '5']
    >>> len(list(open_cells((x**2 + y**2 - 1, x - y), Deadline(None))))
    16
    """
    levels = [_basis(polynomials)]
    degrees = [max((p.degrees()[k] for p in levels[0]), default=0) for k in range(_size(polynomials))]
    used = sorted((k for k, degree in enumerate(degrees) if degree > 0), key=lambda k: degrees[k], reverse=reverse)
    for k in used[:-1]:
        levels.append(_projection(levels[-1], k, deadline))
    return _lifted(levels, used, [fmpq(0)] * len(degrees), deadline)


def univariate(polynomial: fmpq_mpoly, unknown: int, at: Sequence[fmpq]) -> fmpq_poly:
    """The polynomial in one unknown, the others put in.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> univariate(x * y**2 - x, 1, (fmpq(2), fmpq(7)))
    2*x^2 + (-2)
    """
    coefficients = [fmpq(0)] * (polynomial.degrees()[unknown] + 1)
    for exponents, coefficient in polynomial.terms():
        for k, exponent in enumerate(exponents):
            if exponent and k != unknown:
                coefficient *= at[k] ** int(exponent)
        coefficients[exponents[unknown]] += coefficient
    return fmpq_poly(coefficients)


def simplest_between(low: fmpq | None, high: fmpq | None) -> fmpq:
    """The rational of smallest denominator in an open interval; ``None`` is infinite.

    Examples
    --------
    >>> [str(simplest_between(*ends)) for ends in ((fmpq(1, 3), fmpq(1, 2)), (None, fmpq(-3)), (fmpq(-1), fmpq(2)))]
    ['2/5', '-4', '0']
    """
    if low is None:
        return fmpq(0) if high is None or high > 0 else fmpq(high.ceil() - 1)
    if high is None:
        return fmpq(0) if low < 0 else fmpq(low.floor() + 1)
    if low < 0 < high:
        return fmpq(0)
    return -_between(-high, -low) if high <= 0 else _between(low, high)


def _between(low: fmpq, high: fmpq) -> fmpq:
    """For 0 ≤ low < high, by the continued fraction."""
    whole = fmpq(low.floor())
    if whole + 1 < high:
        return whole + 1
    if whole == low:
        return whole + 1 / fmpq((1 / (high - whole)).floor() + 1)
    return whole + 1 / simplest_between(1 / (high - whole), 1 / (low - whole))


def _size(polynomials: Sequence[fmpq_mpoly]) -> int:
    return len(polynomials[0].context().names())


def _basis(polynomials: Iterable[fmpq_mpoly]) -> tuple[fmpq_mpoly, ...]:
    """The irreducible factors, each once."""
    found: dict[str, fmpq_mpoly] = {}
    for polynomial in polynomials:
        if polynomial.is_zero():
            continue
        for factor, _ in polynomial.factor()[1]:
            monic = factor / factor.leading_coefficient()
            found[str(monic)] = monic
    return tuple(found.values())


def _projection(basis: Sequence[fmpq_mpoly], k: int, deadline: Deadline) -> tuple[fmpq_mpoly, ...]:
    """Leading coefficients, discriminants and resultants: where none of them is zero, the roots keep their order."""
    involved = [p for p in basis if p.degrees()[k] > 0]
    name = basis[0].context().names()[k] if basis else ""
    projected = [p for p in basis if p.degrees()[k] <= 0]
    for p in involved:
        _affordable(p, p, k, deadline)
        projected.append(_leading(p, k))
        if p.degrees()[k] > 1:
            projected.append(p.discriminant(name))
    for p, q in combinations(involved, 2):
        _affordable(p, q, k, deadline)
        projected.append(p.resultant(q, name))
    return _basis(projected)


def _affordable(p: fmpq_mpoly, q: fmpq_mpoly, k: int, deadline: Deadline) -> None:
    deadline.check()
    degree = p.degrees()[k] * q.total_degree() + q.degrees()[k] * p.total_degree()
    if degree > 2 * _HIGHEST_DEGREE or len(p) * len(q) > _MOST_TERMS:
        raise TooManyCells(f"a projection of degree {degree}")


def _leading(polynomial: fmpq_mpoly, k: int) -> fmpq_mpoly:
    top = polynomial.degrees()[k]
    terms = {}
    for exponents, coefficient in polynomial.terms():
        if exponents[k] == top:
            rest = list(map(int, exponents))
            rest[k] = 0
            terms[tuple(rest)] = coefficient
    return polynomial.context().from_dict(terms)


def _lifted(
    levels: Sequence[Sequence[fmpq_mpoly]], order: Sequence[int], at: list[fmpq], deadline: Deadline
) -> Iterator[Point]:
    """Samples between the roots over every sample of the level below."""
    if not order:
        yield tuple(at)
        return
    deadline.check()
    for number in _between_roots([univariate(p, order[-1], at) for p in levels[-1]]):
        yield from _lifted(levels[:-1], order[:-1], [*at[: order[-1]], number, *at[order[-1] + 1 :]], deadline)


def _between_roots(polynomials: Sequence[fmpq_poly]) -> Iterator[fmpq]:
    product = fmpz_poly([1])
    for polynomial in polynomials:
        if polynomial.degree() > 0:
            product *= polynomial.numer()
    derivative = product.derivative()
    if not derivative.is_zero():
        product = fmpz_poly((fmpq_poly(product) / fmpq_poly(product.gcd(derivative))).numer().coeffs())
    low: fmpq | None = None
    for start, end in isolate_real_roots(product) if product.degree() > 0 else ():
        yield _inside(low, start)
        low = end
    yield _inside(low, None)


def _inside(low: fmpq | None, high: fmpq | None) -> fmpq:
    """A number between the end of one isolating interval and the start of the next, which may coincide."""
    return low if low is not None and low == high else simplest_between(low, high)
