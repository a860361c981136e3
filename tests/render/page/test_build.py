"""The page of a study: what stands on it, in which order, and how long it may get."""

import time

import pytest
from sympy import Add, Symbol, exp, symbols

from symhess import analyze
from symhess.analysis import study
from symhess.budget import Deadline
from symhess.function import ScalarFunction
from symhess.render import document, to_text
from symhess.render.document import Cases, Equations, Figure, Heading, Note, Picture, ResultBox, Table
from symhess.render.page.symmetry import exchange_partners, is_symmetric
from symhess.render.plain.formula import formula_text

x, y, z = symbols("x y z")


def text(analysis, detail="worked"):
    return " ".join(to_text(analysis, detail).replace("│", " ").split())


def lines(analysis, detail="worked"):
    """The lines of the computation of the gradient, as (left, right, rule)."""
    block = next(block for block in document(analysis, detail).blocks[2:] if isinstance(block, Equations))
    return [
        (
            "" if row.left is None else plain(formula_text(row.left)),
            plain(formula_text(row.right)),
            "".join(getattr(piece, "text", "") or plain(formula_text(piece.formula)) for piece in row.rule),
        )
        for row in block.rows
    ]


def plain(written):
    return written.replace("\u00a0", " ")


def test_the_result_comes_first_and_the_version_last():
    kinds = [type(block).__name__ for block in document(analyze("x^2 + y^2")).blocks]

    assert kinds[:2] == ["Equations", "ResultBox"]
    assert kinds[-1] == "Footer"


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        pytest.param(
            "x^2 e^x",
            [
                ("f′", "e^x·d/dx x² + x²·d/dx e^x", "product rule, u = x², v = e^x"),
                ("", "2x·e^x + x²·d/dx e^x", "power rule"),
                ("", "2x·e^x + x²·e^x", "table of derivatives"),
            ],
            id="product",
        ),
        pytest.param(
            "sin(x)/x",
            [
                ("f′", "(x·d/dx sin(x) − sin(x)·d/dx x)/x²", "quotient rule, u = sin(x), v = x"),
                ("", "(x·d/dx sin(x) − sin(x))/x²", "x has the derivative 1"),
                ("", "(cos(x)·x − sin(x))/x²", "table of derivatives"),
            ],
            id="quotient",
        ),
        pytest.param(
            "(x^2 + 1)^3",
            [
                ("f′", "3(x² + 1)²·d/dx (x² + 1)", "chain rule, u = x² + 1, d/du u³ = 3u²"),
                ("", "3(x² + 1)²·(d/dx x² + d/dx 1)", "sum rule"),
                ("", "3(x² + 1)²·d/dx x²", "terms without x vanish"),
                ("", "3(x² + 1)²·2x", "power rule"),
                ("", "6x·(x² + 1)²", "simplified"),
            ],
            id="chain",
        ),
        pytest.param(
            "x^x",
            [
                (
                    "f′",
                    "x^x·(ln(x)·d/dx x + x·(d/dx x)/x)",
                    "general power rule, u = x, v = x",
                ),
            ],
            id="general-power",
        ),
        pytest.param("5 x^4", [("f′", "5·d/dx x⁴", "constant factor"), ("", "20x³", "power rule")], id="multiple"),
        pytest.param("7", [("f′", "0", "terms without x vanish")], id="constant"),
    ],
)
def test_every_rule_is_a_line_with_its_parts(function, expected):
    assert lines(analyze(function, "x"), "full")[: len(expected)] == expected


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        pytest.param(
            "x^3 - 5x^2 + 7",
            [("f′", "d/dx x³ − d/dx 5x²", "sum rule; terms without x vanish"),
             ("", "3x² − 10x", "power rule, constant factor")],
            id="sum",
        ),
        pytest.param("x + 1", [("f′", "1", "sum rule")], id="one-summand-left"),
        pytest.param("+".join(f"{k} x^{k}" for k in range(2, 12)), [("f′", None, None)], id="long-sum"),
        pytest.param(
            "x^2 e^x",
            [("f′", "e^x·d/dx x² + x²·d/dx e^x", "product rule, u = x², v = e^x"),
             ("", "x²·e^x + 2x·e^x", "power rule, table of derivatives")],
            id="product",
        ),
        pytest.param(
            "(x^2 + 1)^3",
            [("f′", "3(x² + 1)²·d/dx (x² + 1)", "chain rule, u = x² + 1, d/du u³ = 3u²"),
             ("", "6x·(x² + 1)²", "sum rule, power rule")],
            id="chain",
        ),
    ],
)  # fmt: skip
def test_easy_derivatives_are_taken_at_once_in_a_worked_solution(function, expected):
    found = lines(analyze(function, "x"), "worked")

    assert len(found) == len(expected)
    assert [(a, b and c, b and d) for (a, c, d), (_, b, _) in zip(found, expected, strict=True)] == expected


def test_hard_summands_are_derived_between_the_lines_of_the_sum():
    lefts = [left for left, _, _ in lines(analyze("x^3 + x e^x + 7", "x"))]

    assert [left for left in lefts if left] == ["f′", "d/dx x·e^x", "f′"]


def test_long_parts_are_named():
    analysis = analyze("(x^2 + 3x y - y^2 + 1)^2 (x - y^3 + 2x y + 5)^2")

    (_, right, rule), *rest = lines(analysis)
    assert [left for left, _, _ in rest[:3]] == ["u", "v", "u_x"]
    assert sorted(right.replace(" + ", "·").split("·")) == ["u", "u_x", "v", "v_x"]
    assert (rule, rest[-1][2]) == ("product rule", "the parts put in")


def test_names_of_parts_are_no_variables():
    u, v = symbols("u v")
    rules = [rule for _, _, rule in lines(analyze(u**2 * exp(u) * v, (u, v)))]

    assert any("w = " in rule for rule in rules)
    assert not any("u = " in rule or "v = " in rule for rule in rules)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        pytest.param("x^4 + y^4 - 4 x y", True, id="symmetric"),
        pytest.param("(x - y)^2 + x y", False, id="symmetric-but-not-by-its-tree"),
        pytest.param("x^4 + 2 y^4", False, id="other-coefficient"),
    ],
)
def test_the_same_computation_is_said_only_where_the_tree_shows_it(function, said):
    assert ("same computation" in text(analyze(function))) is said


def test_symmetry_looks_at_commuting_parts_only():
    assert is_symmetric(Add(y, x, evaluate=False) * z, x, y)
    assert not is_symmetric(x**y, x, y)
    assert exchange_partners(x * y * z, (x, y, z)) == {1: 0, 2: 0}
    assert exchange_partners(x**2, tuple(symbols("x:20"))) == {}


def test_the_order_of_the_terms_is_the_users():
    page = text(analyze("1 - 2x^2 + x^4"), "full")

    assert "f(x) = 1 − 2x² + x⁴" in page
    assert "f′ = d/dx 1 − d/dx 2x² + d/dx x⁴" in page


def test_points_that_differ_by_signs_are_one_row():
    (table,) = [block for block in document(analyze("x^4 + y^4 - 2x^2 - 2y^2")).blocks if isinstance(block, Table)]

    points = [plain(formula_text(row.cells[0][0].formula)) for row in table.rows]
    assert points == ["(±1, ±1)", "(0, 0)", "(±1, 0)", "(0, ±1)"]
    assert [row.kind.value for row in table.rows] == ["minimum", "maximum", "saddle", "saddle"]


def test_opposite_points_are_one_row_as_well():
    assert "two strict local minima ±(1, 1) with f = −2" in text(analyze("x^4 + y^4 - 4 x y"))


@pytest.mark.parametrize(
    ("function", "said"),
    [
        pytest.param("x + y", "There is no critical point.", id="none"),
        pytest.param("sin(1/x)", "No critical point was found. It is not proved that the list is complete.", id="open"),
        pytest.param("x^2", "One critical point: one strict local minimum x = 0 with f = 0.", id="one"),
        pytest.param(
            "x^2 - 2x^3/3", "one strict local minimum x = 0 with f = 0; one strict local maximum x = 1", id="two"
        ),
    ],
)
def test_the_box_says_what_was_found(function, said):
    analysis = analyze(function)
    box = document(analysis, "brief").blocks[1]

    assert isinstance(box, ResultBox)
    assert said in text(analysis, "brief")


def test_an_open_question_is_in_the_box():
    analysis = analyze("abs(x y)")
    box = document(analysis).blocks[1]

    assert not box.complete
    assert "Where the function has no gradient" in text(analysis, "brief")


def test_algebraic_numbers_have_a_name_a_polynomial_and_an_interval():
    page = text(analyze("x^4/4 - x^2/2 - x"))

    assert "x ≈ 1.32472 with f ≈ −1.43226" in page
    assert "α₁ ≈ 1.32471795724 is the only root of t³ − t − 1 in the interval (1, 2)." in page
    assert "CRootOf" not in page


def test_close_roots_get_short_intervals_of_their_own():
    page = text(analyze("x^4/4 - 7x^3/30 + x^2/2000 + x/1000"))

    assert page.count("is the only root of") >= 2
    assert all(int(q) <= 1000 for q in __import__("re").findall(r"/(\d+)[,)]", page.split("Classification")[0]))


def test_long_polynomials_are_not_printed():
    page = text(analyze("x^4 + y^4 + z^4 - x y z + 3x^2 z - y + 7 z x - 5 x + 1/7"))

    assert "α" not in page and "too long to print" in page
    assert "≈ (" in page


def test_a_letter_that_is_a_variable_is_not_used_for_something_else():
    t = Symbol("t")
    page = text(analyze(t**4 / 4 - t**2 / 2 - t, (t,)))

    assert "root of z³ − z − 1" in page


def test_many_points_are_cut_and_said_to_be():
    analysis = analyze("+".join(f"{v}^4 - 16{v}^2 + 5{v}" for v in "uvwxyz"), time_limit=60)
    start = time.process_time()
    page = text(analysis, "full")

    assert "The first 50 of 729 are shown" in page
    assert "729 critical points: 64 strict local minima; one strict local maximum; 664 saddles." in page
    assert time.process_time() - start < 5


def test_a_long_derivation_is_not_told_line_by_line():
    total = sum(exp(x * k) * (x + k) ** 3 for k in range(60))
    page = text(analyze(total, (x, y), time_limit=5))

    assert "too many steps to be shown" in page


def test_cases_are_numbered_within_cases():
    page = document(analyze("x^3 - 3 x y^2"))
    (cases,) = [block for block in page.blocks if isinstance(block, Cases)]

    assert "Case 1.2" in text(analyze("x^3 - 3 x y^2"))
    assert len(cases.cases) == 2


def test_large_entries_of_the_hessian_are_named():
    assert "⎛ f_xx f_xy ⎞" in text(analyze("e^(x y) sin(x + y^2)"))


def test_vanishing_entries_are_summed_up():
    assert "All other second partial derivatives vanish" in text(analyze("x^2 + y^2 + z^2"))


def test_clairauts_hypothesis_is_stated():
    assert "since f is twice continuously differentiable on ℝ²." in text(analyze("x y"))
    assert "differentiable on the set of all points with x > 0." in text(analyze("y ln(x)"))


@pytest.mark.parametrize(
    ("function", "pictures"),
    [("x^2", [Picture.CURVE]), ("x y", [Picture.LEVELS, Picture.SURFACE]), ("x y z", [])],
)
def test_there_are_pictures_in_one_and_two_variables(function, pictures):
    blocks = document(analyze(function)).blocks

    assert [block.picture for block in blocks if isinstance(block, Figure)] == pictures


def test_readings_are_noted():
    notes = [block for block in document(analyze("0.5 x^2")).blocks if isinstance(block, Note)]

    assert any("1/2" in piece.text for note in notes for piece in note.pieces)


def test_names_that_are_printed_alike_are_told_apart():
    names = symbols("x1 x_1 y")
    page = text(analyze(sum(name**2 for name in names), names))

    assert "The names x1, x_1 stand for different variables" in page
    assert "printed alike" not in text(analyze("x^2 + y^2"))


def test_a_very_long_function_is_cut_and_said_to_be():
    page = text(analyze(Add(*((x + k) ** (k % 7 + 2) / (k + 1) for k in range(400))), (x,), time_limit=5))

    assert "The function is too long to be printed as a whole" in page
    assert len(page) < 12_000


def test_no_heading_stands_alone():
    for function in ("x", "sin(x)", "x^2 y^2", "x^4 + y^4"):
        blocks = document(analyze(function), "brief").blocks
        pairs = zip(blocks, blocks[1:], strict=False)
        assert not any(isinstance(a, Heading) and isinstance(b, Heading) for a, b in pairs)


def test_a_hand_made_study_without_terms_is_printed_by_degree():
    analysis = study(ScalarFunction(x + x**5, (x,)), Deadline(5))

    assert "f′ = d/dx x⁵ + d/dx x" in text(analysis)


def test_a_factor_stands_for_its_equation_within_its_case():
    page = text(analyze("(y - x^2)(y - 3x^2)"))

    assert "Case 1: x = 0. x = 0 is substituted into the other equations." in page
    assert "Case 2: 3x² − 2y = 0 and x ≠ 0. Equation 3x² − 2y = 0 gives y = 3/2·x²" in page


def test_what_shows_both_global_extrema_is_said_once():
    assert text(analyze("x y", constraints="x^2 + y^2 = 2")).count("The set is compact: it is closed") == 1


def test_a_degenerate_type_has_its_indices():
    assert "saddle, of type A₃⁻" in text(analyze("(y - x^2)(y - 3x^2)"), "brief")


def test_an_inconsistent_system_is_said_to_be_so():
    study = analyze("(3x^2 - 6y^2 + 18x + 12y + 21) exp(-(x + 3)^2/4 - (y - 1)^2/4)")
    page = text(study)

    assert "the equations have no common solution, not even a complex one." in page
    assert "0/0" not in page


def test_variables_are_not_called_functions():
    page = text(analyze("x y exp(-x^2 - y^2)"))

    assert "The equations are polynomial in x and have two solutions." in page
    assert "that these functions can attain" not in page
