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
    """Base of every exception that symhess raises on purpose.

    Examples
    --------
    >>> import symhess
    >>> try:
    ...     symhess.analyze("x^2 + ")
    ... except SymhessError as error:
    ...     print(type(error).__name__)
    ParseError
    >>> issubclass(SymhessError, ValueError)
    False
    """


class InputError(SymhessError, ValueError):
    """What came in cannot be analysed.

    Examples
    --------
    >>> import symhess
    >>> from sympy import I
    >>> from sympy.abc import x
    >>> symhess.analyze(I * x)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the expression is not real: symhess studies real functions of real variables
    >>> issubclass(InputError, ValueError)
    True
    """


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
    """A page cannot be made on this machine.

    Examples
    --------
    >>> try:
    ...     raise RenderError("no TeX engine was found")
    ... except SymhessError as error:
    ...     print(error)
    no TeX engine was found
    >>> issubclass(RenderError, InputError)
    False
    """


class TimeLimitReached(SymhessError):
    """The time limit has passed; entry points turn this into a labelled partial result.

    Examples
    --------
    >>> import symhess
    >>> from symhess.budget import Deadline
    >>> Deadline(1e-9).check()
    Traceback (most recent call last):
    ...
    symhess.errors.TimeLimitReached: the time limit of 1e-09 s has passed
    >>> symhess.critical_points("x^2", time_limit=1e-9).completeness.reason.value
    'time-limit'
    """
