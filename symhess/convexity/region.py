"""The largest set on which the Hessian is positive semidefinite, in one and two variables."""

from __future__ import annotations

from sympy import Expr, Integer

from symhess.budget import Deadline
from symhess.convexity.domain import Domain
from symhess.convexity.generators import Generators, NotRational
from symhess.convexity.signs import SignJudge
from symhess.differentiate import differentiate
from symhess.errors import InputError
from symhess.exact.polynomial import expression_of
from symhess.function import ScalarFunction

__all__ = ["convex_region"]


def convex_region(function: ScalarFunction, domain: Domain, deadline: Deadline) -> tuple[Expr, ...]:
    """Terms whose common nonnegativity describes where the Hessian is positive semidefinite.

    Factors that keep their sign on the domain are left out, so that points at which only they are zero do not count:
    f is convex on every convex set on which all terms are nonnegative, and on no open set on which one is negative.

    Parameters
    ----------
    function : ScalarFunction
        Of one or two variables.
    domain : Domain
        An open set on which f is smooth.
    deadline : Deadline

    Raises
    ------
    InputError
        For more than two variables.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x, y
    >>> from symhess.convexity.domain import domain_of
    >>> convex_region(ScalarFunction(exp(-(x**2)), (x,)), domain_of((x,), ()), Deadline(None))
    (2*x**2 - 1,)
    >>> convex_region(ScalarFunction(x**2 + y**4 - y**2, (x, y)), domain_of((x, y), ()), Deadline(None))
    (6*y**2 - 1,)
    >>> convex_region(ScalarFunction(x**4, (x,)), domain_of((x,), ()), Deadline(None))
    ()
    """
    if len(function.variables) > 2:
        raise InputError("the region of convexity is described for one and two variables only")
    hessian = differentiate(function).hessian
    terms = [hessian[k, k] for k in range(hessian.rows)] + ([hessian.det()] if hessian.rows == 2 else [])
    stripped = (_stripped(term, domain, deadline) for term in terms)
    return tuple(dict.fromkeys(term for term in stripped if term != 1))


def _stripped(term: Expr, domain: Domain, deadline: Deadline) -> Expr:
    """The term without the factors of one sign; 1 where it is never negative."""
    try:
        generators = Generators(domain, (term, *domain.others))
        fraction = generators.fraction(term)
    except NotRational:
        return term
    judge = SignJudge(generators, deadline)
    product = fraction.numerator * fraction.denominator
    if product.is_zero():
        return Integer(1)
    content, factors = product.factor()
    kept, sign = generators.context.constant(1), 1 if content > 0 else -1
    for factor, multiplicity in factors:
        found = judge.polynomial_sign(factor) if multiplicity % 2 else None
        if found is not None:
            sign *= found.sign
        elif multiplicity % 2:
            kept *= factor
    if kept.is_constant() and sign > 0:
        return Integer(1)
    return expression_of(kept * sign, [generator.value for generator in generators.generators])
