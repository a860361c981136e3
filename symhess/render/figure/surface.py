"""The graph of two variables as a lit grey surface with the critical points on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import Any

from symhess.render.figure.axes import mark_styles
from symhess.render.figure.data import Grid, Marked, Span, grid, quantile
from symhess.render.figure.text import label, place_ticks, text_style

__all__ = ["draw_surface"]

_Corner = tuple[float, float, float]

_STEPS = 54
_MESH = 0.07  # how much darker the edges of the patches are
_CUT = 0.88  # the highest part of the surface is cut off, or steep walls would hide everything
_MOST_CORNERS = 6  # of a square cut twice; matplotlib reads stray memory where numbers of corners differ
_LIGHT = (-0.5, -0.35, 0.79)  # a unit vector towards the light


def draw_surface(axes: Any, f: Callable[..., float], points: Sequence[Marked], spans: Sequence[Span]) -> None:
    """Draw the surface into three-dimensional axes; numbers beyond the cut are left out.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot(projection="3d")
    >>> draw_surface(axes, lambda x, y: x * y, (), ((-1.0, 1.0), (-1.0, 1.0)))
    >>> len(axes.collections)
    1
    """
    from mpl_toolkits.mplot3d.art3d import Poly3DCollection

    table = grid(f, spans, _STEPS)
    values = sorted(v for row in table[2] for v in row if v == v) or [0.0]
    heights = [p.value for p in points]
    low = min([quantile(values, 1 - _CUT), *heights])
    high = max([quantile(values, _CUT), *heights])
    if high == low:
        high = low + 1.0
    patches, greys = _lit_patches(table, spans, low, high)
    axes.computed_zorder = False
    surface = Poly3DCollection(
        patches,
        facecolors=[str(grey) for grey in greys],
        edgecolors=[str(round(grey - _MESH, 3)) for grey in greys],
        linewidths=0.15,
        zorder=1,
    )
    surface.set_rasterized(True)
    axes.add_collection3d(surface)
    for point in points:
        for style in mark_styles(point.kind, len(points)):
            axes.plot([point.at[0]], [point.at[1]], [point.value], linestyle="none", zorder=10, **style)
    _dress(axes, spans, (low, high))


def _lit_patches(
    table: Grid, spans: Sequence[Span], low: float, high: float
) -> tuple[list[list[_Corner]], list[float]]:
    """Cut the surface's patches at the lowest and highest level, and shade them."""
    xs, ys, rows = table
    sizes = (spans[0][1] - spans[0][0], spans[1][1] - spans[1][0], high - low)
    patches, greys = [], []
    for i in range(_STEPS):
        for k in range(_STEPS):
            corners = [(xs[k + b], ys[i + a], rows[i + a][k + b]) for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))]
            if any(z != z for *_, z in corners):
                continue
            patch = _cut_above(_cut_above(corners, high, 1), low, -1)
            if len(patch) > 2:
                patches.append(patch + patch[-1:] * (_MOST_CORNERS - len(patch)))
                greys.append(_shade(corners, sizes))
    return patches, greys


def _shade(corners: Sequence[_Corner], sizes: Sequence[float]) -> float:
    """Grey of a patch by the angle between its normal and the light."""
    (x0, y0, z0), (x1, _, z1), _, (_, y3, z3) = corners
    slope_x = (z1 - z0) / sizes[2] / ((x1 - x0) / sizes[0])
    slope_y = (z3 - z0) / sizes[2] / ((y3 - y0) / sizes[1])
    norm = sqrt(slope_x**2 + slope_y**2 + 1)
    light = (-slope_x * _LIGHT[0] - slope_y * _LIGHT[1] + _LIGHT[2]) / norm
    return round(min(0.92, max(0.42, 0.5 + 0.42 * light)), 3)


def _cut_above(corners: Sequence[_Corner], height: float, side: int) -> list[_Corner]:
    """Keep the part of a flat patch below the height (above it for side -1)."""
    kept: list[_Corner] = []
    for a, b in zip(corners, (*corners[1:], corners[0]), strict=True) if corners else ():
        inside, next_inside = side * a[2] <= side * height, side * b[2] <= side * height
        if inside:
            kept.append(a)
        if inside != next_inside:
            part = (height - a[2]) / (b[2] - a[2])
            kept.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]), height))
    return kept


def _dress(axes: Any, spans: Sequence[Span], heights: Span) -> None:
    axes.set_xlim(*spans[0])
    axes.set_ylim(*spans[1])
    axes.set_zlim(*heights)
    axes.set_box_aspect((1, 1, 0.75), zoom=0.9)
    axes.view_init(elev=32, azim=-58)
    for name, span in zip("xyz", (*spans, heights), strict=True):
        place_ticks(axes, name, span, most=3, size=7)
        axis = getattr(axes, f"{name}axis")
        axis.set_pane_color((1, 1, 1, 0))
        axis.line.set_color("0.5")
    axes.tick_params(pad=-2, color="0.5")
    axes.grid(False)
    axes.text2D(0.94, 0.78, label("f"), transform=axes.transAxes, **text_style(9))
