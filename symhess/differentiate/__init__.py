"""Derivatives by the rules of the lecture, with the tree of their applications.

In comes a ScalarFunction or an expression; out come gradient, Hessian and Taylor polynomial, exact, and the
steps that derive them. Both orders of every mixed partial are derived and compared; a tree can be replayed
from its leaves.

The names are loaded at first use: normal forms and conditions of smoothness are asked for without any derivation.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the same table for type checkers and editors
    from symhess.differentiate.clairaut import compare_mixed_partials as compare_mixed_partials
    from symhess.differentiate.derivatives import differentiate as differentiate
    from symhess.differentiate.deriving import derive as derive
    from symhess.differentiate.exceptional import with_exceptional_points as with_exceptional_points
    from symhess.differentiate.jacobian import hessian_as_jacobian as hessian_as_jacobian
    from symhess.differentiate.jacobian import jacobian_matrix as jacobian_matrix
    from symhess.differentiate.normal_form import Equality as Equality
    from symhess.differentiate.normal_form import compare as compare
    from symhess.differentiate.quadratic_form import Definiteness as Definiteness
    from symhess.differentiate.quadratic_form import FormStudy as FormStudy
    from symhess.differentiate.quadratic_form import definiteness as definiteness
    from symhess.differentiate.quadratic_form import form_of_matrix as form_of_matrix
    from symhess.differentiate.quadratic_form import matrix_of_form as matrix_of_form
    from symhess.differentiate.replaying import replay as replay
    from symhess.differentiate.smoothness import smooth_on as smooth_on
    from symhess.differentiate.table import DERIVATIVE_TABLE as DERIVATIVE_TABLE
    from symhess.differentiate.taylor import TaylorPolynomial as TaylorPolynomial

_HOMES = {
    "DERIVATIVE_TABLE": "table",
    "Definiteness": "quadratic_form",
    "Equality": "normal_form",
    "FormStudy": "quadratic_form",
    "TaylorPolynomial": "taylor",
    "compare": "normal_form",
    "compare_mixed_partials": "clairaut",
    "definiteness": "quadratic_form",
    "derive": "deriving",
    "differentiate": "derivatives",
    "form_of_matrix": "quadratic_form",
    "hessian_as_jacobian": "jacobian",
    "jacobian_matrix": "jacobian",
    "matrix_of_form": "quadratic_form",
    "replay": "replaying",
    "smooth_on": "smoothness",
    "with_exceptional_points": "exceptional",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
