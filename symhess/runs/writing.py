"""Files that are whole: a file gets its name when all of it is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["naming", "write_file"]


def write_file(target: Path, text: str) -> None:
    r"""Write a file beside its place, then put it there; nothing half is ever found under its name.

    Raises
    ------
    OSError
        With the file's name; a full disk leaves what was there before.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_file(Path(folder, "a.txt"), "whole, \ud800 too")
    ...     [(path.name, path.read_text()) for path in Path(folder).iterdir()]
    [('a.txt', 'whole, \\ud800 too')]
    """
    part = target.with_name(f"{target.name}.part")
    with naming(target):
        try:
            part.write_bytes(text.encode("utf-8", errors="backslashreplace"))
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Give errors of the system the name of the file that they are about.

    Examples
    --------
    >>> try:
    ...     with naming(Path("results.jsonl")):
    ...         raise OSError(28, "No space left on device")
    ... except OSError as error:
    ...     print(error)
    [Errno 28] No space left on device: 'results.jsonl'
    """
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
