"""The layout of SymPy expressions: signs, brackets, fractions, the order of terms, as a textbook sets them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from sympy import (
    Abs,
    Add,
    And,
    Basic,
    Derivative,
    Expr,
    Float,
    Integer,
    MatrixBase,
    Mul,
    Not,
    Number,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    Tuple,
    default_sort_key,
    exp,
    sstr,
)
from sympy.core.function import Application
from sympy.core.numbers import Exp1, ImaginaryUnit, Infinity, NaN, NegativeInfinity, Pi
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symhess.render.layout.layout import (
    Fence,
    Fraction,
    Glyph,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Token,
    fenced,
    joined,
)
from symhess.render.layout.names import name_node

__all__ = ["expression_node", "minus", "product_node", "raised", "signed_node", "terms_node"]

_MINUS = Token(Glyph.PREFIX, "−")
_TIMES = Token(Glyph.TIMES, "")
_DOT = Token(Glyph.BINARY, "·")
_COMMA = Token(Glyph.PUNCTUATION, ",")
_RELATIONS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
_FUNCTIONS = {"log": "ln", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "Max": "max", "Min": "min"}


def expression_node(expression: Basic) -> Node:
    """Lay out an expression.

    Parameters
    ----------
    expression : Basic
        Anything built from sums, products, powers, functions, relations, tuples and matrices; what is not
        known here is shown as SymPy's plain text. Sums and products that are not in SymPy's own order keep
        the order that somebody gave them; the others are ordered by falling degree.

    Examples
    --------
    >>> from sympy.abc import x
    >>> [part.text for part in expression_node(1 - x).parts]
    ['1', '−', 'x']
    >>> expression_node(x / 2).below.text
    '2'
    """
    return _node(expression)


def terms_node(terms: Sequence[tuple[bool, Node]]) -> Node:
    """Join terms, each with whether it carries a minus, by their signs.

    Examples
    --------
    >>> x = Token(Glyph.NAME, "x")
    >>> [part.text for part in terms_node([(True, x), (False, x), (True, x)]).parts]
    ['−', 'x', '+', 'x', '−', 'x']
    """
    parts: list[Node] = []
    for negative, body in terms:
        if parts:
            parts.append(Token(Glyph.BINARY, "−" if negative else "+"))
        elif negative:
            parts.append(_MINUS)
        parts.append(body)
    return joined(parts) if parts else Token(Glyph.NUMBER, "0")


def product_node(bodies: Sequence[Node]) -> Node:
    """Set factors side by side, with a dot before one that starts with a digit.

    Examples
    --------
    >>> two, x = Token(Glyph.NUMBER, "2"), Token(Glyph.NAME, "x")
    >>> [part.text for part in product_node([two, x, two]).parts]
    ['2', '', 'x', '·', '2']
    """
    parts = list(bodies[:1])
    for body in bodies[1:]:
        parts += [_DOT if _starts_with_digit(body) else _TIMES, body]
    return joined(parts) if parts else Token(Glyph.NUMBER, "1")


def raised(base: Node, upper: Node) -> Script:
    """Set an exponent; what is more than a name or a number is bracketed.

    Examples
    --------
    >>> raised(minus(Token(Glyph.NUMBER, "2")), Token(Glyph.NUMBER, "3")).base.left
    '('
    """
    if isinstance(base, Script) and base.upper is None:
        return Script(base.base, base.lower, upper)
    return Script(base if isinstance(base, Token | Fence) else fenced(base), upper=upper)


def minus(body: Node) -> Row:
    """Put a minus sign before a formula.

    Examples
    --------
    >>> minus(Token(Glyph.NUMBER, "1")).parts[0].text
    '−'
    """
    return Row((_MINUS, body))


def signed_node(term: Expr) -> tuple[bool, Node]:
    """Tell whether a term carries a minus, and lay out the term without it, bracketed if it is a sum.

    Examples
    --------
    >>> from sympy.abc import x
    >>> signed_node(-x)
    (True, Token(glyph=<Glyph.NAME: 'name'>, text='x'))
    """
    if not isinstance(term, Mul | Rational | Float):
        return False, fenced(_node(term)) if isinstance(term, Add) else _node(term)
    factors = _factors(term)
    first = factors[0]
    negative = isinstance(first, Rational | Float) and bool(first < 0)
    if negative:
        factors[0] = -first
    if factors[0] == 1 and len(factors) > 1 and not _is_reciprocal(factors[1]):
        del factors[0]
    if len(factors) > 1:
        return negative, _product(factors)
    match factors[0]:
        case Float():
            return negative, _float(factors[0])
        case Rational(p=p, q=q):
            digits = [Token(Glyph.NUMBER, str(k)) for k in (p, q)]
            return negative, digits[0] if q == 1 else Fraction(*digits)
        case Add():
            return negative, fenced(_node(factors[0]))
    return negative, _node(factors[0])


@singledispatch
def _node(expression: Basic) -> Node:
    return Token(Glyph.TEXT, str(expression))


@_node.register
def _(expression: Symbol) -> Node:
    return name_node(expression.name)


@_node.register(Number)
@_node.register(Mul)
def _(expression: Expr) -> Node:
    negative, body = signed_node(expression)
    return minus(body) if negative else body


@_node.register
def _(expression: Add) -> Node:
    return terms_node([signed_node(term) for term in _ordered_terms(expression)])


@_node.register
def _(expression: Pow) -> Node:
    if _is_reciprocal(expression):
        return _fraction([Integer(1)], [_inverse(expression)])
    base, exponent = expression.base, expression.exp
    if isinstance(exponent, Rational) and exponent.p == 1 and exponent.q > 1:
        degree = None if exponent.q == 2 else Token(Glyph.NUMBER, str(exponent.q))
        return Root(_node(base), degree)
    upper = _node(exponent)
    if isinstance(base, Application) and isinstance(inner := _node(base), Row):
        return Row((Script(inner.parts[0], upper=upper), *inner.parts[1:]))
    return raised(_node(base), upper)


@_node.register
def _(expression: exp) -> Node:
    return Script(Token(Glyph.NAME, "e"), upper=_node(expression.args[0]))


@_node.register
def _(expression: Abs) -> Node:
    return Fence("|", _node(expression.args[0]), "|")


@_node.register
def _(expression: Application) -> Node:
    name = str(expression.func)
    letter = len(name) == 1 or not name.isalpha()
    head = name_node(name) if letter else Token(Glyph.UPRIGHT, _FUNCTIONS.get(name, name))
    return Row((head, fenced(_list(expression.args))))


@_node.register
def _(expression: Derivative) -> Node:
    body = _node(expression.expr)
    if isinstance(expression.expr, Add) or (isinstance(body, Row) and body.parts[0] == _MINUS):
        body = fenced(body)
    partial = Token(Glyph.NAME, "∂")
    below: list[Node] = []
    for variable, count in expression.variable_count:
        once = _node(variable)
        below += [partial, once if count == 1 else Script(once, upper=_node(count))]
    order = sum(int(count) for _, count in expression.variable_count)
    above: Node = partial if order == 1 else Script(partial, upper=Token(Glyph.NUMBER, str(order)))
    return Row((Fraction(above, joined(below)), body))


@_node.register
def _(expression: Relational) -> Node:
    sign = Token(Glyph.RELATION, _RELATIONS.get(expression.rel_op, expression.rel_op))
    return Row((_node(expression.lhs), sign, _node(expression.rhs)))


@_node.register
def _(expression: Piecewise) -> Node:
    """Each value with its condition; that of the last one, if it is for all other points, written out."""
    rows = []
    for k, (value, condition) in enumerate(expression.args):
        others = And(*(Not(earlier) for _, earlier in expression.args[:k]))
        rows.append((_node(value), _condition(others if condition == True else condition)))  # noqa: E712
    return Fence("{", Grid(tuple(rows)), "")


def _condition(condition: Boolean) -> Node:
    """A relation, several one after the other, or dots for what has no short form."""
    if isinstance(condition, Relational):
        return _node(condition)
    if isinstance(condition, And) and all(isinstance(part, Relational) for part in condition.args):
        return _list(sorted(condition.args, key=default_sort_key))
    return Token(Glyph.UPRIGHT, "…")


@_node.register
def _(expression: Tuple) -> Node:
    return fenced(_list(expression.args))


@_node.register
def _(expression: MatrixBase) -> Node:
    rows = range(expression.rows)
    return fenced(Grid(tuple(tuple(_node(e) for e in expression.row(i)) for i in rows)))


@_node.register(Pi)
@_node.register(Exp1)
@_node.register(ImaginaryUnit)
@_node.register(Infinity)
@_node.register(NegativeInfinity)
@_node.register(NaN)
def _(expression: Number) -> Node:
    if isinstance(expression, NegativeInfinity):
        return Row((_MINUS, Token(Glyph.NUMBER, "∞")))
    letters = {Pi: "π", Exp1: "e", ImaginaryUnit: "i"}
    return Token(Glyph.NAME, letters.get(type(expression), "∞" if isinstance(expression, Infinity) else "?"))


def _list(arguments: Sequence[Basic]) -> Node:
    parts: list[Node] = []
    for argument in arguments:
        parts += [_COMMA] * bool(parts) + [_node(argument)]
    return joined(parts) if parts else Row(())


def _ordered_terms(total: Add) -> Sequence[Expr]:
    args: tuple[Expr, ...] = total.args
    if not _is_canonical(total):
        return args
    if not total.free_symbols:
        return sorted(args, key=lambda term: not isinstance(term, Rational))
    terms: list[Expr] = total.as_ordered_terms(order="grlex")
    if len(terms) == 2 and terms[0].could_extract_minus_sign() and not terms[1].could_extract_minus_sign():
        terms.reverse()
    return terms


def _is_canonical(expression: Expr) -> bool:
    """Whether the arguments stand in the order into which SymPy itself puts them."""
    return bool(expression.func(*expression.args).args == expression.args)


def _factors(term: Expr) -> list[Expr]:
    if not isinstance(term, Mul):
        return [term]
    args = term.as_ordered_factors() if _is_canonical(term) else term.args
    return [factor for arg in args for factor in _factors(arg)]


def _product(factors: Sequence[Expr]) -> Node:
    """Lay out factors: negative powers go below a fraction line, a fractional number in front."""
    above, below = [], []
    for factor in factors:
        if _is_reciprocal(factor):
            below.append(_inverse(factor))
        elif isinstance(factor, Rational) and factor.q != 1:
            above += [Integer(factor.p)] * (factor.p != 1)
            below.append(Integer(factor.q))
        elif factor != 1 or len(factors) == 1:  # 1 is what is left of a stripped minus sign
            above.append(factor)
    if not below:
        return _juxtaposed(above)
    front = factors[0]
    sums = any(isinstance(factor, Add) for factor in above)
    if isinstance(front, Rational) and front.q != 1 and len(below) == 1 and (front.p != 1 or sums):
        coefficient = Fraction(*(Token(Glyph.NUMBER, str(k)) for k in (front.p, front.q)))
        rest = list(factors[1:])
        return Row((coefficient, _TIMES, _juxtaposed(rest, alone=False))) if rest else coefficient
    return _fraction(above or [Integer(1)], below)


def _fraction(above: Sequence[Expr], below: Sequence[Expr]) -> Fraction:
    return Fraction(_juxtaposed(above), _juxtaposed(below))


def _juxtaposed(factors: Sequence[Expr], alone: bool = True) -> Node:
    if len(factors) == 1 and alone:
        return _node(factors[0])
    last = len(factors) - 1
    return product_node([_factor(factor, last=k == last) for k, factor in enumerate(factors)])


def _factor(factor: Expr, last: bool) -> Node:
    body = _node(factor)
    signed = isinstance(body, Row) and body.parts[0] == _MINUS
    loose = isinstance(factor, Add | Relational) or (isinstance(factor, Derivative) and not last)
    return fenced(body) if signed or loose else body


def _starts_with_digit(node: Node) -> bool:
    match node:
        case Token(glyph, _):
            return glyph in (Glyph.NUMBER, Glyph.TEXT)
        case Fraction(above, _):
            return _starts_with_digit(above)
        case Script(base, _, _):
            return _starts_with_digit(base)
        case Row(parts):
            return _starts_with_digit(parts[0])
    return False


def _is_reciprocal(expression: Expr) -> bool:
    return isinstance(expression, Pow) and isinstance(expression.exp, Rational) and bool(expression.exp < 0)


def _inverse(power: Pow) -> Expr:
    return power.base if power.exp == -1 else Pow(power.base, -power.exp, evaluate=False)


def _float(number: Float) -> Node:
    mantissa, _, exponent = sstr(number, full_prec=False).partition("e")
    digits = Token(Glyph.NUMBER, mantissa)
    if not exponent:
        return digits
    power = expression_node(Integer(int(exponent)))
    return Row((digits, _DOT, Script(Token(Glyph.NUMBER, "10"), upper=power)))
