"""From what callers hand in (texts, SymPy objects, names, numbers) to the function that is analysed.

In comes anything a user may write; out comes a :class:`symhess.function.ScalarFunction`, or one line that says what is
wrong.
"""

from symhess.inputs.equations import Constraints, equations_of, variables_of
from symhess.inputs.functions import Variables, scalar_function
from symhess.inputs.numbers import Coordinate, Point, exact_point
from symhess.inputs.restrictions import Box, Domain, conditions_of_domain, restricted

__all__ = [
    "Box",
    "Coordinate",
    "Constraints",
    "Domain",
    "Point",
    "Variables",
    "conditions_of_domain",
    "equations_of",
    "exact_point",
    "restricted",
    "scalar_function",
    "variables_of",
]
