"""Step: claim, evidence and premises; the tree that every renderer walks and that ``verify`` re-checks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from symhess.evidence import Evidence

__all__ = ["Claim", "Step"]


class Claim(Enum):
    """What a step establishes; the evidence says about which objects and why.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^2 + y^2").derivation.claim
    <Claim.CRITICAL_SET: 'critical-set'>
    >>> Claim("kind").name
    'KIND'
    """

    ANALYSIS = "analysis"
    GRADIENT = "gradient"
    HESSIAN = "hessian"
    CLAIRAUT = "clairaut"
    DERIVATIVE = "derivative"
    CRITICAL_SET = "critical-set"
    SOLUTIONS = "solutions"
    KIND = "kind"


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One claim with the evidence for it and the steps it rests on.

    ``evidence`` is empty where the claim is just the collection of its premises.

    Examples
    --------
    >>> import symhess
    >>> solved = symhess.critical_points("x^2 + y^4").derivation
    >>> solved.evidence[0].equations, solved.premises[0].evidence[0].groups
    ((x, y^3), ((0,), (1,)))
    >>> Step(Claim.ANALYSIS).premises
    ()
    """

    claim: Claim
    evidence: tuple[Evidence, ...] = ()
    premises: tuple[Step, ...] = ()
