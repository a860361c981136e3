"""The cursor: where the grammar stands in the tokens, how deep it is, and what it has noted."""

from __future__ import annotations

from dataclasses import dataclass, field

from symhess.errors import ParseError
from symhess.parse import markers
from symhess.parse.lexer import Syntax
from symhess.parse.tokens import Kind, Token

__all__ = ["CLOSERS", "DEPTH_LIMIT", "Cursor"]

DEPTH_LIMIT = 100
_QUOTE_LIMIT = 60  # characters; of longer quotations only the ends are shown
_QUOTE_ENDS = 20

CLOSERS = {"(": ")", "[": "]", "{": "}", "<": ">", markers.OPEN_GROUP: markers.CLOSE_GROUP}
_SHOWN = {markers.OPEN_GROUP: "{", markers.CLOSE_GROUP: "}", markers.OPEN_BAR: "|", markers.CLOSE_BAR: "|"}


@dataclass(slots=True)
class Cursor:
    """A place in a list of tokens.

    Attributes
    ----------
    tokens : tuple of Token
        Ended by an END token.
    original : str
        What the user wrote, for quotations.
    index : int
        The next token.
    bars : int
        How many plain bars are open in the current bracket.
    plus_minus : int
        How many plus-minus signs were read.

    Examples
    --------
    >>> cursor = Cursor((Token(Kind.NUMBER, "2", 0, 1), Token(Kind.END, "", 1, 1)), "2")
    >>> cursor.take().text, cursor.at(Kind.END), cursor.quote(0)
    ('2', True, '2')
    """

    tokens: tuple[Token, ...]
    original: str
    syntax: Syntax = "calculator"
    index: int = 0
    bars: int = 0
    plus_minus: int = 0
    depth: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.index]

    @property
    def last(self) -> Token:
        """The token that was taken last."""
        return self.tokens[max(self.index - 1, 0)]

    def take(self) -> Token:
        """Take the next token; the END token stays."""
        token = self.tokens[self.index]
        if token.kind is not Kind.END:
            self.index += 1
        return token

    def at(self, kind: Kind, text: str | None = None) -> bool:
        """Tell whether the next token is of a kind, and of a text where one is given."""
        token = self.tokens[self.index]
        return token.kind is kind and text in (None, token.text)

    def close(self, opening: Token) -> None:
        """Take the bracket that closes `opening`, or say that it is missing."""
        closer = CLOSERS[opening.text]
        if self.at(Kind.CLOSE, closer):
            self.take()
        elif self.at(Kind.END):
            raise _never_closed(opening)
        else:
            raise self.unexpected()

    def check_closed(self) -> None:
        """Refuse a bracket that is never closed before anything else is made of what follows it."""
        opened: list[Token] = []
        for token in self.tokens:
            if token.kind is Kind.OPEN and token.text != "<":  # which may be meant as a relation
                opened.append(token)
            elif token.kind is Kind.CLOSE and token.text != ">":
                if not opened or CLOSERS[opened.pop().text] != token.text:
                    return
        if opened:
            raise _never_closed(opened[0])

    def enter(self, token: Token) -> None:
        """Go one level deeper, within the limit."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise ParseError(f"the text is nested deeper than {DEPTH_LIMIT} levels", position=token.start)

    def leave(self, levels: int = 1) -> None:
        """Come back up."""
        self.depth -= levels

    def note(self, text: str) -> None:
        """Record a doubtful reading, once."""
        if text not in self.notes:
            self.notes.append(text)

    def quote(self, first: int, last: int | None = None) -> str:
        """Show what the user wrote from one token up to another (before the cursor if not given)."""
        stop = self.tokens[self.index - 1 if last is None else last].stop
        quoted = self.original[self.tokens[first].start : stop]
        return quoted if len(quoted) <= _QUOTE_LIMIT else f"{quoted[:_QUOTE_ENDS]}...{quoted[-_QUOTE_ENDS:]}"

    def unexpected(self) -> ParseError:
        """Say that the next token cannot stand where it does."""
        token = self.next
        if token.kind is Kind.END:
            return ParseError("the text ends where something more is needed", position=token.start)
        return ParseError(f"{_show(token)} is not expected here", position=token.start, hint=_hint(self, token))


def _never_closed(opening: Token) -> ParseError:
    closer = CLOSERS[opening.text]
    hint = f"write the missing {_SHOWN.get(closer, closer)}"
    return ParseError(f"the bracket {_show(opening)} is never closed", position=opening.start, hint=hint)


def _show(token: Token) -> str:
    return ascii(_SHOWN.get(token.text, token.text))


def _hint(cursor: Cursor, token: Token) -> str | None:
    if token.kind is Kind.COMMA:
        return _comma_hint(cursor)
    if token.text == "[":
        return "write a vector as (1, 2) and a matrix as [[1, 2], [3, 4]]"
    return None


def _comma_hint(cursor: Cursor) -> str:
    after = cursor.tokens[cursor.index + 1]
    if cursor.index == 0 or cursor.last.kind is not Kind.NUMBER or after.kind is not Kind.NUMBER or after.spaced:
        return "a comma separates entries inside brackets only"
    if len(after.text) == 3 and after.text.isdigit():
        return f"no comma is read inside a number: write {cursor.last.text}{after.text} or use a point"
    return f"for a decimal number write {cursor.last.text}.{after.text}"
