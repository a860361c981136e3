"""What rewriting leaves open is searched: in the user's box, in one that holds everything, or in a sensible one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from flint import arb, fmpq
from sympy import Dummy, Expr, Integer, Symbol

from symhess.budget import Deadline
from symhess.derivation import Claim, Step
from symhess.errors import InputError, TimeLimitReached
from symhess.exact.enclosing import enclosed_value
from symhess.solve.search import outside, search
from symhess.solve.transcendental.task import Solution, Task
from symhess.transcendence import UniqueRoot
from symhess.verdict import Reason

__all__ = ["Box", "BoxFound", "search_box"]

Box: TypeAlias = tuple[tuple[Expr, Expr], ...]

_SENSIBLE: Final = 8  # half the edge of the box that is searched where none is given
_SENSIBLE_SECONDS: Final = 4.0
_BITS: Final = 256


@dataclass(frozen=True, slots=True, eq=False)
class BoxFound:
    """The solutions in a box, those known before among them.

    Attributes
    ----------
    solutions : tuple of Solution
    steps : tuple of Step
    box : Box
        What was searched.
    reason : Reason or None
        Why these need not be all that are asked for.

    Examples
    --------
    >>> BoxFound((), (), (), None).reason is None
    True
    """

    solutions: tuple[Solution, ...]
    steps: tuple[Step, ...]
    box: Box
    reason: Reason | None


def search_box(task: Task, box: Box | None, known: Sequence[Solution], holes: Sequence[Solution]) -> BoxFound:
    """Search for the zeros of a task's equations.

    Parameters
    ----------
    task : Task
    box : Box or None
        Without one, a box outside of which nothing lies is looked for.
    known : sequence of Solution
        Solutions that are known exactly; the search finds them again.
    holes : sequence of Solution
        Points where the equations have no value.

    Examples
    --------
    >>> from sympy import cos
    >>> from sympy.abc import x
    >>> found = search_box(Task((x,), (x - cos(x),), (), Deadline(10)), ((Integer(0), Integer(1)),), (), ())
    >>> len(found.solutions), found.reason
    (1, None)
    """
    steps: list[Step] = []
    reason, limit = None, task.deadline
    try:
        within = outside(task.equations, task.unknowns, task.deadline) if box is None else None
        if within is not None:
            steps.append(Step(Claim.SOLUTIONS, (within,)))
            box = _box_of(within.radii)
        elif box is None:
            box = tuple((Integer(-_SENSIBLE), Integer(_SENSIBLE)) for _ in task.unknowns)
            reason, limit = Reason.NO_STRATEGY, Deadline(min(_SENSIBLE_SECONDS, task.deadline.remaining()))
        places = [tuple(s.at[v] for v in task.unknowns) for s in holes if not s.parameters]
        found = search(task.equations, task.unknowns, box, limit, conditions=task.conditions, nonsmooth=places)
    except (InputError, ValueError, NotImplementedError):
        return BoxFound(tuple(known), tuple(steps), box or (), Reason.NO_STRATEGY)
    except TimeLimitReached:
        return BoxFound(tuple(known), tuple(steps), box or (), Reason.TIME_LIMIT)
    except KeyboardInterrupt:
        return BoxFound(tuple(known), tuple(steps), box or (), Reason.INTERRUPTED)
    steps.append(Step(Claim.SOLUTIONS, (found.evidence,)))
    if found.undecided:
        reason = reason or Reason.BOXES_LEFT
    others = (r for r in found.roots if not any(_is_at(s, task.unknowns, r.enclosures) for s in known))
    return BoxFound((*known, *(_solution(task.unknowns, root) for root in others)), tuple(steps), box, reason)


def _box_of(radii: Sequence[fmpq]) -> Box:
    """A box around the origin with integer ends that reaches as far."""
    reaches = [Integer(int(radius.p // radius.q) + 1) for radius in radii]
    return tuple((-reach, reach) for reach in reaches)


def _solution(unknowns: Sequence[Symbol], root: UniqueRoot) -> Solution:
    at: dict[Symbol, Expr] = {}
    enclosed: dict[Symbol, arb] = {}
    for variable, ball, exact in zip(unknowns, root.enclosures, root.exact, strict=True):
        at[variable] = exact if exact is not None else Dummy(variable.name, real=True)
        if exact is None:
            enclosed[at[variable]] = ball
    return Solution(at, enclosed=enclosed)


def _is_at(solution: Solution, variables: Sequence[Symbol], balls: Sequence[arb]) -> bool:
    """Whether a solution may be the one root that the balls hold; two roots are never so near each other."""
    if solution.parameters:
        return False
    for variable, ball in zip(variables, balls, strict=True):
        own = enclosed_value(solution.at[variable], dict(solution.enclosed), _BITS)
        if own is None or not own.overlaps(ball):
            return False
    return True
