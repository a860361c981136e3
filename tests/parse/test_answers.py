import pytest
from sympy import Eq, FiniteSet, ImmutableMatrix, Integer, Rational, S, Symbol, Tuple, sqrt

from symhess import ParseError, parse
from symhess.parse.answers import read_answer, read_classified, read_equation
from symhess.parse.characters import fold_characters
from symhess.parse.names import declared_names

from .helpers import x, y

MINIMUM, MAXIMUM, SADDLE = (Symbol(name) for name in ("minimum", "maximum", "saddle"))

EXPRESSIONS = [
    ("x+1", x + 1),
    ("(x)", x),
    ("f = x", x),
    ("f(x,y) = x y", x * y),
    ("D = 4", Integer(4)),
    ("f_xy(1,1) = 1/2", Rational(1, 2)),
    ("∂f/∂x = 2x", 2 * x),
]
VECTORS = [
    ("(1,2)", Tuple(1, 2)),
    ("<2x, 2y>", Tuple(2 * x, 2 * y)),
    ("⟨2x, 2y⟩", Tuple(2 * x, 2 * y)),
    ("(x, y, 1)", Tuple(x, y, 1)),
    ("∇f = <2x, 2y>", Tuple(2 * x, 2 * y)),
    ("2x i - j", Tuple(2 * x, -1)),
    ("(x,y) = (1,2)", Tuple(1, 2)),
    ("(½, √2)", Tuple(Rational(1, 2), sqrt(2))),
]
MATRICES = [
    ("[[2,0],[0,2]]", [[2, 0], [0, 2]]),
    ("[2,0;0,2]", [[2, 0], [0, 2]]),
    ("[2 0; 0 2]", [[2, 0], [0, 2]]),
    ("[2x -1; x - 1 2]", [[2 * x, -1], [x - 1, 2]]),
    ("[x; y]", [[x], [y]]),
    ("H = [[2,0],[0,2]]", [[2, 0], [0, 2]]),
    ("Hf(0,0) = [[2,0],[0,2]]", [[2, 0], [0, 2]]),
]
POINTS = [
    ("none", S.EmptySet),
    ("no critical points", S.EmptySet),
    ("(0,0), (1,1)", FiniteSet(Tuple(0, 0), Tuple(1, 1))),
    ("(0,0) and (1,1)", FiniteSet(Tuple(0, 0), Tuple(1, 1))),
    ("(0,0), (1,1), and (2,2)", FiniteSet(*(Tuple(n, n) for n in range(3)))),
    ("{(0,0), (1,1)}", FiniteSet(Tuple(0, 0), Tuple(1, 1))),
    ("{(0,0)}", FiniteSet(Tuple(0, 0))),
    ("(1,1), (1,1)", FiniteSet(Tuple(1, 1))),
    ("<0,0>, <1,1>", FiniteSet(Tuple(0, 0), Tuple(1, 1))),
    ("(1,±2)", FiniteSet(Tuple(1, 2), Tuple(1, -2))),
    ("(±1,±2)", FiniteSet(*(Tuple(a, b) for a in (1, -1) for b in (2, -2)))),
    ("(1±√2, 0)", FiniteSet(Tuple(1 + sqrt(2), 0), Tuple(1 - sqrt(2), 0))),
    ("(±1,0), (0,±1)", FiniteSet(Tuple(1, 0), Tuple(-1, 0), Tuple(0, 1), Tuple(0, -1))),
    ("(0,0) and (±1,0)", FiniteSet(Tuple(0, 0), Tuple(1, 0), Tuple(-1, 0))),
    ("<±1, 0>", FiniteSet(Tuple(1, 0), Tuple(-1, 0))),
]
CLASSIFIED = [
    ("local min at (1,1)", Tuple(Tuple(1, 1), MINIMUM)),
    ("relative maximum at (0, -1/2)", Tuple(Tuple(0, -Rational(1, 2)), MAXIMUM)),
    ("saddle point at (0,0)", Tuple(Tuple(0, 0), SADDLE)),
    ("(0,0) is a saddle point", Tuple(Tuple(0, 0), SADDLE)),
    ("max at <0,0>", Tuple(Tuple(0, 0), MAXIMUM)),
]
EQUATIONS = [
    ("x = 2", Eq(x, 2)),
    ("x + y = 1", Eq(x + y, 1)),
    ("x^2+y^2=1", Eq(x**2 + y**2, 1)),
    ("2 = x", Eq(2, x)),
    ("1 = 2", Eq(1, 2, evaluate=False)),
    ("x = x", Eq(x, x, evaluate=False)),
]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        *((text, "expression", expected) for text, expected in EXPRESSIONS),
        *((text, "vector", expected) for text, expected in VECTORS),
        *((text, "matrix", ImmutableMatrix(rows)) for text, rows in MATRICES),
        *((text, "points", expected) for text, expected in POINTS),
        *((text, "classified", expected) for text, expected in CLASSIFIED),
        *((text, "equation", expected) for text, expected in EQUATIONS),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_answer(text, kind, expected):
    reading = parse(text, variables="x y")

    assert reading.kind == kind
    assert reading.expression == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("{0, 1}", "points", FiniteSet(Tuple(0), Tuple(1))),
        ("±1", "points", FiniteSet(Tuple(1), Tuple(-1))),
        ("{±1, 0}", "points", FiniteSet(Tuple(1), Tuple(-1), Tuple(0))),
        ("1 ± √2", "points", FiniteSet(Tuple(1 + sqrt(2)), Tuple(1 - sqrt(2)))),
        ("local min at 1", "classified", Tuple(Tuple(1), MINIMUM)),
        ("local min at x = 1", "classified", Tuple(Tuple(1), MINIMUM)),
        ("x = 1 is a local max", "classified", Tuple(Tuple(1), MAXIMUM)),
        ("2", "expression", Integer(2)),
        ("2i", "vector", Tuple(2)),
    ],
)
def test_in_one_variable_a_number_is_a_point(text, kind, expected):
    reading = parse(text, variables="x")

    assert (reading.kind, reading.expression) == (kind, expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("±2", "inside points only"),
        ("x ± 1", "inside points only"),
        ("[[±1,0],[0,1]]", "inside points only"),
        ("±x = 2", "inside points only"),
        ("(±1,±1,±1,±1,±1)", "more than 4"),
        ("(±1,±1),(±1,±1),(±1,0)", "more than 4"),
        ("x, y", "inside brackets only"),
        ("1, 2", "inside brackets only"),
        ("(1,2) (3,4)", "not expected"),
        ("(1,2),", "point is expected"),
        ("(1,2), 3", "point is expected"),
        ("(1,2)+(3,4)", "not expected"),
        ("2(1,2)", "not expected"),
        ("[1,2]", "not expected"),
        ("{x}", "point is expected"),
        ("(1,2) = (3,4)", "side of an equation is an expression"),
        ("x = none", "neither"),
        ("f = ", "one side"),
        ("local min at (1,1), (2,2)", "one point"),
        ("local min at (±1,1)", "one point"),
        ("local min at 1", "point is expected"),
        ("local min at none", "neither"),
        ("global min at (1,1)", "neither"),
        ("x i + 1", "neither"),
        ("i + j + k", "neither"),
        ("x < y", "not expected"),
        ("x <= y", "one side|not expected"),
        ("(1/0, 2)", "divided by zero"),
        ("[[1, ln 0]]", "no finite real value"),
    ],
)
def test_what_is_no_answer_is_refused(text, message):
    with pytest.raises(ParseError, match=message):
        parse(text, variables="x y")


def test_unit_vectors_are_tried_last():
    assert parse("i + x", variables="i x").kind == "expression"
    assert parse("x i", variables="x").kind == "vector"
    with pytest.raises(ParseError, match="'j' is neither"):
        parse("1j*x", variables="x", syntax="python")


def test_the_refusal_that_got_further_is_told():
    with pytest.raises(ParseError, match="'w' is neither"):
        parse("x i + w", variables="x y")
    with pytest.raises(ParseError, match="'i' is neither"):
        parse("x i + 1", variables="x y")


def test_an_equation_is_never_evaluated():
    sides = (fold_characters("2"), fold_characters("2"))
    answer = read_equation(*sides, declared_names("x"), "calculator")

    assert answer.value.lhs == answer.value.rhs == 2
    assert answer.kind == "equation"


def test_both_sides_of_an_equation_are_noted_once():
    sides = (fold_characters("0.5x"), fold_characters("0.5y"))

    assert read_equation(*sides, declared_names("x y"), "calculator").notes == ("0.5 is read as exactly 1/2",)


def test_notes_come_with_every_kind():
    names = declared_names("x y")

    assert read_answer(fold_characters("(0.5, 1)"), names, "calculator").notes == ("0.5 is read as exactly 1/2",)
    assert read_classified(fold_characters("(.5, 1)"), "saddle", names, "calculator").notes
    assert parse("f_x = log x", variables="x").notes == (
        "the label f_x is dropped",
        "log is read as the natural logarithm ln",
    )


@pytest.mark.parametrize("text", ["f_y = x + 1", "1 + x", "(x + 1)"])
def test_only_expressions_have_terms(text):
    assert sum(parse(text, variables="x y").terms) == x + 1


@pytest.mark.parametrize("text", ["(1,2)", "x = 2", "none", "[[1]]", "saddle at (0,0)", "(1,±2)"])
def test_other_kinds_have_no_terms(text):
    assert parse(text, variables="x y").terms == ()
