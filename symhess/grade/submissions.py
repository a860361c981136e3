"""Submissions as data: JSON lines, a CSV table, or tagged notebook cells, which are read and never executed.

An answer in a notebook is the source of a cell whose tags hold ``answer:NAME``; a name in ``metadata.student`` or the
file's own name says whose it is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from symhess.errors import InputError

__all__ = ["Submission", "read_submissions"]

_STUDENT_KEYS = ("student", "id", "name", "email")
_TAG = "answer:"


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in.

    Attributes
    ----------
    student : str
    answers : mapping of str to str
        By the fields' names.
    source : str
        File and line, for messages.
    problem : str or None
        Why the submission cannot be read; it then has no answers.

    Examples
    --------
    >>> Submission("ada", {"gradient": "(2x, 2y)"}, "class.jsonl:1").problem is None
    True
    """

    student: str
    answers: Mapping[str, str]
    source: str
    problem: str | None = None


def read_submissions(paths: Iterable[str | Path]) -> tuple[Submission, ...]:
    r"""Read all submissions of some files, in order; one for each row, whatever it holds.

    Raises
    ------
    InputError
        If a file is of another kind, or no table at all.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "class.jsonl")
    ...     _ = path.write_text('{"student": "ada", "answers": {"D": "4"}}\nnonsense\n')
    ...     [(found.student, dict(found.answers), found.problem) for found in read_submissions([path])]
    [('ada', {'D': '4'}, None), ('class.jsonl:2', {}, 'not a line of JSON')]
    """
    return tuple(found for path in map(Path, paths) for found in _reader(path)(path))


def _reader(path: Path) -> Callable[[Path], Iterator[Submission]]:
    if path.suffix.lower() not in _READERS:
        raise InputError(f"expected submissions ending in {' '.join(_READERS)}, got {path.name!r}")
    return _READERS[path.suffix.lower()]


def _decoded(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", errors="replace")


def _json_lines(path: Path) -> Iterator[Submission]:
    for number, line in enumerate(_decoded(path).split("\n"), start=1):
        if not line.strip():
            continue
        source = f"{path.name}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield Submission(source, {}, source, "not a line of JSON")
            continue
        yield _of_row(row, source)


def _of_row(row: Any, source: str) -> Submission:
    """A row with its answers under ``answers`` or beside the student's name."""
    if not isinstance(row, dict):
        return Submission(source, {}, source, "expected a JSON object")
    key = next((key for key in _STUDENT_KEYS if isinstance(row.get(key), str | int)), None)
    student = str(row[key]) if key else source
    answers = row.get("answers", {name: value for name, value in row.items() if name != key})
    if not isinstance(answers, dict):
        return Submission(student, {}, source, 'expected an object under "answers"')
    return Submission(student, {str(name): _text(value) for name, value in answers.items()}, source)


def _text(value: Any) -> str:
    """Numbers and lists as they were written; anything is text in the end."""
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def _table(path: Path) -> Iterator[Submission]:
    rows = csv.DictReader(io.StringIO(_decoded(path), newline=""), strict=False)
    try:
        for number, row in enumerate(rows, start=2):
            given = {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
            yield _of_row(given, f"{path.name}:{number}")
    except csv.Error as error:
        raise InputError(f"{path.name}: {error}") from None


def _notebook(path: Path) -> Iterator[Submission]:
    try:
        notebook = json.loads(_decoded(path))
    except (ValueError, RecursionError):
        yield Submission(path.stem, {}, path.name, "not a notebook")
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        yield Submission(path.stem, {}, path.name, "not a notebook")
        return
    answers = dict(found for cell in cells if (found := _cell(cell)) is not None)
    metadata = notebook.get("metadata")
    student = metadata.get("student") if isinstance(metadata, dict) else None
    yield Submission(student if isinstance(student, str) else path.stem, answers, path.name)


def _cell(cell: Any) -> tuple[str, str] | None:
    """The name in the tag and the source of a cell; ``None`` for a cell that is no answer."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    listed = tags if isinstance(tags, list) else ()
    names = [tag[len(_TAG) :] for tag in listed if isinstance(tag, str) and tag.startswith(_TAG)]
    if not names:
        return None
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return names[0], text.strip()


_READERS: dict[str, Callable[[Path], Iterator[Submission]]] = {
    ".jsonl": _json_lines,
    ".csv": _table,
    ".ipynb": _notebook,
}
