"""Submissions: one for each row whatever it holds, and notebooks are data."""

import json

import pytest

from symhess.errors import InputError
from symhess.grade import read_submissions


def read(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_submissions([path])


def test_json_lines_hold_answers_below_or_beside_the_name(tmp_path):
    lines = '{"student": "ada", "answers": {"D": "4", "n": [1, 2]}}\n\n{"id": 7, "D": 4, "empty": null}\n'
    first, second = read(tmp_path, "class.jsonl", lines)

    assert (first.student, first.answers) == ("ada", {"D": "4", "n": "[1, 2]"})
    assert (second.student, second.answers, second.source) == ("7", {"D": "4", "empty": ""}, "class.jsonl:3")


@pytest.mark.parametrize("line", ["nonsense", "[1, 2]", '{"student": "a", "answers": 3}', "[" * 100_000, "\x00", '"a"'])
def test_a_row_that_is_no_submission_is_one_that_says_so(tmp_path, line):
    good = '{"student": "ada", "D": "4"}'
    found = read(tmp_path, "class.jsonl", f"{good}\n{line}\n{good}\n")

    assert [bool(one.problem) for one in found] == [False, True, False]
    assert found[1].answers == {}


def test_a_table_has_a_column_for_each_answer(tmp_path):
    found = read(tmp_path, "class.csv", '\ufeffstudent,gradient,D\nada,"(2x, 2y)",4\nbob,,\nemmy\n')

    assert [one.student for one in found] == ["ada", "bob", "emmy"]
    assert found[0].answers == {"gradient": "(2x, 2y)", "D": "4"}
    assert found[1].answers == {"gradient": "", "D": ""}


def test_a_notebook_is_read_by_the_tags_of_its_cells_and_never_run(tmp_path):
    cells = [
        {"cell_type": "code", "source": ["open('canary', 'w')"], "metadata": {}},
        {"cell_type": "markdown", "source": ["(2x,\n", " 2y)"], "metadata": {"tags": ["answer:gradient"]}},
        {"cell_type": "code", "source": "import os; os.remove('x')", "metadata": {"tags": ["answer:D", "other"]}},
        "no cell",
        {"metadata": {"tags": 3}},
    ]
    (found,) = read(tmp_path, "ada.ipynb", json.dumps({"cells": cells, "metadata": {}}))

    assert found.student == "ada"
    assert found.answers == {"gradient": "(2x,\n 2y)", "D": "import os; os.remove('x')"}
    assert [path.name for path in tmp_path.iterdir()] == ["ada.ipynb"]


@pytest.mark.parametrize("content", ["{", "[]", '{"cells": 3}', b"\xff\x00"])
def test_a_broken_notebook_is_a_submission_with_a_problem(tmp_path, content):
    (found,) = read(tmp_path, "ada.ipynb", content)

    assert (found.student, found.problem) == ("ada", "not a notebook")


def test_other_files_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"\.jsonl \.csv \.ipynb"):
        read(tmp_path, "class.xlsx", "")
