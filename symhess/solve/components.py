"""From the components that the case tree leaves over to components with pieces and exceptional points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from flint import fmpq_mpoly, fmpq_poly

from symhess.critical_set import CriticalComponent, Law
from symhess.exact import AlgebraicPoint
from symhess.exact.graphs import Graph, graph_of
from symhess.exact.groebner import exact_quotient
from symhess.solve.case import Case, Solve, Solved
from symhess.solve.hypersurface import Arc, study_hypersurface
from symhess.solve.manifold import study_manifold
from symhess.solve.system import primitive

__all__ = ["BlockComponent", "BlockPiece", "block_components"]


@dataclass(frozen=True, slots=True, eq=False)
class BlockPiece:
    """A piece of a component within one block: sample points and how f behaves there.

    Examples
    --------
    >>> BlockPiece((), None, ()).samples
    ()
    """

    where: tuple[tuple[fmpq_mpoly, int], ...]
    law: Law | None
    samples: tuple[AlgebraicPoint, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BlockComponent:
    """A component within one block; without pieces where what f does along it is not known.

    Examples
    --------
    >>> BlockComponent(CriticalComponent((), 1), ()).component.dimension
    1
    """

    component: CriticalComponent
    pieces: tuple[BlockPiece, ...]


def block_components(
    function: fmpq_mpoly, case: Case, result: Solved, solve: Solve
) -> tuple[tuple[BlockComponent, ...], tuple[AlgebraicPoint, ...]]:
    """Components of one block with their pieces, and the points on them that are to be looked at apart.

    A hypersurface that turns out to have isolated real points at most is no component: its points are among those
    that are returned.

    Parameters
    ----------
    function : fmpq_mpoly
        The block's part of f.
    case : Case
        The block's gradient system.
    result : Solved
        Its solution.
    solve : callable
        Solves a case.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.exact.polynomial import ring
    >>> from symhess.solve.case import unsolved
    >>> from symhess.verdict import Reason
    >>> (x,) = ring(("x",)).gens()
    >>> block_components(x**2, Case((0,), {0: x}, {}, Deadline(None)), unsolved(Reason.TIME_LIMIT), unsolved)
    ((), ())
    """
    if case.constants and result.components:
        return (_by_gradient(case, result),), ()
    found: list[BlockComponent] = []
    points: list[AlgebraicPoint] = []
    for component in _irreducible(result.components, case.unknowns):
        if component.dimension == 0:
            points += _finite_points(component, case, solve)
            continue
        if not component.equations:
            found.append(BlockComponent(component, (BlockPiece((), None, (_origin(case),)),)))
            continue
        pieces, exceptional = _pieces(function, component, case, solve) or ((), None)
        points += exceptional or ()
        if pieces or exceptional is None:
            found.append(BlockComponent(component, pieces))
    return tuple(found), tuple(points)


def _pieces(
    function: fmpq_mpoly, component: CriticalComponent, case: Case, solve: Solve
) -> tuple[tuple[BlockPiece, ...], tuple[AlgebraicPoint, ...]] | None:
    """The pieces of one component and its exceptional points; no pieces where it has isolated real points at most."""
    if len(component.equations) == 1:
        surface = study_hypersurface(function, component.equations[0], case, solve)
        if surface is not None:
            several = len(surface.arcs) > 1 and surface.arcs[0].power.power % 2 == 0
            return tuple(
                BlockPiece(((arc.power.cofactor, arc.power.sign),) if several else (), arc.power, arc.samples)
                for arc in (surface.arcs if several else _merged(surface.arcs))
            ), surface.exceptional
    manifold = study_manifold(function, component, case, solve)
    if manifold is None:
        return None
    return tuple(BlockPiece(piece.where, piece.law, piece.samples) for piece in manifold.pieces), manifold.exceptional


def _merged(arcs: tuple[Arc, ...]) -> tuple[Arc, ...]:
    """Arcs of an odd power behave alike whatever the cofactor's sign."""
    return arcs and (replace(arcs[0], samples=tuple(point for arc in arcs for point in arc.samples)),)


def _origin(case: Case) -> AlgebraicPoint:
    zero = tuple(fmpq_poly() for _ in case.unknowns)
    return AlgebraicPoint(case.unknowns, None, zero, fmpq_poly([1]))


def _by_gradient(case: Case, result: Solved) -> BlockComponent:
    """The block's components together, by the gradient's own equations.

    Over Q the components' equations would describe conjugate ones as well, which are not critical.
    """
    equations = tuple(e for k, e in case.equations.items() if k not in case.constants and not e.is_zero())
    return BlockComponent(CriticalComponent(equations, max(c.dimension for c in result.components)), ())


def _dimension(equations: Sequence[fmpq_mpoly], unknowns: Sequence[int], otherwise: int) -> int:
    """Dimension of the common zeros, -1 for none; what is known before where a basis is out of reach."""
    if len(equations) <= 1:
        return len(unknowns) - len(equations)
    quotient = exact_quotient(equations, unknowns, effort=2)
    return otherwise if quotient is None else quotient.krull_dimension


def _finite_points(component: CriticalComponent, case: Case, solve: Solve) -> tuple[AlgebraicPoint, ...]:
    """The points of a factor case that is no component after all."""
    equations = dict(enumerate(component.equations))
    return solve(Case(case.unknowns, equations, {}, case.deadline)).points


def _irreducible(components: Sequence[CriticalComponent], unknowns: Sequence[int]) -> list[CriticalComponent]:
    """Components of the equations' irreducible factors, each once, without those that lie in another one."""
    found: dict[frozenset[str], CriticalComponent] = {}
    for component in components:
        factors = ([primitive(f) for f, _ in equation.factor()[1]] for equation in component.equations)
        for choice in product(*factors):
            distinct = {str(equation): equation for equation in choice}
            dimension = _dimension(tuple(distinct.values()), unknowns, component.dimension)
            if dimension >= 0:
                part = CriticalComponent(tuple(distinct.values()), dimension)
                found.setdefault(frozenset(distinct), part)
    components = [component for key, component in found.items() if not any(other < key for other in found)]
    graphs = [graph_of(component.equations, unknowns) for component in components]
    return [
        inner
        for k, (inner, graph) in enumerate(zip(components, graphs, strict=True))
        if not any(
            _lies_in(graph, outer)
            for number, outer in enumerate(components)
            if outer.dimension > inner.dimension or (outer.dimension == inner.dimension and number < k)
        )
    ]


def _lies_in(graph: Graph, outer: CriticalComponent) -> bool:
    return len(graph.rest) < 2 and all(graph.restricted(equation).is_zero() for equation in outer.equations)
