"""Exercise sheets: problems drawn by seed from families that are nice by construction, told and solved.

The names are loaded at first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the same table for type checkers and editors
    from symhess.sheets.generators import GENERATORS as GENERATORS
    from symhess.sheets.generators import variant as variant
    from symhess.sheets.problem import Asks as Asks
    from symhess.sheets.problem import Problem as Problem
    from symhess.sheets.reading import read_sheet as read_sheet
    from symhess.sheets.sheet import Sheet as Sheet
    from symhess.sheets.writing import Written as Written
    from symhess.sheets.writing import write_sheets as write_sheets

_HOMES = {
    "Asks": "problem",
    "GENERATORS": "generators",
    "Problem": "problem",
    "Sheet": "sheet",
    "Written": "writing",
    "read_sheet": "reading",
    "variant": "generators",
    "write_sheets": "writing",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
