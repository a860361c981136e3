r"""Exercises one by one, to ``\input`` into a document of one's own, and the package file with all that they need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symhess._version import __version__
from symhess.render.sheet import Pictures, SheetPage
from symhess.render.tex.hyphenation import hyphenation
from symhess.render.tex.preamble import MACROS, PACKAGES
from symhess.render.tex.sheets.article import question_latex
from symhess.render.tex.sheets.macros import SHEET_MACROS

__all__ = ["PACKAGE_FILE", "package", "question_fragments"]

PACKAGE_FILE: Final = "symhess.sty"
r"""What ``\usepackage{symhess}`` reads."""


def question_fragments(page: SheetPage, pictures: Pictures) -> Iterator[str]:
    r"""Write each question without a preamble; the macros it needs are defined within its own group.

    Examples
    --------
    >>> from symhess.render.sheet import Part, Question
    >>> page = SheetPage((), (), (), "", (Question((), (), (Part(()),)),), ())
    >>> text = next(question_fragments(page, {}))
    >>> text.splitlines()[1], r"\documentclass" in text
    ('\\begingroup', False)
    """
    for number in range(len(page.questions)):
        body = question_latex(page, number, pictures)
        needs = f"% needs the packages {PACKAGES}: \\usepackage{{symhess}} loads them"
        yield f"{needs}\n\\begingroup\n{MACROS}{SHEET_MACROS}{hyphenation(page.language)}{body}\n\\par\\endgroup\n"


def package() -> str:
    r"""The file for ``\usepackage{symhess}``: it loads the packages that fragments need.

    Examples
    --------
    >>> package().splitlines()[0], r"\RequirePackage{amsmath}" in package()
    ('\\NeedsTeXFormat{LaTeX2e}', True)
    """
    required = "\n".join(rf"\RequirePackage{{{name}}}" for name in PACKAGES.split(", "))
    return (
        "\\NeedsTeXFormat{LaTeX2e}\n"
        f"\\ProvidesPackage{{symhess}}[2026/01/01 symhess {__version__}: packages for its fragments]\n"
        f"{required}\n\\endinput\n"
    )
