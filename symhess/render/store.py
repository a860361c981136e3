"""Files that are either there as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from symhess.errors import InputError

__all__ = ["stored"]


def stored(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write all files beside their places first, then rename them: what was there stays until all is written.

    Raises
    ------
    InputError
        If a place cannot be written to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     written = stored({Path(folder, "a.txt"): b"a", Path(folder, "b.txt"): b"b"})
    ...     [path.read_bytes() for path in written]
    [b'a', b'b']
    >>> stored({Path("no", "such", "folder", "a.txt"): b"a"})
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: cannot write 'no/such/folder/a.txt': No such file or directory
    """
    parts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in files}
    try:
        for target, content in files.items():
            with parts[target].open("xb") as stream:
                stream.write(content)
        for target, part in parts.items():
            part.replace(target)
    except OSError as error:
        raise InputError(f"cannot write {str(next(iter(files)))!r}: {error.strerror}") from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(files)
