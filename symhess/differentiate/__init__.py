"""Derivatives by the rules of the lecture, with the tree of their applications.

In comes a ScalarFunction or an expression; out come gradient, Hessian and Taylor polynomial, exact, and the
steps that derive them. Both orders of every mixed partial are derived and compared; a tree can be replayed
from its leaves.
"""

from symhess.differentiate.clairaut import compare_mixed_partials
from symhess.differentiate.derivatives import differentiate
from symhess.differentiate.deriving import derive
from symhess.differentiate.exceptional import with_exceptional_points
from symhess.differentiate.jacobian import hessian_as_jacobian, jacobian_matrix
from symhess.differentiate.mixed_partials import mixed_partials
from symhess.differentiate.normal_form import Equality, compare
from symhess.differentiate.quadratic_form import (
    Definiteness,
    FormStudy,
    definiteness,
    form_of_matrix,
    matrix_of_form,
)
from symhess.differentiate.replaying import replay
from symhess.differentiate.smoothness import smooth_on
from symhess.differentiate.table import DERIVATIVE_TABLE
from symhess.differentiate.taylor import TaylorPolynomial, taylor

__all__ = [
    "DERIVATIVE_TABLE",
    "Definiteness",
    "Equality",
    "FormStudy",
    "TaylorPolynomial",
    "compare",
    "compare_mixed_partials",
    "definiteness",
    "derive",
    "differentiate",
    "form_of_matrix",
    "hessian_as_jacobian",
    "jacobian_matrix",
    "matrix_of_form",
    "mixed_partials",
    "replay",
    "smooth_on",
    "taylor",
    "with_exceptional_points",
]
