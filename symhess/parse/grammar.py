"""The grammar: tokens to the precedence tree.

From the weakest to the strongest: sums; products, quotients and juxtaposition on one level; signs; powers;
atoms. Every doubtful reading that the convention names is noted.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symhess.errors import ParseError
from symhess.parse import markers
from symhess.parse.cursor import Cursor
from symhess.parse.juxtaposition import (
    STARTS,
    check_juxtaposition,
    continues,
    note_after_division,
    note_bare_exponent,
    note_radical,
    opens_group,
)
from symhess.parse.names import FUNCTIONS
from symhess.parse.tokens import Kind, Token
from symhess.parse.tree import (
    Absolute,
    Application,
    Constant,
    Negative,
    Number,
    PlusMinus,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Tree,
    Unit,
    Variable,
)

__all__ = ["PLUS_MINUS_LIMIT", "read_sum"]

PLUS_MINUS_LIMIT = 4

_INVERSES = {"exp": "log", "log": "exp"}


def read_sum(cursor: Cursor) -> Tree:
    """Read a sum from the cursor on, as far as it goes.

    Raises
    ------
    ParseError
        If an operand or an argument is missing, a bracket stays open, or the nesting is too deep.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> from symhess.parse.lexer import scan
    >>> from symhess.parse.names import declared_names
    >>> tokens = scan(fold_characters("1/2x"), declared_names("x"), "calculator")
    >>> cursor = Cursor(tokens.tokens, tokens.original)
    >>> [type(factor).__name__ for factor in read_sum(cursor).children], cursor.notes
    (['Quotient', 'Variable'], ['1/2x is read as (1/2)*x'])
    """
    start = cursor.next.start
    terms = [_product(cursor)]
    while cursor.at(Kind.SIGN):
        sign = cursor.take()
        terms.append(_signed(cursor, sign, _product(cursor)))
    return terms[0] if len(terms) == 1 else Sum(tuple(terms), position=start)


def _signed(cursor: Cursor, sign: Token, operand: Tree) -> Tree:
    if sign.text == "+":
        return operand
    if sign.text == "-":
        return Negative(operand, position=sign.start)
    if cursor.plus_minus == PLUS_MINUS_LIMIT:
        message = f"more than {PLUS_MINUS_LIMIT} plus-minus signs are not read"
        raise ParseError(message, position=sign.start, hint="write the points one by one")
    cursor.plus_minus += 1
    return PlusMinus(cursor.plus_minus - 1, operand, position=sign.start)


def _product(cursor: Cursor) -> Tree:
    start, first = cursor.index, cursor.next
    factors, divided = [_factor(cursor)], False
    while True:
        if cursor.at(Kind.TIMES):
            cursor.take()
            factors.append(_factor(cursor))
            divided = False
        elif cursor.at(Kind.OVER):
            over = cursor.take()
            quotient = Quotient(_joined(factors, first), _factor(cursor), position=over.start)
            factors, divided = [quotient], True
        elif continues(cursor):
            check_juxtaposition(cursor)
            middle = cursor.index
            factors.append(_factor(cursor))
            if divided:
                note_after_division(cursor, start, middle)
            divided = False
        else:
            return _joined(factors, first)


def _joined(factors: list[Tree], first: Token) -> Tree:
    return factors[0] if len(factors) == 1 else Product(tuple(factors), position=first.start)


def _factor(cursor: Cursor) -> Tree:
    """Read signs, then one power."""
    signs = []
    while cursor.at(Kind.SIGN):
        signs.append(cursor.take())
        cursor.enter(signs[-1])
    start = cursor.index
    tree = _power(cursor, _atom(cursor), start)
    for sign in reversed(signs):
        tree = _signed(cursor, sign, tree)
    cursor.leave(len(signs))
    return tree


def _power(cursor: Cursor, base: Tree, start: int) -> Tree:
    position = cursor.tokens[start].start
    if cursor.at(Kind.SUPERSCRIPT):
        return Power(base, _superscript(cursor), position=position)
    if not cursor.at(Kind.POWER):
        return base
    cursor.enter(cursor.take())
    bare = not cursor.at(Kind.OPEN)
    exponent = _factor(cursor)
    cursor.leave()
    if bare:
        note_bare_exponent(cursor, base, exponent, start)
    return Power(base, exponent, position=position)


def _superscript(cursor: Cursor) -> Tree:
    token = cursor.take()
    number: Tree = Number(abs(token.value), position=token.start)
    exponent = Negative(number, position=token.start) if token.text.startswith("-") else number
    if not cursor.at(Kind.POWER):
        return exponent
    cursor.enter(cursor.take())
    tower = Power(exponent, _factor(cursor), position=token.start)
    cursor.leave()
    return tower


def _atom(cursor: Cursor) -> Tree:
    token = cursor.next
    if opens_group(cursor):
        return _bracket(cursor)
    reader = _READERS.get(token.kind)
    if reader is None or token.text == markers.CLOSE_BAR:
        raise cursor.unexpected()
    return reader(cursor)


def _number(cursor: Cursor) -> Tree:
    token = cursor.take()
    return Number(token.value, position=token.start)


def _variable(cursor: Cursor) -> Tree:
    token = cursor.take()
    return Variable(token.text, position=token.start)


def _constant(cursor: Cursor) -> Tree:
    token = cursor.take()
    return Constant(token.text, position=token.start)


def _unit(cursor: Cursor) -> Tree:
    token = cursor.take()
    return Unit(token.text, position=token.start)


def _bracket(cursor: Cursor) -> Tree:
    opening = cursor.take()
    cursor.enter(opening)
    outside, cursor.bars = cursor.bars, 0
    inside = read_sum(cursor)
    cursor.close(opening)
    cursor.bars = outside
    cursor.leave()
    return inside


def _bars(cursor: Cursor) -> Tree:
    opening = cursor.take()
    cursor.enter(opening)
    plain = opening.text == "|"
    outside, cursor.bars = cursor.bars, cursor.bars + 1 if plain else 0
    inside = read_sum(cursor)
    if not cursor.at(Kind.BAR, "|" if plain else markers.CLOSE_BAR):
        missing = ParseError("the bar | is never closed", position=opening.start, hint="write the second |")
        raise missing if cursor.at(Kind.END) else cursor.unexpected()
    cursor.take()
    cursor.bars = outside
    cursor.leave()
    return Absolute(inside, position=opening.start)


def _radical(cursor: Cursor) -> Tree:
    start, sign = cursor.index, cursor.take()
    cursor.enter(sign)
    degree = int(sign.value) or _degree(cursor)
    bare = not cursor.at(Kind.OPEN)
    radicand = _atom(cursor)
    cursor.leave()
    if bare:
        note_radical(cursor, start)
    return Root(degree, radicand, position=sign.start)


def _degree(cursor: Cursor) -> int:
    """Read the degree that a LaTeX root carries in a group of its own."""
    opening = cursor.take()
    token = cursor.take()
    if token.kind is not Kind.NUMBER or token.value.denominator != 1 or not 2 <= token.value <= 1000:
        raise ParseError("the degree of a root is an integer from 2 to 1000", position=token.start)
    cursor.close(opening)
    return int(token.value)


def _fraction(cursor: Cursor) -> Tree:
    sign = cursor.take()
    return Quotient(_bracket(cursor), _bracket(cursor), position=sign.start)


def _application(cursor: Cursor) -> Tree:
    name = cursor.take()
    if name.text == "Rational":
        return _rational(cursor)
    if name.text == "Matrix":
        raise ParseError("a matrix is read only as the whole answer", position=name.start)
    based = cursor.at(Kind.SUBSCRIPT) and name.text == "log"
    base = _log_base(cursor) if based else None
    exponent = _function_exponent(cursor)
    if cursor.syntax == "python" and not cursor.at(Kind.OPEN, "("):
        raise ParseError(f"{name.text} needs brackets round its argument", position=name.stop)
    inverse = isinstance(exponent, Negative) and exponent.operand == Number(Fraction(1)) and not based
    function = _inverse(cursor, name) if inverse else FUNCTIONS[name.text]
    argument, second = _arguments(cursor, name)
    if name.text == "log" and not based and second is None:
        cursor.note("log is read as the natural logarithm ln")
    tree: Tree = Application(function, argument, second or base, position=name.start)
    return tree if exponent is None or inverse else Power(tree, exponent, position=name.start)


def _log_base(cursor: Cursor) -> Tree:
    cursor.take()
    return _atom(cursor)


def _function_exponent(cursor: Cursor) -> Tree | None:
    """Read the exponent written on a function name, as in sin^2 x."""
    if cursor.at(Kind.SUPERSCRIPT):
        return _superscript(cursor)
    if not cursor.at(Kind.POWER):
        return None
    cursor.enter(cursor.take())
    exponent = _factor(cursor)
    cursor.leave()
    return exponent


def _inverse(cursor: Cursor, name: Token) -> str:
    function, known = FUNCTIONS[name.text], set(FUNCTIONS.values())
    inverse = _INVERSES.get(function, f"a{function}")
    if function.startswith("a") and function[1:] in known:
        inverse = function[1:]
    if inverse not in known:
        raise ParseError(f"{name.text}^-1 has no listed inverse function", position=name.start)
    cursor.note(f"{name.text}^-1 is read as the inverse function {inverse}, not as 1/{name.text}")
    return inverse


def _arguments(cursor: Cursor, name: Token) -> tuple[Tree, Tree | None]:
    """Read the argument of a function and, in Python syntax, the base of a logarithm after it."""
    if not opens_group(cursor):
        return _bare_argument(cursor, name), None
    start, opening = cursor.index, cursor.take()
    if cursor.at(Kind.CLOSE):
        raise ParseError(f"{name.text} needs an argument", position=opening.stop)
    cursor.enter(opening)
    outside, cursor.bars = cursor.bars, 0
    argument, second = read_sum(cursor), None
    if cursor.syntax == "python" and FUNCTIONS[name.text] == "log" and cursor.at(Kind.COMMA):
        cursor.take()
        second = read_sum(cursor)
    cursor.close(opening)
    cursor.bars = outside
    cursor.leave()
    if opening.spaced and cursor.next.kind in (Kind.POWER, Kind.SUPERSCRIPT):
        power = cursor.quote(cursor.index, cursor.index)
        cursor.note(f"the power {power}... after {name.text} {cursor.quote(start)} is read as one of {name.text}")
    if opening.text == markers.OPEN_GROUP and continues(cursor):
        cursor.note(f"what follows {cursor.quote(start - 1)} is read as a factor, not as part of the argument")
    return argument, second


def _bare_argument(cursor: Cursor, name: Token) -> Tree:
    """Read signs and juxtaposed powers up to an operator, a bar or the next function name."""
    token, start = cursor.next, cursor.index
    if token.kind not in STARTS | {Kind.SIGN, Kind.BAR}:
        raise ParseError(f"{name.text} needs an argument", position=name.stop)
    cursor.enter(name)
    factors, doubtful = [_factor(cursor)], False
    while continues(cursor) and cursor.next.kind not in (Kind.FUNCTION, Kind.BAR):
        check_juxtaposition(cursor)
        doubtful = doubtful or token.kind is Kind.BAR or cursor.at(Kind.OPEN)
        factors.append(_factor(cursor))
    cursor.leave()
    if doubtful:
        cursor.note(f"{cursor.quote(start)} is read as the argument of {name.text}")
    return _joined(factors, token)


def _rational(cursor: Cursor) -> Tree:
    """Read Rational(p, q) of Python syntax."""
    opening = cursor.take()
    if opening.text != "(":
        raise ParseError("Rational needs brackets round its arguments", position=opening.start)
    cursor.enter(opening)
    value = read_sum(cursor)
    if cursor.at(Kind.COMMA):
        comma = cursor.take()
        value = Quotient(value, read_sum(cursor), position=comma.start)
    cursor.close(opening)
    cursor.leave()
    return value


_READERS: dict[Kind, Callable[[Cursor], Tree]] = {
    Kind.NUMBER: _number,
    Kind.VARIABLE: _variable,
    Kind.CONSTANT: _constant,
    Kind.UNIT: _unit,
    Kind.BAR: _bars,
    Kind.RADICAL: _radical,
    Kind.FRACTION: _fraction,
    Kind.FUNCTION: _application,
}
