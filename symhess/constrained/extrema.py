"""Global extrema on a set given by equations and inequalities: attained, not attained, unbounded, or open.

A method answers for one side, the minimum of sign·f; the first that applies decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from flint import fmpq, fmpq_mpoly
from sympy import Expr, Integer

from symhess.budget import Deadline
from symhess.constrained.bounds import bounded, outer_polynomials
from symhess.constrained.elimination import eliminated
from symhess.constrained.ends import End, ends_of
from symhess.constrained.numbers import compare, extremes
from symhess.constrained.plane import whole_above
from symhess.constrained.problem import Problem, polynomials
from symhess.constrained.rays import ray_to_infinity
from symhess.constrained.relaxation import relaxed
from symhess.constraint_evidence import CompactSet, CurveEnds, RayToInfinity, Relaxation
from symhess.exact import Rational, Real
from symhess.exact.cells import TooManyCells, sample_below
from symhess.exact.polynomial import expression_of, ring
from symhess.statements import Attained, GlobalExtrema, GlobalStatement, Grounds

__all__ = ["Setting", "compact_set", "global_extrema"]

_LEVELS: Final = (0, 1, -1, 2)
_MOST_SLICES: Final = 60


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """A polynomial on a closed set and what is known of it.

    Attributes
    ----------
    problem : Problem
        The polynomial and the equations.
    inequalities : tuple of Expr
        Nonnegative on the set.
    values : tuple of Real
        f at the candidates: the points of the set at which it can have an extremum.
    is_complete : bool
        Whether these are all.
    strict : frozenset of int
        Numbers of the inequalities that hold strictly on the set; the values belong to its closure then.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> Setting(Problem(x, (x, y), (x**2 + y**2 - 1,), (0,)), (), (), is_complete=False).inequalities
    ()
    """

    problem: Problem
    inequalities: tuple[Expr, ...]
    values: tuple[Real, ...]
    is_complete: bool
    strict: frozenset[int] = frozenset()


_Method = Callable[["Setting", int, Deadline], "GlobalStatement | None"]


def global_extrema(setting: Setting, deadline: Deadline) -> GlobalExtrema:
    """Both global statements.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> values = tuple(Rational(fmpq(c)) for c in (-2, 2))
    >>> hyperbola = Setting(Problem(x + y, (x, y), (x * y - 1,), (0,)), (), values, is_complete=True)
    >>> found = global_extrema(hyperbola, Deadline(10))
    >>> found.minimum.status.value, found.maximum.status.value
    ('unbounded', 'unbounded')
    """
    return GlobalExtrema(_side(setting, 1, deadline), _side(setting, -1, deadline))


def _side(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement:
    for method in METHODS:
        deadline.check()
        found = method(setting, sign, deadline)
        if found is not None:
            return found
    grounds = Grounds.NO_METHOD if setting.is_complete else Grounds.SET_INCOMPLETE
    return GlobalStatement(Attained.UNDECIDED, None, (), grounds)


def _best(setting: Setting, sign: int, grounds: Grounds, *evidence: object) -> GlobalStatement | None:
    """The extremum is the best of all candidates, since it is attained."""
    if not setting.is_complete:
        return None
    if not setting.values:
        return GlobalStatement(Attained.NOT_ATTAINED, None, (), Grounds.EMPTY_SET, evidence)  # type: ignore[arg-type]
    places = extremes(setting.values, sign)
    if places is None:
        return None
    value = setting.values[places[0]]
    return GlobalStatement(Attained.ATTAINED, value, places, grounds, evidence)  # type: ignore[arg-type]


def _on_compact_set(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement | None:
    record = compact_set(setting.problem, setting.inequalities, deadline)
    return None if record is None else _best(setting, sign, Grounds.COMPACT, record)


def compact_set(problem: Problem, inequalities: Sequence[Expr], deadline: Deadline) -> CompactSet | None:
    """The record that the set where the equations are zero and the inequalities nonnegative is bounded.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> compact_set(Problem(x, (x, y), (), ()), (x, y, 2 - x - y), Deadline(10)).bounds
    ((0, 2), (0, 2))
    """
    plain = replace(problem, function=Integer(0))
    for whole in (plain, eliminated(plain).problem) if not inequalities else (plain,):
        both = (*whole.equations, *(-g for g in whole.equations), *inequalities)
        read = outer_polynomials(both, whole.variables)
        found = None if read is None else bounded((), read, whole.variables, deadline)
        if found is not None:
            return CompactSet(whole.variables, found.bounds(), found.forms)
    return None


def _by_sublevel_set(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement | None:
    """The part of the set on which f is at most its value at a candidate is compact."""
    problem = setting.problem
    read = polynomials((problem.function, *problem.equations), problem.variables)
    inequalities = polynomials(setting.inequalities, problem.variables)
    places = extremes(setting.values, sign) if setting.values else None
    if read is None or inequalities is None or not places or not setting.is_complete:
        return None
    function, *equations = (sign * read[0], *read[1:])
    height = setting.values[places[0]].enclosure(64) * sign
    level = whole_above(height) + 1
    found = bounded(equations, (*inequalities, level - function), problem.variables, deadline)
    if found is None:
        return None
    extra = (expression_of(level - function, problem.variables),)
    record = CompactSet(problem.variables, found.bounds(), found.forms, extra)
    return _best(setting, sign, Grounds.COERCIVE, record)


def _by_cells(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement | None:
    """f is nowhere below the best value found, by one sample point in every cell.

    Only for all of space and for regions of linear inequalities with an interior, which they are the closure of.
    """
    solved = eliminated(setting.problem)
    problem = solved.problem
    places = extremes(setting.values, sign) if setting.values else None
    if problem.equations or not places or (setting.inequalities and solved.solved):
        return None
    value = setting.values[places[0]]
    read = polynomials((problem.function, *setting.inequalities), problem.variables)
    if read is None or not isinstance(value, Rational) or len(problem.variables) > 3:
        return None
    if any(h.total_degree() > 1 for h in read[1:]):
        return None
    try:
        if sample_below(read[0] * 0 - 1, read[1:], deadline) is None:
            return None
        below = sample_below(sign * (read[0] - value.value), read[1:], deadline)
    except TooManyCells:
        return None
    if below is not None:
        return None
    return GlobalStatement(Attained.ATTAINED, value, places, Grounds.BOUND_ATTAINED)


def _by_ends(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement | None:
    """A curve: the limits of f along all its ends against the values at the candidates."""
    solved = eliminated(setting.problem)
    problem = solved.problem
    place = dict(solved.solved)
    least = [int(k in setting.strict) for k in range(len(setting.inequalities))]
    ends = _curve_ends(problem, tuple(h.xreplace(place) for h in setting.inequalities), least)
    if ends is None:
        return None
    record = CurveEnds(problem.function, problem.variables, problem.equations, (), tuple(end.sign for end in ends))
    if any(end.sign == -sign for end in ends):
        return GlobalStatement(Attained.UNBOUNDED, None, (), Grounds.UNBOUNDED_CURVE, (record,))
    finite = tuple(end.limit for end in ends if end.limit is not None)
    best = _best(setting, sign, Grounds.CURVE_ENDS, record)
    if best is None or not finite:
        return best
    lowest = extremes(finite, sign)
    if lowest is None:
        return None
    limit = finite[lowest[0]]
    order = -sign if best.value is None else compare(limit, best.value)
    if order is None:
        return None
    if order == -sign:
        return GlobalStatement(Attained.NOT_ATTAINED, limit, (), Grounds.BOUND_APPROACHED, (record,))
    return best


def _curve_ends(
    problem: Problem, inequalities: tuple[Expr, ...] = (), least: Sequence[int] = ()
) -> tuple[End, ...] | None:
    """The ends of a one-dimensional set in one or two variables, as far as the inequalities hold there."""
    read = polynomials((problem.function, *problem.equations), problem.variables)
    sides = polynomials(inequalities, problem.variables)
    if read is None or sides is None or problem.dimension != 1 or len(problem.variables) > 2:
        return None
    if len(problem.variables) == 2:
        return ends_of(_in_plane(read[0]), _in_plane(read[1]), list(zip(map(_in_plane, sides), least, strict=True)))
    pairs = list(zip(sides, least, strict=True))
    reached = [side for side in (-1, 1) if all(_sign_far_out(h, side) >= low for h, low in pairs)]
    degree = read[0].degrees()[0]
    if degree < 1:
        constant = Rational(read[0].coeffs()[0] if len(read[0]) else fmpq(0))
        return tuple(End(0, constant) for _ in reached)
    return tuple(End(_sign_far_out(read[0], side), None) for side in reached)


def _sign_far_out(polynomial: fmpq_mpoly, side: int) -> int:
    """The sign in the end towards side·∞."""
    if polynomial.is_zero():
        return 0
    lead = polynomial.coefficient(0)
    return (1 if lead > 0 else -1) * int(side ** int(polynomial.degrees()[0]))


def _in_plane(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    return ring(("x", "y")).from_dict(dict(polynomial.terms()))


def _by_slices(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement | None:
    """A curve inside the set along which f goes to −sign·∞."""
    if setting.inequalities:
        return None
    whole = eliminated(setting.problem).problem
    for count, (cut, problem) in enumerate(_slices(whole, ())):
        deadline.check()
        if count > _MOST_SLICES:
            break
        ends = _curve_ends(problem)
        if ends is not None and any(end.sign == -sign for end in ends):
            signs = tuple(end.sign for end in ends)
            record = CurveEnds(whole.function, whole.variables, whole.equations, cut, signs)
            return GlobalStatement(Attained.UNBOUNDED, None, (), Grounds.UNBOUNDED_CURVE, (record,))
    return None


def _slices(problem: Problem, cut: tuple[Expr, ...]) -> list[tuple[tuple[Expr, ...], Problem]]:
    """The problem on curves: some variables held at small integers, or equal or opposite to each other."""
    if problem.dimension == 1:
        return [(cut, problem)]
    if problem.dimension < 1:
        return []
    found: list[tuple[tuple[Expr, ...], Problem]] = []
    equal = [a - s * b for a, b in combinations(problem.variables, 2) for s in (1, -1)]
    planes: list[Expr] = [v - level for level in _LEVELS for v in problem.variables] + equal
    for plane in planes:
        smaller = eliminated(
            replace(problem, equations=(*problem.equations, plane), numbers=(*problem.numbers, -1))
        ).problem
        found += _slices(smaller, (*cut, plane))
        if len(found) > _MOST_SLICES:
            break
    return found


def _by_rays(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement | None:
    """A ray inside a region along which f goes to −sign·∞."""
    problem = setting.problem
    read = polynomials((problem.function, *problem.equations), problem.variables)
    lower = polynomials([-h for h in setting.inequalities], problem.variables)
    if not setting.inequalities or read is None or lower is None:
        return None
    sides = [(-h, k in setting.strict) for k, h in enumerate(lower)]
    ray = ray_to_infinity(read[0], read[1:], sides, -sign, deadline)
    if ray is None:
        return None
    record = RayToInfinity(*ray, -sign)
    return GlobalStatement(Attained.UNBOUNDED, None, (), Grounds.UNBOUNDED_CURVE, (record,))


def _by_relaxation(setting: Setting, sign: int, deadline: Deadline) -> GlobalStatement | None:
    """The extremum on a larger set, attained in the set itself."""
    if setting.inequalities or not setting.values:
        return None
    found = relaxed(setting.problem, deadline)
    places = extremes(setting.values, sign)
    if found is None or not places:
        return None
    values = tuple(c.point.value for c in found.candidates)
    larger = _side(Setting(found.problem, (), values, is_complete=True), sign, deadline)
    best = setting.values[places[0]]
    if larger.status is not Attained.ATTAINED or larger.value is None or compare(larger.value, best) != 0:
        return None
    record = Relaxation(found.problem.function, found.problem.variables, found.problem.equations)
    return GlobalStatement(Attained.ATTAINED, best, places, Grounds.BOUND_ATTAINED, (record, *larger.evidence))


METHODS: Final[tuple[_Method, ...]] = (
    _on_compact_set,
    _by_ends,
    _by_sublevel_set,
    _by_slices,
    _by_rays,
    _by_cells,
    _by_relaxation,
)
