"""Flat pictures: the graph of one variable, level lines of two, the marks on them and their legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from symhess.render.figure.data import Marked, Span, curve, grid, levels, quantile, saddle_levels
from symhess.render.figure.marks import MARKS
from symhess.render.figure.text import place_ticks, text_style
from symhess.render.phrases import sentence
from symhess.verdict import Kind

__all__ = ["draw_curve", "draw_legend", "draw_levels", "kinds", "mark_styles"]

_CURVE_STEPS, _GRID_STEPS = 400, 84
_BANDS = 13
_LIGHT, _DARK = 0.98, 0.62  # greys of the lowest and the highest band: marks stand out on both
_MOST_UNEQUAL = 2.5  # axes keep one scale while their ranges differ by less than this factor
_OTHER_LETTERS = "DejaVu Serif"  # comes with matplotlib and has what TeX's font lacks: é, ł, я
_MANY = 25  # points; more of them get smaller marks


def draw_curve(axes: Any, f: Callable[..., float], points: Sequence[Marked], span: Span) -> None:
    """Draw the graph of one variable with its points; what is far away from them is cut off.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> draw_curve(axes, lambda x: x * x, [Marked((0.0,), 0.0, Kind.MINIMUM)], (-1.0, 1.0))
    >>> len(axes.lines)
    2
    """
    xs, values = curve(f, span, _CURVE_STEPS)
    axes.plot(xs, values, color="0.15", linewidth=1.1)
    known = sorted(v for v in values if v == v) or [0.0]
    heights = [p.value for p in points] + [quantile(known, 0.04), quantile(known, 0.9)]
    low, high = min(heights), max(heights)
    room = 0.12 * (high - low) or 1.0
    axes.grid(color="0.9", linewidth=0.5)
    axes.set_axisbelow(True)
    _finish(axes, points, (span, (low - room, high + room)))


def draw_levels(axes: Any, f: Callable[..., float], points: Sequence[Marked], spans: Sequence[Span]) -> None:
    """Draw level lines over grey bands, the levels of saddles dashed, and the points.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> draw_levels(axes, lambda x, y: x * y, [Marked((0.0, 0.0), 0.0, Kind.SADDLE)], ((-1.0, 1.0), (-1.0, 1.0)))
    >>> len(axes.collections), len(axes.lines)
    (3, 2)
    """
    xs, ys, rows = grid(f, spans, _GRID_STEPS)
    chosen = levels(rows, _BANDS)
    if chosen:
        greys = [str(_LIGHT + (_DARK - _LIGHT) * k / len(chosen)) for k in range(len(chosen) + 1)]
        axes.contourf(xs, ys, rows, chosen, colors=greys, extend="both")
        axes.contour(xs, ys, rows, chosen, colors="0.25", linewidths=0.35, linestyles="solid")
        known = [v for row in rows for v in row if v == v]
        dashed = [level for level in saddle_levels(points) if min(known) < level < max(known)]
        if dashed:
            colour = "#" + MARKS[Kind.SADDLE].colour
            axes.contour(xs, ys, rows, dashed, colors=colour, linewidths=1.1, linestyles="dashed")
    widths = [high - low for low, high in spans]
    axes.set_aspect("equal" if max(widths) < _MOST_UNEQUAL * min(widths) else "auto")
    _finish(axes, points, spans)


def draw_legend(drawn: Any, points: Sequence[Marked], language: str = "en") -> None:
    """Say under a figure which mark stands for which kind.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> drawn = Figure(layout="constrained")
    >>> draw_legend(drawn, [Marked((0.0,), 0.0, Kind.MINIMUM)])
    >>> [text.get_text() for text in drawn.legends[0].get_texts()]
    ['minimum']
    """
    from matplotlib.lines import Line2D

    shown = list(kinds(points))
    if not shown:
        return
    drawn.legend(
        [Line2D([], [], linestyle="none", **mark_styles(kind, 1)[-1]) for kind in shown],
        [sentence(kind, language) for kind in shown],
        loc="outside lower center",
        ncols=len(shown),
        frameon=False,
        handletextpad=0.1,
        columnspacing=1.2,
        prop={"family": [text_style(9)["fontfamily"], _OTHER_LETTERS], "size": 9},
    )


def kinds(points: Sequence[Marked]) -> Iterator[Kind]:
    """List the kinds that occur, minima first.

    Examples
    --------
    >>> [kind.value for kind in kinds([Marked((0.0,), 0.0, Kind.MINIMUM)])]
    ['minimum']
    """
    return (kind for kind in MARKS if any(p.kind is kind for p in points))


def mark_styles(kind: Kind, count: int) -> list[dict[str, Any]]:
    """Say how to draw a mark with its white edge; a cross has no edge, so a wider white one goes under it.

    Examples
    --------
    >>> [style["color"] for style in mark_styles(Kind.SADDLE, 1)]
    ['white', '#1F5FA8']
    """
    mark = MARKS[kind]
    plain = {"marker": mark.shape, "markersize": 6.5 if count <= _MANY else 4.0}
    colour = "#" + mark.colour
    if mark.shape != "x":
        return [plain | {"color": colour, "markeredgecolor": "white"}]
    return [plain | {"color": "white", "markeredgewidth": 3.2}, plain | {"color": colour, "markeredgewidth": 1.6}]


def _finish(axes: Any, points: Sequence[Marked], spans: Sequence[Span]) -> None:
    for kind in kinds(points):
        places = [p.at if len(p.at) == 2 else (p.at[0], p.value) for p in points if p.kind is kind]
        for style in mark_styles(kind, len(points)):
            axes.plot(*zip(*places, strict=True), linestyle="none", zorder=5, **style)
    axes.set_xlim(*spans[0])
    axes.set_ylim(*spans[1])
    for name, span in zip("xy", spans, strict=True):
        place_ticks(axes, name, span)
