import pytest

from symhess import analyze
from symhess.render import display
from symhess.render.display import html_display, latex_display
from symhess.render.tex.engine import compile_tex

HOST = r"\documentclass{article}\usepackage{amsmath,amssymb}\begin{document}%s\end{document}"


@pytest.mark.parametrize("text", ["x^4 + y^4 - 2x^2 - 2y^2 + 1", "x + 1", "x^3 - 3xy^2", "(x^3 - 7x)^2 - x + y^2"])
def test_the_latex_display_is_one_displayed_formula(text):
    shown = latex_display(analyze(text))

    assert shown.startswith("$$") and shown.endswith("$$") and shown.count("$") == 4
    assert compile_tex(HOST % shown, {}, "pdflatex").pdf.startswith(b"%PDF")


def test_many_points_are_cut():
    shown = latex_display(analyze("x^4 - 5x^2 + x + y^4 - 5y^2 + 2y + z^4 - 5z^2 + 3z"))

    assert shown.count(r"\\ ") <= display._MOST_ROWS + 3
    assert r"\vdots" in shown


def test_a_very_long_derivation_is_left_out_of_a_notebook(monkeypatch):
    study = analyze("x^2 + y^2")
    whole = html_display(study)
    monkeypatch.setattr(display, "_LONGEST", len(whole) - 1)

    assert len(html_display(study)) < len(whole)


def test_a_cell_is_shown_in_its_detail_and_language():
    study = analyze("x^2 - y^2")
    brief, full = study.show("brief", "de"), study.show("full", "de")

    assert len(brief._repr_html_()) < len(full._repr_html_())
    assert all("Kritische Punkte von" in shown._repr_html_() for shown in (brief, full))
    assert "Sattelpunkt" in brief._repr_latex_() and "saddle" not in brief._repr_latex_()
    assert repr(full) == str(full) == study.to_text("full", language="de")
