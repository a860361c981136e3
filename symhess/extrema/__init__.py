"""Global extrema of a function on all of space: in come f and its critical set, out come two proved statements.

For each side: a curve on which f passes every bound, coercivity, or a bound that a critical point attains or that f
only approaches.
"""

from symhess.extrema.decide import global_extrema

__all__ = ["global_extrema"]
