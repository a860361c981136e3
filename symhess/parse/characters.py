"""Characters: which are read, which stand for another, and which are refused by name.

Compatibility normalisation of a whole text would turn look-alikes into names: every folding is listed here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from symhess.errors import ParseError

__all__ = [
    "CHARACTER_LIMIT",
    "FRACTIONS",
    "GREEK",
    "SUPERSCRIPTS",
    "Source",
    "describe_character",
    "fold_characters",
]

CHARACTER_LIMIT = 2000

_FOLDED = {
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{MIDDLE DOT}": "*",
    "\N{DOT OPERATOR}": "*",
    "\N{DIVISION SIGN}": "/",
    "\N{DIVISION SLASH}": "/",
    "\N{MATHEMATICAL LEFT ANGLE BRACKET}": "<",
    "\N{MATHEMATICAL RIGHT ANGLE BRACKET}": ">",
}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET = 0xFEE0
_KEPT = "√∛±∂∇∅"  # radicals, plus-minus, the signs of derivatives in labels, and of the empty set

SUPERSCRIPTS = {character: str(digit) for digit, character in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")} | {"⁻": "-"}


def _vulgar_fractions() -> dict[str, Fraction]:
    """Read the value of every ready-made fraction from its Unicode decomposition."""
    values = {}
    for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒":
        codes = unicodedata.decomposition(character).split()[1:]
        numerator, denominator = "".join(chr(int(code, 16)) for code in codes).split("\N{FRACTION SLASH}")
        values[character] = Fraction(int(numerator), int(denominator))
    return values


def _greek_letters() -> dict[str, str]:
    """Name the Greek letters; capitals (and omicron) that look like Latin letters are left out."""
    small = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi"
    names = [*small.split(), *"pi rho sigma tau upsilon phi chi psi omega".split()]
    capitals = "gamma delta theta lambda xi pi sigma phi psi omega"
    letters = {unicodedata.lookup(f"GREEK SMALL LETTER {_unicode_name(name)}"): name for name in names}
    for name in capitals.split():
        letters[unicodedata.lookup(f"GREEK CAPITAL LETTER {_unicode_name(name)}")] = name.capitalize()
    return letters | {"ϕ": "phi", "ϵ": "epsilon", "ϑ": "theta"}


def _unicode_name(name: str) -> str:
    return "LAMDA" if name == "lambda" else name.upper()


FRACTIONS = _vulgar_fractions()
GREEK = _greek_letters()

_HINTS = {
    "\N{EM DASH}": "write - for minus",
    "\N{HYPHEN}": "write - for minus",
    "\N{INFINITY}": "infinity is not a number",
    "\N{FRACTION SLASH}": "write / for a quotient",
    "\t": "write a space",
    "\n": "write everything on one line",
    "\r": "write everything on one line",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of text that remembers where each of its characters stood in what the user wrote.

    Attributes
    ----------
    text : str
        The characters after folding and rewriting.
    positions : tuple of int
        For each character its index in the original, and at the end the index where the piece ends.
    original : str
        What the user wrote, for quotations.

    Examples
    --------
    >>> source = fold_characters("x − 2")
    >>> source.text, source.part(2, 5).text, source.part(2, 5).positions
    ('x - 2', '- 2', (2, 3, 4, 5))
    >>> source.part(3, 3).text
    ''
    """

    text: str
    positions: tuple[int, ...]
    original: str

    def part(self, start: int, stop: int) -> Source:
        """Cut out the characters from `start` up to `stop`.

        Examples
        --------
        >>> fold_characters("x+1").part(1, 2).positions
        (1, 2)
        """
        return Source(self.text[start:stop], self.positions[start : stop + 1], self.original)

    def strip(self) -> Source:
        """Cut the spaces at both ends.

        Examples
        --------
        >>> fold_characters("  x ").strip().positions
        (2, 3)
        >>> fold_characters("x ").part(1, 2).strip().text
        ''
        """
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))


def describe_character(character: str) -> str:
    r"""Name a character by code point and Unicode name, never showing it raw.

    Examples
    --------
    >>> describe_character("х")
    'U+0445 CYRILLIC SMALL LETTER HA'
    >>> describe_character("\x1b"), describe_character("\ud800")
    ('U+001B (a control character)', 'U+D800 (half of a surrogate pair)')
    """
    code = f"U+{ord(character):04X}"
    kinds = {"Cc": "a control character", "Cs": "half of a surrogate pair", "Co": "a private character"}
    kind = kinds.get(unicodedata.category(character), "unassigned")
    name = unicodedata.name(character, "")
    return f"{code} {name}" if name else f"{code} ({kind})"


def fold_characters(text: str) -> Source:
    r"""Fold the listed look-alikes to their plain characters, one for one, and refuse the rest by name.

    Raises
    ------
    ParseError
        If the text is longer than the limit, blank, or holds a character that is not listed.

    Examples
    --------
    >>> fold_characters("ｘ × y\N{NO-BREAK SPACE}÷ 2").text
    'x * y / 2'
    >>> fold_characters("si\u200bn(x)")
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: the character U+200B ZERO WIDTH SPACE cannot be read (at character 3)
    """
    if len(text) > CHARACTER_LIMIT:
        message = f"the text has {len(text)} characters; at most {CHARACTER_LIMIT} are read"
        raise ParseError(message, position=CHARACTER_LIMIT)
    folded = "".join(_fold(character, position) for position, character in enumerate(text))
    if not folded.strip():
        raise ParseError("there is nothing to read", hint="write an expression such as x^2 + y^2")
    return Source(folded, tuple(range(len(text) + 1)), text)


def _fold(character: str, position: int) -> str:
    if " " <= character <= "~":
        return character
    if character in _FOLDED:
        return _FOLDED[character]
    if ord(character) in _FULL_WIDTH:
        return chr(ord(character) - _FULL_WIDTH_OFFSET)
    if unicodedata.category(character) == "Zs":
        return " "
    if character in SUPERSCRIPTS or character in FRACTIONS or character in GREEK or character in _KEPT:
        return character
    message = f"the character {describe_character(character)} cannot be read"
    raise ParseError(message, position=position, hint=_HINTS.get(character))
