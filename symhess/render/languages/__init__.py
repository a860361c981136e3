"""Every sentence of a page: one file for each language, ``english.toml``, ``german.toml`` and so on.

A file begins with the ``code`` and the ``name`` of its language, and what TeX calls its ``hyphenation``. Its tables
only group the phrases, whose keys are all different. Texts stand in single quotes (tripled around an apostrophe),
which are also the fastest to read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final

from symhess.errors import InputError

__all__ = ["Language", "codes", "language_of", "slots", "table"]

_FOLDER: Final = Path(__file__).parent
_REFERENCE: Final = "en"
# A phrase in its usual form; TOML's own reader, which takes ten times as long, is left with all the rest.
_PHRASE: Final = re.compile(r"^'([^'\n]+)' = (?:'''(.*)'''|'([^'\n]*)')$", re.MULTILINE)
_FORMULA: Final = re.compile(r"\w+(?: [=<>≤≥≠≈] \w+)*")


@dataclass(frozen=True, slots=True)
class Language:
    """One language file.

    Attributes
    ----------
    code : str
        As HTML wants it, such as ``"en"``.
    name : str
        What its speakers call it.
    hyphenation : str
        The name of its patterns in TeX; empty where there are none, and words are then not hyphenated.
    phrases : mapping of str to str

    Examples
    --------
    >>> language_of("de").name, language_of("de").hyphenation
    ('Deutsch', 'ngerman')
    """

    code: str
    name: str
    hyphenation: str
    phrases: Mapping[str, str]


@cache
def codes() -> Mapping[str, Path]:
    """The languages that come with symhess, and the file of each.

    Examples
    --------
    >>> {code: path.name for code, path in codes().items()}
    {'en': 'english.toml', 'de': 'german.toml'}
    """
    heads = {path: path.read_text("utf-8").partition("\n[")[0] for path in sorted(_FOLDER.glob("*.toml"))}
    return {tomllib.loads(head)["code"]: path for path, head in heads.items()}


@cache
def language_of(language: str) -> Language:
    """The language with a code, or the one in a file.

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
    >>> language_of("english")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the language must be en, de or the path of a language file (.toml), not 'english'
    """
    if language in codes():
        return _read(codes()[language])
    if not str(language).endswith(".toml"):
        known = ", ".join(codes())
        raise InputError(f"the language must be {known} or the path of a language file (.toml), not {language!r}")
    own = _read(Path(language))
    _check(own.phrases, language)
    return own


def table(language: str) -> Mapping[str, str]:
    """All phrases of a language by their keys.

    Examples
    --------
    >>> table("en")["heading.gradient"], table("de")["heading.derivative"]
    ('Gradient', 'Ableitung')
    """
    return language_of(language).phrases


def slots(text: str) -> frozenset[str]:
    """The names of the slots of a phrase.

    Examples
    --------
    >>> sorted(slots("{count} {points} with {value}"))
    ['count', 'points', 'value']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _read(path: Path) -> Language:
    try:
        text = path.read_text("utf-8")
        content = tomllib.loads(_PHRASE.sub("", text))
    except (OSError, ValueError) as error:
        raise InputError(f"the language file {path} cannot be read: {error}") from error
    head = {key: str(value) for key, value in content.items() if not isinstance(value, dict)}
    phrases = {key: short or long for key, long, short in _PHRASE.findall(text)}
    for table in content.values():
        phrases |= {key: str(value) for key, value in table.items()} if isinstance(table, dict) else {}
    return Language(head.get("code", path.stem), head.get("name", path.stem), head.get("hyphenation", ""), phrases)


def _check(phrases: Mapping[str, str], language: str) -> None:
    """Refuse a file whose keys or slots are not those of the reference."""
    reference = table(_REFERENCE)
    if missing := sorted(reference.keys() - phrases.keys()):
        raise InputError(f"the language file {language} lacks {missing[0]!r} ({len(missing)} phrases in all)")
    if unknown := sorted(phrases.keys() - reference.keys()):
        raise InputError(f"the language file {language} has a phrase that nobody asks for: {unknown[0]!r}")
    for key, text in phrases.items():
        wanted = slots(reference[key])
        if _slots_or_none(text) != wanted:
            names = ", ".join(sorted(wanted)) or "none"
            raise InputError(f"the language file {language}: the slots of {key!r} must be {names}")
        if not all(_FORMULA.fullmatch(formula) for formula in text.split("$")[1::2]) or text.count("$") % 2:
            raise InputError(f"the language file {language}: formulas in {key!r} must be like $f$ or $t > 0$")


def _slots_or_none(text: str) -> frozenset[str] | None:
    """The slots; ``None`` where a brace is left open."""
    try:
        return slots(text)
    except ValueError:
        return None
