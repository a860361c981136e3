"""Step: claim, evidence and premises; the tree that every renderer walks and that ``verify`` re-checks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from symhess.evidence import Evidence

__all__ = ["Claim", "Step"]


class Claim(Enum):
    """What a step establishes; the evidence says about which objects and why."""

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
    """

    claim: Claim
    evidence: tuple[Evidence, ...] = ()
    premises: tuple[Step, ...] = ()
