"""Taylor polynomials worked out: derivatives, their values at the point, the polynomial."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import factorial, prod

from sympy import Expr, Integer, Poly, Symbol

from symhess.differentiate.taylor import TaylorPolynomial
from symhess.render.document import Align, Block, Equation, Equations, Heading, Paragraph, Row, Table, Words
from symhess.render.formula import Call, Expression, Formula, Name, Negative, Power, Product, Relation, Sum
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page, equal
from symhess.render.phrases import enumerated, phrase, say
from symhess.sheets.telling.common import boxed, cell, equation, point
from symhess.sheets.wording import taylor_name

__all__ = ["taylor_blocks", "taylor_formula"]


def taylor_blocks(
    page: Page, answer: TaylorPolynomial, derivatives: Iterable[Block] = ()
) -> Iterator[Block]:
    """The polynomial, the sections about the derivatives, the table of values, the sum.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> found = analyze("x y")
    >>> [type(block).__name__ for block in taylor_blocks(page_of(found, "brief"), found.taylor((1, 2)))]
    ['ResultBox', 'Heading', 'Paragraph', 'Table', 'Paragraph', 'Equations']
    """
    language = page.language
    left = Call(taylor_name(answer.order), tuple(Expression(variable) for variable in answer.variables))
    yield boxed(language, [equation(left, taylor_formula(answer))])
    yield from derivatives
    yield Heading((Words(phrase("solution.heading.taylor", language)),))
    yield Paragraph(say("solution.values-table", language, point=point(answer.at)))
    yield _values(page, answer)
    if answer.order > 2:
        yield Paragraph((Words(phrase("solution.higher", language)),))
    shifted = [_shifted(variable, at) for variable, at in zip(answer.variables, answer.at, strict=True)]
    increments = enumerated([equation(Expression(h), s) for h, s in zip(answer.increments, shifted, strict=True)])
    yield Paragraph(say("solution.polynomial", language, increments=increments))
    in_increments = equal(left, _sum(answer, tuple(map(Expression, answer.increments))))
    yield Equations((in_increments, Equation(None, Relation.EQUAL, taylor_formula(answer))))


def taylor_formula(answer: TaylorPolynomial) -> Formula:
    """The polynomial in x − a, by rising degree.

    Examples
    --------
    >>> from sympy import Integer
    >>> from symhess import analyze
    >>> len(taylor_formula(analyze("x^2").taylor((1,))).terms)
    3
    """
    bases = (_shifted(variable, at) for variable, at in zip(answer.variables, answer.at, strict=True))
    return _sum(answer, tuple(bases))


def _shifted(variable: Symbol, at: Expr) -> Formula:
    return Expression(variable) if at == 0 else Expression(variable - at)


def _coefficients(answer: TaylorPolynomial) -> Iterator[tuple[tuple[int, ...], Expr]]:
    """Exponents and coefficients by rising degree, the first variable's powers first."""
    for degree, part in enumerate(answer.terms):
        if degree == 0:
            yield (0,) * len(answer.variables), part
        else:
            yield from sorted(Poly(part, *answer.increments).terms(), reverse=True) if part != 0 else ()


def _sum(answer: TaylorPolynomial, bases: tuple[Formula, ...]) -> Formula:
    terms = [_term(exponents, c, bases) for exponents, c in _coefficients(answer) if c != 0]
    return Sum(tuple(terms)) if len(terms) > 1 else terms[0] if terms else integer(0)


def _term(exponents: tuple[int, ...], coefficient: Expr, bases: tuple[Formula, ...]) -> Formula:
    negative = bool(coefficient.could_extract_minus_sign())
    size = -coefficient if negative else coefficient
    powers: list[Formula] = [
        base if k == 1 else Power(base, integer(k)) for base, k in zip(bases, exponents, strict=True) if k
    ]
    factors = powers if size == 1 and powers else [Expression(size), *powers]
    term = factors[0] if len(factors) == 1 else Product(tuple(factors))
    return Negative(term) if negative else term


def _values(page: Page, answer: TaylorPolynomial) -> Table:
    """Every derivative that is not zero at the point, and all up to the second order."""
    known = dict(_coefficients(answer))
    rows = []
    for exponents in _exponents(len(answer.variables), answer.order):
        value = known.get(exponents, Integer(0)) * prod(map(factorial, exponents))
        if value != 0 or sum(exponents) <= 2:
            rows.append(Row((cell(_derivative(page, exponents)), cell(value))))
    header = ((Words(phrase("column.derivative", page.language)),), (Words(phrase("column.value", page.language)),))
    return Table(header, tuple(rows), (Align.LEFT, Align.RIGHT))


def _exponents(size: int, order: int) -> list[tuple[int, ...]]:
    """All exponents by rising degree, the first variable's powers first."""
    found: list[tuple[int, ...]] = [()]
    for _ in range(size):
        found = [(*e, k) for e in found for k in range(order + 1 - sum(e))]
    return sorted(found, key=lambda e: (sum(e), tuple(-k for k in e)))


def _derivative(page: Page, exponents: tuple[int, ...]) -> Formula:
    if page.is_ordinary:
        return Name("f", primes=exponents[0]) if exponents[0] < 4 else Power(Name("f"), integer(exponents[0]))
    return Name("f", tuple(Expression(v) for v, k in zip(page.variables, exponents, strict=True) for _ in range(k)))
