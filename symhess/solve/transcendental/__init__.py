"""∇f = 0 for functions that are no polynomials: exact rewriting, rung by rung, then the certified search.

In comes a ScalarFunction, out comes its CriticalSet. A rung takes a :class:`~symhess.solve.transcendental.task.Task`
and says "does not apply", or hands simpler tasks on and maps their solutions back.
"""

from symhess.solve.transcendental.critical import transcendental_set

__all__ = ["transcendental_set"]
