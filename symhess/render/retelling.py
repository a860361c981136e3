"""Sentences that other rooms write in English, told in the language of a page.

Notes on how an input was read, names of sets on which f is smooth and reasons about mixed partials reach a page as
texts. Here is how they are written, so that a language file can word them in its own way.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import Final

from symhess.render.phrases import phrase

__all__ = ["WRITTEN", "retold"]

WRITTEN: Final = {
    "reading.variable": "the x in {text} is read as the variable; write * for a multiplication sign",
    "reading.inverse": "{name}^-1 is read as the inverse function {inverse}, not as 1/{name}",
    "reading.power": "the power {power}... after {name} {argument} is read as one of {name}",
    "reading.factor": "what follows {argument} is read as a factor, not as part of the argument",
    "reading.argument": "{argument} is read as the argument of {name}",
    "reading.logarithm": "log is read as the natural logarithm ln",
    "reading.exact": "{text} is read as exactly {value}",
    "reading.euler": "{text}... is read as {number} times e, then {rest}...",
    "reading.product": "{text} is read as {product}",
    "pair.order": "the two orders of the mixed partial by {first} and {second} are not proved equal",
    "pair.at": "at {point}: {reason}",
    "smooth.natural": "the interior of the natural domain of f",
    "smooth.cases": "the interiors of the regions of the cases",
}
"""Key of a phrase -> the sentence as it is written elsewhere; the first that fits counts."""


def retold(text: str, section: str, language: str = "en") -> str | None:
    """The sentence in the language of a page; ``None`` where it is none of a section's.

    Parameters
    ----------
    text : str
    section : {"reading", "pair", "smooth"}
        How the keys of the sentences begin that it can be.
    language : str

    Examples
    --------
    >>> retold("0.5 is read as exactly 1/2", "reading"), retold("0.5 is read as exactly 1/2", "reading", "de")
    ('“0.5” is read as exactly 1/2.', '„0.5“ ist exakt als 1/2 gelesen.')
    >>> retold("no such sentence", "reading") is None
    True
    """
    for key, pattern in _patterns(section):
        if found := pattern.fullmatch(text):
            return phrase(key, language).format(**found.groupdict())
    return None


@cache
def _patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    sentences = [(key, text) for key, text in WRITTEN.items() if key.startswith(f"{section}.")]
    return tuple((key, re.compile(_pattern(text), re.DOTALL)) for key, text in sentences)


def _pattern(text: str) -> str:
    """A sentence as a regular expression, its slots as groups."""
    pattern, named = "", set[str]()
    for words, slot, _, _ in Formatter().parse(text):
        pattern += re.escape(words)
        if slot is not None:
            pattern += f"(?P={slot})" if slot in named else f"(?P<{slot}>.+?)"
            named.add(slot)
    return pattern
