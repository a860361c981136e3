"""Proofs about single boxes in arb: one zero and no other, its enclosure to many digits, or no zero at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import arb, arb_mat, ctx

from symhess.solve.search.program import Program

__all__ = ["ENCLOSURE_BITS", "approached_zero", "box_balls", "has_no_zero", "is_unique_zero", "refined_zero"]

ENCLOSURE_BITS: Final = 192
_PROOF_BITS: Final = 96
_GUARD: Final = 64
_PADDING: Final = 26  # enclosures are no narrower than 2^26 units in the last bit, so that others can confirm them
_MOST_BITS: Final = 2048
_SLOW_BITS: Final = 768
_SLOW_STEPS: Final = 200
_SLOW_GOAL: Final = 2.0**-50


def box_balls(low: Sequence[float], high: Sequence[float]) -> list[arb]:
    """Balls that hold a box.

    Examples
    --------
    >>> [ball] = box_balls([1.0], [2.0])
    >>> ball.contains(arb(1)), ball.contains(arb(2))
    (True, True)
    """
    with ctx.workprec(_PROOF_BITS):
        return [arb(a).union(arb(b)) for a, b in zip(map(float, low), map(float, high), strict=True)]


def has_no_zero(program: Program, box: Sequence[arb], bits: int = _PROOF_BITS) -> bool:
    """Whether an equation has no zero on the box, or a condition fails all over it.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> program = compile_system((exp(-(x**2)),), (x,))
    >>> has_no_zero(program, [arb(9, 0.25)]), has_no_zero(compile_system((x,), (x,)), [arb(0, 1)])
    (True, False)
    """
    values = program.ball_values((*program.equations, *program.terms), box, bits)
    count = len(program.equations)
    terms = zip(values[count:], program.strict, strict=True)
    failing = any(value < 0 or strict and value <= 0 for value, strict in terms)
    return failing or any(value > 0 or value < 0 for value in values[:count])


def is_unique_zero(program: Program, box: Sequence[arb], bits: int = _PROOF_BITS) -> bool:
    """Whether Krawczyk's operator proves that the box holds exactly one zero.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> program = compile_system((x**2 - 2,), (x,))
    >>> is_unique_zero(program, box_balls([1.2], [1.6])), is_unique_zero(program, box_balls([-2.0], [2.0]))
    (True, False)
    """
    image = _krawczyk(program, box, bits)
    return image is not None and all(ball.contains_interior(part) for ball, part in zip(box, image, strict=True))


def refined_zero(program: Program, start: Sequence[float]) -> tuple[arb, ...] | None:
    """An enclosure, of at least 192 correct bits, of one zero near a point; ``None`` where none is proved.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> [ball] = refined_zero(compile_system((x**2 - 2,), (x,)), [1.4])
    >>> (ball**2).contains(2), ball.rel_accuracy_bits() >= 192
    (True, True)
    >>> refined_zero(compile_system((x**2,), (x,)), [0.1]) is None
    True
    """
    point = [arb(float(t)) for t in start]
    bits = ENCLOSURE_BITS + _GUARD
    while bits <= _MOST_BITS:
        approached = _newton(program, point, bits)
        if approached is None:
            return None
        point = approached
        with ctx.workprec(bits):
            radius = arb(2) ** (-7 * bits // 16)
            image = _proved(program, [arb(t, radius) for t in point], bits)
            padded = None if image is None else tuple(ball + arb(0, arb(2) ** (_PADDING - bits)) for ball in image)
        if padded is not None and all(ball.rel_accuracy_bits() >= ENCLOSURE_BITS or _is_small(ball) for ball in padded):
            return padded
        bits *= 2
    return None


def approached_zero(program: Program, start: Sequence[float], reach: float) -> list[arb] | None:
    """Balls around where Newton's iteration goes from a point, slowly if the zero is degenerate; nothing is proved.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> [ball] = approached_zero(compile_system(((3 * x - 1) ** 3,), (x,)), [0.33], 0.1)
    >>> bool(abs(ball - arb(1) / 3) < 1e-12)
    True
    """
    with ctx.workprec(_SLOW_BITS):
        point = origin = [arb(float(t)) + arb(reach) / (7 + k) for k, t in enumerate(start)]
        for _ in range(_SLOW_STEPS):
            values, slopes = program.balls(point, _SLOW_BITS)
            step = _solved([[t.mid() for t in row] for row in slopes], [t.mid() for t in values])
            if step is None:
                break
            point = [(t - s).mid() for t, s in zip(point, step, strict=True)]
            length = max(abs(float(s)) for s in step)
            if length < _SLOW_GOAL:
                return [arb(t, 4 * _SLOW_GOAL) for t in point]
        strayed = max(abs(float(a - b)) for a, b in zip(point, origin, strict=True)) > 16 * reach
        return None if strayed else [arb(t, reach) for t in point]


def _is_small(ball: arb) -> bool:
    return bool(abs(ball) < arb(2) ** -ENCLOSURE_BITS)


def _proved(program: Program, box: Sequence[arb], bits: int) -> tuple[arb, ...] | None:
    image = _krawczyk(program, box, bits)
    if image is None or not all(ball.contains_interior(part) for ball, part in zip(box, image, strict=True)):
        return None
    return tuple(image)


def _newton(program: Program, point: list[arb], bits: int) -> list[arb] | None:
    """Newton's iteration in balls without radius, at a precision that grows with its correct digits.

    The last step is shorter than a quarter of the bits say, so the point is good to nearly half of them.
    """
    working = min(bits, 128)
    for _ in range(60):
        with ctx.workprec(working):
            values, slopes = program.balls(point, working)
            step = _solved([[t.mid() for t in row] for row in slopes], [t.mid() for t in values])
            if step is None:
                return None
            point = [(t - s).mid() for t, s in zip(point, step, strict=True)]
            reached = max(float(abs(s)) for s in step) < 2.0 ** (-working // 4 - 8)
        if reached and working == bits:
            return point
        working = min(bits, 2 * working) if reached else working
    return None


def _solved(matrix: list[list[arb]], right: list[arb]) -> list[arb] | None:
    if not all(t.is_finite() for row in matrix for t in row) or not all(t.is_finite() for t in right):
        return None
    try:
        solution = arb_mat(matrix).solve(arb_mat([[t] for t in right]))
    except ZeroDivisionError:
        return None
    return [t.mid() for t in solution.entries()]


def _krawczyk(program: Program, box: Sequence[arb], bits: int) -> list[arb] | None:
    """m − Y·F(m) + (1 − Y·F'(X))·(X − m); ``None`` where something is not smooth or singular."""
    with ctx.workprec(bits):
        middle = [ball.mid() for ball in box]
        values, slopes = program.balls(box, bits)
        at_middle = program.ball_values(program.equations, middle, bits)
        if not all(t.is_finite() for t in (*values, *at_middle, *(s for row in slopes for s in row))):
            return None
        jacobian = arb_mat(slopes)
        try:
            inverse = arb_mat([[t.mid() for t in row] for row in slopes]).inv().mid()
        except ZeroDivisionError:
            return None
        size = len(box)
        identity = arb_mat([[int(i == j) for j in range(size)] for i in range(size)])
        spread = arb_mat([[ball - m] for ball, m in zip(box, middle, strict=True)])
        moved = (identity - inverse * jacobian) * spread - inverse * arb_mat([[t] for t in at_middle])
        return [m + part for m, part in zip(middle, moved.entries(), strict=True)]
