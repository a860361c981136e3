"""The independent checker: in comes a study, out comes whether all its evidence holds, and what does not.

It shares the nouns and ``exact`` with the finders and nothing else: derivatives, the case tree, the count of the
solutions, the Hessian's numbers and the kinds that follow are computed again from the function alone.
"""

from symhess.verify.verification import CHECKERS, Verification, verify

__all__ = ["CHECKERS", "Verification", "verify"]
