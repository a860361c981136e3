"""What comes out of marking: a Mark for each field, with remarks made of words and formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sympy import Basic, MatrixBase, Tuple, sstr

from symhess.displayed import Displayed
from symhess.errors import InputError

__all__ = ["Mark", "MarkStatus", "Part", "Piece", "Remark", "Shown", "remark", "shown"]


class MarkStatus(Enum):
    """What became of an answer.

    Examples
    --------
    >>> MarkStatus("review") is MarkStatus.RIGHT
    False
    """

    RIGHT = "right"
    PARTIAL = "partial"
    CARRIED = "carried"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Shown:
    """A formula within a remark, as SymPy-readable text.

    Examples
    --------
    >>> Shown("2*x*y").formula
    '2*x*y'
    """

    formula: str


Piece = str | Shown


@lru_cache(1 << 12)
def shown(value: Basic | MatrixBase) -> Shown:
    """The formula of a value; a point of the line is its coordinate.

    Examples
    --------
    >>> shown(Tuple(1, 2)).formula, shown(Tuple(3)).formula
    ('(1, 2)', '3')
    """
    if isinstance(value, MatrixBase):
        return Shown(str(value.tolist()))
    return Shown(str(sstr(value[0] if isinstance(value, Tuple) and len(value) == 1 else value)))


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence of feedback; ``code`` counts equal mistakes over a class.

    Examples
    --------
    >>> Remark("sign", ("the sign of ", Shown("f_x"), " is wrong")).text
    'the sign of f_x is wrong'
    """

    code: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence in plain words."""
        return "".join(piece if isinstance(piece, str) else piece.formula for piece in self.pieces)


def remark(code: str, *pieces: Piece | Basic) -> Remark:
    """A remark with every SymPy object among its pieces shown as a formula.

    Examples
    --------
    >>> from sympy.abc import x
    >>> remark("sign", "the gradient is ", 2 * x).text
    'the gradient is 2*x'
    """
    return Remark(code, tuple(p if isinstance(p, str | Shown) else shown(p) for p in pieces))


@dataclass(frozen=True, slots=True)
class Part:
    """One entry, point or form of an answer and whether it is right; ``None`` where that is not decided.

    Examples
    --------
    >>> Part("f_x", None).right is None
    True
    """

    name: str
    right: bool | None


@dataclass(frozen=True, slots=True)
class Mark(Displayed):
    """What one answer is worth, and why.

    Attributes
    ----------
    field : str
        The field's name.
    status : MarkStatus
    points : Fraction or None
        ``None`` where a person has to decide.
    out_of : Fraction
        The field's weight.
    read_as : str or None
        What the answer was read as.
    parts : tuple of Part
    remarks : tuple of Remark
    mistakes : tuple of str
        The codes of recognised mistakes and contradictions.
    reason : str or None
        Why it waits for a person.

    Examples
    --------
    >>> waiting = Mark("D", MarkStatus.REVIEW, None, Fraction(2), reason="time limit")
    >>> waiting.points is None, Mark.from_dict(waiting.to_dict()) == waiting
    (True, True)
    """

    field: str
    status: MarkStatus
    points: Fraction | None
    out_of: Fraction
    read_as: str | None = None
    parts: tuple[Part, ...] = ()
    remarks: tuple[Remark, ...] = ()
    mistakes: tuple[str, ...] = ()
    reason: str | None = None

    def __repr__(self) -> str:
        points = "waits for a person" if self.points is None else f"{self.points} of {self.out_of}"
        return f"<{self.field}: {self.status.value}, {points}>"

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; fractions are texts, so that they stay exact."""
        return {
            "field": self.field,
            "status": self.status.value,
            "points": None if self.points is None else str(self.points),
            "out_of": str(self.out_of),
            "read_as": self.read_as,
            "parts": [[part.name, part.right] for part in self.parts],
            "remarks": [_written(found) for found in self.remarks],
            "mistakes": list(self.mistakes),
            "reason": self.reason,
        }

    @staticmethod
    def from_dict(row: Mapping[str, Any]) -> Mark:
        """Read back what :meth:`to_dict` wrote.

        Raises
        ------
        InputError
            If it is no mark.
        """
        try:
            return Mark(
                str(row["field"]),
                MarkStatus(row["status"]),
                None if row["points"] is None else Fraction(row["points"]),
                Fraction(row["out_of"]),
                row["read_as"],
                tuple(Part(name, right) for name, right in row["parts"]),
                tuple(_read(found) for found in row["remarks"]),
                tuple(row["mistakes"]),
                row["reason"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"expected a mark as JSON, got one that misses or garbles {error}") from None


def _written(found: Remark) -> dict[str, Any]:
    pieces: Iterable[object] = (p if isinstance(p, str) else {"formula": p.formula} for p in found.pieces)
    return {"code": found.code, "pieces": list(pieces), "text": found.text}


def _read(row: Mapping[str, Any]) -> Remark:
    return Remark(row["code"], tuple(p if isinstance(p, str) else Shown(p["formula"]) for p in row["pieces"]))
