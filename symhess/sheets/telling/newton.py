"""Steps of Newton's method as they are computed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symhess.render.document import Align, Block, Equation, Equations, Heading, Paragraph, Row, Table, Words
from symhess.render.formula import Call, Expression, Formula, Name, Negative, Product, Relation, Sum
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page, equal
from symhess.render.phrases import phrase, say
from symhess.sheets.by_hand import NewtonStep, NewtonSteps
from symhess.sheets.telling.common import boxed, cell, column, equation, matrix, point
from symhess.sheets.wording import iterate_name

__all__ = ["newton_blocks"]


def newton_blocks(page: Page, answer: NewtonSteps, derivatives: Iterable[Block] = ()) -> Iterator[Block]:
    """The last iterate, the sections about the derivatives, the system of each step, and all iterates.

    Examples
    --------
    >>> from sympy import Integer
    >>> from symhess.budget import Deadline
    >>> from symhess.inputs import scalar_function
    >>> from symhess.sheets import Asks, Problem
    >>> from symhess.sheets.answers import solved
    >>> from symhess.sheets.telling.common import bare_page
    >>> problem = Problem(Asks.NEWTON, scalar_function("x^4"), at=(Integer(3),))
    >>> answer = solved(problem, Deadline(9))
    >>> page = bare_page(problem.function, answer.derivatives, "brief", "en")
    >>> [type(block).__name__ for block in newton_blocks(page, answer)]
    ['ResultBox', 'Heading', 'Paragraph', 'Equations']
    """
    steps = answer.steps
    yield boxed(page.language, [equation(iterate_name(page.study.function, len(steps)), point(steps[-1].end))])
    yield from derivatives
    yield Heading((Words(phrase("solution.heading.steps", page.language)),))
    for number, step in enumerate(steps):
        yield from _step(page, number, step)
    if len(steps) > 1:
        yield Paragraph((Words(phrase("solution.newton-table", page.language)),))
        yield _table(page, steps)


def _step(page: Page, number: int, step: NewtonStep) -> Iterator[Block]:
    left, right = _derived(page, 2, step), _derived(page, 1, step)
    system = equation(Product((left, _increment(page))), Negative(right))
    slots = {"point": point(step.at), "system": system}
    key = "solution.newton-equation" if page.is_ordinary else "solution.newton-system"
    yield Paragraph(say(key, page.language, number=number + 1, **slots))
    moved = Sum((iterate_name(page.study.function, number), _increment(page)))
    yield Equations(
        (
            equal(right, column(step.gradient)),
            equal(left, matrix(step.hessian)),
            equal(_increment(page), column(step.step)),
            equal(iterate_name(page.study.function, number + 1), moved),
            Equation(None, Relation.EQUAL, column(step.end)),
        )
    )


def _derived(page: Page, order: int, step: NewtonStep) -> Formula:
    """∇f or H_f at the iterate."""
    arguments = tuple(Expression(coordinate) for coordinate in step.at)
    if page.is_ordinary:
        return Call(Name("f", primes=order), arguments)
    if order == 2:
        return Call(Name("H", (Name("f"),)), arguments)
    return Product((Name("nabla"), Call(Name("f"), arguments)))


def _increment(page: Page) -> Formula:
    return Name(next(letter for letter in "sdrq" if letter not in page.taken))


def _table(page: Page, steps: tuple[NewtonStep, ...]) -> Table:
    header = ((Words("k"),), (Words(phrase("column.iterate", page.language)),), cell(Name("f")))
    rows = [Row((cell(integer(k)), cell(point(step.at)), cell(step.value))) for k, step in enumerate(steps)]
    last = Row((cell(integer(len(steps))), cell(point(steps[-1].end)), (Words(""),)))
    return Table(header, (*rows, last), (Align.RIGHT, Align.LEFT, Align.RIGHT))
