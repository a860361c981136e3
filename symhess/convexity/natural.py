"""The natural domain: what f needs in order to be defined and smooth, on top of the domain that is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Abs, Expr, Max, Min, log, sign

from symhess.budget import Deadline
from symhess.condition import Relation
from symhess.convexity.domain import Domain, domain_of
from symhess.convexity.signs import expression_sign
from symhess.differentiate.smoothness import smoothness_conditions

__all__ = ["Natural", "is_smooth_on", "natural_domain"]


@dataclass(frozen=True, slots=True)
class Natural:
    """The part of the domain on which f is defined.

    Attributes
    ----------
    domain : Domain
        The conditions of the user and those of f.
    has_kinks : bool
        Whether f may fail to be smooth somewhere inside.
    has_poles : bool
        Whether points may be missing inside where f has no value.

    Examples
    --------
    >>> from sympy.abc import x
    >>> natural_domain(1 / x, domain_of((x,), ()), Deadline(None)).has_poles
    True
    """

    domain: Domain
    has_kinks: bool
    has_poles: bool


def natural_domain(expression: Expr, domain: Domain, deadline: Deadline) -> Natural:
    """The natural domain inside a given one.

    Examples
    --------
    >>> from sympy import log, sqrt
    >>> from sympy.abc import x, y
    >>> plane = domain_of((x, y), ())
    >>> print(natural_domain(log(x) + 1 / x, plane, Deadline(None)).domain)
    x > 0
    >>> natural_domain(sqrt(x**2 + y**2) + abs(x), plane, Deadline(None)).has_kinks
    True
    """
    conditions = smoothness_conditions(expression.replace(lambda e: isinstance(e, Abs | sign), lambda e: e.args[0]))
    kinked = _has_kinks(expression, domain, deadline)
    if conditions is None:
        return Natural(domain, True, False)
    kept, logarithms = list(domain.conditions), {part.args[0] for part in expression.atoms(log)}
    has_poles = False
    for condition in sorted(conditions, key=lambda condition: condition.relation is Relation.NONZERO):
        found = expression_sign(condition.term, domain_of(domain.variables, kept), deadline)
        if found is not None and found.is_strict and (found.sign > 0 or condition.relation is Relation.NONZERO):
            continue
        if condition.relation is Relation.NONZERO or (found is not None and condition.term in logarithms):
            has_poles = True
        elif found is not None and found.sign > 0:
            kinked = True
        else:
            kept.append(condition.term)
    return Natural(domain_of(domain.variables, kept), kinked, has_poles)


def _has_kinks(expression: Expr, domain: Domain, deadline: Deadline) -> bool:
    if expression.has(Max, Min):
        return True
    inner = [part.args[0] for part in expression.atoms(Abs, sign)]
    signs = (expression_sign(part, domain, deadline) for part in inner)
    return any(found is None or not found.is_strict for found in signs)


def is_smooth_on(expression: Expr, domain: Domain, deadline: Deadline) -> bool:
    """Whether f is proved to be defined and smooth on the whole domain.

    Examples
    --------
    >>> from sympy.abc import x
    >>> is_smooth_on(1 / x**2, domain_of((x,), ()), Deadline(None))
    False
    >>> is_smooth_on(1 / x**2, domain_of((x,), (x - 1,)), Deadline(None))
    True
    """
    found = natural_domain(expression, domain, deadline)
    return not found.has_kinks and not found.has_poles and found.domain.conditions == domain.conditions
