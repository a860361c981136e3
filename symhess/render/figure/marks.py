"""The mark of each kind of point: one colour, one shape, the same in the picture, the sheet and the page."""

from __future__ import annotations

from dataclasses import dataclass

from symhess.verdict import Kind

__all__ = ["MARKS", "Mark"]


@dataclass(frozen=True, slots=True)
class Mark:
    r"""How points of one kind are marked; the shapes differ, so that colour is not needed.

    Attributes
    ----------
    colour : str
        Six hexadecimal digits.
    shape : str
        matplotlib's name of the marker.
    character : str
        The shape as a character, for HTML and alt text.
    tex : str
        The shape in TeX's mathematics (amssymb).

    Examples
    --------
    >>> MARKS[Kind.SADDLE].character, MARKS[Kind.SADDLE].tex
    ('×', '\\boldsymbol{\\times}')
    """

    colour: str
    shape: str
    character: str
    tex: str


MARKS = {
    Kind.MINIMUM: Mark("1A7F37", "o", "●", r"\bullet"),
    Kind.MAXIMUM: Mark("B0182B", "^", "▲", r"\blacktriangle"),
    Kind.SADDLE: Mark("1F5FA8", "x", "×", r"\boldsymbol{\times}"),
    Kind.UNDECIDED: Mark("6E6E6E", "d", "◆", r"\blacklozenge"),
}
