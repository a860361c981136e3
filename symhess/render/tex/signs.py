"""Names of functions that TeX knows as operators."""

from __future__ import annotations

from typing import Final

__all__ = ["FUNCTIONS"]

FUNCTIONS: Final = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh ln log exp max min".split()
)
"""Set upright, with a space before what follows."""
