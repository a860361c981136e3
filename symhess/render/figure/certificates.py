"""Curves out of degenerate points, taken from the evidence: f rises along one and falls along another.

The evidence says what f does near the point; how far a curve is drawn is read off from values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from typing import Final

from sympy import Expr, Integer, Symbol

from symhess.evidence import DirectionalTerm, Evidence, LowestTerm, Part, SignChange, Summands, ZeroCurve
from symhess.render.figure.data import Place, Span, evaluator, places
from symhess.study import ClassifiedPoint
from symhess.verdict import Kind

__all__ = ["CertificateCurve", "Course", "certificate_curves"]

_STEPS: Final = 160
_NOISE: Final = 1e-12  # relative; smaller changes may be rounding
_LONGEST: Final = 1e9
_t: Final = Symbol("t")


class Course(Enum):
    """What f does along a curve on the way out of its point.

    Examples
    --------
    >>> Course.RISES.value
    'rises'
    """

    RISES = "rises"
    FALLS = "falls"
    CONSTANT = "constant"


_COURSES: Final = {1: Course.RISES, -1: Course.FALLS, 0: Course.CONSTANT}


@dataclass(frozen=True, slots=True)
class CertificateCurve:
    """Places from a degenerate point on, as far as f keeps the course.

    Examples
    --------
    >>> CertificateCurve(Course.FALLS, ((0.0, 0.0), (0.1, 0.02))).course.value
    'falls'
    """

    course: Course
    places: tuple[Place, ...]


def certificate_curves(
    points: Sequence[ClassifiedPoint], variables: Sequence[Symbol], f: Callable[..., float], spans: Sequence[Span]
) -> Iterator[CertificateCurve]:
    """Follow the curves that the evidence of the points names, up to the edge of the window.

    Examples
    --------
    >>> from symhess import analyze
    >>> study = analyze("(y - x^2)(y - 3x^2)")
    >>> f = evaluator(study.function.expression, study.function.variables)
    >>> found = list(certificate_curves(study.points, study.function.variables, f, ((-1.0, 1.0), (-1.0, 1.0))))
    >>> [(curve.course.value, curve.places[-1][1] > 0.9) for curve in found]
    [('rises', True), ('falls', True)]
    """
    if len(variables) != 2:
        return
    for classified in points:
        start = tuple(float(coordinate) for coordinate in classified.point.coordinates)
        if not all(low < a < high for a, (low, high) in zip(start, spans, strict=True)):
            continue
        for curve in _named(classified.verdict.evidence, classified.verdict.kind):
            increments = [curve.get(variable.name, Integer(0)) for variable in variables]
            yield from _followed(increments, start, f, spans)


def _named(records: Sequence[Evidence], kind: Kind) -> Iterator[dict[str, Expr]]:
    """The curves in the records: name of a variable -> its increment as an expression in t > 0."""
    for record in records:
        match record:
            case SignChange():
                yield _by_name(record.increments, record.up)
                yield _by_name(record.increments, record.down)
            case ZeroCurve():
                yield _by_name(record.increments, record.curve)
            case DirectionalTerm() if record.sign == 0:
                yield _by_name(record.increments, [side * _t for side in record.up])
                yield _by_name(record.increments, [side * _t for side in record.down])
            case LowestTerm() if kind is Kind.SADDLE:
                for side in (1, -1):
                    yield {record.increment.name: side * _t}
            case Summands() if kind is Kind.SADDLE:
                for part in record.parts:
                    yield from _named(part.evidence, kind)
            case Part() if kind is Kind.SADDLE:
                yield from _named(record.evidence, kind)


def _by_name(increments: Sequence[Symbol], curve: Sequence[Expr]) -> dict[str, Expr]:
    return {increment.name: expression for increment, expression in zip(increments, curve, strict=True)}


def _followed(
    increments: Sequence[Expr], start: Place, f: Callable[..., float], spans: Sequence[Span]
) -> Iterator[CertificateCurve]:
    """Walk along one curve as far as f keeps doing what it does at first."""
    steps = [evaluator(increment, (_t,)) for increment in increments]

    def at(t: float) -> Place:
        return tuple(a + step(t) for a, step in zip(start, steps, strict=True))

    walked = [at(t) for t in places((0.0, _last(at, spans)), _STEPS)]
    walked = list(takewhile(lambda place: _inside(place, spans) and f(*place) == f(*place), walked))
    changes = [f(*place) - f(*start) for place in walked]
    noise = _NOISE * max(1.0, abs(f(*start)), *map(abs, changes[1:]))
    signs = [0 if abs(change) <= noise else 1 if change > 0 else -1 for change in changes]
    sign = next(filter(None, signs), 0)
    kept = next((k for k, other in enumerate(signs) if other == -sign != 0), len(walked))
    if kept > 1:
        yield CertificateCurve(_COURSES[sign], tuple(walked[:kept]))


def _last(at: Callable[[float], Place], spans: Sequence[Span]) -> float:
    """A parameter at which the curve has left the window."""
    t = 1e-3 * min(high - low for low, high in spans)
    while t < _LONGEST and _inside(at(t), spans):
        t *= 1.25
    return t


def _inside(at: Place, spans: Sequence[Span]) -> bool:
    return all(low <= a <= high for a, (low, high) in zip(at, spans, strict=True))
