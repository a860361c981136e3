"""Answers in words: no critical points, a classified point, and points joined by "and"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from symhess.parse.characters import Source

__all__ = ["Classification", "Worded", "join_points", "split_words"]

Classification = Literal["minimum", "maximum", "saddle"]


def _phrase(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a space stands for one or more."""
    return re.compile(pattern.replace(" ", " +"), re.IGNORECASE)


_NOTHING = r"none|no (?:critical |stationary )?points?|no (?:real )?solutions?"
_NONE = _phrase(rf"(?:there (?:is|are) )?(?:{_NOTHING})\.?|\{{\s*\}}|∅")
_KIND = r"(?:an? |the )?(?:local |relative |rel\. )?(?P<kind>min|minimum|max|maximum|saddle)(?: point)?"
_KIND_FIRST = _phrase(rf"{_KIND}(?: at (?:the point )?|:\s*(?=[(<]))(?P<point>\S.*)")
_POINT_FIRST = _phrase(rf"(?P<point>.*\S) is {_KIND}\.?")
_AND = re.compile(r"(?<=[)\]}>]) *,? *and *(?=[(<[{])")
_SEMICOLON = re.compile(r"(?<=[)}>]) *; *(?=[(<{])")

_CLASSIFICATIONS: dict[str, Classification] = {
    "min": "minimum",
    "minimum": "minimum",
    "max": "maximum",
    "maximum": "maximum",
    "saddle": "saddle",
}


@dataclass(frozen=True, slots=True)
class Worded:
    """What the words of an answer say, and the mathematics that is left.

    Attributes
    ----------
    rest : Source or None
        What is still to be read; None if the words say that there is nothing.
    classification : str or None
        minimum, maximum or saddle, if the point is classified.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> split_words(fold_characters("none")).rest is None
    True
    """

    rest: Source | None
    classification: Classification | None = None


def split_words(source: Source) -> Worded:
    """Separate the words of an answer from its mathematics.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> worded = split_words(fold_characters("Local max at (1, 2)"))
    >>> worded.classification, worded.rest.text
    ('maximum', '(1, 2)')
    >>> split_words(fold_characters("x + 1")).classification is None
    True
    """
    if _NONE.fullmatch(source.text):
        return Worded(None)
    found = _KIND_FIRST.fullmatch(source.text) or _POINT_FIRST.fullmatch(source.text)
    if not found:
        return Worded(source)
    return Worded(source.part(*found.span("point")), _CLASSIFICATIONS[found["kind"].lower()])


def join_points(source: Source) -> Source:
    """Put a comma for every "and" that stands between brackets, and for every semicolon that separates no rows.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> join_points(fold_characters("(0,0) and (1,1)")).text
    '(0,0),    (1,1)'
    >>> join_points(fold_characters("x and y")).text, join_points(fold_characters("(0,0);(1,1)")).text
    ('x and y', '(0,0),(1,1)')
    """
    text = _AND.sub(_comma, source.text)
    if "[" not in text:
        text = _SEMICOLON.sub(_comma, text)
    return Source(text, source.positions, source.original)


def _comma(found: re.Match[str]) -> str:
    return ",".ljust(len(found.group()))
