"""From what callers hand in (texts, SymPy objects, names, numbers) to the function that is analysed.

In comes anything a user may write; out comes a :class:`symhess.function.ScalarFunction`, or one line that says what is
wrong.

The names are loaded at first use: an expression needs nothing that reads text.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the same table for type checkers and editors
    from symhess.inputs.equations import Constraints as Constraints
    from symhess.inputs.equations import equations_of as equations_of
    from symhess.inputs.equations import variables_of as variables_of
    from symhess.inputs.expressions import Variables as Variables
    from symhess.inputs.functions import scalar_function as scalar_function
    from symhess.inputs.numbers import Coordinate as Coordinate
    from symhess.inputs.numbers import Point as Point
    from symhess.inputs.numbers import exact_point as exact_point
    from symhess.inputs.restrictions import Box as Box
    from symhess.inputs.restrictions import Domain as Domain
    from symhess.inputs.restrictions import conditions_of_domain as conditions_of_domain
    from symhess.inputs.restrictions import restricted as restricted

_HOMES = {
    "Box": "restrictions",
    "Constraints": "equations",
    "Coordinate": "numbers",
    "Domain": "restrictions",
    "Point": "numbers",
    "Variables": "expressions",
    "conditions_of_domain": "restrictions",
    "equations_of": "equations",
    "exact_point": "numbers",
    "restricted": "restrictions",
    "scalar_function": "functions",
    "variables_of": "equations",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
