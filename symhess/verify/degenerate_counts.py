"""Checks of counts and inequalities near a point: half-branches, Newton polygon, outweighing squares, tangency points.

Roots that were counted by Sturm's theorem are isolated by Descartes' rule; tangency points are counted in the opposite
order of the unknowns; shares of squares are added up again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from flint import arb, ctx, fmpq, fmpq_mpoly, fmpq_poly
from sympy import Expr, Poly, Symbol

from symhess.evidence import DominatedTerms, HalfBranches, NewtonPolygon, TangencyPoints
from symhess.exact import isolate_real_roots
from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import polynomial_of, ring
from symhess.verdict import Kind
from symhess.verify.agreement import require
from symhess.verify.enclosures import enclosed
from symhess.verify.germs import Neighbourhood, Refuted, Shown
from symhess.verify.polygon import signs_near

__all__ = ["check_dominated", "check_half_branches", "check_newton_polygon", "check_tangency", "without_factor"]

_BITS: Final = 512
_MOST_POINTS: Final = 2000
_EFFORT: Final = 5

Exponents = tuple[int, ...]


def check_half_branches(records: Sequence[HalfBranches], near: Neighbourhood) -> Shown:
    """The factors make up f, and each has as many half-branches as claimed; odd ones change the sign.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("x^3 - x^2 y^2")))
    True
    """
    names = records[0].increments
    polynomial = near.polynomial(names) if near.order is None else None
    if polynomial is None or len(names) != 2 or any(record.increments != names for record in records):
        raise Refuted("half-branches are counted of something that is no polynomial in two increments")
    unit = polynomial
    for record in records:
        unit = without_factor(unit, polynomial_of(record.factor, polynomial.context()), record.multiplicity)
        _check_box(record)
    if unit[0, 0] == 0:
        raise Refuted("the factors do not make up the function")
    branches = {m: sum(r.right + r.left + r.axis for r in records if r.multiplicity % 2 == m) for m in (0, 1)}
    if branches[1]:
        return Shown(Kind.SADDLE)
    width, height = min(r.width for r in records), min(r.height for r in records)
    return Shown.extremum(_sign_within(polynomial, width, height), not branches[0])


def without_factor(polynomial: fmpq_mpoly, factor: fmpq_mpoly, multiplicity: int) -> fmpq_mpoly:
    """The quotient by a power of a factor.

    Raises
    ------
    Refuted
        If it is none.

    Examples
    --------
    >>> x, y = ring(("x", "y")).gens()
    >>> without_factor(x**2 * y + x**2, x, 2)
    y + 1
    """
    if multiplicity < 1 or factor.total_degree() < 1:
        raise Refuted("a factor is constant, or has no multiplicity")
    quotient, remainder = divmod(polynomial, factor**multiplicity)
    if not remainder.is_zero():
        raise Refuted(f"{factor} is no factor of multiplicity {multiplicity}")
    return quotient


def _sign_within(polynomial: fmpq_mpoly, width: fmpq, height: fmpq) -> int:
    """The sign inside a box where no factor changes it: at a point that is no zero."""
    for k in range(1, 2 * polynomial.total_degree() + 4):
        value = polynomial(width / (k + 2), height / (k * k + 3))
        if value != 0:
            return 1 if value > 0 else -1
    raise Refuted("the function is zero in the box")


def _check_box(record: HalfBranches) -> None:
    """Inside the box the roots y of the factor stay apart, and within, for x from 0 to either end."""
    x, y = ring(("x", "y")).gens()
    plain = dict(zip(record.increments, map(Symbol, "xy"), strict=True))
    factor = polynomial_of(record.factor.xreplace(plain), x.context())
    width, height = record.width, record.height
    if not (width > 0 and height > 0):
        raise Refuted("the box is empty")
    on_axis = factor.compose(0 * x, y, ctx=x.context())
    if (record.axis == 2) != on_axis.is_zero() or record.axis not in (0, 2):
        raise Refuted("the line through the point is not on the curve as claimed")
    rest = factor if not on_axis.is_zero() else without_factor(factor, x, 1)
    if on_axis.is_zero():
        on_axis = rest.compose(0 * x, y, ctx=x.context())
    criteria = [_in(rest.compose(x, 0 * y + side * height, ctx=x.context()), 0) for side in (1, -1)]
    if rest.degrees()[1] > 1:
        criteria.append(_in(rest.resultant(rest.derivative("y"), "y"), 0))
    if any(_has_root(_nonzero_part(p), width) for p in criteria) or _has_root(_nonzero_part(_in(on_axis, 1)), height):
        raise Refuted("in the box the half-branches meet, or leave it")
    for side, claimed in ((1, record.right), (-1, record.left)):
        if _roots_within(_in(rest.compose(0 * x + side * width, y, ctx=x.context()), 1), height) != claimed:
            raise Refuted("the half-branches are not as many as claimed")


def _in(polynomial: fmpq_mpoly, place: int) -> fmpq_poly:
    """The polynomial in its only unknown."""
    row = [fmpq(0)] * (max((e[place] for e in polynomial.monoms()), default=0) + 1)
    for exponents, coefficient in polynomial.terms():
        row[exponents[place]] += coefficient
    return fmpq_poly(row)


def _nonzero_part(polynomial: fmpq_poly) -> fmpq_poly:
    """The polynomial without its root 0."""
    if polynomial.degree() < 0:
        raise Refuted("a criterion of the box is zero everywhere")
    coefficients = polynomial.coeffs()
    return fmpq_poly(coefficients[next(k for k, c in enumerate(coefficients) if c != 0) :])


def _has_root(polynomial: fmpq_poly, bound: fmpq) -> bool:
    """Whether there is a root in [−bound, bound]."""
    return polynomial(bound) == 0 or polynomial(-bound) == 0 or _roots_within(polynomial, bound) > 0


def _roots_within(polynomial: fmpq_poly, height: fmpq) -> int:
    """Distinct real roots in (−height, height), by isolation of the roots of p(height·y)."""
    common = polynomial.gcd(polynomial.derivative())
    scaled = (polynomial // common if common.degree() > 0 else polynomial)(fmpq_poly([0, height])).numer()
    if scaled.degree() < 1:
        return 0
    count = 0
    for low, high in isolate_real_roots(scaled):
        while low < high and (low < -1 < high or low < 1 < high):
            middle = (low + high) / 2
            if scaled(middle) == 0:
                low = high = middle
            else:
                left = scaled(low) * scaled(middle) < 0
                low, high = (low, middle) if left else (middle, high)
        count += -1 <= low and high <= 1 and abs(low + high) < 2
    return count


def check_newton_polygon(records: Sequence[NewtonPolygon], near: Neighbourhood) -> Shown:
    """The function agrees with f, and its polygon shows exactly the claimed signs.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("(x^2-2)^4 + (x^2-2)^2 y^2 + 3y^4")))
    True
    """
    (record,) = records
    if near.order is not None and (record.order is None or record.order > near.order):
        raise Refuted("more is claimed to be known than is known")
    require(near, record.function, record.order, "the polygon is not one of this function")
    found = signs_near(record.function, record.increments, record.order)
    claimed = set(record.signs) - ({0} if found >= {1, -1} else set())
    if found != claimed:
        raise Refuted("the polygon shows other signs")
    if found >= {1, -1}:
        return Shown(Kind.SADDLE)
    return Shown.extremum(1 if 1 in found else -1, 0 not in found)


def check_dominated(records: Sequence[DominatedTerms], near: Neighbourhood) -> Shown:
    """Every term is bounded by squares, and the squares can pay for all terms that are not negligible.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("x^4 + y^4 + z^4 - x y z^2")))
    True
    """
    (record,) = records
    require(near, record.function, near.order, "the squares are not those of this function")
    with ctx.workprec(_BITS):
        terms = {m: enclosed(c, {}) for m, c in _terms(record.function, record.increments).items()}
        return _outweighed(record, terms, near.order is None)


def _terms(function: Expr, names: Sequence[Symbol]) -> Mapping[Exponents, Expr]:
    return dict(Poly(function, *names).terms())


def _outweighed(record: DominatedTerms, terms: Mapping[Exponents, arb], is_whole: bool) -> Shown:
    for square in record.squares:
        if any(e % 2 for e in square) or square not in terms or not terms[square] * record.sign > 0:
            raise Refuted(f"{square} is no even power with the right sign")
    if set(terms) != set(record.squares) | set(record.terms):
        raise Refuted("not every term is bounded")
    demand = dict.fromkeys(record.squares, arb(0))
    exact, negligible = [], set[Exponents]()
    for term, squares, weights in zip(record.terms, record.bounding, record.weights, strict=True):
        sums = [sum((w * s[k] for w, s in zip(weights, squares, strict=True)), fmpq(0)) for k in range(len(term))]
        is_below = all(total <= e for total, e in zip(sums, term, strict=True))
        if sum(weights, fmpq(0)) != 1 or min(weights) <= 0 or not is_below or not set(squares) <= set(record.squares):
            raise Refuted(f"{term} is not bounded by its squares")
        if any(total != e for total, e in zip(sums, term, strict=True)):
            negligible |= set(squares)
            continue
        exact.append((term, squares, weights))
        for square, weight in zip(squares, weights, strict=True):
            demand[square] += abs(terms[term]) * weight
    left = set(record.squares)
    for term, squares, weights in exact:
        left -= _used_up(term, squares, weights, terms, demand)
    pure = {k for square in left for k, e in enumerate(square) if e and e == sum(square)}
    strict = len(pure) == len(record.increments)
    if not negligible <= left or not (strict or is_whole):
        raise Refuted("nothing is left of a square that negligible terms need")
    return Shown.extremum(record.sign, True if strict else None)


def _used_up(
    term: Exponents,
    squares: Sequence[Exponents],
    weights: Sequence[fmpq],
    terms: Mapping[Exponents, arb],
    demand: Mapping[Exponents, arb],
) -> set[Exponents]:
    """The squares of which nothing may be left: with shares in proportion to the demand they just pay for the term."""
    shares = zip(squares, weights, strict=True)
    margin = sum((arb(w) * (abs(terms[square]) / demand[square]).log() for square, w in shares), arb(0))
    if margin > 0:
        return set()
    if not _is_zero_within(margin):
        raise Refuted(f"the squares cannot pay for {term}")
    return set(squares)


def _is_zero_within(ball: arb) -> bool:
    """Whether a ball at the working precision of this file holds 0 and hardly anything else."""
    return bool(ball.contains(0) and ball.abs_upper() < arb(2) ** (-_BITS // 2))


def check_tangency(records: Sequence[TangencyPoints], near: Neighbourhood) -> Shown:
    """The form is the lowest part of f, and has as many tangency points with the gauge as claimed.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("(x y - z^2)^2 + (x - y)^4 + y^4")))
    True
    """
    (record,) = records
    names, weights = record.increments, record.weights
    form = polynomial_of(record.form, ring([name.name for name in names]))
    is_whole = _check_lowest(record, form, near)
    generators = form.context().gens()
    gauge = sum((c * g**e for c, g, e in zip(record.coefficients, generators, record.exponents, strict=True)), form * 0)
    degrees = {w * e for w, e in zip(weights, record.exponents, strict=True)}
    even = all(e % 2 == 0 and c > 0 for e, c in zip(record.exponents, record.coefficients, strict=True))
    if len(degrees) != 1 or not even or degrees == {_weight(form.monoms()[0], weights)}:
        raise Refuted("the gauge is not positive, or not weighted as the form is not")
    for side, claimed in ((1, record.above), (-1, record.below)):
        if _real_points(form - side * gauge) - 1 != claimed:
            raise Refuted("the tangency points are not as many as claimed")
    if record.above and record.below:
        return Shown(Kind.SADDLE)
    zeros = _real_points(form) - 1
    if zeros and not is_whole:
        raise Refuted("the form vanishes beside the point, where higher terms decide")
    return Shown.extremum(1 if record.above else -1, zeros == 0)


def _check_lowest(record: TangencyPoints, form: fmpq_mpoly, near: Neighbourhood) -> bool:
    """Whether f is the form; refuse unless it begins with it."""
    degree = {_weight(m, record.weights) for m in form.monoms()}
    if len(degree) != 1 or min(record.weights) < 1:
        raise Refuted("the form is not weighted-homogeneous")
    own = near.polynomial(record.increments) if near.order is None else None
    if own is not None:
        rest = own - form
        if any(_weight(m, record.weights) <= max(degree) for m in rest.monoms()):
            raise Refuted("the form is not the lowest part")
        return bool(rest.is_zero())
    if len(set(record.weights)) > 1:
        raise Refuted("a form with weights is checked for polynomials only")
    require(near, record.form, max(degree) // record.weights[0], "the form is not the lowest part")
    return False


def _weight(exponents: Sequence[int], weights: Sequence[int]) -> int:
    return sum(w * e for w, e in zip(weights, exponents, strict=True))


def _real_points(function: fmpq_mpoly) -> int:
    """Number of real critical points, counted with the unknowns in the opposite order."""
    names = function.context().names()
    partials = [function.derivative(name) for name in names]
    quotient = exact_quotient(partials, tuple(reversed(range(len(names)))), None, _EFFORT)
    if quotient is None or not quotient.is_finite or quotient.dimension > _MOST_POINTS:
        raise Refuted("the tangency points cannot be counted")
    return quotient.real
