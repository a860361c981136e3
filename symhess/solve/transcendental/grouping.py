"""Rung: equations that fall into groups without common unknowns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import product

from sympy import Expr, Symbol, expand, pi, sin
from sympy.logic.boolalg import true

from symhess.solve.transcendental.merging import merged
from symhess.solve.transcendental.task import Found, Sheet, Solution, Solve, Task, found
from symhess.transcendence import IndependentEquations

__all__ = ["independent_equations"]


def independent_equations(task: Task, solve: Solve) -> Found | None:
    """Solve groups apart that no equation joins, and take all combinations.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy import Integer
    >>> from sympy.abc import x, y
    >>> from symhess.derivation import Claim, Step
    >>> def solve(case):
    ...     return Found(Step(Claim.SOLUTIONS), (Solution({case.unknowns[0]: Integer(3)}),))
    >>> independent_equations(Task((x, y), (x - 3, y - 3), (), Deadline(None)), solve).solutions[0].at
    {x: 3, y: 3}
    """
    groups = _groups(task)
    if len(groups) < 2:
        return None
    parts = [_part(task, group) for group in groups]
    results: list[Found] = []
    for part in parts:
        results.append(solve(part))
    record = IndependentEquations(tuple(part.unknowns for part in parts))
    if any(_is_empty(result) for result in results):
        return replace(found(record, tuple(results)), solutions=(), sheets=(), open_reason=None)
    solutions = tuple(
        reduce(Solution.joined, combination) for combination in product(*(r.solutions for r in results))
    )
    return found(record, tuple(results), solutions=solutions, sheets=_sheets(parts, results))


def _is_empty(result: Found) -> bool:
    return not (result.solutions or result.sheets or result.open_reason)


def _groups(task: Task) -> list[set[Symbol]]:
    groups: list[set[Symbol]] = [{u} for u in task.unknowns]
    for equation in task.equations:
        used = equation.free_symbols & set(task.unknowns)
        touched = [g for g in groups if g & used]
        if len(touched) > 1:
            groups = [g for g in groups if not g & used] + [set().union(*touched)]
    order = {u: k for k, u in enumerate(task.unknowns)}
    return sorted(groups, key=lambda group: min(order[u] for u in group))


def _part(task: Task, group: set[Symbol]) -> Task:
    unknowns = tuple(u for u in task.unknowns if u in group)
    others = set(task.unknowns) - group
    equations = tuple(e for e in task.equations if e.free_symbols & group)
    conditions = tuple(c for c in task.conditions if c.term.free_symbols & group and not c.term.free_symbols & others)
    return replace(task, unknowns=unknowns, equations=equations, conditions=conditions)


def _sheets(parts: Sequence[Task], results: Sequence[Found]) -> tuple[Sheet, ...]:
    """Products in which at least one sheet occurs; single solutions enter by the equations of their group."""
    choices = []
    for part, result in zip(parts, results, strict=True):
        choices.append([*result.sheets, *_points(part, result)])
    return tuple(
        Sheet(tuple(e for sheet in items for e in sheet.equations), sum(sheet.dimension for sheet in items))
        for items in product(*choices)
        if any(sheet.dimension for sheet in items)
    )


def _points(part: Task, result: Found) -> tuple[Sheet, ...]:
    """The solutions of a group as sheets of dimension 0; those on a line by one equation each."""
    if len(part.unknowns) == 1:
        (unknown,) = part.unknowns
        equations = [_equation(unknown, s) for s in merged(part.unknowns, result.solutions)]
        if None not in equations:
            return tuple(Sheet((e,), 0) for e in equations if e is not None)
    return (Sheet(part.equations, 0),) if result.solutions else ()


def _equation(unknown: Symbol, solution: Solution) -> Expr | None:
    """x − a = 0, or sin(π·(x − a)/s) = 0 for x = a + s·n."""
    place = expand(solution.at[unknown])
    if not solution.parameters:
        return None if solution.enclosed else unknown - place
    (integer, *others) = solution.parameters
    slope = place.coeff(integer)
    start = expand(place - slope * integer)
    if others or start.free_symbols or slope == 0 or slope.free_symbols or solution.condition != true:
        return None
    return sin(expand(pi * (unknown - start) / slope))
