"""Grading: assignments and submissions come in; marks, feedback, gradebooks and statistics go out.

An answer goes through reading, judging against the right one, and following the student's own earlier lines. Nothing
that a student typed is ever run, and what cannot be decided waits for a person.

>>> from symhess.grade import make_field, mark
>>> mark("3x^2 - 3", make_field("partial", "x^3 - 3x + y^2", of="x")).status.value
'right'
"""

from __future__ import annotations

import sys
from types import ModuleType

from symhess.grade.assignment import make_field, read_assignment
from symhess.grade.fields import Asks, Assignment, Field
from symhess.grade.marking import mark
from symhess.grade.marks import Mark, MarkStatus
from symhess.grade.results import Graded
from symhess.grade.running import grade_file, grade_submissions, merge_grades
from symhess.grade.submissions import Submission, read_submissions

__all__ = [
    "Asks",
    "Assignment",
    "Field",
    "Graded",
    "Mark",
    "MarkStatus",
    "Submission",
    "grade_file",
    "grade_submissions",
    "make_field",
    "mark",
    "merge_grades",
    "read_assignment",
    "read_submissions",
]


class _CallableModule(ModuleType):
    """Lets ``symhess.grade(assignment, submissions, folder)`` work: the folder is the function."""

    __call__ = staticmethod(grade_file)


sys.modules[__name__].__class__ = _CallableModule
