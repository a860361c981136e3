"""f near a point, for checks of what it does there: values, series along curves, derivatives, in rigorous numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Final

from flint import arb, ctx, fmpq, fmpq_mpoly
from sympy import Add, CRootOf, Expr, Integer, Poly, Symbol

from symhess.critical_set import CriticalPoint
from symhess.exact import AlgebraicNumber, Rational, Real
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.function import ScalarFunction
from symhess.verdict import Kind
from symhess.verify.calculus import derivative
from symhess.verify.enclosures import NoEnclosure, enclosed
from symhess.verify.series import Coefficient, coefficients_of, is_zero, series_along

__all__ = ["Neighbourhood", "Refuted", "Shown", "samples", "sign_around"]

_T: Final = Symbol("t")
_BITS: Final = 2048
_FEW_BITS: Final = 512  # for signs of values
_RADIUS: Final = fmpq(1, 2**10)
_BOXES: Final = (8, 32, 128)
_MOST_SAMPLES: Final = 3


class Refuted(Exception):
    """A record does not hold, with the sentence that says why.

    Examples
    --------
    >>> raise Refuted("f does not keep its value on the curve")
    Traceback (most recent call last):
    ...
    symhess.verify.germs.Refuted: f does not keep its value on the curve
    """


@dataclass(frozen=True, slots=True)
class Shown:
    """What records show of a function at a point: ``None`` for what they do not show.

    A constant may count as a minimum or as a maximum.

    Examples
    --------
    >>> Shown.extremum(-1, True)
    Shown(kind=<Kind.MAXIMUM: 'maximum'>, strict=True, is_constant=False)
    """

    kind: Kind | None
    strict: bool | None = None
    is_constant: bool = False

    @staticmethod
    def extremum(sign: int, strict: bool | None) -> Shown:
        """A minimum for a positive sign, a maximum for a negative one."""
        return Shown(Kind.MINIMUM if sign > 0 else Kind.MAXIMUM, strict)

    @property
    def sign(self) -> int:
        """The sign that f − f(p) does not leave; 0 for a saddle."""
        return {Kind.MINIMUM: 1, Kind.MAXIMUM: -1}.get(self.kind, 0) if self.kind else 0


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """A function near a point, written in the variables or their increments; known up to `order` in the increments.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess import critical_points
    >>> (point,) = critical_points("x^4").points
    >>> near = Neighbourhood(ScalarFunction(x**4, (x,)), point)
    >>> near.sign({x: fmpq(1, 2)}), near.sign({}), near.names
    (1, 0, (x,))
    >>> near.along({x: -_T}, 4)
    [0, 0, 0, 0, 1]
    >>> near.of(x**3 - x).is_critical()
    False
    """

    function: ScalarFunction
    point: CriticalPoint
    order: int | None = None

    def of(self, expression: Expr, order: int | None = None) -> Neighbourhood:
        """Another function near the same point."""
        return Neighbourhood(replace(self.function, expression=expression), self.point, order)

    @property
    def expression(self) -> Expr:
        """The function."""
        return self.function.expression

    @property
    def names(self) -> tuple[Symbol, ...]:
        """The increments on which the function depends, each named as its variable where that is 0 at the point."""
        used = self.expression.free_symbols
        pairs = zip(self.point.variables, self.point.coordinates, strict=True)
        named = ((v, v if c.sign() == 0 else _increment(v)) for v, c in pairs)
        return tuple(name for v, name in named if v in used or name in used)

    def _places(self) -> Iterator[tuple[Symbol, Real, tuple[Symbol, ...]]]:
        """Every symbol that may occur, its value at the point, and the names under which it is moved."""
        zero = Rational(fmpq(0))
        for variable, coordinate in zip(self.point.variables, self.point.coordinates, strict=True):
            yield variable, coordinate, (variable, _increment(variable))
            yield _increment(variable), zero, (_increment(variable),)

    def value(self, moved: Mapping[Symbol, fmpq], bits: int = _BITS) -> arb:
        """f(p + h) in a ball; increments that are not named are 0."""
        with ctx.workprec(bits):
            places = {
                symbol: place.enclosure(bits) + next((moved[n] for n in names if n in moved), fmpq(0))
                for symbol, place, names in self._places()
            }
            return enclosed(self.expression, places)

    def sign(self, moved: Mapping[Symbol, fmpq]) -> int:
        """Sign of f(p + h) − f(p); 0 where its ball holds 0."""
        with ctx.workprec(_FEW_BITS):
            ball = self.value(moved, _FEW_BITS) - self.value({}, _FEW_BITS)
        return 1 if ball > 0 else -1 if ball < 0 else 0

    def base(self) -> Coefficient:
        """f(p), rational where that is seen."""
        return self.values_along({}, 0)[0]

    def along(self, curve: Mapping[Symbol, Expr], order: int) -> list[Coefficient]:
        """Coefficients of f(p + curve(t)) − f(p) up to t^order, for small t > 0."""
        return [fmpq(0), *self.values_along(curve, order)[1:]]

    def values_along(self, curve: Mapping[Symbol, Expr], order: int) -> list[Coefficient]:
        """Coefficients of f(p + curve(t)) for a curve that may begin elsewhere."""
        places: dict[Symbol, list[Coefficient]] = {}
        for symbol, place, names in self._places():
            row = next((coefficients_of(curve[n]) for n in names if n in curve), [fmpq(0)])
            at = place.value if isinstance(place, Rational) else place.enclosure(_BITS)
            with ctx.workprec(_BITS):
                places[symbol] = [row[0] + at, *row[1:]]
        return series_along(self.expression, places, order)

    def in_variables(self, expression: Expr) -> Expr:
        """An expression in variables and increments in the variables alone."""
        known = {_increment(v): v - p for v, p in self.exact_places().items()}
        return expression.xreplace(known)

    def exact_places(self) -> dict[Symbol, Expr]:
        """The coordinates that are known as constant expressions."""
        pairs = zip(self.point.variables, self.point.coordinates, strict=True)
        return {v: place for v, c in pairs if (place := _exact(c)) is not None}

    def derivative(self, *names: Symbol) -> Neighbourhood:
        """A partial derivative by increments."""
        expression = self.expression
        for name in names:
            expression = Add(*(derivative(expression, symbol) for symbol in _moved_by(name, self.point)))
        return self.of(expression)

    def rate(self, *names: Symbol) -> arb:
        """A partial derivative at the point, in a ball."""
        return self.derivative(*names).value({})

    def is_critical(self) -> bool:
        """Whether no first derivative is seen to differ from 0."""
        return all(is_zero(self.rate(name)) for name in self.names)

    def polynomial(self, names: Sequence[Symbol]) -> fmpq_mpoly | None:
        """f − f(p) in the increments, where that is a polynomial with rational coefficients."""
        known = {v: c for v, c in zip(self.point.variables, self.point.coordinates, strict=True)}
        moved = {}
        for variable, place in known.items():
            if not isinstance(place, Rational):
                return None
            name = variable if place.value == 0 else _increment(variable)
            moved[variable] = name + Integer(int(place.value.p)) / int(place.value.q)
        try:
            own = polynomial_of(self.expression.xreplace(moved), ring([name.name for name in names]))
        except NotPolynomial:
            return None
        return own - own[(0,) * len(names)]


def sign_around(near: Neighbourhood) -> int:
    """The sign that f keeps in a whole box around the point; 0 where none is seen.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> from symhess import critical_points
    >>> (point,) = critical_points("x^4").points
    >>> near = Neighbourhood(ScalarFunction(x**4, (x,)), point)
    >>> sign_around(near.of(-exp(x))), sign_around(near)
    (-1, 0)
    """
    for exponent in _BOXES:
        with ctx.workprec(_FEW_BITS):
            step = arb(0, arb(2) ** -exponent)
            places = {symbol: place.enclosure(_FEW_BITS) + step for symbol, place, _ in near._places()}
            with suppress(NoEnclosure):
                ball = enclosed(near.expression, places)
                if not ball.contains(0):
                    return 1 if ball > 0 else -1
    return 0


def _exact(number: Real) -> Expr | None:
    short = number.short()
    if short is not None or not isinstance(number, AlgebraicNumber):
        return short
    root = number.primitive()
    if root is None:
        return None
    polynomial = Poly([int(c) for c in reversed(root.polynomial.coeffs())], _T)
    value: Expr = CRootOf(polynomial, root.index)
    return value


def _moved_by(name: Symbol, point: CriticalPoint) -> tuple[Symbol, ...]:
    """The symbols that an increment moves: itself, and its variable."""
    return next(tuple(dict.fromkeys((name, v))) for v in point.variables if name in (v, _increment(v)))


@cache
def _increment(variable: Symbol) -> Symbol:
    return Symbol(f"h_{variable.name}")


def samples(names: Sequence[Symbol]) -> Iterator[dict[Symbol, fmpq]]:
    """Points of a small grid around the point.

    Examples
    --------
    >>> from sympy.abc import x
    >>> [step[x] for step in samples((x,))]
    [-1/1024, -1/2048, 0, 1/2048, 1/1024]
    """
    numbers = (-2, -1, 0, 1, 2) if len(names) < _MOST_SAMPLES else (-2, 2)
    steps = [_RADIUS * fmpq(k, 2) for k in numbers]
    for values in product(steps, repeat=len(names)) if len(names) <= 8 else ():
        yield dict(zip(names, values, strict=True))
