"""What a critical point is: an ordered tuple of tests on the exact Hessian, each with its evidence.

In comes a :class:`symhess.critical_set.CriticalPoint`; out comes a :class:`symhess.verdict.Verdict`.
"""

from symhess.classify.components import classify_piece
from symhess.classify.ladder import classify

__all__ = ["classify", "classify_piece"]
