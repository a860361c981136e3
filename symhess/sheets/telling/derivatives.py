"""Gradient and Hessian worked out, with their values at a point."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sympy import Expr

from symhess.render.document import Block, Equations, Paragraph, Words
from symhess.render.formula import Call, Expression, Fence, Fenced, Formula, Name, Product
from symhess.render.page.derivatives import gradient_section, hessian_section
from symhess.render.page.page import Page, equal
from symhess.render.page.steps import result_formula
from symhess.render.phrases import phrase, say
from symhess.sheets.answers import DerivativeValues
from symhess.sheets.problem import Asks, Problem
from symhess.sheets.telling.common import boxed, equation, matrix, point

__all__ = ["derivative_blocks", "derivative_sections"]

# Operations; longer derivatives stand in the lines below only.
_LONGEST: Final = 90
_LARGEST_MATRIX: Final = 24


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
    """The derivatives, as far as they are short enough to be read at a glance, and their values."""
    derivatives, variables = answer.derivatives, problem.function.variables
    if problem.asks is Asks.GRADIENT:
        if _length(derivatives.gradient) <= _LONGEST:
            entries = tuple(result_formula(step, page.keeps_order) for step in derivatives.gradient_steps)
            fence = Fence.NONE if page.is_ordinary else Fence.ROUND
            yield equation(_derived(problem, variables), Fenced(fence, entries))
    elif _length(derivatives.hessian) <= _LARGEST_MATRIX:
        yield equation(_derived(problem, variables), matrix(derivatives.hessian))
    elif _length(derivatives.hessian) <= 2 * _LONGEST:
        size = len(page.variables)
        pairs = [(i, j) for i in range(size) for j in range(i, size)]
        yield from (equation(page.partial(i, j), Expression(derivatives.hessian[i, j])) for i, j in pairs)
    if problem.at:
        yield equation(*_value(problem, answer))


def _length(entries: Iterable[Expr]) -> int:
    return sum(entry.count_ops() for entry in entries)


def _value(problem: Problem, answer: DerivativeValues) -> tuple[Formula, Formula]:
    """∇f(1, 2) and (4, 5), for example."""
    left = _derived(problem, problem.at)
    if problem.asks is Asks.GRADIENT or answer.hessian is None:
        return left, point(answer.gradient)
    return left, matrix(answer.hessian)


def _derived(problem: Problem, at: Iterable[Expr]) -> Formula:
    """∇f(x, y) or H_f(x, y); f′(x) or f″(x) for one variable."""
    first, arguments = problem.asks is Asks.GRADIENT, tuple(map(Expression, at))
    if len(arguments) == 1:
        return Call(Name("f", primes=1 if first else 2), arguments)
    return Product((Name("nabla"), Call(Name("f"), arguments))) if first else Call(Name("H", (Name("f"),)), arguments)
