"""The section about ∇f = 0: the solver's case tree as it would be told at the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatch
from math import prod
from typing import Final

from flint import fmpq_mpoly
from sympy import Add, Expr, Symbol

from symhess.critical_set import Status
from symhess.derivation import Step
from symhess.evidence import (
    Blocks,
    ExpressionSystem,
    FactorCases,
    FiniteSolutions,
    GradientSystem,
    KernelSubstitution,
    LineFactors,
    LineZeros,
    NoSolution,
    NotFinite,
    NotSolved,
    PeriodicZeros,
    RealRoots,
    ReducedBy,
    SolvedFor,
    SolvedForExpression,
    ZeroForced,
)
from symhess.exact.polynomial import expression_of
from symhess.render.document import (
    Block,
    Case,
    Cases,
    Equations,
    Heading,
    Inline,
    Paragraph,
    Words,
)
from symhess.render.formula import (
    Chain,
    Dots,
    Expression,
    Fence,
    Fenced,
    Formula,
    Name,
    Power,
    Product,
    Quotient,
    Relation,
)
from symhess.render.page.elementary import Elementary, case_label, elementary_sentence, solved_sentence
from symhess.render.page.line import line_sentence
from symhess.render.page.numbers import integer, polynomial_formula, size
from symhess.render.page.page import Page, equal
from symhess.render.page.roots import roots_alike, roots_sentence
from symhess.render.page.steps import applied, result_formula
from symhess.render.phrases import capitalised, counted, enumerated, number_word, phrase, reason_text, say, sentence

__all__ = ["solutions_section"]

_ZERO: Final = integer(0)
_MOST_STEPS: Final = 60  # further cases are not told
_LONGEST: Final = 400  # characters of an equation
_LONGEST_SYSTEM: Final = 80  # operations in all equations together
_MOST_ROOTS: Final = 12


@dataclass(slots=True)
class _Teller:
    """Tells the cases of one system.

    ``symbols`` stand for the unknowns: the variables, then the values of the adjoined constants; ``factors`` have
    taken the places of equations in the case that is told.
    """

    page: Page
    symbols: tuple[Expr, ...]
    left: int = _MOST_STEPS
    case: tuple[int, ...] = ()
    first: int | None = None
    factors: dict[int, fmpq_mpoly] = field(default_factory=dict)

    def equation_name(self, number: int) -> Formula:
        """f_x = 0, by the number of the equation; in a system of kernels its place, counted from ``first``."""
        if number in self.factors:
            return self.vanishes(self.factors[number])
        if self.first is not None:
            return integer(number - self.first + 1 if number >= self.first else self.first + number)
        if number < len(self.page.variables):
            return Chain((self.page.partial(number), _ZERO), (Relation.EQUAL,))
        return integer(number + 1)

    def formula(self, polynomial: fmpq_mpoly) -> Formula:
        """A polynomial of the system; an ellipsis where it is too long."""
        if sum(8 + len(str(c)) for c in polynomial.coeffs()) > _LONGEST:
            return Dots()
        expression = expression_of(polynomial, self.symbols)
        return Expression(expression)

    def vanishes(self, polynomial: fmpq_mpoly) -> Formula:
        """Polynomial = 0."""
        return Chain((self.formula(polynomial), _ZERO), (Relation.EQUAL,))

    def say(self, key: str, **slots: object) -> Paragraph:
        """One sentence as a paragraph."""
        return Paragraph(say(key, self.page.language, **slots))  # type: ignore[arg-type]


def solutions_section(page: Page) -> tuple[Block, ...]:
    """The system, its solution case by case, and why nothing is missing.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> blocks = solutions_section(page_of(analyze("x y"), "worked"))
    >>> blocks[0].pieces[0].text
    'Critical points'
    """
    heading = Heading((Words(phrase("heading.critical-set", page.language)),))
    step = page.study.critical_set.derivation
    symbols: tuple[Expr, ...] = page.variables
    blocks: list[Block] = [heading]
    for record in step.evidence:
        if isinstance(record, GradientSystem):
            values = {name: value for name, value in record.constants}
            symbols = (
                *page.variables,
                *(values.get(n, Symbol(n)) for n in record.unknowns[len(page.variables) :]),
            )
            blocks += _system(page)
    teller = _Teller(page, symbols)
    if page.detail != "brief":
        if isinstance(step.evidence[0], ExpressionSystem):
            blocks += (*_system(page), Paragraph(elementary_sentence(step.evidence[0], page)))
        for premise in step.premises:
            blocks += _told(premise, teller)
    blocks += page.numbers.definitions()
    blocks += _completeness(page)
    return tuple(blocks)


def _system(page: Page) -> tuple[Block, ...]:
    """∇f = 0, and the equations where they are short."""
    name = page.partial(0) if page.is_ordinary else Product((Name("nabla"), Name("f")))
    equation = Chain((name, _ZERO), (Relation.EQUAL,))
    gradient = page.study.derivatives.gradient_steps
    if page.detail == "brief":
        return ()
    if sum(applied(step).result.count_ops() for step in gradient) > _LONGEST_SYSTEM:
        return (Paragraph(say("system.long", page.language, equation=equation)),)
    lead = Paragraph(say("system.lead", page.language, equation=equation))
    return lead, Equations(tuple(equal(result_formula(step, page.keeps_order), _ZERO) for step in gradient))


def _completeness(page: Page) -> tuple[Block, ...]:
    completeness = page.study.critical_set.completeness
    if completeness.status is Status.COMPLETE and page.detail != "brief":
        return (Paragraph(say("critical-set.complete", page.language)),)
    text = sentence(completeness.status, page.language)
    if completeness.reason is not None:
        text += " " + sentence(completeness.reason, page.language)
    return (Paragraph((Words(text),)),)


def _told(step: Step, teller: _Teller) -> tuple[Block, ...]:
    """What a step says, with its premises."""
    teller.left -= 1
    if teller.left < 0:
        return (teller.say("cases.cut"),) if teller.left == -1 else ()
    return tuple(block for record in step.evidence for block in _tell(record, step, teller))


def _following(step: Step, teller: _Teller) -> tuple[Block, ...]:
    """What the premises of a step say."""
    return tuple(block for premise in step.premises for block in _told(premise, teller))


def _changed(step: Step, teller: _Teller) -> tuple[Block, ...]:
    """The same where the equations have been changed, so that no factor stands for one any more."""
    factors, teller.factors = teller.factors, {}
    blocks = _following(step, teller)
    teller.factors = factors
    return blocks


@singledispatch
def _tell(record: object, step: Step, teller: _Teller) -> tuple[Block, ...]:
    """Sentences for one record; records of other sections say nothing here."""
    return ()


@_tell.register
def _(record: Blocks, step: Step, teller: _Teller) -> tuple[Block, ...]:
    groups = [_group(group, teller) for group in record.groups]
    first: dict[object, Formula] = {}
    cases = []
    for group, premise in zip(groups, step.premises, strict=True):
        roots = next((r for r in premise.evidence if isinstance(r, RealRoots) and r.count), None)
        alike = None if roots is None else first.setdefault(str(roots.polynomial), group)
        told = _told(premise, teller)
        if roots is not None and alike not in (None, group):
            told = (Paragraph(roots_alike(roots, teller.symbols[roots.variable], teller.page)),)
        cases.append(Case(say("blocks.group", teller.page.language, group=group), told))
    blocks: list[Block] = [teller.say("blocks", groups=enumerated(groups)), Cases(tuple(cases))]
    counts = _part_counts(teller.page)
    if len(counts) > 1:
        blocks.append(teller.say("blocks.count", product=_count_product(counts)))
    return tuple(blocks)


@_tell.register
def _(record: FactorCases, step: Step, teller: _Teller) -> tuple[Block, ...]:
    powers = [
        teller.formula(factor) if power == 1 else Power(teller.formula(factor), integer(power))
        for factor, power in zip(record.factors, record.multiplicities, strict=True)
    ]
    factored = Chain((Product(tuple(powers)), _ZERO), (Relation.EQUAL,))
    name = teller.equation_name(record.equation)
    factors, outer = teller.factors, teller.case
    if len(record.factors) == 1:
        teller.factors = {**factors, record.equation: record.factors[0]}
        told = _following(step, teller)
        teller.factors = factors
        return (teller.say("factors", equation=name, factored=factored), *told)
    cases = []
    for k, premise in enumerate(step.premises):
        teller.factors = {**factors, record.equation: record.factors[k]}
        conditions: list[Formula] = [teller.vanishes(record.factors[k])]
        conditions += [Chain((teller.formula(f), _ZERO), (Relation.NOT_EQUAL,)) for f in record.factors[:k]]
        teller.case = (*outer, k + 1)
        cases.append(Case(_case_label(conditions, teller), _told(premise, teller)))
    teller.case, teller.factors = outer, factors
    return teller.say("factors", equation=name, factored=factored), Cases(tuple(cases))


@_tell.register
def _(record: SolvedFor, step: Step, teller: _Teller) -> tuple[Block, ...]:
    unknown = Expression(teller.symbols[record.variable])
    solution = Chain((unknown, teller.formula(record.expression)), (Relation.EQUAL,))
    equation = teller.equation_name(record.equation)
    if equation == solution:
        said = teller.say("elementary.substituted", solution=solution)
    else:
        said = teller.say("solved-for", equation=equation, solution=solution)
    return said, *_changed(step, teller)


@_tell.register
def _(record: ZeroForced, step: Step, teller: _Teller) -> tuple[Block, ...]:
    zero = Chain((Expression(teller.symbols[record.variable]), _ZERO), (Relation.EQUAL,))
    said = teller.say("zero-forced", equation=teller.equation_name(record.equation), zero=zero)
    return said, *_changed(step, teller)


@_tell.register
def _(record: ReducedBy, step: Step, teller: _Teller) -> tuple[Block, ...]:
    equation, divisor = teller.equation_name(record.equation), teller.equation_name(record.divisor)
    said = teller.say("reduced-by", equation=equation, divisor=divisor)
    return said, *_changed(step, teller)


@_tell.register
def _(record: RealRoots, step: Step, teller: _Teller) -> tuple[Block, ...]:
    return (Paragraph(roots_sentence(record, teller.symbols[record.variable], teller.page)),)


@_tell.register
def _(record: FiniteSolutions, step: Step, teller: _Teller) -> tuple[Block, ...]:
    if record.multiplicity_count == 0:
        return (teller.say("finite.none"),)
    form = Add(*(c * teller.symbols[k] for c, k in zip(record.form, record.variables, strict=True)))
    unknown = teller.page.numbers.unknown
    linear = Chain((Expression(unknown), Expression(form)), (Relation.EQUAL,))
    eliminant = polynomial_formula(record.eliminant, unknown)
    blocks: list[Block] = []
    if eliminant is None:
        slots = {"variable": Expression(unknown), "degree": record.eliminant.degree()}
        blocks.append(teller.say("finite.long", form=linear, **slots))
    else:
        blocks += (teller.say("finite.lead", form=linear), Equations((equal(eliminant, _ZERO),)))
        blocks += _coordinates(record, teller)
    blocks.append(_count_sentence(record, teller))
    return tuple(blocks)


@_tell.register
def _(record: NoSolution, step: Step, teller: _Teller) -> tuple[Block, ...]:
    key = "no-solution.constant" if record.polynomial.is_constant() else "no-solution"
    formula = teller.vanishes(record.polynomial)
    return (teller.say(key, equation=teller.equation_name(record.equation), formula=formula),)


@_tell.register
def _(record: NotFinite, step: Step, teller: _Teller) -> tuple[Block, ...]:
    equations = enumerated([teller.vanishes(equation) for equation in record.equations])
    return (teller.say("not-finite", equations=equations, dimension=record.dimension),)


@_tell.register
def _(record: LineFactors | LineZeros | PeriodicZeros, step: Step, teller: _Teller) -> tuple[Block, ...]:
    return Paragraph(line_sentence(record, teller.page)), *_following(step, teller)


@_tell.register
def _(record: Elementary, step: Step, teller: _Teller) -> tuple[Block, ...]:
    lead, premises = Paragraph(elementary_sentence(record, teller.page)), list(step.premises)
    blocks: list[Block] = [lead]
    if isinstance(record, KernelSubstitution):
        inner = replace(teller, symbols=record.kernels, first=len(record.kernels))
        blocks += _told(premises.pop(0), inner)
        teller.left = inner.left
    labels = [label for k in range(len(premises)) if (label := case_label(record, k)) is not None]
    if len(labels) < len(premises):
        return *blocks, *(block for premise in premises for block in _told(premise, teller))
    cases, outer = [], teller.case
    for k, (condition, premise) in enumerate(zip(labels, premises, strict=True)):
        teller.case = (*outer, k + 1)
        cases.append(Case(_case_label([condition], teller), _told(premise, teller)))
    teller.case = outer
    return (*blocks, Cases(tuple(cases))) if cases else tuple(blocks)


@_tell.register
def _(record: SolvedForExpression, step: Step, teller: _Teller) -> tuple[Block, ...]:
    told = _following(step, teller)
    return Paragraph(solved_sentence(record, teller.page, last=not told)), *told


@_tell.register
def _(record: NotSolved, step: Step, teller: _Teller) -> tuple[Block, ...]:
    return (teller.say("not-solved", reason=reason_text(record.reason, teller.page.language)),)


def _case_label(conditions: Sequence[Formula], teller: _Teller) -> tuple[Inline, ...]:
    """Case 1.2: x = 0."""
    label = say("factors.case", teller.page.language, number=".".join(map(str, teller.case)))
    return label + enumerated(conditions, phrase("list.and", teller.page.language)) + (Words(". "),)


def _group(group: Sequence[int], teller: _Teller) -> Formula:
    variables = [Expression(teller.symbols[k]) for k in group if k < len(teller.page.variables)]
    return variables[0] if len(variables) == 1 else Fenced(Fence.BRACES, tuple(variables))


def _part_counts(page: Page) -> list[int]:
    """How many solutions each group has, where the points are their product."""
    points = page.study.critical_set.points
    if not points:
        return []
    counts = [len({id(point.parts[k]) for point in points}) for k in range(len(points[0].parts))]
    return counts if prod(counts) == len(points) else []


def _count_product(counts: Sequence[int]) -> Formula:
    factors = Product(tuple(integer(count) for count in counts))
    return Chain((factors, integer(prod(counts))), (Relation.EQUAL,))


def _coordinates(record: FiniteSolutions, teller: _Teller) -> tuple[Block, ...]:
    """x_k = numerator(T) / q'(T), where that fits on a line."""
    unknown = teller.page.numbers.unknown
    derivative = polynomial_formula(record.eliminant.derivative(), unknown)
    rows = []
    for k, numerator in zip(record.variables, record.numerators, strict=True):
        scale = numerator.denom()
        above = polynomial_formula(numerator.numer(), unknown)
        if above is None or derivative is None or size(numerator.numer()) > 100:
            return (teller.say("finite.coordinates-long", variable=Expression(unknown)),)
        below = derivative if scale == 1 else Product((integer(int(scale)), derivative))
        rows.append(equal(Expression(teller.symbols[k]), Quotient(above, below)))
    return teller.say("finite.back", variable=Expression(unknown)), Equations(tuple(rows))


def _count_sentence(record: FiniteSolutions, teller: _Teller) -> Paragraph:
    language = teller.page.language
    count = counted(record.multiplicity_count, "complex", language)
    pieces: tuple[Inline, ...] = say(f"theorem.{record.theorem.value}", language, count=count)
    distinct, real = record.distinct, record.real
    which = "all" if distinct == record.multiplicity_count else "one" if distinct == 1 else "some"
    pieces += (Words(" "),) + say(f"finite.distinct.{which}", language, count=_word(distinct, language))
    state = "none" if real == 0 else "all" if real == distinct else "one" if real == 1 else "some"
    pieces += (Words(" "),) + say(f"finite.real.{state}", language, count=_word(real, language))
    return Paragraph(pieces)


def _word(count: int, language: str) -> str:
    return capitalised(number_word(count, language))
