"""Answers of every kind, put together from random formulas: each reads back as what was written."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import EmptySet, Eq, FiniteSet, ImmutableMatrix, Rational, Symbol, Tuple, latex

from symhess import ParseError, parse

from . import printing

numbers = st.fractions(-9, 9, max_denominator=9).map(lambda q: Rational(q.numerator, q.denominator))
points = st.tuples(numbers, numbers).map(lambda pair: Tuple(*pair))
point_sets = st.lists(points, min_size=2, max_size=4, unique=True)
pairs = st.tuples(printing.trees, printing.trees)
BRACKETS = {
    "calculator": [("(", ")"), ("<", ">")],
    "latex": [(r"\left(", r"\right)"), (r"\langle ", r"\rangle")],
}
WRITERS = {"calculator": printing.calculator, "latex": printing.latex}
some = settings(max_examples=25)
syntaxes = st.sampled_from(["calculator", "latex"])


def built(tree, syntax):
    """What a tree reads as alone; a text that is refused alone is no use inside."""
    try:
        return parse(WRITERS[syntax](tree), variables="x y", syntax=syntax).expression
    except ParseError:
        assume(False)


@some
@given(pairs, syntaxes)
def test_vectors(trees, syntax):
    first, second = (WRITERS[syntax](tree) for tree in trees)
    expected = Tuple(*(built(tree, syntax) for tree in trees))

    for opening, closing in BRACKETS[syntax]:
        found = parse(f"{opening}{first}, {second}{closing}", variables="x y", syntax=syntax)
        assert (found.kind, found.expression) == ("vector", expected)


@some
@given(pairs, pairs)
def test_matrices(upper, lower):
    rows = [[printing.calculator(tree) for tree in row] for row in (upper, lower)]
    tex = [[printing.latex(tree) for tree in row] for row in (upper, lower)]
    expected = ImmutableMatrix([[built(tree, "calculator") for tree in row] for row in (upper, lower)])
    texts = {
        "lists": f"[[{rows[0][0]}, {rows[0][1]}], [{rows[1][0]}, {rows[1][1]}]]",
        "semicolons": f"[{rows[0][0]}, {rows[0][1]}; {rows[1][0]}, {rows[1][1]}]",
        "blanks": f"[({rows[0][0]}) ({rows[0][1]}); ({rows[1][0]}) ({rows[1][1]})]",
    }

    found = {name: parse(text, variables="x y").expression for name, text in texts.items()}
    assert found == dict.fromkeys(texts, expected)
    same = ImmutableMatrix([[built(tree, "latex") for tree in row] for row in (upper, lower)])
    pmatrix = r"\begin{pmatrix}" + r" \\ ".join(" & ".join(row) for row in tex) + r"\end{pmatrix}"
    assert parse(pmatrix, variables="x y", syntax="latex").expression == same


@some
@given(point_sets, st.sampled_from([", ", " and ", "; ", ", and "]))
def test_points(found, between):
    text = between.join(str(tuple(point)) for point in found)

    assert parse(text, variables="x y").expression == FiniteSet(*found)
    assert parse("{" + text.replace(between, ", ") + "}", variables="x y").expression == FiniteSet(*found)
    tex = r"\left\{" + ", ".join(latex(tuple(point)) for point in found) + r"\right\}"
    assert parse(tex, variables="x y", syntax="latex").expression == FiniteSet(*found)


@some
@given(numbers, numbers)
def test_signs_double_points(first, second):
    expected = {Tuple(s * first, t * second) for s in (1, -1) for t in (1, -1)}

    assert parse(f"(±({first}), ±({second}))", variables="x y").expression == FiniteSet(*expected)


@some
@given(points, st.sampled_from(["minimum", "maximum", "saddle"]), st.sampled_from(["", "local ", "a relative "]))
def test_classified_points(point, kind, before):
    text, expected = str(tuple(point)), Tuple(point, Symbol(kind))

    for sentence in (f"{before}{kind} at {text}", f"{text} is {before}{kind}", f"{before}{kind}: {text}"):
        assert parse(sentence, variables="x y").expression == expected


@some
@given(printing.trees, printing.trees)
def test_equations(left, right):
    expected = Eq(*(built(tree, "calculator") for tree in (left, right)), evaluate=False)
    text = f"{printing.calculator(left)} + 0 = {printing.calculator(right)}"

    assert parse(text, variables="x y").expression == expected


@some
@given(printing.trees, st.sampled_from(["f_x", "∂f/∂x", "f", "f(x,y)", "D", "fxy", "H", "df/dx"]))
def test_labels_are_dropped_and_noted(tree, label):
    expected = built(tree, "calculator")
    found = parse(f"{label} = {printing.calculator(tree)}", variables="x y")

    assert found.expression == expected
    assert any("label" in note for note in found.notes)


@pytest.mark.parametrize("text", ["none", "no critical points", "No solution.", "{}", "{ }", "∅", "there are none"])
def test_nothing(text):
    assert parse(text, variables="x y").expression == EmptySet
