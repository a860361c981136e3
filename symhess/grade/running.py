"""A grading run: every row in gives a row out; what is interrupted goes on where it stopped.

Marks are written to a journal as they come. The next run over the same assignment and format reads it, so that after
a kill nothing is judged twice and the outcome is the same, byte for byte. Results get their names when they are whole.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from symhess._version import __version__
from symhess.errors import InputError
from symhess.grade.assignment import read_assignment
from symhess.grade.exports import gradebook, gradescope, review_rows, statistics
from symhess.grade.feedback import feedback_page
from symhess.grade.fields import Assignment
from symhess.grade.marks import Mark, MarkStatus
from symhess.grade.pool import answer_each
from symhess.grade.questions import Question, first_questions, follow_up, prepare
from symhess.grade.results import Graded, graded
from symhess.grade.submissions import Submission, read_submissions
from symhess.render.document import Document
from symhess.render.plain.markdown import document_markdown
from symhess.render.tex.latex import document_latex
from symhess.render.web.html import document_html
from symhess.workers import Ending, Outcome

__all__ = ["grade_file", "grade_submissions"]

Progress = Callable[[int, int], None]
Marks = dict[Question, Mark]

_JOURNAL = "journal.jsonl"
_PRINTERS: dict[str, Callable[[Document], str]] = {
    "md": document_markdown,
    "html": lambda page: document_html(page, {}, folded=False),
    "tex": document_latex,
}


def grade_submissions(
    assignment: Assignment,
    submissions: Sequence[Submission],
    *,
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> tuple[Graded, ...]:
    """Grade submissions without writing anything.

    Examples
    --------
    >>> from symhess.grade import Assignment, make_field
    >>> sheet = Assignment("Sheet", (make_field("gradient", "x^2 y"), make_field("hessian", "x^2 y")))
    >>> answers = {"gradient": "(2xy, x^2)", "hessian": "[[2y, 2x], [2x, 1]]"}
    >>> [str(found.score) for found in grade_submissions(sheet, [Submission("ada", answers, "")])]
    ['7/4']
    """
    marks: Marks = {}
    _judge_all(assignment, submissions, marks, lambda question, mark: None, jobs, progress)
    return graded(submissions, assignment, marks)


def grade_file(
    assignment: str | Path,
    submissions: Iterable[str | Path],
    output: str | Path,
    *,
    jobs: int = 1,
    feedback: Iterable[str] | None = None,
    progress: Progress = lambda done, total: None,
) -> Counter[str]:
    r"""Grade files of submissions into a folder.

    Parameters
    ----------
    assignment : str or Path
        A TOML file.
    submissions : iterable of str or Path
        ``.jsonl``, ``.csv`` and ``.ipynb`` files.
    output : str or Path
        A folder, made if it is missing: ``results.jsonl`` (the truth), ``gradebook.csv``, ``review.jsonl``,
        ``statistics.json``, and the folders ``gradescope`` and ``feedback``.
    jobs : int
        How many processes judge.
    feedback : iterable of {"md", "html", "tex"}, optional
        Which feedback pages are written; by default all.
    progress : callable
        Called with the number of judged questions and of all that are known so far.

    Returns
    -------
    Counter
        How many marks have which status.

    Raises
    ------
    InputError
        If the assignment or a file of submissions cannot be read.
    OSError
        If a file cannot be read or written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     sheet, answers = Path(folder, "sheet.toml"), Path(folder, "class.jsonl")
    ...     _ = sheet.write_text('function = "x^2 + y^2"\n[[fields]]\nasks = "gradient"\n')
    ...     _ = answers.write_text('{"student": "ada", "gradient": "(2x, 2y)"}\nnonsense\n')
    ...     counts = grade_file(sheet, [answers], Path(folder, "out"))
    ...     sorted(path.name for path in Path(folder, "out").iterdir())
    ['feedback', 'gradebook.csv', 'gradescope', 'results.jsonl', 'review.jsonl', 'statistics.json']
    >>> sorted(counts.items())
    [('missing', 1), ('right', 1)]
    """
    sheet, found, folder = read_assignment(assignment), read_submissions(submissions), Path(output)
    formats = tuple(_PRINTERS) if feedback is None else tuple(feedback)
    unknown = sorted(set(formats) - set(_PRINTERS))
    if unknown:
        raise InputError(f"expected feedback as {', '.join(_PRINTERS)}, got {', '.join(unknown)}")
    folder.mkdir(parents=True, exist_ok=True)
    journal = folder / _JOURNAL
    with journal.open("a+b") as stream:
        marks = _read_journal(stream, sheet)

        def keep(question: Question, mark: Mark) -> None:
            stream.write(_json_line([question.field, question.answer, question.earlier, mark.to_dict()]))
            stream.flush()

        _judge_all(sheet, found, marks, keep, jobs, progress)
    rows = graded(found, sheet, marks)
    _write_all(folder, rows, sheet, formats)
    journal.unlink()
    return Counter(mark.status.value for row in rows for mark in row.marks)


def _json_line(row: Any) -> bytes:
    return json.dumps(row).encode() + b"\n"


def _read_journal(stream: BinaryIO, assignment: Assignment) -> Marks:
    """The marks of an interrupted run; what is torn, or of another assignment or version, is cut off."""
    stamp = {"assignment": assignment.digest, "version": __version__}
    stream.seek(0)
    marks: Marks = {}
    whole = 0
    for number, line in enumerate(stream):
        try:
            row = json.loads(line)
            if not line.endswith(b"\n") or (number == 0 and row != stamp):
                break
            if number:
                field, answer, earlier, mark = row
                marks[Question(field, answer, tuple((a, b) for a, b in earlier))] = Mark.from_dict(mark)
        except (ValueError, TypeError, InputError):
            break
        whole += len(line)
    stream.truncate(whole)
    stream.seek(0, os.SEEK_END)
    if not whole:
        stream.write(_json_line(stamp))
    return marks


def _judge_all(
    assignment: Assignment,
    submissions: Sequence[Submission],
    marks: Marks,
    keep: Callable[[Question, Mark], None],
    jobs: int,
    progress: Progress,
) -> None:
    """First every answer against the right one, then what follows from earlier wrong lines."""
    first = list(first_questions(assignment, submissions))
    for question, mark in _answers(assignment, [q for q in first if q not in marks], jobs):
        marks[question] = mark
        keep(question, mark)
        progress(len(marks), len(first))
    every = (follow_up(field, found, assignment, marks) for found in submissions for field in assignment.fields)
    later = [question for question in dict.fromkeys(every) if question not in marks]
    for done, (question, mark) in enumerate(_answers(assignment, later, jobs), start=1):
        marks[question] = mark
        keep(question, mark)
        progress(len(first) + done, len(first) + len(later))


def _answers(assignment: Assignment, questions: Sequence[Question], jobs: int) -> Iterator[tuple[Question, Mark]]:
    seconds = 1.25 * assignment.time_limit + 0.5
    with closing(
        answer_each(prepare, assignment, questions, jobs=jobs, seconds=seconds, memory=_memory(jobs))
    ) as outcomes:
        for outcome in outcomes:
            question = questions[outcome.index]
            lost = outcome.value is None
            yield question, _lost(assignment, question, outcome) if lost else Mark.from_dict(outcome.value or {})


def _lost(assignment: Assignment, question: Question, outcome: Outcome[dict[str, object]]) -> Mark:
    field = next(field for field in assignment.fields if field.name == question.field)
    if outcome.ending is Ending.TIME_LIMIT:
        reason = f"no answer within {assignment.time_limit:g} s; the process was ended"
    else:
        reason = f"the process died with exit code {outcome.exit_code}"
    return Mark(field.name, MarkStatus.REVIEW, None, field.weight, reason=reason)


def _memory(jobs: int) -> int | None:
    """Half of the machine's memory, shared by the workers."""
    if sys.platform == "win32" or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // (2 * jobs)


def _write_all(folder: Path, rows: Sequence[Graded], assignment: Assignment, formats: Sequence[str]) -> None:
    """The results last: where they are, everything else is."""
    for name in ("gradescope", "feedback"):
        (folder / name).mkdir(exist_ok=True)
    for number, row in enumerate(rows, start=1):
        name = _file_name(number, row.submission.student)
        _write(folder / "gradescope" / f"{name}.json", json.dumps(gradescope(row, assignment), indent=1) + "\n")
        page = feedback_page(row, assignment)
        for ending in formats:
            _write(folder / "feedback" / f"{name}.{ending}", _PRINTERS[ending](page))
    _write(folder / "gradebook.csv", gradebook(rows, assignment))
    _write(folder / "review.jsonl", "".join(json.dumps(row) + "\n" for row in review_rows(rows)))
    _write(folder / "statistics.json", json.dumps(statistics(rows, assignment), indent=1) + "\n")
    _write(folder / "results.jsonl", "".join(json.dumps(row.to_dict()) + "\n" for row in rows))


def _file_name(number: int, student: str) -> str:
    """Unique by its number; of the student's name only what is harmless in a path."""
    harmless = re.sub(r"[^A-Za-z0-9]+", "-", student)[:40].strip("-")
    return f"{number:05d}-{harmless}".rstrip("-")


def _write(target: Path, text: str) -> None:
    part = target.with_name(f"{target.name}.part")
    try:
        part.write_bytes(text.encode("utf-8", errors="backslashreplace"))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
