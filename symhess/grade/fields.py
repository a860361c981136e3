"""Field and Assignment: what is asked, what it is worth, and what the right answer is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from sympy import Expr

from symhess.function import ScalarFunction
from symhess.parse.lexer import Syntax

__all__ = ["Asks", "Assignment", "Field", "Form", "Shape", "Visibility"]


class Shape(Enum):
    """What kind of thing an answer is.

    Examples
    --------
    >>> Shape("points") is Shape.POINTS
    True
    """

    EXPRESSION = "expression"
    VECTOR = "vector"
    MATRIX = "matrix"
    POINTS = "points"
    CLASSIFIED = "classified points"
    STATEMENT = "yes or no"
    WORDS = "words"


class Asks(Enum):
    """What a field asks for.

    Examples
    --------
    >>> Asks("newton").shape is Shape.VECTOR
    True
    """

    EXPRESSION = "expression"
    GRADIENT = "gradient"
    HESSIAN = "hessian"
    PARTIAL = "partial"
    CLAIRAUT = "clairaut"
    POINTS = "critical_points"
    DISCRIMINANT = "discriminant"
    CLASSIFICATION = "classification"
    ARGUMENT = "argument"
    TAYLOR = "taylor"
    NEWTON = "newton"
    LAGRANGE = "lagrange"

    @property
    def shape(self) -> Shape:
        """What kind of thing the answer is."""
        return _SHAPES.get(self, Shape.EXPRESSION)


_SHAPES = {
    Asks.GRADIENT: Shape.VECTOR,
    Asks.HESSIAN: Shape.MATRIX,
    Asks.CLAIRAUT: Shape.STATEMENT,
    Asks.POINTS: Shape.POINTS,
    Asks.CLASSIFICATION: Shape.CLASSIFIED,
    Asks.ARGUMENT: Shape.WORDS,
    Asks.NEWTON: Shape.VECTOR,
    Asks.LAGRANGE: Shape.POINTS,
}


class Form(Enum):
    """A form that an answer must have besides being right.

    Examples
    --------
    >>> Form("lowest-terms").name
    'LOWEST_TERMS'
    """

    FACTORED = "factored"
    EXPANDED = "expanded"
    LOWEST_TERMS = "lowest-terms"
    EXACT = "exact"
    SIMPLIFIED = "simplified"


class Visibility(Enum):
    """When students may see a field's feedback; Gradescope's words.

    Examples
    --------
    >>> Visibility("hidden").value
    'hidden'
    """

    VISIBLE = "visible"
    HIDDEN = "hidden"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"


@dataclass(frozen=True, slots=True)
class Field:
    """One answer that is asked for.

    Attributes
    ----------
    name : str
        The key under which submissions have the answer.
    asks : Asks
    function : ScalarFunction
    weight : Fraction
    reference : object
        The right answer: an Expr; a Tuple; a Matrix; a tuple of points; a tuple of (point, kind).
    syntax : {"calculator", "python", "latex"}
        How students write.
    tolerance : Fraction
        How far a number may be off; 0 for exact.
    forms : tuple of Form
    form_weight : Fraction
        The share of the weight that is lost where a form is missing.
    carry : Fraction
        The share of credit for work that is right from an earlier wrong line.
    of : tuple of str
        The variables of a partial derivative, in order.
    at : tuple of Expr
        A point: of expansion, of the start, or at which a value is asked.
    order, steps : int
        The order of a Taylor polynomial; how many Newton steps.
    visibility : Visibility
    unreadable_to_review : bool
        Whether a person looks at what cannot be read.

    Examples
    --------
    >>> import symhess
    >>> from symhess.grade import make_field
    >>> make_field("gradient", "x^2 + y^2").reference
    (2*x, 2*y)
    """

    name: str
    asks: Asks
    function: ScalarFunction
    weight: Fraction = Fraction(1)
    reference: Any = None
    syntax: Syntax = "calculator"
    tolerance: Fraction = Fraction(0)
    forms: tuple[Form, ...] = ()
    form_weight: Fraction = Fraction(1, 2)
    carry: Fraction = Fraction(1)
    of: tuple[str, ...] = ()
    at: tuple[Expr, ...] = ()
    order: int = 2
    steps: int = 1
    visibility: Visibility = Visibility.VISIBLE
    unreadable_to_review: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """The fields of an assignment, in order; later ones may follow from earlier ones.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> Assignment("Sheet 1", (make_field("gradient", "x^2"),)).out_of
    Fraction(1, 1)
    """

    title: str
    fields: tuple[Field, ...]
    time_limit: float = 2.0
    digest: str = ""

    @property
    def out_of(self) -> Fraction:
        """The sum of the weights."""
        return sum((field.weight for field in self.fields), Fraction(0))
