"""∇f = 0: all real solutions, exactly, with the tree of cases that proves the list complete.

In comes a :class:`symhess.function.ScalarFunction`; out comes a :class:`symhess.critical_set.CriticalSet`. The system
is split into blocks, then an ordered tuple of strategies is tried on every case: each either answers or passes.
"""

from symhess.solve.critical_points import critical_set

__all__ = ["critical_set"]
