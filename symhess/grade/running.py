"""A grading run: every row in gives a row out; what is interrupted goes on where it stopped.

Marks are written to a journal as they come. The next run over the same assignment and folder reads it, so that after
a kill nothing is judged twice and the outcome is the same, byte for byte.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from symhess._version import __version__
from symhess.errors import InputError
from symhess.grade.assignment import assignment_of
from symhess.grade.fields import Assignment
from symhess.grade.folder import chosen_formats, write_folder
from symhess.grade.marks import Mark, MarkStatus
from symhess.grade.questions import Question, first_questions, follow_up, prepare
from symhess.grade.results import Graded, graded
from symhess.grade.submissions import Submission, read_submissions
from symhess.runs.executors import workforce
from symhess.runs.journal import open_journal
from symhess.runs.outcome import Limits, Outcome
from symhess.runs.shards import SHARD_FILE, Merged, Shard, write_shard

__all__ = ["grade_file", "grade_submissions", "merge_grades"]

Progress = Callable[[int, int], None]
Answers = Callable[[Sequence[Question]], Iterable[Outcome[dict[str, object]]]]

_MEMORY = 2 << 30  # bytes; an answer to a homework needs some hundred millions of them with all libraries
_RENEWED_AFTER = 5000
_GRACE_SECONDS = 0.5


def grade_submissions(
    assignment: Assignment,
    submissions: Sequence[Submission],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
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
    judged = _Judged(assignment)
    with workforce(prepare, assignment, _limits(assignment), jobs=jobs, executor=executor) as answers:
        judged.judge(submissions, answers, progress)
    return graded(submissions, assignment, judged.marks)


def _limits(assignment: Assignment) -> Limits:
    return Limits(assignment.time_limit + _GRACE_SECONDS, _MEMORY, _RENEWED_AFTER)


def grade_file(
    assignment: str | Path,
    submissions: Iterable[str | Path],
    output: str | Path,
    *,
    jobs: int = 1,
    feedback: Iterable[str] | None = None,
    shard: Shard | None = None,
    executor: Executor | None = None,
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
        How many processes judge and make pages.
    feedback : iterable of {"md", "html", "tex"}, optional
        Which feedback pages are written; by default all.
    shard : Shard, optional
        Grade this part only; the folder then holds what :func:`merge_grades` needs of it.
    executor : concurrent.futures.Executor, optional
        Where the answers are judged instead; every limit holds there too.
    progress : callable
        Called with the number of judged questions and of all that are known so far.

    Returns
    -------
    Counter
        How many marks have which status.

    Raises
    ------
    InputError
        If the assignment or a file of submissions cannot be read, or another run writes into the folder.
    OSError
        If a file cannot be read or written.
    KeyboardInterrupt
        After Ctrl-C; the same call goes on where it stopped, as after any other end.

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
    source, folder, formats = Path(assignment), Path(output), chosen_formats(feedback)
    content = source.read_bytes()
    sheet, found = assignment_of(content, source.name), read_submissions(submissions)
    share = found if shard is None else shard.part(found)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = {"assignment": sheet.digest, "version": __version__}
    with open_journal(folder / "journal.jsonl", stamp) as journal:
        judged = _Judged(sheet, dict(journal.read(_read_entry)), journal.add)
        try:
            with workforce(prepare, sheet, _limits(sheet), jobs=jobs, executor=executor) as answers:
                judged.judge(share, answers, progress)
        except KeyboardInterrupt:
            told = f"{len(judged.marks)} answers are judged; the same command goes on from there"
            raise KeyboardInterrupt(told) from None
        rows = graded(share, sheet, judged.marks)
        if shard is None:
            write_folder(folder, rows, sheet, formats, jobs=jobs)
        else:
            setting = _setting(content, source.name, found, formats)
            write_shard(folder / SHARD_FILE, shard, setting, (row.to_dict() for row in rows))
    return _counted(rows)


def _counted(rows: Iterable[Graded]) -> Counter[str]:
    return Counter(mark.status.value for row in rows for mark in row.marks)


def _setting(content: bytes, name: str, submissions: Sequence[Submission], formats: Sequence[str]) -> dict[str, Any]:
    """What the shards of a run have in common."""
    everything = [[s.student, dict(s.answers), s.source, s.problem] for s in submissions]
    return {
        "kind": "grades",
        "version": __version__,
        "assignment": {"name": name, "content": content.decode()},
        "submissions": sha256(json.dumps(everything).encode()).hexdigest(),
        "feedback": list(formats),
    }


def merge_grades(merged: Merged, output: str | Path, *, jobs: int = 1) -> Counter[str]:
    r"""Write what one run over all submissions would have written, from its shards.

    Raises
    ------
    InputError
        If these are not shards of a grading run.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from symhess.runs.shards import read_shards
    >>> with TemporaryDirectory() as name:
    ...     place = Path(name)
    ...     _ = (place / "sheet.toml").write_text('function = "x^2 + y^2"\n[[fields]]\nasks = "gradient"\n')
    ...     _ = (place / "class.jsonl").write_text('{"student": "ada", "gradient": "(2x, 2y)"}\nnonsense\n')
    ...     for shard in (Shard(1, 2), Shard(2, 2)):
    ...         _ = grade_file(place / "sheet.toml", [place / "class.jsonl"], place / str(shard.number), shard=shard)
    ...     sorted(merge_grades(read_shards([place / "1", place / "2"]), place / "out").items())
    [('missing', 1), ('right', 1)]
    """
    try:
        kept = merged.setting["assignment"]
        sheet, formats = assignment_of(kept["content"].encode(), kept["name"]), merged.setting["feedback"]
    except (KeyError, TypeError, AttributeError):
        raise InputError("these are not shards of a grading run") from None
    rows = tuple(map(Graded.from_dict, merged.rows))
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    write_folder(folder, rows, sheet, chosen_formats(formats), jobs=jobs)
    return _counted(rows)


def _read_entry(row: Any) -> tuple[Question, Mark]:
    name, answer, earlier, mark = row
    return Question(name, answer, tuple((a, b) for a, b in earlier)), Mark.from_dict(mark)


@dataclass(frozen=True, slots=True)
class _Judged:
    """The marks that are known, each kept as soon as it is."""

    assignment: Assignment
    marks: dict[Question, Mark] = field(default_factory=dict)
    keep: Callable[[Any], None] = lambda row: None

    def judge(self, submissions: Sequence[Submission], answers: Answers, progress: Progress) -> None:
        """First every answer against the right one, then what follows from earlier wrong lines."""
        fields = self.assignment.fields
        first = list(first_questions(self.assignment, submissions))
        self._answer(first, 0, answers, progress)
        every = (follow_up(field, found, self.assignment, self.marks) for found in submissions for field in fields)
        later = [question for question in dict.fromkeys(every) if question.earlier]
        self._answer(later, len(first), answers, progress)

    def _answer(self, questions: Sequence[Question], before: int, answers: Answers, progress: Progress) -> None:
        new = [question for question in questions if question not in self.marks]
        total, done = before + len(questions), before + len(questions) - len(new)
        for number, outcome in enumerate(answers(new), start=1):
            question = new[outcome.index]
            mark = self._mark(question, outcome)
            self.marks[question] = mark
            self.keep([question.field, question.answer, question.earlier, mark.to_dict()])
            progress(done + number, total)

    def _mark(self, question: Question, outcome: Outcome[dict[str, object]]) -> Mark:
        if outcome.value is not None:
            return Mark.from_dict(outcome.value)
        weight = next(field.weight for field in self.assignment.fields if field.name == question.field)
        return Mark(question.field, MarkStatus.REVIEW, None, weight, reason=outcome.reason)
