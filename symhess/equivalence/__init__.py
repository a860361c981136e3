"""Whether two expressions are the same real function: a proof, a witness against it, or an honest undecided.

In come two expressions; out comes an :class:`Equivalence`. Equal means equal wherever both are defined, with domains
that differ on a nowhere dense set at most.
"""

from symhess.equivalence.deciding import Equivalence, Status, compare_functions
from symhess.equivalence.witnesses import Witness

__all__ = ["Equivalence", "Status", "Witness", "compare_functions"]
