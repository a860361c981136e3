"""Hostile texts in every place and every output: nothing that a student typed is code, markup or a path there."""

import csv
import io
import json
import re
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from symhess.cli import main
from symhess.errors import InputError
from symhess.grade import grade_file, read_assignment
from symhess.render.tex.text import escape
from tests.grade.classroom import generated_class

_CORPUS = Path(__file__).parents[1] / "corpus" / "attacks.jsonl"
ATTACKS = [json.loads(line) for line in _CORPUS.read_text("utf-8").splitlines()]
MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\\input{/etc/passwd}\\write18{id}",
    "$\\catcode`\\%=0$ % \\end{document}",
    "^^5cinput{/etc/passwd} ~#&_{}",
    '=HYPERLINK("http://x")',
    "@SUM(1)|cmd",
    "\t=1+1",
    'a,"b"\r\n=1+1',
    "[a](javascript:alert(1)) ![b](http://x)",
    "# `x` *y* | z",
    "../../etc/passwd\x00\n\x1b[31m\u202e",
    "'; import os; os.system('touch canary') #",
    "\ud800 x",
)
HOSTILE = (*MARKUP, *(attack["text"] for attack in ATTACKS))
ASKED = {
    "gradient": 'asks = "gradient"',
    "points": 'asks = "critical_points"',
    "kinds": 'asks = "classification"',
    "agree": 'asks = "clairaut"\nof = ["x", "y"]',
    "tex": 'asks = "gradient"\nsyntax = "latex"',
    "code": 'asks = "hessian"\nsyntax = "python"',
    "why": 'asks = "argument"',
}
TOP = 'function = "x^2 + y^2 + z^2"\ntime_limit = 1.0\n'
SHEET = f"title = {json.dumps('<b>$5 & 100%')}\n{TOP}" + "".join(
    f'[[fields]]\nname = "{name}"\n{table}\n' for name, table in ASKED.items()
)


def graded(place, sheet, rows):
    place.mkdir()
    (place / "sheet.toml").write_text(sheet)
    (place / "class.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    grade_file(place / "sheet.toml", [place / "class.jsonl"], place / "out", jobs=2)
    return place / "out"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The outputs of a class whose every name, answer and key is hostile."""
    rows = [{"student": text, "answers": {**dict.fromkeys(ASKED, text), text: text}} for text in HOSTILE]
    return graded(tmp_path_factory.mktemp("hostile") / "class", SHEET, rows)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    """The outputs of a class without malice, for what a page is made of."""
    found = (one.submission for one in generated_class(84))
    rows = [{"student": one.student, "answers": {"why": "so", **one.answers}} for one in found]
    return graded(tmp_path_factory.mktemp("harmless") / "class", SHEET, rows)


def pages(folder, ending):
    return [path.read_text("utf-8") for path in sorted((folder / "feedback").glob(f"*.{ending}"))]


class Markup(HTMLParser):
    """The tags of a page with their attributes, and whether every one is closed."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = Counter(), []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found[tag, tuple(name for name, _ in attrs)] += 1
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data!r}")


def test_html_is_made_of_what_harmless_pages_are_made_of(folder, harmless):
    known = {one for page in pages(harmless, "html") for one in Markup(page).found}

    for page in pages(folder, "html"):
        found = Markup(page)
        assert set(found.found) <= known
        assert found.open == []


def commands(page):
    """The control sequences of a page, without escaped backslashes."""
    return set(re.findall(r"\\(?:[A-Za-z]+|[^A-Za-z])", page))


def test_tex_has_no_command_that_harmless_pages_have_not(folder, harmless):
    characters = (escape(chr(code)) for code in range(32, 0x3000))  # no single one can do harm
    known = set().union(*map(commands, (*pages(harmless, "tex"), *characters)), {r"\dots"})

    for page in pages(folder, "tex"):
        assert commands(page) <= known
        body = page.split("\\begin{document}")[1]
        assert body.count("\\end{document}") == 1
        assert re.sub(r"\\[{}]", "", body).count("{") == re.sub(r"\\[{}]", "", body).count("}")
        assert "^^" not in body


def test_tex_can_be_set_and_runs_nothing(folder, tmp_path):
    found = pages(folder, "tex")
    bodies = [page.split("\\begin{document}")[1].split("\\end{document}")[0] for page in found]
    text = found[0].split("\\begin{document}")[0] + "\\begin{document}" + "\\clearpage".join(bodies) + "\\end{document}"
    (tmp_path / "all.tex").write_text(text, "utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-draftmode", "-recorder", "all.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, errors="replace")

    assert done.returncode == 0, done.stdout[-2000:]
    assert "/etc/passwd" not in (tmp_path / "all.fls").read_text()
    assert not (tmp_path / "canary").exists()


def test_markdown_has_no_markup_from_outside(folder):
    for page in pages(folder, "md"):
        assert not re.search(r"(?<!\\)<[A-Za-z/!]", page)
        assert not re.search(r"(?<!\\)\]\(", page)


def test_no_page_has_control_characters(folder):
    for ending in ("md", "html", "tex"):
        found = pages(folder, ending)
        assert len(found) == len(HOSTILE)
        for page in found:
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff]", page)


def test_no_cell_of_the_gradebook_is_a_formula(folder):
    rows = list(csv.reader(io.StringIO((folder / "gradebook.csv").read_text("utf-8"), newline=""), strict=True))
    cells = [cell for row in rows for cell in row]

    assert len(rows) == len(HOSTILE) + 1
    assert {len(row) for row in rows} == {4 + len(ASKED)}
    assert [cell for cell in cells if re.match(r"\s*[=+\-@|%\t\r]", cell)] == []
    assert all(cell.isprintable() for cell in cells)


def test_every_path_is_harmless(folder):
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    pattern = r"(gradescope/|feedback/)?[A-Za-z0-9-]{1,60}\.(jsonl|json|csv|md|html|tex)"

    assert all(re.fullmatch(pattern, name) for name in names)
    assert not list(folder.parent.rglob("canary"))
    assert not Path("canary").exists()


def test_json_holds_what_was_typed_as_data(folder):
    rows = [json.loads(line) for line in (folder / "results.jsonl").read_text("ascii").splitlines()]

    assert [row["student"] for row in rows] == list(HOSTILE)
    assert [row["ignored"] for row in rows] == [[text] for text in HOSTILE]
    assert all(mark["answer"] == row["student"] for row in rows for mark in row["marks"])
    queue = [json.loads(line) for line in (folder / "review.jsonl").read_text("ascii").splitlines()]
    assert {row["answer"] for row in queue if row["field"] == "why"} == set(HOSTILE)


def test_every_attack_is_refused_or_waits_for_a_person(folder):
    rows = [json.loads(line) for line in (folder / "results.jsonl").read_text("ascii").splitlines()]
    status = Counter(mark["status"] for row in rows for mark in row["marks"] if mark["field"] != "why")

    assert set(status) <= {"unreadable", "wrong", "missing", "review"}
    assert status["review"] + status["wrong"] < len(HOSTILE)


def test_gradescope_is_told_to_take_everything_as_text(folder):
    for path in (folder / "gradescope").iterdir():
        found = json.loads(path.read_text("ascii"))
        assert found["output_format"] == "text"
        assert {test["output_format"] for test in found["tests"]} == {"text"}
        assert "why" in [test["name"] for test in found["tests"] if "score" not in test]


def test_statistics_are_data_too(folder):
    found = json.loads((folder / "statistics.json").read_text("ascii"))

    assert [field["name"] for field in found["fields"]] == list(ASKED)


@pytest.mark.parametrize("name", [name for name in MARKUP if name.isprintable()])
def test_a_field_has_no_hostile_name(tmp_path, name):
    (tmp_path / "sheet.toml").write_text(f'{TOP}[[fields]]\nname = {json.dumps(name)}\nasks = "gradient"\n')

    with pytest.raises(InputError, match="letters, digits"):
        read_assignment(tmp_path / "sheet.toml")


@pytest.mark.parametrize("name", ["\x1b[31m.jsonl", "<b>.pdf", "a\nb.csv"])
def test_names_of_files_are_printable_on_the_terminal(tmp_path, capsys, name):
    (tmp_path / "sheet.toml").write_text(SHEET)

    assert main(["grade", str(tmp_path / "sheet.toml"), str(tmp_path / name), "-o", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert told.endswith("\n") and told[:-1].isprintable()
