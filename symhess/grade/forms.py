"""Required forms, judged on what was written: factored, expanded, lowest terms, exact, simplified."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from sympy import Add, Expr, Function, NumberSymbol, Pow, Rational, Symbol, factor_list, gcd
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
from symhess.parse.shapes import is_list, is_matrix, is_point, read_matrix, read_points, split_blanks, without_groups
from symhess.parse.tree import Application, Negative, Number, Power, Product, Quotient, Root, Sum, Tree, walk
from symhess.parse.words import join_points

__all__ = ["has_form", "written_trees"]

_DECIMAL = re.compile(r"\d\s*\.\s*\d|\.\d|\d\.(?!\w)|\d[eE][+-]?\d")


def written_trees(text: str, variables: Sequence[Symbol], syntax: Syntax) -> tuple[Tree, ...]:
    """The trees of a formula, or of all entries, as they were written, before anything is evaluated.

    Empty for answers that have no such entries: words, equations, sums of unit vectors.

    Examples
    --------
    >>> from sympy.abc import x
    >>> written_trees("f_x = 2(x + x)", (x,), "calculator")  # doctest: +ELLIPSIS
    (Product(factors=(Number(value=Fraction(2, 1)), Sum(terms=(...)))),)
    >>> len(written_trees("(1, 2x)", (x,), "calculator")), written_trees("none", (x,), "calculator")
    (2, ())
    """
    names = declared_names(variables)
    try:
        source = fold_characters(text).strip()
        source = rewrite_latex(source).strip() if syntax == "latex" else source
        frame = declared_frame(*split_equation(join_points(source)), names)
        if frame.left is not None:
            return ()
        tokens = scan(frame.right, names, syntax)
        return _entries(Cursor(split_blanks(without_groups(tokens.tokens)), tokens.original, syntax), len(variables))
    except ParseError:
        return ()


def _entries(cursor: Cursor, dimension: int) -> tuple[Tree, ...]:
    if is_matrix(cursor.tokens):
        return tuple(entry for row in read_matrix(cursor) for entry in row)
    if is_list(cursor.tokens) or is_point(cursor.tokens):
        return tuple(entry for point in read_points(cursor, dimension) for entry in point.entries)
    return (read_sum(cursor),)


def has_form(form: Form, text: str, variables: Sequence[Symbol], syntax: Syntax = "calculator") -> bool | None:
    """Whether an answer, or each of its entries, is written in a form; ``None`` where that cannot be told.

    Examples
    --------
    >>> from sympy.abc import x
    >>> [has_form(Form.FACTORED, text, (x,)) for text in ("2(x+1)(x-1)", "2(x^2-1)", "x^2 + 1")]
    [True, False, True]
    >>> [has_form(Form.EXPANDED, text, (x,)) for text in ("x^2 + 2x", "x(x+2)", "(x^2 + x + x, 1)")]
    [True, False, False]
    >>> has_form(Form.LOWEST_TERMS, "2x/4", (x,)), has_form(Form.EXACT, "0.5", (x,))
    (False, False)
    """
    if form is Form.EXACT:
        return _DECIMAL.search(text) is None
    judged = [_JUDGES[form](tree) for tree in written_trees(text, variables, syntax)]
    return False if False in judged else None if None in judged or not judged else True


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
    if sum(power for _, power in parts) > 1 or not isinstance(constant, Rational) or abs(constant.p) != 1:
        return False
    # nothing is gained from x - 1/2, but x/2 + 1/2 has a common factor
    return constant.q == 1 or any(part.as_coeff_Mul()[0].is_Integer for part in Add.make_args(factor))


def _is_expanded(tree: Tree) -> bool:
    return not any(map(_has_brackets_to_open, walk(tree))) and _is_collected(tree)


def _has_brackets_to_open(node: Tree) -> bool:
    """Whether a sum is multiplied, divided, negated or raised, or a product is raised."""
    match node:
        case Product():
            return any(isinstance(factor, Sum) for factor in node.factors)
        case Quotient():
            return isinstance(node.numerator, Sum)
        case Negative():
            return isinstance(node.operand, Sum)
        case Power():
            return isinstance(node.base, Sum | Product)
    return False


def _terms(tree: Tree) -> list[Tree]:
    """The terms of a sum without their signs, those of sums inside it too."""
    if isinstance(tree, Negative):
        return _terms(tree.operand)
    return [term for part in tree.terms for term in _terms(part)] if isinstance(tree, Sum) else [tree]


def _is_collected(tree: Tree) -> bool:
    """Whether no two terms of a sum differ by a number only."""
    for node in walk(tree):
        values = [build(term).as_coeff_Mul()[1] for term in _terms(node)] if isinstance(node, Sum) else []
        if any(one == other for one, other in combinations(values, 2)):
            return False
    return True


def _is_in_lowest_terms(tree: Tree) -> bool | None:
    """Whether no fraction, of numbers or of functions, can be cancelled."""
    judged = [_is_reduced(node) for node in walk(tree) if isinstance(node, Quotient)]
    return False if False in judged else None if None in judged else True


def _is_reduced(quotient: Quotient) -> bool | None:
    numerator, denominator = (build(part) for part in quotient.children)
    if not numerator.free_symbols and not isinstance(numerator, Rational) and not denominator.is_Integer:
        return True  # 1/√2 is written otherwise, but nothing cancels
    try:
        common = gcd(numerator, denominator)
    except (BasePolynomialError, NotImplementedError):
        return None
    return bool(common in (1, -1) or (common.is_number and not common.is_Rational)) and denominator not in (1, -1)


def _is_simplified(tree: Tree) -> bool | None:
    """Whether like terms and factors are collected, numbers put together, and fractions cancelled."""
    if any(map(_can_be_shortened, walk(tree))) or not _is_collected(tree):
        return False
    return _is_in_lowest_terms(tree)


def _can_be_shortened(node: Tree) -> bool:
    match node:
        case Sum():
            terms = _terms(node)
            return sum(isinstance(term, Number) for term in terms) > 1 or _has_number(terms, 0)
        case Product():
            return _has_like_factors(node) or _has_number(node.factors, 0, 1)
        case Power():
            return _has_number((node.exponent,), 0, 1) or _is_evaluated(node)
        case Negative():
            return isinstance(node.operand, Negative)
        case Root() | Application():
            return _is_evaluated(node)
    return False


def _has_number(parts: Iterable[Tree], *values: int) -> bool:
    return any(isinstance(part, Number) and part.value in values for part in parts)


def _has_like_factors(product: Product) -> bool:
    """Whether two factors are numbers, or powers of one base."""
    bases = [factor.base if isinstance(factor, Power) else factor for factor in product.factors]
    values = [build(base.operand if isinstance(base, Negative) else base) for base in bases]
    numbers = sum(isinstance(value, Rational) for value in values)
    return numbers > 1 or any(one == other for one, other in combinations(values, 2))


def _is_evaluated(node: Tree) -> bool:
    """Whether a root, a power or a function of numbers has a shorter value, as √8, e^0 and sin(0) have."""
    value = build(node)
    return not value.free_symbols and not isinstance(value, Pow | Function | NumberSymbol)


_JUDGES: dict[Form, Callable[[Tree], bool | None]] = {
    Form.FACTORED: _is_factored,
    Form.EXPANDED: _is_expanded,
    Form.LOWEST_TERMS: _is_in_lowest_terms,
    Form.SIMPLIFIED: _is_simplified,
}
