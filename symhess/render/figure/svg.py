"""Shorter SVG: paths of straight lines in relative steps of a tenth of a point, without corners that do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Final, TypeAlias

__all__ = ["compact"]

_Corner: TypeAlias = tuple[float, float]

_PATH: Final = re.compile(r' d="([^"]*)"')
_STRAIGHT: Final = re.compile(r"[MLz\s\d.\-]*")
_STRAY: Final = 0.7  # tenths of a point
_CORNER: Final = re.compile(r"([MLz])\s*(?:(-?[\d.]+)\s+(-?[\d.]+))?")


def compact(svg: str) -> str:
    r"""Rewrite every path that has only straight lines; nothing moves by more than a tenth of a point.

    Examples
    --------
    >>> compact('<path d="M 10.04 20 \nL 11.26 19.5 \nL 11.26 30 \nz "/>')
    '<path d="M10 20l1.3-.5 0 10.5z"/>'
    >>> compact('<path d="M 0 0 \nL 1 1 \nL 2 2 \nL 3 3 \n"/>')
    '<path d="M0 0l3 3"/>'
    """
    return _PATH.sub(lambda found: f' d="{_shortened(found[1])}"', svg)


def _shortened(path: str) -> str:
    return "".join(map(_written, _strokes(path))) if _STRAIGHT.fullmatch(path) else path


def _strokes(path: str) -> Iterator[tuple[list[_Corner], bool]]:
    """Every stroke of a path in tenths of a point, and whether it is closed."""
    corners: list[_Corner] = []
    for letter, across, down in _CORNER.findall(path):
        if letter != "L" and corners:
            yield corners, letter == "z"
            corners = []
        if letter != "z":
            corners.append((10 * float(across), 10 * float(down)))
    if corners:
        yield corners, False


def _written(stroke: tuple[list[_Corner], bool]) -> str:
    corners, closed = stroke
    rounded = [(round(across), round(down)) for across, down in _thinned(corners)]
    (x, y), *others = rounded
    text = f"M{_tenths(x)}{_joined(y)}"
    for k, (across, down) in enumerate(others):
        text += (_joined(across - x) if k else "l" + _tenths(across - x)) + _joined(down - y)
        x, y = across, down
    return text + "z" * closed


def _thinned(corners: Sequence[_Corner]) -> list[_Corner]:
    """Leave out corners that are as good as on a straight line between others (Ramer, Douglas and Peucker)."""
    kept = {0, len(corners) - 1}
    open_parts = [(0, len(corners) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        distances = {k: _distance(corners[k], corners[first], corners[last]) for k in range(first + 1, last)}
        farthest = max(distances, key=distances.__getitem__, default=first)
        if distances.get(farthest, 0.0) > _STRAY:
            kept.add(farthest)
            open_parts += [(first, farthest), (farthest, last)]
    return [corners[k] for k in sorted(kept)]


def _distance(corner: _Corner, start: _Corner, end: _Corner) -> float:
    """From a corner to the straight line between two others."""
    along = (end[0] - start[0], end[1] - start[1])
    beside = (corner[0] - start[0], corner[1] - start[1])
    length = hypot(*along)
    if not length:
        return hypot(*beside)
    part = min(1.0, max(0.0, (along[0] * beside[0] + along[1] * beside[1]) / length**2))
    return hypot(beside[0] - part * along[0], beside[1] - part * along[1])


def _joined(tenths: int) -> str:
    """A number after another one; a minus sign separates them as well as a space does."""
    text = _tenths(tenths)
    return text if text.startswith("-") else " " + text


def _tenths(tenths: int) -> str:
    whole, rest = divmod(abs(tenths), 10)
    size = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{size}" if tenths < 0 else size
