"""Critical curves and surfaces within one block: where their law speaks, and whether their pieces are all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import product

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.critical_set import Law
from symhess.evidence import PowerAlong, Scaling, TransverseHessian
from symhess.exact import AlgebraicPoint, PolynomialValue
from symhess.exact.graphs import Graph, graph_of
from symhess.exact.groebner import exact_quotient
from symhess.exact.isolation import sign_changes
from symhess.verify.curves import arc_samples, between, signs_along
from symhess.verify.definiteness import forced_unknowns, has_no_zero
from symhess.verify.model import univariate
from symhess.verify.places import Undecided

__all__ = ["Conditions", "Stratum", "characteristic_coefficients", "stratum_of"]

Conditions = tuple[tuple[fmpq_mpoly, int], ...]
"""Polynomials with the signs that they have on a piece."""

_GRID = (0, 1, -1, 2, -2, 3)


class Stratum(ABC):
    """One component of a block; :func:`stratum_of` makes the right one.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> law = PowerAlong(fmpq(0), x, 2, y, 1)
    >>> stratum = stratum_of((x,), [(((y, 1),), law)], x**2 * y, (0, 1))
    >>> list(stratum.faults(1))
    ['the pieces of x = 0 are not all listed']
    """

    def __init__(self, equations: Sequence[fmpq_mpoly], pieces: Sequence[tuple[Conditions, Law]]) -> None:
        self.equations = tuple(equations)
        self.pieces = list(pieces)
        self.shown = ", ".join(map(str, equations)) + " = 0"

    def holds(self, point: AlgebraicPoint) -> bool:
        """Whether a point lies on the component."""
        return all(_is_zero(equation, point) for equation in self.equations)

    @abstractmethod
    def is_exceptional(self, point: AlgebraicPoint) -> bool:
        """Whether the law says nothing at a point of the component."""

    @abstractmethod
    def faults(self, exceptional: int) -> Iterator[str]:
        """What is missing among the pieces, and among the listed exceptional points, of which there are so many."""


def stratum_of(
    equations: Sequence[fmpq_mpoly],
    pieces: Sequence[tuple[Conditions, Law]],
    function: fmpq_mpoly,
    unknowns: Sequence[int],
) -> Stratum:
    """The component with the laws of its pieces, which must all be of one type.

    Raises
    ------
    Undecided
        If they are not.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> saddle = TransverseHessian((y, z), (0, 1, 2), -(x**2), 1, 1)
    >>> list(stratum_of((y, z), [((), saddle)], x * y * z, (0, 1, 2)).faults(1))
    []
    """
    powers = [(where, law) for where, law in pieces if isinstance(law, PowerAlong)]
    manifolds = [(where, law) for where, law in pieces if isinstance(law, TransverseHessian)]
    orbits = [(where, law) for where, law in pieces if isinstance(law, Scaling)]
    if len(pieces) == len(powers):
        return _Power(equations, powers, unknowns)
    if len(pieces) == len(manifolds):
        return _Manifold(equations, manifolds, function, unknowns)
    if len(pieces) == len(orbits):
        return _Orbits(equations, orbits, function, unknowns)
    raise Undecided("laws of different types on one component")


class _Power(Stratum):
    """f = c + p^k·g along p = 0; nothing is said where g or the gradient of p vanishes."""

    def __init__(
        self,
        equations: Sequence[fmpq_mpoly],
        pieces: Sequence[tuple[Conditions, PowerAlong]],
        unknowns: Sequence[int],
    ) -> None:
        super().__init__(equations, pieces)
        self.laws = [law for _, law in pieces]
        self.law, self.unknowns = self.laws[0], unknowns
        self.slopes = [s for k in unknowns if not (s := self.law.base.derivative(k)).is_zero()]

    def is_exceptional(self, point: AlgebraicPoint) -> bool:
        return _is_zero(self.law.cofactor, point) or all(_is_zero(slope, point) for slope in self.slopes)

    def faults(self, exceptional: int) -> Iterator[str]:
        law = self.law
        signs = signs_along(law.base, law.cofactor, self.unknowns)
        if (law.power % 2 == 0 and signs != {other.sign for other in self.laws}) or not signs:
            yield f"the pieces of {self.shown} are not all listed"
        on_cofactor = _real_count([law.base, law.cofactor], self.unknowns)
        singular = _real_count([law.base, *self.slopes], self.unknowns)
        both = _real_count([law.base, law.cofactor, *self.slopes], self.unknowns)
        if exceptional != on_cofactor + singular - both:
            yield f"the exceptional points of {self.shown} are not all listed"


class _Manifold(Stratum):
    """The Hessian has the rank of the codimension; nothing is said where it has not."""

    def __init__(
        self,
        equations: Sequence[fmpq_mpoly],
        pieces: Sequence[tuple[Conditions, TransverseHessian]],
        function: fmpq_mpoly,
        unknowns: Sequence[int],
    ) -> None:
        super().__init__(equations, pieces)
        self.laws = [law for _, law in pieces]
        self.unknowns = unknowns
        self.graph = graph_of(equations, unknowns)
        rank = self.laws[0].positive + self.laws[0].negative
        self.sums = characteristic_coefficients(function, self.graph, unknowns)[:rank]

    def is_exceptional(self, point: AlgebraicPoint) -> bool:
        return _is_zero(self.laws[0].rank_form, point)

    def faults(self, exceptional: int) -> Iterator[str]:
        form = self.sums[-1]
        if any(law.rank_form != form or law.positive + law.negative != len(self.sums) for law in self.laws):
            yield f"the product of the nonzero eigenvalues along {self.shown} is another one"
            return
        if not form.is_constant() and exceptional != _real_count([*self.equations, form], self.unknowns):
            yield f"the exceptional points of {self.shown} are not all listed"
        known = (form, self.sums[0]) if len(self.sums) < 3 else (form,)
        samples = list(self._samples(form))
        if not samples or any(condition not in known for where, _ in self.pieces for condition, _ in where):
            yield f"the pieces of {self.shown} are not cut out by the eigenvalues' signs"
        for sample in samples:
            if self._counts(sample) != [self._inertia(sample)]:
                yield f"the pieces of {self.shown} are not all listed"
                return

    def _counts(self, sample: AlgebraicPoint) -> list[tuple[int, int]]:
        """The eigenvalue counts that the pieces give to a point."""
        return [
            (law.positive, law.negative)
            for (where, _), law in zip(self.pieces, self.laws, strict=True)
            if all(PolynomialValue(condition, sample).sign() == sign for condition, sign in where)
        ]

    def _inertia(self, sample: AlgebraicPoint) -> tuple[int, int]:
        signs = [(-1) ** k * PolynomialValue(e, sample).sign() for k, e in enumerate(self.sums, start=1)]
        positive = sign_changes([1, *signs])
        return positive, len(self.sums) - positive

    def _samples(self, form: fmpq_mpoly) -> Iterator[AlgebraicPoint]:
        """Points over the free unknowns on every connected part of the component without its exceptional points."""
        graph = self.graph
        if graph.rest:
            if len(graph.free) != 2 or len(graph.rest) != 1:
                raise Undecided("a component that is no graph over a plane curve")
            yield from arc_samples(graph.rest[0], form, graph.free)
        elif len(graph.free) == 1:
            line = univariate(form, graph.free[0]) if not form.is_constant() else fmpz_poly([1])
            yield from (_at(graph.free, (value,)) for value in between(line))
        else:
            points = (_at(graph.free, values) for values in product(_GRID, repeat=len(graph.free)))
            yield next(point for point in points if not _is_zero(form, point))


class _Orbits(Stratum):
    """A curve through the origin that a scaling maps to itself; nothing is said at the origin."""

    def __init__(
        self,
        equations: Sequence[fmpq_mpoly],
        pieces: Sequence[tuple[Conditions, Scaling]],
        function: fmpq_mpoly,
        unknowns: Sequence[int],
    ) -> None:
        super().__init__(equations, pieces)
        self.laws = [law for _, law in pieces]
        self.function, self.unknowns = function, unknowns

    def is_exceptional(self, point: AlgebraicPoint) -> bool:
        return all(coordinate.sign() == 0 for coordinate in point.coordinates())

    def faults(self, exceptional: int) -> Iterator[str]:
        graph, law = graph_of(self.equations, self.unknowns), self.laws[0]
        if any(other != law for other in self.laws) or not _is_scaled(self.function, law):
            yield f"f does not keep its form under the scaling of {self.shown}"
            return
        weight = dict(zip(law.unknowns, law.weights, strict=True))
        is_orbit = len(graph.free) == 1 and not graph.rest and all(
            sum(e * weight[k] for k, e in enumerate(m) if e) == weight[unknown]
            for unknown, expression in graph.rules
            for m in expression.monoms()
        )
        if not is_orbit:
            yield f"{self.shown} is no curve of orbits of the scaling"
            return
        generator = self.function.context().gens()[graph.free[0]]
        if sorted(where for where, _ in self.pieces) != sorted([((generator, -1),), ((generator, 1),)]):
            yield f"the pieces of {self.shown} are not all listed"
        if exceptional != 1:
            yield f"the exceptional points of {self.shown} are not all listed"


def _is_scaled(function: fmpq_mpoly, law: Scaling) -> bool:
    """Whether every term of f but the constant has the weighted degree of the law."""
    degrees = {
        sum(w * m[k] for k, w in zip(law.unknowns, law.weights, strict=True)) for m in function.monoms() if any(m)
    }
    return degrees == {law.degree} and min(law.weights) > 0


def characteristic_coefficients(function: fmpq_mpoly, graph: Graph, unknowns: Sequence[int]) -> list[fmpq_mpoly]:
    """The elementary symmetric functions e_1, …, e_n of the Hessian's eigenvalues on a graph (Faddeev–LeVerrier).

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> characteristic_coefficients(x * y * z, graph_of((y, z), (0, 1, 2)), (0, 1, 2))
    [0, -x^2, 0]
    """
    size, context = len(unknowns), function.context()
    hessian = [[graph.restricted(function.derivative(i).derivative(j)) for j in unknowns] for i in unknowns]
    power = [[context.constant(int(i == j)) for j in range(size)] for i in range(size)]
    found = []
    for k in range(1, size + 1):
        power = [
            [graph.restricted(sum((a * b for a, b in zip(row, column, strict=True)), context.constant(0)))
             for column in zip(*power, strict=True)]
            for row in hessian
        ]
        trace = sum((power[i][i] for i in range(size)), context.constant(0)) / k
        found.append(graph.restricted(trace) * (-1) ** (k + 1))
        power = [[entry - trace if i == j else entry for j, entry in enumerate(row)] for i, row in enumerate(power)]
    return found


def _at(unknowns: Sequence[int], values: Sequence[int | fmpq]) -> AlgebraicPoint:
    return AlgebraicPoint(tuple(unknowns), None, tuple(fmpq_poly([fmpq(v)]) for v in values), fmpq_poly([1]))


def _is_zero(polynomial: fmpq_mpoly, point: AlgebraicPoint) -> bool:
    return PolynomialValue(polynomial, point).sign() == 0


def _real_count(equations: Sequence[fmpq_mpoly], unknowns: Sequence[int]) -> int:
    if any(has_no_zero(equation) for equation in equations):
        return 0
    graph = graph_of(equations, unknowns)
    if graph.free and len(graph.rest) == 1 and forced_unknowns(graph.rest[0]) == set(graph.free):
        return 1
    quotient = exact_quotient(equations, unknowns)
    if quotient is None or not (quotient.is_trivial or quotient.is_finite):
        raise Undecided("the exceptional points of a component")
    return quotient.real
