"""Variables of a text that declares none: its letters, with subscripts, but never words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from symhess.errors import ParseError
from symhess.parse import markers
from symhess.parse.characters import GREEK, Source
from symhess.parse.lexer import Syntax
from symhess.parse.names import CONSTANTS, FUNCTIONS, canonical_name

__all__ = ["infer_variables", "natural_order"]

_LETTER = f"[A-Za-z{''.join(GREEK)}]"
_ENGLISH = "|".join(sorted(set(GREEK.values()) - {"pi"}, key=len, reverse=True))
_VARIABLE = f"(?:{_ENGLISH}|{_LETTER})"
_SUBSCRIPT = rf"_(?:[0-9]+|[{{{markers.OPEN_GROUP}][A-Za-z0-9]+[}}{markers.CLOSE_GROUP}]|[A-Za-z])"
_KNOWN = {*FUNCTIONS, *CONSTANTS}
_NAMES = "|".join(sorted({*_KNOWN, "π", *GREEK.values()}, key=len, reverse=True))

_NUMBER = r"[0-9.]+(?:e[0-9]+)?"
_RUN = re.compile(f"{markers.UNIT}[ijk]|{_NUMBER}|(?P<run>{_LETTER}(?:{_LETTER}|{_SUBSCRIPT})*)")
_PIECE = re.compile(
    f"(?P<log>log_)|(?P<indexed>{_VARIABLE}{_SUBSCRIPT})|(?P<name>{_NAMES})|(?P<letter>{_LETTER})|(?P<other>.)"
)
_IDENTIFIER = re.compile(
    rf"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|(?:np|numpy|sp|sympy|math)\.[A-Za-z]+|(?P<run>{_LETTER}\w*)"
)
_PYTHON_VARIABLE = re.compile(f"{_VARIABLE}[0-9]*(?:_[A-Za-z0-9]+)?")
_PYTHON_RESERVED = {"E", "lambda"} | _KNOWN

_WORDS = set("and at do for if in is it max min no not of on or the to".split())
_UNDECLARED_FUNCTIONS = "fghFGH"
_LONGEST_PRODUCT = 3


def infer_variables(source: Source, syntax: Syntax) -> tuple[str, ...]:
    """Find the variables of a text in natural order: letters except e, Greek names, and both with subscripts.

    Raises
    ------
    ParseError
        If a run of letters looks like a word, or like a function that is not known, or is the imaginary unit.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> infer_variables(fold_characters("x_10 + x_2 sin(ya) + e^t"), "calculator")
    ('a', 't', 'x_2', 'x_10', 'y')
    >>> infer_variables(fold_characters("hello + x"), "calculator")
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: 'hello' looks like a word (at character 1); declare the variables or write *
    """
    find = _identifiers if syntax == "python" else _letters
    names = natural_order(find(source))
    for name in ("i", "I"):
        if name in names:
            place = next(k for k, c in enumerate(source.text) if c == name)
            message = f"{name} would be the imaginary unit, and functions here are real"
            raise ParseError(message, position=source.positions[place], hint=f"declare {name} if it is a variable")
    return names


def natural_order(names: Iterable[str]) -> tuple[str, ...]:
    """Sort names by letter, then by number, each once.

    Examples
    --------
    >>> natural_order(["y", "x_10", "x", "x_9", "x"])
    ('x', 'x_9', 'x_10', 'y')
    """
    return tuple(sorted(set(names), key=_natural))


def _natural(name: str) -> tuple[str, int, str]:
    base, _, subscript = name.partition("_")
    letters = base.rstrip("0123456789")
    number = base[len(letters) :] or (subscript if subscript.isdigit() else "")
    return letters.lower(), int(number or -1), name


def _identifiers(source: Source) -> Iterator[str]:
    for found in _IDENTIFIER.finditer(source.text):
        name = canonical_name(found["run"] or "")
        if name not in _PYTHON_RESERVED and _PYTHON_VARIABLE.fullmatch(name):
            yield name


def _letters(source: Source) -> Iterator[str]:
    for found in _RUN.finditer(source.text):
        if found["run"]:
            yield from _run(source, found.start(), found["run"])


def _run(source: Source, start: int, run: str) -> Iterator[str]:
    """Split one run of letters from left to right, longest known name first."""
    if run.lower() in _WORDS or (run.lower() in FUNCTIONS and run not in FUNCTIONS):
        raise _word(source, start, run)
    letters = ""
    for piece in _PIECE.finditer(run):
        letters = letters + piece.group() if piece.lastgroup == "letter" else ""
        if _is_word(letters):
            raise _word(source, start, run)
        name = canonical_name(piece.group())
        if piece.lastgroup in ("indexed", "name", "letter") and name not in _KNOWN:
            yield name
    called = source.text.startswith("(", start + len(run))
    if called and letters and letters[-1] in _UNDECLARED_FUNCTIONS:
        message = f"the function {letters[-1]} is not known"
        hint = "declare it as a variable if a product is meant"
        raise ParseError(message, position=source.positions[start + len(run) - 1], hint=hint)


def _is_word(letters: str) -> bool:
    """Tell a word from a product: three letters are one only in alphabetical order, as in abc or xyz."""
    if len(letters) == _LONGEST_PRODUCT:
        return list(letters) != sorted(set(letters))
    return len(letters) > _LONGEST_PRODUCT


def _word(source: Source, start: int, run: str) -> ParseError:
    hint = "declare the variables or write *"
    message = f"{ascii(canonical_name(run))} looks like a word"
    return ParseError(message, position=source.positions[start], hint=hint)
