"""The evidence about families, level sets and points without gradient in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sympy import Expr, Pow, Rational, Symbol

from symhess import families
from symhess.families import FactorAlong, FamilyMinors, OuterCurvature, Representative, TransverseTrace
from symhess.nonsmoothness import DirectionalTerm, SideTerm
from symhess.render.document import Inline
from symhess.render.formula import Chain, Expression, Fence, Fenced, Formula, Name, Power, Product, Relation, Sum
from symhess.render.page.degenerate import short
from symhess.render.page.numbers import integer, short_form
from symhess.render.page.page import Page
from symhess.render.page.records import record_sentence
from symhess.render.phrases import Slot, enumerated, phrase, say

__all__ = ["TOGETHER", "residue_words"]

TOGETHER: Final = (*(getattr(families, name) for name in families.__all__), DirectionalTerm, SideTerm)


def residue_words(term: Expr, residue: int, modulus: int, language: str) -> tuple[Inline, ...]:
    """Even, odd, or the remainder.

    Examples
    --------
    >>> residue_words(Symbol("n"), 1, 2, "en")[1].text
    ' odd'
    """
    if modulus == 2:
        return say("parity.odd" if residue else "parity.even", language, term=Expression(term))
    return say("residue", language, term=Expression(term), residue=residue, modulus=modulus)


def _residues(page: Page, parameters: Sequence[Symbol], residues: Sequence[int], modulus: int) -> tuple[Inline, ...]:
    told = [residue_words(p, r, modulus, page.language) for p, r in zip(parameters, residues, strict=False)]
    return enumerated(told)


def _parameters(page: Page) -> tuple[Symbol, ...]:
    """The names that the study's families use."""
    longest = max((family.parameters for family in page.study.critical_set.families), key=len, default=())
    return longest or tuple(Symbol(name) for name in "nmkl")


@record_sentence.register
def _(record: Representative, page: Page) -> tuple[Inline, ...]:
    point = Fenced(Fence.ROUND if len(record.point) > 1 else Fence.NONE, tuple(Expression(c) for c in record.point))
    if record.modulus == 1:
        return say("evidence.representative", page.language, point=point)
    residues = _residues(page, _parameters(page), record.residues, record.modulus)
    return say("evidence.representative-residues", page.language, residues=residues, point=point)


@record_sentence.register
def _(record: FamilyMinors, page: Page) -> tuple[Inline, ...]:
    stated = [_equal(Name("D", (integer(k + 1),)), short(minor)) for k, minor in enumerate(record.minors)]
    signs = enumerated([phrase(f"sign.{sign}", page.language) for sign in record.signs])
    slots: dict[str, Slot] = {"minors": enumerated(stated), "signs": signs}
    if record.modulus == 1:
        return say("evidence.family-minors", page.language, **slots)
    residues = _residues(page, record.parameters, record.residues, record.modulus)
    return say("evidence.family-minors-residues", page.language, residues=residues, **slots)


@record_sentence.register
def _(record: OuterCurvature, page: Page) -> tuple[Inline, ...]:
    return say(
        "evidence.outer-curvature",
        page.language,
        outer=_equal(Name("f"), short(record.outer)),
        inner=_equal(Expression(record.variable), short(record.inner)),
        second=short(record.second),
        sign=phrase(f"sign.{record.sign}", page.language),
    )


@record_sentence.register
def _(record: TransverseTrace, page: Page) -> tuple[Inline, ...]:
    sign = phrase(f"sign.{record.sign}", page.language)
    return say("evidence.transverse-trace", page.language, trace=short(record.trace), sign=sign)


@record_sentence.register
def _(record: FactorAlong, page: Page) -> tuple[Inline, ...]:
    power = Power(Expression(record.base), integer(record.power))
    terms: tuple[Formula, ...] = (Product((power, Expression(record.cofactor))),)
    terms += (Expression(record.constant),) if record.constant != 0 else ()
    sign = phrase(f"sign.{record.sign}", page.language)
    return say("evidence.factor-along", page.language, formula=_equal(Name("f"), Sum(terms)), sign=sign)


@record_sentence.register
def _(record: SideTerm, page: Page) -> tuple[Inline, ...]:
    coefficient = short_form(record.coefficient)
    power = Pow(page.numbers.unknown, Rational(record.power, record.root))
    if coefficient is None:
        term: Formula = Product((page.numbers.value(record.coefficient), Expression(power)))
    else:
        term = Expression(coefficient * power)
    return say(
        "evidence.side",
        page.language,
        outer=_equal(Name("f"), short(record.outer)),
        inner=_equal(Expression(record.unknown), short(record.inner)),
        unknown=Expression(record.unknown),
        side=phrase(f"evidence.side.{'above' if record.side > 0 else 'below'}", page.language),
        place=Expression(record.place),
        term=term,
    )


@record_sentence.register
def _(record: DirectionalTerm, page: Page) -> tuple[Inline, ...]:
    names = Fenced(Fence.ROUND, tuple(Expression(symbol) for symbol in record.increments))
    step = Power(Name("t"), integer(record.degree)) if record.degree > 1 else Name("t")
    slots: dict[str, Slot] = {"direction": names, "term": Product((step, short(record.form)))}
    if record.sign:
        sign = phrase(f"sign.{record.sign}", page.language)
        return say("evidence.directional", page.language, sign=sign, **slots)
    ends = {name: Fenced(Fence.ROUND, tuple(map(integer, v))) for name, v in (("up", record.up), ("down", record.down))}
    return say("evidence.directional-both", page.language, **slots, **ends)


def _equal(left: Formula, right: Formula) -> Formula:
    return Chain((left, right), (Relation.EQUAL,))
