from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest

from symhess.parse.tokens import Kind, Token


def test_a_token_is_a_value():
    assert Token(Kind.NUMBER, "2", 0, 1, value=Fraction(2)) == Token(Kind.NUMBER, "2", 0, 1, False, Fraction(2))
    assert Token(Kind.NUMBER, "2", 0, 1) != Token(Kind.NUMBER, "2", 0, 1, spaced=True)


def test_a_token_does_not_change():
    token = Token(Kind.SIGN, "+", 0, 1)

    with pytest.raises(FrozenInstanceError):
        token.text = "-"


def test_the_names_of_kinds_are_words_for_messages():
    assert all(kind.value.replace(" ", "").isalpha() and kind.value.islower() for kind in Kind)
    assert len({kind.value for kind in Kind}) == len(Kind)
