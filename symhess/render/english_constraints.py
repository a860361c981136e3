"""English wording about constraint sets and regions."""

from typing import Final

__all__ = ["CONSTRAINT_PHRASES"]

CONSTRAINT_PHRASES: Final = {
    "grounds.compact": "The set is closed and bounded, so that the extreme values are attained, and they are the best "
    "among all candidates.",
    "grounds.curve-ends": "The set is a curve; the limits along its ends are compared with the values at all candidates.",
    "grounds.empty-set": "No point satisfies the constraints.",
    "grounds.open-face": "The value belongs to a boundary point that the strict inequalities leave out; it is only "
    "approached.",
    "grounds.periodic": "The function repeats in all its variables, so that it has its extrema within one period.",
}
