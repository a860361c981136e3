"""The public ``convexity``: is f convex on a domain, and why."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sympy import Expr, GreaterThan, Integer

from symhess.budget import Deadline
from symhess.condition import Relation
from symhess.convexity import convex_region, decide_convexity, domain_of
from symhess.displayed import Displayed
from symhess.errors import InputError
from symhess.exact import Real
from symhess.function import ScalarFunction
from symhess.inputs import Domain, Variables, conditions_of_domain, scalar_function
from symhess.parse.lexer import Syntax
from symhess.shape import ShapeEvidence
from symhess.statements import ConvexityStatement

__all__ = ["Convexity", "convexity"]


@dataclass(frozen=True, slots=True, eq=False)
class Convexity(Displayed):
    """Whether f is convex or concave on a domain, with the proof.

    Attributes
    ----------
    function : ScalarFunction
    statement : ConvexityStatement

    Examples
    --------
    >>> found = convexity("x*exp(x)", domain="x > 0")
    >>> found
    <strictly convex on x > 0>
    >>> found.reason
    'The leading principal minors of the Hessian have fixed signs on the whole domain, and f is affine on no segment.'
    >>> found.mu.text(), found.L is None
    ('2', True)
    """

    function: ScalarFunction
    statement: ConvexityStatement

    @property
    def status(self) -> str:
        """Strictly convex, convex, strictly concave, concave, neither or undecided, in these words."""
        return self.statement.curvature.value

    @property
    def domain(self) -> str:
        """The open set that the answer is about: the one that was asked for where f is defined on all of it."""
        return str(domain_of(self.statement.variables, self.statement.domain))

    @property
    def reason(self) -> str:
        """One sentence that says why."""
        phrases = import_module("symhess.render.phrases")  # the pages load only when words are asked for
        return str(phrases.sentence(self.statement.grounds))

    @property
    def evidence(self) -> tuple[ShapeEvidence, ...]:
        """The records that show it."""
        return self.statement.evidence

    @property
    def mu(self) -> Real | None:
        """The constant of strong convexity (of −f where f is concave), 0 where there is none; ``None``: not known."""
        return self.statement.modulus

    @property
    def L(self) -> Real | None:
        """The smallest Lipschitz constant of the gradient, where there is one and it is known."""
        return self.statement.smoothness

    @property
    def region(self) -> tuple[GreaterThan, ...]:
        """For one and two variables the points where the Hessian is positive semidefinite, as inequalities.

        f is convex on every convex set inside and on no open set that reaches beyond.
        """
        region = convex_region(self.function, domain_of(self.statement.variables, self.statement.domain), Deadline(10))
        return tuple(GreaterThan(term, Integer(0)) for term in region)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "status": self.status,
            "domain": self.domain,
            "reason": self.reason,
            "mu": None if self.mu is None else self.mu.text(),
            "L": None if self.L is None else self.L.text(),
            "evidence": [{"record": type(record).__name__, "text": str(record)} for record in self.evidence],
        }

    def __repr__(self) -> str:
        return f"<{self.status} on {self.domain}>"


def convexity(
    f: str | Expr,
    variables: Variables = None,
    *,
    domain: Domain = None,
    syntax: Syntax = "calculator",
    time_limit: float | None = 10.0,
) -> Convexity:
    """Decide whether a function is convex or concave, strictly or not, on a convex domain.

    Parameters
    ----------
    f : str or Expr
        Text in the given syntax, or a SymPy expression.
    variables : str or iterable of str or Symbol, optional
        The ordered variables; by default those that occur, alphabetically.
    domain : str, Relational or list of these, optional
        Inequalities such as ``"x > 0, y > 0"``; their interior is meant. What f needs in order to be defined is added.
    syntax : {"calculator", "python", "latex"}
    time_limit : float or None
        Seconds; what is not decided by then is undecided for that reason.

    Returns
    -------
    Convexity
        An affine function counts as convex.

    Raises
    ------
    InputError
        If `f` is no real function of the variables or the domain no set of inequalities.

    Examples
    --------
    >>> convexity("x^4 + 6x^2 y^2 + y^4").status, convexity("(x + y)^2").status
    ('strictly convex', 'convex')
    >>> refuted = convexity("x^3")
    >>> refuted.status, refuted.evidence[0].down_at
    ('neither', (-1,))
    >>> convexity("log(1 + x^2)").region
    (1 - x**2 >= 0,)
    >>> convexity("1/x").reason
    'The domain is not shown to be convex, or f has no value on part of it; give a convex domain such as x > 0.'
    """
    function = scalar_function(f, variables, syntax)
    conditions = tuple(conditions_of_domain(domain, function.variables, syntax))
    if any(condition.relation is Relation.NONZERO for condition in conditions):
        raise InputError('a convex domain is expected, given by inequalities such as "x > 0"; != leaves points out')
    asked = domain_of(function.variables, [condition.term for condition in conditions])
    return Convexity(function, decide_convexity(function, asked, Deadline(time_limit)))
