r"""Hyphenation of a language with what TeX has loaded, so that no package is needed for it."""

from __future__ import annotations

from symhess.render.languages import language_of

__all__ = ["hyphenation"]

_NONE = 255  # a number that no format gives to a language: words are not hyphenated


def hyphenation(language: str) -> str:
    r"""The command that chooses the patterns of a language; empty for English, which TeX has from the start.

    Where the patterns are missing, words stay whole instead of being broken as English ones.

    Examples
    --------
    >>> hyphenation("en")
    ''
    >>> print(hyphenation("de"))
    \expandafter\ifx\csname l@ngerman\endcsname\relax \language=255 \else \language=\csname l@ngerman\endcsname \fi
    <BLANKLINE>
    """
    if language == "en":
        return ""
    name = language_of(language).hyphenation
    if not name:
        return rf"\language={_NONE} " + "\n"
    patterns = rf"\csname l@{name}\endcsname"
    return rf"\expandafter\ifx{patterns}\relax \language={_NONE} \else \language={patterns} \fi" + "\n"
