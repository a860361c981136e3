"""Models of data, studied to second order.

In: arrays, or row blocks that never need to be in memory together. Out: estimators with scikit-learn's conventions,
with standard errors, intervals and a word on whether the coefficients exist at all.

The names are loaded at first use.

>>> from symhess import models
>>> models.LogisticRegression(ridge=1.0)
LogisticRegression(ridge=1.0)
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "LogisticRegression": "logistic",
    "Network": "networks.network",
    "Separation": "separation",
    "SeparationKind": "separation",
    "LogisticDerivation": "logistic_derivation",
    "Summary": "summary",
    "WorkedStep": "logistic_derivation",
    "derive_logistic": "logistic_derivation",
    "training_method": "networks.training",
    "find_separation": "separation",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:  # functions, classes and submodules
    if name in _HOMES:
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return value
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
