"""What a critical point is: an ordered tuple of tests on the exact Hessian, each with its evidence.

In comes a :class:`symhess.critical_set.CriticalPoint`; out comes a :class:`symhess.verdict.Verdict`.
"""

from symhess.classify.at_point import classify_listed
from symhess.classify.components import classify_piece
from symhess.classify.elementary import classify_elementary, classify_nonsmooth
from symhess.classify.families import classify_family
from symhess.classify.ladder import classify
from symhess.classify.levels import classify_level

__all__ = [
    "classify",
    "classify_elementary",
    "classify_family",
    "classify_level",
    "classify_listed",
    "classify_nonsmooth",
    "classify_piece",
]
