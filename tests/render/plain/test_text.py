"""Text for a terminal: plain Unicode on short lines, colours only where they are asked for."""

import re

import pytest
from sympy import Abs, Rational, Symbol, cos, exp, log, pi, sin, sqrt, symbols

from symhess import analyze
from symhess.analysis import study
from symhess.budget import Deadline
from symhess.function import ScalarFunction
from symhess.render import formula as f
from symhess.render import to_text
from symhess.render.document import (
    Align,
    Case,
    Cases,
    Document,
    Emphasis,
    Equation,
    Equations,
    Footer,
    Heading,
    Marker,
    Math,
    Note,
    Paragraph,
    ResultBox,
    Row,
    Table,
    Words,
)
from symhess.render.plain.formula import formula_text, grid_lines, printable
from symhess.render.plain.text import document_text
from symhess.verdict import Kind

x, y, theta = symbols("x y theta")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (f.Expression(x**4 + y**4 - 2 * x**2 - 2 * y**2 + 1), "x⁴ + y⁴ − 2x² − 2y² + 1"),
        (f.Expression(-x), "−x"),
        (f.Expression(x * y), "xy"),
        (f.Expression(4 * x * y**2), "4xy²"),
        (f.Expression(Symbol("speed") * x), "speed·x"),
        (f.Expression(x * sin(y)), "x·sin(y)"),
        (f.Expression(2 * exp(x * y)), "2e^(xy)"),
        (f.Expression(x * exp(-x)), "x·e^(−x)"),
        (f.Expression(Rational(3, 2)), "3/2"),
        (f.Expression(x / 2), "x/2"),
        (f.Expression((x + 1) / (y - 1)), "(x + 1)/(y − 1)"),
        (f.Expression(1 / (x * y)), "1/(xy)"),
        (f.Expression(sqrt(2)), "√2"),
        (f.Expression(sqrt(x + 1)), "√(x + 1)"),
        (f.Expression(x ** Rational(1, 3)), "∛x"),
        (f.Expression(x ** Rational(1, 7)), "⁷√x"),
        (f.Expression(x**y), "x^y"),
        (f.Expression(x ** (y + 1)), "x^(y + 1)"),
        (f.Expression(x**12), "x¹²"),
        (f.Expression((x + 1) ** 2), "(x + 1)²"),
        (f.Expression(Abs(x)), "|x|"),
        (f.Expression(pi * cos(theta)), "π·cos(θ)"),
        (f.Expression(log(x)), "ln(x)"),
        (f.Expression(Symbol("x_1") ** 2), "x₁²"),
        (f.Name("f", (f.Expression(x), f.Expression(y))), "f_xy"),
        (f.Name("f", primes=2), "f″"),
        (f.Name("D", (f.Decimal("2"),)), "D₂"),
        (f.Partial(x, f.Expression(x + y)), "∂/∂x (x + y)"),
        (f.Partial(x, f.Expression(x**2), ordinary=True), "d/dx x²"),
        (f.Product((f.Expression(3 * y), f.Partial(x, f.Expression(x**2)))), "3y·∂/∂x x²"),
        (f.Sum((f.Expression(y), f.Negative(f.Partial(x, f.Expression(x))))), "y − ∂/∂x x"),
        (f.Decimal("-1.5e+30"), "−1.5·10³⁰"),
        (f.Prefixed(f.Relation.APPROXIMATELY, f.Decimal("1.25")), "≈ 1.25"),
        (f.Fenced(f.Fence.ROUND, (f.PlusMinus(f.Decimal("1")), f.Decimal("0"))), "(±1, 0)"),
        (f.Fenced(f.Fence.BRACES, ()), "{}"),
        (f.Chain((f.Decimal("0"), f.Name("alpha"), f.Decimal("1")), (f.Relation.LESS,) * 2), "0 < α < 1"),
        (f.Product((f.Name("nabla"), f.Name("f"))), "∇f"),
        (f.Dots(), "…"),
    ],
    ids=str,
)
def test_formulas_are_readable_on_one_line(formula, expected):
    assert formula_text(formula).replace("\u00a0", " ").replace("′′", "″") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["1"]], ["( 1 )"], id="one-row"),
        pytest.param([["1", "0"], ["-10", "2"]], ["⎛  1   0 ⎞", "⎝ −10  2 ⎠"], id="two-rows"),
        pytest.param([["1"], ["2"], ["3"]], ["⎛ 1 ⎞", "⎜ 2 ⎟", "⎝ 3 ⎠"], id="three-rows"),
    ],
)
def test_matrices_stand_in_tall_brackets(rows, expected):
    assert grid_lines(tuple(tuple(map(f.Decimal, row)) for row in rows)) == expected


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\r", "\u202e", "\u200b", "\x9b", "\t"])
def test_signs_that_move_the_cursor_do_not_reach_the_terminal(sign):
    name = f"a{sign}b"
    page = Document((Words(name),), (Paragraph((Math(f.Expression(Symbol(name))), Emphasis(name))),))

    assert sign not in printable(name)
    assert sign not in document_text(page, color=False)


@pytest.mark.parametrize("detail", ["brief", "worked", "full"])
def test_hostile_names_are_tamed_on_the_whole_page(detail):
    name, other = Symbol("x\x1b[2J"), Symbol("y\r")
    function = ScalarFunction(name**2 + name * other + other**4, (name, other), notes=("read\x1b[31m as",))

    page = to_text(study(function, Deadline(10)), detail)
    assert all(c.isprintable() or c == "\n" for c in page)


def test_colours_only_where_asked_for():
    wells = analyze("x^4 - 2x^2")

    plain, coloured = to_text(wells), to_text(wells, color=True)
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert {"\x1b[32m", "\x1b[31m", "\x1b[1m", "\x1b[0m"} <= set(re.findall(r"\x1b\[\d+m", coloured))


def test_every_block_has_its_form():
    page = Document(
        (Words("T"),),
        (
            Heading((Words("H"),)),
            Heading((Words("h"),), level=2),
            ResultBox((Paragraph((Emphasis("R", strong=True),)), Paragraph((Words("more"),))), complete=True),
            Note((Words("a note"),)),
            Table(
                ((Words("a"),), (Words("b"),), (Words("c"),)),
                (Row(((Words("1"),), (Words("22"),), (Marker(Kind.SADDLE), Words(" s")))),),
                (Align.LEFT, Align.RIGHT, Align.CENTRE),
                (Words("cut"),),
            ),
            Cases((Case((Words("Case 1:"),), (Paragraph((Words("so."),)), Paragraph((Words("then."),)))),)),
            Footer((Words("end"),)),
        ),
    )

    assert document_text(page).splitlines() == [
        *("T", "=", "", "H", "-", "", "h", "", "┌──────┐", "│ R    │", "│ more │", "└──────┘", "", "- a note", ""),
        *("  a    b    c", "  ────────────", "  1   22   × s", "cut", "", "  Case 1: so.", "    then.", "", "end"),
    ]


def test_rules_stand_at_the_right_or_below():
    short = Equation(f.Name("a"), f.Relation.EQUAL, f.Name("b"), (Words("rule"),))
    long = Equation(None, f.Relation.EQUAL, f.Expression(sum(x**k for k in range(40))), (Words("rule"),))
    page = Document((Words("T"),), (Equations((short, long)),))

    lines = document_text(page).splitlines()[3:]
    assert lines[0] == "  a = b   [rule]"
    assert lines[-1].strip() == "[rule]"
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("detail", ["brief", "worked", "full"])
def test_running_text_stays_within_its_width(detail):
    analysis = analyze("x^4 + y^4 - 3x^2 y + x - 0.5")

    paragraphs = [line for line in to_text(analysis, detail).splitlines() if not line.startswith(" ")]
    assert max(map(len, paragraphs)) <= 88


def test_the_details_grow():
    analysis = analyze("x^4 + y^4 - 4 x y")

    lengths = [len(to_text(analysis, detail)) for detail in ("brief", "worked", "full")]
    assert lengths == sorted(lengths) and len(set(lengths)) == 3
