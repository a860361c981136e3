"""Gradient and Hessian worked out, with their values at a point."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from symhess.render.document import Block, Equations, Paragraph, Words
from symhess.render.formula import Call, Expression, Fence, Fenced, Formula, Name, Product
from symhess.render.page.derivatives import gradient_section, hessian_section
from symhess.render.page.page import Page, equal
from symhess.render.page.steps import result_formula
from symhess.render.phrases import phrase, say
from symhess.sheets.answers import DerivativeValues
from symhess.sheets.problem import Asks, Problem
from symhess.sheets.telling.common import boxed, equation, matrix, point
from symhess.sheets.wording import function_call

__all__ = ["derivative_blocks", "derivative_sections"]

_LARGEST_BOXED: Final = 24  # operations; longer derivatives stand in the lines below only


def derivative_blocks(problem: Problem, answer: DerivativeValues, page: Page) -> Iterator[Block]:
    """The result, the steps, and the value where the problem names a point.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.inputs import scalar_function
    >>> from symhess.sheets.answers import solved
    >>> from symhess.sheets.telling.common import bare_page
    >>> problem = Problem(Asks.GRADIENT, scalar_function("x^2 y"))
    >>> answer = solved(problem, Deadline(9))
    >>> page = bare_page(problem.function, answer.derivatives, "worked", "en")
    >>> [type(block).__name__ for block in derivative_blocks(problem, answer, page)]
    ['ResultBox', 'Equations']
    """
    statements = list(_statements(problem, answer, page))
    if statements:
        yield boxed(page.language, statements)
    section = gradient_section(page) if problem.asks is Asks.GRADIENT else hessian_section(page)
    yield from section[1:]
    if problem.at:
        yield Paragraph(say("solution.values", page.language, point=point(problem.at)))
        yield Equations((equal(*_value(problem, answer)),))


def derivative_sections(page: Page, known: Collection[Asks] = ()) -> Iterator[Block]:
    """Gradient and Hessian, as far as earlier parts have not told them.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x y"), "worked")
    >>> [type(block).__name__ for block in derivative_sections(page, (Asks.GRADIENT, Asks.HESSIAN))]
    ['Paragraph']
    """
    if Asks.GRADIENT in known and Asks.HESSIAN in known:
        yield Paragraph((Words(phrase("sheet.as-before", page.language)),))
    if Asks.GRADIENT not in known:
        yield from gradient_section(page)
    if Asks.HESSIAN not in known:
        yield from hessian_section(page)


def _statements(problem: Problem, answer: DerivativeValues, page: Page) -> Iterator[Formula]:
    derivatives = answer.derivatives
    first = problem.asks is Asks.GRADIENT
    if sum(entry.count_ops() for entry in derivatives.gradient if first) <= _LARGEST_BOXED and first:
        entries = tuple(result_formula(step, page.keeps_order) for step in derivatives.gradient_steps)
        fence = Fence.NONE if page.is_ordinary else Fence.ROUND
        yield equation(_derived(problem, function_call(problem.function)), Fenced(fence, entries))
    if not first and sum(entry.count_ops() for entry in derivatives.hessian) <= _LARGEST_BOXED:
        yield equation(_derived(problem, function_call(problem.function)), matrix(derivatives.hessian))
    if problem.at:
        yield equation(*_value(problem, answer))


def _value(problem: Problem, answer: DerivativeValues) -> tuple[Formula, Formula]:
    """∇f(1, 2) and (4, 5), for example."""
    left = _derived(problem, Call(Name("f"), tuple(Expression(coordinate) for coordinate in problem.at)))
    if problem.asks is Asks.GRADIENT or answer.hessian is None:
        return left, point(answer.gradient)
    return left, matrix(answer.hessian)


def _derived(problem: Problem, called: Call) -> Formula:
    """∇f(x, y) or H_f(x, y); f′(x) or f″(x) for one variable."""
    first = problem.asks is Asks.GRADIENT
    if len(problem.function.variables) == 1:
        return Call(Name("f", primes=1 if first else 2), called.arguments)
    if first:
        return Product((Name("nabla"), called))
    return Call(Name("H", (Name("f"),)), called.arguments)
