"""Points where f has a value but, as far as its expression shows, no gradient: zeros of |u| and of roots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sympy import Abs, Expr, Integer, Pow, Rational, Symbol, sign

from symhess.condition import Condition
from symhess.differentiate.deriving import derive, result_of
from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.kernel_ring import kernel_ring
from symhess.solve.transcendental.signs import Signs, constant_sign
from symhess.solve.transcendental.task import Found, Solution, Task

__all__ = ["Kinks", "kinks"]


@dataclass(frozen=True, slots=True, eq=False)
class Kinks:
    """Candidates for extrema where f is not smooth.

    Attributes
    ----------
    nonsmooth : tuple of Solution
        Points without a gradient.
    critical : tuple of Solution
        Points where the gradient exists after all, and is zero.
    is_known : bool
        Whether these are all candidates.

    Examples
    --------
    >>> Kinks((), (), is_known=True).nonsmooth
    ()
    """

    nonsmooth: tuple[Solution, ...]
    critical: tuple[Solution, ...]
    is_known: bool


def kinks(
    expression: Expr, gradient: Sequence[Expr], task: Task, solve: Callable[[Task], Found]
) -> Kinks:
    """Isolated points where a root or an absolute value has the argument zero.

    Where the argument depends on some of the variables only, f is restricted to its zeros, and the critical points and
    the kinks of the restriction are the candidates.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.ladder import Ladder
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> cone, gradient = sqrt(x**2 + y**2), (x / sqrt(x**2 + y**2), y / sqrt(x**2 + y**2))
    >>> kinks(cone, gradient, Task((x, y), gradient, (), Deadline(10)), Ladder().solve).nonsmooth[0].at
    {x: 0, y: 0}
    """
    nonsmooth: list[Solution] = []
    critical: list[Solution] = []
    known = True
    for locus in _loci(expression, task):
        used = tuple(u for u in task.unknowns if u in locus.free_symbols)
        own = replace(task, unknowns=used, equations=(locus,), conditions=(), irreducible=frozenset())
        result = solve(own)
        known = known and result.open_reason is None and not result.sheets
        for part in result.solutions:
            points, complete = _restricted(expression, gradient, task, part, solve)
            known = known and complete
            for point in points:
                if _has_value(expression, point):
                    slopes = _slopes(gradient, point)
                    if slopes is None:
                        nonsmooth.append(point)
                    elif not any(slopes):
                        critical.append(point)
    return Kinks(tuple(nonsmooth), tuple(critical), known)


def _loci(expression: Expr, task: Task) -> Iterator[Expr]:
    """Arguments of absolute values and of roots, whose zeros lie inside the domain."""
    found: dict[Expr, None] = {}
    for part in expression.atoms(Abs, sign, Pow):
        argument = part.args[0]
        if not argument.free_symbols & set(task.unknowns):
            continue
        if isinstance(part, Pow):
            exponent = part.exp
            is_root = isinstance(exponent, Rational) and not exponent.is_Integer and exponent > 0
            if not is_root or isinstance(argument, Abs) or not _is_never_negative(argument, task.unknowns):
                continue
        found[argument] = None
    yield from found


def _is_never_negative(argument: Expr, unknowns: tuple[Symbol, ...]) -> bool:
    try:
        ring = kernel_ring((argument,), unknowns)
        above, below = ring.fraction(argument)
    except NotPolynomial:
        return False
    signs = Signs(ring, ())
    known = [signs.of(part) for part in (above, below)]
    return all(s is not None for s in known) and known[0].direction == known[1].direction  # type: ignore[union-attr]


def _restricted(
    expression: Expr, gradient: Sequence[Expr], task: Task, part: Solution, solve: Callable[[Task], Found]
) -> tuple[list[Solution], bool]:
    """The critical points of f where some variables have the values of a solution."""
    rest = tuple(u for u in task.unknowns if u not in part.at)
    if not rest:
        return [part], True
    if part.parameters or part.enclosed:
        return [], False
    put = dict(part.at)
    conditions = tuple(
        Condition(c.term.subs(put), c.relation) for c in task.conditions if not c.term.free_symbols & set(put)
    )
    left = expression.subs(put)
    slopes = tuple(result_of(derive(left, u)) for u in rest)
    inner = Task(rest, slopes, conditions, task.deadline)
    result, corners = solve(inner), kinks(left, slopes, inner, solve)
    points = (*result.solutions, *corners.nonsmooth, *corners.critical)
    known = result.open_reason is None and not result.sheets and corners.is_known
    return [s.joined(part) for s in points], known


def _has_value(expression: Expr, point: Solution) -> bool:
    value = expression.subs(dict(point.at))
    return bool(point.enclosed or point.parameters) or constant_sign(value) is not None


def _slopes(gradient: Sequence[Expr], point: Solution) -> list[int] | None:
    """Signs of the partial derivatives where they are continuous: equal for both signs of what changes its sign."""
    found = []
    for entry in gradient:
        changing = sorted(entry.atoms(sign), key=str)
        from_sides = (entry.xreplace(dict.fromkeys(changing, Integer(side))) for side in (1, -1))
        sides = [value.subs(dict(point.at)) for value in from_sides]
        if any(value.free_symbols or value.is_finite is not True for value in sides):
            return None
        slope = constant_sign(sides[0])
        if slope is None or constant_sign(sides[0] - sides[1]) != 0:
            return None
        found.append(slope)
    return found
