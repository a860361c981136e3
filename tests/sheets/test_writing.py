"""Files of sheets: complete, reproducible, and none at all where something is wrong."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from symhess.analysis import study
from symhess.cli import main
from symhess.critical_set import Completeness, Status
from symhess.errors import InputError, RenderError
from symhess.render.tex.engine import compile_tex, find_engine
from symhess.render.tex.latex import document_latex
from symhess.render.tex.sheets.article import sheet_article
from symhess.render.tex.sheets.beamer import sheet_beamer
from symhess.sheets import answers, read_sheet, write_sheets, writing
from symhess.sheets.key import key_document
from symhess.sheets.paging import variant_pages
from symhess.verdict import Reason

TEXT = """
title = "Sheet"
seed = 3
[[exercises]]
generator = "hessian"
marks = 2
[[exercises]]
function = "x^3 - 3x + y^2"
asks = "classification"
"""
EXAMPLE = Path(__file__).parents[2] / "examples" / "sheets" / "sheet.toml"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "my sheet.toml"
    path.write_text(TEXT, "utf-8")
    return path


def names(written):
    return [path.name for path in written.files]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"format": "markdown"}, ["my-sheet.md", "my-sheet-solutions.md", "my-sheet-key.md"]),
        (
            {"format": "markdown", "variants": "C,E"},
            [f"my-sheet-{n}.md" for n in ("C", "C-solutions", "E", "E-solutions", "key")],
        ),
        ({"format": "html"}, ["my-sheet.html", "my-sheet-solutions.html", "my-sheet-key.html"]),
        (
            {"format": "tex", "layout": "exam"},
            ["my-sheet.tex", "my-sheet-solutions-2-1-levels.pdf", "my-sheet-solutions.tex", "my-sheet-key.tex"],
        ),
        (
            {"layout": "fragment"},
            ["my-sheet-1.tex", "my-sheet-2.tex", "symhess.sty", "my-sheet-solutions-2-1-levels.pdf"]
            + ["my-sheet-solutions-1.tex", "my-sheet-solutions-2.tex", "my-sheet-key.tex"],
        ),
    ],
)
def test_every_variant_is_there_with_and_without_solutions(source, tmp_path, options, expected):
    written = write_sheets(source, tmp_path / "new" / "folder", **options)

    assert names(written) == expected
    assert written.warnings == ()
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(expected)


@pytest.mark.parametrize("options", [{"format": "html"}, {"format": "tex"}, {"format": "pdf"}])
def test_the_same_seed_gives_the_same_bytes(source, tmp_path, options):
    first = write_sheets(source, tmp_path / "a", **options)
    second = write_sheets(source, tmp_path / "b", **options)

    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]


def test_another_seed_gives_another_sheet(source, tmp_path):
    texts = {write_sheets(source, tmp_path, format="markdown", seed=seed).files[0].read_text() for seed in range(5)}

    assert len(texts) == 5


def test_a_mistake_leaves_no_file(source, tmp_path):
    source.write_text(TEXT + '[[exercises]]\nfunction = "x^3"\nasks = "newton"\nat = [0]\n', "utf-8")
    with pytest.raises(InputError, match=r"^my sheet\.toml, line 13, at: "):
        write_sheets(source, tmp_path / "out")

    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"seed": -1}, "a seed is"),
        ({"variants": 99}, "expected a number from 1 to 26"),
        ({"layout": "poster"}, "the layout must be one of article"),
        ({"format": "docx"}, "the format must be one of pdf"),
    ],
)
def test_wrong_options_are_refused(source, tmp_path, options, message):
    with pytest.raises(InputError, match=message):
        write_sheets(source, tmp_path / "out", **options)


def test_a_folder_that_cannot_be_made_is_told(source, tmp_path):
    with pytest.raises(InputError, match="cannot write to the folder"):
        write_sheets(source, source / "inside")


def test_without_an_engine_there_are_sources_and_pages(source, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "find_engine", lambda: None)
    with pytest.raises(RenderError, match=r"apt-get install texlive.*wrote \.tex and \.html instead"):
        write_sheets(source, tmp_path / "out")

    found = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"my-sheet.tex", "my-sheet.html", "my-sheet-solutions.tex", "my-sheet-key.tex"} <= found


def test_a_missing_class_is_named_with_its_package(source, tmp_path, monkeypatch):
    def without_class(text, pictures, engine):
        raise RenderError("pdflatex failed: LaTeX Error: File `exam.cls' not found.")

    monkeypatch.setattr(writing, "compile_tex", without_class)
    with pytest.raises(RenderError, match="texlive-latex-extra"):
        write_sheets(source, tmp_path / "out", layout="exam")


def test_an_interrupt_ends_everything(source, tmp_path, monkeypatch):
    def interrupted(function, deadline):
        found = study(function, deadline)
        stopped = Completeness(Status.INCOMPLETE, Reason.INTERRUPTED)
        return replace(found, critical_set=replace(found.critical_set, completeness=stopped))

    monkeypatch.setattr(answers, "study", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_sheets(source, tmp_path / "out", format="markdown")

    assert list((tmp_path / "out").iterdir()) == []


def test_progress_is_told(source, tmp_path):
    calls = []
    write_sheets(source, tmp_path, format="markdown", variants=3, progress=lambda *call: calls.append(call))

    assert calls == [(1, 3), (2, 3), (3, 3)]


def test_the_full_example_compiles_without_a_flaw():
    pages = variant_pages(read_sheet(EXAMPLE), 1)
    texts = [layout(page, {}) for layout in (sheet_article, sheet_beamer) for page in (pages.tasks, pages.solutions)]
    for text in [*texts, document_latex(key_document([pages.solutions]))]:
        log = compile_tex(text, {}, find_engine()).log

        assert re.findall(r"Overfull.*|.*undefined.*|.*Missing character.*", log) == []


def test_the_command_writes_and_tells(source, tmp_path, capsys):
    status = main(["sheet", str(source), "-o", str(tmp_path / "out"), "--format", "markdown", "--variants", "A-B"])
    out, err = capsys.readouterr()

    assert status == 0
    assert [Path(line).name for line in out.splitlines()][:2] == ["my-sheet-A.md", "my-sheet-A-solutions.md"]
    assert err == ""


def test_what_is_not_solved_is_told_on_the_error_stream(source, tmp_path, capsys):
    source.write_text("time_limit = 1e-9\n" + TEXT, "utf-8")
    status = main(["sheet", str(source), "-o", str(tmp_path / "out"), "--format", "markdown"])

    assert status == 1
    assert capsys.readouterr().err == "symhess: exercise 2: not solved in time\n"
    assert (tmp_path / "out" / "my-sheet-solutions.md").exists()


def test_a_wrong_entry_is_one_line_and_status_two(source, tmp_path, capsys):
    source.write_text(TEXT + 'wieght = 2\n', "utf-8")

    assert main(["sheet", str(source), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.startswith("symhess: my sheet.toml, line 10, wieght: unknown key")
    assert not (tmp_path / "out").exists()


def test_asking_for_help_about_sheets_loads_no_mathematics():
    command = [sys.executable, "-X", "importtime", "-m", "symhess", "sheet", "--help"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "SHEET.toml" in run.stdout
    assert "sympy" not in {line.split("|")[-1].strip() for line in run.stderr.splitlines()}
