"""Exercise sheets: problems drawn by seed from families that are nice by construction, told and solved.

The names are loaded at first use.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Asks": "problem",
    "Problem": "problem",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
