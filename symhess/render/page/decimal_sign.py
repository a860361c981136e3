"""The decimal sign of a language in every number of a page."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from symhess.render.document import Document
from symhess.render.formula import Decimal
from symhess.render.phrases import phrase
from symhess.render.sheet import SheetPage
from symhess.study import Study

__all__ = ["with_decimal_sign"]

_Page = TypeVar("_Page", Document, SheetPage)
_Part = TypeVar("_Part")


def with_decimal_sign(page: _Page) -> _Page:
    """The page or sheet with its language's decimal sign; where that is the comma, printers part lists by semicolons.

    Examples
    --------
    >>> from symhess.render.document import Document, Math
    >>> with_decimal_sign(Document((Math(Decimal("-1.25")),), (), "de")).title[0].formula.digits
    '-1,25'
    """
    sign = phrase("decimal-sign", page.language)
    return page if sign == "." else _changed(page, sign)


def _changed(part: _Part, sign: str) -> _Part:
    if isinstance(part, Decimal):
        return replace(part, digits=part.digits.replace(".", sign))
    if isinstance(part, tuple):
        return tuple(_changed(item, sign) for item in part)  # type: ignore[return-value]
    if not is_dataclass(part) or isinstance(part, type | Study):
        return part
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    changed = {name: _changed(value, sign) for name, value in values.items()}
    if all(changed[name] is value or changed[name] == value for name, value in values.items()):
        return part
    return replace(part, **changed)
