"""Draft: a problem together with what its construction promises, and the check that the promise is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sympy import Add, Expr, Symbol

from symhess.budget import Deadline
from symhess.differentiate.normal_form import Equality, compare
from symhess.function import ScalarFunction
from symhess.sheets.answers import Answer, DerivativeValues, is_nice, solved
from symhess.sheets.by_hand import IrlsSteps, NewtonSteps
from symhess.sheets.problem import Problem
from symhess.study import Study
from symhess.verdict import Kind

__all__ = ["Draft", "Foreseen", "written"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A point that the answer must have; without a kind only its place is foreseen.

    Examples
    --------
    >>> from sympy import Integer
    >>> Foreseen((Integer(1), Integer(-1)), Kind.SADDLE).kind.value
    'saddle'
    """

    at: tuple[Expr, ...]
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A problem with what its construction promises.

    Attributes
    ----------
    problem : Problem
    points : tuple of Foreseen
        All critical points, where the answer is a study.
    ends : tuple of tuple of Expr
        Where each step ends, for Newton's method and least squares.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from sympy import Integer
    >>> from symhess.sheets import Asks
    >>> Draft(Problem(Asks.NEWTON, written([x**2], (x,)), at=(Integer(5),)), ends=((Integer(0),),)).kept().steps[0].end
    (0,)
    """

    problem: Problem
    points: tuple[Foreseen, ...] = ()
    ends: tuple[tuple[Expr, ...], ...] = ()

    def kept(self, seconds: float = 60.0) -> Answer:
        """The answer, proved by symhess to be nice and the one foreseen.

        Raises
        ------
        RuntimeError
            If it is not: then the construction is wrong, and another seed would only hide it.
        """
        answer = solved(self.problem, Deadline(seconds))
        if not (is_nice(answer) and self._is_foreseen(answer)):
            expression, constraints = self.problem.function.expression, self.problem.constraints
            raise RuntimeError(f"the construction of {self.problem.asks.value} failed for {expression} {constraints}")
        return answer

    def _is_foreseen(self, answer: Answer) -> bool:
        match answer:
            case Study():
                kinds = {foreseen.at: foreseen.kind for foreseen in self.points}
                found = {tuple(n.short() for n in p.point.coordinates): p.verdict.kind for p in answer.points}
                return found.keys() == kinds.keys() and all(kinds[at] in (kind, None) for at, kind in found.items())
            case NewtonSteps() | IrlsSteps():
                return tuple(step.end for step in answer.steps) == self.ends
            case DerivativeValues():
                return _mixed_partials_agree(answer)
        return True


def _mixed_partials_agree(answer: DerivativeValues) -> bool:
    hessian = answer.derivatives.hessian
    pairs = ((hessian[i, j], hessian[j, i]) for i in range(hessian.rows) for j in range(i))
    return all(compare(above, below) is Equality.PROVED for above, below in pairs)


def written(terms: Iterable[Expr], variables: tuple[Symbol, ...]) -> ScalarFunction:
    """The sum of terms as a function that is shown in this order; zero terms fall away.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> written([y**2, 0 * x, x], (x, y)).terms
    (y**2, x)
    """
    shown = tuple(term for term in terms if term != 0)
    return ScalarFunction(Add(*shown), variables, shown)
