"""The folder of a graded class: the results, and what is made of them for others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from symhess.errors import InputError
from symhess.grade.exports import gradebook, gradescope, review_rows, statistics
from symhess.grade.feedback import feedback_page, plain_line
from symhess.grade.fields import Assignment
from symhess.grade.results import Graded
from symhess.render.document import Document, Note, Words
from symhess.render.plain.markdown import document_markdown
from symhess.render.tex.latex import document_latex
from symhess.render.web.html import document_html
from symhess.runs.outcome import Limits
from symhess.runs.pool import Pool
from symhess.runs.writing import write_file

__all__ = ["chosen_formats", "write_folder"]

_PRINTERS: dict[str, Callable[[Document], str]] = {
    "md": document_markdown,
    "html": lambda page: document_html(page, {}, folded=False),
    "tex": document_latex,
}
_RESULTS = "results.jsonl"
_PAGE_LIMITS = Limits(seconds=20, memory=2 << 30)
_OF_A_SUBMISSION = re.compile(r"\d{5,}(-[A-Za-z0-9-]+)?\.(json|md|html|tex)(\.part)?")


def chosen_formats(feedback: Iterable[str] | None) -> tuple[str, ...]:
    """The formats of feedback pages; all where none are named.

    Raises
    ------
    InputError
        If a format is not known.

    Examples
    --------
    >>> chosen_formats(None), chosen_formats(["md"])
    (('md', 'html', 'tex'), ('md',))
    """
    formats = tuple(_PRINTERS) if feedback is None else tuple(feedback)
    unknown = sorted(set(formats) - set(_PRINTERS))
    if unknown:
        raise InputError(f"expected feedback as {', '.join(_PRINTERS)}, got {', '.join(unknown)}")
    return formats


def write_folder(
    folder: Path, rows: Sequence[Graded], assignment: Assignment, formats: Sequence[str], *, jobs: int = 1
) -> None:
    """Write everything, the results last: where they are, the rest is and belongs to them.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from symhess.grade.fields import Assignment
    >>> with TemporaryDirectory() as name:
    ...     write_folder(Path(name), [], Assignment("Sheet", ()), ["md"])
    ...     sorted(path.name for path in Path(name).iterdir())
    ['feedback', 'gradebook.csv', 'gradescope', 'results.jsonl', 'review.jsonl', 'statistics.json']
    """
    (folder / _RESULTS).unlink(missing_ok=True)
    _write_pages(folder, rows, assignment, formats, jobs)
    write_file(folder / "gradebook.csv", gradebook(rows, assignment))
    write_file(folder / "review.jsonl", "".join(json.dumps(row) + "\n" for row in review_rows(rows)))
    write_file(folder / "statistics.json", json.dumps(statistics(rows, assignment), indent=1) + "\n")
    write_file(folder / _RESULTS, "".join(json.dumps(row.to_dict()) + "\n" for row in rows))


def _write_pages(
    folder: Path, rows: Sequence[Graded], assignment: Assignment, formats: Sequence[str], jobs: int
) -> None:
    """A file for Gradescope and the feedback for each submission; those of an earlier run go."""
    scopes, pages = folder / "gradescope", folder / "feedback"
    names = [_file_name(number, row.submission.student) for number, row in enumerate(rows, start=1)]
    _clear(scopes, {f"{name}.json" for name in names})
    _clear(pages, {f"{name}.{ending}" for name in names for ending in formats})
    for name, row in zip(names, rows, strict=True):
        write_file(scopes / f"{name}.json", json.dumps(gradescope(row, assignment), indent=1) + "\n")
    with Pool(_printer, (assignment, tuple(formats)), _PAGE_LIMITS, jobs=jobs) as pool:
        for outcome in pool.answers(rows if formats else ()):
            texts = outcome.value or _printed(_without_page(assignment, outcome.reason), formats)
            for ending, text in texts.items():
                write_file(pages / f"{names[outcome.index]}.{ending}", text)


def _printer(setting: tuple[Assignment, tuple[str, ...]]) -> Callable[[Graded], dict[str, str]]:
    assignment, formats = setting
    return lambda row: _printed(feedback_page(row, assignment), formats)


def _printed(page: Document, formats: Sequence[str]) -> dict[str, str]:
    return {ending: _PRINTERS[ending](page) for ending in formats}


def _without_page(assignment: Assignment, reason: str) -> Document:
    """What stands for a page that cannot be made: no submission keeps the others from theirs."""
    note = Note((Words(f"This page could not be made ({reason}); the results hold every mark."),))
    return Document((Words(plain_line(assignment.title)),), (note,))


def _clear(folder: Path, kept: set[str]) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in kept and _OF_A_SUBMISSION.fullmatch(path.name):
            path.unlink()


def _file_name(number: int, student: str) -> str:
    """Unique by its number; of the student's name only what is harmless in a path."""
    harmless = re.sub(r"[^A-Za-z0-9]+", "-", student)[:40].strip("-")
    return f"{number:05d}-{harmless}".rstrip("-")
