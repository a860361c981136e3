"""Short cuts from text to each stage of the reading."""

from sympy import symbols

from symhess.parse import parse
from symhess.parse.characters import fold_characters
from symhess.parse.cursor import Cursor
from symhess.parse.grammar import read_sum
from symhess.parse.latex import rewrite_latex
from symhess.parse.lexer import scan
from symhess.parse.names import declared_names

x, y, z = symbols("x y z")


def tokens_of(text, variables="x y", syntax="calculator"):
    source = fold_characters(text)
    if syntax == "latex":
        source = rewrite_latex(source)
    return scan(source, declared_names(variables), syntax)


def cursor_at(text, variables="x y", syntax="calculator"):
    tokens = tokens_of(text, variables, syntax)
    return Cursor(tokens.tokens, tokens.original, syntax)


def tree_of(text, variables="x y", syntax="calculator"):
    return read_sum(cursor_at(text, variables, syntax))


def read(text, variables="x y", syntax="calculator"):
    return parse(text, variables=variables, syntax=syntax).expression


def notes_of(text, variables="x y", syntax="calculator"):
    return parse(text, variables=variables, syntax=syntax).notes
