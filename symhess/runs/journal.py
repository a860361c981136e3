"""The journal of a run: what is known is written down as it comes, so that a run that was killed goes on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any, TypeVar

from symhess.errors import InputError
from symhess.runs.writing import naming

if sys.platform != "win32":
    import fcntl

__all__ = ["Journal", "open_journal"]

Entry = TypeVar("Entry")


class Journal:
    """Lines of JSON after a stamp that says of which run they are; made by :func:`open_journal`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, open_journal(Path(folder, "journal.jsonl"), {"run": 1}) as journal:
    ...     journal.read(int)
    ...     journal.add(7)
    []
    """

    def __init__(self, stream: FileIO, path: Path, stamp: dict[str, Any]) -> None:
        self._stream, self._path, self._stamp = stream, path, stamp

    def read(self, convert: Callable[[Any], Entry]) -> list[Entry]:
        """All entries; from the first that is torn, of another run, or not converted, the journal is cut off."""
        found: list[Entry] = []
        whole = 0
        for number, line in enumerate(self._stream.readall().splitlines(keepends=True)):
            try:
                row = json.loads(line)
                if not line.endswith(b"\n") or (number == 0 and row != self._stamp):
                    break
                if number:
                    found.append(convert(row))
            except (ValueError, TypeError, RecursionError, InputError):
                break
            whole += len(line)
        self._stream.truncate(whole)
        self._stream.seek(0, os.SEEK_END)
        if not whole:
            self.add(self._stamp)
        return found

    def add(self, row: Any) -> None:
        """Write an entry down."""
        line = memoryview(json.dumps(row).encode() + b"\n")
        with naming(self._path):
            while line:
                line = line[self._stream.write(line) :]


@contextmanager
def open_journal(path: Path, stamp: dict[str, Any]) -> Generator[Journal, None, None]:
    """Open the journal of a run, and remove it when all is done; after an exception it stays.

    Raises
    ------
    InputError
        If another run writes into it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> def interrupted(path):
    ...     with open_journal(path, {"run": 1}) as journal:
    ...         print(journal.read(int))
    ...         journal.add(7)
    ...         raise KeyboardInterrupt
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "journal.jsonl")
    ...     for _ in range(2):
    ...         try:
    ...             interrupted(path)
    ...         except KeyboardInterrupt:
    ...             pass
    ...     with open_journal(path, {"run": 2}) as journal:
    ...         print(journal.read(int))
    ...     path.exists()
    []
    [7]
    []
    False
    """
    with naming(path), FileIO(path, "a+") as stream:
        _lock(stream, path)
        stream.seek(0)
        yield Journal(stream, path, stamp)
        path.unlink()


def _lock(stream: FileIO, path: Path) -> None:
    """The system lets go of the lock when the process ends, however it ends."""
    if sys.platform != "win32":
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"another run is writing into {str(path.parent)!r}; wait for its end") from None
