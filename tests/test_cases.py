"""Rows of a batch: both spellings are read, and what is wrong with one becomes its problem."""

import pytest

from symhess.cases import read_case


@pytest.mark.parametrize(
    ("line", "identifier", "problem"),
    [
        pytest.param(b"nonsense", 4, "not a line of JSON", id="not-json"),
        pytest.param(b"\xff\xfe", 4, "not a line of JSON", id="not-utf-8"),
        pytest.param(b"[" * 100_000, 4, "not a line of JSON", id="too-deep"),
        pytest.param(b'{"id": 9, "expression": ' + b"1" * 10_000 + b"}", 4, "not a line of JSON", id="huge-number"),
        pytest.param(b'["x^2"]', 4, "expected a JSON object", id="not-an-object"),
        pytest.param(b'{"id": "a"}', "a", "expected the function", id="no-expression"),
        pytest.param(b'{"id": "a", "expression": 5}', "a", "expected the function", id="number"),
        pytest.param(b'{"expression": "x", "variables": "x"}', 4, "expected a list of names", id="variables"),
        pytest.param(b'{"expression": "x", "variables": [1]}', 4, "expected a list of names", id="variable"),
        pytest.param(b'{"expression": "x", "syntax": "tex"}', 4, "expected one of calculator", id="syntax"),
        pytest.param(b'{"expression": "x", "constraints": ["x"]}', 4, "constraints", id="other-question"),
    ],
)
def test_what_is_wrong_with_a_row_becomes_its_problem(line, identifier, problem):
    case = read_case(line, 4)

    assert case.identifier == identifier
    assert problem in case.problem


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b'{"expression": "x y", "variables": ["y", "x"]}', id="contract"),
        pytest.param(b'{"f": "x y", "vars": ["y", "x"], "source": "a book", "constraints": []}', id="short"),
    ],
)
def test_both_spellings_of_a_row_are_read(line):
    case = read_case(line, 4)

    assert (case.identifier, case.expression, case.variables, case.problem) == (4, "x y", ("y", "x"), None)
