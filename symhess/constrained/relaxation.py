"""Bounds from fewer constraints: an extremum on a larger set that is attained on the set itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from sympy import Expr

from symhess.budget import Deadline
from symhess.constrained.problem import Problem, polynomials
from symhess.constrained.strata import stratum
from symhess.constrained.stratum import Stratum
from symhess.critical_set import Status
from symhess.exact.polynomial import expression_of

__all__ = ["relaxed"]

_MOST_EQUATIONS = 3


def relaxed(problem: Problem, deadline: Deadline) -> Stratum | None:
    """f, rewritten with the constraints so that it has fewer variables, on the constraints in these alone.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> tied = Problem(y * z + x * y, (x, y, z), (x * y - 1, y**2 + z**2 - 1), (0, 1))
    >>> found = relaxed(tied, Deadline(10)).problem
    >>> found.function, found.variables, found.equations
    (y*z + 1, (y, z), (y**2 + z**2 - 1,))
    """
    smaller = _rewritten(problem)
    if smaller is None:
        return None
    found = stratum(smaller, deadline)
    return found if found.completeness.status is Status.COMPLETE and found.candidates else None


def _rewritten(problem: Problem) -> Problem | None:
    read = polynomials((problem.function, *problem.equations), problem.variables)
    if read is None or not 0 < len(problem.equations) <= _MOST_EQUATIONS:
        return None
    function, *equations = read
    for order in permutations(equations):
        rest = function
        for equation in (*order, *order):
            rest = rest % equation
        term = expression_of(rest, problem.variables)
        own = tuple(v for v in problem.variables if v in term.free_symbols)
        kept = [k for k, g in enumerate(problem.equations) if _is_in(g, own)]
        if own and len(own) < len(problem.variables):
            return replace(
                problem,
                function=term,
                variables=own,
                equations=tuple(problem.equations[k] for k in kept),
                numbers=tuple(problem.numbers[k] for k in kept),
            )
    return None


def _is_in(term: Expr, variables: tuple[Expr, ...]) -> bool:
    return bool(term.free_symbols <= set(variables))
