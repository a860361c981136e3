"""Exact second-order analysis: every critical point of a function, classified and proved.

The public names are loaded at first use, so that ``import symhess`` and ``symhess --help`` cost nothing.

>>> import symhess
>>> symhess.ParseError("a closing bracket is missing", position=4).position
4
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from symhess._version import __version__
from symhess.errors import InputError, ParseError, SymhessError

if TYPE_CHECKING:  # the same table for type checkers and editors
    from symhess import grade as grade
    from symhess import models as models
    from symhess import parse as parse
    from symhess import sheets as sheets
    from symhess.api import analyze as analyze
    from symhess.api import critical_points as critical_points
    from symhess.api import mixed_partials as mixed_partials
    from symhess.api import verify as verify
    from symhess.classify_api import classify as classify
    from symhess.convexity_api import convexity as convexity
    from symhess.equivalence_api import equivalent as equivalent
    from symhess.numeric_api import compile as compile
    from symhess.numeric_api import least_squares as least_squares
    from symhess.numeric_api import minimize as minimize
    from symhess.presentation import Analysis as Analysis

# Public name -> the module that has it; a module that is itself the public object is its own home.
_HOMES = {
    "Analysis": "symhess.presentation",
    "analyze": "symhess.api",
    "classify": "symhess.classify_api",
    "compile": "symhess.numeric_api",
    "convexity": "symhess.convexity_api",
    "critical_points": "symhess.api",
    "equivalent": "symhess.equivalence_api",
    "grade": "symhess.grade",
    "least_squares": "symhess.numeric_api",
    "minimize": "symhess.numeric_api",
    "mixed_partials": "symhess.api",
    "models": "symhess.models",
    "parse": "symhess.parse",
    "sheets": "symhess.sheets",
    "verify": "symhess.api",
}

__all__ = ["InputError", "ParseError", "SymhessError", "__version__", *_HOMES]


class _Package(ModuleType):
    """Keeps a public function visible when the folder of the same name is loaded."""

    def __setattr__(self, name: str, value: object) -> None:
        if not isinstance(value, ModuleType) or _HOMES.get(name, value.__name__) == value.__name__:
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(_HOMES[name])
    value = home if home.__name__ == f"{__name__}.{name}" else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
