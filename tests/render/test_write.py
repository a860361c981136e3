import json
import os
import sys
from pathlib import Path

import pytest

from symhess import analyze
from symhess.errors import InputError, RenderError
from symhess.render.write import SUFFIXES, write

STARTS = {
    ".tex": b"\\documentclass",
    ".pdf": b"%PDF",
    ".html": b"<!DOCTYPE html>",
    ".json": b"{",
    ".txt": b"Critical points",
    ".md": b"# Critical points",
    ".png": b"\x89PNG",
    ".svg": b"<?xml",
}


@pytest.fixture(scope="module")
def study():
    return analyze("x^2 - y^2")


@pytest.fixture
def no_engine(monkeypatch):
    monkeypatch.setattr(sys.modules[write.__module__], "find_engine", lambda: None)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_written(study, suffix, tmp_path):
    written = write(study, tmp_path / f"sheet{suffix}")

    assert written[0].read_bytes().startswith(STARTS[suffix])
    assert names(tmp_path) == sorted(path.name for path in written)


def test_json_can_be_read_back(study, tmp_path):
    (path,) = write(study, str(tmp_path / "sheet.JSON"))

    assert json.loads(path.read_text("utf-8"))["format"] == "symhess-analysis/1"


def test_a_tex_file_finds_its_pictures_whatever_it_is_called(study, tmp_path):
    tex, *pictures = write(study, tmp_path / "my sheet #1 {x}.tex")

    assert [path.name for path in pictures] == ["my-sheet-1-x-levels.pdf", "my-sheet-1-x-surface.pdf"]
    assert all(f"{{{path.name}}}" in tex.read_text("utf-8") for path in pictures)


def test_without_a_tex_engine_tex_and_html_are_written_instead(study, tmp_path, no_engine):
    with pytest.raises(RenderError, match=r"no TeX engine was found, so there is no a.pdf; wrote .*a.tex.*; install"):
        write(study, tmp_path / "a.pdf")

    assert names(tmp_path) == ["a-levels.pdf", "a-surface.pdf", "a.html", "a.tex"]


def test_without_matplotlib_a_sheet_has_no_pictures(study, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    (path,) = write(study, tmp_path / "a.tex")

    assert "includegraphics" not in path.read_text("utf-8")


@pytest.mark.parametrize("suffix", [".doc", "", ".gz"])
def test_an_unknown_suffix_is_refused(study, suffix, tmp_path):
    with pytest.raises(InputError, match=r"expected a file ending in \.tex"):
        write(study, tmp_path / f"sheet{suffix}")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        pytest.param("missing/sheet.tex", "expected a folder that exists", id="no-folder"),
        pytest.param("folder.tex", "expected the name of a file", id="folder"),
        pytest.param("n" * 300 + ".txt", "cannot write .*too long", id="too-long"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_in_one_line(study, place, message, tmp_path):
    (tmp_path / "folder.tex").mkdir()

    with pytest.raises(InputError, match=message) as caught:
        write(study, tmp_path / place)

    assert "\n" not in str(caught.value)
    assert names(tmp_path) == ["folder.tex"]


def test_more_than_two_variables_have_no_picture(tmp_path):
    with pytest.raises(InputError, match="one or two variables"):
        write(analyze("x^2 + y^2 + z^2"), tmp_path / "a.png")

    assert names(tmp_path) == []


def test_what_was_there_stays_when_writing_fails(study, tmp_path, monkeypatch):
    target = tmp_path / "sheet.txt"
    target.write_text("old", "utf-8")

    def full(*arguments):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        write(study, target)

    assert names(tmp_path) == ["sheet.txt"]
    assert target.read_text("utf-8") == "old"


def test_an_interrupt_leaves_nothing_half_written(study, tmp_path, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(study, tmp_path / "sheet.txt")

    assert names(tmp_path) == []


def test_text_ends_with_one_line_break(study, tmp_path):
    (path,) = write(study, tmp_path / "sheet.md")

    assert path.read_bytes().endswith(b"\n") and not path.read_bytes().endswith(b"\n\n")
