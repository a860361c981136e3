"""Rungs that end a branch: equations without unknowns, fewer equations than unknowns, one equation on a line."""

from __future__ import annotations

from dataclasses import replace

from sympy import Dummy, Expr, Integer, Symbol, expand, oo

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.solve.line import real_zeros
from symhess.solve.transcendental.signs import constant_sign
from symhess.solve.transcendental.task import Found, Sheet, Solution, Solve, Task, found, unsolved
from symhess.transcendence import ExpressionCases, LevelSetLeft, LineSolutions
from symhess.verdict import Reason

__all__ = ["constant_equations", "level_set_left", "line_zeros", "single_equation_left"]

_SHARE = 0.3  # of the time that is left, for one equation
_LONGEST = 150  # operations of an equation whose derivatives are affordable


def constant_equations(task: Task, solve: Solve) -> Found | None:
    """An equation without unknowns holds, or does not, or holds for one of the integers that occur in it.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> constant_equations(Task((x,), (x, pi - 3), (), Deadline(None)), None).step.evidence
    (ExpressionCases(equation=-3 + pi, factors=(), nonzero=(-3 + pi,), powers=(1,)),)
    """
    for equation in task.equations:
        if equation.free_symbols & set(task.unknowns):
            continue
        others = replace(task, equations=tuple(e for e in task.equations if e != equation))
        symbols = sorted(equation.free_symbols, key=str)
        if not symbols:
            sign = constant_sign(equation)
            if sign is None:
                return unsolved(Reason.NO_STRATEGY)
            if sign:
                return found(ExpressionCases(equation, (), (equation,), (1,)))
            return found(ExpressionCases(equation, (Integer(0),), (), (1,)), (solve(others),))
        return _fixed_integer(equation, symbols[0], others, solve) if len(symbols) == 1 else None
    return None


def _fixed_integer(equation: Expr, parameter: Symbol, others: Task, solve: Solve) -> Found | None:
    """a + b·n = 0 for one integer n or none."""
    slope = equation.diff(parameter)
    if slope.free_symbols or constant_sign(slope) in (0, None):
        return None
    value = -equation.subs(parameter, 0) / slope
    nearest = Integer(round(value.evalf(30)))
    difference = constant_sign(expand(value - nearest))
    if difference is None:
        return None
    if difference:
        return found(ExpressionCases(equation, (), (equation,), (1,)))
    put = {parameter: nearest}
    below = replace(others, equations=tuple(e.subs(put) for e in others.equations))
    result = solve(below)
    solutions = tuple(replace(s, at={**s.at, parameter: nearest}) for s in result.solutions)
    return found(ExpressionCases(equation, (parameter - nearest,), (), (1,)), (result,), solutions=solutions)


def single_equation_left(task: Task, solve: Solve) -> Found | None:
    """One equation in several unknowns, or none at all.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy.abc import x, y, z
    >>> single_equation_left(Task((x, y, z), (x * y - z, x + y), (), Deadline(None)), None) is None
    True
    """
    return level_set_left(task, solve) if len(task.equations) <= 1 else None


def level_set_left(task: Task, solve: Solve) -> Found | None:
    """Fewer equations than unknowns, which no other rung simplifies.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy import cos
    >>> from sympy.abc import x, y
    >>> level_set_left(Task((x, y), (cos(x + y),), (), Deadline(None)), None).sheets[0].dimension
    1
    """
    dimension = len(task.unknowns) - len(task.equations)
    if dimension <= 0:
        return None
    record = LevelSetLeft(task.equations, dimension)
    return found(record, sheets=(Sheet(task.equations, dimension),))


def line_zeros(task: Task, solve: Solve) -> Found | None:
    """One equation in one unknown, on the whole line or on an interval.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy import cos
    >>> from sympy.abc import x
    >>> (solution,) = line_zeros(Task((x,), (cos(x) - x,), (), Deadline(10)), None).solutions
    >>> [round(float(ball.mid()), 6) for ball in solution.enclosed.values()]
    [0.739085]
    """
    if len(task.unknowns) != 1 or len(task.equations) != 1:
        return None
    (unknown,), (equation,) = task.unknowns, task.equations
    if equation.free_symbols != {unknown} or equation.count_ops() > _LONGEST:
        return None
    low, high = task.interval.get(unknown, (-oo, oo))
    try:
        zeros = real_zeros(equation, unknown, (low, high), Deadline(task.deadline.remaining() * _SHARE))
    except TimeLimitReached:
        task.deadline.check()
        return None
    solutions = []
    for zero in zeros.points:
        if zero.exact is not None:
            solutions.append(Solution({unknown: zero.exact}))
        else:
            name = Dummy(unknown.name, real=True)
            solutions.append(Solution({unknown: name}, enclosed={name: zero.ball}))
    families = []
    for family in zeros.families:
        integer = Dummy("n", integer=True)
        at = family.at.subs(family.parameter, integer)
        families.append(at)
        condition = family.condition.subs(family.parameter, integer)
        solutions.append(Solution({unknown: at}, (integer,), condition))
    points = tuple(s.at[unknown] for s in solutions[: len(zeros.points)])
    record = LineSolutions(equation, unknown, points, tuple(families))
    reason = None if zeros.complete else Reason.NO_STRATEGY
    return found(record, steps=zeros.steps, solutions=tuple(solutions), open_reason=reason)
