"""LaTeX source as tokens: its nesting checked, and the extent of every argument known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symhess.errors import ParseError
from symhess.parse.characters import Source

__all__ = ["ARGUMENTS", "ENVIRONMENTS", "Tex", "read_tex"]

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.")
_DELIMITERS = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"))

# How many arguments a command takes; each is {...}, one token, or one command with its own arguments.
ARGUMENTS = {
    "\\frac": 2,
    "\\dfrac": 2,
    "\\tfrac": 2,
    "\\sqrt": 1,
    "\\operatorname": 1,
    "\\mathrm": 1,
    "\\mathbf": 1,
    "\\hat": 1,
    "\\text": 1,
}
ENVIRONMENTS = ("pmatrix", "bmatrix")

_ENVIRONMENT_NAME = re.compile(r"\s*\{([A-Za-z]*\*?)\}")


@dataclass(frozen=True, slots=True)
class Tex:
    r"""LaTeX tokens with their structure.

    Attributes
    ----------
    tokens : tuple of str
        Commands and single characters; an environment's begin and end are one token each.
    positions : tuple of int
        Where each stands in the user's text, and at the end where the text ends.
    ends : tuple of int
        For each token the last token of the unit that starts there.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> tex = read_tex(fold_characters(r"$\frac12x$"))
    >>> tex.tokens, tex.ends[0], tex.argument(0, 1)
    (('\\frac', '1', '2', 'x'), 2, 2)
    """

    tokens: tuple[str, ...]
    positions: tuple[int, ...]
    ends: tuple[int, ...]

    def skip(self, index: int) -> int:
        """Step over spaces.

        Examples
        --------
        >>> from symhess.parse.characters import fold_characters
        >>> read_tex(fold_characters("x  y")).skip(1)
        3
        """
        return _skip(self.tokens, index)

    def argument(self, index: int, number: int) -> int:
        r"""Find where an argument of the command at `index` starts.

        Examples
        --------
        >>> from symhess.parse.characters import fold_characters
        >>> read_tex(fold_characters(r"\frac{x} 2")).argument(0, 1)
        5
        """
        start = self.skip(_after_option(self.tokens, index))
        for _ in range(number):
            start = self.skip(self.ends[start] + 1)
        return start


def read_tex(source: Source) -> Tex:
    r"""Split LaTeX into tokens, drop one pair of outer math delimiters, and check the nesting.

    Raises
    ------
    ParseError
        If a brace, \left or environment is not closed by its partner, or an argument is missing.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> read_tex(fold_characters(r"\frac{x}{"))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: '{' is never closed (at character 9)
    """
    source = _without_delimiters(source.strip())
    tokens, positions = [], []
    index = 0
    while index < len(source.text):
        stop = _token_end(source, index)
        token = source.text[index:stop]
        tokens.append(token.replace(" ", "") if token.startswith(("\\begin", "\\end")) else token)
        positions.append(source.positions[index])
        index = stop
    positions.append(source.positions[-1])
    partners = _partners(tokens, positions)
    return Tex(tuple(tokens), tuple(positions), _ends(tokens, positions, partners))


def _without_delimiters(source: Source) -> Source:
    for opener, closer in _DELIMITERS:
        long_enough = len(source.text) >= len(opener) + len(closer)
        if long_enough and source.text.startswith(opener) and source.text.endswith(closer):
            return source.part(len(opener), len(source.text) - len(closer)).strip()
    return source


def _token_end(source: Source, index: int) -> int:
    found = _TOKEN.match(source.text, index)
    if found is None or found.group() == "\\":
        raise ParseError("a backslash ends the text", position=source.positions[index])
    if found.group() not in ("\\begin", "\\end"):
        return found.end()
    name = _ENVIRONMENT_NAME.match(source.text, found.end())
    if name is None or name.group(1) not in ENVIRONMENTS:
        message = f"after {found.group()} comes {{{'} or {'.join(ENVIRONMENTS)}}}"
        raise ParseError(message, position=source.positions[index])
    return name.end()


def _partners(tokens: list[str], positions: list[int]) -> dict[int, int]:
    r"""Pair braces, \left with \right and \begin with \end, properly nested."""
    partners: dict[int, int] = {}
    open_indices: list[int] = []
    for index, token in enumerate(tokens):
        if token == "{" or token == "\\left" or token.startswith("\\begin{"):
            open_indices.append(index)
        elif token == "}" or token == "\\right" or token.startswith("\\end{"):
            if not open_indices or tokens[open_indices[-1]] != _opener(token):
                raise ParseError(f"{_shown(token)} closes nothing", position=positions[index])
            partners[open_indices.pop()] = index
    if open_indices:
        last = open_indices[-1]
        raise ParseError(f"{_shown(tokens[last])} is never closed", position=positions[last])
    return partners


def _opener(token: str) -> str:
    return {"}": "{", "\\right": "\\left"}.get(token) or token.replace("\\end", "\\begin")


def _shown(token: str) -> str:
    return f"'{token}'"


def _ends(tokens: list[str], positions: list[int], partners: dict[int, int]) -> tuple[int, ...]:
    """Find where each unit ends, from right to left so that nested commands need no recursion."""
    ends = list(range(len(tokens)))
    for index in reversed(range(len(tokens))):
        token = tokens[index]
        if index in partners:
            ends[index] = partners[index] + (token == "\\left")
        for _ in range(ARGUMENTS.get(token, 0)):
            start = _skip(tokens, max(ends[index] + 1, _after_option(tokens, index)))
            if start >= len(tokens) or tokens[start] in ("}", "&", "\\\\", "\\right", "^", "_"):
                raise ParseError(f"{token} lacks an argument", position=positions[index])
            ends[index] = ends[start]
    return tuple(ends)


def _after_option(tokens: list[str] | tuple[str, ...], index: int) -> int:
    """Step over a command and the optional [degree] of a root."""
    bracket = _skip(tokens, index + 1)
    if tokens[index] == "\\sqrt" and bracket < len(tokens) and tokens[bracket] == "[":
        following = tokens[bracket:]
        return bracket + following.index("]") + 1 if "]" in following else len(tokens)
    return index + 1


def _skip(tokens: list[str] | tuple[str, ...], index: int) -> int:
    while index < len(tokens) and tokens[index] == " ":
        index += 1
    return index
