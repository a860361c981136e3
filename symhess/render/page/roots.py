"""The real roots of one polynomial in sentences: by factors, by the quadratic formula, or as counted."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

from flint import fmpq, fmpq_poly, fmpz_poly
from sympy import Expr, Symbol

from symhess.evidence import RealRoots
from symhess.exact import AlgebraicNumber, Rational, Real
from symhess.render.document import Inline
from symhess.render.formula import Chain, Dots, Expression, Fence, Fenced, Formula, Power, Product, Relation
from symhess.render.page.numbers import integer, polynomial_formula
from symhess.render.page.page import Page
from symhess.render.phrases import counted, say

__all__ = ["roots_alike", "roots_sentence"]

_ZERO: Final = integer(0)
_MOST_ROOTS: Final = 12
_MOST_POINTS: Final = 600  # among which the roots are looked for


def roots_sentence(record: RealRoots, unknown: Expr, page: Page) -> tuple[Inline, ...]:
    """The equation, why it has just these roots, and the roots.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> flat = analyze("x^3 - 3x")
    >>> record = flat.critical_set.derivation.premises[0].evidence[0]
    >>> [type(item).__name__ for item in roots_sentence(record, x, page_of(flat, "full"))[0].formula.items]
    ['Sum', 'Product', 'Expression']
    """
    polynomial = _univariate(record.polynomial, unknown)
    equation: Formula = Chain((polynomial, _ZERO), (Relation.EQUAL,))
    roots, count = _roots_of(record, page), counted(record.count, "root", page.language)
    if len(roots) != record.count or not 0 < record.count <= _MOST_ROOTS:
        return say("roots.not-listed", page.language, equation=equation, count=count)
    listed = _listed(roots, unknown, page)
    degree = record.polynomial.degree()
    if degree == 1:
        return say("roots.linear", page.language, roots=listed)
    factors = _linear_factors(record.polynomial, roots, unknown)
    if factors is not None:
        factored = Chain((polynomial, factors, _ZERO), (Relation.EQUAL, Relation.EQUAL))
        return say("roots.factored", page.language, factored=factored, roots=listed)
    if degree == 2 and all(root.short() is not None for root in roots):
        return say("roots.quadratic", page.language, equation=equation, roots=listed)
    return say("roots", page.language, equation=equation, count=count, roots=listed)


def roots_alike(record: RealRoots, unknown: Expr, page: Page) -> tuple[Inline, ...]:
    """The roots of an equation that was solved before for another unknown.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> flat = analyze("x^3 - 3x")
    >>> record = flat.critical_set.derivation.premises[0].evidence[0]
    >>> roots_alike(record, x, page_of(flat, "full"))[0].text
    'in the same way '
    """
    roots = _roots_of(record, page)
    if len(roots) != record.count or record.count > _MOST_ROOTS:
        return roots_sentence(record, unknown, page)
    return say("roots.alike", page.language, roots=_listed(roots, unknown, page))


def _listed(roots: Sequence[Real], unknown: Expr, page: Page) -> Formula:
    """x = 1, or x ∈ {−1, 1}."""
    named = tuple(page.numbers.coordinate(root) for root in roots)
    if len(named) == 1:
        return Chain((Expression(unknown), named[0]), (Relation.EQUAL,))
    return Chain((Expression(unknown), Fenced(Fence.BRACES, named)), (Relation.IN,))


def _univariate(polynomial: fmpz_poly, unknown: Expr) -> Formula:
    letter = unknown if unknown.free_symbols else Symbol("t")  # the value of a constant is no unknown
    return polynomial_formula(polynomial, letter) or Dots()


def _linear_factors(polynomial: fmpz_poly, roots: Sequence[Real], unknown: Expr) -> Formula | None:
    """The product of linear factors, where all roots are rational and their multiplicities make up the degree."""
    rest, factors = polynomial, list[Formula]()
    for root in roots:
        if not isinstance(root, Rational):
            return None
        linear, power = _linear(root.value), 0
        while (divided := divmod(rest, linear))[1].is_zero():
            rest, power = divided[0], power + 1
        body = Expression(int(linear[1]) * unknown + int(linear[0]))
        factors.append(body if power == 1 else Power(body, integer(power)))
    front = [integer(int(rest[0]))] if int(rest[0]) != 1 else []
    if rest.degree() > 0 or len(front) + len(factors) < 2:
        return None
    return Product((*front, *factors))


def _linear(root: fmpq) -> fmpz_poly:
    return fmpz_poly([-int(root.p), int(root.q)])


def _roots_of(record: RealRoots, page: Page) -> list[Real]:
    """Those coordinates of the listed points that are roots of the record's polynomial, each once."""
    if record.variable >= len(page.variables):
        return []
    found: dict[Hashable, Real] = {}
    for point in page.study.critical_set.points[:_MOST_POINTS]:
        coordinate = point.coordinates[record.variable]
        if _is_root(coordinate, record.polynomial):
            found.setdefault(page.numbers.key(coordinate), coordinate)
    return sorted(found.values(), key=float)


def _is_root(number: Real, polynomial: fmpz_poly) -> bool:
    if isinstance(number, Rational):
        return bool(polynomial(number.value) == 0)
    root = number.primitive() if isinstance(number, AlgebraicNumber) else None
    return root is not None and (fmpq_poly(polynomial) % fmpq_poly(root.polynomial)).is_zero()
