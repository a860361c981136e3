"""Task and Found: equations between expressions on the way to their solutions, and what a rung has found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from flint import arb
from sympy import Expr, Symbol
from sympy.logic.boolalg import And, Boolean, true

from symhess.budget import Deadline
from symhess.condition import Condition
from symhess.derivation import Claim, Step
from symhess.evidence import Evidence, NotSolved
from symhess.verdict import Reason

__all__ = ["Found", "Rung", "Sheet", "Solution", "Solve", "Task", "found", "unsolved"]


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Equations between expressions, to be solved for the unknowns on the set where the conditions hold.

    Attributes
    ----------
    unknowns : tuple of Symbol
        Other symbols that occur stand for integers.
    equations : tuple of Expr
        Expressions that are to be zero.
    conditions : tuple of Condition
    deadline : Deadline
    irreducible : frozenset of Expr
        Equations that are known not to factor.
    reduced : bool
        Whether the equations are a Gröbner basis already.
    interval : mapping of Symbol to (Expr, Expr)
        Closed intervals of those unknowns that are asked for in a part of the line only.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (x * y, y - 1), (), Deadline(None))
    >>> task.with_unknown(y, 2 * x).equations
    (2*x**2, 2*x - 1)
    """

    unknowns: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    conditions: tuple[Condition, ...]
    deadline: Deadline
    irreducible: frozenset[Expr] = field(default_factory=frozenset)
    reduced: bool = False
    interval: Mapping[Symbol, tuple[Expr, Expr]] = field(default_factory=dict)

    def with_equations(self, equations: tuple[Expr, ...]) -> Task:
        """The task with other equations, each once."""
        return replace(self, equations=tuple(dict.fromkeys(equations)), reduced=False)

    def with_unknown(self, unknown: Symbol, value: Expr) -> Task:
        """The task with a value put for one unknown."""
        rest = tuple(u for u in self.unknowns if u != unknown)
        put = {unknown: value}
        conditions = tuple(Condition(c.term.subs(put), c.relation) for c in self.conditions)
        equations = tuple(e.subs(put) for e in self.equations)
        return replace(self.with_equations(equations), unknowns=rest, conditions=conditions)


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Values of the unknowns: exact constants, or expressions in integers and in names of enclosed numbers.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x, n
    >>> Solution({x: pi * n}, (n,)).extended({}).at
    {x: pi*n}
    """

    at: Mapping[Symbol, Expr]
    parameters: tuple[Symbol, ...] = ()
    condition: Boolean = true
    enclosed: Mapping[Symbol, arb] = field(default_factory=dict)

    def extended(self, more: Mapping[Symbol, Expr]) -> Solution:
        """The solution with further unknowns given by expressions in the ones that it has."""
        values = {unknown: value.subs(dict(self.at)) for unknown, value in more.items()}
        return replace(self, at={**self.at, **values})

    def joined(self, other: Solution) -> Solution:
        """The product of two solutions in different unknowns."""
        return Solution(
            {**self.at, **other.at},
            (*self.parameters, *other.parameters),
            And(self.condition, other.condition),
            {**self.enclosed, **other.enclosed},
        )


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Infinitely many solutions that no integers number: the common zeros of equations.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> Sheet((x * y - 1,), 1).dimension
    1
    """

    equations: tuple[Expr, ...]
    dimension: int


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The solutions of a task, the step that says why, and what remains open.

    Examples
    --------
    >>> unsolved(Reason.NO_STRATEGY).solutions
    ()
    """

    step: Step
    solutions: tuple[Solution, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    open_reason: Reason | None = None


Solve = Callable[[Task], Found]
Rung = Callable[[Task, Solve], Found | None]


def found(
    evidence: Evidence,
    premises: tuple[Found, ...] = (),
    *,
    steps: tuple[Step, ...] = (),
    solutions: tuple[Solution, ...] | None = None,
    sheets: tuple[Sheet, ...] | None = None,
    open_reason: Reason | None = None,
) -> Found:
    """What the premises have found, unless something else is given.

    Examples
    --------
    >>> from sympy.abc import x
    >>> root = Solution({x: x})
    >>> branch = found(NotSolved("time-limit"), solutions=(root,))
    >>> found(NotSolved("time-limit"), (branch, branch)).solutions == (root, root)
    True
    """
    step = Step(Claim.SOLUTIONS, (evidence,), (*steps, *(p.step for p in premises)))
    if solutions is None:
        solutions = tuple(s for p in premises for s in p.solutions)
    if sheets is None:
        sheets = tuple(s for p in premises for s in p.sheets)
    reasons = (p.open_reason for p in premises if p.open_reason is not None)
    return Found(step, solutions, sheets, open_reason or next(reasons, None))


def unsolved(reason: Reason, solutions: tuple[Solution, ...] = ()) -> Found:
    """A task that stays open.

    Examples
    --------
    >>> unsolved(Reason.TIME_LIMIT).step.evidence
    (NotSolved(reason='time-limit'),)
    """
    return found(NotSolved(reason.value), solutions=solutions, open_reason=reason)
