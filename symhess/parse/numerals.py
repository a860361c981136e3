"""Numerals: decimals read exactly, scientific notation, and the e that is not one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from symhess.errors import ParseError
from symhess.parse.characters import Source

__all__ = ["Notation", "Numeral", "check_digits", "read_numeral"]

_DIGIT_LIMIT = 100
_EXPONENT_LIMIT = 1200
_SHOWN_LIMIT = 60  # digits of an exact value in a note

_DECIMAL = r"(?P<digits>[0-9]+\.?[0-9]*|\.[0-9]+)"
_EULER_SUM = re.compile(r"e(?P<rest>[+-][0-9])")


class Notation(Enum):
    """What a numeral may look like: the value is a regular expression.

    Examples
    --------
    >>> import re
    >>> [re.match(notation.value, "2.5e+3").group() for notation in Notation]
    ['2.5', '2.5e+3', '2.5', '2']
    """

    CALCULATOR = rf"{_DECIMAL}(?:e(?P<exponent>[0-9]+))?"
    PYTHON = rf"{_DECIMAL}(?:[eE](?P<exponent>[+-]?[0-9]+))?"
    PLAIN = rf"{_DECIMAL}(?P<exponent>)"  # e is a variable
    INDEX = r"(?P<digits>[0-9]+)(?P<exponent>)"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, its exact value, where it stops, and what is to be noted.

    Examples
    --------
    >>> Numeral("0.5", Fraction(1, 2), 3, ()).value
    Fraction(1, 2)
    """

    text: str
    value: Fraction
    stop: int
    notes: tuple[str, ...]


def read_numeral(source: Source, index: int, notation: Notation) -> Numeral:
    """Read the number that starts at an index.

    Raises
    ------
    ParseError
        If it has too many digits, too large an exponent, or is a lone point.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> read_numeral(fold_characters("x+.50y"), 2, Notation.CALCULATOR)
    Numeral(text='.50', value=Fraction(1, 2), stop=5, notes=('.50 is read as exactly 1/2',))
    >>> read_numeral(fold_characters("2e+3"), 0, Notation.CALCULATOR).notes
    ('2e+3... is read as 2 times e, then +3...',)
    >>> read_numeral(fold_characters("1e9999"), 0, Notation.CALCULATOR)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: the exponent of a decimal number is larger than 1200 (at character 1)
    """
    found = re.compile(notation.value).match(source.text, index)
    position = source.positions[index]
    if found is None:
        hint = "write a decimal point between digits"
        raise ParseError("'.' has no meaning here", position=position, hint=hint)
    digits, exponent = found["digits"], found["exponent"] or "0"
    check_digits(digits, position)
    if len(exponent) > len(str(-_EXPONENT_LIMIT)) or abs(int(exponent)) > _EXPONENT_LIMIT:
        message = f"the exponent of a decimal number is larger than {_EXPONENT_LIMIT}"
        raise ParseError(message, position=position)
    value = Fraction(f"0{digits}0" if "." in digits else digits) * Fraction(10) ** int(exponent)
    notes = _exact_note(found.group(), value)
    if notation is Notation.CALCULATOR:
        notes += _euler_note(source.text, found.group(), found.end())
    return Numeral(found.group(), value, found.end(), notes)


def check_digits(digits: str, position: int) -> None:
    """Refuse a number of too many digits.

    Examples
    --------
    >>> check_digits("12", 0)
    >>> check_digits("1" * 101, 0)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: a number has 101 digits; at most 100 are read (at character 1)
    """
    if len(digits) > _DIGIT_LIMIT:
        message = f"a number has {len(digits)} digits; at most {_DIGIT_LIMIT} are read"
        raise ParseError(message, position=position)


def _exact_note(text: str, value: Fraction) -> tuple[str, ...]:
    exact = str(value)
    if text == exact or len(exact) > _SHOWN_LIMIT:
        return ()
    return (f"{text} is read as exactly {exact}",)


def _euler_note(text: str, number: str, stop: int) -> tuple[str, ...]:
    """Note 2e+3: here e is Euler's number and the sign begins a summand."""
    found = _EULER_SUM.match(text, stop)
    return (f"{number}{found.group()}... is read as {number} times e, then {found['rest']}...",) if found else ()
