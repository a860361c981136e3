import pytest

from symhess import ParseError
from symhess.parse.juxtaposition import continues, opens_group
from symhess.parse.tokens import Kind

from .helpers import cursor_at, notes_of, read, x, y


@pytest.mark.parametrize(
    ("text", "syntax", "expected"),
    [
        ("(x)", "calculator", True),
        ("[x]", "calculator", False),
        ("{x}", "calculator", False),
        ("<x>", "calculator", False),
        ("[x]", "latex", True),
        ("{x}", "latex", True),
        (r"\{x\}", "latex", False),
        ("(x)", "python", True),
        ("[x]", "python", False),
        ("x", "calculator", False),
    ],
)
def test_which_brackets_group(text, syntax, expected):
    assert opens_group(cursor_at(text, syntax=syntax)) is expected


@pytest.mark.parametrize("script", ["^", "_"])
def test_braces_group_after_a_script(script):
    cursor = cursor_at(f"{script}{{2}}")
    cursor.take()

    assert opens_group(cursor)


@pytest.mark.parametrize("text", ["2", "x", "e", "sin x", "(x)", "√x", "∛x", "½"])
def test_factors_continue_a_product(text):
    assert continues(cursor_at(text))


@pytest.mark.parametrize("text", ["+", "-", "*x", "/x", "^2", ")", ",", ";", "²", "]"])
def test_operators_do_not_continue_a_product(text):
    assert not continues(cursor_at(text))


def test_a_bar_opens_a_factor_only_where_none_is_open():
    cursor = cursor_at("|x|")
    assert continues(cursor)

    cursor.bars = 1
    assert not continues(cursor)


def test_sided_bars_need_no_count():
    cursor = cursor_at(r"\lvert x\rvert", syntax="latex")
    cursor.bars = 1
    assert continues(cursor)

    while not cursor.at(Kind.BAR) or cursor.index == 0:
        cursor.take()
    assert not continues(cursor)


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("2 3", "calculator"),
        ("2½", "calculator"),
        ("½ 2", "calculator"),
        ("x^2 3", "calculator"),
        ("1 000", "calculator"),
        ("1.2.3", "calculator"),
        ("√2 3", "calculator"),
        ("sin 2 3", "calculator"),
        ("1 1/2", "calculator"),
        (r"2\frac12", "latex"),
        (r"2\frac{1}{2}x", "latex"),
        (r"\frac{1}{2}3", "latex"),
        (r"\frac12\frac34", "latex"),
    ],
)
def test_numbers_never_multiply_by_standing_side_by_side(text, syntax):
    with pytest.raises(ParseError, match="side by side"):
        read(text, syntax=syntax)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("(x)3", 3 * x, id="after-a-bracket"),
        pytest.param("2(x+y)3", 6 * (x + y), id="both-sides"),
        pytest.param("x 3", 3 * x, id="after-a-name-and-a-space"),
        pytest.param("|x|3", 3 * abs(x), id="after-bars"),
        pytest.param("x²3", 3 * x**2, id="after-a-superscript"),
        pytest.param("2(3)", 6, id="bracketed"),
        pytest.param("(2)3", 6, id="bracketed-first"),
        pytest.param("½x", x / 2, id="fraction-first"),
    ],
)
def test_where_a_number_may_follow(text, expected):
    assert read(text) == expected


def test_a_fraction_with_a_variable_is_no_mixed_number():
    assert read(r"2\frac{x}{3}", syntax="latex") == 2 * x / 3


@pytest.mark.parametrize("text", ["x½", "π½", "x_1½"])
def test_a_number_right_after_a_name_is_refused(text):
    with pytest.raises(ParseError, match="right after a name"):
        read(text, "x x_1")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param("1/2x", ("1/2x is read as (1/2)*x",), id="number"),
        pytest.param("1/xy", ("1/xy is read as (1/x)*y",), id="variable"),
        pytest.param("2x/3y", ("2x/3y is read as (2x/3)*y",), id="two-factors"),
        pytest.param("3/4 x", ("3/4 x is read as (3/4)*x",), id="space"),
        pytest.param("6÷2(x+1)", ("6÷2(x+1) is read as (6÷2)*(x+1)",), id="bracket"),
        pytest.param("x/2 sin y", ("x/2 sin y is read as (x/2)*sin y",), id="function"),
        pytest.param("1 + 1/2x", ("1/2x is read as (1/2)*x",), id="inside-a-sum"),
        pytest.param("1/2*x", (), id="explicit"),
        pytest.param("1/(2x)", (), id="bracketed"),
        pytest.param("(1/2)x", (), id="bracketed-quotient"),
        pytest.param("½x", (), id="one-character"),
        pytest.param("2x/3", (), id="division-last"),
        pytest.param("x/2*3y", (), id="after-a-multiplication"),
    ],
)
def test_a_factor_after_a_division_is_noted(text, notes):
    assert notes_of(text) == notes


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param("e^2x", ("e^2x is read as (e^2)*x",), id="number"),
        pytest.param("2^xy", ("2^xy is read as (2^x)*y",), id="variable"),
        pytest.param("e^-2x", ("e^-2x is read as (e^-2)*x",), id="signed"),
        pytest.param("π^x(y+1)", ("π^x(... is read as (π^x)*(...",), id="bracket"),
        pytest.param("e^2 x", (), id="a-space-parts-them"),
        pytest.param("e^(2x)", (), id="bracketed"),
        pytest.param("e^(2)x", (), id="closed"),
        pytest.param("e²x", (), id="superscript"),
        pytest.param("3x^2y", (), id="variable-base"),
        pytest.param("(x+1)^2y", (), id="symbolic-base"),
        pytest.param("x^1/2", ("x^1/2 is read as (x^1)/2",), id="division"),
        pytest.param("x^2/3", ("x^2/3 is read as (x^2)/3",), id="division-of-a-square"),
        pytest.param("e^x/2", ("e^x/2 is read as (e^x)/2",), id="division-of-an-exponential"),
        pytest.param("e^x/(2y)", ("e^x/(... is read as (e^x)/(...",), id="division-by-a-bracket"),
        pytest.param("x^2/2", (), id="an-integer-is-not-written-so"),
        pytest.param("x^4/2 + y^3/3", (), id="integers"),
        pytest.param("x^2/0.5", ("0.5 is read as exactly 1/2",), id="integer-by-decimal"),
        pytest.param("x^(1/2)", (), id="bracketed-exponent"),
    ],
)
def test_a_bare_exponent_is_noted(text, notes):
    assert notes_of(text) == notes


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param("√2x", ("√2x is read as (√2)*x",), id="number"),
        pytest.param("√x y", ("√x y is read as (√x)*y",), id="space"),
        pytest.param("∛2x", ("∛2x is read as (∛2)*x",), id="cube-root"),
        pytest.param("√x^2", ("√x^2 is read as (√x)^2",), id="power"),
        pytest.param("√x²", ("√x² is read as (√x)²",), id="superscript"),
        pytest.param("√(2x)", (), id="bracket"),
        pytest.param("√(2)x", (), id="closed"),
        pytest.param("√x + 1", (), id="sum"),
        pytest.param("√x*y", (), id="explicit"),
    ],
)
def test_a_bare_radicand_is_noted(text, notes):
    assert notes_of(text) == notes


@pytest.mark.parametrize(
    ("text", "noted"), [("2 x 3", True), ("2 x 3y", True), ("2x 3", False), ("y x 3", False), ("2 y 3", False)]
)
def test_an_x_between_numbers_may_mean_times(text, noted):
    assert any("multiplication sign" in note for note in notes_of(text)) is noted
    assert read("2 x 3") == 6 * x
    assert read("2 y 3") == 6 * y
