"""Constraints that give one variable by the others, substituted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sympy import Expr, Symbol, expand

from symhess.constrained.problem import Problem

__all__ = ["Elimination", "eliminated"]


@dataclass(frozen=True, slots=True, eq=False)
class Elimination:
    """A problem in fewer variables and the way back.

    ``solved`` gives the eliminated variables by expressions in the variables that are left.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = eliminated(Problem(x * y, (x, y), (x + y - 2,), (0,)))
    >>> found.problem.function, found.problem.equations, found.solved
    (y*(2 - y), (), ((x, 2 - y),))
    """

    problem: Problem
    solved: tuple[tuple[Symbol, Expr], ...]


def eliminated(problem: Problem) -> Elimination:
    """Solve every constraint that is c·v + (an expression without v) for its variable v, as long as there is one.

    The set is then a graph over the variables that are left: f on it has the kinds of the function that is left.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x, y
    >>> eliminated(Problem(x, (x, y), (x**2 + y**2 - 1,), (0,))).solved
    ()
    >>> eliminated(Problem(x * y, (x, y), (y - exp(x),), (0,))).problem.function
    x*exp(x)
    """
    solved: list[tuple[Symbol, Expr]] = []
    while True:
        found = _solvable(problem)
        if found is None:
            return Elimination(problem, tuple(solved))
        number, variable, value = found
        place = {variable: value}
        solved = [(v, e.xreplace(place)) for v, e in solved] + [(variable, value)]
        others = [k for k in range(len(problem.equations)) if k != number]
        problem = replace(
            problem,
            function=problem.function.xreplace(place),
            variables=tuple(v for v in problem.variables if v != variable),
            equations=tuple(expand(problem.equations[k].xreplace(place)) for k in others),
            numbers=tuple(problem.numbers[k] for k in others),
        )


def _solvable(problem: Problem) -> tuple[int, Symbol, Expr] | None:
    """The shortest solution of a constraint for a variable; one variable at least is left."""
    if len(problem.variables) == 1:
        return None
    choices: list[tuple[int, int, Symbol, Expr]] = []
    for number, equation in enumerate(problem.equations):
        whole = expand(equation)
        for variable in problem.variables:
            slope = whole.coeff(variable, 1)
            rest = whole - slope * variable
            if slope.is_number and slope != 0 and variable not in expand(rest).free_symbols:
                value = expand(-rest / slope)
                choices.append((_length(value, problem.variables), number, variable, value))
    if not choices:
        return None
    _, number, variable, value = min(choices, key=lambda c: (c[0], c[1]))
    return number, variable, value


def _length(value: Expr, variables: Sequence[Symbol]) -> int:
    return int(value.count_ops()) + 100 * (not value.is_polynomial(*variables))
