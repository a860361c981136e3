"""Points where f has no gradient but begins with a form that is the same multiple along every ray."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from flint import arb, fmpq
from sympy import (
    Abs,
    Dummy,
    Expr,
    Integer,
    Pow,
    Rational,
    Symbol,
    diff,
    expand,
    factor_terms,
    nan,
    preorder_traversal,
    zoo,
)

from symhess.budget import Deadline
from symhess.classify.findings import Finding, extremum, saddle
from symhess.evidence import DirectionalTerm
from symhess.exact.enclosing import enclosed_value
from symhess.exact.number import ball_sign

__all__ = ["decide_cone"]

_HIGHEST_DEGREE: Final = 4
_LARGEST: Final = 3
_BITS: Final = 96
_MOST_CELLS: Final = 4000
_NEAR: Final = arb(0).union(arb(fmpq(1, 1024)))


def decide_cone(
    expression: Expr, at: Mapping[Symbol, Expr], increments: Mapping[Symbol, Symbol], deadline: Deadline
) -> Finding | None:
    """The kind by the first form along the rays out of the point; ``None`` where that does not decide.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> def kind(f):
    ...     found = decide_cone(f, {x: Integer(0), y: Integer(0)}, {x: x, y: y}, Deadline(None))
    ...     return found and found.kind.value
    >>> kind(sqrt(x**2 + y**2) - x / 2 + x**2), kind(sqrt(x**2 + y**2) - 2 * x), kind(Abs(x) + y**2)
    ('minimum', 'saddle', None)
    """
    if not 1 < len(at) <= _LARGEST:
        return None
    step = Dummy("t", positive=True)
    names = tuple(increments[v] for v in at)
    places = {v: a + step * name for (v, a), name in zip(at.items(), names, strict=True)}
    moved = _homogeneous(expression.xreplace(places), step)
    if moved is None:
        return None
    term = _first_form(moved, step)
    if term is None:
        return None
    degree, form = term
    up, down = _directions(form, names, 1), _directions(form, names, -1)
    if up and down:
        return saddle("directions", DirectionalTerm(names, degree, form, 0, up, down))
    sign = 1 if up else -1
    if not _has_sign(form, moved, step, names, sign, deadline):
        return None
    return extremum(sign, True, "directions", DirectionalTerm(names, degree, form, sign, up or (), down or ()))


def _homogeneous(expression: Expr, step: Symbol) -> Expr | None:
    """The expression with the step taken out of all roots and absolute values; ``None`` where it stays in one."""
    if step not in expression.free_symbols or expression.is_Symbol:
        return expression
    parts = [_homogeneous(part, step) for part in expression.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    is_root = isinstance(expression, Pow) and isinstance(known[1], Rational) and not isinstance(known[1], Integer)
    if not is_root and not isinstance(expression, Abs):
        rebuilt: Expr = expression.func(*known)
        return rebuilt
    base = factor_terms(expand(known[0]))
    power = base.as_powers_dict().get(step, Integer(0))
    rest = expand(base / step**power)
    if step in rest.free_symbols:
        constant = rest.xreplace({step: Integer(0)})
        smooth = power == 0 and not constant.free_symbols and constant.is_positive
        return expression.func(*known) if smooth else None
    if is_root:
        return step ** (power * known[1]) * Pow(rest, known[1])
    return step**power * Abs(rest)


def _first_form(moved: Expr, step: Symbol) -> tuple[int, Expr] | None:
    """The first t-derivative at t = 0 that is not the zero function, with its order."""
    powers = (part for part in preorder_traversal(moved) if isinstance(part, Pow) and part.base == step)
    if any(not power.exp.is_Integer for power in powers):
        return None
    derivative, factorial = moved, 1
    for degree in range(1, _HIGHEST_DEGREE + 1):
        derivative, factorial = diff(derivative, step), factorial * degree
        form = expand(derivative.xreplace({step: Integer(0)}) / factorial)
        if form.has(nan, zoo):
            return None
        if form != 0:
            return degree, form
    return None


def _directions(form: Expr, names: Sequence[Symbol], sign: int) -> tuple[int, ...] | None:
    """An integer direction in which the form has the sign."""
    for direction in product((-1, 0, 1), repeat=len(names)):
        if any(direction):
            balls = {name: arb(entry) for name, entry in zip(names, direction, strict=True)}
            ball = enclosed_value(form, balls, _BITS)
            if ball is not None and ball_sign(ball) == sign:
                return direction
    return None


def _has_sign(
    form: Expr, moved: Expr, step: Symbol, names: Sequence[Symbol], sign: int, deadline: Deadline
) -> bool:
    """Whether the form has the sign on all of the cube's surface, by enclosures on ever smaller cells.

    That f itself stays finite for small steps on every cell keeps the higher powers small for all directions alike.
    """
    waiting = list(_faces(len(names)))
    for _ in range(_MOST_CELLS):
        if not waiting:
            return True
        deadline.check()
        cell = waiting.pop()
        balls = {name: arb(low).union(arb(high)) for name, (low, high) in zip(names, cell, strict=True)}
        ball = enclosed_value(form, balls, _BITS)
        if ball is None or ball_sign(ball) != sign or enclosed_value(moved, {step: _NEAR, **balls}, _BITS) is None:
            waiting += _halves(cell)
    return False


Cell = tuple[tuple[fmpq, fmpq], ...]


def _faces(size: int) -> Iterator[Cell]:
    for k, end in product(range(size), (-1, 1)):
        yield tuple((fmpq(end), fmpq(end)) if i == k else (fmpq(-1), fmpq(1)) for i in range(size))


def _halves(cell: Cell) -> Iterator[Cell]:
    widest = max(range(len(cell)), key=lambda k: cell[k][1] - cell[k][0])
    low, high = cell[widest]
    middle = (low + high) / 2
    for part in ((low, middle), (middle, high)):
        yield (*cell[:widest], part, *cell[widest + 1 :])
