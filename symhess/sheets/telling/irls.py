"""Steps of iteratively reweighted least squares as they are computed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import Expr, ImmutableDenseMatrix

from symhess.exact import real_number
from symhess.render.document import Align, Block, Equation, Equations, Paragraph, Row, Table, Words
from symhess.render.formula import (
    Chain,
    Decimal,
    Expression,
    Fence,
    Fenced,
    Formula,
    Grid,
    Name,
    Negative,
    Power,
    Product,
    Relation,
    Sum,
)
from symhess.render.page.numbers import integer
from symhess.render.page.page import equal
from symhess.render.phrases import phrase, say
from symhess.sheets.by_hand import IrlsStep, IrlsSteps
from symhess.sheets.telling.common import boxed, cell, equation, point

__all__ = ["irls_blocks"]

_X, _W, _P, _Y, _DELTA, _BETA = (Name(text) for text in ("X", "W", "p", "y", "delta", "beta"))
_TRANSPOSED = Power(_X, Name("T"))
_NORMAL = Product((_TRANSPOSED, _W, _X))
_SCORE = Product((_TRANSPOSED, Sum((_Y, Negative(_P)))))
_DIGITS = 6


def irls_blocks(answer: IrlsSteps, language: str = "en") -> Iterator[Block]:
    """The last coefficients; for each step the table of the rows and the weighted normal equations.

    Examples
    --------
    >>> from sympy import Integer
    >>> from symhess.budget import Deadline
    >>> from symhess.sheets.generators import variant
    >>> from symhess.sheets.answers import solved
    >>> answer = solved(variant("logistic", 1), Deadline(9))
    >>> [type(block).__name__ for block in irls_blocks(answer)][:3]
    ['ResultBox', 'Paragraph', 'Table']
    """
    last = answer.steps[-1]
    yield boxed(language, [_valued(answer, last.end, last.is_exact)])
    for number, step in enumerate(answer.steps):
        start = _valued(answer, step.at, number == 0 or answer.steps[number - 1].is_exact)
        yield Paragraph(say("solution.irls-table", language, number=number + 1, start=start))
        yield _table(answer, step, language)
        yield Paragraph(say("solution.irls-system", language, system=equation(Product((_NORMAL, _DELTA)), _SCORE)))
        yield Equations(tuple(_system(step)))


def _valued(answer: IrlsSteps, numbers: Sequence[Expr], is_exact: bool) -> Formula:
    """(b_0, b_1) = (0, 0)."""
    fence = Fence.ROUND if len(numbers) > 1 else Fence.NONE
    values = Fenced(fence, tuple(_number(number, is_exact) for number in numbers))
    return Chain((point(answer.variables), values), (Relation.EQUAL if is_exact else Relation.APPROXIMATELY,))


def _system(step: IrlsStep) -> Iterator[Equation]:
    """Both sides of the normal equations, the step, and where it leads."""
    relation = Relation.EQUAL if step.is_exact else Relation.APPROXIMATELY
    yield equal(_NORMAL, _grid(step.information, step.is_exact))
    yield equal(_SCORE, _grid(ImmutableDenseMatrix(list(step.score)), step.is_exact))
    yield Equation(_DELTA, relation, _grid(ImmutableDenseMatrix(list(step.step)), step.is_exact))
    yield Equation(Sum((_BETA, _DELTA)), relation, _grid(ImmutableDenseMatrix(list(step.end)), step.is_exact))


def _grid(entries: ImmutableDenseMatrix, is_exact: bool) -> Formula:
    rows = tuple(tuple(_number(entry, is_exact) for entry in row) for row in entries.tolist())
    return rows[0][0] if entries.shape == (1, 1) else Grid(rows)


def _number(number: Expr, is_exact: bool) -> Formula:
    """A fraction where all is exact; else the decimals of a rounded number."""
    if is_exact or number.is_Integer:
        return Expression(number)
    return Decimal(real_number(number).decimal(_DIGITS))


def _table(answer: IrlsSteps, step: IrlsStep, language: str) -> Table:
    regressors = [k for k in range(answer.design.cols) if set(answer.design[:, k]) != {1}]
    names = [Name("x", (integer(j + 1),)) if len(regressors) > 1 else Name("x") for j in range(len(regressors))]
    header = [*names, _Y, Name("eta"), _P, _weight()]
    rows = []
    for i, label in enumerate(answer.labels):
        entries: list[Formula] = [*(Expression(answer.design[i, k]) for k in regressors), Expression(label)]
        values = (step.predictors[i], step.probabilities[i], step.weights[i])
        entries += [_number(value, step.is_exact) for value in values]
        rows.append(Row(tuple(map(cell, entries))))
    remark = () if step.is_exact else (Words(phrase("solution.irls-rounded", language)),)
    return Table(tuple(map(cell, header)), tuple(rows), (Align.RIGHT,) * len(header), remark)


def _weight() -> Formula:
    """w = p (1 − p)."""
    return equation(Name("w"), Product((_P, Sum((integer(1), Negative(_P))))))
