"""A lecturer's words and formulas are shown as they were meant, and nothing in them is a command."""

import pytest

from symhess.errors import InputError
from symhess.render.document import Math, Words
from symhess.render.plain.formula import formula_text
from symhess.render.tex.latex import inline_latex
from symhess.sheets.texts import formula_of, paragraphs_of, pieces_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x", "x"),
        ("1/2", "1/2"),
        ("y + x^2 - 1", "y + x² − 1"),
        ("f(x, y) = y + x^2", "f(x, y) = y + x²"),
        ("0 < x <= 1", "0 < x ≤ 1"),
        ("|x| != 1", "|x| ≠ 1"),
        ("(x, y) = (0, 1/2)", "(x, y) = (0, 1/2)"),
        ("grad f(0, 0) = 0", "∇f(0, 0) = 0"),
        ("f_xy(0, 0) = f_yx(0, 0)", "f_xy(0, 0) = f_yx(0, 0)"),
        ("f(x) - f(1)", "f(x) − f(1)"),
        ("2f(x) + x f_x(0)", "2f(x) + x·f_x(0)"),
        ("lambda = 2", "λ = 2"),
        ("x_1^2 + x_2", "x₁² + x₂"),
    ],
)
def test_formulas_keep_their_order(text, shown):
    assert formula_text(formula_of(text)).replace("\xa0", " ") == shown


@pytest.mark.parametrize("text", ["", "x +", "x^", "f(", "\\input{x}", "__import__('os')", "x = = y", "a; b"])
def test_what_is_no_formula_is_refused_with_its_text(text):
    with pytest.raises(InputError, match=r"cannot be read: .*\(at character|cannot be read: "):
        formula_of(text)


def test_words_and_formulas_alternate():
    pieces = pieces_of("Let $x$ be $y$, for 5 \\$.")

    assert [type(piece) for piece in pieces] == [Words, Math, Words, Math, Words]
    assert pieces[-1].text == ", for 5 $."


def test_blank_lines_part_paragraphs():
    assert len(paragraphs_of("One\nand the same.\n\n \nTwo.\n")) == 2


COMMANDS = [r"\input{/etc/passwd}", r"\write18{rm -rf}", "a & b # 100 % {x} ~ ^ _", r"\end{document}"]


@pytest.mark.parametrize("text", COMMANDS)
def test_commands_are_words(text):
    written = inline_latex(pieces_of(text))

    assert r"\input" not in written and r"\write" not in written and r"\end{" not in written
    assert pieces_of(text) == (Words(text),)


def test_a_text_has_a_limit():
    with pytest.raises(InputError, match="at most 20000"):
        paragraphs_of("a" * 20_001)
