"""The examples for other grading systems, run as those systems run them."""

import ast
import doctest
import json
import runpy
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

EXAMPLES = Path(__file__).parents[1] / "examples" / "grading"
PARTIAL = [
    ("(3x^2 - 3, 2y)", 4.0),
    ("<3(x-1)(x+1), y + y>", 4.0),
    ("(3x^2 + 3, 2y)", 2.0),
    ("(x, y)", 0.0),
    ("I don't know", 0.0),
    ("", 0.0),
]


def value_of(source, namespace):
    """Run a cell as a notebook does: the value of a last expression is its result."""
    *statements, last = ast.parse(source).body
    exec(compile(ast.Module(statements, []), "cell", "exec"), namespace)
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([last], []), "cell", "exec"), namespace)
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)


def grade_like_nbgrader(answers):
    """Points by grade_id: an error gives nothing, a number as result gives that, anything else gives all."""
    namespace, points = {}, {}
    for cell in nbformat.read(EXAMPLES / "nbgrader_derivatives.ipynb", as_version=4).cells:
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("solution"):
            namespace |= answers
        elif settings.get("grade"):
            try:
                result = value_of(cell.source, namespace)
            except Exception:
                result = 0.0
            given = settings["points"] if result is None else float(repr(result))
            assert 0 <= given <= settings["points"]
            points[settings["grade_id"]] = given
    return points


@pytest.mark.parametrize(("answer", "points"), PARTIAL)
def test_nbgrader(answer, points):
    found = grade_like_nbgrader({"gradient": answer, "hessian": "[[6x, 0], [0, 2]]"})

    assert found == {"gradient": points, "hessian": 2.0}


def test_nbgrader_follows_the_own_gradient(capsys):
    found = grade_like_nbgrader({"gradient": "(x^3 - 3, 2y)", "hessian": "[[3x^2, 0], [0, 2]]"})

    assert found == {"gradient": 2.0, "hessian": 2.0}
    assert "this follows from your own earlier lines" in capsys.readouterr().out


def test_the_solution_in_the_nbgrader_notebook_is_right():
    cells = nbformat.read(EXAMPLES / "nbgrader_derivatives.ipynb", as_version=4).cells
    answers = {}
    exec(next(cell.source for cell in cells if cell.metadata.get("nbgrader", {}).get("solution")), answers)

    assert grade_like_nbgrader({name: answers[name] for name in ("gradient", "hessian")}) == {
        "gradient": 4.0,
        "hessian": 2.0,
    }


def grade_like_otter(answer):
    """The points of the cases that pass as doctests in the student's environment, and the names of the others."""
    test = runpy.run_path(str(EXAMPLES / "otter_gradient.py"))["test"]
    (suite,), points, failed = test["suites"], 0, []
    assert suite["type"] == "doctest"
    for case in suite["cases"]:
        examples = doctest.DocTestParser().get_doctest(case["code"], {"gradient": answer}, case["name"], None, 0)
        result = doctest.DocTestRunner(verbose=False).run(examples, out=lambda text: None)
        points += 0 if result.failed else case["points"]
        failed += [case["name"]] if result.failed else []
    return points, failed


@pytest.mark.parametrize(("answer", "points"), PARTIAL)
def test_otter(answer, points):
    assert grade_like_otter(answer)[0] == points


def test_otter_says_what_is_wrong():
    assert grade_like_otter("(3x^2 - 3, 2y)")[1] == []
    assert grade_like_otter("(3x^2 + 3, 2y)")[1] == ["f_x", "what is wrong"]
    assert "the answer can be read" in grade_like_otter("((")[1]


def grade_like_prairielearn(answers):
    """generate, parse and, where nothing is misformatted, grade; everything has to stay JSON."""
    server = runpy.run_path(str(EXAMPLES / "prairielearn_server.py"))
    data = {"params": {}, "submitted_answers": answers, "format_errors": {}, "partial_scores": {}, "score": 0}
    server["generate"](data)
    server["parse"](data)
    if not data["format_errors"]:
        server["grade"](data)
    return json.loads(json.dumps(data))


RIGHT = {"gradient": "(3x^2 - 3, 2y)", "hessian": "[[6x, 0], [0, 2]]", "points": "(±1, 0)"}


@pytest.mark.parametrize(
    ("changes", "score"),
    [
        ({}, 1.0),
        ({"gradient": "(3x^2 + 3, 2y)"}, 6 / 7),
        ({"points": "(1, 0)"}, 5.5 / 7),
        ({"gradient": "(3x^2 + 3, 2y)", "points": "none"}, 6 / 7),
        ({"gradient": "(2y, 3x^2 - 3)", "hessian": "[[0, 2], [6x, 0]]"}, 5 / 7),
    ],
)
def test_prairielearn(changes, score):
    data = grade_like_prairielearn(RIGHT | changes)

    assert data["score"] == pytest.approx(score)
    assert all(0 <= part["score"] <= 1 for part in data["partial_scores"].values())


def test_prairielearn_reports_what_cannot_be_read():
    data = grade_like_prairielearn(RIGHT | {"gradient": "<script>alert(1)</script>", "points": "(1,5; 0)"})

    assert set(data["format_errors"]) == {"gradient", "points"}
    assert "<" not in data["format_errors"]["gradient"]
    assert data["partial_scores"] == {}


def test_the_prairielearn_question_has_a_field_for_every_answer():
    names = []

    class Fields(HTMLParser):
        def handle_starttag(self, tag, attrs):
            names.extend(value for key, value in attrs if key == "answers-name")

    Fields().feed((EXAMPLES / "prairielearn_question.html").read_text("utf-8"))

    assert set(names) == set(RIGHT)
