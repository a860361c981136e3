"""What a search leaves where nothing is regular: degenerate zeros and points without smoothness, isolated exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, TypeAlias

import numpy as np
from flint import fmpq
from sympy import Expr, Rational, Symbol, nan, oo, zoo

from symhess.budget import Deadline
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.zero_test import is_zero_constant
from symhess.solve.search.candidates import exact_candidates
from symhess.solve.search.isolation import blown_up_forms, isolating_radius, leading_forms
from symhess.solve.search.program import Program
from symhess.solve.search.proofs import ENCLOSURE_BITS, approached_zero
from symhess.solve.search.roots import box_of
from symhess.transcendence import UniqueRoot

__all__ = ["Settler"]

Array: TypeAlias = Any

_RADII: Final = tuple(2.0**-k for k in range(1, 23, 3))


@dataclass(frozen=True, slots=True)
class Settler:
    """Isolates the one exact point that a cluster of boxes surrounds.

    Examples
    --------
    >>> from sympy import S, sin, sqrt
    >>> from sympy.abc import x, y
    >>> from symhess.solve.search.program import compile_system
    >>> def settler(equations, variables):
    ...     return Settler(compile_system(equations, variables), equations, variables, Deadline(5))
    >>> near = np.array([0.3333333]), np.array([0.3333334])
    >>> settler(((3 * x - 1) * sin(3 * x - 1),), (x,)).degenerate(*near).exact
    (1/3,)
    >>> r = sqrt(x**2 + y**2)
    >>> tiny = np.array([-1e-7, -1e-7]), np.array([1e-7, 1e-7])
    >>> settler((x / r + x, y / r + y**2), (x, y)).punctured((S(0), S(0)), *tiny)
    1/4
    >>> poles = settler((1 / (x - S(3) / 10), y), (x, y))
    >>> poles.pole(np.array([0.29999, -1e-7]), np.array([0.30001, 1e-8]))
    (3/10, 0)
    """

    program: Program
    equations: tuple[Expr, ...]
    variables: tuple[Symbol, ...]
    deadline: Deadline

    def punctured(self, point: tuple[Expr, ...], low: Array, high: Array) -> fmpq | None:
        """Half the width of a cube around the point that holds the box, and no zero apart from the point."""
        radii = _covering([_float(value) for value in point], low, high)
        forms = blown_up_forms(self.equations, self.variables, point) if radii else None
        radius = None if forms is None else isolating_radius(forms, radii, self.deadline)
        return None if radius is None else _half(radius)

    def pole(self, low: Array, high: Array) -> tuple[Expr, ...] | None:
        """The simplest rational point in the box, if an equation has no value there."""
        point = tuple(_simplest(float(a), float(b)) for a, b in zip(low, high, strict=True))
        at = dict(zip(self.variables, point, strict=True))
        values = (equation.subs(at, simultaneous=True) for equation in self.equations)
        return point if any(value.has(nan, zoo, oo, -oo) for value in values) else None

    def degenerate(self, low: Array, high: Array) -> UniqueRoot | None:
        """The exact zero in the box with a cube that holds the box and no other zero."""
        point = self._exact_zero(low, high)
        radii = _covering([_float(value) for value in point], low, high) if point else ()
        forms = leading_forms(self.equations, self.variables, point) if point and radii else None
        radius = None if forms is None else isolating_radius(forms, radii, self.deadline)
        if point is None or radius is None:
            return None
        middle = np.array([_float(value) for value in point])
        balls = [enclosed_constant(value, 2 * ENCLOSURE_BITS) for value in point]
        known = tuple(ball for ball in balls if ball is not None)
        return UniqueRoot(box_of(middle - radius / 2, middle + radius / 2), known, point, regular=False)

    def _exact_zero(self, low: Array, high: Array) -> tuple[Expr, ...] | None:
        near = approached_zero(self.program, 0.5 * (low + high), float((high - low).max()))
        guesses = [next(exact_candidates(ball), None) for ball in near or ()]
        point = tuple(guess for guess in guesses if guess is not None)
        if len(point) < len(self.variables):
            return None
        at = dict(zip(self.variables, point, strict=True))
        zeros = (is_zero_constant(equation.subs(at, simultaneous=True)) for equation in self.equations)
        return point if all(zeros) else None


def _simplest(low: float, high: float) -> Rational:
    """The rational with the smallest denominator in an interval."""
    middle, reach = Fraction(low) / 2 + Fraction(high) / 2, (Fraction(high) - Fraction(low)) / 2
    guesses = (middle.limit_denominator(1 << k) for k in range(1, 60))
    found = next((guess for guess in guesses if abs(guess - middle) <= reach), middle)
    return Rational(found.numerator, found.denominator)


def _half(radius: float) -> fmpq:
    return fmpq(*(radius / 2).as_integer_ratio())


def _float(value: Expr) -> float:
    ball = enclosed_constant(value, 64)
    return float("nan") if ball is None else float(ball.mid())


def _covering(point: Sequence[float], low: Array, high: Array) -> tuple[float, ...]:
    """Radii of which half still reaches over the box, the largest first."""
    middle = np.array(point)
    reach = float(np.maximum(abs(low - middle), abs(high - middle)).max())
    return tuple(radius for radius in _RADII if reach * 1.001 < radius / 2)
