"""Files in TOML: a value is built from their tables, and what is wrong is told with file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import TypeVar

from symhess.errors import InputError
from symhess.inputs.entries import Entries, WrongEntry

__all__ = ["entry_line", "read_toml"]

Value = TypeVar("Value")

# What a line break may stand in, and what opens and closes brackets.
_PIECE = re.compile(
    r'"""(?:\\.|.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|\#[^\n]*|[\[{]|[\]}]|\n",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[{1,2})\s*([^\]\n]+?)\s*\]")
_KEY = re.compile(r"""\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))\s*[=.]""")


def read_toml(content: bytes, name: str, build: Callable[[Entries], Value]) -> Value:
    r"""Build a value from a file's tables.

    Parameters
    ----------
    content : bytes
    name : str
        The name of the file for messages.
    build : callable
        Takes the tables; raises :class:`WrongEntry` for what is wrong in them.

    Raises
    ------
    InputError
        With file, line and key.

    Examples
    --------
    >>> from symhess.inputs.entries import require_known
    >>> read_toml(b"a = 1\nb = 2\n", "sheet.toml", lambda table: require_known(table, ["a"]))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: sheet.toml, line 2, b: unknown key; expected one of a
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{name}: {error}") from None
    try:
        return build(tables)
    except WrongEntry as error:
        line = entry_line(text, error.table, error.key)
        raise InputError(f"{name}, line {line}, {error.key}: {error}") from None


def entry_line(text: str, table: tuple[tuple[str, int], ...], key: str) -> int:
    r"""The line of a key in its table; of the table where the key is missing or written inside a value.

    Examples
    --------
    >>> text = 'title = "a"\n[[fields]]\n[[fields]]\nasks = "all"\n'
    >>> entry_line(text, (("fields", 1),), "asks"), entry_line(text, (("fields", 1),), "at"), entry_line(text, (), "x")
    (4, 3, 1)
    """
    found = 1
    here: list[tuple[str, int]] = []
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            here = _entered(here, header[2].replace('"', "").replace("'", ""), header[1] == "[[")
            if tuple(here) == table[: len(here)]:
                found = number
        elif (
            (name := _KEY.match(line))
            and (written := next(part for part in name.groups() if part is not None))
            and (
                (tuple(here) == table and written == key)
                or (len(here) < len(table) and tuple(here) == table[: len(here)] and written == table[len(here)][0])
            )
        ):
            return number
    return found


def _entered(here: list[tuple[str, int]], header: str, counted: bool) -> list[tuple[str, int]]:
    """The place after a header: one more of its table if the header is in double brackets."""
    names = [part.strip() for part in header.split(".")]
    place: list[tuple[str, int]] = []
    for depth, name in enumerate(names):
        known = here[depth][1] if depth < len(here) and here[depth][0] == name and here[:depth] == place else -1
        place.append((name, known + 1 if counted and depth == len(names) - 1 else max(known, 0)))
    return place


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The lines on which something begins, outside texts and brackets that go over several lines."""
    number, start, depth = 1, 0, 0
    begins = True
    for piece in _PIECE.finditer(text + "\n"):
        if piece[0] == "\n":
            if begins:
                yield number, text[start : piece.start()]
            number, start = number + 1, piece.end()
            begins = depth == 0
        elif piece[0] in ("[", "{"):
            depth += 1
        elif piece[0] in ("]", "}"):
            depth -= 1
        else:
            lines = piece[0].count("\n")
            if lines and begins:
                yield number, text[start : piece.end()]
                begins = False
            number += lines
