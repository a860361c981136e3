"""Answers as worked solutions: the result in a box, then the steps, from the sections that every page is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from symhess.differentiate import differentiate
from symhess.differentiate.taylor import TaylorPolynomial
from symhess.render.document import Block, Detail, Figure, Footer, Heading, Note, Picture, ResultBox
from symhess.render.page.build import document
from symhess.render.page.page import Page, page_of
from symhess.render.page.points import classification_section, grouped
from symhess.render.page.result import figures, result_box
from symhess.render.page.solutions import solutions_section
from symhess.sheets.answers import Answer, DerivativeValues
from symhess.sheets.by_hand import IrlsSteps, NewtonSteps
from symhess.sheets.problem import Asks, Problem
from symhess.sheets.telling.common import bare_page
from symhess.sheets.telling.derivatives import derivative_blocks, derivative_sections
from symhess.sheets.telling.irls import irls_blocks
from symhess.sheets.telling.newton import newton_blocks
from symhess.sheets.telling.taylor import taylor_blocks
from symhess.study import Study

__all__ = ["told"]


def told(
    problem: Problem, answer: Answer, detail: Detail = "worked", language: str = "en", known: Collection[Asks] = ()
) -> tuple[Block, ...]:
    """The worked solution of a problem.

    Parameters
    ----------
    problem : Problem
    answer : Answer
        What :func:`symhess.sheets.answers.solved` found.
    detail : {"brief", "worked", "full"}
    language : str
    known : collection of Asks
        What earlier parts of the exercise have told of the same function: gradient and Hessian are not told twice.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.inputs import scalar_function
    >>> from symhess.sheets.answers import solved
    >>> problem = Problem(Asks.GRADIENT, scalar_function("x^2 y"))
    >>> [type(block).__name__ for block in told(problem, solved(problem, Deadline(9)))]
    ['ResultBox', 'Equations']
    """
    match answer:
        case DerivativeValues():
            page = bare_page(problem.function, answer.derivatives, detail, language)
            return tuple(derivative_blocks(problem, answer, page))
        case TaylorPolynomial():
            page = bare_page(problem.function, differentiate(problem.function), detail, language)
            return tuple(taylor_blocks(page, answer, derivative_sections(page, known)))
        case NewtonSteps():
            page = bare_page(problem.function, answer.derivatives, detail, language)
            return tuple(newton_blocks(page, answer, derivative_sections(page, known)))
        case IrlsSteps():
            return tuple(irls_blocks(answer, language))
        case Study():
            if answer.constraint_study is not None:
                return _without_frame(document(answer, detail, language).blocks)
            return tuple(_classification(page_of(answer, detail, language), known))


def _classification(page: Page, known: Collection[Asks]) -> Iterator[Block]:
    groups = grouped(page)
    yield result_box(page, groups)
    yield from derivative_sections(page, known)
    yield from solutions_section(page)
    yield from classification_section(page, groups)
    for figure in figures(page):
        if page.detail == "full" or figure.picture is not Picture.SURFACE:
            yield figure


def _without_frame(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A page from its result box on, without notes, footer and surface."""
    start = next(k for k, block in enumerate(blocks) if isinstance(block, ResultBox))
    kept = [block for block in blocks[start:] if not isinstance(block, Note | Footer)]
    kept = [block for block in kept if not (isinstance(block, Figure) and block.picture is Picture.SURFACE)]
    while isinstance(kept[-1], Heading):
        kept.pop()
    return tuple(kept)
