"""Graded: the marks of one submission, as the row that is the truth of a grading run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symhess.errors import InputError
from symhess.grade.fields import Assignment
from symhess.grade.marks import Mark, MarkStatus
from symhess.grade.questions import Question, follow_up
from symhess.grade.submissions import Submission

__all__ = ["Graded", "graded"]

_FORMAT = "symhess-grades/1"


@dataclass(frozen=True, slots=True)
class Graded:
    """A submission with its marks, one for each field in order.

    Examples
    --------
    >>> waits = Mark("D", MarkStatus.REVIEW, None, Fraction(2), reason="time limit")
    >>> found = Graded(Submission("ada", {"D": "4"}, "class.jsonl:1"), (waits,))
    >>> found.score, len(found.waiting), Graded.from_dict(found.to_dict()) == found
    (Fraction(0, 1), 1, True)
    """

    submission: Submission
    marks: tuple[Mark, ...]

    @property
    def score(self) -> Fraction:
        """The points that are decided."""
        return sum((mark.points for mark in self.marks if mark.points is not None), Fraction(0))

    @property
    def out_of(self) -> Fraction:
        """The points of all fields, decided or not."""
        return sum((mark.out_of for mark in self.marks), Fraction(0))

    @property
    def waiting(self) -> tuple[Mark, ...]:
        """The marks that a person has to decide."""
        return tuple(mark for mark in self.marks if mark.status is MarkStatus.REVIEW)

    def to_dict(self) -> dict[str, Any]:
        """The row of the results; ``ignored`` names answers that no field asks for."""
        submission = self.submission
        asked = {mark.field for mark in self.marks}
        return {
            "format": _FORMAT,
            "student": submission.student,
            "source": submission.source,
            "problem": submission.problem,
            "score": str(self.score),
            "out_of": str(self.out_of),
            "waiting": [mark.field for mark in self.waiting],
            "ignored": sorted(set(submission.answers) - asked),
            "marks": [{**mark.to_dict(), "answer": submission.answers.get(mark.field)} for mark in self.marks],
        }

    @staticmethod
    def from_dict(row: Mapping[str, Any]) -> Graded:
        """Read back what :meth:`to_dict` wrote; of answers that no field asks for only the names are left.

        Raises
        ------
        InputError
            If it is no row of results.
        """
        marks = tuple(map(Mark.from_dict, row.get("marks", ())))
        try:
            answers = {mark["field"]: mark["answer"] for mark in row["marks"] if mark["answer"] is not None}
            answers |= dict.fromkeys(row["ignored"], "")
            return Graded(Submission(row["student"], answers, row["source"], row["problem"]), marks)
        except (KeyError, TypeError) as error:
            raise InputError(f"expected a row of results as JSON, got one that misses or garbles {error}") from None


def graded(
    submissions: Sequence[Submission], assignment: Assignment, marks: Mapping[Question, Mark]
) -> tuple[Graded, ...]:
    """Every submission with the marks that count.

    Examples
    --------
    >>> from symhess.grade import make_field, mark
    >>> sheet = Assignment("Sheet", (make_field("gradient", "x^2"),))
    >>> question = Question("gradient", "2x")
    >>> marks = {question: mark("2x", sheet.fields[0])}
    >>> graded((Submission("ada", {"gradient": "2x"}, ""),), sheet, marks)[0].score
    Fraction(1, 1)
    """
    return tuple(
        Graded(found, tuple(marks[follow_up(field, found, assignment, marks)] for field in assignment.fields))
        for found in submissions
    )
