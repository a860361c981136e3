"""The folder of a graded class: a page that cannot be made keeps nobody from theirs."""

import os

import pytest

from symhess.errors import InputError
from symhess.grade import Assignment, Submission, folder, grade_submissions, make_field
from symhess.grade.folder import chosen_formats, write_folder

SHEET = Assignment("Sheet <1>", (make_field("gradient", "x^2"),))
STUDENTS = ("ada", "emmy", "sofia")
make_pages = folder._printer


def dying_for_emmy(setting):
    pages = make_pages(setting)
    return lambda row: os._exit(5) if row.submission.student == "emmy" else pages(row)


def written(place, formats, **options):
    rows = grade_submissions(SHEET, [Submission(name, {"gradient": "2x"}, "") for name in STUDENTS])
    place.mkdir()
    write_folder(place, rows, SHEET, formats, **options)
    return {path.name: path.read_text() for path in (place / "feedback").iterdir()}


def test_a_page_that_cannot_be_made_says_so_and_the_others_are_made(tmp_path, monkeypatch):
    whole = written(tmp_path / "whole", ["md", "html"])
    monkeypatch.setattr(folder, "_printer", dying_for_emmy)
    found = written(tmp_path / "found", ["md", "html"], jobs=2)

    assert found.keys() == whole.keys()
    for name, page in found.items():
        assert (page == whole[name]) is ("emmy" not in name)
    assert "could not be made (the process died with exit code 5)" in found["00002-emmy.html"]
    assert (tmp_path / "found" / "results.jsonl").read_bytes() == (tmp_path / "whole" / "results.jsonl").read_bytes()


def test_without_formats_there_are_no_pages_and_no_processes(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "_printer", None)

    assert written(tmp_path / "out", []) == {}


@pytest.mark.parametrize("feedback", [["pdf"], ["md", ""], "md"])
def test_unknown_formats_are_named(feedback):
    with pytest.raises(InputError, match="expected feedback as md, html, tex"):
        chosen_formats(feedback)
