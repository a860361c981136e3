"""Required forms, judged on what was written: factored, expanded, lowest terms, exact, simplified."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import gcd

from sympy import Expr, Poly, Symbol, factor_list
from sympy.polys.polyerrors import BasePolynomialError

from symhess.errors import ParseError
from symhess.grade.fields import Form
from symhess.parse.build import build
from symhess.parse.characters import fold_characters
from symhess.parse.cursor import Cursor
from symhess.parse.grammar import read_sum
from symhess.parse.labels import declared_frame, split_equation
from symhess.parse.latex import rewrite_latex
from symhess.parse.lexer import Syntax, scan
from symhess.parse.names import declared_names
from symhess.parse.shapes import split_blanks, without_groups
from symhess.parse.tree import Negative, Number, Power, Product, Quotient, Sum, Tree, walk

__all__ = ["has_form", "written_tree"]

_DECIMAL = re.compile(r"\d\s*\.\s*\d|\.\d|\d\.(?!\w)|\d[eE][+-]?\d")


def written_tree(text: str, variables: Sequence[Symbol], syntax: Syntax) -> Tree | None:
    """The tree of an expression as it was written, before anything is evaluated; ``None`` for other answers.

    Examples
    --------
    >>> from sympy.abc import x
    >>> written_tree("f_x = 2(x + x)", (x,), "calculator")  # doctest: +ELLIPSIS
    Product(factors=(Number(value=Fraction(2, 1)), Sum(terms=(...))))
    >>> written_tree("(1, 2)", (x,), "calculator") is None
    True
    """
    names = declared_names(variables)
    try:
        source = fold_characters(text).strip()
        source = rewrite_latex(source).strip() if syntax == "latex" else source
        frame = declared_frame(*split_equation(source), names)
        tokens = scan(frame.right, names, syntax)
        tree = read_sum(Cursor(split_blanks(without_groups(tokens.tokens)), tokens.original, syntax))
    except ParseError:
        return None
    return tree


def has_form(form: Form, text: str, variables: Sequence[Symbol], syntax: Syntax = "calculator") -> bool | None:
    """Whether an answer is written in a form; ``None`` where that cannot be told.

    Examples
    --------
    >>> from sympy.abc import x
    >>> [has_form(Form.FACTORED, text, (x,)) for text in ("2(x+1)(x-1)", "2(x^2-1)", "x^2 + 1")]
    [True, False, True]
    >>> [has_form(Form.EXPANDED, text, (x,)) for text in ("x^2 + 2x", "x(x+2)", "x^2 + x + x")]
    [True, False, False]
    >>> has_form(Form.LOWEST_TERMS, "2x/4", (x,)), has_form(Form.EXACT, "0.5", (x,))
    (False, False)
    """
    if form is Form.EXACT:
        return _DECIMAL.search(text) is None
    tree = written_tree(text, variables, syntax)
    return None if tree is None else _JUDGES[form](tree)


def _factors(tree: Tree) -> Iterator[Tree]:
    """What a product is made of, through signs, powers and fractions."""
    if isinstance(tree, Negative):
        yield from _factors(tree.operand)
    elif isinstance(tree, Product | Quotient):
        for child in tree.children:
            yield from _factors(child)
    elif isinstance(tree, Power):
        yield from _factors(tree.base)
    else:
        yield tree


def _is_factored(tree: Tree) -> bool | None:
    judged = [_is_irreducible(build(factor)) for factor in _factors(tree) if isinstance(factor, Sum)]
    return False if False in judged else None if None in judged else True


def _is_irreducible(factor: Expr) -> bool | None:
    try:
        constant, parts = factor_list(factor)
    except (BasePolynomialError, NotImplementedError):
        return None
    return bool(abs(constant) == 1) and sum(power for _, power in parts) <= 1


def _is_expanded(tree: Tree) -> bool:
    for node in walk(tree):
        if isinstance(node, Product | Power) and any(isinstance(part, Sum) for part in node.children):
            return False
        if isinstance(node, Quotient) and isinstance(node.numerator, Sum):
            return False
    return _is_collected(tree)


def _terms(tree: Tree) -> list[Tree]:
    terms = tree.children if isinstance(tree, Sum) else ()
    return [term.operand if isinstance(term, Negative) else term for term in terms]


def _is_collected(tree: Tree) -> bool:
    """Whether no two terms of a sum differ by a number only."""
    for node in walk(tree):
        values = [build(term).as_coeff_Mul()[1] for term in _terms(node)]
        if any(one == other for one, other in combinations(values, 2)):
            return False
    return True


def _is_in_lowest_terms(tree: Tree) -> bool | None:
    """Whether no fraction, of numbers or of polynomials, can be cancelled."""
    judged = [_is_reduced(node) for node in walk(tree) if isinstance(node, Quotient)]
    return False if False in judged else None if None in judged else True


def _is_reduced(quotient: Quotient) -> bool | None:
    numerator, denominator = (build(part) for part in quotient.children)
    if denominator.is_Integer:
        content = _content(numerator)
        return None if content is None else gcd(content, abs(int(denominator))) == 1
    try:
        common = Poly(numerator, *denominator.free_symbols).gcd(Poly(denominator, *denominator.free_symbols))
    except BasePolynomialError:
        return None
    return bool(common.is_ground)


def _content(numerator: Expr) -> int | None:
    """The greatest integer that divides an expression as it is written."""
    content = numerator.as_content_primitive()[0]
    return int(content) if content.is_Integer else None


def _is_simplified(tree: Tree) -> bool | None:
    """Whether like terms are collected, numbers multiplied, and fractions cancelled."""
    for node in walk(tree):
        parts = [part.operand if isinstance(part, Negative) else part for part in node.children]
        numbers = sum(isinstance(part, Number) for part in parts)
        if isinstance(node, Product | Sum | Power) and numbers > 1:
            return False
    return _is_in_lowest_terms(tree) if _is_collected(tree) else False


_JUDGES: dict[Form, Callable[[Tree], bool | None]] = {
    Form.FACTORED: _is_factored,
    Form.EXPANDED: _is_expanded,
    Form.LOWEST_TERMS: _is_in_lowest_terms,
    Form.SIMPLIFIED: _is_simplified,
}
