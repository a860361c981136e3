"""The evidence about the zeros of one equation in one unknown, record by record, in sentences."""

from __future__ import annotations

from functools import singledispatch
from typing import Final

from sympy import Expr, Symbol

from symhess.exact import Enclosure
from symhess.line_evidence import LineFactors, LineZeros, PeriodicZeros
from symhess.render.document import Inline
from symhess.render.formula import Chain, Dots, Expression, Formula, Relation
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page
from symhess.render.phrases import counted, enumerated, say

__all__ = ["line_sentence"]

_LONGEST: Final = 60  # operations of an expression
_MOST_ZEROS: Final = 12


@singledispatch
def line_sentence(record: object, page: Page) -> tuple[Inline, ...]:
    """One record as a sentence.

    Examples
    --------
    >>> from sympy import pi, sin
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> x, page = Symbol("x"), page_of(analyze("x^2"), "full")
    >>> line_sentence(PeriodicZeros(sin(x), x, 2 * pi, -pi / 3), page)[0].text
    'The function '
    """
    raise TypeError(f"{type(record).__name__} is no record about zeros on a line")


@line_sentence.register
def _(record: LineFactors, page: Page) -> tuple[Inline, ...]:
    where = _between(record.low, record.variable, record.high, page)
    expression = _short(record.expression)
    if not record.factors:
        return say("line.no-factor", page.language, expression=expression, where=where)
    factors = enumerated([_vanishes(factor) for factor, _ in record.factors])
    return say("line.factors", page.language, expression=expression, where=where, factors=factors)


@line_sentence.register
def _(record: LineZeros, page: Page) -> tuple[Inline, ...]:
    where = _between(record.low, record.variable, record.high, page)
    expression, count = _short(record.expression), counted(len(record.zeros), "zero", page.language)
    if not 0 < len(record.zeros) <= _MOST_ZEROS:
        return say("line.count", page.language, expression=expression, where=where, count=count)
    zeros = enumerated([_number(zero, page) for zero, _ in record.zeros])
    key = "line.zeros" if len(record.zeros) > 1 else "line.one-zero"
    return say(key, page.language, expression=expression, where=where, count=count, zeros=zeros)


@line_sentence.register
def _(record: PeriodicZeros, page: Page) -> tuple[Inline, ...]:
    expression, period = _short(record.expression), Expression(record.period)
    return say("line.periodic", page.language, expression=expression, period=period)


def _short(expression: Expr) -> Formula:
    return Expression(expression) if expression.count_ops() <= _LONGEST else Dots()


def _vanishes(factor: Expr) -> Formula:
    return Chain((_short(factor), integer(0)), (Relation.EQUAL,))


def _number(number: Expr | Enclosure, page: Page) -> Formula:
    return page.numbers.value(number) if isinstance(number, Enclosure) else Expression(number)


def _between(low: Expr | Enclosure, variable: Symbol, high: Expr | Enclosure, page: Page) -> Formula:
    """low < x < high."""
    ends = (_number(low, page), Expression(variable), _number(high, page))
    return Chain(ends, (Relation.LESS, Relation.LESS))
