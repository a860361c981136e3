import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symhess import ParseError
from symhess.parse.characters import (
    CHARACTER_LIMIT,
    FRACTIONS,
    GREEK,
    SUPERSCRIPTS,
    describe_character,
    fold_characters,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("x\N{MINUS SIGN}2", "x-2", id="minus"),
        pytest.param("x\N{EN DASH}2", "x-2", id="en-dash"),
        pytest.param("x×2", "x*2", id="times"),
        pytest.param("x·2", "x*2", id="middle-dot"),
        pytest.param("x⋅2", "x*2", id="dot-operator"),
        pytest.param("x÷2", "x/2", id="obelus"),
        pytest.param("x∕2", "x/2", id="division-slash"),
        pytest.param("⟨1,2⟩", "<1,2>", id="angle-brackets"),
        pytest.param("ｘ＋（１）", "x+(1)", id="full-width"),
        pytest.param("x\N{NO-BREAK SPACE}y", "x y", id="no-break-space"),
        pytest.param("x\N{THIN SPACE}y", "x y", id="thin-space"),
        pytest.param("x\N{IDEOGRAPHIC SPACE}y", "x y", id="ideographic-space"),
        pytest.param("√x ∛y ±½ x² α π ∂∇", "√x ∛y ±½ x² α π ∂∇", id="kept"),
    ],
)
def test_listed_characters_fold_one_for_one(text, expected):
    source = fold_characters(text)

    assert source.text == expected
    assert source.positions == tuple(range(len(text) + 1))


@pytest.mark.parametrize(
    ("character", "name"),
    [
        pytest.param("х", "U+0445 CYRILLIC SMALL LETTER HA", id="cyrillic"),
        pytest.param("\u200b", "U+200B ZERO WIDTH SPACE", id="zero-width-space"),
        pytest.param("\u200d", "U+200D ZERO WIDTH JOINER", id="zero-width-joiner"),
        pytest.param("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE", id="byte-order-mark"),
        pytest.param("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE", id="bidi"),
        pytest.param("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE", id="isolate"),
        pytest.param("\u0301", "U+0301 COMBINING ACUTE ACCENT", id="combining"),
        pytest.param("\x00", "U+0000 (a control character)", id="nul"),
        pytest.param("\x1b", "U+001B (a control character)", id="escape"),
        pytest.param("\x7f", "U+007F (a control character)", id="delete"),
        pytest.param("\n", "U+000A (a control character)", id="line-feed"),
        pytest.param("\u2028", "U+2028 LINE SEPARATOR", id="line-separator"),
        pytest.param("\ud800", "U+D800 (half of a surrogate pair)", id="surrogate"),
        pytest.param("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A", id="tag"),
        pytest.param("\ue000", "U+E000 (a private character)", id="private"),
        pytest.param("\u0378", "U+0378 (unassigned)", id="unassigned"),
        pytest.param("①", "U+2460 CIRCLED DIGIT ONE", id="circled-digit"),
        pytest.param("𝐨", "U+1D428 MATHEMATICAL BOLD SMALL O", id="bold-letter"),
        pytest.param("٣", "U+0663 ARABIC-INDIC DIGIT THREE", id="arabic-digit"),
        pytest.param("Α", "U+0391 GREEK CAPITAL LETTER ALPHA", id="greek-capital-like-latin"),
        pytest.param("ο", "U+03BF GREEK SMALL LETTER OMICRON", id="omicron"),
        pytest.param("ﬁ", "U+FB01 LATIN SMALL LIGATURE FI", id="ligature"),
        pytest.param("\u212a", "U+212A KELVIN SIGN", id="kelvin"),
        pytest.param("ı", "U+0131 LATIN SMALL LETTER DOTLESS I", id="dotless"),
        pytest.param("—", "U+2014 EM DASH", id="em-dash"),
        pytest.param("∞", "U+221E INFINITY", id="infinity"),
        pytest.param("₁", "U+2081 SUBSCRIPT ONE", id="subscript"),
        pytest.param("é", "U+00E9 LATIN SMALL LETTER E WITH ACUTE", id="accented"),
    ],
)
def test_other_characters_are_refused_by_name(character, name):
    with pytest.raises(ParseError) as caught:
        fold_characters(f"2+{character}")

    assert name in caught.value.message
    assert caught.value.position == 2


@given(st.characters())
def test_every_character_is_folded_to_a_readable_one_or_refused_in_plain_ascii(character):
    readable = {*map(chr, range(0x20, 0x7F)), *SUPERSCRIPTS, *FRACTIONS, *GREEK, *"√∛±∂∇"}
    try:
        folded = fold_characters(f"x{character}").text
    except ParseError as refusal:
        assert str(refusal).isascii() and str(refusal).isprintable()
        assert character not in readable
    else:
        assert len(folded) == 2
        assert folded[1] in readable


def test_a_hint_says_what_to_write():
    with pytest.raises(ParseError, match="write - for minus"):
        fold_characters("x—2")
    with pytest.raises(ParseError, match="on one line"):
        fold_characters("x\ny")


@pytest.mark.parametrize("text", ["", " ", "\N{NO-BREAK SPACE} \N{THIN SPACE}"])
def test_blank_text_is_refused(text):
    with pytest.raises(ParseError, match="nothing to read"):
        fold_characters(text)


def test_the_length_is_bounded():
    assert len(fold_characters("x" * CHARACTER_LIMIT).text) == CHARACTER_LIMIT
    with pytest.raises(ParseError, match="2001 characters") as caught:
        fold_characters("x" * (CHARACTER_LIMIT + 1))
    assert caught.value.position == CHARACTER_LIMIT


@pytest.mark.parametrize("character", sorted(FRACTIONS))
def test_vulgar_fractions_have_their_unicode_value(character):
    assert float(FRACTIONS[character]) == pytest.approx(unicodedata.numeric(character))


def test_vulgar_fractions_are_exact():
    assert FRACTIONS["⅓"] == Fraction(1, 3)
    assert FRACTIONS["⅞"] == Fraction(7, 8)


@pytest.mark.parametrize("character", sorted(SUPERSCRIPTS))
def test_superscripts_have_their_unicode_value(character):
    expected = unicodedata.normalize("NFKC", character).replace("\N{MINUS SIGN}", "-")

    assert SUPERSCRIPTS[character] == expected


@pytest.mark.parametrize(
    ("letter", "name"),
    [("α", "alpha"), ("λ", "lambda"), ("ω", "omega"), ("Γ", "Gamma"), ("Λ", "Lambda"), ("ϕ", "phi"), ("ε", "epsilon")],
)
def test_greek_letters_have_english_names(letter, name):
    assert GREEK[letter] == name


def test_no_greek_letter_looks_like_a_latin_one():
    assert not set("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο") & set(GREEK)


def test_parts_remember_where_they_stood():
    source = fold_characters("  f = 2x ")

    assert source.part(6, 8).text == "2x"
    assert source.part(6, 8).positions == (6, 7, 8)
    assert source.strip().text == "f = 2x"
    assert source.strip().positions[0] == 2
    assert source.part(6, 8).original == "  f = 2x "


def test_describing_never_shows_the_character_itself():
    assert describe_character("\x1b").isprintable()
    assert describe_character("\u202e").isascii()
