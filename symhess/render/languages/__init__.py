"""Every sentence of a page: one file for each language, ``english.toml``, ``german.toml`` and so on.

A file begins with the ``code`` and the ``name`` of its language; its tables only group the phrases, whose keys are all
different. Texts stand in single quotes (tripled around an apostrophe), which are also the fastest to read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from symhess.errors import InputError

__all__ = ["codes", "slots", "table"]

_FOLDER = Path(__file__).parent
_REFERENCE = "en"


@cache
def codes() -> Mapping[str, Path]:
    """The languages that come with symhess, and the file of each.

    Examples
    --------
    >>> codes()["en"].name
    'english.toml'
    """
    texts = {path: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.toml"))}
    return {tomllib.loads(text.partition("\n[")[0])["code"]: path for path, text in texts.items()}


@cache
def table(language: str) -> Mapping[str, str]:
    """All phrases of a language by their keys.

    Parameters
    ----------
    language : str
        A code such as ``"en"``, or the path of a language file of one's own, which ends in ``.toml``.

    Raises
    ------
    InputError
        If there is no such language, or a file of one's own lacks a phrase or a slot.

    Examples
    --------
    >>> table("en")["heading.gradient"]
    'Gradient'
    >>> table("english")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the language must be ... or the path of a language file (.toml), not 'english'
    """
    if language in codes():
        return _read(codes()[language])
    if not str(language).endswith(".toml"):
        known = ", ".join(codes())
        raise InputError(f"the language must be {known} or the path of a language file (.toml), not {language!r}")
    phrases = _read(Path(language))
    _check(phrases, language)
    return phrases


def slots(text: str) -> frozenset[str]:
    """The names of the slots of a phrase.

    Examples
    --------
    >>> sorted(slots("{count} {points} with {value}"))
    ['count', 'points', 'value']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _read(path: Path) -> Mapping[str, str]:
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"the language file {path} cannot be read: {error}") from error
    return {key: text for phrases in tables.values() if isinstance(phrases, dict) for key, text in phrases.items()}


def _check(phrases: Mapping[str, str], language: str) -> None:
    """Refuse a file whose keys or slots are not those of the reference."""
    reference = table(_REFERENCE)
    if missing := sorted(reference.keys() - phrases.keys()):
        raise InputError(f"the language file {language} lacks {missing[0]!r} ({len(missing)} phrases in all)")
    if unknown := sorted(phrases.keys() - reference.keys()):
        raise InputError(f"the language file {language} has a phrase that nobody asks for: {unknown[0]!r}")
    for key, text in phrases.items():
        if slots(text) != slots(reference[key]):
            wanted = ", ".join(sorted(slots(reference[key]))) or "none"
            raise InputError(f"the language file {language}: the slots of {key!r} must be {wanted}")
