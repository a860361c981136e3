"""Tokens: what the lexer hands to the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

__all__ = ["Kind", "Token"]


class Kind(Enum):
    """What a token is; the value is its name in messages.

    Examples
    --------
    >>> Kind.OPEN.value, Kind("end") is Kind.END
    ('opening bracket', True)
    """

    NUMBER = "number"
    VARIABLE = "variable"
    CONSTANT = "constant"
    FUNCTION = "function"
    UNIT = "unit vector"
    SUPERSCRIPT = "superscript"
    SIGN = "sign"
    TIMES = "multiplication sign"
    OVER = "division sign"
    POWER = "power sign"
    SUBSCRIPT = "subscript sign"
    OPEN = "opening bracket"
    CLOSE = "closing bracket"
    BAR = "bar"
    RADICAL = "radical sign"
    FRACTION = "fraction"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes
    ----------
    kind : Kind
        What it is.
    text : str
        Its canonical spelling: a name, a sign, a bracket.
    start, stop : int
        Where it stands in the user's text.
    spaced : bool
        Whether a space comes before it.
    value : Fraction
        The value of a number or superscript, the degree of a radical.

    Examples
    --------
    >>> token = Token(Kind.NUMBER, "2", 0, 1, value=Fraction(2))
    >>> token.kind.value, token.value
    ('number', Fraction(2, 1))
    >>> Token(Kind.END, "", 1, 1).value
    Fraction(0, 1)
    """

    kind: Kind
    text: str
    start: int
    stop: int
    spaced: bool = False
    value: Fraction = Fraction(0)
