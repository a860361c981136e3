"""The public ``classify``: one exactly given critical point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Symbol

from symhess.budget import Deadline
from symhess.classify.at_point import classify_at
from symhess.displayed import Displayed
from symhess.evidence import Evidence
from symhess.inputs import Point, Variables, exact_point, scalar_function
from symhess.parse.lexer import Syntax
from symhess.render.phrases import sentence
from symhess.verdict import Reason, Verdict

__all__ = ["PointVerdict", "classify"]


@dataclass(frozen=True, slots=True, eq=False)
class PointVerdict(Displayed):
    """What f does at one critical point, and why.

    Attributes
    ----------
    variables : tuple of Symbol
    at : tuple of Expr
        The exact coordinates.
    verdict : Verdict

    Examples
    --------
    >>> found = classify("(y - x^2)(y - 3x^2)", at=(0, 0))
    >>> found.kind, found.singularity, found.decided_by
    ('saddle', 'A3-', 'half-branches')
    >>> found.reason is None
    True
    """

    variables: tuple[Symbol, ...]
    at: tuple[Expr, ...]
    verdict: Verdict

    def __repr__(self) -> str:
        name = f" {self.singularity}" if self.singularity else ""
        place = f"{self.verdict.brief()}{name} at ({', '.join(map(str, self.at))})"
        return f"<{place}, by {self.decided_by}>" if self.decided_by else f"<{place}>"

    @property
    def kind(self) -> str:
        """``"minimum"``, ``"maximum"``, ``"saddle"`` or ``"undecided"``."""
        return self.verdict.kind.value

    @property
    def strict(self) -> bool | None:
        """Whether no equal value lies nearby; ``None`` for saddles and where it is not known."""
        return self.verdict.strict

    @property
    def singularity(self) -> str | None:
        """Arnold's name at a degenerate point, where it is known."""
        return self.verdict.singularity

    @property
    def decided_by(self) -> str:
        """Name of the test that decided; empty when undecided."""
        return self.verdict.decided_by

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The records that show it, the deciding one first."""
        return self.verdict.evidence

    @property
    def reason(self) -> Reason | None:
        """Why it is undecided."""
        return self.verdict.reason

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain data."""
        reason = self.verdict.reason
        return {
            "at": {v.name: str(a) for v, a in zip(self.variables, self.at, strict=True)},
            "kind": self.kind,
            "strict": self.strict,
            "singularity": self.singularity,
            "decided_by": self.decided_by,
            "evidence": [{"record": type(record).__name__, "text": str(record)} for record in self.evidence],
            "reason": None if reason is None else sentence(reason),
        }


def classify(
    f: str | Expr,
    *,
    at: Point,
    variables: Variables = None,
    syntax: Syntax = "calculator",
    time_limit: float | None = 10.0,
) -> PointVerdict:
    """Decide what f does at one critical point, degenerate or not.

    Parameters
    ----------
    f : str or Expr
        Text in the given syntax, or a SymPy expression; it need not be a polynomial.
    at : sequence, or mapping of names
        Exact real coordinates in the order of the variables: integers, rationals, radicals, ``CRootOf``, π, log 2.
    variables : str or iterable of str or Symbol, optional
        The ordered variables; by default those that occur, alphabetically.
    syntax : {"calculator", "python", "latex"}
    time_limit : float or None
        Seconds; what is not decided by then is undecided for that reason.

    Raises
    ------
    InputError
        If f is not defined at the point, the point is not critical, or a coordinate is not exact.

    Examples
    --------
    >>> classify("x^4 + y^4", at=(0, 0)).kind
    'minimum'
    >>> classify("1 - cos(x^2 + y^3)", at=(0, 0)).strict
    False
    >>> classify("x^2 + y", at=(0, 0))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: x = 0, y = 0 is not a critical point: the gradient is not zero there
    """
    function = scalar_function(f, variables, syntax)
    point = exact_point(at, function.variables)
    return PointVerdict(function.variables, point, classify_at(function, point, Deadline(time_limit)))
