"""What all worked solutions share: the result box, vectors and matrices, a page that knows derivatives only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sympy import Expr, ImmutableDenseMatrix

from symhess.critical_set import Completeness, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.function import ScalarFunction
from symhess.render.document import Detail, Emphasis, Inline, Math, Paragraph, ResultBox, Words
from symhess.render.formula import Chain, Expression, Fence, Fenced, Formula, Grid, Relation
from symhess.render.page.page import Page, page_of
from symhess.render.phrases import phrase
from symhess.study import Derivatives, Study
from symhess.verdict import Reason

__all__ = ["bare_page", "boxed", "cell", "column", "equation", "matrix", "point"]


def bare_page(function: ScalarFunction, derivatives: Derivatives, detail: Detail, language: str) -> Page:
    """A page that knows the derivatives of a function, and nothing of its critical points.

    Examples
    --------
    >>> from symhess.differentiate import differentiate
    >>> from symhess.inputs import scalar_function
    >>> f = scalar_function("x y")
    >>> bare_page(f, differentiate(f), "brief", "en").partial(0).text
    'f'
    """
    nothing = CriticalSet(
        function.variables, (), (), Completeness(Status.INCOMPLETE, Reason.NO_STRATEGY), Step(Claim.CRITICAL_SET)
    )
    return page_of(Study(function, derivatives, nothing, ()), detail, language)


def boxed(language: str, statements: Iterable[Formula]) -> ResultBox:
    """Formulas as the result.

    Examples
    --------
    >>> from symhess.render.formula import Name
    >>> boxed("en", [Name("a")]).paragraphs[0].pieces[-1].formula.text
    'a'
    """
    lead: tuple[Inline, ...] = (Emphasis(phrase("result.lead", language), strong=True), Words(" "))
    told: list[tuple[Inline, ...]] = [(Math(statement),) for statement in statements]
    return ResultBox(tuple(Paragraph(pieces) for pieces in ((*lead, *told[0]), *told[1:])), complete=True)


def point(coordinates: Sequence[Expr]) -> Formula:
    """(1, 2); without brackets for one coordinate.

    Examples
    --------
    >>> from sympy import Integer
    >>> point((Integer(3),)).fence
    <Fence.NONE: ''>
    """
    fence = Fence.ROUND if len(coordinates) > 1 else Fence.NONE
    return Fenced(fence, tuple(Expression(coordinate) for coordinate in coordinates))


def matrix(entries: ImmutableDenseMatrix) -> Formula:
    """A matrix; a number where it has one entry.

    Examples
    --------
    >>> matrix(ImmutableDenseMatrix([[2]]))
    Expression(value=2)
    """
    if entries.shape == (1, 1):
        return Expression(entries[0, 0])
    return Grid(tuple(tuple(Expression(entry) for entry in row) for row in entries.tolist()))


def column(entries: Sequence[Expr]) -> Formula:
    """A column vector; a number where it has one entry.

    Examples
    --------
    >>> from sympy import Integer
    >>> len(column((Integer(1), Integer(2))).rows)
    2
    """
    return matrix(ImmutableDenseMatrix(list(entries)))


def equation(left: Formula, right: Formula) -> Formula:
    """Left = right within a line.

    Examples
    --------
    >>> from symhess.render.formula import Name
    >>> equation(Name("a"), Name("b")).relations[0].value
    '='
    """
    return Chain((left, right), (Relation.EQUAL,))


def cell(entry: Formula | Expr) -> tuple[Inline, ...]:
    """A formula as the cell of a table.

    Examples
    --------
    >>> from sympy import Integer
    >>> cell(Integer(1))
    (Math(formula=Expression(value=1)),)
    """
    return (Math(Expression(entry) if isinstance(entry, Expr) else entry),)
