"""Gradient, Hessian and Clairaut of a scalar function, each with its derivation."""

from __future__ import annotations

from sympy import Add, Expr, ImmutableDenseMatrix, Symbol

from symhess.differentiate.clairaut import compare_mixed_partials
from symhess.differentiate.deriving import Deriver, evaluated, ordered_terms, result_of
from symhess.differentiate.smoothness import smooth_on
from symhess.function import ScalarFunction
from symhess.study import Derivatives

__all__ = ["differentiate"]


def differentiate(function: ScalarFunction) -> Derivatives:
    """Derive the gradient and the Hessian of a function by named rules.

    Both orders of every mixed partial are derived, each from its own first partial, and compared exactly.

    Parameters
    ----------
    function : ScalarFunction
        The sums in the derivation keep the order of ``function.terms``.

    Returns
    -------
    Derivatives
        Where a part is not smooth everywhere (|u|, cases), they hold on the set that the Clairaut step names.

    Raises
    ------
    InputError
        If no rule differentiates a part.

    Examples
    --------
    >>> from sympy import Abs, symbols
    >>> x, y = symbols("x y")
    >>> derivatives = differentiate(ScalarFunction(x**4 + x * y + y**4, (x, y)))
    >>> derivatives.gradient.T, derivatives.hessian
    (Matrix([[4*x**3 + y, x + 4*y**3]]), Matrix([
    [12*x**2,       1],
    [      1, 12*y**2]]))
    >>> derivatives.clairaut.evidence[0].smooth_on
    'R^2'
    >>> cone = differentiate(ScalarFunction(y * Abs(x), (x, y)))
    >>> cone.hessian[0, 1], cone.clairaut.evidence[0].smooth_on
    (sign(x), 'x != 0')
    """
    expression = evaluated(function.expression)
    variables, size = function.variables, len(function.variables)
    deriver = Deriver.over({*variables, *expression.atoms(Symbol)})
    terms = _terms_of(function, expression)
    gradient = tuple(deriver.derive(expression, variable, terms) for variable in variables)
    hessian = tuple(
        tuple(deriver.derive(result_of(partial), variable, ordered_terms(partial)) for variable in variables)
        for partial in gradient
    )
    return Derivatives(
        gradient=ImmutableDenseMatrix(size, 1, [result_of(partial) for partial in gradient]),
        hessian=ImmutableDenseMatrix(size, size, [result_of(entry) for row in hessian for entry in row]),
        gradient_steps=gradient,
        hessian_steps=hessian,
        clairaut=compare_mixed_partials(hessian, smooth_on(expression, size)),
    )


def _terms_of(function: ScalarFunction, expression: Expr) -> tuple[Expr, ...]:
    """Keep the user's summands where they are just the summands of the expression."""
    terms = tuple(evaluated(term) for term in function.terms)
    return terms if len(terms) > 1 and Add(*terms) == expression else ()
