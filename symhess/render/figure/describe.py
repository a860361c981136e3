"""A picture in words, for those who cannot see it: the window, the points, the curves, what lies outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from symhess.render.document import Picture
from symhess.render.figure.axes import saddle_levels
from symhess.render.figure.graph import graph_of
from symhess.render.figure.legend import kinds, lines_shown
from symhess.render.figure.scene import Marked, Scene
from symhess.render.phrases import capitalised, counted, phrase

__all__ = ["alt_text"]

_MOST_PLACES: Final = 8


def alt_text(scene: Scene, shown: Picture, language: str = "en") -> str:
    """Say what is seen.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> alt_text(scene_of(analyze("x^2")), Picture.CURVE)
    'Graph of f for x from -2 to 2. One local minimum: (0, 0).'
    """
    return " ".join(_sentences(scene, shown, language))


def _sentences(scene: Scene, shown: Picture, language: str) -> Iterator[str]:
    def said(key: str, **slots: str | int) -> str:
        return phrase(f"figure.{key}", language).format(**slots)

    pairs = zip(scene.variables, scene.spans, strict=True)
    ranges = ", ".join(said("span", variable=v.name, low=_short(low), high=_short(high)) for v, (low, high) in pairs)
    yield said(f"described.{shown.value}", ranges=ranges)
    for kind in kinds(scene.points):
        some = [point for point in scene.points if point.kind is kind]
        more = len(some) - _MOST_PLACES
        places = _places(some[:_MOST_PLACES], shown) + (said("more", count=more) if more > 0 else "")
        yield f"{capitalised(counted(len(some), f'{kind.value}.open', language))}: {places}."
    if scene.is_marked and not scene.points:
        yield said("no-points")
    if shown is Picture.CURVE and (poles := graph_of(scene.f, scene.spans[0], ())[0].poles):
        yield said("poles", places=", ".join(map(_short, poles)))
    if shown is Picture.LEVELS and saddle_levels(scene.points):
        yield said("dashed")
    if lines := [words for _, words in lines_shown(scene, language)]:
        yield said("lines", lines=", ".join(lines))
    if scene.beyond:
        yield said("beyond", points=counted(scene.beyond, "point", language))


def _places(points: Sequence[Marked], shown: Picture) -> str:
    """Where they are, and for a graph how high."""
    places = [point.at if shown is Picture.LEVELS else (*point.at, point.value) for point in points]
    return ", ".join(f"({', '.join(map(_short, place))})" for place in places)


def _short(number: float) -> str:
    return f"{number:.3g}" if abs(number) > 1e-12 else "0"
