"""Flat pictures: the graph of one variable, level lines of two, and the marks on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan
from typing import Any, Final

from symhess.render.figure.data import Span, distinct, grid, levels
from symhess.render.figure.graph import graph_of
from symhess.render.figure.legend import line_style, mark_styles
from symhess.render.figure.marks import MARKS
from symhess.render.figure.scene import Marked, Scene
from symhess.render.figure.sets import draw_curves, draw_set
from symhess.render.figure.text import place_ticks
from symhess.verdict import Kind

__all__ = ["draw_curve", "draw_levels", "saddle_levels"]

_GRID_STEPS: Final = 84
_BANDS: Final = 13
_LIGHT, _DARK = 0.98, 0.62  # greys of the lowest and the highest band: marks stand out on both
_MOST_UNEQUAL: Final = 2.5  # axes keep one scale while their ranges differ by less than this factor


def draw_curve(axes: Any, scene: Scene) -> None:
    """Draw the graph of one variable with its points, its poles dotted, and circles at its ends.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> axes = Figure().add_subplot()
    >>> draw_curve(axes, scene_of(analyze("x^2")))
    >>> len(axes.lines)
    2
    """
    graph, shown = graph_of(scene.f, scene.spans[0], [point.at[0] for point in scene.points])
    axes.grid(color="0.9", linewidth=0.5)
    axes.set_axisbelow(True)
    for x in graph.poles:
        axes.axvline(x, color="0.45", linewidth=0.7, linestyle=(0, (1, 2.5)))
    for piece in graph.pieces:
        _draw_piece(axes, piece, scene, shown)
    for end in graph.ends:
        fill = "0.15" if end.closed else "white"
        axes.plot([end.x], [end.value], "o", markersize=4.2, color="0.15", markerfacecolor=fill, zorder=4)
    _finish(axes, scene.points, (*scene.spans, shown))


def _draw_piece(axes: Any, piece: Sequence[tuple[float, float]], scene: Scene, shown: Span) -> None:
    """A piece of the graph; what lies outside of the region is only hinted at."""
    height = shown[1] - shown[0]
    xs = [x for x, _ in piece]
    values = [min(max(value, shown[0] - height), shown[1] + height) for _, value in piece]
    if scene.region:
        axes.plot(xs, values, color="0.7", linewidth=0.8)
        values = [value if _is_inside(scene, x) else nan for x, value in zip(xs, values, strict=True)]
    axes.plot(xs, values, color="0.15", linewidth=1.1)


def _is_inside(scene: Scene, x: float) -> bool:
    return all(term(x) >= 0 for term in scene.region)


def draw_levels(axes: Any, scene: Scene) -> None:
    """Draw level lines over grey bands, the levels of saddles dashed, the curves and the points.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> axes = Figure().add_subplot()
    >>> draw_levels(axes, scene_of(analyze("x y")))
    >>> len(axes.collections), len(axes.lines)
    (3, 2)
    """
    xs, ys, rows = grid(scene.f, scene.spans, _GRID_STEPS)
    chosen = levels(rows, _BANDS)
    if chosen:
        greys = [str(_LIGHT + (_DARK - _LIGHT) * k / len(chosen)) for k in range(len(chosen) + 1)]
        axes.contourf(xs, ys, rows, chosen, colors=greys, extend="both")
        axes.contour(xs, ys, rows, chosen, colors="0.25", linewidths=0.35, linestyles="solid")
        known = [v for row in rows for v in row if v == v]
        dashed = [level for level in saddle_levels(scene.points) if min(known) < level < max(known)]
        if dashed:
            colour = "#" + MARKS[Kind.SADDLE].colour
            axes.contour(xs, ys, rows, dashed, colors=colour, linewidths=1.1, linestyles="dashed")
    draw_curves(axes, scene)
    draw_set(axes, scene)
    for curve in scene.certificates:
        axes.plot(*zip(*curve.places, strict=True), zorder=4, **line_style(curve.course))
    widths = [high - low for low, high in scene.spans]
    axes.set_aspect("equal" if max(widths) < _MOST_UNEQUAL * min(widths) else "auto")
    _finish(axes, scene.points, scene.spans)


def saddle_levels(points: Iterable[Marked]) -> list[float]:
    """List the distinct values at saddles; none when there are too many to be told apart.

    Examples
    --------
    >>> saddle_levels([Marked((0.0, 1.0), 2.0, Kind.SADDLE), Marked((0.0, -1.0), 2.0, Kind.SADDLE)])
    [2.0]
    """
    return distinct([point.value for point in points if point.kind is Kind.SADDLE])


def _finish(axes: Any, points: Sequence[Marked], spans: Sequence[Span]) -> None:
    for kind in MARKS:
        places = [p.at if len(p.at) == 2 else (p.at[0], p.value) for p in points if p.kind is kind]
        for style in mark_styles(kind, len(points)) if places else ():
            axes.plot(*zip(*places, strict=True), linestyle="none", zorder=5, clip_on=False, **style)
    axes.set_xlim(*spans[0])
    axes.set_ylim(*spans[1])
    for name, span in zip("xy", spans, strict=True):
        place_ticks(axes, name, span)
