"""A study from what ``to_dict`` gave; text from outside is checked piece by piece and never evaluated."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from symhess.errors import InputError
from symhess.render.data.codec import read_table
from symhess.render.data.encode import FORMAT, summary
from symhess.study import Study

__all__ = ["from_dict"]

Json: TypeAlias = Any
_WORDING: Final = frozenset({"reason"})  # sentences may be worded differently in another version


def from_dict(data: Json) -> Study:
    """Read an analysis back.

    Parameters
    ----------
    data : dict
        What :func:`symhess.render.data.encode.to_dict` gave, perhaps by way of JSON.

    Raises
    ------
    InputError
        If it is not an analysis, or if its summary and its derivation do not say the same.

    Examples
    --------
    >>> from symhess import analyze
    >>> data = analyze("x^4 + y^4 - 4 x y").to_dict()
    >>> from_dict(data).critical_set.completeness.status.value
    'complete'
    >>> data["critical_set"]["points"][0]["kind"] = "maximum"
    >>> from_dict(data)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the analysis cannot be read: its critical_set does not follow from its derivation
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(f"the analysis cannot be read: its format must be {FORMAT!r}")
    derivation = data.get("derivation")
    if not isinstance(derivation, dict):
        raise InputError("the analysis cannot be read: it has no derivation")
    study = read_table(derivation.get("objects"))
    if not isinstance(study, Study):
        raise InputError("the analysis cannot be read: its last object is no study")
    expected = summary(study)
    for key, value in expected.items():
        if key not in data or not _same(value, data[key]):
            raise InputError(f"the analysis cannot be read: its {key} does not follow from its derivation")
    return study


def _same(expected: Json, given: Json) -> bool:
    """Whether two pieces of data agree, wording left out."""
    if isinstance(expected, dict):
        return (
            isinstance(given, dict)
            and expected.keys() == given.keys()
            and all(key in _WORDING or _same(expected[key], given[key]) for key in expected)
        )
    if isinstance(expected, list):
        return (
            isinstance(given, list)
            and len(expected) == len(given)
            and all(_same(e, g) for e, g in zip(expected, given, strict=True))
        )
    return type(expected) is type(given) and expected == given
