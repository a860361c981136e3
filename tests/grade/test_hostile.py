"""Hostile answers in every output: nothing that a student typed is code, markup or a path there."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from symhess.grade import grade_file

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\\input{/etc/passwd}\\write18{id}",
    "$\\catcode`\\%=0$ % \\end{document}",
    '=HYPERLINK("http://x")',
    "@SUM(1)|cmd",
    "[a](javascript:alert(1)) ![b](http://x)",
    "../../etc/passwd\x00\n\x1b[31m\u202e",
    "'; import os; os.system('touch canary') #",
    "\ud800 x",
)
SHEET = 'title = "<b>$5 & 100%"\nfunction = "x^2 + y^2"\n' + "".join(
    f'[[fields]]\nasks = "{asks}"\n' for asks in ("gradient", "critical_points", "classification", "argument")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The outputs of a class whose every name and answer is hostile."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "sheet.toml").write_text(SHEET)
    names = ("gradient", "critical_points", "classification", "argument", "<i>unknown</i>")
    rows = [{"student": text, "answers": dict.fromkeys(names, text)} for text in HOSTILE]
    (place / "class.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    grade_file(place / "sheet.toml", [place / "class.jsonl"], place / "out")
    return place / "out"


def pages(folder, ending):
    found = sorted((folder / "feedback").glob(f"*.{ending}"))
    assert len(found) == len(HOSTILE)
    return [path.read_text("utf-8") for path in found]


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found |= {tag, *(name for name, _ in attrs)}


def test_html_has_no_tag_from_outside(folder):
    for page in pages(folder, "html"):
        tags = _Tags()
        tags.feed(page)
        assert tags.found.isdisjoint({"script", "img", "onerror", "i", "a"})
        assert "javascript:" not in page.replace("javascript:alert(1))", "")


def test_tex_has_no_command_from_outside(folder):
    for page in pages(folder, "tex"):
        body = page.split("\\begin{document}")[1]
        assert not re.search(r"\\(input|write|catcode)", body)
        assert body.count("\\end{document}") == 1
        assert body.count("{") - body.count("\\{") == body.count("}") - body.count("\\}")


def test_markdown_has_no_markup_from_outside(folder):
    for page in pages(folder, "md"):
        assert not re.search(r"(?<!\\)<(script|img|b)\b", page)
        assert not re.search(r"(?<!\\)\]\(", page)


def test_no_page_has_control_characters(folder):
    for ending in ("md", "html", "tex"):
        for page in pages(folder, ending):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ud800]", page)


def test_no_cell_of_the_gradebook_is_a_formula(folder):
    rows = list(csv.reader(io.StringIO((folder / "gradebook.csv").read_text("utf-8"))))

    assert len(rows) == len(HOSTILE) + 1
    assert [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "|", "%"))] == []


def test_every_path_is_harmless(folder):
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]

    assert all(
        re.fullmatch(r"(gradescope/|feedback/)?[A-Za-z0-9-]+\.(jsonl|json|csv|md|html|tex)", name) for name in names
    )
    assert not list(folder.parent.rglob("canary"))


def test_json_holds_what_was_typed_as_data(folder):
    rows = [json.loads(line) for line in (folder / "results.jsonl").read_text("ascii").splitlines()]

    assert [row["student"] for row in rows] == list(HOSTILE)
    assert all(row["ignored"] == ["<i>unknown</i>"] for row in rows)
    assert all(mark["answer"] == row["student"] for row in rows for mark in row["marks"])


def test_gradescope_is_told_to_take_everything_as_text(folder):
    for path in (folder / "gradescope").iterdir():
        found = json.loads(path.read_text("ascii"))
        assert {test["output_format"] for test in found["tests"]} == {"text"}
        assert [test["name"] for test in found["tests"] if "score" not in test] == ["argument"]
