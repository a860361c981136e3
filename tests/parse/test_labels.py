import pytest

from symhess import ParseError
from symhess.parse.characters import fold_characters
from symhess.parse.labels import declared_frame, inferred_frame, label_arguments, label_name, split_equation
from symhess.parse.latex import rewrite_latex
from symhess.parse.names import declared_names

LABELS = [
    "f",
    "f_x",
    "f_{xy}",
    "f_xx",
    "f'",
    "f''",
    "f(x,y)",
    "f (1, 2)",
    "f_x(1,2)",
    "f'(x)",
    "∂f/∂x",
    "∂f / ∂x",
    "∂^2f/∂x^2",
    "∂²f/∂x²",
    "∂²f/∂x∂y",
    "∂f/∂x_1",
    "∂f/∂x(1,2)",
    "df/dx",
    "d^2f/dx^2",
    "∇f",
    "∇f(1,2)",
    "∇²f",
    "grad f",
    "Hf",
    "Hess f",
    "Df",
]
LATEX_LABELS = [
    r"f_{xx}",
    r"\frac{\partial f}{\partial x}",
    r"\frac{\partial^2 f}{\partial x^2}",
    r"\frac{\partial^{2} f}{\partial x\,\partial y}",
    r"\dfrac{df}{dx}",
    r"\frac{\mathrm{d}f}{\mathrm{d}x}",
    r"\nabla f",
    r"\nabla f\left(1,2\right)",
    r"f'(x)",
]


@pytest.mark.parametrize("text", LABELS)
def test_labels_are_recognised(text):
    assert label_name(fold_characters(text)) == "f"


@pytest.mark.parametrize("text", LATEX_LABELS)
def test_latex_labels_are_recognised(text):
    assert label_name(rewrite_latex(fold_characters(text))) == "f"


@pytest.mark.parametrize("text", ["x+1", "2f", "fg", "f(x", "f_", "sin x", "∂f", "∂/∂x", "f^2", "(f)", "f=g", "hello"])
def test_other_text_is_no_label(text):
    assert label_name(fold_characters(text)) is None


def test_an_indexed_matrix_is_named_by_its_letter():
    assert label_name(fold_characters("H_f")) == "H"
    assert label_name(rewrite_latex(fold_characters(r"H_{f}(0,0)"))) == "H"


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("f(x,y)", ("x", "y")),
        ("f(y, x)", ("y", "x")),
        ("f(x_1, x_2)", ("x_1", "x_2")),
        ("f'(t)", ("t",)),
        ("f(1, 2)", ()),
        ("f(x, 1)", ()),
        ("f", ()),
        ("x+1", ()),
    ],
)
def test_the_variables_that_a_label_declares(text, arguments):
    assert label_arguments(fold_characters(text)) == arguments


def test_an_equation_has_two_sides():
    left, right = split_equation(fold_characters(" f = 2x "))

    assert (left.text, right.text) == ("f", "2x")
    assert right.positions[0] == 5


def test_without_an_equals_sign_there_is_no_left_side():
    left, right = split_equation(fold_characters("2x"))

    assert left is None
    assert right.text == "2x"


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("x = = 2", "second equals sign", 4),
        ("x == 2", "second equals sign", 3),
        ("f_x = 2x, f_y = 2y", "second equals sign", 14),
        ("= 2", "one side", 0),
        ("x =", "one side", 2),
    ],
)
def test_other_equations_are_refused(text, message, position):
    with pytest.raises(ParseError, match=message) as caught:
        split_equation(fold_characters(text))
    assert caught.value.position == position


def declared(left, right, variables="x y"):
    return declared_frame(fold_characters(left), fold_characters(right), declared_names(variables))


def inferred(left, right):
    return inferred_frame(fold_characters(left) if left else None, fold_characters(right), "calculator")


@pytest.mark.parametrize("left", ["f", "f_x", "D", "H", "z", "∂f/∂x", "(x, y)"])
def test_a_label_that_is_no_variable_is_dropped_and_noted(left):
    frame = declared(left, "2x")

    assert frame.left is None
    assert frame.notes == (f"the label {left} is dropped",)


@pytest.mark.parametrize("left", ["x", "y", "x+y", "x^2", "2", "e", "x_1"])
def test_other_left_sides_are_kept(left):
    frame = declared(left, "2", "x y x_1")

    assert frame.left.text == left
    assert frame.notes == ()


def test_a_declared_variable_is_no_label():
    assert declared("f", "2x", "f x").left.text == "f"
    assert declared("f_x", "2x", "f x").left.text == "f_x"


@pytest.mark.parametrize(
    ("left", "right", "label", "variables"),
    [
        pytest.param(None, "x^2", True, ("x",), id="no-equation"),
        pytest.param("f", "x^2", True, ("x",), id="function"),
        pytest.param("f", "2", True, (), id="constant-function"),
        pytest.param("z", "x^2+y", True, ("x", "y"), id="letter-that-is-defined"),
        pytest.param("f(y, x)", "x^2", True, ("y", "x"), id="declaring-label"),
        pytest.param("f(1,2)", "5", True, (), id="value"),
        pytest.param("x", "2", False, ("x",), id="equation"),
        pytest.param("x", "x^2", False, ("x",), id="letter-on-both-sides"),
        pytest.param("x+y", "1", False, ("x", "y"), id="constraint"),
        pytest.param("e", "x", False, ("x",), id="constant"),
    ],
)
def test_inferred_frames(left, right, label, variables):
    frame = inferred(left, right)

    assert (frame.left is None) is label
    assert frame.names.variables == variables
