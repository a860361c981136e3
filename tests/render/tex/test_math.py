import pytest
from sympy import Integer, Mul, Rational, Symbol, exp, sqrt
from sympy.abc import x, y

from symhess.render.formula import Decimal, Expression, Quotient
from symhess.render.layout.expression import expression_node
from symhess.render.layout.formula import formula_node
from symhess.render.layout.layout import Fence, Glyph, Token
from symhess.render.tex.math import tex

LONG = sum(Symbol(f"a_{k}") * x**k for k in range(20))


def breakable(expression):
    return tex(expression_node(expression), breakable=True)


def test_a_long_sum_may_be_broken_before_each_sign():
    assert breakable(LONG).count(r"\penalty0 +") == 19


def test_a_short_sum_is_broken_only_where_room_is_narrow():
    node = expression_node(x**2 + y)

    assert tex(node, breakable=True) == "x^{2} + y"
    assert tex(node, breakable=True, narrow=True) == r"x^{2} \penalty0 + y"


def test_breaking_inside_brackets_costs_more_at_every_depth():
    written = breakable((LONG + (LONG + y) ** 2) ** 2)

    assert r"\penalty150 +" in written
    assert r"\penalty300 +" in written
    assert r"\penalty0 +" not in written


def test_a_line_may_end_between_brackets_with_a_dot_on_the_next():
    written = breakable((LONG + 1) * (LONG + 2))

    assert written.count(r"\discretionary{}{\hbox{$\cdot\,$}}{}") == 1


@pytest.mark.parametrize(
    ("expression", "start"),
    [
        pytest.param(Mul(Rational(1, 7), LONG, evaluate=False), r"\tfrac{1}{7} ", id="number-in-front"),
        pytest.param(LONG / (LONG + 1), "( ", id="fraction"),
        pytest.param(exp(LONG), r"\exp ", id="exponential"),
    ],
)
def test_what_tex_could_not_break_is_written_on_one_line(expression, start):
    assert breakable(expression).startswith(start)
    assert r"\left" not in breakable(expression)


def test_a_number_below_a_long_sum_goes_in_front():
    quotient = Quotient(Expression(LONG), Decimal("7"))

    assert tex(formula_node(quotient), breakable=True).startswith(r"\frac{1}{7} ( ")


def test_a_long_number_may_be_broken():
    assert breakable(Integer(10**30)).count(r"\allowbreak") == 6


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param((x + (y + 1) ** 2) ** 3, r"\bigl( ( y + 1 )^{2} + x \bigr)^{3}", id="nested"),
        pytest.param((x / 2 + y) ** 3, r"\left( \frac{x}{2} + y \right)^{3}", id="tall"),
        pytest.param((sqrt(x) + y) ** 3, r"( \sqrt{x} + y )^{3}", id="root"),
    ],
)
def test_brackets_grow_with_what_is_inside(expression, expected):
    assert tex(expression_node(expression)) == expected


def test_a_fence_may_be_open_on_one_side():
    assert tex(Fence("", Token(Glyph.NAME, "x"), "|")) == ". x ."


def test_text_is_escaped_and_cut_into_pieces():
    written = tex(Token(Glyph.TEXT, "_" * 30), breakable=True)

    assert written.count(r"\allowbreak") == 5
    assert written.count(r"\_") == 30
