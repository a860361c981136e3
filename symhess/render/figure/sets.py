"""Curves in the plane given by equations: critical curves, constraints, and regions with their edges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final, TypeAlias

from symhess.render.figure.data import Place, Span, grid, places
from symhess.render.figure.legend import CURVES, SET
from symhess.render.figure.marks import MARKS
from symhess.render.figure.scene import Scene

__all__ = ["draw_curves", "draw_set", "set_lines", "zero_lines"]

_STEPS: Final = 160
_HALVINGS: Final = 30
_WITHIN: Final = 1e-6  # rounding at the corners of a region

Function: TypeAlias = Callable[..., float]


def draw_curves(axes: Any, scene: Scene) -> None:
    """Draw the curves of critical points, each in the colour and the dashes of its kind, with a white edge.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> axes = Figure().add_subplot()
    >>> draw_curves(axes, scene_of(analyze("(x^2 + y^2 - 1)^2")))
    >>> len(axes.lines)
    2
    """
    for curve in scene.curves:
        style = {"color": "#" + MARKS[curve.kind].colour, "linestyle": CURVES[curve.kind], "dash_capstyle": "butt"}
        for line in zero_lines(curve.equation, scene.spans, curve.holds):
            xs, ys = zip(*line, strict=True)
            axes.plot(xs, ys, color="white", linewidth=4.0, zorder=3.3, solid_capstyle="butt")
            axes.plot(xs, ys, linewidth=2.2, zorder=3.4, **style)


def draw_set(axes: Any, scene: Scene) -> None:
    """Draw the constraints and the edges of the region, and a veil over what is outside of it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> axes = Figure().add_subplot()
    >>> draw_set(axes, scene_of(analyze("x + y", constraints="x^2 + y^2 = 2")))
    >>> len(axes.lines), len(axes.collections)
    (1, 0)
    """
    if scene.region:
        xs, ys = (places(span, _STEPS) for span in scene.spans)
        outside = [[float(any(term(x, y) < 0 for term in scene.region)) for x in xs] for y in ys]
        if any(map(any, outside)):
            axes.contourf(xs, ys, outside, [0.5, 1.5], colors="white", alpha=0.75, zorder=2)
    for line in set_lines(scene):
        axes.plot(*zip(*line, strict=True), zorder=3.2, **SET)


def set_lines(scene: Scene) -> Iterator[list[Place]]:
    """The constraint curves and the edges of the region, as far as they belong to the set.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> lines = list(set_lines(scene_of(analyze("x", region=("x >= 0", "x <= 1", "0 <= y <= 1")))))
    >>> len(lines), max(abs(c) for line in lines for at in line for c in at) <= 1 + 1e-6
    (4, True)
    """
    functions = (*scene.equations, *scene.region)
    for number, own in enumerate(functions):
        others = [term for k, term in enumerate(scene.region, len(scene.equations)) if k != number]

        def belongs(*at: float, others: list[Function] = others) -> bool:
            return all(term(*at) >= -_WITHIN for term in others)

        yield from zero_lines(own, scene.spans, belongs)


def zero_lines(equation: Function, spans: tuple[Span, ...], belongs: Callable[..., bool]) -> Iterator[list[Place]]:
    """Trace where a function of two variables is zero, in lines that end where points do not belong.

    Examples
    --------
    >>> lines = list(zero_lines(lambda x, y: x - y, ((-1.0, 1.0), (-1.0, 1.0)), lambda x, y: x >= 0))
    >>> len(lines), max(abs(x - y) for x, y in lines[0]) < 1e-12, round(min(x for x, _ in lines[0]), 9)
    (1, True, 0.0)
    """
    from matplotlib.figure import Figure

    xs, ys, rows = grid(equation, spans, _STEPS)
    known = [value for row in rows for value in row if value == value]
    if not known or not min(known) < 0 < max(known):
        return
    for segment in Figure().add_subplot().contour(xs, ys, rows, [0.0]).allsegs[0]:
        yield from _cut([(float(x), float(y)) for x, y in segment], belongs)


def _cut(line: list[Place], belongs: Callable[..., bool]) -> Iterator[list[Place]]:
    """The parts of a line whose places belong."""
    part: list[Place] = []
    for before, after in pairwise(line):
        inside, next_inside = belongs(*before), belongs(*after)
        if inside:
            part.append(before)
        if inside != next_inside:
            part.append(_border(before, after, belongs))
        if inside and not next_inside:
            yield part
            part = []
    if part:
        yield [*part, line[-1]]


def _border(before: Place, after: Place, belongs: Callable[..., bool]) -> Place:
    """Where a straight step leaves or enters."""
    low, high = (before, after) if belongs(*before) else (after, before)
    for _ in range(_HALVINGS):
        middle = tuple((a + b) / 2 for a, b in zip(low, high, strict=True))
        low, high = (middle, high) if belongs(*middle) else (low, middle)
    return low
