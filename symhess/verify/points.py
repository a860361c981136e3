"""Checks of the listed points: exact solutions of ∇f = 0, pairwise distinct, with their coordinates and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from flint import fmpq_mpoly

from symhess.critical_set import Certainty, CriticalPoint
from symhess.exact import AlgebraicPoint, PolynomialValue, Real, RealSum
from symhess.exact.polynomial import ring
from symhess.exact.vanishing import vanish
from symhess.verify.model import Model
from symhess.verify.places import Place, agree, used
from symhess.verify.soundness import fault

__all__ = ["PointChecker", "coincidences", "named"]

_MOST_BITS = 1 << 13  # points that agree to so many bits are not shown to be distinct


class PointChecker:
    """Checks the points of one function; parts that several points share are checked once.

    Examples
    --------
    >>> from flint import fmpq, fmpq_poly
    >>> from sympy.abc import x
    >>> from symhess.exact import Rational
    >>> from symhess.function import ScalarFunction
    >>> checker = PointChecker(Model(ScalarFunction(x**2 - 2 * x, (x,)), ("x",), ()))
    >>> part = AlgebraicPoint((0,), None, (fmpq_poly([1]),), fmpq_poly([1]))
    >>> list(checker.faults(CriticalPoint((x,), (part,), part.coordinates(), Rational(fmpq(-1)))))
    []
    >>> list(checker.faults(CriticalPoint((x,), (part,), part.coordinates(), Rational(fmpq(1)))))
    ['the value of f at (1) is not 1']
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.context = ring(model.unknowns)
        self._part_faults: dict[AlgebraicPoint, str | None] = {}
        self._vanished: dict[tuple[int, ...], tuple[bool, AlgebraicPoint]] = {}
        self._joint: dict[tuple[object, ...], bool] = {}

    def faults(self, point: CriticalPoint) -> Iterator[str]:
        """What is wrong with one point."""
        found = next(filter(None, (self._part_fault(part) for part in point.parts)), None) or self._shape_fault(point)
        found = found or next(filter(None, (fault(n) for n in (*point.coordinates, point.value))), None)
        if found:
            yield found
            return
        place = Place(point.parts)
        for k, claimed in enumerate(point.coordinates):
            if not self._is_coordinate(claimed, k, place):
                yield f"coordinate {k} of {named(point)} is not that of its parts"
        if not all(self._is_zero_across(k, place) for k in range(self.model.size)):
            yield f"the gradient is not zero at {named(point)}"
        if not self._is_value(point.value, place):
            yield f"the value of f at {named(point)} is not {point.value.decimal()}"

    def _shape_fault(self, point: CriticalPoint) -> str | None:
        size = self.model.size
        fixed = sorted(k for part in point.parts for k in part.unknowns if k < size)
        if point.variables != self.model.function.variables or len(point.coordinates) != size:
            return "a point is not one of the function's variables"
        if fixed != list(range(size)) or point.certainty is not Certainty.EXACT:
            return "the parts of a point do not fix every variable exactly once"
        return None

    def _part_fault(self, part: AlgebraicPoint) -> str | None:
        if part not in self._part_faults:
            self._part_faults[part] = fault(part) or self._part_meaning_fault(part)
        return self._part_faults[part]

    def _part_meaning_fault(self, part: AlgebraicPoint) -> str | None:
        if part.root is None and not part.denominator.is_one():
            return "a rational part of a point is not written with denominator 1"
        if not self._solves_own_equations(part):
            return "a part of a point does not solve the equations in its unknowns"
        place = Place((part,))
        for unknown in set(part.unknowns) & self.model.defining.keys():
            if not self.model.is_true(unknown, partial(place.ball, self.context.gen(unknown))):
                return "a part of a point does not take a constant at its true value"
        return None

    def _solves_own_equations(self, part: AlgebraicPoint) -> bool:
        """Whether the equations in the part's unknowns alone hold; conjugate parts are asked once."""
        key = (id(part.root and part.root.polynomial), *map(id, (part.denominator, *part.numerators)))
        if key not in self._vanished:
            equations = (*self.model.gradient, *self.model.defining_equations)
            own = [p for p in equations if used(p) <= set(part.unknowns)]
            if part.root is None:
                holds = all(Place((part,)).is_zero(p) for p in own)
            else:
                holds = vanish(own, part.unknowns, part.root.polynomial, part.numerators, part.denominator)
            self._vanished[key] = holds, part  # the part is kept, so that no id is used again
        return self._vanished[key][0]

    def _is_zero_across(self, number: int, place: Place) -> bool:
        """Whether a partial derivative vanishes where its unknowns belong to several parts."""
        equation = self.model.gradient[number]
        parts = place.touched(used(equation))
        if len(parts) < 2:  # already known from the part itself
            return True
        key = (number, *parts)
        if key not in self._joint:
            self._joint[key] = place.is_zero(equation)
        return self._joint[key]

    def _is_coordinate(self, claimed: Real, unknown: int, place: Place) -> bool:
        part = place.owner[unknown]
        known = part.coordinates()[part.unknowns.index(unknown)]
        return claimed is known or self._agrees(claimed, self.context.gen(unknown), place)

    def _is_value(self, claimed: Real, place: Place) -> bool:
        """Whether a number is f at the place: by its polynomials where it names them, else by its value."""
        terms = claimed.terms if isinstance(claimed, RealSum) else (claimed,)
        values = [term for term in terms if isinstance(term, PolynomialValue)]
        if len(values) < len(terms):
            return self._agrees(claimed, self.model.polynomial, place)
        total = sum((value.polynomial for value in values), self.model.polynomial * 0)
        return bool(self.model.reduced(total) == self.model.reduced(self.model.polynomial)) and place.holds(claimed)

    def _agrees(self, claimed: Real, polynomial: fmpq_mpoly, place: Place) -> bool:
        return agree(
            claimed,
            partial(place.ball, polynomial),
            lambda value: place.is_zero(polynomial - value),
        )


def named(point: CriticalPoint) -> str:
    """A point by its coordinates' decimals, for messages.

    Examples
    --------
    >>> from flint import fmpq
    >>> from symhess.exact import Rational
    >>> from sympy.abc import x
    >>> named(CriticalPoint((x,), (), (Rational(fmpq(1, 3)),), Rational(fmpq(0))))
    '(0.333333)'
    """
    return "(" + ", ".join(c.decimal(6) for c in point.coordinates) + ")"


def coincidences(points: Sequence[CriticalPoint]) -> Iterator[str]:
    """Pairs of listed points that are not shown to be distinct.

    Examples
    --------
    >>> from flint import fmpq_poly
    >>> from sympy.abc import x
    >>> part = AlgebraicPoint((0,), None, (fmpq_poly([1]),), fmpq_poly([1]))
    >>> point = CriticalPoint((x,), (part,), part.coordinates(), part.coordinates()[0])
    >>> list(coincidences([point, point]))
    ['a point is listed twice: (1)']
    """
    near: dict[tuple[str, ...], list[CriticalPoint]] = {}
    for point in points:
        near.setdefault(tuple(c.decimal() for c in _own_coordinates(point)), []).append(point)
    for group in near.values():
        for first, second in combinations(group, 2):
            if not _are_apart(first, second):
                yield f"a point is listed twice: {named(first)}"


def _own_coordinates(point: CriticalPoint) -> list[Real]:
    """The coordinates that the parts give."""
    found = {k: c for part in point.parts for k, c in zip(part.unknowns, part.coordinates(), strict=True)}
    return [found[k] for k in range(len(point.variables))]


def _are_apart(first: CriticalPoint, second: CriticalPoint) -> bool:
    bits = 128
    while bits <= _MOST_BITS:
        pairs = zip(_own_coordinates(first), _own_coordinates(second), strict=True)
        if any(not a.enclosure(bits).overlaps(b.enclosure(bits)) for a, b in pairs):
            return True
        bits *= 2
    return False
