"""The Hessian as the Jacobian of the gradient."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, ImmutableDenseMatrix, Symbol

from symhess.derivation import Claim, Step
from symhess.differentiate.deriving import Deriver, evaluated, result_of
from symhess.errors import InputError

__all__ = ["hessian_as_jacobian", "jacobian_matrix"]


def hessian_as_jacobian(gradient: Sequence[Expr], variables: Sequence[Symbol]) -> Step:
    """Derive the Hessian as the Jacobian matrix of the gradient field.

    Row i holds the derivatives of the i-th component of the gradient by every variable in turn: the entries
    above and below the diagonal come from different components, and nothing is mirrored.

    Parameters
    ----------
    gradient : sequence of Expr, length n
    variables : sequence of Symbol, length n

    Returns
    -------
    Step
        Claim HESSIAN; its n² premises derive the entries row by row. See :func:`jacobian_matrix`.

    Raises
    ------
    InputError
        If there are not as many components as variables, or no rule differentiates a component.

    Examples
    --------
    >>> from sympy import symbols
    >>> x, y = symbols("x y")
    >>> step = hessian_as_jacobian((2 * x * y, x**2), (x, y))
    >>> jacobian_matrix(step)
    Matrix([
    [2*y, 2*x],
    [2*x,   0]])
    >>> hessian_as_jacobian((x,), (x, y))
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: expected 2 components for the variables x, y, got 1
    """
    if len(gradient) != len(variables):
        names = ", ".join(map(str, variables))
        raise InputError(f"expected {len(variables)} components for the variables {names}, got {len(gradient)}")
    components = [evaluated(component) for component in gradient]
    deriver = Deriver.over({*variables}.union(*(component.atoms(Symbol) for component in components)))
    entries = (deriver.derive(component, variable) for component in components for variable in variables)
    return Step(Claim.HESSIAN, premises=tuple(entries))


def jacobian_matrix(step: Step) -> ImmutableDenseMatrix:
    """Arrange the derivatives that the premises derive row by row in a square matrix.

    Examples
    --------
    >>> from sympy import Symbol
    >>> jacobian_matrix(hessian_as_jacobian((Symbol("x") ** 2,), (Symbol("x"),)))
    Matrix([[2*x]])
    """
    size = round(len(step.premises) ** 0.5)
    return ImmutableDenseMatrix(size, size, [result_of(premise) for premise in step.premises])
