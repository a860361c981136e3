"""PrairieLearn: the `server.py` of a question; question.html has a text field for each of the names below.

An answer that cannot be read costs no attempt: parse(data) reports it as a format error, with position and hint. What
a person has to decide has no score.
"""

from html import escape

from symhess.errors import ParseError
from symhess.grade import make_field, mark
from symhess.grade.reading import read_answer

FUNCTION = "x^3 - 3x + y^2"
FIELDS = {
    "gradient": make_field("gradient", FUNCTION, weight=2),
    "hessian": make_field("hessian", FUNCTION, weight=2),
    "points": make_field("critical_points", FUNCTION, weight=3),
}


def generate(data):
    """Nothing varies here but the text of the question."""
    data["params"]["function"] = FUNCTION


def parse(data):
    """Tell what cannot be read, before anything is graded."""
    for name, field in FIELDS.items():
        try:
            read_answer(data["submitted_answers"].get(name) or "", field)
        except ParseError as error:
            data["format_errors"][name] = escape(str(error))


def grade(data):
    """Mark every answer, each against the student's own earlier ones too."""
    answers = data["submitted_answers"]
    earlier = []
    for name, field in FIELDS.items():
        found = mark(answers.get(name), field, earlier=earlier)
        earlier.append((field, answers.get(name) or ""))
        share = None if found.points is None else float(found.points / found.out_of)
        data["partial_scores"][name] = {
            "score": share,
            "weight": int(field.weight),
            "feedback": "<br>".join(escape(remark.text) for remark in found.remarks),
        }
    decided = [part for part in data["partial_scores"].values() if part["score"] is not None]
    total = sum(part["weight"] for part in decided)
    data["score"] = sum(part["score"] * part["weight"] for part in decided) / total if total else 0.0
