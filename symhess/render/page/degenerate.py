"""The evidence at degenerate points in sentences: certificate curves, reduced functions, counts of branches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from symhess import degeneracy
from symhess.degeneracy import (
    DominatedTerms,
    HalfBranches,
    LowestTerm,
    NewtonPolygon,
    OuterFunction,
    ReducedFunction,
    SignChange,
    SquareFactors,
    TangencyPoints,
    ZeroCurve,
)
from symhess.evidence import Part, SignedProduct, Summands
from symhess.exact import Real
from symhess.render.document import Inline, Math, Words
from symhess.render.formula import (
    Chain,
    Dots,
    Expression,
    Fence,
    Fenced,
    Formula,
    Power,
    Product,
    Relation,
)
from symhess.render.page.numbers import integer, short_form
from symhess.render.page.page import Page
from symhess.render.page.records import record_sentence
from symhess.render.phrases import Slot, counted, enumerated, phrase, say

__all__ = ["DEGENERATE", "short"]

DEGENERATE: Final = (*(getattr(degeneracy, name) for name in degeneracy.__all__), Part, SignedProduct, Summands)
_REDUCED: Final = {
    (True, False): "evidence.reduced",
    (True, True): "evidence.reduced-order",
    (False, False): "evidence.reduced-nothing",
    (False, True): "evidence.reduced-nothing-order",
}  # by whether anything is split off, and whether the terms end at an order
_LONGEST: Final = 60  # operations of an expression


@record_sentence.register
def _(record: ReducedFunction, page: Page) -> tuple[Inline, ...]:
    solved = enumerated(
        [_equal(Expression(v), short(phi)) for v, phi in zip(record.solved, record.substitution, strict=True)]
    )
    key = _REDUCED[bool(record.solved), record.order is not None]
    increments = enumerated([Expression(symbol) for symbol in record.increments])
    order = integer(record.order or 0)
    reduced = short(record.reduced)
    slots: dict[str, Slot] = {"increments": increments, "solved": solved, "order": order, "reduced": reduced}
    return say(key, page.language, **slots)


@record_sentence.register
def _(record: LowestTerm, page: Page) -> tuple[Inline, ...]:
    term = _term(record.coefficient, record.increment, record.power, page)
    return say("evidence.lowest", page.language, increment=Expression(record.increment), term=term)


@record_sentence.register
def _(record: SignChange, page: Page) -> tuple[Inline, ...]:
    up, down = (_parameter(record.up), _parameter(record.down))
    return say(
        "evidence.sign-change",
        page.language,
        up=_curve(record.increments, record.up),
        down=_curve(record.increments, record.down),
        positive=_term(record.up_leading, up, record.up_power, page),
        negative=_term(record.down_leading, down, record.down_power, page),
    )


@record_sentence.register
def _(record: ZeroCurve, page: Page) -> tuple[Inline, ...]:
    return say("evidence.zero-curve", page.language, curve=_curve(record.increments, record.curve))


@record_sentence.register
def _(record: HalfBranches, page: Page) -> tuple[Inline, ...]:
    x, y = record.increments[:2] if len(record.increments) > 1 else (*record.increments, *record.increments)
    box = enumerated([_at_most(x, record.width), _at_most(y, record.height)])
    return say(
        "evidence.half-branches",
        page.language,
        factor=short(record.factor),
        multiplicity=record.multiplicity,
        count=counted(record.right + record.left + record.axis, "half-branch", page.language),
        box=box,
    )


@record_sentence.register
def _(record: NewtonPolygon, page: Page) -> tuple[Inline, ...]:
    signs = enumerated([phrase(f"sign.{sign}", page.language) for sign in record.signs])
    return say("evidence.newton-polygon", page.language, function=short(record.function), signs=signs)


@record_sentence.register
def _(record: DominatedTerms, page: Page) -> tuple[Inline, ...]:
    squares = [
        Expression(Mul(*(Pow(h, e) for h, e in zip(record.increments, exponents, strict=True))))
        for exponents in record.squares
    ]
    sign = phrase(f"sign.{record.sign}", page.language)
    return say(
        "evidence.dominated",
        page.language,
        squares=enumerated(squares),
        function=short(record.function),
        sign=sign,
    )


@record_sentence.register
def _(record: SquareFactors, page: Page) -> tuple[Inline, ...]:
    powers = [
        short(factor) if power == 1 else Power(short(factor), integer(power))
        for factor, power in zip(record.factors, record.multiplicities, strict=True)
    ]
    return say("evidence.square-factors", page.language, factored=Product(tuple(powers)))


@record_sentence.register
def _(record: OuterFunction, page: Page) -> tuple[Inline, ...]:
    unknown = Expression(record.unknown)
    written = short_form(record.coefficient)
    coefficient = Expression(written) if written is not None else page.numbers.value(record.coefficient)
    return say(
        "evidence.outer",
        page.language,
        outer=short(record.outer),
        inner=_equal(unknown, short(record.inner)),
        unknown=unknown,
        power=record.power,
        coefficient=coefficient,
    )


@record_sentence.register
def _(record: Summands, page: Page) -> tuple[Inline, ...]:
    pieces = say("evidence.summands", page.language, summands=_kinds_of(record.parts, page))
    pieces += _shown_of(record.parts, page)
    if record.beside is not None:
        kept = say("evidence.beside", page.language, rest=short(record.beside.expression))
        pieces += _following(kept) + _following(record_sentence(record.beside, page))
    return pieces


@record_sentence.register
def _(record: SignedProduct, page: Page) -> tuple[Inline, ...]:
    factors = _kinds_of(record.parts, page)
    if record.unit.free_symbols:
        pieces = say("evidence.product", page.language, unit=short(record.unit), factors=factors)
    else:
        pieces = say("evidence.product.plain", page.language, factors=factors)
    return pieces + _shown_of(record.parts, page)


def _kinds_of(parts: Sequence[Part], page: Page) -> tuple[Inline, ...]:
    """The parts, each with its kind in brackets."""
    kinds = (f" ({phrase(f'kind.{part.kind}', page.language)})" for part in parts)
    told = [(Math(short(part.expression)), Words(kind)) for part, kind in zip(parts, kinds, strict=True)]
    return enumerated(told)


def _shown_of(parts: Sequence[Part], page: Page) -> tuple[Inline, ...]:
    """What shows the kinds of the parts."""
    told = (_following(record_sentence(part, page)) for part in parts if part.evidence)
    return tuple(piece for pieces in told for piece in pieces)


@record_sentence.register
def _(record: Part, page: Page) -> tuple[Inline, ...]:
    """The part's kind, then everything that shows it."""
    kind = phrase(f"kind.{record.kind}", page.language)
    pieces = say("evidence.part", page.language, expression=short(record.expression), kind=kind)
    for inner in record.evidence:
        pieces += _following(record_sentence(inner, page))
    return pieces


def _following(pieces: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A sentence after another one."""
    return (Words(" "), *pieces) if pieces else ()


@record_sentence.register
def _(record: TangencyPoints, page: Page) -> tuple[Inline, ...]:
    gauge = Add(*(c * h**e for c, h, e in zip(record.coefficients, record.increments, record.exponents, strict=True)))
    return say(
        "evidence.tangency",
        page.language,
        form=short(record.form),
        gauge=Expression(gauge),
        above=record.above,
        below=record.below,
    )


def short(expression: Expr) -> Formula:
    """The expression, or dots where it is too long for a sentence.

    Examples
    --------
    >>> short(Symbol("x") + 1)
    Expression(value=x + 1)
    """
    return Expression(expression) if expression.count_ops() <= _LONGEST else Dots()


def _equal(left: Formula, right: Formula) -> Formula:
    return Chain((left, right), (Relation.EQUAL,))


def _rational(value: fmpq) -> Expr:
    return Rational(int(value.p), int(value.q))


def _at_most(symbol: Symbol, bound: fmpq) -> Formula:
    return Chain((Expression(abs(symbol)), Expression(_rational(bound))), (Relation.AT_MOST,))


def _parameter(curve: Sequence[Expr]) -> Symbol:
    """The parameter of a curve."""
    found = sorted({symbol for expression in curve for symbol in expression.free_symbols}, key=str)
    return found[0] if found else Symbol("t")


def _curve(increments: Sequence[Symbol], curve: Sequence[Expr]) -> Formula:
    """(h, k) = (t, t²)."""
    names = Fenced(Fence.ROUND, tuple(Expression(symbol) for symbol in increments))
    return _equal(names, Fenced(Fence.ROUND, tuple(short(expression) for expression in curve)))


def _term(coefficient: Real, symbol: Symbol, power: int, page: Page) -> Formula:
    """coefficient·symbol^power, the coefficient rounded where it is not short."""
    written = short_form(coefficient)
    if written is not None:
        return Expression(written * symbol ** Integer(power))
    value = page.numbers.value(coefficient)
    body = getattr(value, "body", value)
    return Product((body, Expression(symbol ** Integer(power))))
