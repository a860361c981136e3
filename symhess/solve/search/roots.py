"""From boxes that hold one zero each to the zeros: told apart, enclosed to many digits, exact where that is proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import numpy as np
from flint import arb, fmpq
from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.search.approach import polished
from symhess.solve.search.candidates import exact_candidates
from symhess.solve.search.contract import is_unique
from symhess.solve.search.program import Program, compile_system
from symhess.solve.search.proofs import ENCLOSURE_BITS, box_balls, is_unique_zero, refined_zero
from symhess.transcendence import Box, UniqueRoot

__all__ = ["Recogniser", "box_of", "distinct_roots", "enlarged", "is_inside"]

Array: TypeAlias = Any

_SMALLEST: Final = 10  # cubes are not made smaller than 2^-10 of the reach


def box_of(low: Sequence[float] | Array, high: Sequence[float] | Array) -> Box:
    """The box with these floats, exactly, as its ends.

    Examples
    --------
    >>> box_of([0.5], [1.0])
    ((1/2, 1),)
    """
    return tuple((_fraction(a), _fraction(b)) for a, b in zip(low, high, strict=True))


def _fraction(number: float) -> fmpq:
    return fmpq(*float(number).as_integer_ratio())


def distinct_roots(
    program: Program,
    low: Array,
    high: Array,
    deadline: Deadline,
    known: Sequence[UniqueRoot] = (),
    reach: Array | float = 0.0,
) -> tuple[list[UniqueRoot], Array]:
    """The zeros in boxes that are said to hold one each, proved in arb; and the rows for which that failed.

    Two boxes have the same zero where the zero of one is seen to lie in the other, which has only one; zeros that are
    already known are not given again. Boxes are enlarged up to a reach first, as far as they stay unique.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> program = compile_system((x**2 - 2,), (x,))
    >>> boxes = np.array([[1.3], [1.2], [-1.5]]), np.array([[1.5], [1.6], [-1.3]])
    >>> [str(root.enclosures[0].mid())[:9] for root in distinct_roots(program, *boxes, Deadline(5))[0]]
    ['[1.414213', '[-1.41421']
    """
    roots: list[UniqueRoot] = []
    failed: list[int] = []
    places = np.array([_place(root) for root in known] + [np.full(low.shape[1], np.nan)] * len(low))
    starts, count = polished(program, 0.5 * (low + high)), len(known)
    small_low, small_high, (low, high) = low, high, enlarged(program, low, high, starts, reach)
    for row in np.argsort(-(high - low).max(1), kind="stable"):
        deadline.check()
        margin = 1e-12 * (1 + abs(low[row]) + abs(high[row]))
        if ((places[:count] > low[row] + margin) & (places[:count] < high[row] - margin)).all(1).any():
            continue
        boxes = ((low[row], high[row]), (small_low[row], small_high[row]))
        root = next(filter(None, (_proved(program, *box, starts[row]) for box in boxes)), None)
        if root is None:
            failed.append(row)
        else:
            places[count] = _place(root)
            count += 1
            roots.append(root)
    return roots, np.array(failed, int)


def enlarged(program: Program, low: Array, high: Array, centres: Array, reach: Array | float) -> tuple[Array, Array]:
    """The boxes joined with the largest cubes around their zeros for which they are still seen to hold only one.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.solve.search.program import compile_system
    >>> boxes = enlarged(compile_system((x**2 - 2,), (x,)), *np.array([[[1.41]], [[1.42]], [[1.4142]]]), 4.0)
    >>> [end.round(3).tolist() for end in boxes]
    [[[0.914]], [[1.914]]]
    """
    low, high, left = low.copy(), high.copy(), np.ones(len(low), bool)
    for k in range(3, _SMALLEST):
        rows = np.flatnonzero(left)
        cubes = centres[rows] - reach * 2.0**-k, centres[rows] + reach * 2.0**-k
        wide_low, wide_high = np.minimum(low[rows], cubes[0]), np.maximum(high[rows], cubes[1])
        fine = is_unique(program, wide_low, wide_high)
        low[rows[fine]], high[rows[fine]] = wide_low[fine], wide_high[fine]
        left[rows[fine]] = False
    return low, high


def _place(root: UniqueRoot) -> list[float]:
    return [float(ball.mid()) for ball in root.enclosures]


def _proved(program: Program, low: Array, high: Array, start: Array) -> UniqueRoot | None:
    box = box_balls(low, high)
    if not is_unique_zero(program, box):
        return None
    inside = bool(((low < start) & (start < high)).all())
    enclosures = refined_zero(program, start if inside else 0.5 * (low + high))
    sides = box_of(low, high)
    if enclosures is None or not all(is_inside(ball, *side) for ball, side in zip(enclosures, sides, strict=True)):
        return None
    return UniqueRoot(sides, enclosures, (None,) * len(enclosures))


@dataclass(slots=True)
class Recogniser:
    """Finds exact coordinates of zeros and proves them.

    Examples
    --------
    >>> from sympy import cos
    >>> from sympy.abc import x, y
    >>> equations, variables = (cos(x) * (x - y), x * y - 3), (x, y)
    >>> program = compile_system(equations, variables)
    >>> start = np.array([[1.7, 1.7], [1.55, 1.89]]), np.array([[1.8, 1.8], [1.59, 1.93]])
    >>> roots, _ = distinct_roots(program, *start, Deadline(5))
    >>> [Recogniser(equations, variables).recognised(root).exact for root in roots]
    [(sqrt(3), sqrt(3)), (pi/2, 6/pi)]
    """

    equations: tuple[Expr, ...]
    variables: tuple[Symbol, ...]
    _candidates: dict[tuple[int, int], tuple[Expr, ...]] = field(default_factory=dict)
    _reduced: dict[tuple[tuple[Symbol, Expr], ...], Program | None] = field(default_factory=dict)

    def recognised(self, root: UniqueRoot) -> UniqueRoot:
        """The root with all those coordinates exact that are proved to be."""
        guesses = [next(iter(self._of(ball)), None) for ball in root.enclosures]
        known = {x: guess for x, guess in zip(self.variables, guesses, strict=True) if guess is not None}
        while known:
            if self._is_proved(known, root):
                return _with_exact(root, tuple(known.get(x) for x in self.variables))
            if len(known) == 1:
                break
            known = self._best_single(known, root)
        return root

    def _best_single(self, known: dict[Symbol, Expr], root: UniqueRoot) -> dict[Symbol, Expr]:
        singles: Iterator[dict[Symbol, Expr]] = ({x: value} for x, value in known.items())
        return next((single for single in singles if self._is_proved(single, root)), {})

    def _of(self, ball: arb) -> tuple[Expr, ...]:
        """Candidates for a coordinate; many zeros share coordinates."""
        man, exponent = ball.mid().man_exp()
        shift = max(0, int(man).bit_length() - 150)
        key = (int(man) >> shift, int(exponent) + shift)
        if key not in self._candidates:
            self._candidates[key] = tuple(exact_candidates(ball))
        return self._candidates[key]

    def _is_proved(self, known: dict[Symbol, Expr], root: UniqueRoot) -> bool:
        """Whether the system with these values put in has a zero at the place of the root, which is the only one."""
        if not all(_lies_in(known[x], side) for x, side in zip(self.variables, root.box, strict=True) if x in known):
            return False
        key = tuple(known.items())
        left = [x for x in self.variables if x not in known]
        if key not in self._reduced:
            self._reduced[key] = self._without(known, left)
        program = self._reduced[key]
        if program is None or not left:
            return program is not None
        start = [ball for x, ball in zip(self.variables, root.enclosures, strict=True) if x not in known]
        found = refined_zero(program, [float(ball.mid()) for ball in start])
        sides = [side for x, side in zip(self.variables, root.box, strict=True) if x not in known]
        return found is not None and all(is_inside(ball, *side) for ball, side in zip(found, sides, strict=True))

    def _without(self, known: dict[Symbol, Expr], left: list[Symbol]) -> Program | None:
        """The equations that are left when values are put in, if they are as many as the unknowns."""
        equations = [equation.subs(known, simultaneous=True) for equation in self.equations]
        nonzero = [equation for equation in equations if not _is_zero(equation, left)]
        return compile_system(nonzero, left) if len(nonzero) == len(left) else None


def _is_zero(equation: Expr, left: Sequence[Symbol]) -> bool:
    if equation.free_symbols:
        return bool(equation.expand().is_zero)
    return is_zero_constant(equation) is True


def is_inside(ball: arb, low: fmpq, high: fmpq) -> bool:
    """Whether all of a ball lies strictly between two numbers.

    Examples
    --------
    >>> is_inside(arb(1.5), fmpq(1), fmpq(2)), is_inside(arb(1), fmpq(1), fmpq(2))
    (True, False)
    """
    return bool(arb(low) < ball) and bool(ball < arb(high))


def _lies_in(value: Expr, side: tuple[fmpq, fmpq]) -> bool:
    ball = enclosed_constant(value, 2 * ENCLOSURE_BITS)
    return ball is not None and is_inside(ball, *side)


def _with_exact(root: UniqueRoot, exact: tuple[Expr | None, ...]) -> UniqueRoot:
    return replace(root, exact=exact)
