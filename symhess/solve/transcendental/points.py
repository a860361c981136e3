"""From solutions to critical points and families: numbers, values, each point once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from flint import arb
from sympy import Expr, Symbol, expand, pi, sin
from sympy.logic.boolalg import true

from symhess.critical_set import Certainty, CriticalFamily, CriticalPoint
from symhess.exact import Enclosure, Real, is_zero_constant, real_number
from symhess.exact.enclosing import enclosed_value
from symhess.function import ScalarFunction
from symhess.solve.transcendental.task import Solution

__all__ = ["critical_families", "critical_point", "critical_points", "distinct"]

_BITS: Final = 320
_NEAR: Final = 1e-6  # points farther apart are not compared exactly
_FAR: Final = 1e300
_LETTERS: Final = ("n", "m", "k", "l", "j")


def critical_point(function: ScalarFunction, solution: Solution) -> CriticalPoint:
    """A solution without integers as a point with its value.

    Examples
    --------
    >>> from sympy import log, Integer
    >>> from sympy.abc import x, y
    >>> point = critical_point(ScalarFunction(x * y, (x, y)), Solution({x: log(2), y: Integer(3)}))
    >>> [c.text() for c in point.coordinates], point.value.text(), point.certainty.value
    (['log(2)', '3'], '3*log(2)', 'exact')
    """
    coordinates = tuple(_number(solution.at[v], solution.enclosed) for v in function.variables)
    value = _number(function.expression.subs(dict(solution.at)), solution.enclosed)
    is_exact = not any(isinstance(c, Enclosure) for c in coordinates)
    certainty = Certainty.EXACT if is_exact else Certainty.PROVED_UNIQUE
    return CriticalPoint(function.variables, (), coordinates, value, certainty)


def _number(expression: Expr, enclosed: Mapping[Symbol, arb]) -> Real:
    if not expression.free_symbols:
        return real_number(expand(expression))
    ball = enclosed_value(expression, dict(enclosed), _BITS)
    if ball is None:
        raise ValueError(f"{expression} has no enclosure")
    return Enclosure(ball)


def critical_points(function: ScalarFunction, solutions: Sequence[Solution]) -> tuple[CriticalPoint, ...]:
    """The solutions without integers, in lexicographic order.

    Examples
    --------
    >>> from sympy import Integer
    >>> from sympy.abc import x
    >>> points = critical_points(ScalarFunction(x**2, (x,)), [Solution({x: Integer(k)}) for k in (2, -1)])
    >>> [point.value.text() for point in points]
    ['1', '4']
    """
    points = [critical_point(function, s) for s in solutions if not s.parameters]
    return tuple(sorted(points, key=lambda point: [float(c) for c in point.coordinates]))


def critical_families(function: ScalarFunction, solutions: Sequence[Solution]) -> tuple[CriticalFamily, ...]:
    """The solutions with integers, these named by plain letters that f does not use.

    Examples
    --------
    >>> from sympy import Dummy
    >>> from sympy.abc import n
    >>> integer = Dummy("k", integer=True)
    >>> critical_families(ScalarFunction(sin(n), (n,)), [Solution({n: pi * integer}, (integer,))])[0].at
    (pi*m,)
    """
    return tuple(_family(function, s) for s in solutions if s.parameters)


def _family(function: ScalarFunction, solution: Solution) -> CriticalFamily:
    taken = {symbol.name for symbol in function.variables}
    names = (name for name in (*_LETTERS, *(f"n{k}" for k in range(1, 30))) if name not in taken)
    order = [p for v in function.variables for p in solution.parameters if p in solution.at[v].free_symbols]
    parameters = tuple(dict.fromkeys(order))
    put = {p: Symbol(next(names)) for p in parameters}
    at = tuple(expand(solution.at[v]).subs(put) for v in function.variables)
    return CriticalFamily(function.variables, tuple(put.values()), at, solution.condition.subs(put))


def distinct(variables: Sequence[Symbol], solutions: Sequence[Solution]) -> tuple[Solution, ...]:
    """Each solution once: points by their coordinates, families by the lattice of their points.

    Examples
    --------
    >>> from sympy import Integer, log
    >>> from sympy.abc import x
    >>> n, m = Symbol("n", integer=True), Symbol("m", integer=True)
    >>> same = [Solution({x: log(8)}), Solution({x: 3 * log(2)})]
    >>> turns = [Solution({x: pi + 2 * pi * n}, (n,)), Solution({x: -pi - 2 * pi * m}, (m,))]
    >>> [s.at[x] for s in distinct((x,), [*same, *turns])]
    [log(8), 2*pi*n + pi]
    """
    kept: list[tuple[Solution, list[float]]] = []
    for solution in solutions:
        place = _rough(variables, solution)
        near = (other for other, there in kept if all(abs(a - b) < _NEAR for a, b in zip(place, there, strict=True)))
        if not any(_are_equal(variables, solution, other) for other in near):
            kept.append((solution, place))
    return tuple(solution for solution, _ in kept)


def _rough(variables: Sequence[Symbol], solution: Solution) -> list[float]:
    """About where a point lies; families are all compared with each other."""
    if solution.parameters:
        return [_FAR] * len(variables)
    balls = (enclosed_value(solution.at[v], dict(solution.enclosed), 64) for v in variables)
    return [_FAR if ball is None else float(ball.mid()) for ball in balls]


def _are_equal(variables: Sequence[Symbol], one: Solution, other: Solution) -> bool:
    if bool(one.parameters) != bool(other.parameters):
        return False
    return all(_are_same(one, other, v) for v in variables) and (
        not one.parameters or (one.condition == other.condition == true and _are_turns(variables, one, other))
    )


def _are_same(one: Solution, other: Solution, variable: Symbol) -> bool:
    a, b = one.at[variable], other.at[variable]
    if one.parameters:
        difference = _difference(one, other, variable)
        is_turn = difference is not None and is_zero_constant(sin(difference / 2)) is True
        return is_turn and _slope(one, variable) is not None
    if not (a.free_symbols or b.free_symbols):
        return is_zero_constant(expand(a - b)) is True
    first, second = (enclosed_value(e, dict(s.enclosed), _BITS) for e, s in ((a, one), (b, other)))
    return first is not None and second is not None and bool(first.overlaps(second))


def _difference(one: Solution, other: Solution, variable: Symbol) -> Expr | None:
    a, b = (s.at[variable].subs(dict.fromkeys(s.parameters, 0)) for s in (one, other))
    return None if (a - b).free_symbols else a - b


def _slope(solution: Solution, variable: Symbol) -> Expr | None:
    """2π·n with one integer, or nothing: the coordinates for which turns can be compared one by one."""
    place = expand(solution.at[variable])
    slopes = [place.coeff(p) for p in solution.parameters if p in place.free_symbols]
    if len(slopes) > 1 or any(abs(s) != 2 * pi for s in slopes):
        return None
    return slopes[0] if slopes else place * 0


def _are_turns(variables: Sequence[Symbol], one: Solution, other: Solution) -> bool:
    """Whether in both an own integer turns each of the same coordinates."""
    def turned(solution: Solution) -> list[bool]:
        return [not solution.at[v].free_symbols.isdisjoint(solution.parameters) for v in variables]

    def is_apart(solution: Solution) -> bool:
        used = [p for v in variables for p in solution.parameters if p in solution.at[v].free_symbols]
        return len(used) == len(set(used))

    constant = [v for v, turns in zip(variables, turned(one), strict=True) if not turns]
    same = all(is_zero_constant(expand(one.at[v] - other.at[v])) is True for v in constant)
    return turned(one) == turned(other) and is_apart(one) and is_apart(other) and same
