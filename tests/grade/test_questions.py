"""Questions: each different answer once, with the wrong lines that it leans on."""

from symhess.grade import Assignment, Submission, make_field, mark
from symhess.grade.questions import Question, first_questions, follow_up, prepare

F = "x^3 - 3x + y^2"
GRADIENT, HESSIAN, ARGUMENT = (make_field(asks, F) for asks in ("gradient", "hessian", "argument"))
SHEET = Assignment("Sheet", (GRADIENT, HESSIAN, ARGUMENT))


def handed_in(**answers):
    return Submission("ada", answers, "")


def marks_of(*submissions):
    fields = {field.name: field for field in SHEET.fields}
    return {q: mark(q.answer, fields[q.field]) for q in first_questions(SHEET, submissions)}


def test_equal_answers_are_one_question():
    found = list(first_questions(SHEET, [handed_in(gradient="(2x, 2y)"), handed_in(gradient="(2x, 2y)", hessian="1")]))

    assert [q.answer for q in found if q.field == "gradient"] == ["(2x, 2y)"]
    assert [q.answer for q in found if q.field == "hessian"] == ["", "1"]


def test_a_wrong_answer_is_asked_again_with_the_wrong_lines_before_it():
    submission = handed_in(gradient="(3x^2, 2y)", hessian="[[6x, 0], [0, 3]]")

    assert follow_up(HESSIAN, submission, SHEET, marks_of(submission)).earlier == (("gradient", "(3x^2, 2y)"),)


def test_right_answers_and_right_earlier_lines_are_not_asked_again():
    right = handed_in(gradient="(3x^2, 2y)", hessian="[[6x, 0], [0, 2]]")
    after_right = handed_in(gradient="(3x^2 - 3, 2y)", hessian="[[6x, 0], [0, 3]]")
    after_unreadable = handed_in(gradient="((", hessian="[[6x, 0], [0, 3]]")

    for submission in (right, after_right, after_unreadable):
        assert follow_up(HESSIAN, submission, SHEET, marks_of(submission)).earlier == ()


def test_a_worker_answers_as_mark_does_and_remembers():
    answer = prepare(SHEET)
    questions = [
        Question("gradient", "(3x^2 - 3, y + y)"),
        Question("gradient", "(3x² - 3, 2y)"),
        Question("hessian", "1"),
    ]
    fields = {"gradient": GRADIENT, "hessian": HESSIAN}

    for question in questions * 2:
        assert answer(question) == mark(question.answer, fields[question.field]).to_dict()
