"""The graph of two variables as a lit grey surface with the critical points and curves on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import nan, sqrt
from typing import Any, Final, TypeAlias

from symhess.render.figure.data import Grid, Span, grid, quantile
from symhess.render.figure.legend import SET, line_style, mark_styles
from symhess.render.figure.scene import Scene
from symhess.render.figure.sets import set_lines
from symhess.render.figure.text import label, place_ticks, text_style
from symhess.render.figure.view import View, best_view

__all__ = ["draw_surface", "lit_patches"]

_Corner: TypeAlias = tuple[float, float, float]

_STEPS: Final = 48
_MESH: Final = 0.07  # how much darker the edges of the patches are
_CUT: Final = 0.88  # the highest part of a steep surface is cut off, or its walls would hide everything
_STEEP: Final = 1.5  # a surface this many times higher than its lower part is cut
_WALL: Final = 3.0  # patches so many times higher than the picture stand at poles
_HALVINGS: Final = 20
_MOST_CORNERS: Final = 8  # of a square cut three times; matplotlib reads stray memory where numbers of corners differ
_LIGHT: Final = (-0.5, -0.35, 0.79)  # a unit vector towards the light


def draw_surface(axes: Any, scene: Scene) -> None:
    """Draw the surface into three-dimensional axes; on a region only the part above it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> axes = Figure().add_subplot(projection="3d")
    >>> draw_surface(axes, scene_of(analyze("x y")))
    >>> len(axes.collections), len(axes.lines), axes.computed_zorder
    (1, 2, False)
    """
    from mpl_toolkits.mplot3d.art3d import Poly3DCollection

    table = grid(scene.on_region, scene.spans, _STEPS)
    heights = _heights(table, [point.value for point in scene.points])
    patches, greys = lit_patches(scene.on_region, scene.spans, table, heights)
    axes.computed_zorder = False
    surface = Poly3DCollection(
        patches,
        facecolors=[str(grey) for grey in greys],
        edgecolors=[str(round(grey - _MESH, 3)) for grey in greys],
        linewidths=0.15,
        zorder=1,
    )
    axes.add_collection3d(surface)
    view = best_view(scene, heights)
    _draw_lines(axes, scene, view)
    for point in scene.points:
        faint = {} if view.sees((*point.at, point.value)) else {"alpha": 0.45}
        for style in mark_styles(point.kind, len(scene.points)):
            axes.plot([point.at[0]], [point.at[1]], [point.value], linestyle="none", zorder=10, **style | faint)
    _dress(axes, scene.spans, heights, view)


def _heights(table: Grid, marked: Sequence[float]) -> Span:
    values = sorted(v for row in table[2] for v in row if v == v) or [0.0]
    low = min([quantile(values, 1 - _CUT), *marked])
    high = max([quantile(values, _CUT), *marked])
    if values[-1] - values[0] < _STEEP * (high - low):
        low, high = min(low, values[0]), max(high, values[-1])
    return (low, high) if high > low else (low, low + 1.0)


def _draw_lines(axes: Any, scene: Scene, view: View) -> None:
    """Lift constraint curves and certificate curves onto the surface, where it does not hide them."""
    drawn = [(line, SET) for line in set_lines(scene)]
    drawn += [(list(curve.places), line_style(curve.course)) for curve in scene.certificates]
    low, high = view.heights
    for line, style in drawn:
        lifted = [(*at, scene.f(*at)) for at in line]
        seen = [spot if low <= spot[2] <= high and view.sees(spot) else (nan, nan, nan) for spot in lifted]
        axes.plot(*zip(*seen, strict=True), zorder=5, **style)


def lit_patches(
    f: Callable[..., float], spans: Sequence[Span], table: Grid, heights: Span
) -> tuple[list[list[_Corner]], list[float]]:
    """Cut the surface's patches where f ends and at the lowest and highest level, and shade them.

    Examples
    --------
    >>> spans = ((-1.0, 1.0), (-1.0, 1.0))
    >>> flat, greys = lit_patches(lambda x, y: 0.0, spans, grid(lambda x, y: 0.0, spans, 48), (0.0, 1.0))
    >>> len(flat), set(greys)
    (2304, {0.832})
    """
    xs, ys, rows = table
    low, high = heights
    sizes = (spans[0][1] - spans[0][0], spans[1][1] - spans[1][0], high - low)
    patches, greys = [], []
    for i in range(_STEPS):
        for k in range(_STEPS):
            square = [(xs[k + b], ys[i + a], rows[i + a][k + b]) for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))]
            corners = _where_known(f, square)
            values = [z for *_, z in corners] or [low]
            if min(values) < low and max(values) - min(values) > _WALL * (high - low):
                continue
            patch = _cut_above(_cut_above(corners, high, 1), low, -1)
            if len(patch) > 2:
                patches.append(patch + patch[-1:] * (_MOST_CORNERS - len(patch)))
                greys.append(_shade(corners, sizes))
    return patches, greys


def _where_known(f: Callable[..., float], square: list[_Corner]) -> list[_Corner]:
    """The part of a square over which f has values; its sides are followed to the point where they end."""
    known = [z == z for *_, z in square]
    if all(known):
        return square
    kept = []
    for k, corner in enumerate(square):
        after = (k + 1) % len(square)
        if known[k]:
            kept.append(corner)
        if known[k] != known[after]:
            kept.append(_last_known(f, *((corner, square[after]) if known[k] else (square[after], corner))))
    return kept


def _last_known(f: Callable[..., float], known: _Corner, unknown: _Corner) -> _Corner:
    for _ in range(_HALVINGS):
        x, y = (known[0] + unknown[0]) / 2, (known[1] + unknown[1]) / 2
        middle = (x, y, f(x, y))
        known, unknown = (middle, unknown) if middle[2] == middle[2] else (known, middle)
    return known


def _shade(corners: Sequence[_Corner], sizes: Sequence[float]) -> float:
    """Grey of a patch by the angle between its normal and the light."""
    normal = [0.0, 0.0, 0.0]
    for (x0, y0, z0), (x1, y1, z1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        normal[0] += (y0 - y1) * (z0 + z1) / sizes[1] / sizes[2]
        normal[1] += (z0 - z1) * (x0 + x1) / sizes[2] / sizes[0]
        normal[2] += (x0 - x1) * (y0 + y1) / sizes[0] / sizes[1]
    norm = sqrt(sum(part * part for part in normal)) or 1.0
    light = sum(part * towards for part, towards in zip(normal, _LIGHT, strict=True)) / norm
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


def _dress(axes: Any, spans: Sequence[Span], heights: Span, view: View) -> None:
    axes.set_xlim(*spans[0])
    axes.set_ylim(*spans[1])
    axes.set_zlim(*heights)
    axes.set_proj_type("ortho")
    axes.set_box_aspect((1, 1, view.height), zoom=1.0)
    axes.view_init(elev=view.elevation, azim=view.azimuth)
    for name, span in zip("xyz", (*spans, heights), strict=True):
        place_ticks(axes, name, span, most=3, size=7)
        axis = getattr(axes, f"{name}axis")
        axis.set_pane_color((1, 1, 1, 0))
        axis.line.set_color("0.5")
    axes.tick_params(pad=-2, color="0.5")
    axes.tick_params(axis="z", pad=2)
    axes.grid(False)
    axes.text2D(0.95, 0.88, label("f"), transform=axes.transAxes, **text_style(9))
