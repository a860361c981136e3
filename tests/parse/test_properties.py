"""What holds of every text: it reads back as it was written, and refusals are the only way out."""

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sympy import Add, Integer, Mul, Pow, Rational, cos, exp, latex, log, sin, sqrt

from symhess import ParseError, parse
from symhess.parse.budgets import check_budgets
from symhess.parse.build import build

from . import printing
from .helpers import read, tree_of, x, y

leaves = st.one_of(st.sampled_from([x, y]), st.fractions(-9, 9, max_denominator=7).map(Rational))
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: Add(*terms)),
        st.lists(inner, min_size=2, max_size=3).map(lambda factors: Mul(*factors)),
        st.builds(Pow, inner, st.sampled_from([Integer(2), Integer(3), x])),
        st.builds(lambda function, operand: function(operand), st.sampled_from([sin, cos, exp]), inner),
        inner.map(lambda operand: sqrt(operand**2 + 1)),
        inner.map(lambda operand: log(operand**2 + 2)),
    ),
    max_leaves=6,
)

PIECES = [*"xyew0129.+-*/^()[]{}<>|,;=_'!% ", "√", "∛", "±", "½", "²", "⁻", "π", "α", "sin", "ln", "log_", "e^", "**"]
LATEX_PIECES = [
    *("\\frac", "\\sqrt", "\\left", "\\right", "\\cdot", "\\sin", "\\pi", "\\begin{pmatrix}", "\\end{pmatrix}"),
    *("\\\\", "&", "\\text", "\\mathbf", "\\log_", "\\{", "\\}", "\\langle", "\\rangle", "\\pm", "$", "\\alpha"),
]


def finite(tree):
    """The value of a tree where it is small enough to compare."""
    try:
        value = printing.value(tree)
    except (OverflowError, ZeroDivisionError):
        value = math.inf
    assume(abs(value) < 1e6)
    return value


def is_within_budget(tree):
    try:
        check_budgets(tree)
    except ParseError:
        return False
    return True


@given(printing.trees)
def test_calculator_notation_reads_back_with_the_same_value(tree):
    expected = finite(tree)

    assert printing.value(tree_of(printing.calculator(tree))) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@given(printing.trees)
def test_latex_reads_back_with_the_same_value(tree):
    expected = finite(tree)

    assert printing.value(tree_of(printing.latex(tree), syntax="latex")) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@given(printing.trees)
def test_the_built_expression_has_the_value_of_the_tree(tree):
    expected = finite(tree)
    assume(is_within_budget(tree))
    try:
        built = build(tree)
    except ParseError:
        assume(False)
    value = built.subs({x: Rational(3, 4), y: Rational(5, 4)}).evalf(20)

    assert float(value) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@given(printing.trees)
def test_spaces_between_tokens_change_nothing(tree):
    text = printing.calculator(tree)
    spaced = "".join(f" {character} " if character in "+-*/^()" else character for character in text)

    assert tree_of(spaced) == tree_of(text)


@given(printing.trees)
def test_full_width_characters_change_nothing(tree):
    text = printing.calculator(tree)
    wide = "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)

    assert tree_of(wide) == tree_of(text)


@given(expressions)
@example(x ** Rational(-1, 3))
@example(-(x**2) / 3 - y)
def test_what_sympy_prints_in_python_reads_back_the_same(expression):
    assume(expression.is_finite is not False)

    assert read(str(expression), syntax="python") == expression


@given(expressions)
def test_what_sympy_prints_in_latex_reads_back_the_same(expression):
    text = latex(expression, mul_symbol="dot")
    try:
        again = read(text, syntax="latex")
    except ParseError as refusal:
        assert "more than 4096 bits" in refusal.message or "above 1000" in refusal.message
    else:
        assert (again - expression).equals(0) is not False


@given(printing.trees)
def test_terms_add_up_to_the_expression(tree):
    assume(is_within_budget(tree))
    try:
        reading = parse(printing.calculator(tree), variables="x y")
    except ParseError:
        assume(False)

    assert Add(*reading.terms) == reading.expression


def outcome(text, syntax):
    """Read a hostile text; the only way out beside a reading is a refusal fit for any page."""
    try:
        return parse(text, variables="x y", syntax=syntax)
    except ParseError as refusal:
        assert refusal.message.isascii() and str(refusal).isprintable()
        assert 0 <= refusal.position <= len(text)
        return refusal


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(["calculator", "python"]))
def test_any_sequence_of_pieces_is_read_or_refused(text, syntax):
    assert outcome(text, syntax) is not None


@given(st.lists(st.sampled_from([*PIECES, *LATEX_PIECES]), max_size=12).map("".join))
def test_any_sequence_of_latex_pieces_is_read_or_refused(text):
    assert outcome(text, "latex") is not None


@given(st.text(max_size=30), st.sampled_from(["calculator", "python", "latex"]))
def test_any_text_is_read_or_refused(text, syntax):
    assert outcome(text, syntax) is not None


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_notes_can_be_shown(text):
    reading = outcome(text, "calculator")
    notes = () if isinstance(reading, ParseError) else reading.notes

    assert all(note.isprintable() for note in notes)
    assert len(set(notes)) == len(notes)


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_reading_twice_gives_the_same(text):
    first, second = outcome(text, "calculator"), outcome(text, "calculator")

    assert str(first) == str(second)


@given(st.lists(st.sampled_from([*"xyabst 0129+-*/^()", "sin", "exp"]), max_size=10).map("".join))
def test_inferred_variables_are_those_of_the_expression(text):
    try:
        reading = parse(text)
    except ParseError:
        return
    declared = parse(text, variables=reading.variables)

    assert reading.expression == declared.expression
    assert getattr(reading.expression, "free_symbols", set()) <= set(reading.variables)
