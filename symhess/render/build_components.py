"""Components of the critical set as equations in the variables."""

from __future__ import annotations

from sympy import Expr, Symbol

from symhess.critical_set import CriticalComponent
from symhess.evidence import GradientSystem
from symhess.exact.polynomial import expression_of
from symhess.study import Study

__all__ = ["component_equations"]


def component_equations(component: CriticalComponent, study: Study) -> tuple[Expr, ...]:
    """The left sides of the equations, with the values of adjoined constants put in.

    Examples
    --------
    >>> from symhess import analyze
    >>> flat = analyze("(x - sqrt(2) y)^2")
    >>> [component_equations(component, flat) for component in flat.critical_set.components]
    [(x - sqrt(2)*y,)]
    """
    variables = study.function.variables
    values: dict[str, Expr] = {}
    for record in study.critical_set.derivation.evidence:
        if isinstance(record, GradientSystem):
            values.update(record.constants)
    written = []
    for equation in component.equations:
        constants = (values.get(name, Symbol(name)) for name in equation.context().names()[len(variables) :])
        written.append(expression_of(equation, (*variables, *constants)))
    return tuple(expression for expression in written if expression != 0)  # a constant's own equation says nothing
