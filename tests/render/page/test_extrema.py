"""The section about the whole function says what is known, and nothing where nothing is."""

import pytest

from symhess import analyze
from symhess.convexity import examined
from symhess.render import document, to_latex, to_markdown, to_text
from symhess.render.web.html import document_html


def text(f, detail="worked"):
    return " ".join(to_text(analyze(f), detail).split())


@pytest.mark.parametrize(
    ("f", "said"),
    [
        ("x^4 + y^4 - 4 x y", "Global minimum: −2, at (−1, −1), (1, 1)."),
        ("x^3 - 3x", "Global maximum: there is none, f is unbounded."),
        ("(x y - 1)^2 + x^2", "Along (x, y) = (1/t, t), for large t, the function tends to 0."),
        ("x^6 + 4y^4 - x y", "With the weights 2, 3 of x, y the part of highest degree, x⁶ + 4y⁴, is positive"),
        ("x/(1 + x^2)", "The function is continuous and tends to one value at infinity"),
        ("log(x)/x", "Outside the critical points the function is monotone"),
    ],
)
def test_what_is_known_is_said(f, said):
    assert said in text(f)


@pytest.mark.parametrize(
    ("f", "said"),
    [
        pytest.param("-x^4 - y^4", "Global maximum: 0, at (0, 0). The function tends to −∞ in every", id="mirrored"),
        pytest.param("x^4 + y^4", "Global minimum: 0, at (0, 0). The function tends to +∞ in every", id="as-it-is"),
        pytest.param("x^4 - 2x^2", "Global minimum: −1, at x = −1, x = 1.", id="one-variable"),
        pytest.param("x^3", "Along x = −t, for large t, the function behaves like −t³.", id="curve-on-the-line"),
    ],
)
def test_sides_and_places_are_said_as_they_are(f, said):
    assert said in text(f)


def test_brief_pages_leave_the_evidence_out():
    assert "part of highest degree" in text("x^2", "worked")
    assert "part of highest degree" not in text("x^2", "brief")


def test_every_format_has_the_section():
    study = examined(analyze("x^2 + y^4"))
    pages = (to_text(study), to_markdown(study), to_latex(study), document_html(document(study), {}, folded=False))

    assert all("The function as a whole" in page and "strictly convex" in page for page in pages)


def test_undecided_sides_are_left_out():
    page = text("x + sin(x y)")

    assert "Global minimum: not decided" not in page
