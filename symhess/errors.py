"""The exceptions that symhess raises on purpose.

::

    SymhessError
    ├── InputError (also ValueError)     what came in cannot be analysed; the message says what to do
    │   └── ParseError                   the text cannot be read; carries position and hint
    ├── RenderError                      a page cannot be made here (a TeX engine is missing, say)
    └── TimeLimitReached                 internal: ends a computation; entry points turn it into a labelled result
"""

from __future__ import annotations

__all__ = ["InputError", "ParseError", "RenderError", "SymhessError", "TimeLimitReached"]


class SymhessError(Exception):
    """Base of every exception that symhess raises on purpose."""


class InputError(SymhessError, ValueError):
    """What came in cannot be analysed."""


class ParseError(InputError):
    """The text cannot be read as mathematics.

    Attributes
    ----------
    message : str
        What is wrong, without the text itself.
    position : int
        Zero-based index into the text of the first character that cannot be read.
    hint : str or None
        What to write instead.

    Examples
    --------
    >>> error = ParseError("a closing bracket is missing", position=4, hint="write (x+1)")
    >>> print(error)
    a closing bracket is missing (at character 5); write (x+1)
    """

    def __init__(self, message: str, *, position: int = 0, hint: str | None = None) -> None:
        super().__init__(message, position, hint)
        self.message = message
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.message} (at character {self.position + 1})"
        return f"{text}; {self.hint}" if self.hint else text


class RenderError(SymhessError):
    """A page cannot be made on this machine."""


class TimeLimitReached(SymhessError):
    """The time limit has passed; entry points turn this into a labelled partial result."""
