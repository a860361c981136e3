"""The lexer: folded text to tokens, every name resolved against the declared ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from symhess.errors import ParseError
from symhess.parse import markers
from symhess.parse.characters import FRACTIONS, GREEK, SUPERSCRIPTS, Source
from symhess.parse.names import Names, canonical_name
from symhess.parse.numerals import Notation, check_digits, read_numeral
from symhess.parse.tokens import Kind, Token

__all__ = ["Syntax", "Tokens", "scan"]

Syntax = Literal["calculator", "python", "latex"]


_GREEK = "".join(GREEK)
_LETTER = re.compile(f"[A-Za-z{_GREEK}]")
_WORD = re.compile(f"[A-Za-z{_GREEK}]+")
_IDENTIFIER = re.compile(f"(?:(?:np|numpy|sp|sympy|math)\\.)?([A-Za-z_{_GREEK}][A-Za-z0-9_{_GREEK}]*)")
_SUPERSCRIPT = re.compile(f"[{''.join(SUPERSCRIPTS)}]+")

_PYTHON_NAMES = {"Abs": Kind.FUNCTION, "Rational": Kind.FUNCTION, "Matrix": Kind.FUNCTION, "E": Kind.CONSTANT}
_PYTHON_SPELLINGS = {"Abs": "abs", "E": "e"}

_SIGNS = {
    "+": Kind.SIGN,
    "-": Kind.SIGN,
    "±": Kind.SIGN,
    "*": Kind.TIMES,
    "/": Kind.OVER,
    "^": Kind.POWER,
    "_": Kind.SUBSCRIPT,
    ",": Kind.COMMA,
    ";": Kind.SEMICOLON,
    "|": Kind.BAR,
    markers.OPEN_BAR: Kind.BAR,
    markers.CLOSE_BAR: Kind.BAR,
    markers.FRACTION: Kind.FRACTION,
} | {bracket: Kind.OPEN for bracket in "([{<" + markers.OPEN_GROUP}
_SIGNS |= {bracket: Kind.CLOSE for bracket in ")]}>" + markers.CLOSE_GROUP}

_RADICALS = {"√": Fraction(2), "∛": Fraction(3), markers.ROOT: Fraction(0)}

_HINTS = {
    "!": "factorials are not in the language",
    "%": "percent signs are not in the language",
    "'": "quotes are not in the language",
    '"': "quotes are not in the language",
    ":": "write only the expression itself",
    "=": "an equation has one equals sign, outside all brackets",
    "\\": "LaTeX commands are read with the latex syntax only",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, ended by an END token, and the notes made on the way.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> from symhess.parse.names import declared_names
    >>> tokens = scan(fold_characters("0.5xsinx"), declared_names("x"), "calculator")
    >>> [token.text for token in tokens.tokens], tokens.notes
    (['0.5', 'x', 'sin', 'x', ''], ('0.5 is read as exactly 1/2',))
    """

    tokens: tuple[Token, ...]
    notes: tuple[str, ...]
    original: str


@dataclass(slots=True)
class _Scanner:
    """The state of one scan."""

    source: Source
    names: Names
    syntax: Syntax
    index: int = 0
    spaced: bool = False
    tokens: list[Token] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def position(self, index: int) -> int:
        return self.source.positions[index]

    def emit(self, kind: Kind, text: str, stop: int, value: Fraction = Fraction(0)) -> None:
        start, end = self.position(self.index), self.position(stop)
        self.tokens.append(Token(kind, text, start, end, self.spaced, value))
        self.index, self.spaced = stop, False

    def refuse(self, message: str, hint: str | None = None, index: int | None = None) -> ParseError:
        return ParseError(message, position=self.position(self.index if index is None else index), hint=hint)


def scan(source: Source, names: Names, syntax: Syntax) -> Tokens:
    """Split a text into tokens.

    Raises
    ------
    ParseError
        If a name is not known, a number is malformed or too long, or a character has no meaning.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> from symhess.parse.names import declared_names
    >>> [token.text for token in scan(fold_characters("2e^x"), declared_names("x"), "calculator").tokens]
    ['2', 'e', '^', 'x', '']
    >>> scan(fold_characters("xyw"), declared_names("x y"), "calculator")
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: 'w' is neither a variable (x, y) nor a known function (at character 3)
    """
    scanner = _Scanner(source, names, syntax)
    while scanner.index < len(source.text):
        _scan_one(scanner, source.text[scanner.index])
    scanner.emit(Kind.END, "", scanner.index)
    return Tokens(tuple(scanner.tokens), tuple(scanner.notes), source.original)


def _scan_one(scanner: _Scanner, character: str) -> None:
    if character == " ":
        scanner.index, scanner.spaced = scanner.index + 1, True
    elif character == markers.BREAK:
        scanner.index += 1
    elif character in "0123456789.":
        _scan_number(scanner)
    elif scanner.syntax == "python" and (character == "_" or _LETTER.match(character)):
        _scan_identifier(scanner)
    elif _LETTER.match(character):
        _scan_name(scanner)
    elif character in SUPERSCRIPTS:
        _scan_superscript(scanner)
    else:
        _scan_sign(scanner, character)


def _scan_sign(scanner: _Scanner, character: str) -> None:
    text, index = scanner.source.text, scanner.index
    if text.startswith("**", index):
        scanner.emit(Kind.POWER, "^", index + 2)
    elif character in _SIGNS:
        scanner.emit(_SIGNS[character], character, index + 1)
    elif character in _RADICALS:
        scanner.emit(Kind.RADICAL, character, index + 1, _RADICALS[character])
    elif character in FRACTIONS:
        scanner.emit(Kind.NUMBER, character, index + 1, FRACTIONS[character])
    elif character == markers.UNIT:
        scanner.emit(Kind.UNIT, text[index + 1], index + 2)
    else:
        raise scanner.refuse(f"{ascii(character)} has no meaning here", _HINTS.get(character))


def _scan_superscript(scanner: _Scanner) -> None:
    found = _SUPERSCRIPT.match(scanner.source.text, scanner.index)
    text = "".join(SUPERSCRIPTS[character] for character in found.group()) if found else ""
    if not re.fullmatch("-?[0-9]+", text):
        raise scanner.refuse("a superscript is digits, with an optional minus before them")
    check_digits(text, scanner.position(scanner.index))
    scanner.emit(Kind.SUPERSCRIPT, text, scanner.index + len(text), Fraction(int(text)))


def _scan_number(scanner: _Scanner) -> None:
    numeral = read_numeral(scanner.source, scanner.index, _notation(scanner))
    scanner.notes.extend(numeral.notes)
    scanner.emit(Kind.NUMBER, numeral.text, numeral.stop, numeral.value)


def _notation(scanner: _Scanner) -> Notation:
    if scanner.tokens and scanner.tokens[-1].kind is Kind.SUBSCRIPT:
        return Notation.INDEX
    if scanner.syntax == "python":
        return Notation.PYTHON
    return Notation.CALCULATOR if scanner.names.kind("e") is Kind.CONSTANT else Notation.PLAIN


def _scan_name(scanner: _Scanner) -> None:
    text = scanner.source.text
    name = scanner.names.match(text, scanner.index)
    if name is None:
        raise _unknown(scanner)
    following = text[name.stop : name.stop + 1]
    if following == "_" and name.text != "log":
        raise _unknown_subscript(scanner, name.stop)
    if following.isdigit() and following.isascii() and name.text[-1].isalpha():
        raise _digit_after_letter(scanner, name.text, following, name.stop)
    scanner.emit(name.kind, name.text, name.stop)


def _scan_identifier(scanner: _Scanner) -> None:
    found = _IDENTIFIER.match(scanner.source.text, scanner.index)
    spelling = canonical_name(found.group(1)) if found else ""
    kind = scanner.names.kind(spelling) or _PYTHON_NAMES.get(spelling)
    if found is None or kind is None:
        known = ", ".join(scanner.names.variables) or "none declared"
        message = f"{ascii(spelling)} is neither a variable ({known}) nor a known function"
        hint = "write * between factors" if _is_product(scanner.names, spelling) else None
        raise scanner.refuse(message, hint)
    if scanner.source.text[found.end() : found.end() + 1] == ".":
        raise scanner.refuse("attributes are not in the language", index=found.end())
    name = spelling if kind is Kind.VARIABLE else _PYTHON_SPELLINGS.get(spelling, spelling)
    scanner.emit(kind, name, found.end())


def _is_product(names: Names, word: str) -> bool:
    """Tell whether a word splits into known names."""
    index = 0
    while index < len(word):
        name = names.match(word, index)
        if name is None:
            return False
        index = name.stop
    return True


def _unknown(scanner: _Scanner) -> ParseError:
    """Name the rest of the run of letters that is not known."""
    found = _WORD.match(scanner.source.text, scanner.index)
    word = canonical_name(found.group()) if found else ""
    known = ", ".join(scanner.names.variables) or "none declared"
    hint = f"names are case sensitive: write {word.lower()}" if _is_known(scanner, word.lower()) else None
    return scanner.refuse(f"{ascii(word)} is neither a variable ({known}) nor a known function", hint)


def _is_known(scanner: _Scanner, word: str) -> bool:
    return scanner.names.kind(word) is not None


def _unknown_subscript(scanner: _Scanner, underscore: int) -> ParseError:
    found = re.compile(r"_.?[A-Za-z0-9]*").match(scanner.source.text, underscore)
    name = canonical_name(scanner.source.text[scanner.index : underscore] + (found.group() if found else "_"))
    known = ", ".join(scanner.names.variables) or "none declared"
    return scanner.refuse(f"{ascii(name)} is not a variable ({known})")


def _digit_after_letter(scanner: _Scanner, name: str, digit: str, index: int) -> ParseError:
    if scanner.names.kind(name) is Kind.FUNCTION:
        hint = f"write {name}({digit}...) for the argument or {name}^{digit} for a power"
    else:
        hint = f"write {digit}{name} for a product, {name}^{digit} for a power, {name}_{digit} for an index"
    return scanner.refuse(f"the digit {digit} right after {name} can be read in several ways", hint, index)
