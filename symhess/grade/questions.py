"""Questions: what has to be judged for a class, each different answer once.

Students repeat answers, so the same text for the same field is one question. A question that follows from earlier
lines also holds those of them that were wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from symhess.budget import Deadline
from symhess.grade.carrying import LEANS_ON
from symhess.grade.fields import Assignment, Field
from symhess.grade.judgement import Judgement
from symhess.grade.marking import judge_answer, mark
from symhess.grade.marks import Mark, MarkStatus
from symhess.grade.reading import Answer
from symhess.grade.submissions import Submission

__all__ = ["Question", "first_questions", "follow_up", "prepare"]

_TO_FOLLOW = (MarkStatus.PARTIAL, MarkStatus.WRONG)
_READ = (*_TO_FOLLOW, MarkStatus.CARRIED)


@dataclass(frozen=True, slots=True)
class Question:
    """An answer to a field, and the student's own earlier wrong lines as (field's name, text).

    Examples
    --------
    >>> Question("D", "4").earlier
    ()
    """

    field: str
    answer: str
    earlier: tuple[tuple[str, str], ...] = ()


def first_questions(assignment: Assignment, submissions: Iterable[Submission]) -> Iterator[Question]:
    """Every different answer to every field, in order of appearance.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> sheet = Assignment("Sheet", (make_field("gradient", "x^2"),))
    >>> twins = [Submission(name, {"gradient": "2x"}, "") for name in ("ada", "emmy")]
    >>> list(first_questions(sheet, twins))
    [Question(field='gradient', answer='2x', earlier=())]
    """
    every = (_plain(field, found) for found in submissions for field in assignment.fields)
    yield from dict.fromkeys(every)


def _plain(field: Field, submission: Submission) -> Question:
    return Question(field.name, submission.answers.get(field.name, ""))


def follow_up(field: Field, submission: Submission, assignment: Assignment, marks: Mapping[Question, Mark]) -> Question:
    """The question whose mark counts: the plain one, or the one with the wrong lines before it.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> fields = (make_field("gradient", "x^2"), make_field("hessian", "x^2"))
    >>> sheet, found = Assignment("Sheet", fields), Submission("ada", {"gradient": "x^2", "hessian": "2x"}, "")
    >>> marks = {q: mark(q.answer, field) for field, q in zip(fields, first_questions(sheet, [found]))}
    >>> follow_up(fields[1], found, sheet, marks).earlier
    (('gradient', 'x^2'),)
    """
    plain = _plain(field, submission)
    if marks[plain].status not in _TO_FOLLOW:
        return plain
    before = assignment.fields[: [f.name for f in assignment.fields].index(field.name)]
    wrong = (_plain(other, submission) for other in before if _leans(field, other))
    return Question(plain.field, plain.answer, tuple((q.field, q.answer) for q in wrong if marks[q].status in _READ))


def _leans(field: Field, other: Field) -> bool:
    return other.asks in LEANS_ON.get(field.asks, ()) and other.function == field.function


def prepare(assignment: Assignment) -> Callable[[Question], dict[str, object]]:
    """What answers questions in a worker: equal readings of one field are judged once.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> answer = prepare(Assignment("Sheet", (make_field("gradient", "x^2"),)))
    >>> answer(Question("gradient", "x + x"))["status"], answer(Question("gradient", "2x"))["read_as"]
    ('right', '2*x')
    """
    fields = {field.name: field for field in assignment.fields}
    known: dict[tuple[str, str, object], Judgement] = {}

    def judge(answer: Answer, field: Field, deadline: Deadline) -> Judgement:
        key = (field.name, *answer.key)
        if key not in known:
            known[key] = judge_answer(answer, field, deadline)
        return known[key]

    def answered(question: Question) -> dict[str, object]:
        earlier: Sequence[tuple[Field, str]] = [(fields[name], text) for name, text in question.earlier]
        field = fields[question.field]
        return mark(question.answer, field, earlier=earlier, time_limit=assignment.time_limit, judge=judge).to_dict()

    return answered
