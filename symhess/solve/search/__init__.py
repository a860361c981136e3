"""The certified search: equations and a closed box go in, all zeros in the box come out, proved, or what is left open.

Many boxes are treated together with NumPy: those on which an equation has no zero are dropped, the others are narrowed
and cut until the equations are one-to-one on them. Proofs about single zeros are done in arb.
"""

from symhess.solve.search.outside import outside
from symhess.solve.search.searching import Hint, Searched, search

__all__ = ["Hint", "Searched", "outside", "search"]
