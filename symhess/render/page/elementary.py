"""How ∇f = 0 was rewritten where f is no polynomial, record by record, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import Final, TypeAlias

from flint import fmpq
from sympy import Expr, Rational, exp

from symhess.evidence import (
    BoxSearch,
    CommonFactor,
    ExpressionCases,
    ExpressionSystem,
    ImpliedEquations,
    IndependentEquations,
    InvertedKernel,
    KernelSubstitution,
    LevelSetLeft,
    LineSolutions,
    OutsideDomain,
    SolvedForExpression,
    SumOfLogarithms,
    VanishingTerms,
    ZerosWithin,
)
from symhess.render.document import Inline
from symhess.render.formula import Chain, Dots, Expression, Fence, Fenced, Formula, Relation
from symhess.render.page.components import inequality
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page
from symhess.render.phrases import Slot, counted, enumerated, phrase, say

__all__ = ["Elementary", "case_label", "elementary_sentence", "solved_sentence"]

Elementary: TypeAlias = (
    ExpressionSystem | ExpressionCases | CommonFactor | IndependentEquations | SolvedForExpression | VanishingTerms
    | ImpliedEquations | KernelSubstitution | InvertedKernel | SumOfLogarithms | LineSolutions | OutsideDomain
    | LevelSetLeft | BoxSearch | ZerosWithin
)

_LONGEST: Final = 60  # operations of an expression
_MOST: Final = 12


@singledispatch
def elementary_sentence(record: object, page: Page) -> tuple[Inline, ...]:
    """What one record says, without its premises.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> elementary_sentence(LineSolutions(x - 1, x, (x - x + 1,), ()), page_of(analyze("x^2"), "full"))[-1].text
    '.'
    """
    raise TypeError(f"{type(record).__name__} is no record about elementary equations")


@elementary_sentence.register
def _(record: ExpressionSystem, page: Page) -> tuple[Inline, ...]:
    if not record.conditions:
        return say("elementary.everywhere", page.language)
    conditions = enumerated([Expression(inequality(condition)) for condition in record.conditions])
    return say("elementary.domain", page.language, conditions=conditions)


@elementary_sentence.register
def _(record: ExpressionCases, page: Page) -> tuple[Inline, ...]:
    equation = _vanishes(record.equation)
    if record.factors == (0,):
        return say("elementary.identity", page.language, equation=equation)
    if not record.factors and record.equation.free_symbols.isdisjoint(page.variables):
        return say("elementary.impossible", page.language, equation=equation)
    if not record.factors:
        return say("elementary.never-zero", page.language, expression=_short(record.equation))
    nonzero = enumerated([_keeps_off(factor) for factor in record.nonzero if not factor.is_number])
    key = f"elementary.{'means' if len(record.factors) == 1 else 'factors'}{'-since' if nonzero else ''}"
    slots: dict[str, Slot] = {"equation": equation, "nonzero": nonzero, "factors": _either(record.factors, page)}
    return say(key, page.language, other=_vanishes(record.factors[0]), **slots)


@elementary_sentence.register
def _(record: CommonFactor, page: Page) -> tuple[Inline, ...]:
    slots = {"factor": _short(record.factor), "cofactors": _listed(record.cofactors)}
    return say("elementary.common", page.language, **slots)


@elementary_sentence.register
def _(record: IndependentEquations, page: Page) -> tuple[Inline, ...]:
    groups = [Fenced(Fence.BRACES, tuple(Expression(u) for u in group)) for group in record.groups]
    return say("elementary.groups", page.language, groups=enumerated(groups))


@elementary_sentence.register
def _(record: SolvedForExpression, page: Page) -> tuple[Inline, ...]:
    return solved_sentence(record, page, last=False)


def solved_sentence(record: SolvedForExpression, page: Page, last: bool) -> tuple[Inline, ...]:
    """What an equation gives for an unknown; unless it is the last one, the others go on with it.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> record = SolvedForExpression(x + 1, x, x - x - 1)
    >>> solved_sentence(record, page_of(analyze("x^2"), "full"), last=True)[1].text
    ' gives '
    """
    solution = Chain((Expression(record.unknown), _short(record.expression)), (Relation.EQUAL,))
    if record.equation == record.unknown:
        key = "roots.linear" if last else "elementary.substituted"
        return say(key, page.language, solution=solution, roots=solution)
    key = "elementary.solved" if last else "elementary.solved-for"
    return say(key, page.language, equation=_vanishes(record.equation), solution=solution)


@elementary_sentence.register
def _(record: VanishingTerms, page: Page) -> tuple[Inline, ...]:
    terms = enumerated([_vanishes(term) for term in record.terms])
    return say("elementary.one-sign", page.language, expression=_short(record.equation), terms=terms)


@elementary_sentence.register
def _(record: ImpliedEquations, page: Page) -> tuple[Inline, ...]:
    return say("elementary.implied", page.language, implied=_listed(record.implied))


@elementary_sentence.register
def _(record: KernelSubstitution, page: Page) -> tuple[Inline, ...]:
    kernels = enumerated([_short(record.kernels[k]) for k in record.numbers])
    count = counted(len(record.values), "solution", page.language)
    plain = all(kernel.is_Symbol for kernel in record.kernels)
    return say(f"elementary.{'polynomial' if plain else 'kernels'}", page.language, kernels=kernels, count=count)


@elementary_sentence.register
def _(record: InvertedKernel, page: Page) -> tuple[Inline, ...]:
    if not record.cases:
        return say("elementary.never-zero", page.language, expression=_short(record.equation))
    slots: dict[str, Slot] = {"equation": _vanishes(record.equation), "cases": _either(record.cases, page)}
    known = record.equation.free_symbols
    integers = sorted({symbol for case in record.cases for symbol in case.free_symbols - known}, key=str)
    if not integers:
        return say("elementary.inverted", page.language, **slots)
    parameters = enumerated([Expression(symbol) for symbol in integers])
    return say("elementary.inverted-integers", page.language, parameters=parameters, **slots)


@elementary_sentence.register
def _(record: SumOfLogarithms, page: Page) -> tuple[Inline, ...]:
    slots = {"equation": _vanishes(record.equation), "other": _vanishes(record.product)}
    return say("elementary.logarithms", page.language, **slots)


@elementary_sentence.register
def _(record: LineSolutions, page: Page) -> tuple[Inline, ...]:
    equation, zeros = _vanishes(record.equation), (*record.zeros, *record.families)
    if not zeros:
        return say("elementary.line-none", page.language, equation=equation)
    if len(zeros) > _MOST:
        count = counted(len(zeros), "solution", page.language)
        return say("elementary.line-many", page.language, equation=equation, count=count)
    found = [Chain((Expression(record.unknown), _short(zero)), (Relation.EQUAL,)) for zero in zeros]
    return say("elementary.line", page.language, equation=equation, zeros=enumerated(found))


@elementary_sentence.register
def _(record: OutsideDomain, page: Page) -> tuple[Inline, ...]:
    return say("elementary.outside", page.language, condition=Expression(inequality(record.condition)))


@elementary_sentence.register
def _(record: LevelSetLeft, page: Page) -> tuple[Inline, ...]:
    if not record.equations:
        return say("elementary.all", page.language)
    return say("elementary.level", page.language, equations=_listed(record.equations), dimension=record.dimension)


def case_label(record: object, number: int) -> Formula | None:
    """The equation of one of several cases; ``None`` for records without cases.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> case_label(ExpressionCases(x * y, (x, y), (), (1, 1)), 0) is None
    False
    """
    if isinstance(record, ExpressionCases) and len(record.factors) > 1:
        return _vanishes(record.factors[number])
    if isinstance(record, CommonFactor):
        return (_vanishes(record.factor), _vanishes(record.cofactors[0]))[number]
    if isinstance(record, InvertedKernel) and len(record.cases) > 1:
        return _vanishes(record.cases[number])
    return None


def _keeps_off(factor: Expr) -> Formula:
    """factor > 0 for an exponential, factor ≠ 0 for others."""
    relation = Relation.GREATER if isinstance(factor, exp) else Relation.NOT_EQUAL
    return Chain((_short(factor), integer(0)), (relation,))


def _either(equations: Sequence[Expr], page: Page) -> tuple[Inline, ...]:
    return enumerated([_vanishes(equation) for equation in equations], phrase("list.or", page.language))


def _listed(equations: Sequence[Expr]) -> tuple[Inline, ...]:
    return enumerated([_vanishes(equation) for equation in equations])


def _short(expression: Expr) -> Formula:
    return Expression(expression) if expression.count_ops() <= _LONGEST else Dots()


@elementary_sentence.register
def _(record: BoxSearch, page: Page) -> tuple[Inline, ...]:
    sides = [
        Chain((Expression(low), Expression(x), Expression(high)), (Relation.AT_MOST, Relation.AT_MOST))
        for x, (low, high) in zip(record.variables, record.box, strict=True)
    ]
    count = counted(len(record.roots), "solution" if record.undecided else "zero", page.language)
    key = "elementary.box-open" if record.undecided else "elementary.box" if record.roots else "elementary.box-none"
    return say(key, page.language, sides=enumerated(sides), count=count, boxes=record.boxes)


@elementary_sentence.register
def _(record: ZerosWithin, page: Page) -> tuple[Inline, ...]:
    bounds = [
        Chain((Expression(-_number(r)), Expression(x), Expression(_number(r))), (Relation.LESS, Relation.LESS))
        for x, r in zip(record.variables, record.radii, strict=True)
    ]
    return say("elementary.within", page.language, bounds=enumerated(bounds))


def _number(fraction: fmpq) -> Expr:
    return Rational(int(fraction.p), int(fraction.q))


def _vanishes(expression: Expr) -> Formula:
    return Chain((_short(expression), integer(0)), (Relation.EQUAL,))
