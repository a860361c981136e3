import re
from fractions import Fraction
from functools import cache

import pytest
from flint import fmpq
from IPython.core.interactiveshell import InteractiveShell

import symhess
from symhess.displayed import Displayed
from symhess.exact import Rational
from symhess.grade.marks import Mark, MarkStatus, Remark, Shown
from symhess.notebook import NUMERIC_CARDS, card, html, latex
from symhess.render.tex.engine import compile_tex
from symhess.verify import Verification
from tests.render.web.audit import identifiers, independence, keyboard, mathematics, tables, tree

WELLS = "x^4 + y^4 - 2x^2 - 2y^2 + 1"
ROSENBROCK = "100(y - x^2)^2 + (1 - x)^2"
HOST = r"\documentclass{article}\usepackage{amsmath,amssymb}\begin{document}%s\end{document}"
REMARK = Remark("sign", ("The sign of ", Shown("2*x*y"), " is wrong."))


@cache
def results():
    """One of everything that shows itself, by name."""
    wells = symhess.analyze(WELLS)
    run = symhess.minimize(ROSENBROCK, [-1.2, 1.0], method="newton")
    slow = symhess.minimize(ROSENBROCK, [-1.2, 1.0], method="gradient-descent", max_iterations=60)
    return {
        "analysis": wells,
        "classified point": wells.points[0],
        "point": wells.points[0].point,
        "verdict": wells.points[0].verdict,
        "point known by an enclosure": symhess.analyze("x^2 + cos(3x)", box={"x": (-1, 1)}).points[0],
        "critical set": wells.critical_set,
        "set with families": symhess.critical_points("sin(x) + y^2"),
        "set with components": symhess.critical_points("x^2 y"),
        "incomplete set": symhess.critical_points("x^4 + y^4 + x y", time_limit=1e-9),
        "family": symhess.analyze("sin(x)").families[0],
        "degenerate": symhess.classify("(y - x^2)(y - 3x^2)", at=(0, 0)),
        "convex": symhess.convexity("x^2 + x y + y^2"),
        "convex on a domain": symhess.convexity("x log(x) + y", domain="x > 0, y > 1"),
        "not convex": symhess.convexity("x y"),
        "extrema": wells.extrema,
        "approached": symhess.analyze("exp(x)").extrema,
        "equal": symhess.equivalent("sin(2x)", "2 sin(x) cos(x)"),
        "unequal": symhess.equivalent("sqrt(x^2)", "x"),
        "taylor": wells.taylor((1, 1), 3),
        "taylor of zero": symhess.analyze("0x").taylor((0,), 2),
        "verified": symhess.verify(wells),
        "refuted": Verification(("the gradient of <f> is 100 % wrong",)),
        "outcome": run,
        "trace": run.trace,
        "long outcome": slow,
        "number": wells.points[0].point.value,
        "mark": Mark("D", MarkStatus.WRONG, Fraction(0), Fraction(2), read_as="2*x", remarks=(REMARK,)),
        "waiting mark": Mark("D", MarkStatus.REVIEW, None, Fraction(2), reason="time limit"),
    }


NAMES = (
    "analysis,classified point,point,verdict,point known by an enclosure,critical set,set with families,"
    "set with components,incomplete set,family,degenerate,convex,convex on a domain,not convex,extrema,approached,"
    "equal,unequal,taylor,taylor of zero,verified,refuted,outcome,trace,long outcome,number,mark,waiting mark"
).split(",")


def test_everything_is_shown_here():
    assert list(results()) == NAMES
    assert {type(value) for value in results().values()} >= set(NUMERIC_CARDS)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_finds_all_three_forms(name):
    shown, _ = InteractiveShell.instance().display_formatter.format(results()[name])

    assert {"text/plain", "text/latex", "text/html"} <= set(shown)


@pytest.mark.parametrize("name", NAMES)
def test_the_html_can_be_read_aloud_and_keeps_its_style_to_itself(name):
    shown = results()[name]._repr_html_()
    root = tree(f"<div>{shown}</div>")
    rules = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)[1]
    selectors = re.findall(r"(?:^|\}|\{)\s*([^{}@]+)\{", rules)

    assert [wrong for rule in (tables, keyboard, mathematics, identifiers, independence) for wrong in rule(root)] == []
    assert [s for s in selectors if not all(part.strip().startswith(".symhess") for part in s.split(","))] == []


def test_the_latex_of_everything_compiles():
    shown = [value._repr_latex_() for value in results().values()]

    assert all(text.startswith("$$") and text.endswith("$$") for text in shown)
    assert compile_tex(HOST % "\n\n".join(shown), {}, "pdflatex").pdf.startswith(b"%PDF")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("number", "refuted")])
def test_in_a_list_everything_is_one_short_line(name):
    text = repr([results()[name]])

    assert len(text) <= 120 and "\n" not in text
    assert text.startswith(("[<", "[Verification"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("classified point", "strict local minimum"),
        ("verdict", "Sylvester"),
        ("degenerate", "half-branches"),
        ("incomplete set", "time limit"),
        ("set with components", "curves or surfaces"),
        ("convex", "on all of space"),
        ("unequal", "the first is"),
        ("refuted", "&lt;f&gt;"),
        ("outcome", "Converged."),
        ("long outcome", "iterates are left out"),
        ("waiting mark", "Waits for a person."),
        ("mark", "2*x*y"),
    ],
)
def test_what_matters_is_said(name, said):
    assert said in html(results()[name])


def test_a_number_is_shown_exactly_or_by_its_decimals():
    assert latex(Rational(fmpq(1, 3))).count("frac") == 1
    assert r"\approx" in latex(results()["point known by an enclosure"])


def test_what_is_no_result_has_no_card():
    with pytest.raises(TypeError, match="expected a result of symhess"):
        card(object())


def test_a_result_that_shows_itself_needs_no_notebook_room_before():
    assert issubclass(type(results()["verdict"]), Displayed)
    assert not hasattr(Displayed(), "__dict__")
