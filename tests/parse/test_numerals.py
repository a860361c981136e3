from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symhess import ParseError
from symhess.parse.characters import fold_characters
from symhess.parse.numerals import Notation, check_digits, read_numeral


def numeral(text, notation=Notation.CALCULATOR, index=0):
    return read_numeral(fold_characters(text), index, notation)


@pytest.mark.parametrize(
    ("text", "read", "value"),
    [
        pytest.param("12", "12", Fraction(12), id="integer"),
        pytest.param("0", "0", Fraction(0), id="zero"),
        pytest.param("2.50", "2.50", Fraction(5, 2), id="decimal"),
        pytest.param(".5", ".5", Fraction(1, 2), id="no-leading-zero"),
        pytest.param("2.", "2.", Fraction(2), id="trailing-point"),
        pytest.param("1.2.3", "1.2", Fraction(6, 5), id="second-point-is-left"),
        pytest.param("1e3", "1e3", Fraction(1000), id="scientific"),
        pytest.param(".5e2x", ".5e2", Fraction(50), id="scientific-decimal"),
        pytest.param("2e^3", "2", Fraction(2), id="e-before-a-power-is-euler"),
        pytest.param("2e+3", "2", Fraction(2), id="e-plus-is-euler"),
        pytest.param("2e-3", "2", Fraction(2), id="e-minus-is-euler"),
        pytest.param("2ex", "2", Fraction(2), id="e-before-a-letter-is-euler"),
        pytest.param("2E3", "2", Fraction(2), id="capital-e-is-no-exponent"),
        pytest.param("007", "007", Fraction(7), id="leading-zeros"),
    ],
)
def test_a_calculator_numeral_is_exact(text, read, value):
    found = numeral(text)

    assert (found.text, found.value, found.stop) == (read, value, len(read))


@pytest.mark.parametrize(
    ("text", "notation", "read", "value"),
    [
        pytest.param("2e-3", Notation.PYTHON, "2e-3", Fraction(1, 500), id="python-signed-exponent"),
        pytest.param("2E+3", Notation.PYTHON, "2E+3", Fraction(2000), id="python-capital"),
        pytest.param("2.e3", Notation.PYTHON, "2.e3", Fraction(2000), id="python-point"),
        pytest.param("2e3", Notation.PLAIN, "2", Fraction(2), id="e-is-a-variable"),
        pytest.param("1.5", Notation.INDEX, "1", Fraction(1), id="index-is-an-integer"),
        pytest.param("1e3", Notation.INDEX, "1", Fraction(1), id="index-has-no-exponent"),
    ],
)
def test_each_notation_stops_where_it_should(text, notation, read, value):
    found = numeral(text, notation)

    assert (found.text, found.value) == (read, value)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param("2", (), id="integers-need-no-note"),
        pytest.param("0.5", ("0.5 is read as exactly 1/2",), id="decimal"),
        pytest.param("1.5e3", ("1.5e3 is read as exactly 1500",), id="scientific"),
        pytest.param("2e+3", ("2e+3... is read as 2 times e, then +3...",), id="euler-plus"),
        pytest.param(
            "0.5e-1", ("0.5 is read as exactly 1/2", "0.5e-1... is read as 0.5 times e, then -1..."), id="both"
        ),
        pytest.param("2e+x", (), id="a-sum-without-digits-is-not-doubtful"),
        pytest.param("1e900", (), id="a-long-value-is-not-shown"),
    ],
)
def test_what_is_noted_of_a_numeral(text, notes):
    assert numeral(text).notes == notes


@given(st.integers(0, 10**12), st.integers(0, 8))
def test_a_decimal_is_its_digits_over_a_power_of_ten(digits, places):
    text = str(digits).rjust(places + 1, "0")
    text = f"{text[: len(text) - places]}.{text[len(text) - places :]}"

    assert numeral(text).value == Fraction(digits, 10**places)


@pytest.mark.parametrize("text", ["1e1201", "1e99999999999999999999", "1.5e1201"])
def test_large_exponents_are_refused_before_they_are_computed(text):
    with pytest.raises(ParseError, match="larger than 1200"):
        numeral(text)


def test_negative_exponents_have_the_same_limit():
    assert numeral("1e-1200", Notation.PYTHON).value == Fraction(1, 10**1200)
    with pytest.raises(ParseError, match="larger than 1200"):
        numeral("1e-1201", Notation.PYTHON)


def test_the_number_of_digits_is_bounded():
    assert numeral("9" * 100).value == 10**100 - 1
    with pytest.raises(ParseError, match="101 digits"):
        numeral("9" * 101)
    with pytest.raises(ParseError, match="150 digits"):
        check_digits("1" * 150, 0)


@pytest.mark.parametrize("text", [".", ".x", "..", ".e3"])
def test_a_lone_point_is_refused(text):
    with pytest.raises(ParseError, match="has no meaning"):
        numeral(text)


def test_positions_are_those_of_the_text():
    with pytest.raises(ParseError) as caught:
        numeral("x + .", index=4)
    assert caught.value.position == 4
