"""Arnold's names of the simple singularities and the first families beyond them, with real signs, from reduced jets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flint import fmpq, fmpq_mpoly

from symhess.classify.field import Field
from symhess.classify.germ import Germ
from symhess.classify.univariate import square_free_parts
from symhess.exact.groebner import exact_quotient

__all__ = ["arnold_name"]

Coefficients = dict[tuple[int, int], fmpq_mpoly]


def arnold_name(germ: Germ) -> str | None:
    """The name of a reduced function (its Hessian is zero); ``None`` where the known terms do not give one.

    A_k carries the sign of its term, D_4- is three real lines, D_k, E_6 carry the sign in Arnold's normal form
    x²y ± y^(k−1), x³ ± y⁴; X_9 and J_10 stand for their families.

    References
    ----------
    Arnold, Gusein-Zade & Varchenko, *Singularities of Differentiable Maps*, vol. 1, Chs. 15–17.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> def named(f):
    ...     return arnold_name(polynomial_germ(f, (x, y), (0, 0), (x, y)))
    >>> named(x**3 - 3 * x * y**2), named(x**2 * y - y**5), named(x**3 + x * y**3), named(x**4 + y**4)
    ('D4-', 'D6-', 'E7', 'X9')
    >>> named(x**2 * y**2) is None
    True
    """
    size = len(germ.variables)
    if size == 1:
        return _corank_one(germ)
    if size == 2:
        return _corank_two(germ)
    return _corank_three(germ) if size == 3 else None


def _corank_one(germ: Germ) -> str | None:
    (place,) = germ.variables
    powers = {m[place]: c for m, c in germ.field.terms(germ.polynomial).items()}
    for power in sorted(powers):
        sign = germ.field.sign(powers[power])
        if sign:
            return f"A{power - 1}" + ("" if power % 2 else "+" if sign > 0 else "-")
    return None


def _corank_two(germ: Germ) -> str | None:
    x, y = germ.variables
    field = germ.field
    terms = {(m[x], m[y]): c for m, c in field.terms(germ.polynomial).items() if field.sign(c)}
    known = 40 if germ.order is None else germ.order
    cubic = _form(field, terms, 3)
    if any(field.sign(c) for c in cubic):
        return _by_cubic(field, terms, cubic, known)
    quartic = _form(field, terms, 4)
    if known >= 4 and any(field.sign(c) for c in quartic) and _has_distinct_lines(field, quartic):
        return "X9"
    return None


def _form(field: Field, terms: Coefficients, degree: int) -> list[fmpq_mpoly]:
    """Coefficients of x^(degree−k) y^k."""
    return [terms.get((degree - k, k), field.number(0)) for k in range(degree + 1)]


def _has_distinct_lines(field: Field, form: list[fmpq_mpoly]) -> bool:
    """Whether a binary form is square-free: x and y divide it at most once, the rest has simple roots."""
    used = [k for k, c in enumerate(form) if field.sign(c)]
    inside = form[used[0] : used[-1] + 1]
    at_ends = max(used[0], len(form) - 1 - used[-1])
    return at_ends <= 1 and all(m == 1 for _, m in square_free_parts(field, inside))


def _by_cubic(field: Field, terms: Coefficients, cubic: list[fmpq_mpoly], known: int) -> str | None:
    a, b, c, d = cubic
    discriminant = field.sign(b**2 * c**2 - 4 * a * c**3 - 4 * b**3 * d - 27 * a**2 * d**2 + 18 * a * b * c * d)
    if discriminant:
        return "D4-" if discriminant > 0 else "D4+"
    line = _multiple_line(field, cubic)
    if line is None:
        return None
    p, q = line
    # the multiple line becomes x = 0: with q ≠ 0 by y → y, x → x + (q/p)·y, otherwise x and y change places
    if field.sign(p):
        moved = _substituted(field, terms, known, _shear(field, p, q))
    else:
        moved = {(j, i): c for (i, j), c in terms.items()}
    triple = not field.sign(_at(field, moved, (2, 1)))
    return _e_series(field, moved, known) if triple else _d_series(field, moved, known)


def _at(field: Field, terms: Coefficients, place: tuple[int, int]) -> fmpq_mpoly:
    return terms.get(place, field.number(0))


def _multiple_line(field: Field, cubic: list[fmpq_mpoly]) -> tuple[fmpq_mpoly, fmpq_mpoly] | None:
    """p, q such that p·x + q·y divides the cubic form twice or more."""
    a, b, c, d = cubic
    # the gradient's gcd: a triple line has all second derivatives proportional, a double one shows in the Hessian form
    hessian = [b * b - 3 * a * c, b * c - 9 * a * d, c * c - 3 * b * d]
    if any(field.sign(entry) for entry in hessian):
        # −(Hessian form) is (p·x + q·y)² up to a factor: proportional to its half-gradient row
        first, second, third = hessian
        return (2 * first, second) if field.sign(first) else (field.number(0), field.number(1))
    return (3 * a, b) if field.sign(a) else (field.number(0), field.number(1))


def _shear(field: Field, p: fmpq_mpoly, q: fmpq_mpoly) -> Callable[[int], dict[int, fmpq_mpoly]] | None:
    """x → x − (q/p)·y, as the expansion of x^i in powers of y, or nothing without an inverse of p."""
    inverse = field.inverse(p)
    if inverse is None:
        return None
    return partial(_binomial, field, field.reduce(-q * inverse))


def _binomial(field: Field, slope: fmpq_mpoly, power: int) -> dict[int, fmpq_mpoly]:
    """Coefficients of x^(power−k) z^k in (x + slope·z)^power."""
    row, factor = {}, field.number(1)
    for k in range(power + 1):
        row[k] = field.reduce(factor)
        factor = field.reduce(factor * slope * fmpq(power - k, k + 1))
    return row


def _substituted(
    field: Field,
    terms: Coefficients,
    known: int,
    expansion: Callable[[int], dict[int, fmpq_mpoly]] | None,
    step: int = 1,
) -> Coefficients:
    """x → x + slope·y^step in all terms, up to the known degree."""
    if expansion is None:
        return {}
    total: Coefficients = {}
    for (i, j), coefficient in terms.items():
        for k, factor in expansion(i).items():
            place = (i - k, j + step * k)
            if sum(place) <= known:
                total[place] = field.reduce(_at(field, total, place) + coefficient * factor)
    return {place: c for place, c in total.items() if field.sign(c)}


def _d_series(field: Field, terms: Coefficients, known: int) -> str | None:
    """x²y and higher: x·y^m is removed by a shift of x until a pure power of y is left."""
    lead = _at(field, terms, (2, 1))
    inverse = field.inverse(2 * lead)
    for degree in range(4, known + 1):
        pure, mixed = _at(field, terms, (0, degree)), _at(field, terms, (1, degree - 1))
        if field.sign(pure):
            sign = field.sign(pure) * field.sign(lead) ** degree
            return f"D{degree + 1}" + ("+" if sign > 0 else "-")
        if field.sign(mixed):
            if inverse is None:
                return None
            slope = field.reduce(-mixed * inverse)
            terms = _substituted(field, terms, known, partial(_binomial, field, slope), degree - 2)
    return None


def _e_series(field: Field, terms: Coefficients, known: int) -> str | None:
    """x³ and higher: by the first of y⁴, x·y³, y⁵ that occurs; J10 if the weighted cubic has three distinct roots."""
    if not terms or known < 4:
        return None
    sixth = [_at(field, terms, place) for place in ((0, 6), (1, 4), (2, 2), (3, 0))]
    if field.sign(_at(field, terms, (0, 4))):
        return "E6+" if field.sign(_at(field, terms, (0, 4))) > 0 else "E6-"
    if field.sign(_at(field, terms, (1, 3))):
        return "E7"
    if known >= 5 and field.sign(_at(field, terms, (0, 5))):
        return "E8"
    if known >= 6 and _has_distinct_lines(field, sixth):
        return "J10"
    return None


def _corank_three(germ: Germ) -> str | None:
    """P8 for a smooth cubic cone with rational coefficients."""
    field = germ.field
    cubic = field.truncated(germ.polynomial, 3)
    if field.constants or cubic.is_zero() or any(sum(m) < 3 for m in cubic.monoms()):
        return None
    names = field.ring.names()
    quotient = exact_quotient([cubic.derivative(names[k]) for k in germ.variables], germ.variables, effort=1)
    return "P8" if quotient is not None and quotient.is_finite else None
