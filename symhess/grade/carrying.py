"""Follow-through: what would be right if the student's own earlier lines were, and whether that may earn credit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Add, Expr, ImmutableMatrix, Integer, MatrixBase, Mul, Symbol, Tuple

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.errors import InputError
from symhess.exact import is_zero_constant
from symhess.function import ScalarFunction
from symhess.grade.compare import compare_values
from symhess.grade.fields import Asks, Field
from symhess.grade.pointsets import kind_by_test
from symhess.grade.reference import derivatives_of, determinant, newton_step, points_of
from symhess.grade.simplicity import is_rearranged, is_simpler, is_tame
from symhess.solve import critical_set

__all__ = ["LEANS_ON", "Carried", "Earlier", "carried_value", "own_gradient", "solutions_of"]

LEANS_ON: dict[Asks, tuple[Asks, ...]] = {
    Asks.HESSIAN: (Asks.GRADIENT, Asks.PARTIAL),
    Asks.PARTIAL: (Asks.PARTIAL, Asks.GRADIENT),
    Asks.POINTS: (Asks.GRADIENT, Asks.PARTIAL),
    Asks.DISCRIMINANT: (Asks.HESSIAN, Asks.PARTIAL),
    Asks.CLASSIFICATION: (Asks.POINTS, Asks.HESSIAN, Asks.PARTIAL),
    Asks.TAYLOR: (Asks.GRADIENT, Asks.HESSIAN, Asks.PARTIAL),
    Asks.NEWTON: (Asks.GRADIENT, Asks.HESSIAN, Asks.PARTIAL, Asks.NEWTON),
}
"""Which earlier lines a line follows from."""

_UNSOLVED = "the student's own equations could not be solved"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier field and what was read there.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> Earlier(make_field("gradient", "x^2"), Tuple(2)).value
    (2,)
    """

    field: Field
    value: Any


@dataclass(frozen=True, slots=True)
class Carried:
    """What follows from the student's own lines.

    Attributes
    ----------
    value : object
        In the shape of the field; ``None`` where nothing follows.
    because : str or None
        Which earlier line is trivially simpler than the right one, so that no credit is carried.
    open : str or None
        Why the value is not known though it exists.
    cap : Fraction
        The greatest share that can be earned, where the own lines leave out a part of the work.

    Examples
    --------
    >>> Carried().value is None
    True
    """

    value: Any = None
    because: str | None = None
    open: str | None = None
    cap: Fraction = Fraction(1)


class _Lines:
    """The student's gradient and Hessian: the own entries where they are wrong, the right ones elsewhere."""

    def __init__(self, field: Field, earlier: Iterable[Earlier]) -> None:
        self.function = field.function
        self.by_asks: dict[Asks, list[Earlier]] = {}
        for line in earlier:
            if line.field.function == field.function:
                self.by_asks.setdefault(line.field.asks, []).append(line)
        self.simpler: str | None = None

    def guarded(self, name: str, own: Expr, right: Expr) -> Expr:
        if is_simpler(own, right, self.function.variables):
            self.simpler = self.simpler or name
        return own

    def last(self, asks: Asks) -> Any:
        lines = self.by_asks.get(asks)
        return lines[-1].value if lines else None

    def partial(self, *of: str) -> Expr | None:
        found = [line.value for line in self.by_asks.get(Asks.PARTIAL, ()) if line.field.of == of]
        return found[-1] if found else None

    def gradient(self) -> Tuple | None:
        """The own gradient; ``None`` if no entry of it was given."""
        right = derivatives_of(self.function)[0]
        whole = self.last(Asks.GRADIENT)
        names = [v.name for v in self.function.variables]
        if whole is not None and len(whole) != len(right):
            return None
        own = list(whole) if whole is not None else [self.partial(name) for name in names]
        if all(entry is None for entry in own):
            return None
        if is_rearranged(own, right):  # which is no simpler than the right one
            return Tuple(*own)
        pairs = zip(names, own, right, strict=True)
        return Tuple(*(r if o is None else self.guarded(f"f_{name}", o, r) for name, o, r in pairs))

    def hessian(self) -> ImmutableMatrix | None:
        """The own Hessian; ``None`` if no entry of it was given."""
        right = derivatives_of(self.function)[1]
        whole = self.last(Asks.HESSIAN)
        names = [v.name for v in self.function.variables]
        pairs = [(a, b) for a in names for b in names]
        if whole is not None and whole.shape != right.shape:
            return None
        own = list(whole) if whole is not None else [self.partial(a, b) for a, b in pairs]
        if all(entry is None for entry in own):
            return None
        entries = [
            r if o is None else self.guarded(f"f_{a}{b}", o, r) for (a, b), o, r in zip(pairs, own, right, strict=True)
        ]
        return ImmutableMatrix(len(names), len(names), entries)


def carried_value(field: Field, earlier: Iterable[Earlier], deadline: Deadline) -> Carried:
    """What the field's answer would be if the earlier lines were right.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.grade import make_field
    >>> gradient, hessian = (make_field(asks, "x^3 - 3x + y^2") for asks in ("gradient", "hessian"))
    >>> carried_value(hessian, (Earlier(gradient, Tuple(3 * x**2 + 3, 2 * y**2)),), Deadline(2)).value
    Matrix([
    [6*x,   0],
    [  0, 4*y]])
    >>> carried_value(hessian, (Earlier(gradient, Tuple(3, 2 * y)),), Deadline(2)).because
    'f_x'
    """
    follow = _FOLLOW.get(field.asks)
    if follow is None:
        return Carried()
    lines = _Lines(field, earlier)
    try:
        found = follow(field, lines, deadline)
    except InputError:
        return Carried()
    if lines.simpler is not None and (found.value is not None or found.open):
        return Carried(because=lines.simpler)
    return found


def own_gradient(field: Field, earlier: Iterable[Earlier]) -> Tuple | None:
    """The gradient that the student gave for the field's function.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> own_gradient(make_field("critical_points", "x^2"), ()) is None
    True
    """
    return _Lines(field, earlier).gradient()


def _hessian(field: Field, lines: _Lines, deadline: Deadline) -> Carried:
    gradient = lines.gradient()
    if gradient is None:
        return Carried()
    variables = field.function.variables
    return Carried(ImmutableMatrix([[entry.diff(variable) for variable in variables] for entry in gradient]))


def _partial(field: Field, lines: _Lines, deadline: Deadline) -> Carried:
    if len(field.of) < 2:
        return Carried()
    before, variables = lines.partial(*field.of[:-1]), {v.name: v for v in field.function.variables}
    if before is not None:
        right = derivatives_of(field.function)[0][list(variables).index(field.of[0])]
        for name in field.of[1:-1]:
            right = right.diff(variables[name])
        lines.guarded(f"f_{''.join(field.of[:-1])}", before, right)
        return Carried(before.diff(variables[field.of[-1]]))
    gradient = lines.gradient()
    if gradient is None:
        return Carried()
    value = gradient[list(variables).index(field.of[0])]
    for name in field.of[1:]:
        value = value.diff(variables[name])
    return Carried(value)


def _points(field: Field, lines: _Lines, deadline: Deadline) -> Carried:
    gradient = lines.gradient()
    if gradient is None:
        return Carried()
    variables = field.function.variables
    if not all(
        is_tame(own, right, variables) for own, right in zip(gradient, derivatives_of(field.function)[0], strict=True)
    ):
        return Carried(open=_UNSOLVED)
    found = solutions_of(gradient, variables, deadline)
    return Carried(open=_UNSOLVED) if found is None else Carried(found)


def solutions_of(equations: Tuple, variables: Sequence[Symbol], deadline: Deadline) -> tuple[Tuple, ...] | None:
    """All real solutions of as many equations as unknowns; ``None`` where they are not proved to be all.

    Σ λ_k g_k has its critical points where all g_k = 0 and Jᵀλ = 0; where J is regular, only λ = 0 is left.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> solutions_of(Tuple(x**2 - 1, x + y), (x, y), Deadline(2))
    ((-1, 1), (1, -1))
    >>> solutions_of(Tuple(x**2 + 1, y), (x, y), Deadline(2))
    ()
    """
    multipliers = tuple(Symbol(f"l_{k}") for k in range(len(variables)))
    if set(multipliers) & set(variables):
        return None
    combination = Add(*(Mul(m, g) for m, g in zip(multipliers, equations, strict=True)))
    try:
        found = points_of(critical_set(ScalarFunction(combination, (*variables, *multipliers)), deadline))
    except InputError:
        return None
    return tuple(dict.fromkeys(Tuple(*point[: len(variables)]) for point in found))


def _discriminant(field: Field, lines: _Lines, deadline: Deadline) -> Carried:
    hessian = lines.hessian()
    if hessian is None:
        return Carried()
    places = dict(zip(field.function.variables, field.at, strict=True)) if field.at else {}
    return Carried(determinant(hessian.xreplace(places)))


def _classification(field: Field, lines: _Lines, deadline: Deadline) -> Carried:
    """Each of the own points by the own Hessian; where that is silent, the right kind if the point is a right one."""
    points, hessian = lines.last(Asks.POINTS), lines.hessian()
    if points is None and hessian is None:
        return Carried()
    known = {point: kind for point, kind in field.reference}
    if points is not None and not points and known:
        return Carried(because="empty list of points")
    size = len(field.function.variables)
    value = []
    for point in known if points is None else points:
        if len(point) != size:
            return Carried()
        places = dict(zip(field.function.variables, point, strict=True))
        matrix = (hessian if hessian is not None else derivatives_of(field.function)[1]).xreplace(places)
        kind = kind_by_test(matrix)
        if kind == "inconclusive" and hessian is None:
            kind = next((k for p, k in known.items() if _equal(p, point, deadline)), kind)
        value.append((point, kind))
    cap = Fraction(len(value), len(known)) if len(value) < len(known) else Fraction(1)
    return Carried(tuple(value), cap=cap)


def _equal(one: Tuple, other: Tuple, deadline: Deadline) -> bool:
    return all(compare_values(a, b, (), deadline).status is Status.PROVED for a, b in zip(one, other, strict=True))


def _taylor(field: Field, lines: _Lines, deadline: Deadline) -> Carried:
    gradient, hessian = lines.gradient(), lines.hessian()
    if (gradient is None and hessian is None) or field.order > 2:
        return Carried()
    right_gradient, right_hessian = derivatives_of(field.function)
    places = dict(zip(field.function.variables, field.at, strict=True))
    moves = [v - a for v, a in places.items()]
    slope = (gradient if gradient is not None else right_gradient).xreplace(places)
    matrix: MatrixBase = (hessian if hessian is not None else right_hessian).xreplace(places)
    linear = Add(*(s * h for s, h in zip(slope, moves, strict=True)))
    indices = range(len(moves))
    square = Add(*(matrix[i, j] * moves[i] * moves[j] for i in indices for j in indices)) / 2
    return Carried(field.function.expression.xreplace(places) + linear + (square if field.order == 2 else Integer(0)))


def _newton(field: Field, lines: _Lines, deadline: Deadline) -> Carried:
    """From the own iterate before, if it was asked for, else from the start."""
    gradient, hessian = lines.gradient(), lines.hessian()
    before = [
        line.value
        for line in lines.by_asks.get(Asks.NEWTON, ())
        if line.field.at == field.at and line.field.steps == field.steps - 1
    ]
    if gradient is None and hessian is None and not before:
        return Carried()
    right_gradient, right_hessian = derivatives_of(field.function)
    at, steps = (before[-1], 1) if before else (field.at, field.steps)
    if len(at) != len(field.function.variables):
        return Carried()
    slope = gradient if gradient is not None else right_gradient
    matrix = hessian if hessian is not None else right_hessian
    at_start = slope.xreplace(dict(zip(field.function.variables, at, strict=True)))
    if gradient is not None and all(is_zero_constant(entry) for entry in at_start):
        return Carried(because="gradient, which is zero at the start,")
    for _ in range(steps):
        deadline.check()
        at = newton_step(slope, matrix, field.function.variables, at)
    return Carried(at)


_FOLLOW: dict[Asks, Callable[[Field, _Lines, Deadline], Carried]] = {
    Asks.HESSIAN: _hessian,
    Asks.PARTIAL: _partial,
    Asks.POINTS: _points,
    Asks.DISCRIMINANT: _discriminant,
    Asks.CLASSIFICATION: _classification,
    Asks.TAYLOR: _taylor,
    Asks.NEWTON: _newton,
}
