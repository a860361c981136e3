"""Shards: the n-th part of a run, in a file that knows which part it is; all parts together are the run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, TypeVar

from symhess.errors import InputError
from symhess.runs.writing import write_file

__all__ = ["SHARD_FILE", "Merged", "Shard", "read_shards", "write_shard"]

SHARD_FILE = "shard.jsonl"
_FORMAT = "symhess-shard/1"
_NAMED = 10
Item = TypeVar("Item")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shard:
    """The part `number` of `of`, counted from one.

    Examples
    --------
    >>> Shard(2, 3).part("abcdefg")
    ['b', 'e']
    >>> Shard(4, 3)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: expected a shard such as 1/3, got 4/3
    """

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of:
            raise InputError(f"expected a shard such as 1/3, got {self}")

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def part(self, items: Sequence[Item]) -> list[Item]:
        """The items of this shard: every n-th, so that neighbours, which are alike, are shared out."""
        return list(items[self.number - 1 :: self.of])


@dataclass(frozen=True, slots=True)
class Merged:
    """All shards of a run together.

    Attributes
    ----------
    setting : mapping
        What the shards have in common; its ``kind`` says what the rows are.
    rows : tuple of dict
        In the order of the run.

    Examples
    --------
    >>> Merged({"kind": "grades"}, ()).rows
    ()
    """

    setting: Mapping[str, Any]
    rows: tuple[Row, ...]


def write_shard(path: Path, shard: Shard, setting: Mapping[str, Any], rows: Iterable[Row]) -> None:
    """Write the rows of a shard below a line that says which it is.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     paths = [Path(folder, name) for name in "ab"]
    ...     for path, shard in zip(paths, (Shard(1, 2), Shard(2, 2))):
    ...         write_shard(path, shard, {"kind": "letters"}, [{"row": n} for n in shard.part(range(3))])
    ...     read_shards(reversed(paths)).rows
    ({'row': 0}, {'row': 1}, {'row': 2})
    """
    found = list(rows)
    header = {"format": _FORMAT, "shard": shard.number, "of": shard.of, "rows": len(found), "setting": dict(setting)}
    write_file(path, "".join(json.dumps(row) + "\n" for row in (header, *found)))


def read_shards(paths: Iterable[Path]) -> Merged:
    """Put all shards of a run together, given in any order, each as its file or the folder that holds it.

    Raises
    ------
    InputError
        If one is missing, is there twice, is torn, or is of another run.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "first.jsonl")
    ...     write_shard(path, Shard(1, 3), {"kind": "letters"}, [])
    ...     try:
    ...         read_shards([path])
    ...     except InputError as error:
    ...         print(error)
    shards 2/3, 3/3 are missing
    """
    files = [path / SHARD_FILE if path.is_dir() else path for path in paths]
    found = [(str(path), *_read(path)) for path in files]
    if not found:
        raise InputError("expected at least one shard")
    first, header, _ = found[0]
    for name, other, _ in found:
        for key in ("of", "setting"):
            if other[key] != header[key]:
                raise InputError(f"{name} and {first} are not shards of one run: {_difference(other, header)}")
    numbers = Counter(other["shard"] for _, other, _ in found)
    _require_all(numbers, header["of"])
    ordered = [rows for _, _, rows in sorted(found, key=lambda one: int(one[1]["shard"]))]
    lengths = [len(rows) for rows in ordered]
    if sorted(lengths, reverse=True) != lengths or lengths[0] - lengths[-1] > 1:
        raise InputError(f"the shards have {', '.join(map(str, lengths))} rows, which are not parts of one run")
    return Merged(header["setting"], tuple(row for rank in zip_longest(*ordered) for row in rank if row is not None))


def _read(path: Path) -> tuple[Row, list[Row]]:
    lines = path.read_bytes().splitlines()
    try:
        header, *rows = (json.loads(line) for line in lines)
        whole = header["format"] == _FORMAT and header["rows"] == len(rows) and isinstance(header["setting"], dict)
        shard = Shard(header["shard"], header["of"])
    except (ValueError, TypeError, KeyError, RecursionError, InputError):
        raise InputError(f"{path} is no shard") from None
    if not whole or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}, shard {shard}, is not whole")
    return header, rows


def _difference(one: Row, other: Row) -> str:
    if one["of"] != other["of"]:
        return f"one is of {one['of']}, the other of {other['of']}"
    settings: tuple[Row, Row] = (one["setting"], other["setting"])
    keys = sorted({key for key in {**settings[0], **settings[1]} if settings[0].get(key) != settings[1].get(key)})
    return f"they differ in {', '.join(keys)}"


def _require_all(numbers: Counter[int], of: int) -> None:
    twice = (number for number, count in sorted(numbers.items()) if count > 1)
    missing = (number for number in range(1, of + 1) if number not in numbers)
    for found, what in ((twice, "there more than once"), (missing, "missing")):
        names = [f"{number}/{of}" for number in islice(found, _NAMED)]
        if names:
            begins = f"shards {', '.join(names)} are" if len(names) > 1 else f"shard {names[0]} is"
            raise InputError(f"{begins} {what}")
