"""What is certain: exact real numbers, their signs, root isolation, polynomials, exact linear algebra.

In come polynomials over Q and expressions that stand for them; out come numbers that know themselves exactly or by a
rigorous enclosure, and yes-or-no answers that are proved. Floating point decides nothing here.
"""

from symhess.exact.algebraic import AlgebraicNumber, AlgebraicPoint, PolynomialValue
from symhess.exact.isolation import isolate_real_roots
from symhess.exact.number import Enclosure, Rational, Real, RealSum
from symhess.exact.real_root import RealRoot, real_roots
from symhess.exact.symbolic import SymbolicNumber, real_number
from symhess.exact.zero_test import is_zero_constant

__all__ = [
    "AlgebraicNumber",
    "AlgebraicPoint",
    "Enclosure",
    "PolynomialValue",
    "Rational",
    "Real",
    "RealRoot",
    "RealSum",
    "SymbolicNumber",
    "is_zero_constant",
    "isolate_real_roots",
    "real_number",
    "real_roots",
]
