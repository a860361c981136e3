"""Random trees, written out in calculator notation and in LaTeX, and their values by the standard library."""

import math
from fractions import Fraction

from hypothesis import strategies as st

from symhess.parse.tree import (
    Absolute,
    Application,
    Constant,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Variable,
)

VALUES = {"x": 0.75, "y": 1.25, "e": math.e, "pi": math.pi}
FUNCTIONS = {"sin": math.sin, "cos": math.cos, "exp": math.exp, "atan": math.atan, "sinh": math.sinh}

# How strongly a node holds together: sums, products, signs, powers, atoms.
SUM, PRODUCT, SIGN, POWER, ATOM = range(5)

atoms = st.one_of(
    st.integers(0, 9).map(lambda value: Number(Fraction(value))),
    st.sampled_from([Number(Fraction(1, 2)), Number(Fraction(5, 4))]),
    st.sampled_from([Variable("x"), Variable("y"), Constant("e"), Constant("pi")]),
)
divisors = st.sampled_from(
    [Variable("x"), Variable("y"), Number(Fraction(2)), Sum((Variable("x"), Number(Fraction(3))))]
)
exponents = st.sampled_from([2, 3]).map(lambda value: Number(Fraction(value)))


def compound(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        inner.map(Negative),
        st.builds(Quotient, inner, divisors),
        st.builds(Power, inner, exponents),
        st.builds(Application, st.sampled_from(sorted(FUNCTIONS)), inner),
        inner.map(lambda tree: Root(2, Absolute(tree))),
        inner.map(Absolute),
    )


trees = st.recursive(atoms, compound, max_leaves=8)


def value(tree):
    """The value of a tree, computed by the standard library alone."""
    below = [value(child) for child in tree.children]
    match tree:
        case Number():
            return float(tree.value)
        case Variable() | Constant():
            return VALUES[tree.name]
        case Sum():
            return math.fsum(below)
        case Product():
            return math.prod(below)
        case Negative():
            return -below[0]
        case Quotient():
            return below[0] / below[1]
        case Power():
            return below[0] ** below[1]
        case Root():
            return below[0] ** (1 / tree.degree)
        case Absolute():
            return abs(below[0])
        case Application():
            return {**FUNCTIONS, "abs": abs}[tree.function](below[0])


def strength(tree):
    match tree:
        case Sum():
            return SUM
        case Product() | Quotient():
            return PRODUCT
        case Negative():
            return SIGN
        case Power():
            return POWER
        case _:
            return ATOM


def number(tree):
    return str(float(tree.value)) if tree.value.denominator > 1 else str(tree.value)


def calculator(tree, at_least=SUM):
    """Write a tree with no more brackets than its precedence asks for."""
    text = _calculator(tree)
    return text if strength(tree) >= at_least else f"({text})"


def _calculator(tree):
    match tree:
        case Number():
            return number(tree)
        case Variable() | Constant():
            return tree.name
        case Sum():
            return _signed_sum([(term, calculator(_bare(term), PRODUCT)) for term in tree.terms])
        case Product():
            return "*".join(calculator(factor, SIGN) for factor in tree.factors)
        case Quotient():
            return f"{calculator(tree.numerator, PRODUCT)}/{calculator(tree.denominator, SIGN)}"
        case Negative():
            return f"-{calculator(tree.operand, SIGN)}"
        case Power():
            return f"{calculator(tree.base, ATOM)}^{calculator(tree.exponent, SIGN)}"
        case Root():
            return f"√({calculator(tree.radicand)})"
        case Absolute():
            return f"abs({calculator(tree.operand)})"
        case Application():
            return f"{tree.function}({calculator(tree.argument)})"


def _bare(term):
    return term.operand if isinstance(term, Negative) else term


def _signed_sum(terms):
    """Join summands by their signs; the first one keeps its sign to itself."""
    text = ""
    for term, written in terms:
        text += f"-{written}" if isinstance(term, Negative) else f"+{written}" if text else written
    return text


def latex(tree, at_least=SUM):
    """Write a tree in LaTeX, with fractions and sized brackets."""
    text = _latex(tree)
    atomic = isinstance(tree, Quotient) or strength(tree) >= at_least
    return text if atomic else rf"\left({text}\right)"


def _latex(tree):
    match tree:
        case Number():
            return number(tree)
        case Constant():
            return {"e": "e", "pi": r"\pi"}[tree.name]
        case Variable():
            return tree.name
        case Sum():
            return _signed_sum([(term, latex(_bare(term), PRODUCT)) for term in tree.terms])
        case Product():
            return r" \cdot ".join(latex(factor, SIGN) for factor in tree.factors)
        case Quotient():
            return rf"\frac{{{latex(tree.numerator)}}}{{{latex(tree.denominator)}}}"
        case Negative():
            return f"-{latex(tree.operand, SIGN)}"
        case Power():
            return f"{{{latex(tree.base, ATOM)}}}^{{{latex(tree.exponent)}}}"
        case Root():
            return rf"\sqrt{{{latex(tree.radicand)}}}"
        case Absolute():
            return rf"\left|{latex(tree.operand)}\right|"
        case Application():
            name = {"atan": "arctan"}.get(tree.function, tree.function)
            return rf"\{name}\left({latex(tree.argument)}\right)"
