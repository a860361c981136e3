"""Level sets of critical points: where ∇f = gᵏ·v, the sign of v·∇g along g = 0 says what f does across it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final

from flint import fmpq_mpoly
from sympy import Add, Expr, Integer, Mul, Rational, Symbol

from symhess.critical_set import CriticalPoint, LevelPiece, LevelSet
from symhess.differentiate.slopes import slope
from symhess.exact.polynomial import NotPolynomial
from symhess.function import ScalarFunction
from symhess.kernels.kernel_ring import KernelRing, kernel_ring
from symhess.solve.transcendental.keeping import keep, value_sign
from symhess.solve.transcendental.leaves import line_zeros
from symhess.solve.transcendental.points import critical_point
from symhess.solve.transcendental.signs import Signs
from symhess.solve.transcendental.task import Found, Sheet, Solution, Task

__all__ = ["Levels", "level_set"]

_TRIED: Final = tuple(Rational(k, 2) for k in (0, 2, -2, 4, 1, -4, 6))
_SPAN: Final = (Integer(-4), Integer(4))  # in which the remaining coordinate is looked for
_MOST_TRIALS: Final = 24
_MOST_SAMPLES: Final = 2  # of one piece


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """A level set, the solutions on it that are to be looked at apart, and whether its pieces are known.

    Examples
    --------
    >>> from sympy.abc import x
    >>> Levels(LevelSet((x,), (x,), 0), (), is_known=False).exceptional
    ()
    """

    level_set: LevelSet
    exceptional: tuple[Solution, ...]
    is_known: bool


def level_set(
    function: ScalarFunction, gradient: Sequence[Expr], sheet: Sheet, task: Task, solve: Callable[[Task], Found]
) -> Levels:
    """Cut a sheet of critical points into pieces by the sign of v·∇g.

    Parameters
    ----------
    function : ScalarFunction
    gradient : sequence of Expr
    sheet : Sheet
        One equation g = 0, or more, for which nothing further is found.
    task : Task
        ∇f = 0 as it was given.
    solve : callable
        Solves a task.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.ladder import Ladder
    >>> from sympy import cos, sin
    >>> from sympy.abc import x, y
    >>> gradient = (y * cos(x * y), x * cos(x * y))
    >>> task = Task((x, y), gradient, (), Deadline(10))
    >>> f = ScalarFunction(sin(x * y), (x, y))
    >>> waves = level_set(f, gradient, Sheet((cos(x * y),), 1), task, Ladder().solve)
    >>> [(piece.where, len(piece.samples)) for piece in waves.level_set.pieces]
    [(((-sin(x*y), 1),), 2), (((-sin(x*y), -1),), 2)]
    """
    plain = LevelSet(function.variables, sheet.equations, sheet.dimension)
    if len(sheet.equations) != 1 or sheet.dimension != len(function.variables) - 1:
        return Levels(plain, (), is_known=False)
    (equation,) = sheet.equations
    try:
        across = _across(gradient, equation, task) or _curved(gradient, equation, task)
    except (NotPolynomial, ZeroDivisionError):
        across = None
    if across is None:
        return Levels(plain, (), is_known=False)
    sign, changing, vanishing = across
    exceptional: list[Solution] = []
    known = True
    for factor in vanishing:
        result = solve(replace(task.with_equations((*sheet.equations, factor)), irreducible=frozenset()))
        known = known and result.open_reason is None and not result.sheets
        exceptional += result.solutions
    where: list[Where] = [((Mul(sign, *changing), s),) for s in (1, -1)] if changing else [()]
    samples: list[tuple[Solution, CriticalPoint]] = []
    pieces: tuple[LevelPiece, ...] = ()
    for sample in _samples(function, equation, task, solve):
        samples.append(sample)
        pieces = tuple(LevelPiece(w, _on_piece(samples, w)) for w in where)
        if all(len(piece.samples) == _MOST_SAMPLES for piece in pieces):
            break
    known = known and bool(pieces) and all(piece.samples for piece in pieces)
    return Levels(replace(plain, pieces=pieces), tuple(exceptional), is_known=known)


Where = tuple[tuple[Expr, int], ...]


def _on_piece(samples: Sequence[tuple[Solution, CriticalPoint]], where: Where) -> tuple[CriticalPoint, ...]:
    fitting = (p for s, p in samples if all(value_sign(e, s.at, s.enclosed) == sign for e, sign in where))
    return tuple(islice(fitting, _MOST_SAMPLES))


def _across(
    gradient: Sequence[Expr], equation: Expr, task: Task
) -> tuple[Integer, list[Expr], list[Expr]] | None:
    """The constant sign of v·∇g, its factors of changing sign, and those that may vanish on g = 0."""
    slopes = [slope(equation, v) for v in task.unknowns]
    terms = [c.term for c in task.conditions]
    ring = kernel_ring((*gradient, equation, *slopes, *terms), task.unknowns)
    base = ring.numerator(equation)
    divided = [_divided(ring, *ring.fraction(g), base) for g in gradient]
    power = min(count for count, above, _ in divided if not above.is_zero())
    if power == 0:
        return None
    products = []
    for (_, above, below), rise in zip(divided, slopes, strict=True):
        quotient = above
        for _ in range(power):
            quotient = divmod(quotient, base)[0]
        products.append(ring.expression(quotient) / ring.expression(below) * rise)
    crossed = _on(equation, Add(*products), task.unknowns)
    ring = kernel_ring((crossed, equation, *terms), task.unknowns)  # exp(-x - y) becomes exp(-y) where x = 0
    numerator, denominator = ring.fraction(crossed)
    numerator = divmod(ring.reduced(numerator), ring.numerator(equation))[1]
    if numerator.is_zero():
        return None
    return _sorted_factors(ring, Signs(ring, task.conditions), numerator, denominator)


def _curved(
    gradient: Sequence[Expr], equation: Expr, task: Task
) -> tuple[Integer, list[Expr], list[Expr]] | None:
    """The same for the second derivative across a plane g = 0, where ∇f is no multiple of g in the kernels."""
    normal = [slope(equation, v) for v in task.unknowns]
    if any(part.free_symbols for part in normal):
        return None
    along = Add(*(part * g for part, g in zip(normal, gradient, strict=True)))
    second = Add(*(part * slope(along, v) for part, v in zip(normal, task.unknowns, strict=True)))
    curvature = _on(equation, second, task.unknowns)
    ring = kernel_ring((curvature, *(c.term for c in task.conditions)), task.unknowns)
    numerator, denominator = ring.fraction(curvature)
    numerator = ring.reduced(numerator)
    if numerator.is_zero():
        return None
    return _sorted_factors(ring, Signs(ring, task.conditions), numerator, denominator)


def _on(equation: Expr, expression: Expr, unknowns: Sequence[Symbol]) -> Expr:
    """The expression where an equation a·x + b = 0 with constant a holds."""
    for unknown in unknowns:
        rise = slope(equation, unknown)
        if rise != 0 and not rise.free_symbols:
            return expression.subs(unknown, unknown - equation / rise)
    return expression


def _divided(
    ring: KernelRing, above: fmpq_mpoly, below: fmpq_mpoly, base: fmpq_mpoly
) -> tuple[int, fmpq_mpoly, fmpq_mpoly]:
    """How often the base divides a fraction, and the form of its numerator that shows that."""
    forms = (above, ring.reduced(above), ring.reduced(above, keep_sines=True))
    counted = [(_multiplicity(form, base), form) for form in forms]
    count, form = max(counted, key=lambda pair: pair[0])
    return count, form, below


def _multiplicity(polynomial: fmpq_mpoly, base: fmpq_mpoly) -> int:
    count = 0
    while not polynomial.is_constant():
        quotient, rest = divmod(polynomial, base)
        if not rest.is_zero():
            break
        polynomial, count = quotient, count + 1
    return count


def _sorted_factors(
    ring: KernelRing, signs: Signs, numerator: fmpq_mpoly, denominator: fmpq_mpoly
) -> tuple[Integer, list[Expr], list[Expr]]:
    constant, changing, vanishing = 1, [], []
    for polynomial, may_vanish in ((numerator, True), (denominator, False)):
        content, factors = polynomial.factor()
        constant *= 1 if content > 0 else -1
        for factor, multiplicity in factors:
            known = signs.of(factor)
            if known is not None and multiplicity % 2:
                constant *= known.direction
            elif known is None and multiplicity % 2:
                changing.append(ring.expression(factor))
            if may_vanish and not signs.is_never_zero(factor):
                vanishing.append(ring.expression(factor))
    return Integer(constant), changing, vanishing


def _samples(
    function: ScalarFunction, equation: Expr, task: Task, solve: Callable[[Task], Found]
) -> Iterator[tuple[Solution, CriticalPoint]]:
    """Exact points of the level set: all coordinates but one small rationals."""
    unknowns = [u for u in task.unknowns if u in equation.free_symbols]
    trials = 0
    for unknown in unknowns:
        others = [u for u in task.unknowns if u != unknown]
        for values in product(_TRIED, repeat=len(others)):
            put = dict(zip(others, values, strict=True))
            trials += 1
            if trials > _MOST_TRIALS:
                return
            on_line = equation.subs(put)
            if unknown not in on_line.free_symbols:
                continue
            line = Task((unknown,), (on_line,), (), task.deadline, interval={unknown: _SPAN})
            near = solve(line)
            if not near.solutions:
                near = line_zeros(line, solve) or near
            for solution in near.solutions:
                for single in _singles(solution.extended(put)):
                    if keep([single], task.conditions).solutions:
                        yield single, critical_point(function, single)


def _singles(solution: Solution) -> Iterator[Solution]:
    """A few members of a family."""
    for values in product((0, 1, -1), repeat=len(solution.parameters)):
        put = dict(zip(solution.parameters, values, strict=True))
        yield replace(solution, at={u: e.subs(put) for u, e in solution.at.items()}, parameters=())
