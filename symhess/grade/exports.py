"""What a grading run leaves for others: Gradescope, a gradebook, a review queue, statistics."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from symhess.grade.feedback import plain_line
from symhess.grade.fields import Assignment
from symhess.grade.marks import Mark, MarkStatus
from symhess.grade.mistakes import EXPLANATIONS
from symhess.grade.results import Graded

__all__ = ["gradebook", "gradescope", "review_rows", "safe_cell", "statistics"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_COMMONEST = 5


def gradescope(graded: Graded, assignment: Assignment) -> dict[str, Any]:
    """Gradescope's ``results.json``; a test that waits for a person has no score.

    Examples
    --------
    >>> from symhess.grade import make_field, mark
    >>> from symhess.grade.submissions import Submission
    >>> sheet = Assignment("Sheet", (make_field("gradient", "x^2"),))
    >>> found = Graded(Submission("ada", {}, ""), (mark("2x", sheet.fields[0]),))
    >>> [(test["name"], test["score"]) for test in gradescope(found, sheet)["tests"]]
    [('gradient', 1.0)]
    """
    tests = []
    for field, mark in zip(assignment.fields, graded.marks, strict=True):
        test: dict[str, Any] = {
            "name": field.name,
            "max_score": float(field.weight),
            "output": _output(mark),
            "output_format": "text",
            "visibility": field.visibility.value,
        }
        if mark.points is not None:
            test["score"] = float(mark.points)
        tests.append(test)
    waiting = [mark.field for mark in graded.waiting]
    return {
        "score": float(graded.score),
        "output": f"Waits for a person: {', '.join(waiting)}." if waiting else "",
        "output_format": "text",
        "tests": tests,
        "extra_data": {"waiting": waiting},
    }


def _output(mark: Mark) -> str:
    lines = [f"judged: {mark.status.value}"]
    lines += [f"read as: {plain_line(mark.read_as)}"] if mark.read_as else []
    lines += [f"waits for a person: {mark.reason}"] if mark.reason else []
    return "\n".join((*lines, *(plain_line(remark.text) for remark in mark.remarks)))


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(1)"), safe_cell(" @SUM"), safe_cell("ada")
    ("'=HYPERLINK(1)", "' @SUM", 'ada')
    """
    line = plain_line(text)
    return f"'{line}" if text.startswith(_FORMULA_STARTS) or line.lstrip().startswith(_FORMULA_STARTS) else line


def gradebook(rows: Iterable[Graded], assignment: Assignment) -> str:
    """A CSV table with a line for each submission.

    Examples
    --------
    >>> from symhess.grade import make_field, mark
    >>> from symhess.grade.submissions import Submission
    >>> sheet = Assignment("Sheet", (make_field("gradient", "x^2"),))
    >>> found = Graded(Submission("=1+1", {}, ""), (mark("x", sheet.fields[0]),))
    >>> gradebook([found], sheet).splitlines()
    ['student,score,out of,waiting,gradient', "'=1+1,0,1,,0"]
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["student", "score", "out of", "waiting", *(field.name for field in assignment.fields)])
    for row in rows:
        waiting = " ".join(mark.field for mark in row.waiting)
        points = ["" if mark.points is None else _decimal(mark.points) for mark in row.marks]
        student = safe_cell(row.submission.student)
        writer.writerow([student, _decimal(row.score), _decimal(row.out_of), waiting, *points])
    return stream.getvalue()


def _decimal(points: Fraction) -> str:
    return f"{float(points):.4f}".rstrip("0").rstrip(".")


def review_rows(rows: Iterable[Graded]) -> Iterator[dict[str, Any]]:
    """What a person has to decide, with the answer and the reason.

    Examples
    --------
    >>> from symhess.grade.submissions import Submission
    >>> waits = Mark("D", MarkStatus.REVIEW, None, Fraction(2), reason="time limit")
    >>> [row["reason"] for row in review_rows([Graded(Submission("ada", {"D": "4"}, ""), (waits,))])]
    ['time limit']
    """
    for row in rows:
        for mark in row.waiting:
            yield {
                "student": row.submission.student,
                "source": row.submission.source,
                "field": mark.field,
                "out_of": str(mark.out_of),
                "answer": row.submission.answers.get(mark.field),
                "read_as": mark.read_as,
                "reason": mark.reason,
            }


def statistics(rows: Sequence[Graded], assignment: Assignment) -> dict[str, Any]:
    """For each field how it was answered, and the commonest mistakes.

    Examples
    --------
    >>> from symhess.grade import make_field, mark
    >>> from symhess.grade.submissions import Submission
    >>> sheet = Assignment("Sheet", (make_field("gradient", "x^2"),))
    >>> found = Graded(Submission("ada", {}, ""), (mark("-2x", sheet.fields[0]),))
    >>> statistics([found, found], sheet)["fields"][0]["mistakes"]
    [{'code': 'sign', 'count': 2, 'meaning': 'the sign is wrong'}]
    """
    columns = [[row.marks[k] for row in rows] for k in range(len(assignment.fields))]
    return {
        "title": assignment.title,
        "submissions": len(rows),
        "fields": [_of_field(field.name, marks) for field, marks in zip(assignment.fields, columns, strict=True)],
    }


def _of_field(name: str, marks: Sequence[Mark]) -> dict[str, Any]:
    decided = [mark.points / mark.out_of for mark in marks if mark.points is not None and mark.out_of]
    codes = Counter(code for mark in marks for code in mark.mistakes)
    wrong = Counter(mark.read_as for mark in marks if mark.status in (MarkStatus.WRONG, MarkStatus.PARTIAL))
    mean = sum(decided, Fraction(0)) / len(decided) if decided else None
    return {
        "name": name,
        "status": {status.value: sum(mark.status is status for mark in marks) for status in MarkStatus},
        "mean_share": None if mean is None else round(float(mean), 4),
        "mistakes": [{"code": c, "count": n, "meaning": EXPLANATIONS.get(c, c)} for c, n in _ranked(codes)],
        "wrong_answers": [{"read_as": a, "count": n} for a, n in _ranked(wrong)[:_COMMONEST]],
    }


def _ranked(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """The commonest first, equal ones in alphabetical order."""
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
