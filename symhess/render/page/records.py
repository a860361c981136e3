"""The evidence of the second-order tests and of critical curves, record by record, in sentences."""

from __future__ import annotations

from functools import singledispatch

from sympy import Expr, Rational

from symhess.evidence import (
    Inertia,
    OppositeCurvature,
    PowerAlong,
    Scaling,
    Spectrum,
    SylvesterMinors,
    TransverseHessian,
)
from symhess.render.document import Inline, Words
from symhess.render.formula import (
    Chain,
    Expression,
    Fence,
    Fenced,
    Name,
    Power,
    Product,
    Relation,
    Sum,
)
from symhess.render.page.components import written
from symhess.render.page.numbers import integer, short_form
from symhess.render.page.page import Page
from symhess.render.phrases import enumerated, phrase, say

__all__ = ["record_sentence"]


@singledispatch
def record_sentence(record: object, page: Page) -> tuple[Inline, ...]:
    """One record as a sentence; records of other sections say nothing here.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x^2"), "full")
    >>> record_sentence(OppositeCurvature((1, 0), (0, 1)), page)[-1].text
    ': the Hessian takes both signs.'
    """
    return ()


@record_sentence.register
def _(record: SylvesterMinors, page: Page) -> tuple[Inline, ...]:
    stated = [page.numbers.statement(Name("D", (integer(k + 1),)), minor) for k, minor in enumerate(record.minors)]
    return say("evidence.minors", page.language, minors=enumerated(stated))


@record_sentence.register
def _(record: Inertia, page: Page) -> tuple[Inline, ...]:
    unknown = page.numbers.unknown
    terms = [
        _term(short_form(coefficient), unknown**k)
        for k, coefficient in enumerate(record.characteristic_polynomial)
        if coefficient.sign() != 0
    ]
    counts = {"positive": record.positive, "negative": record.negative, "zero": record.zero}
    if any(term is None for term in terms):
        return say("evidence.inertia-long", page.language, **counts)
    polynomial = Sum(tuple(term for term in reversed(terms) if term is not None))
    return say("evidence.inertia", page.language, polynomial=polynomial, **counts)


@record_sentence.register
def _(record: Spectrum, page: Page) -> tuple[Inline, ...]:
    values = [page.numbers.value(value) for value in record.eigenvalues]
    pieces = say("evidence.spectrum", page.language, eigenvalues=enumerated(values))
    if record.directions:
        vectors = [
            Fenced(Fence.ROUND, tuple(page.numbers.value(c) for c in direction)) for direction in record.directions
        ]
        pieces += (Words(" "),) + say("evidence.directions", page.language, directions=enumerated(vectors))
    if record.condition_number is not None:
        number = page.numbers.value(record.condition_number)
        pieces += (Words(" "),) + say("evidence.condition", page.language, number=number)
    return pieces


@record_sentence.register
def _(record: PowerAlong, page: Page) -> tuple[Inline, ...]:
    base, cofactor = (written(polynomial, page.study) for polynomial in (record.base, record.cofactor))
    value = Rational(int(record.value.p), int(record.value.q))
    power = Power(Expression(base), integer(record.power)) if record.power > 1 else Expression(base)
    terms = (Product((power, Expression(cofactor))), *((Expression(value),) if value != 0 else ()))
    formula = Chain((Name("f"), Sum(terms)), (Relation.EQUAL,))
    sign = phrase(f"evidence.power.{'positive' if record.sign > 0 else 'negative'}", page.language)
    return say("evidence.power", page.language, formula=formula, sign=sign)


@record_sentence.register
def _(record: TransverseHessian, page: Page) -> tuple[Inline, ...]:
    return say(
        "evidence.transverse",
        page.language,
        product=Expression(written(record.rank_form, page.study)),
        positive=str(record.positive),
        negative=str(record.negative),
    )


@record_sentence.register
def _(record: Scaling, page: Page) -> tuple[Inline, ...]:
    symbols = page.study.function.variables
    scaled = enumerated(
        [
            Product((Power(Name("s"), integer(w)) if w > 1 else Name("s"), Expression(symbols[k])))
            for k, w in zip(record.unknowns, record.weights, strict=True)
        ]
    )
    return say("evidence.scaling", page.language, scaled=scaled, factor=Power(Name("s"), integer(record.degree)))


@record_sentence.register
def _(record: OppositeCurvature, page: Page) -> tuple[Inline, ...]:
    up, down = (Fenced(Fence.ROUND, tuple(integer(c) for c in v)) for v in (record.up, record.down))
    return say("evidence.curvature", page.language, up=up, down=down)


def _term(coefficient: Expr | None, power: Expr) -> Expression | None:
    return None if coefficient is None else Expression(coefficient * power)
