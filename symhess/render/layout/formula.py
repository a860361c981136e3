"""The layout of a page's formulas: every node of :mod:`symhess.render.formula` as notation."""

from __future__ import annotations

from functools import singledispatch

from sympy import Integer

from symhess.render import formula as f
from symhess.render.layout.expression import expression_node, minus, product_node, raised, signed_node, terms_node
from symhess.render.layout.layout import Fence, Fraction, Glyph, Grid, Node, Row, Script, Token, fenced, joined
from symhess.render.layout.names import GREEK, name_node

__all__ = ["formula_node"]

_SIGNS = {"nabla": "∇", "RR": "ℝ", "infinity": "∞"}
_COMMA, _SEMICOLON = Token(Glyph.PUNCTUATION, ","), Token(Glyph.PUNCTUATION, ";")


@singledispatch
def formula_node(formula: f.Formula) -> Node:
    """Lay out a formula.

    Examples
    --------
    >>> from sympy.abc import x
    >>> formula_node(f.Negative(f.Expression(x + 1))).parts[1].left
    '('
    """
    raise TypeError(f"expected a formula, got {formula!r}")


@formula_node.register
def _(formula: f.Expression) -> Node:
    return expression_node(formula.value)


@formula_node.register
def _(formula: f.Sum) -> Node:
    return terms_node([_signed(term) for term in formula.terms])


@formula_node.register
def _(formula: f.Negative) -> Node:
    return minus(_closed(formula.body))


@formula_node.register
def _(formula: f.Product) -> Node:
    return product_node([_closed(factor, first=k == 0) for k, factor in enumerate(formula.factors)])


@formula_node.register
def _(formula: f.Power) -> Node:
    return raised(formula_node(formula.base), formula_node(formula.exponent))


@formula_node.register
def _(formula: f.Quotient) -> Node:
    return Fraction(formula_node(formula.numerator), formula_node(formula.denominator))


@formula_node.register
def _(formula: f.Grid) -> Node:
    return fenced(Grid(tuple(tuple(formula_node(entry) for entry in row) for row in formula.rows)))


@formula_node.register
def _(formula: f.Name) -> Node:
    text = _SIGNS.get(formula.text) or GREEK.get(formula.text)
    base = Token(Glyph.NAME, text) if text else name_node(formula.text)
    lower = joined([formula_node(index) for index in formula.subscripts]) if formula.subscripts else None
    upper = Token(Glyph.UPRIGHT, "′" * formula.primes) if formula.primes else None
    return Script(base, lower, upper) if lower or upper else base


@formula_node.register
def _(formula: f.Call) -> Node:
    return Row((formula_node(formula.function), fenced(_listed(formula.arguments))))


@formula_node.register
def _(formula: f.Partial) -> Node:
    sign = Token(Glyph.UPRIGHT, "d") if formula.ordinary else Token(Glyph.NAME, "∂")
    below = joined([sign, name_node(formula.variable.name)])
    return Row((Fraction(sign, below), _closed(formula.body)))


@formula_node.register
def _(formula: f.Decimal) -> Node:
    mantissa, _, exponent = formula.digits.partition("e")
    digits = Token(Glyph.NUMBER, mantissa.lstrip("-"))
    power = Script(Token(Glyph.NUMBER, "10"), upper=expression_node(Integer(int(exponent or 0))))
    body = product_node([digits, power]) if exponent else digits
    return minus(body) if mantissa.startswith("-") else body


@formula_node.register
def _(formula: f.PlusMinus) -> Node:
    return Row((Token(Glyph.PREFIX, "±"), _closed(formula.body)))


@formula_node.register
def _(formula: f.Chain) -> Node:
    parts = [formula_node(formula.items[0])]
    for relation, item in zip(formula.relations, formula.items[1:], strict=True):
        parts += [Token(Glyph.RELATION, relation.value), formula_node(item)]
    return joined(parts)


@formula_node.register
def _(formula: f.Prefixed) -> Node:
    return Row((Token(Glyph.RELATION, formula.relation.value), formula_node(formula.body)))


@formula_node.register
def _(formula: f.Fenced) -> Node:
    body = _listed(formula.items)
    return Fence(formula.fence.value[0], body, formula.fence.value[1]) if formula.fence.value else body


@formula_node.register
def _(formula: f.Dots) -> Node:
    return Token(Glyph.UPRIGHT, "…")


def _listed(items: tuple[f.Formula, ...]) -> Node:
    separator = _SEMICOLON if any(map(_has_comma, items)) else _COMMA
    parts: list[Node] = []
    for item in items:
        parts += [separator] * bool(parts) + [formula_node(item)]
    return joined(parts) if parts else Row(())


def _has_comma(item: f.Formula) -> bool:
    """Whether a decimal comma could be taken for one that parts two items."""
    match item:
        case f.Decimal(digits):
            return "," in digits
        case f.Negative(body) | f.PlusMinus(body) | f.Prefixed(_, body):
            return _has_comma(body)
    return False


def _signed(term: f.Formula) -> tuple[bool, Node]:
    match term:
        case f.Expression(value):
            return signed_node(value)
        case f.Negative(body):
            return True, _closed(body)
        case f.Decimal(digits) if digits.startswith("-"):
            return True, formula_node(f.Decimal(digits[1:]))
        case f.Product((first, *rest)):
            negative, node = _signed(first)
            if negative:
                return True, product_node([node, *(_closed(factor) for factor in rest)])
    return False, _closed(term) if isinstance(term, f.Sum) else formula_node(term)


def _closed(formula: f.Formula, first: bool = False) -> Node:
    """Lay out a factor: bracketed where a sum, a chain or a sign would fall apart."""
    node = formula_node(formula)
    if not isinstance(node, Row):
        return node
    head = node.parts[0]
    signed = isinstance(head, Token) and head.glyph is Glyph.PREFIX and not first
    return fenced(node) if signed or any(_is_loose(part) for part in node.parts) else node


def _is_loose(part: Node) -> bool:
    return isinstance(part, Token) and part.glyph in (Glyph.BINARY, Glyph.RELATION) and part.text != "·"
