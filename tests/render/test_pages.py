"""A page of each kind of sheet against a picture that was looked at; ``SNAPSHOTS=write pytest`` keeps new ones.

The pictures are small and grey, and compared by how dark each part of the page is, so that another version of TeX, a
moved line or another word makes no difference; a part that is missing does.
"""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from PIL import Image

from symhess import analyze, minimize
from symhess.convexity import examined
from symhess.render.document import Equations, ResultBox, Table
from symhess.render.page.build import document
from symhess.render.tex.latex import document_latex
from symhess.render.tex.preamble import MACROS, PREAMBLE
from tests.render.tex.together import FIGURES, compiled

KEPT = Path(__file__).parent / "pages"
DOTS = 36  # per inch
MOST_PAGES = 2
CELL = 14  # dots
CLOSE = 0.045  # largest difference in darkness, of cells and the ones around them
SHEETS = {
    "one-variable": ("x^3 - 3x", {}, "full"),
    "wells": ("x^4 + y^4 - 2x^2 - 2y^2 + 1", {}, "worked"),
    "brief": ("x^4 + y^4 - 2x^2 - 2y^2 + 1", {}, "brief"),
    "algebraic-numbers": ("x^4/4 - x^2/2 - x + y^4 - y", {}, "worked"),
    "degenerate": ("(y - x^2)(y - 3x^2)", {}, "worked"),
    "families": ("sin(x) cos(y)", {}, "worked"),
    "lagrange": ("x y", {"constraints": "x^2 + 2y^2 = 4"}, "worked"),
    "region": ("x^2 - 2x y + 2y", {"region": ("x >= 0", "x <= 3", "y >= 0", "y <= 2")}, "worked"),
    "convexity": ("x^2 + x y + y^2 + x^4", {}, "worked"),
}


def documents():
    for name, (function, options, detail) in SHEETS.items():
        study = analyze(function, time_limit=20, **options)
        study = examined(study) if name == "convexity" else study
        yield name, document(study, detail), FIGURES[len(study.function.variables)]


@pytest.fixture(scope="module")
def sheets():
    found = {name: document_latex(page, figures=figures) for name, page, figures in documents()}
    trace = minimize("(x - 1)^4 + x y + y^2 + y^4", (0.5, 0.5), method="newton").trace
    return found | {"newton": rf"{PREAMBLE}{MACROS}\begin{{document}}{trace.to_latex()}\end{{document}}"}


@pytest.fixture(scope="module")
def pictures(sheets, tmp_path_factory):
    return drawn(sheets, tmp_path_factory.mktemp("pages"))


def drawn(sheets, folder):
    """The first pages of each sheet, those with the same margins in one run of TeX."""
    compact = [name for name, text in sheets.items() if "symhessonepage" in text]
    runs = [{name: text for name, text in sheets.items() if (name in compact) is state} for state in (False, True)]
    return {name: page for run in runs if run for name, page in _first_pages(run, folder).items()}


def _first_pages(sheets, folder):
    """The first pages of each sheet, one below the other, as an array of darknesses between 0 and 1."""
    made = compiled(sheets)
    (folder / "sheets.pdf").write_bytes(made.pdf)
    for old in folder.glob("page-*.png"):
        old.unlink()
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-png", "sheets.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    files = sorted(folder.glob("page-*.png"))
    first = numpy.cumsum([0, *made.pages.values()])[:-1]
    counts = [min(pages, MOST_PAGES) for pages in made.pages.values()]
    places = zip(made.pages, first, counts, strict=True)
    return {name: numpy.vstack([1 - grey(file) for file in files[k : k + count]]) for name, k, count in places}


def grey(file):
    return numpy.asarray(Image.open(file).convert("L")) / 255


def difference(first, second):
    """The largest difference in darkness between cells of two pages, each taken together with its neighbours."""
    first, second = (numpy.pad(page, ((0, CELL), (0, CELL))) for page in (first, second))
    rows, columns = (min(sizes) // CELL for sizes in zip(first.shape, second.shape, strict=True))
    a, b = (
        page[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL).mean(axis=(1, 3))
        for page in (first, second)
    )
    apart = numpy.pad(a - b, 1)
    around = sum(apart[i : i + rows, k : k + columns] for i in range(3) for k in range(3)) / 9
    return float(numpy.abs(around).max())


@pytest.mark.parametrize("name", [*SHEETS, "newton"])
def test_a_page_looks_as_it_did(name, pictures):
    kept = KEPT / f"{name}.png"
    if os.environ.get("SNAPSHOTS") == "write":
        levels = numpy.round((1 - pictures[name]) * 15) * 17
        Image.fromarray(levels.astype(numpy.uint8)).save(kept, optimize=True)

    assert difference(pictures[name], 1 - grey(kept)) < CLOSE
    assert kept.stat().st_size < 60_000


@pytest.mark.parametrize("missing", [Table, ResultBox, Equations], ids=lambda block: block.__name__)
def test_a_page_from_which_a_part_is_missing_looks_different(missing, pictures, tmp_path):
    study = analyze(SHEETS["wells"][0])
    page = document(study, "worked")
    left = replace(page, blocks=tuple(block for block in page.blocks if not isinstance(block, missing)))
    tampered = drawn({"wells": document_latex(left, figures=FIGURES[2])}, tmp_path)

    assert difference(tampered["wells"], pictures["wells"]) > CLOSE


def test_a_page_moved_by_a_millimetre_is_the_same(pictures):
    for page in pictures.values():
        assert difference(page, numpy.roll(page, 2, axis=0)) < CLOSE
        assert difference(page, numpy.roll(page, 2, axis=1)) < CLOSE


def test_different_kinds_of_sheets_look_different(pictures):
    names = list(pictures)
    closest = min(difference(pictures[a], pictures[b]) for k, a in enumerate(names) for b in names[:k])

    assert closest > CLOSE
