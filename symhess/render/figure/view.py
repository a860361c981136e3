"""From where a surface is looked at: the first of a few directions that shows most of the points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final

from symhess.render.figure.data import Span
from symhess.render.figure.scene import Scene

__all__ = ["View", "best_view"]

_DIRECTIONS: Final = tuple((elevation, azimuth) for elevation in (32, 42, 52, 66) for azimuth in (-58, -38, -72))
_FEW: Final = 6  # points; of these nearly all should be seen, of more at least half: low views show heights best
_MOST: Final = 25  # points that are looked for; of more only some
_HEIGHT: Final = 0.75  # of the box, beside its width
_STEPS: Final = 60
_START, _ABOVE = 0.03, 0.008  # a ray begins a little before its point; a surface this much above it hides the point


@dataclass(frozen=True, slots=True)
class View:
    """A direction in degrees, and what it shows of a surface in a box of width 1.

    Examples
    --------
    >>> flat = View(32, -58, ((-1.0, 1.0), (-1.0, 1.0)), (0.0, 1.0), lambda x, y: 0.0)
    >>> flat.sees((0.0, 0.0, 0.0)), flat.sees((0.0, 0.0, -0.5))
    (True, False)
    """

    elevation: int
    azimuth: int
    spans: tuple[Span, ...]
    heights: Span
    f: Callable[..., float]
    height: float = _HEIGHT

    def sees(self, spot: tuple[float, ...]) -> bool:
        """Whether the surface leaves the straight way from a spot to the eye free."""
        elevation, azimuth = radians(self.elevation), radians(self.azimuth)
        sizes = [high - low for low, high in (*self.spans, self.heights)]
        towards = (cos(elevation) * cos(azimuth), cos(elevation) * sin(azimuth), sin(elevation) / self.height)
        for k in range(_STEPS):
            far = _START + 1.5 * k / _STEPS
            x, y, z = (a + far * part * size for a, part, size in zip(spot, towards, sizes, strict=True))
            if z > self.heights[1] or not all(
                low <= a <= high for a, (low, high) in zip((x, y), self.spans, strict=True)
            ):
                return True
            if min(self.f(x, y), self.heights[1]) > z + _ABOVE * sizes[2]:
                return False
        return True


def best_view(scene: Scene, heights: Span) -> View:
    """Choose the direction for a surface with points on it.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> best_view(scene_of(analyze("x^2 + y^2")), (0.0, 8.0)).azimuth
    -58
    """
    views = [View(elevation, azimuth, scene.spans, heights, scene.on_region) for elevation, azimuth in _DIRECTIONS]
    some = scene.points[:: 1 + len(scene.points) // _MOST]
    seen = {view: sum(view.sees((*point.at, point.value)) for point in some) for view in views}
    enough = (0.7 if len(some) <= _FEW else 0.5) * len(some)
    return next((view for view in views if seen[view] >= enough), max(views, key=lambda view: seen[view]))
