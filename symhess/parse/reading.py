"""Reading: the one entry from text to mathematics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, get_args

from sympy import Expr, S, Symbol

from symhess.errors import InputError, ParseError
from symhess.function import ScalarFunction
from symhess.parse.answers import Answer, read_answer, read_classified, read_equation
from symhess.parse.characters import Source, fold_characters
from symhess.parse.labels import declared_frame, inferred_frame, split_equation
from symhess.parse.latex import rewrite_latex
from symhess.parse.lexer import Syntax
from symhess.parse.names import Names, declared_names
from symhess.parse.words import join_points, split_words

__all__ = ["Reading", "parse", "parse_function"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as.

    Attributes
    ----------
    expression : SymPy object
        An Expr; a Tuple for a vector; a Matrix; a FiniteSet of Tuples for points, EmptySet for none;
        Tuple(point, Symbol("minimum")) for a classified point; an Eq.
    kind : str
        expression, vector, matrix, points, classified or equation.
    notes : tuple of str
        Doubtful readings and exact conversions, to be echoed.
    variables : tuple of Symbol
        The variables, in the declared or the natural order.
    terms : tuple of Expr
        For an expression its summands in the order written, otherwise empty.

    Examples
    --------
    >>> parse("1/2x").notes
    ('1/2x is read as (1/2)*x',)
    >>> parse("(0, 0), (1, ±1)").kind
    'points'
    """

    expression: Any
    kind: str
    notes: tuple[str, ...]
    variables: tuple[Symbol, ...]
    terms: tuple[Expr, ...]


def parse(text: str, variables: str | Iterable[str | Symbol] | None = None, syntax: Syntax = "calculator") -> Reading:
    r"""Read a text as mathematics; nothing in it is ever evaluated as code.

    Parameters
    ----------
    text : str
        What the user wrote.
    variables : str or iterable of str or Symbol, optional
        The variables the text may use, in order; inferred from the letters of the text if not given.
    syntax : {"calculator", "python", "latex"}
        How the text is written.

    Returns
    -------
    Reading
        The expression, its kind, and notes on every doubtful reading.

    Raises
    ------
    ParseError
        If the text cannot be read; it carries the position and often a hint.
    InputError
        If a declared variable or the syntax is not valid.

    Examples
    --------
    >>> parse("2xy + sin x", variables=("x", "y")).expression
    2*x*y + sin(x)
    >>> parse(r"\frac{x^2}{2}", syntax="latex").expression
    x**2/2
    >>> parse("3,5x")
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: ',' is not expected here (at character 2); for a decimal number write 3.5
    """
    if not isinstance(text, str):
        raise InputError(f"the text to read is a str, not {type(text).__name__}")
    if syntax not in get_args(Syntax):
        raise InputError(f"the syntax is one of {', '.join(get_args(Syntax))}, not {ascii(syntax)}")
    source = fold_characters(text).strip()
    if syntax == "latex":
        source = rewrite_latex(source).strip()
    declared = None if variables is None else declared_names(variables)
    try:
        names, answer = _read(source, declared, syntax)
    except RecursionError:  # the caller may stand deep already
        raise ParseError("the text is nested too deeply") from None
    symbols = tuple(Symbol(name) for name in names.variables)
    return Reading(answer.value, answer.kind, answer.notes, symbols, answer.terms)


def _read(source: Source, declared: Names | None, syntax: Syntax) -> tuple[Names, Answer]:
    """Find the kind from the words and the equals sign, then read what is left."""
    worded = split_words(source)
    if worded.rest is None:
        return declared or declared_names(()), Answer(S.EmptySet, "points")
    rest = join_points(worded.rest)
    left, right = split_equation(rest)
    frame = declared_frame(left, right, declared) if declared else inferred_frame(left, right, syntax)
    names = frame.names
    if worded.classification:
        answer = read_classified(frame.right, worded.classification, names, syntax)
    elif frame.left is None:
        answer = read_answer(frame.right, names, syntax)
    else:
        answer = read_equation(frame.left, frame.right, names, syntax)
    return names, replace(answer, notes=(*frame.notes, *answer.notes))


def parse_function(
    text: str, variables: str | Iterable[str | Symbol] | None = None, syntax: Syntax = "calculator"
) -> ScalarFunction:
    """Read a text as a real function of its variables.

    Raises
    ------
    ParseError
        If the text cannot be read.
    InputError
        If it is not a scalar expression, or has no variable and none was declared.

    Examples
    --------
    >>> function = parse_function("y^2 + x^2")
    >>> function.variables, function.terms
    ((x, y), (y**2, x**2))
    >>> parse_function("5")
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: the text has no variable; declare the variables of a constant function
    """
    reading = parse(text, variables, syntax)
    if reading.kind != "expression":
        raise InputError(f"a function is a scalar expression; this was read as {_ARTICLES[reading.kind]}")
    if not reading.variables:
        raise InputError("the text has no variable; declare the variables of a constant function")
    return ScalarFunction(reading.expression, reading.variables, terms=reading.terms, notes=reading.notes)


_ARTICLES = {
    "vector": "a vector",
    "matrix": "a matrix",
    "points": "a set of points",
    "classified": "a classified point",
    "equation": "an equation",
}
