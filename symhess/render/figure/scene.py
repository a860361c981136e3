"""What a picture shows of a study, in floating point: the window, the points in it, curves, and the set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import isfinite, nan
from typing import Final, TypeAlias

from sympy import Expr, GreaterThan, Symbol, true

from symhess.condition import Condition, Relation
from symhess.constraints import ConstraintStudy
from symhess.critical_set import CriticalPoint
from symhess.render.figure.certificates import CertificateCurve, Course, certificate_curves
from symhess.render.figure.data import Place, Span, evaluator
from symhess.render.figure.window import around, curve_extent, main_cluster, narrowed, trimmed
from symhess.render.page.components import component_equations, level_conditions, piece_conditions
from symhess.study import ClassifiedFamily, ClassifiedPoint, Study
from symhess.verdict import Kind, Verdict

__all__ = ["CriticalCurve", "Marked", "Scene", "Window", "scene_of"]

Function: TypeAlias = Callable[..., float]
Window: TypeAlias = Mapping[str, tuple[float, float]]

_REACH: Final = 1e6  # points further out than this are not drawn
_HIGHEST: Final = 1e100
_MEMBERS: Final = {1: 12, 2: 5}  # of a family, on either side of zero, for each number of parameters
_MOST: Final = 2500  # marks


@dataclass(frozen=True, slots=True)
class Marked:
    """A point to be drawn.

    Examples
    --------
    >>> Marked((1.0, 0.0), -1.0, Kind.SADDLE).value
    -1.0
    """

    at: Place
    value: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class CriticalCurve:
    """A curve of points of one kind: its ``equation`` is zero on it, and its conditions are 1 where they hold.

    Examples
    --------
    >>> CriticalCurve(Kind.MINIMUM, lambda x, y: x, ()).kind.value
    'minimum'
    """

    kind: Kind
    equation: Function
    where: tuple[Function, ...]

    def holds(self, *at: float) -> bool:
        """Whether a place on the curve belongs to it."""
        return all(condition(*at) == 1 for condition in self.where)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn, and nothing else.

    Attributes
    ----------
    variables : tuple of Symbol
    f : function of floats
        nan where it has no value or a condition of the domain fails.
    spans : tuple of (float, float)
        The window, one range for each variable.
    points : tuple of Marked
        Those in the window; ``beyond`` others are outside of it.
    curves : tuple of CriticalCurve
    certificates : tuple of CertificateCurve
        Curves out of degenerate points along which f rises, falls or keeps its value.
    equations, region : tuple of functions
        Zero on the constraint set; not negative on the region.

    Examples
    --------
    >>> from symhess import analyze
    >>> scene = scene_of(analyze("x^3 - 3x"))
    >>> scene.spans, [point.at for point in scene.points], scene.beyond
    (((-1.6, 1.6),), [(-1.0,), (1.0,)], 0)
    """

    variables: tuple[Symbol, ...]
    f: Function
    spans: tuple[Span, ...]
    points: tuple[Marked, ...]
    beyond: int
    curves: tuple[CriticalCurve, ...]
    certificates: tuple[CertificateCurve, ...]
    equations: tuple[Function, ...]
    region: tuple[Function, ...]
    is_marked: bool = True

    def unmarked(self) -> Scene:
        """The function alone, in the same window."""
        return replace(self, points=(), beyond=0, curves=(), certificates=(), is_marked=False)

    def on_region(self, *at: float) -> float:
        """The value of f on the region, nan outside of it."""
        return nan if any(term(*at) < 0 for term in self.region) else self.f(*at)


def scene_of(study: Study, window: Window | None = None) -> Scene:
    """Choose what a picture of the study shows.

    Parameters
    ----------
    study : Study
        Of a function of one or two variables.
    window : mapping from names of variables to (low, high), optional
        What the user wants to see; other axes are chosen here.

    Examples
    --------
    >>> from symhess import analyze
    >>> waves = scene_of(analyze("sin(x)"), {"x": (0, 10)})
    >>> len(waves.points), waves.spans
    (3, ((0.0, 10.0),))
    """
    variables = study.function.variables
    f = _restricted(evaluator(study.function.expression, variables), study.function.domain, variables)
    isolated = list(_isolated(study))
    members = [list(_members(family, f)) for family in study.families]
    spans = _spans(study, f, (isolated, members), window or {})
    found = [*isolated, *(point for family in members for point in family)]
    inside = tuple(point for point in found if _within(point.at, spans))
    constrained = study.constraint_study
    curves = tuple(_curves(study))
    out = certificate_curves((*study.points, *study.nonsmooth_points), variables, f, spans)
    # where f keeps its value on a critical curve, the curve is there already
    certificates = tuple(curve for curve in out if not curves or curve.course is not Course.CONSTANT)
    return Scene(
        variables,
        f,
        spans,
        inside[:_MOST],
        sum(not _within(point.at, spans) for point in isolated),
        curves,
        () if constrained else certificates,
        tuple(evaluator(term, variables) for term in constrained.equations) if constrained else (),
        tuple(evaluator(condition.term, variables) for condition in constrained.region) if constrained else (),
    )


def _restricted(f: Function, domain: Sequence[Condition], variables: Sequence[Symbol]) -> Function:
    if not domain:
        return f
    terms = [(evaluator(condition.term, variables), condition.relation) for condition in domain]

    def value(*at: float) -> float:
        holds = all(_holds(term(*at), relation) for term, relation in terms)
        return f(*at) if holds else nan

    return value


def _holds(value: float, relation: Relation) -> bool:
    match relation:
        case Relation.POSITIVE:
            return value > 0
        case Relation.NONNEGATIVE:
            return value >= 0
    return value != 0


def _isolated(study: Study) -> Iterator[Marked]:
    candidates = () if study.constraint_study is None else study.constraint_study.candidates
    singular = (ClassifiedPoint(c.point, c.verdict) for c in candidates if not c.is_regular)
    for classified in (*study.points, *study.nonsmooth_points, *singular):
        value = float(classified.point.value)
        if abs(value) <= _HIGHEST:
            yield Marked(_place(classified.point), value, classified.verdict.kind)


def _place(point: CriticalPoint) -> Place:
    return tuple(float(coordinate) for coordinate in point.coordinates)


def _members(classified: ClassifiedFamily, f: Function) -> Iterator[Marked]:
    """Some members of a family around the parameter 0."""
    family = classified.family
    reach = _MEMBERS.get(len(family.parameters), 0)
    coordinates = [evaluator(coordinate, family.parameters) for coordinate in family.at]
    for numbers in product(range(-reach, reach + 1), repeat=len(family.parameters)):
        if family.condition.subs(dict(zip(family.parameters, numbers, strict=True))) != true:
            continue
        at = tuple(coordinate(*numbers) for coordinate in coordinates)
        value = f(*at)
        if isfinite(value):
            yield Marked(at, value, classified.verdict.kind)


def _spans(
    study: Study, f: Function, marked: tuple[Sequence[Marked], Sequence[Sequence[Marked]]], window: Window
) -> tuple[Span, ...]:
    """The ranges that the user asks for, by a window or by the box to search; or what shows all that matters."""
    variables = study.function.variables
    if study.function.box is not None:
        chosen = tuple((float(low), float(high)) for low, high in study.function.box)
    else:
        chosen = _chosen(study, f, *marked)
    asked = (window.get(variable.name, span) for variable, span in zip(variables, chosen, strict=True))
    return tuple((float(low), float(high)) for low, high in asked)


def _chosen(
    study: Study, f: Function, isolated: Sequence[Marked], members: Sequence[Sequence[Marked]]
) -> tuple[Span, ...]:
    dimension = len(study.function.variables)
    near = main_cluster([point.at for point in isolated if max(map(abs, point.at)) <= _REACH])
    anchors = [*near, *_around_curves(study, near), *_nearest(members)]
    spans = around(anchors, dimension)
    closed = [corner for curve in _curves(study) for corner in curve_extent(curve.equation, curve.holds, spans)]
    if closed:
        spans = around([*near, *closed], dimension)
    if len(set(anchors)) == 1:
        spans = narrowed(spans, f, anchors[0])
    return trimmed(spans, f, anchors)


def _nearest(members: Sequence[Sequence[Marked]]) -> list[Place]:
    """Members of families, as far out as every family needs to show two of them."""
    sizes = [sorted(max(map(abs, point.at)) for point in family) for family in members]
    reach = max((size[min(1, len(size) - 1)] for size in sizes if size), default=0.0)
    return [p.at for family in members for p in family if max(map(abs, p.at)) <= reach * (1 + 1e-9)]


def _around_curves(study: Study, near: Sequence[Place]) -> list[Place]:
    """Corners of a square that holds the samples of the critical curves, for most of these are round."""
    centre = near[0] if len(near) == 1 else (0.0,) * len(study.function.variables)

    def distance(at: Place) -> float:
        return max(abs(a - c) for a, c in zip(at, centre, strict=True))

    shown = [_place(sample) for found in study.pieces for sample in found.piece.samples]
    for level in study.levels:  # often periodic
        shown += sorted(map(_place, level.piece.samples), key=distance)[:2]
    reach = max((distance(at) for at in main_cluster(shown) if distance(at) <= _REACH), default=0.0)
    corners = [tuple(c + side * reach for c in centre) for side in (-1, 1) if reach]
    parts = () if study.constraint_study is None else study.constraint_study.components
    return corners + [_place(sample) for part in parts for sample in part.samples]


def _within(at: Place, spans: Sequence[Span]) -> bool:
    pairs = zip(at, spans, strict=True)
    return all(low - 1e-9 * (high - low) <= a <= high + 1e-9 * (high - low) for a, (low, high) in pairs)


def _curves(study: Study) -> Iterator[CriticalCurve]:
    """Curves of critical points in the plane."""
    variables = study.function.variables
    if len(variables) != 2:
        return
    found = [
        (piece.verdict, component_equations(piece.component, study), piece_conditions(piece.piece, study))
        for piece in study.pieces
    ]
    found += [(level.verdict, level.level_set.equations, level_conditions(level.piece)) for level in study.levels]
    if study.constraint_study is not None:
        found += _constrained_curves(study.constraint_study)
    for verdict, equations, conditions in found:
        if equations:
            where = tuple(evaluator(condition, variables) for condition in conditions)
            yield CriticalCurve(verdict.kind, evaluator(equations[0], variables), where)


def _constrained_curves(found: ConstraintStudy) -> Iterator[tuple[Verdict, tuple[Expr, ...], tuple[Expr, ...]]]:
    for part in found.components:
        sides = [side * term for term, side in part.where]
        numbered = enumerate(found.region, len(found.equations))
        sides += [condition.term for number, condition in numbered if number not in part.active]
        yield part.verdict, part.equations, tuple(GreaterThan(term, 0, evaluate=False) for term in sides)
