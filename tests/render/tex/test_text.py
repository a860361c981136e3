import unicodedata

import pytest

from symhess.render.tex.text import escape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("50 % of #1 & _", r"50 \% of \#1 \& \_", id="specials"),
        pytest.param(r"\write18{rm}", r"\textbackslash{}write18\{rm\}", id="command"),
        pytest.param("a--b", "a-{}-{}b", id="no-ligature"),
        pytest.param("“x” – y’s", "``x'' -- y's", id="typography"),
        pytest.param("x² ≥ 0", r"x$^{2}$ $\ge$ 0", id="mathematics"),
        pytest.param("λ", r"$\lambda$", id="greek"),
        pytest.param("Bézout, Gröbner", "Bézout, Gröbner", id="latin"),
        pytest.param("変\u200b", r"\texttt{U+5909}\texttt{U+200B}", id="not-in-the-fonts"),
        pytest.param("a\nb\tc", "a b c", id="white-space"),
    ],
)
def test_text_is_escaped(text, expected):
    assert escape(text) == expected


def test_no_character_reaches_tex_as_a_command_of_its_own():
    characters = [chr(code) for code in range(0x300)]
    risky = [c for c in characters if c in "\\{}$&#%_^~" or unicodedata.category(c).startswith("C")]

    assert [c for c in risky if escape(c) == c] == []


def test_types_of_singularities_are_set_with_their_indices():
    assert escape("A₃⁻, E₁₂") == "A$_{3}$$^{-}$, E$_{1}$$_{2}$"


def test_quotation_marks_of_other_languages_have_their_commands():
    assert escape("„a“ «b»") == r"\quotedblbase{}a`` \guillemotleft{}b\guillemotright{}"
