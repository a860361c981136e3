"""Grading: assignments and submissions come in; marks, feedback, gradebooks and statistics go out."""

from symhess.grade.assignment import make_field, read_assignment
from symhess.grade.fields import Asks, Assignment, Field
from symhess.grade.marking import mark
from symhess.grade.marks import Mark, MarkStatus

__all__ = ["Asks", "Assignment", "Field", "Mark", "MarkStatus", "make_field", "mark", "read_assignment"]
