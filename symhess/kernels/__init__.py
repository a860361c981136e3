"""Expressions as polynomials in kernels: exponentials, sines, logarithms, roots and constants as generators.

In come elementary expressions; out comes a :class:`KernelRing` in which they are fractions of polynomials, with the
relations among the generators and the way back.
"""

from symhess.kernels.basics import in_basic_functions
from symhess.kernels.kernel_ring import Fraction, Kernel, KernelRing, Nature, kernel_ring

__all__ = ["Fraction", "Kernel", "KernelRing", "Nature", "in_basic_functions", "kernel_ring"]
