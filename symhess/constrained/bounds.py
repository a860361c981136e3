"""Whether a set given by equations and inequalities is bounded, with the argument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from flint import fmpq, fmpq_mpoly
from sympy import Expr, Rational, Symbol, expand, oo

from symhess.budget import Deadline
from symhess.constrained.forms import definite_form
from symhess.constrained.plane import roots_of, univariate, whole_above
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.polynomial import NotPolynomial, expression_of, polynomial_of, ring

__all__ = ["Bounded", "bounded", "outer_polynomials"]

_ROUNDS = 6
_MOST_SUMS = 200
_GRAIN = 64

_Interval = tuple[fmpq | None, fmpq | None]
_ONE: _Interval = (fmpq(1), fmpq(1))


@dataclass(frozen=True, slots=True, eq=False)
class Bounded:
    """A bounded set.

    Attributes
    ----------
    box : tuple of (fmpq or None, fmpq or None)
        Bounds for every variable, as far as numbers are known.
    forms : tuple of Expr
        Functions that are nonpositive on the set and grow beyond all bounds with the variables of their leading terms.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> from sympy.abc import x, y
    >>> X, Y = ring(("x", "y")).gens()
    >>> bounded((X**2 + X * Y + Y**2 - 3,), (), (x, y), Deadline(10)).forms
    (x**2 + x*y + y**2 - 3,)
    >>> bounded((), (X, Y, 2 - X - Y), (x, y), Deadline(10)).box
    ((0, 2), (0, 2))
    >>> bounded((X * Y - 1,), (), (x, y), Deadline(10)) is None
    True
    """

    box: tuple[_Interval, ...]
    forms: tuple[Expr, ...]

    def bounds(self) -> tuple[tuple[Expr, Expr], ...]:
        """The box as SymPy numbers, with ±oo where no number is known."""
        return tuple((_end(low, -oo), _end(high, oo)) for low, high in self.box)


def outer_polynomials(terms: Sequence[Expr], variables: Sequence[Symbol]) -> tuple[fmpq_mpoly, ...] | None:
    """Polynomials over Q nowhere below the given ones: an irrational summand is replaced by a rational above it.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> (above,) = outer_polynomials((pi - x,), (x,))
    >>> above.degrees(), 3 < above.coeffs()[1] < 4
    ((1,), True)
    >>> outer_polynomials((pi * x,), (x,)) is None
    True
    """
    context = ring([variable.name for variable in variables])
    found = []
    for term in terms:
        constant, rest = expand(term).as_independent(*variables, as_Add=True)
        try:
            found.append(polynomial_of(rest, context) + _above(constant))
        except NotPolynomial:
            return None
    return tuple(found)


def _above(constant: Expr) -> fmpq:
    if isinstance(constant, Rational):
        return fmpq(int(constant.p), int(constant.q))
    ball = enclosed_constant(constant, 64)
    if ball is None:
        raise NotPolynomial(str(constant))
    return whole_above(ball * 1024) / 1024


def _end(value: fmpq | None, infinite: Expr) -> Expr:
    return infinite if value is None else Rational(int(value.p), int(value.q))


def bounded(
    equations: Sequence[fmpq_mpoly], inequalities: Sequence[fmpq_mpoly], variables: Sequence[Symbol], deadline: Deadline
) -> Bounded | None:
    """The bounds of the set where the equations are zero and the inequalities nonnegative; ``None`` if none are found.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> from sympy.abc import x, y
    >>> X, Y = ring(("x", "y")).gens()
    >>> bounded((), (Y - X**2, 4 - Y), (x, y), Deadline(10)).box[1]
    (0, 4)
    >>> bounded((), (X + Y - 2,), (x, y), Deadline(10)) is None
    True
    """
    known = [*equations, *(-g for g in equations), *inequalities]
    known += list(_sums(known))[:_MOST_SUMS]
    box: list[_Interval] = [(None, None)] * len(variables)
    free = set(range(len(variables)))
    forms: list[Expr] = []
    for _ in range(_ROUNDS):
        for h in known:
            deadline.check()
            _tighten(h, box)
        free -= {k for k in free if None not in box[k]}
        if not free:
            break
        grown = _by_form(known, free, deadline)
        if grown is not None:
            forms.append(expression_of(-grown[0], variables))
            free -= grown[1]
        if not free:
            break
    return None if free else Bounded(tuple(box), tuple(forms))


def _by_form(known: Sequence[fmpq_mpoly], free: set[int], deadline: Deadline) -> tuple[fmpq_mpoly, set[int]] | None:
    """An h ≥ 0 that goes to −∞ with its free unknowns."""
    for h in known:
        own = {k for k in free if h.degrees()[k] > 0}
        if own and definite_form(-h, own, deadline) is not None:
            return h, own
    return None


def _sums(known: Sequence[fmpq_mpoly]) -> Iterator[fmpq_mpoly]:
    """Positive combinations in which a term cancels (Fourier and Motzkin), and plain sums."""
    first = list(known)
    for rounds in range(2):
        new = []
        for p, q in combinations(first, 2):
            if (p + q).is_zero():
                continue
            new += list(_cancelled(p, q))
            if rounds == 0 and max(p.total_degree(), q.total_degree()) > 1:
                new.append(p + q)
        yield from new
        first = [p for p in new if p.total_degree() <= 1][:20] + [p for p in known if p.total_degree() <= 1]


def _cancelled(p: fmpq_mpoly, q: fmpq_mpoly) -> Iterator[fmpq_mpoly]:
    others = dict(q.terms())
    for exponents, coefficient in p.terms():
        other = others.get(exponents)
        if other is not None and any(exponents) and (other > 0) != (coefficient > 0):
            yield p * abs(other) + q * abs(coefficient)


def _tighten(h: fmpq_mpoly, box: list[_Interval]) -> None:
    """Bounds for an unknown that occurs in h ≥ 0 alone, or in one pure power only."""
    degrees = h.degrees()
    used = [k for k, degree in enumerate(degrees) if degree > 0]
    if len(used) == 1 and degrees[used[0]] > 1:
        box[used[0]] = _meet(box[used[0]], _between_roots(h, used[0]))
    for k, degree in enumerate(degrees):
        own = [(m, c) for m, c in h.terms() if m[k]]
        if degree == 1 and len(own) == 1 and _is_forced(h, own[0], k, box):
            side = own[0][1] > 0
            box[k] = _meet(box[k], (fmpq(0), None) if side else (None, fmpq(0)))
        if degree < 1 or len(own) != 1 or sum(own[0][0]) != degree:
            continue
        (exponents, coefficient), = own
        rest = [(m, c) for m, c in h.terms() if m != exponents]
        top = _highest(rest, box)
        if top is not None:
            box[k] = _meet(box[k], _solved(coefficient, int(degree), top))


def _is_forced(h: fmpq_mpoly, term: tuple[tuple[int, ...], fmpq], unknown: int, box: Sequence[_Interval]) -> bool:
    """Whether the only term with an unknown must be positive, and its other factors are never negative."""
    exponents, _ = term
    others = [(box[k], int(e)) for k, e in enumerate(exponents) if e and k != unknown]
    top = _highest([(m, c) for m, c in h.terms() if m != exponents], box)
    factors = all(e % 2 == 0 or _one_signed(interval) for interval, e in others)
    return bool(others) and factors and top is not None and top < 0


def _between_roots(h: fmpq_mpoly, unknown: int) -> _Interval:
    """Beyond its outermost roots a polynomial keeps its sign: rationals just outside of them, where it is negative."""
    polynomial = univariate(h, unknown)
    roots = roots_of(polynomial)
    lead = int(polynomial.leading_coefficient())
    if not roots:
        return None, None
    high = whole_above(roots[-1].enclosure(64) * _GRAIN) / _GRAIN if lead < 0 else None
    low = -whole_above(-roots[0].enclosure(64) * _GRAIN) / _GRAIN if lead * (-1) ** polynomial.degree() < 0 else None
    return low, high


def _highest(terms: Sequence[tuple[tuple[int, ...], fmpq]], box: Sequence[_Interval]) -> fmpq | None:
    """An upper bound of a polynomial over the box."""
    total = fmpq(0)
    for exponents, coefficient in terms:
        low, high = fmpq(1), fmpq(1)
        interval: _Interval = (low, high)
        for k, e in enumerate(exponents):
            if e:
                interval = _product(interval, _power(box[k], int(e)))
        end = interval[1] if coefficient > 0 else interval[0]
        if end is None:
            return None
        total += coefficient * end
    return total


def _power(interval: _Interval, exponent: int) -> _Interval:
    low, high = interval
    if exponent % 2:
        return (None if low is None else low**exponent), (None if high is None else high**exponent)
    ends = [abs(end) for end in interval if end is not None]
    contains_zero = (low is None or low <= 0) and (high is None or high >= 0)
    bottom = fmpq(0) if contains_zero else min(ends) ** exponent
    return bottom, (None if None in interval else max(ends) ** exponent)


def _product(left: _Interval, right: _Interval) -> _Interval:
    if None not in left and None not in right:
        ends = [a * b for a in left for b in right if a is not None and b is not None]
        return min(ends), max(ends)
    signs = [_one_signed(side) for side in (left, right)]
    if signs == [1, 1]:
        low = left[0] * right[0] if left[0] is not None and right[0] is not None else None
        return low, None
    if left == _ONE:
        return right
    if right == _ONE:
        return left
    return None, None


def _one_signed(interval: _Interval) -> int:
    return 1 if interval[0] is not None and interval[0] >= 0 else 0


def _solved(coefficient: fmpq, degree: int, top: fmpq) -> _Interval:
    """What coefficient·x^degree + top ≥ 0 says about x."""
    if coefficient < 0:
        size = _root_above(top / -coefficient, degree)
        return (-size if degree % 2 == 0 else None), size
    if degree % 2 == 0:
        return None, None
    return -_root_above(top / coefficient, degree), None


def _root_above(value: fmpq, degree: int) -> fmpq:
    """A rational at least as large as the real root of x^degree = value, equal to it for degree 1."""
    if degree == 1:
        return value
    if value < 0:
        return -_root_below(-value, degree) if degree % 2 else fmpq(0)
    return _root_below(value, degree) if _root_below(value, degree) ** degree == value else _root_below(
        value, degree
    ) + fmpq(1, 64)


def _root_below(value: fmpq, degree: int) -> fmpq:
    """The largest multiple of 1/64 whose power is at most a nonnegative value."""
    low, high = 0, 64 * (int(value.ceil()) + 1)
    while high - low > 1:
        middle = (low + high) // 2
        if fmpq(middle, 64) ** degree <= value:
            low = middle
        else:
            high = middle
    return fmpq(low, 64)


def _meet(left: _Interval, right: _Interval) -> _Interval:
    lows = [end for end in (left[0], right[0]) if end is not None]
    highs = [end for end in (left[1], right[1]) if end is not None]
    return (max(lows) if lows else None), (min(highs) if highs else None)
