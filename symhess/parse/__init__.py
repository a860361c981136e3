"""Reading: text in calculator, Python or LaTeX notation comes in, a :class:`Reading` goes out.

The stages: characters, LaTeX rewriting, answer kind, tokens, precedence tree, budgets, and SymPy by constructors
only.
No text ever reaches an evaluator, and whatever is doubtful is noted.

>>> from symhess.parse import parse
>>> parse("x e^y").expression
x*exp(y)
"""

from __future__ import annotations

import sys
from types import ModuleType

from symhess.parse.reading import Reading, parse, parse_function

__all__ = ["Reading", "parse", "parse_function"]


class _CallableModule(ModuleType):
    """Lets ``symhess.parse(text)`` work whatever was imported before: the folder is the function."""

    __call__ = staticmethod(parse)


sys.modules[__name__].__class__ = _CallableModule
