"""Whether listed points and components are the whole critical set, when some of it is not isolated.

Each block of the system is taken alone: its solutions off the components are counted from the case tree, the points
that stand out on a component by an exact trace form, the signs on its arcs by a line across each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from flint import fmpq_mpoly

from symhess.critical_set import CriticalSet
from symhess.derivation import Step
from symhess.evidence import Blocks, NotFinite, PowerAlong
from symhess.exact import AlgebraicPoint, PolynomialValue
from symhess.exact.groebner import exact_quotient
from symhess.verify.cases import State, following, record_of
from symhess.verify.curves import signs_along
from symhess.verify.model import Model
from symhess.verify.places import Undecided, used
from symhess.verify.solutions import count_solutions

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
    """One block: its laws f = c + p^k·g, and the listed points of it that are not just samples."""

    def __init__(self, critical: CriticalSet, tree: Step, state: State, model: Model) -> None:
        self.tree, self.state, self.model = tree, state, model
        self.unknowns = sorted(state.active)
        record = record_of(tree)
        self.is_free = isinstance(record, NotFinite) and not record.equations
        self.laws: dict[str, list[PowerAlong]] = {}
        for piece in (piece for component in critical.components for piece in component.pieces):
            if piece.power is not None and used(piece.power.base) <= state.active:
                self.laws.setdefault(str(piece.power.base), []).append(piece.power)
        self.points = [] if self.is_free else [p for p in _parts(critical, state) if self._stands_out(p)]

    @property
    def components(self) -> int:
        return 1 if self.is_free else len(self.laws)

    def _bases(self) -> list[PowerAlong]:
        return [laws[0] for laws in self.laws.values()]

    def _stands_out(self, point: AlgebraicPoint) -> bool:
        """Whether the point lies on no component, or where one's law says nothing."""
        on = [law for law in self._bases() if _is_zero(law.base, point)]
        return not on or any(self._is_exceptional(law, point) for law in on)

    def _is_exceptional(self, law: PowerAlong, point: AlgebraicPoint) -> bool:
        slopes = [law.base.derivative(k) for k in self.unknowns]
        return _is_zero(law.cofactor, point) or all(_is_zero(slope, point) for slope in slopes)

    def faults(self) -> Iterator[str]:
        if self.is_free:
            return
        bases = tuple(law.base for law in self._bases())
        count = count_solutions(self.tree, self.state, self.model, bases)
        isolated = [p for p in self.points if not any(_is_zero(base, p) for base in bases)]
        if len(isolated) != count:
            yield f"{len(isolated)} points off the components are listed, but there are {count}"
        for laws in self.laws.values():
            yield from self._law_faults(laws)

    def _law_faults(self, laws: list[PowerAlong]) -> Iterator[str]:
        law = laws[0]
        signs = signs_along(law.base, law.cofactor, self.unknowns)
        if law.power % 2 == 0 and signs != {other.sign for other in laws} or not signs:
            yield f"the pieces of {law.base} = 0 are not all listed"
        listed = [p for p in self.points if _is_zero(law.base, p) and self._is_exceptional(law, p)]
        if len(listed) != self._exceptional_count(law):
            yield f"the exceptional points of {law.base} = 0 are not all listed"

    def _exceptional_count(self, law: PowerAlong) -> int:
        """Number of real points of p = 0 at which g or the gradient of p vanishes."""
        slopes = [s for k in self.unknowns if not (s := law.base.derivative(k)).is_zero()]
        on_cofactor = self._real_count([law.base, law.cofactor])
        singular = self._real_count([law.base, *slopes])
        return on_cofactor + singular - self._real_count([law.base, law.cofactor, *slopes])

    def _real_count(self, equations: Sequence[fmpq_mpoly]) -> int:
        quotient = exact_quotient(equations, self.unknowns)
        if quotient is None or not (quotient.is_trivial or quotient.is_finite):
            raise Undecided("the exceptional points of a component")
        return quotient.real


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


def _is_zero(polynomial: fmpq_mpoly, point: AlgebraicPoint) -> bool:
    return PolynomialValue(polynomial, point).sign() == 0
