"""Solutions say what was asked, result first, and tell nothing twice."""

import pytest
from sympy import Integer, Rational

from symhess.budget import Deadline
from symhess.inputs import conditions_of_domain, equations_of, scalar_function
from symhess.render.document import Document, Figure, Heading, ResultBox, Table, Words
from symhess.render.plain.text import document_text
from symhess.sheets import Asks, Problem, variant
from symhess.sheets.answers import solved
from symhess.sheets.telling.told import told


def problem(asks, text, **options):
    return Problem(Asks(asks), scalar_function(text), **options)


def words(blocks):
    return document_text(Document((Words("Sheet"),), tuple(blocks))).replace("\xa0", " ")


def numbers(*values):
    return tuple(map(Rational, values))


F = "x^4 + y^4 - 2x^2 - 2y^2 + 1"
V = scalar_function("x y").variables
REGION = tuple(conditions_of_domain(["x >= 0", "y >= 0", "x + y <= 4"], V))
CASES = [
    (problem("gradient", "y x^2"), "∇f(x, y) = (2xy, x²)"),
    (problem("gradient", "x^3"), "f′(x) = 3x²"),
    (problem("gradient", F, at=numbers(1, 2)), "∇f(1, 2) = (0, 24)"),
    (problem("hessian", "x^2 y", at=numbers(1, 2)), "((4, 2), (2, 0))"),
    (problem("gradient", "(x^2 + 3y) exp(x y - x) + sin(x y)"), "∇f(x, y) = ("),
    (problem("hessian", "x^3 exp(x - y)"), "f_xx = "),
    (problem("classification", F), "Nine critical points: four strict local minima (±1, ±1)"),
    (problem("degenerate", "x^2 + y^4"), "one strict local minimum (0, 0)"),
    (problem("taylor", "x^2 y", at=numbers(1, 2), order=3), "2 + 4(x − 1) + (y − 2) + 2(x − 1)²"),
    (problem("taylor", "1/(1 - x)", at=numbers(0), order=3), "T₃(x) = 1 + x + x² + x³"),
    (problem("taylor", "-exp(x)", at=numbers(0)), "T₂(x) = −1 − x − 1/2·x²"),
    (problem("lagrange", "x y", constraints=equations_of("x^2 + y^2 = 8", V)), "Global minimum: −4"),
    (problem("region", "x y - x", region=REGION), "Global maximum: 9/4, at (3/2, 5/2)"),
    (problem("newton", "x^4", at=numbers(3), steps=2), "x₂ = 4/3"),
    (problem("newton", "x^2 + x y + y^3", at=numbers(0, 1)), "v₁ = (−3/11, 6/11)"),
]


@pytest.mark.parametrize(("asked", "result"), CASES, ids=[f"{k}-{c[0].asks.value}" for k, c in enumerate(CASES)])
def test_the_result_stands_first_and_is_the_answer(asked, result):
    blocks = told(asked, solved(asked, Deadline(20)))

    assert isinstance(blocks[0], ResultBox)
    assert result in " ".join(words(blocks[:1]).replace("│", " ").split())


@pytest.mark.parametrize("asks", ["classification", "newton", "taylor"])
@pytest.mark.parametrize("known", [(), (Asks.GRADIENT,), (Asks.GRADIENT, Asks.HESSIAN)])
def test_derivatives_are_told_once(asks, known):
    asked = problem(asks, "x^2 + y^2", at=numbers(1, 1))
    blocks = told(asked, solved(asked, Deadline(20)), known=known)
    headings = [block.pieces[0].text for block in blocks if isinstance(block, Heading)]

    assert ("Gradient" in headings) is (Asks.GRADIENT not in known)
    assert any("Hessian" in heading for heading in headings) is (Asks.HESSIAN not in known)


def test_a_logistic_regression_shows_rows_and_normal_equations():
    asked = variant("logistic", 3)
    blocks = told(asked, solved(asked, Deadline(20)))
    (table,) = [block for block in blocks if isinstance(block, Table)]

    assert len(table.rows) == len(asked.data)
    assert "X^T" in words(blocks)


def test_the_taylor_table_lists_the_derivatives():
    asked = problem("taylor", "x^3 y", at=(Integer(1), Integer(2)), order=3)
    (table,) = [block for block in told(asked, solved(asked, Deadline(20))) if isinstance(block, Table)]
    values = [row.cells[1][0].formula.value for row in table.rows]

    # f, f_x, f_y, f_xx, f_xy, f_yy; then f_xxx and f_xxy, for the others of third order vanish
    assert values == [2, 6, 1, 12, 3, 0, 12, 6]


@pytest.mark.parametrize(("detail", "pictures"), [("brief", 1), ("worked", 1), ("full", 2)])
def test_surfaces_belong_to_full_detail(detail, pictures):
    asked = problem("classification", "x^2 + y^2")
    blocks = told(asked, solved(asked, Deadline(20)), detail)

    assert sum(isinstance(block, Figure) for block in blocks) == pictures


@pytest.mark.parametrize("asked", [case[0] for case in CASES[::2]], ids=lambda asked: asked.asks.value)
def test_german_has_no_english_headings(asked):
    blocks = told(asked, solved(asked, Deadline(20)), language="de")
    english = {"Result.", "Steps", "Candidates", "Classification", "Hessian and Clairaut check"}
    said = {getattr(piece, "text", "") for block in blocks for piece in getattr(block, "pieces", ())}

    assert not english & said
    assert blocks[0].paragraphs[0].pieces[0].text == "Ergebnis."
