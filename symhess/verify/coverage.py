"""Whether listed points and components are the whole critical set, when some of it is not isolated.

Each block of the system is taken alone: its solutions off the components are counted from the case tree, the points
that stand out on a component by an exact trace form, the signs on its arcs by a line across each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from flint import fmpq_mpoly

from symhess.critical_set import CriticalSet, Law
from symhess.derivation import Step
from symhess.evidence import Blocks, NotFinite, PowerAlong
from symhess.exact import AlgebraicPoint
from symhess.verify.cases import State, following, record_of
from symhess.verify.model import Model
from symhess.verify.places import used
from symhess.verify.solutions import count_solutions
from symhess.verify.strata import Conditions, stratum_of

__all__ = ["coverage_faults"]


def coverage_faults(critical: CriticalSet, tree: Step, root: State, model: Model) -> Iterator[str]:
    """What keeps the listed points and components from being all critical points.

    Raises
    ------
    Undecided
        If a number of solutions cannot be established.
    Open
        If the tree has an unsolved case that no component covers.

    Examples
    --------
    >>> from symhess import critical_points
    >>> from symhess.inputs import scalar_function
    >>> found = critical_points("(x^2 + y^2 - 1)^2")
    >>> system = found.derivation.evidence[0]
    >>> model = Model(scalar_function("(x^2 + y^2 - 1)^2"), system.unknowns, ())
    >>> root = State(frozenset({0, 1}), dict(enumerate(system.equations)), frozenset())
    >>> list(coverage_faults(found, found.derivation.premises[0], root, model))
    []
    """
    if model.defining:
        yield "components beside adjoined constants are not re-checked"
        return
    groups = [_Group(critical, *part, model) for part in _by_group(tree, root)]
    for group in groups:
        yield from group.faults()
    points = prod(len(group.points) for group in groups)
    if points != len(critical.points):
        yield f"{len(critical.points)} critical points are listed, but there are {points}"
    components = prod(len(group.points) + group.components for group in groups) - points
    distinct = {(*map(str, c.equations), *(str(piece.where) for piece in c.pieces)) for c in critical.components}
    if not components == len(distinct) == len(critical.components):
        yield f"{len(critical.components)} components are listed, but there are {components}"


def _by_group(tree: Step, root: State) -> Iterator[tuple[Step, State]]:
    """The trees of the blocks with the states they are read in."""
    record = record_of(tree)
    if isinstance(record, Blocks):
        yield from zip(tree.premises, following(record, root), strict=True)
    else:
        yield tree, root


class _Group:
    """One block: its components with their laws, and the listed points of it that are not just samples."""

    def __init__(self, critical: CriticalSet, tree: Step, state: State, model: Model) -> None:
        self.tree, self.state, self.model = tree, state, model
        unknowns = sorted(state.active)
        record = record_of(tree)
        self.is_free = isinstance(record, NotFinite) and not record.equations
        found: dict[str, tuple[list[fmpq_mpoly], list[tuple[Conditions, Law]]]] = {}
        for component in critical.components:
            for piece in component.pieces:
                if piece.law is not None and _unknowns_of(piece.law) <= state.active:
                    equations = [e for e in component.equations if used(e) <= state.active]
                    where = tuple((c, s) for c, s in piece.where if used(c) <= state.active)
                    pieces = found.setdefault(str(equations), (equations, []))[1]
                    if (where, piece.law) not in pieces:  # products list a block's piece more than once
                        pieces.append((where, piece.law))
        own = {m: c for m, c in model.polynomial.terms() if all(k in state.active for k, e in enumerate(m) if e)}
        function = model.polynomial.context().from_dict(own)
        self.strata = [stratum_of(*one, function, unknowns) for one in found.values()]
        self.points = [] if self.is_free else [p for p in _parts(critical, state) if self._stands_out(p)]

    @property
    def components(self) -> int:
        return 1 if self.is_free else len(self.strata)

    def _stands_out(self, point: AlgebraicPoint) -> bool:
        """Whether the point lies on no component, or where one's law says nothing."""
        on = [stratum for stratum in self.strata if stratum.holds(point)]
        return not on or any(stratum.is_exceptional(point) for stratum in on)

    def faults(self) -> Iterator[str]:
        if self.is_free:
            return
        bases = tuple(stratum.equations for stratum in self.strata)
        count = count_solutions(self.tree, self.state, self.model, bases)
        isolated = [p for p in self.points if not any(stratum.holds(p) for stratum in self.strata)]
        if len(isolated) != count:
            yield f"{len(isolated)} points off the components are listed, but there are {count}"
        for stratum in self.strata:
            yield from stratum.faults(sum(stratum.holds(p) and stratum.is_exceptional(p) for p in self.points))


def _unknowns_of(law: Law) -> frozenset[int]:
    return used(law.base) if isinstance(law, PowerAlong) else frozenset(law.unknowns)


def _parts(critical: CriticalSet, state: State) -> list[AlgebraicPoint]:
    """The parts of listed points and samples that belong to a block, each once."""
    samples = (s for component in critical.components for piece in component.pieces for s in piece.samples)
    found: dict[tuple[tuple[int, str], ...], AlgebraicPoint] = {}
    for point in (*critical.points, *samples):
        for part in point.parts:
            if frozenset(part.unknowns) == state.active:
                pairs = zip(part.unknowns, part.coordinates(), strict=True)
                found.setdefault(tuple(sorted((k, c.text()) for k, c in pairs)), part)
    return list(found.values())

