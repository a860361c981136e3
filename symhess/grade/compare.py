"""Whether a student's value is the right one: proved, refuted with a witness that is easy to check, or open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from sympy import Expr, Integer, Number, NumberSymbol, Rational, Symbol, nan, oo, sstr, zoo

from symhess.budget import Deadline
from symhess.differentiate.normal_form import Equality, compare
from symhess.equivalence import Status, Witness, compare_functions
from symhess.exact import is_zero_constant, real_number

__all__ = ["Comparison", "Difference", "compare_values", "easy_difference"]

# Points a student can check by hand, then points without coincidences.
_COORDINATES = (1, 2, -1, 3, Fraction(1, 2))
_MOST_POINTS = 30
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """A point at which two values differ, with both values, or their decimals where they are long.

    Examples
    --------
    >>> from sympy.abc import x
    >>> easy_difference(2 * x, x**2, (x,))
    Difference(at=(1,), student='2', reference='1')
    """

    at: tuple[Expr, ...]
    student: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of a comparison; a reason is set exactly when it is undecided.

    Examples
    --------
    >>> Comparison(Status.UNDECIDED, reason="time-limit").witness is None
    True
    """

    status: Status
    witness: Witness | None = None
    reason: str | None = None


def compare_values(
    student: Expr,
    reference: Expr,
    variables: Sequence[Symbol],
    deadline: Deadline,
    tolerance: Fraction = Fraction(0),
) -> Comparison:
    """Compare two functions, or two numbers up to a tolerance.

    Examples
    --------
    >>> from sympy.abc import x
    >>> compare_values(2 * x * (x + 1), 2 * x**2 + 2 * x, (x,), Deadline(2)).status.value
    'proved'
    >>> compare_values(Rational(1, 3), Rational("0.33"), (), Deadline(2), Fraction(1, 100)).status.value
    'proved'
    """
    if student == reference:
        return Comparison(Status.PROVED)
    if not student.free_symbols and not reference.free_symbols:
        return _compare_numbers(student, reference, tolerance)
    if _are_polynomials(student, reference) and compare(student, reference) is Equality.PROVED:
        return Comparison(Status.PROVED)
    found = compare_functions(student, reference, variables, (), deadline)
    return Comparison(found.status, found.witness, found.reason)


def _are_polynomials(*functions: Expr) -> bool:
    """Whether all are polynomials over the rationals: the common case, decided fast by a normal form."""
    return all(f.is_polynomial() and all(n.is_Rational for n in f.atoms(Number, NumberSymbol)) for f in functions)


@lru_cache(maxsize=1 << 14)
def _compare_numbers(student: Expr, reference: Expr, tolerance: Fraction) -> Comparison:
    difference = student - reference
    if difference.has(nan, oo, zoo):
        return Comparison(Status.REFUTED)
    is_zero = is_zero_constant(difference)
    if is_zero:
        return Comparison(Status.PROVED)
    if tolerance:
        sign = _sign(difference**2 - Rational(tolerance.numerator, tolerance.denominator) ** 2)
        if sign is None:
            return Comparison(Status.UNDECIDED, reason="number")
        return Comparison(Status.PROVED if sign <= 0 else Status.REFUTED)
    return Comparison(Status.REFUTED) if is_zero is False else Comparison(Status.UNDECIDED, reason="number")


def _sign(number: Expr) -> int | None:
    try:
        return real_number(number).sign()
    except ValueError:
        return None


def easy_difference(student: Expr, reference: Expr, variables: Sequence[Symbol]) -> Difference | None:
    """A small point at which two functions differ, proved, for words of feedback; ``None`` if no small one is found.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> easy_difference(x * y, x * y, (x, y)) is None
    True
    """
    for point in _small_points(len(variables)):
        places = dict(zip(variables, point, strict=True))
        one, other = student.xreplace(places), reference.xreplace(places)
        if (one - other).has(nan, oo, zoo) or not _is_different(one, other):
            continue
        texts = [_short(value) for value in (one, other)]
        if None not in texts and texts[0] != texts[1]:
            return Difference(point, texts[0], texts[1])
    return None


def _small_points(size: int) -> Iterator[tuple[Expr, ...]]:
    coordinates = [Rational(Fraction(c).numerator, Fraction(c).denominator) for c in _COORDINATES]
    if size == 1:
        yield from ((c,) for c in coordinates)
        return
    grid = (point for point in product(coordinates, repeat=size) if len(set(point)) > 1)
    for _, point in zip(range(_MOST_POINTS), grid, strict=False):
        yield point


def _is_different(one: Expr, other: Expr) -> bool:
    return is_zero_constant(one - other) is False


def _short(value: Expr) -> str | None:
    """A rational as it is, another real number by decimals."""
    if isinstance(value, Integer) or (isinstance(value, Rational) and value.q < 1000):
        return str(sstr(value))
    try:
        return real_number(value).decimal(_DIGITS)
    except ValueError:
        return None
