"""Sentences about points: which point is said to be of which kind, with the usual words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symhess.errors import ParseError

__all__ = ["CLASSIFIED_HINT", "points_with_kinds"]

CLASSIFIED_HINT = "write (0, 0) saddle; (1, 2) minimum"

_KINDS = {
    "min": "minimum",
    "minimum": "minimum",
    "minima": "minimum",
    "minimums": "minimum",
    "max": "maximum",
    "maximum": "maximum",
    "maxima": "maximum",
    "maximums": "maximum",
    "saddle": "saddle",
    "saddles": "saddle",
    "neither": "saddle",
    "inconclusive": "inconclusive",
    "degenerate": "inconclusive",
}
_FILLERS = set("a an the is are at and both local relative rel strict point points pt pts critical".split())
_FILLERS |= set("lok lokal lokales in test of with".split())
_FILLERS |= set("there this it has have we get that so f function s e & : ; , . - = → ⇒ -> =>".split())
_BEFORE_NUMBERS = {"", ",", "at", "and", "are"}
_TOKEN = re.compile(r"[A-Za-z]+|[-=]>|\S")
_NUMBER = re.compile(r"[-−]? ?\d+(?:[./]\d+)?")
_CLAUSE = re.compile(r"[;\n]|\\\\")
_NOTHING = re.compile(r"\s*(none|no (critical|stationary)? ?points?\.?)\s*", re.IGNORECASE)
_NEITHER = re.compile(
    r"\bneither (?:an? )?(?:local )?(?:max|min)\w* n?or (?:an? )?(?:local )?(?:max|min)\w*|\bno (?:local )?extrem\w+",
    re.IGNORECASE,
)
_INFLECTION = re.compile(r"\b(?:point of )?inflection\b", re.IGNORECASE)
_LATEX_MARK = re.compile(
    r"\\(?:text(?:bf|it|rm)?|mathrm|mbox)\s*\{([^{}]*)\}|[$~]|\\[,;: ]|\\q?quad\b|\\left\b|\\right\b"
)
_VALUE = r"([^\s,;:()]+(?:\([^()]*\))?)"


def points_with_kinds(text: str, names: Sequence[str], *, latex: bool = False) -> list[tuple[str, str]]:
    """Every point as text, in brackets, with the kind that is said of it.

    Parameters
    ----------
    text : str
    names : sequence of str
        The variables.
    latex : bool

    Raises
    ------
    ParseError
        If a word is unknown, or a point is without a kind.

    Examples
    --------
    >>> points_with_kinds("(1, 0) is a local min; saddle at (-1,0)", "xy")
    [('(1, 0)', 'minimum'), ('(-1,0)', 'saddle')]
    >>> points_with_kinds("max at x = 1, min at x = 3", "x"), points_with_kinds("none", "xy")
    ([('(1)', 'maximum'), ('(3)', 'minimum')], [])
    >>> points_with_kinds("(1, 0) is not a minimum", "xy")
    Traceback (most recent call last):
    ...
    symhess.errors.ParseError: 'not' is no kind (at character 11); write (0, 0) saddle; (1, 2) minimum
    """
    if _NOTHING.fullmatch(text):
        return []
    plain = _plain(text, names, latex)
    return [found for clause in _CLAUSE.split(plain) for found in _clause(clause, len(names))]


def _plain(text: str, names: Sequence[str], latex: bool) -> str:
    """Without the marks of LaTeX around words, with brackets for coordinates, and one word for what is no extremum."""
    if latex:
        text = _LATEX_MARK.sub(lambda found: f" {found[1] or ''} ", text)
    if len(names) == 1:
        text = _INFLECTION.sub("saddle", text)
    named = r"\s*(?:,|and)?\s*".join(rf"\b{re.escape(name)}\s*=\s*{_VALUE}" for name in names)
    text = re.sub(named, lambda found: f"({', '.join(found.groups())})", text)
    text = re.sub(r"\(\s*([A-Za-z. ]+)\s*\)", r" \1 ", text)
    return _NEITHER.sub("saddle", text)


def _clause(text: str, size: int) -> Iterator[tuple[str, str]]:
    """Kinds before or after their points, whichever the clause begins with."""
    waiting: list[str] = []
    kind, found = "", 0
    pieces = list(_pieces(text, size))
    kinds_first = bool(pieces) and not pieces[0].startswith("(")
    for piece in pieces:
        if not piece.startswith("("):
            kind = piece
            yield from ((point, kind) for point in waiting)
            found, waiting = found + len(waiting), []
        elif kinds_first:
            yield piece, kind
            found += 1
        else:
            waiting.append(piece)
    if waiting or (pieces and not found):
        raise ParseError("a point has no kind" if waiting else "a kind has no point", hint=CLASSIFIED_HINT)


def _pieces(text: str, size: int) -> Iterator[str]:
    """Kinds and bracketed points in order."""
    position, before = 0, ""
    while match := _TOKEN.search(text, position):
        token, start = match.group(), match.start()
        word, position = token.lower(), match.end()
        number = _NUMBER.match(text, start) if size == 1 and before in _BEFORE_NUMBERS else None
        if token in "([":
            position = _closing(text, start)
            yield f"({text[start + 1 : position - 1]})"
        elif word == "origin":
            if not text[position:].lstrip().startswith("("):
                yield f"({', '.join('0' * size)})"
        elif number is not None:
            position = number.end()
            yield f"({number.group()})"
        elif word in _KINDS:
            yield _KINDS[word]
        elif word not in _FILLERS or text[position : position + 1] == "(" and word == "f":
            raise ParseError(f"{token[:20]!r} is no kind", position=start, hint=CLASSIFIED_HINT)
        before = word


def _closing(text: str, start: int) -> int:
    depth = 0
    for position in range(start, len(text)):
        depth += (text[position] in "([") - (text[position] in ")]")
        if depth == 0:
            return position + 1
    raise ParseError("a closing bracket is missing", position=len(text))
