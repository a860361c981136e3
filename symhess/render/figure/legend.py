"""The key of a picture: marks by kind, and lines by what they mean; every one is told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from symhess.render.figure.certificates import Course
from symhess.render.figure.marks import MARKS
from symhess.render.figure.scene import Marked, Scene
from symhess.render.figure.text import text_style
from symhess.render.phrases import phrase, sentence
from symhess.verdict import Kind

__all__ = ["CURVES", "SET", "draw_legend", "kinds", "line_style", "lines_shown", "mark_styles"]

CURVES: Final[dict[Kind, Any]] = {
    Kind.MINIMUM: "solid",
    Kind.MAXIMUM: (0, (1, 1)),
    Kind.SADDLE: (0, (6, 1.5, 1, 1.5)),
    Kind.UNDECIDED: (0, (3, 3)),
}
"""How curves of critical points are drawn."""

SET: Final[dict[str, Any]] = {"color": "#7A3E00", "linewidth": 1.4}
"""How constraints and the edges of regions are drawn."""

_SIZES: Final = ((25, 1.0), (100, 0.62), (10**9, 0.4))  # up to so many points marks have this part of their size
_COURSES: Final[dict[Course, dict[str, Any]]] = {
    Course.RISES: {"color": "black", "linewidth": 1.5, "linestyle": "solid"},
    Course.FALLS: {"color": "black", "linewidth": 1.7, "linestyle": (0, (1, 1.3))},
    Course.CONSTANT: {"color": "black", "linewidth": 1.5, "linestyle": (0, (7, 2, 1, 2))},
}
_OTHER_LETTERS: Final = "DejaVu Serif"  # comes with matplotlib and has what TeX's font lacks: é, ł, я
_SIZE: Final = 9  # points
# In sizes of the letters: what stands before the words of an entry and after them, and a letter at its widest.
_AROUND, _LETTER = 3.4, 0.55


def draw_legend(drawn: Any, scene: Scene, language: str = "en") -> None:
    """Say under a figure what its marks and lines stand for.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> drawn = Figure(layout="constrained")
    >>> draw_legend(drawn, scene_of(analyze("(y - x^2)(y - 3x^2)")))
    >>> [text.get_text() for text in drawn.legends[0].get_texts()]
    ['saddle', 'f rises', 'f falls']
    """
    from matplotlib.lines import Line2D

    entries = [(_lone_mark(kind), sentence(kind, language)) for kind in kinds(scene.points)]
    entries += lines_shown(scene, language)
    if not entries:
        return
    drawn.legend(
        [Line2D([], [], **style) for style, _ in entries],
        [words for _, words in entries],
        loc="outside lower center",
        ncols=_columns([words for _, words in entries], drawn.get_figwidth()),
        frameon=False,
        handletextpad=0.4,
        handlelength=1.6,
        columnspacing=1.4,
        prop={"family": [text_style(_SIZE)["fontfamily"], _OTHER_LETTERS], "size": _SIZE},
    )


def _columns(entries: Sequence[str], inches: float) -> int:
    """All entries in one line where they fit, else in two."""
    needed = sum(_AROUND + _LETTER * len(words) for words in entries)
    return len(entries) if needed * _SIZE <= 72 * inches else (len(entries) + 1) // 2


def _lone_mark(kind: Kind) -> dict[str, Any]:
    return {"linestyle": "none"} | mark_styles(kind, 1)[-1]


def lines_shown(scene: Scene, language: str = "en") -> Iterator[tuple[dict[str, Any], str]]:
    """The lines of a picture beside level lines: how each is drawn, and what it means.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.figure.scene import scene_of
    >>> [words for _, words in lines_shown(scene_of(analyze("(x^2 + y^2 - 1)^2")))]
    ['curve of minima']
    """
    for kind in dict.fromkeys(curve.kind for curve in scene.curves):
        style = {"color": "#" + MARKS[kind].colour, "linewidth": 2.0, "linestyle": CURVES[kind]}
        yield style, phrase(f"legend.curve.{kind.value}", language)
    for course in dict.fromkeys(curve.course for curve in scene.certificates):
        yield line_style(course), phrase(f"legend.{course.value}", language)
    if len(scene.variables) == 2 and (scene.equations or scene.region):
        yield SET, phrase("legend.region" if scene.region else "legend.constraint", language)


def kinds(points: Sequence[Marked]) -> Iterator[Kind]:
    """List the kinds that occur, minima first.

    Examples
    --------
    >>> [kind.value for kind in kinds([Marked((0.0,), 0.0, Kind.MINIMUM)])]
    ['minimum']
    """
    return (kind for kind in MARKS if any(p.kind is kind for p in points))


def line_style(course: Course) -> dict[str, Any]:
    """Say how to draw a curve along which f keeps a course.

    Examples
    --------
    >>> line_style(Course.RISES)["linestyle"]
    'solid'
    """
    return _COURSES[course]


def mark_styles(kind: Kind, count: int) -> list[dict[str, Any]]:
    """Say how to draw a mark with its white edge; a cross has no edge, so a wider white one goes under it.

    Examples
    --------
    >>> [style["color"] for style in mark_styles(Kind.SADDLE, 1)]
    ['white', '#1F5FA8']
    """
    mark = MARKS[kind]
    part = next(part for most, part in _SIZES if count <= most)
    plain = {"marker": mark.shape, "markersize": 6.5 * part}
    colour = "#" + mark.colour
    if mark.shape != "x":
        return [plain | {"color": colour, "markeredgecolor": "white", "markeredgewidth": part}]
    under = {"color": "white", "markeredgewidth": 3.2 * part}
    return [plain | under, plain | {"color": colour, "markeredgewidth": 1.6 * part}]
