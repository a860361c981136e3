"""The sections about derivatives: gradient, Hessian with both orders of the mixed partials, Clairaut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symhess.derivation import Step
from symhess.evidence import ExpressionSystem, MixedPartialsAgree, MixedPartialsAt, NotSolved
from symhess.render.document import Block, Equation, Equations, Heading, Inline, Math, Paragraph, Words
from symhess.render.formula import (
    Call,
    Chain,
    Dots,
    Expression,
    Fence,
    Fenced,
    Formula,
    Grid,
    Name,
    Partial,
    Power,
    Relation,
    length,
)
from symhess.render.page.components import inequality
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page, equal
from symhess.render.page.rules import derivation_rows
from symhess.render.page.steps import applied, result_formula, rules_used
from symhess.render.page.symmetry import exchange_partners
from symhess.render.phrases import Slot, enumerated, phrase, reason_text, say
from symhess.render.retelling import retold

__all__ = ["gradient_section", "hessian_section"]

_LARGEST_GRID: Final = 6
_WIDEST_GRID: Final = 80  # characters of a row; a wider matrix shows f_xx, f_xy, …
_LONGEST_BRIEF: Final = 350  # characters of all derivatives of one order in brief detail
_LONGEST_SHOWN: Final = 2000  # characters of a derivative; longer ones are not printed
_MOST_ROWS: Final = 240  # of derivations of second derivatives; beyond, only results, and in the end nothing
_LONGEST_AGAIN: Final = 25  # operations; a longer derivative is named, not written, where it is derived once more
_MOST_ENTRIES: Final = 40
_WHERE: Final = ", where "  # between words and inequalities in the name of a set
_SPARSE_FROM: Final = 3  # variables; from here on vanishing entries are summed up in a sentence


def gradient_section(page: Page) -> tuple[Block, ...]:
    """The gradient with its derivation.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> blocks = gradient_section(page_of(analyze("x y"), "brief"))
    >>> [row.left.subscripts[0].value for row in blocks[1].rows]
    [x, y]
    """
    steps = page.study.derivatives.gradient_steps
    heading = _heading(page, "heading.derivative" if page.is_ordinary else "heading.gradient")
    if page.detail == "brief" and sum(map(_length, steps)) > _LONGEST_BRIEF:
        return heading, Paragraph(say("gradient.omitted", page.language))
    partners = exchange_partners(page.study.function.expression, page.variables)
    rows: list[Equation] = []
    cut = False
    for k, step in enumerate(steps):
        derived = None
        if page.detail != "brief" and _length(step) <= _LONGEST_SHOWN:
            derived = _by_symmetry(page, k, partners) or derivation_rows(page, step, page.partial(k))
        cut = cut or (derived is None and page.detail != "brief")
        rows += derived or (equal(page.partial(k), _result(page, step)),)
    blocks: list[Block] = [heading, Equations(tuple(rows))]
    if cut:
        blocks.append(Paragraph(say("gradient.long", page.language)))
    return tuple(blocks)


def hessian_section(page: Page) -> tuple[Block, ...]:
    """The second derivatives, the comparison of the mixed ones, and the matrix.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> blocks = hessian_section(page_of(analyze("x y"), "worked"))
    >>> type(blocks[-1].rows[0].right).__name__
    'Grid'
    """
    brief = page.detail == "brief"
    several = "heading.hessian-alone" if brief else "heading.hessian"
    blocks: list[Block] = [_heading(page, "heading.second-derivative" if page.is_ordinary else several)]
    if brief and sum(_length(step) for row in page.study.derivatives.hessian_steps for step in row) > _LONGEST_BRIEF:
        blocks.append(Paragraph(say("hessian.omitted", page.language)))
    elif page.is_ordinary or not brief:
        blocks += _entries(page)
    if not page.is_ordinary:
        blocks += _clairaut(page)
        blocks += _matrix(page) if len(blocks) == 1 or not brief else ()
    return tuple(blocks)


def _length(step: Step) -> int:
    """About how many characters a derivative takes."""
    return length(applied(step).result)


def _heading(page: Page, key: str) -> Heading:
    return Heading((Words(phrase(key, page.language)),))


def _by_symmetry(page: Page, k: int, partners: dict[int, int]) -> tuple[Equation, ...] | None:
    if k not in partners:
        return None
    first, second = (Expression(page.variables[j]) for j in (partners[k], k))
    if len(page.variables) == 2:
        swapped = Call(Name("f"), tuple(Expression(v) for v in reversed(page.variables)))
        identity = Chain((page.function(), swapped), (Relation.EQUAL,))
        rule = say("rule.symmetry", page.language, first=first, second=second, identity=identity)
    else:
        rule = say("rule.symmetry-many", page.language, first=first, second=second, function=Name("f"))
    result = _result(page, page.study.derivatives.gradient_steps[k])
    return (Equation(page.partial(k), Relation.EQUAL, result, rule),)


def _entries(page: Page) -> Iterator[Block]:
    steps = page.study.derivatives.hessian_steps
    places = [(i, j) for i in range(len(steps)) for j in range(len(steps))]
    if len(steps) >= _SPARSE_FROM:
        shown = [(i, j) for i, j in places if applied(steps[i][j]).result != 0]
    else:
        shown = places
    rows: list[Equation] = []
    for i, j in shown[:_MOST_ENTRIES]:
        rows += _entry(page, i, j, steps[i][j], brisk=page.detail != "full" or len(rows) > _MOST_ROWS)
    if rows:
        yield Equations(tuple(rows))
    if len(shown) > _MOST_ENTRIES:
        yield Paragraph(say("hessian.cut", page.language, shown=_MOST_ENTRIES, total=len(shown)))
    if len(shown) < len(places):
        yield Paragraph(say("hessian.zeros" if shown else "hessian.all-zero", page.language))


def _entry(page: Page, i: int, j: int, step: Step, brisk: bool) -> tuple[Equation, ...]:
    name = page.partial(i, j)
    rows = None if brisk or _length(step) > _LONGEST_SHOWN else derivation_rows(page, step, name)
    if rows is not None:
        return rows
    result = Equation(name, Relation.EQUAL, _result(page, step), _rules(page, step, j))
    if len(page.variables) >= _SPARSE_FROM:
        return (result,)
    gradient = page.study.derivatives.gradient_steps[i]
    long = applied(gradient).result.count_ops() > _LONGEST_AGAIN
    first = page.partial(i) if long else result_formula(gradient, page.keeps_order)
    start = Equation(name, Relation.EQUAL, Partial(page.variables[j], first, page.is_ordinary))
    return start, replace(result, left=None)


def _result(page: Page, step: Step) -> Formula:
    return result_formula(step, page.keeps_order) if _length(step) <= _LONGEST_SHOWN else Dots()


def _rules(page: Page, step: Step, j: int) -> tuple[Inline, ...]:
    names = rules_used([step], page.language)
    if names:
        return (Words(names),)
    rule = "constant" if applied(step).result == 0 else "variable"
    return say(f"rule.{rule}", page.language, variable=Expression(page.variables[j]))


def _clairaut(page: Page) -> Iterator[Block]:
    records = page.study.derivatives.clairaut.evidence
    agreeing = [record for record in records if isinstance(record, MixedPartialsAgree)]
    open_pairs = [record.reason for record in records if isinstance(record, NotSolved)]
    if open_pairs:
        yield Paragraph(say("clairaut.open", page.language, pairs=_reasons(open_pairs, page.language)))
    if agreeing:
        domain = _domain(agreeing[0].smooth_on, page)
        hypothesis = say("clairaut.hypothesis", page.language, function=Name("f"), domain=domain)
        key = "clairaut.proved-one" if len(agreeing) == 1 else "clairaut.proved-many"
        if page.detail != "brief":
            yield Paragraph(say(key, page.language, count=len(agreeing), hypothesis=hypothesis))
    for record in records:
        if isinstance(record, MixedPartialsAt):
            yield Paragraph(_exception(page, record))


def _exception(page: Page, record: MixedPartialsAt) -> tuple[Inline, ...]:
    """Both values at an exceptional point, from the definition."""
    point = Fenced(Fence.ROUND, tuple(Expression(place) for place in record.at))
    i, j = (page.variables.index(variable) for variable in (record.first, record.second))
    orders = (((i, j), record.first_then_second), ((j, i), record.second_then_first))
    told = [
        say("clairaut.missing", page.language, partial=page.partial(*order))
        if value is None
        else Math(Chain((page.partial(*order), Expression(value)), (Relation.EQUAL,)))
        for order, value in orders
    ]
    alike = record.first_then_second == record.second_then_first is not None
    key = "clairaut.exception-agrees" if alike else "clairaut.exception"
    return say(key, page.language, point=point, first=told[0], second=told[1])


def _reasons(reasons: Sequence[str], language: str) -> str:
    told = [retold(reason, "pair", language) or reason_text(reason, language).rstrip(".") for reason in reasons]
    return "; ".join(told)


def _domain(smooth_on: str, page: Page) -> Slot:
    """Rⁿ and inequalities as formulas, everything else in words."""
    if smooth_on.startswith("R^") and smooth_on[2:].isdigit():
        dimension = int(smooth_on[2:])
        return Name("RR") if dimension == 1 else Power(Name("RR"), integer(dimension))
    interiors, _, inequalities = smooth_on.rpartition(_WHERE)
    if not interiors and (told := retold(smooth_on, "smooth", page.language)):
        return told
    systems = [r for r in page.study.critical_set.derivation.evidence if isinstance(r, ExpressionSystem)]
    known = {str(condition): inequality(condition) for system in systems for condition in system.conditions}
    conditions = [Expression(known[text]) if text in known else text for text in inequalities.split(" and ")]
    return say("smooth.cases-where" if interiors else "smooth.set", page.language, conditions=enumerated(conditions))


def _matrix(page: Page) -> Iterator[Block]:
    """The matrix; with f_xx, f_xy, … in it where the entries themselves would be too long."""
    steps = page.study.derivatives.hessian_steps
    size = range(len(page.variables))
    if len(size) > _LARGEST_GRID:
        yield Paragraph(say("hessian.large", page.language, size=len(size)))
        return
    widths = [max(_length(steps[i][j]) for i in size) for j in size]
    named = page.detail != "brief" and sum(widths) > _WIDEST_GRID
    entry = page.partial if named else lambda i, j: result_formula(steps[i][j], page.keeps_order)
    rows = tuple(tuple(entry(i, j) for j in size) for i in size)
    left = Call(Name("H", (Name("f"),)), tuple(Expression(v) for v in page.variables))
    yield Equations((equal(left, Grid(rows)),))
