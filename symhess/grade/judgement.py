"""Judgement: how much of a value is right, part by part, before weights and forms."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symhess.grade.marks import Part, Remark

__all__ = ["Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found about one value.

    Attributes
    ----------
    share : Fraction
        How much of it is right, from 0 to 1.
    parts : tuple of Part
    remarks : tuple of Remark
    open : str or None
        Why a part is not decided.

    Examples
    --------
    >>> Judgement(Fraction(1)).codes
    ()
    """

    share: Fraction
    parts: tuple[Part, ...] = ()
    remarks: tuple[Remark, ...] = ()
    open: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the recognised mistakes, each once; a mere witness is no mistake of a known kind."""
        return tuple(dict.fromkeys(found.code for found in self.remarks if found.code != "witness"))
