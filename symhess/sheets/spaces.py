"""Where answers are written: lines, empty space, or forms to fill in that suit what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from symhess.render.document import Inline, Math, Words
from symhess.render.formula import Call, Expression, Fence, Fenced, Formula, Name, Product
from symhess.render.phrases import phrase
from symhess.render.sheet import FillIn, Gaps, Space
from symhess.sheets.problem import Asks, Problem
from symhess.sheets.sheet import Item
from symhess.sheets.wording import iterate_name, taylor_name

__all__ = ["space_of"]


def space_of(item: Item, problem: Problem | None, language: str = "en") -> Space | None:
    """The place for the answer of a part; ``None`` where students write on paper of their own.

    Examples
    --------
    >>> from symhess.inputs import scalar_function
    >>> problem = Problem(Asks.HESSIAN, scalar_function("x y"))
    >>> len(space_of(Item(problem, rows=5), problem).beginnings)
    4
    >>> space_of(Item(problem), problem) is None
    True
    """
    if not item.rows:
        return item.blank
    if problem is None:
        return FillIn(((Words(""),), (Words(""),)), item.rows)
    if problem.asks in (Asks.CLASSIFICATION, Asks.DEGENERATE, Asks.LAGRANGE, Asks.REGION):
        header = ((Words(phrase("column.point", language)),), (Math(Name("f")),), _verdict(language))
        return FillIn(header, item.rows)
    return Gaps(tuple((Math(left), Words(" =")) for left in _left_sides(problem)))


def _verdict(language: str) -> tuple[Inline, ...]:
    return (Words(phrase("column.verdict", language)),)


def _left_sides(problem: Problem) -> Iterator[Formula]:
    variables = tuple(Expression(variable) for variable in problem.function.variables)
    ordinary = len(variables) == 1
    match problem.asks:
        case Asks.GRADIENT:
            yield from (Name("f", primes=1) if ordinary else Name("f", (variable,)) for variable in variables)
        case Asks.HESSIAN:
            pairs = [(first, second) for first in variables for second in variables]
            yield from (Name("f", primes=2) if ordinary else Name("f", pair) for pair in pairs)
        case Asks.TAYLOR:
            yield Call(taylor_name(problem.order), variables)
        case Asks.NEWTON:
            yield from (iterate_name(problem.function, k + 1) for k in range(problem.steps))
        case _:
            yield Fenced(Fence.NONE if ordinary else Fence.ROUND, variables)
    if problem.at and problem.asks is Asks.GRADIENT and not ordinary:
        yield Product((Name("nabla"), Call(Name("f"), tuple(map(Expression, problem.at)))))
