"""From a study to its page: the one walk over the derivation that all formats share."""

from __future__ import annotations

from symhess.errors import InputError
from symhess.render.document import DETAILS, Block, Detail, Document
from symhess.render.languages import table
from symhess.render.page.constrained import constrained_result, constrained_sections, constrained_title, subject
from symhess.render.page.decimal_sign import with_decimal_sign
from symhess.render.page.derivatives import gradient_section, hessian_section
from symhess.render.page.extrema import global_section
from symhess.render.page.groups import Group, grouped
from symhess.render.page.page import Page, page_of
from symhess.render.page.points import classification_section
from symhess.render.page.result import figures, notes, result_box, statement, title
from symhess.render.page.solutions import solutions_section
from symhess.study import Study

__all__ = ["checked", "document"]


def checked(detail: str, language: str) -> None:
    """Refuse a detail or a language that does not exist, before any work is done.

    Raises
    ------
    InputError

    Examples
    --------
    >>> checked("brief", "xx")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the language must be en, de or the path of a language file (.toml), not 'xx'
    """
    if detail not in DETAILS:
        raise InputError(f"detail must be brief, worked or full, not {detail!r}")
    table(language)


def document(study: Study, detail: Detail = "worked", language: str = "en") -> Document:
    """Build the page of a study.

    Parameters
    ----------
    study : Study
    detail : {"brief", "worked", "full"}
        Results only; with the steps and their rules; with every step and all evidence.
    language : str
        ``"en"``, or any language that :func:`symhess.render.languages.table` reads.

    Raises
    ------
    InputError
        If the detail or the language is not known.

    Examples
    --------
    >>> from symhess import analyze
    >>> page = document(analyze("x^2"))
    >>> [block.pieces[0].text for block in page.blocks if type(block).__name__ == "Heading"]
    ['Derivative', 'Second derivative', 'Critical points', 'Classification', 'The function as a whole']
    >>> document(analyze("x^2"), detail="long")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: detail must be brief, worked or full, not 'long'
    """
    checked(detail, language)
    page = page_of(study, detail, language)
    if study.constraint_study is not None:
        return _constrained_document(page)
    groups = grouped(page)
    if detail == "brief":
        return with_decimal_sign(Document(title(page), _brief_blocks(page, groups), language, compact=True))
    blocks: tuple[Block, ...] = (
        statement(page),
        result_box(page, groups),
        *gradient_section(page),
        *hessian_section(page),
        *solutions_section(page),
        *classification_section(page, groups),
        *global_section(page),
        *figures(page),
        *notes(page),
    )
    return with_decimal_sign(Document(title(page), blocks, language))


def _brief_blocks(page: Page, groups: tuple[Group, ...]) -> tuple[Block, ...]:
    """What goes on one page: the results, and numbers where they have names."""
    return (
        statement(page),
        result_box(page, groups),
        *gradient_section(page),
        *hessian_section(page),
        *classification_section(page, groups),
        *page.numbers.definitions(),
        *global_section(page),
        *figures(page),
        *notes(page),
    )


def _constrained_document(page: Page) -> Document:
    blocks: tuple[Block, ...] = (
        statement(page),
        subject(page),
        constrained_result(page),
        *gradient_section(page),
        *constrained_sections(page),
        *figures(page),
        *notes(page),
    )
    compact = page.detail == "brief"
    return with_decimal_sign(Document(constrained_title(page), blocks, page.language, compact))
