"""Products of the blocks' solutions: points of all blocks to points, components with points to components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from operator import itemgetter

from flint import fmpq_mpoly
from sympy import Symbol

from symhess.critical_set import ComponentPiece, CriticalComponent, CriticalPoint
from symhess.exact import AlgebraicNumber, AlgebraicPoint, PolynomialValue, Rational, Real, RealSum
from symhess.solve.case import Case, Solve, Solved
from symhess.solve.components import BlockComponent, BlockPiece, block_components
from symhess.solve.system import primitive
from symhess.verdict import Reason

__all__ = ["BlockSolutions", "block_solutions", "joined_components", "joined_points"]

_MOST_SAMPLES = 8  # of a piece that is a product
_MOST_COMPONENTS = 200  # beyond this many products components are given by their equations only


@dataclass(frozen=True, slots=True, eq=False)
class BlockSolutions:
    """What one block contributes.

    Attributes
    ----------
    function : fmpq_mpoly
        The block's part of f.
    case : Case
        Its gradient system.
    points : tuple of AlgebraicPoint
        Isolated points, and those on components that are to be looked at apart.
    components : tuple of BlockComponent
    is_open : bool
        Whether something about the block is not solved.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> BlockSolutions(x**2, Case((0,), {0: x}, {}, Deadline(None)), (), (), is_open=False).is_empty
    True
    """

    function: fmpq_mpoly
    case: Case
    points: tuple[AlgebraicPoint, ...]
    components: tuple[BlockComponent, ...]
    is_open: bool

    @property
    def is_empty(self) -> bool:
        """Whether the block is known to have no solution at all."""
        return not (self.points or self.components or self.is_open)


def block_solutions(function: fmpq_mpoly, case: Case, result: Solved, solve: Solve) -> BlockSolutions:
    """Sort one block's solutions into isolated points, components and exceptional points on these.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.exact.polynomial import ring
    >>> from symhess.solve.case import unsolved
    >>> (x,) = ring(("x",)).gens()
    >>> case = Case((0,), {0: x}, {}, Deadline(None))
    >>> block_solutions(x**2, case, unsolved(Reason.TIME_LIMIT), unsolved).is_open
    True
    """
    components, exceptional = block_components(function, case, result, solve)
    isolated = [p for p in result.points if not any(_lies_on(p, c) for c in result.components)]
    is_open = result.open_reason not in (None, Reason.POSITIVE_DIMENSIONAL)
    return BlockSolutions(function, case, (*isolated, *_distinct(exceptional)), components, is_open)


def _lies_on(point: AlgebraicPoint, component: CriticalComponent) -> bool:
    return all(PolynomialValue(equation, point).sign() == 0 for equation in component.equations)


def _distinct(points: Sequence[AlgebraicPoint]) -> tuple[AlgebraicPoint, ...]:
    """Each point once; equal numbers have equal exact texts."""
    known: dict[tuple[tuple[int, str], ...], AlgebraicPoint] = {}
    for point in points:
        pairs = zip(point.unknowns, point.coordinates(), strict=True)
        known.setdefault(tuple(sorted((k, c.text()) for k, c in pairs)), point)
    return tuple(known.values())


def joined_points(variables: tuple[Symbol, ...], blocks: Sequence[BlockSolutions]) -> tuple[CriticalPoint, ...]:
    """The product of the blocks' points, in lexicographic order.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess import critical_points
    >>> [[c.text() for c in p.coordinates] for p in critical_points(x**2 + y**3 - 3 * y).points]
    [['0', '-1'], ['0', '1']]
    """
    factors = [[_Part(p, block.function, len(variables)) for p in block.points] for block in blocks]
    points = [_point(variables, combination) for combination in product(*factors)]
    points.sort(key=lambda point: [float(c) for c in point.coordinates])
    return tuple(points)


class _Part:
    """One block's solution with its coordinates and value, made once and shared by all points."""

    def __init__(self, point: AlgebraicPoint, function: fmpq_mpoly, variables: int) -> None:
        self.point = point
        self.value = PolynomialValue(function, point)
        pairs = zip(point.unknowns, point.coordinates(), strict=True)
        self.coordinates = {k: c for k, c in pairs if k < variables}


def _point(variables: tuple[Symbol, ...], parts: Sequence[_Part]) -> CriticalPoint:
    pairs = sorted((pair for part in parts for pair in part.coordinates.items()), key=itemgetter(0))
    value = parts[0].value if len(parts) == 1 else RealSum(tuple(part.value for part in parts))
    return CriticalPoint(variables, tuple(part.point for part in parts), tuple(c for _, c in pairs), value)


def joined_components(
    variables: tuple[Symbol, ...], blocks: Sequence[BlockSolutions]
) -> tuple[CriticalComponent, ...]:
    """The products of the blocks' components and points in which at least one component occurs.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> from symhess import critical_points
    >>> [component.equations for component in critical_points((x - y)**2 + z**2).components]
    [(x - y, z)]
    """
    if any(block.is_empty for block in blocks) or not any(block.components for block in blocks):
        return ()
    if any(block.is_open or block.case.constants for block in blocks):
        return tuple(_by_equations(blocks))
    choices = [[*block.components, *(_as_component(p, block.function) for p in block.points)] for block in blocks]
    combinations = (c for c in product(*choices) if any(item.component.dimension for item in c))
    found = list(islice(combinations, _MOST_COMPONENTS + 1))
    if len(found) > _MOST_COMPONENTS:
        return tuple(_by_equations(blocks))
    return tuple(_product(variables, blocks, combination) for combination in found)


def _by_equations(blocks: Sequence[BlockSolutions]) -> Iterator[CriticalComponent]:
    """Each block's components, cut with the gradient equations of the other blocks."""
    for block in blocks:
        others = [other for other in blocks if other is not block]
        equations = [e for other in others for e in other.case.equations.values() if not e.is_zero()]
        dimension = sum(max((item.component.dimension for item in other.components), default=0) for other in others)
        for item in block.components:
            component = item.component
            yield CriticalComponent((*component.equations, *equations), component.dimension + dimension)


def _as_component(point: AlgebraicPoint, function: fmpq_mpoly) -> BlockComponent:
    """A point by its coordinates' minimal polynomials, with intervals that single out the right roots."""
    equations: list[fmpq_mpoly] = []
    where: list[tuple[fmpq_mpoly, int]] = []
    for unknown, coordinate in zip(point.unknowns, point.coordinates(), strict=True):
        described = _described(function.context().gens()[unknown], coordinate)
        if described is None:
            return BlockComponent(CriticalComponent((), 0), ())
        equations.append(described[0])
        where += described[1]
    return BlockComponent(CriticalComponent(tuple(equations), 0), (BlockPiece(tuple(where), None, (point,)),))


def _described(
    generator: fmpq_mpoly, number: Real
) -> tuple[fmpq_mpoly, list[tuple[fmpq_mpoly, int]]] | None:
    """The equation and the inequalities that single out a number; ``None`` in fields of high degree."""
    if isinstance(number, Rational):
        return primitive(generator - number.value), []
    root = number.primitive() if isinstance(number, AlgebraicNumber) else None
    if root is None:
        return None
    powers = (generator**k * c for k, c in enumerate(root.polynomial.coeffs()))
    return sum(powers, generator * 0), [(generator - root.low, 1), (generator - root.high, -1)]


def _product(
    variables: tuple[Symbol, ...], blocks: Sequence[BlockSolutions], items: Sequence[BlockComponent]
) -> CriticalComponent:
    equations = tuple(e for item in items for e in item.component.equations)
    dimension = sum(item.component.dimension for item in items)
    pieces = (_piece(variables, blocks, choice) for choice in product(*(item.pieces for item in items)))
    return CriticalComponent(equations, dimension, tuple(pieces))


def _piece(
    variables: tuple[Symbol, ...], blocks: Sequence[BlockSolutions], pieces: Iterable[BlockPiece]
) -> ComponentPiece:
    chosen = tuple(pieces)
    where = tuple(condition for piece in chosen for condition in piece.where)
    factors = [
        [_Part(sample, block.function, len(variables)) for sample in piece.samples]
        for block, piece in zip(blocks, chosen, strict=True)
    ]
    samples = tuple(_point(variables, parts) for parts in islice(product(*factors), _MOST_SAMPLES))
    laws = [piece.law for piece in chosen if piece.law is not None]
    return ComponentPiece(where, laws[0] if len(laws) == 1 else None, samples)
