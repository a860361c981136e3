"""Sheets in LaTeX compile without a flaw, whatever their author writes, and the same sheet gives the same bytes."""

import re
import shutil
import subprocess

import pytest

from symhess.render.tex.engine import compile_tex, find_engine
from symhess.render.tex.sheets.article import sheet_article
from symhess.render.tex.sheets.beamer import sheet_beamer
from symhess.render.tex.sheets.exam import sheet_exam
from symhess.render.tex.sheets.fragments import package, question_fragments
from tests.render.sheets import SOLVED, TASKS, pictures_of

LAYOUTS = {"article": sheet_article, "exam": sheet_exam, "beamer": sheet_beamer}
FLAWS = re.compile(r"Overfull|undefined|multiply defined|Missing character")


def is_installed(file_name):
    if shutil.which("kpsewhich") is None:
        return False
    return subprocess.run(["kpsewhich", file_name], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if is_installed(f"{name}.cls")])
@pytest.mark.parametrize("page", [TASKS, SOLVED], ids=["tasks", "solved"])
def test_every_layout_compiles_without_a_flaw(layout, page):
    names, contents = pictures_of(page)
    made = compile_tex(LAYOUTS[layout](page, names), contents, find_engine())

    assert FLAWS.findall(made.log) == []


@pytest.mark.parametrize("layout", ["beamer"])  # articles: see the tests of the writer
def test_the_same_sheet_gives_the_same_bytes(layout):
    names, contents = pictures_of(SOLVED)
    text = LAYOUTS[layout](SOLVED, names)

    assert compile_tex(text, contents, find_engine()).pdf == compile_tex(text, contents, find_engine()).pdf


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("page", [TASKS, SOLVED], ids=["tasks", "solved"])
def test_nothing_that_an_author_writes_is_a_command(layout, page):
    text = LAYOUTS[layout](page, {})

    assert r"\textbackslash{}input\{secret\}" in text
    assert r"\input{secret}" not in text and r"\write18" not in text


def test_fragments_are_taken_into_any_document():
    fragments = list(question_fragments(TASKS, {})) + list(question_fragments(SOLVED, {}))
    files = {f"part-{k}.tex": text.encode() for k, text in enumerate(fragments)} | {"symhess.sty": package().encode()}
    body = "\n".join(rf"\input{{part-{k}}}" for k in range(len(fragments)))
    made = compile_tex(
        rf"\documentclass[a4paper]{{article}}\usepackage[margin=25mm]{{geometry}}\usepackage{{symhess}}"
        rf"\begin{{document}}Before. {body} After.\end{{document}}",
        files,
        find_engine(),
    )

    assert FLAWS.findall(made.log) == []
    assert all(r"\documentclass" not in text and r"\usepackage{" not in text.split("\n", 1)[1] for text in fragments)
