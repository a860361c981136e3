"""Rungs that give an unknown by the others and put that in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flint import fmpq_mpoly
from sympy import Expr, Symbol, nan, zoo

from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.kernel_ring import KernelRing, Nature, kernel_ring
from symhess.solve.transcendental.signs import Signs
from symhess.solve.transcendental.task import Found, Solve, Task, found
from symhess.transcendence import SolvedForExpression

__all__ = ["constant_values", "expressed_unknowns", "plain_unknowns"]

_LONGEST = 60  # operations of an expression that is put in


def constant_values(task: Task, solve: Solve) -> Found | None:
    """An equation c·(x − a) with a constant a.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (2 * x - 6, x * y - y**3), (), Deadline(None))
    >>> constant_values(task, lambda rest: unsolved(Reason.NO_STRATEGY)).step.evidence
    (SolvedForExpression(equation=2*x - 6, unknown=x, expression=3),)
    """
    unknowns = set(task.unknowns)
    for equation in task.equations:
        if len(equation.free_symbols & unknowns) == 1:
            for unknown, expression in _solved(equation, task):
                if not expression.free_symbols & unknowns:
                    result = _put(task, equation, unknown, expression, solve)
                    if result is not None:
                        return result
    return None


def plain_unknowns(task: Task, solve: Solve) -> Found | None:
    """An equation c·(x − g) with constant c, where x stands within no function in any equation.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy import cos
    >>> from sympy.abc import x, y
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> task = Task((x, y), (y - cos(x), x - y * cos(x)), (), Deadline(None))
    >>> plain_unknowns(task, lambda rest: unsolved(Reason.NO_STRATEGY)).step.evidence[0].unknown
    y
    """
    try:
        ring = kernel_ring(task.equations, task.unknowns)
    except NotPolynomial:
        return None
    inside = {s for k in ring.kernels if k.nature is not Nature.UNKNOWN for s in k.expression.free_symbols}
    for equation in task.equations:
        for unknown, expression in _solved(equation, task):
            below = expression.as_numer_denom()[1]
            if unknown not in inside and below.free_symbols.isdisjoint(task.unknowns):
                result = _put(task, equation, unknown, expression, solve)
                if result is not None:
                    return result
    return None


def expressed_unknowns(task: Task, solve: Solve) -> Found | None:
    """An equation that gives an unknown by the others, where the coefficient of the unknown vanishes nowhere.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy import exp, sin
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (y * exp(x) - sin(x), x * y - y**3), (), Deadline(None))
    >>> step = expressed_unknowns(task, lambda rest: unsolved(Reason.NO_STRATEGY)).step
    >>> step.evidence[0].unknown, step.evidence[0].expression
    (y, exp(-x)*sin(x))
    """
    choices = [
        (int(expression.count_ops()), str(unknown), k, unknown, expression)
        for k, equation in enumerate(task.equations)
        for unknown, expression in _solved(equation, task)
    ]
    for length, _, k, unknown, expression in sorted(choices, key=lambda choice: choice[:3]):
        if length <= _LONGEST and (result := _put(task, task.equations[k], unknown, expression, solve)):
            return result
    return None


def _put(task: Task, equation: Expr, unknown: Symbol, expression: Expr, solve: Solve) -> Found | None:
    rest = replace(task, equations=tuple(e for e in task.equations if e != equation))
    below = rest.with_unknown(unknown, expression)
    if any(e.has(nan, zoo) for e in below.equations) or any(c.term.has(nan, zoo) for c in below.conditions):
        below = replace(below, equations=tuple(e for e in below.equations if not e.has(nan, zoo)))
        if not any(c.term.is_number for c in below.conditions):
            return None
    result = solve(below)
    solutions = tuple(s.extended({unknown: expression}) for s in result.solutions)
    sheets = tuple(replace(s, equations=(*s.equations, unknown - expression)) for s in result.sheets)
    return found(SolvedForExpression(equation, unknown, expression), (result,), solutions=solutions, sheets=sheets)


def _solved(equation: Expr, task: Task) -> Iterator[tuple[Symbol, Expr]]:
    """Unknowns x in an equation a·x + b = 0 where a vanishes nowhere, or b does not, so that a cannot vanish either."""
    try:
        ring = kernel_ring((equation,), task.unknowns)
        numerator = ring.numerator(equation)
    except NotPolynomial:
        return
    signs = Signs(ring, task.conditions)
    for number, kernel in enumerate(ring.kernels):
        if kernel.nature is Nature.UNKNOWN and not _is_inside(ring, numerator, kernel.expression):
            split = _linear(numerator, number)
            if split is not None and any(signs.is_never_zero(part) for part in split):
                yield kernel.expression, -ring.expression(split[1]) / ring.expression(split[0])


def _is_inside(ring: KernelRing, polynomial: fmpq_mpoly, unknown: Symbol) -> bool:
    """Whether the unknown occurs within a function."""
    degrees = polynomial.degrees()
    return any(
        degrees[k] and kernel.nature is not Nature.UNKNOWN and unknown in kernel.expression.free_symbols
        for k, kernel in enumerate(ring.kernels)
    )


def _linear(polynomial: fmpq_mpoly, number: int) -> tuple[fmpq_mpoly, fmpq_mpoly] | None:
    """a and b where the polynomial is a·x + b."""
    if polynomial.is_zero() or polynomial.degrees()[number] != 1:
        return None
    context = polynomial.context()
    above = {(*m[:number], 0, *m[number + 1 :]): c for m, c in polynomial.terms() if m[number]}
    below = {m: c for m, c in polynomial.terms() if not m[number]}
    return context.from_dict(above), context.from_dict(below)
