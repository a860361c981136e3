"""All real zeros of one equation in one unknown.

In come an expression, its variable and an open interval; out come isolated zeros, each exact or enclosed and proved to
be alone, families of zeros with an integer parameter, and whether these are all.
"""

from symhess.solve.line.signs import sign_on
from symhess.solve.line.solving import real_zeros
from symhess.solve.line.zeros import LineZero, Open, ZeroFamily, Zeros

__all__ = ["LineZero", "Open", "ZeroFamily", "Zeros", "real_zeros", "sign_on"]
