"""The constraint curves and the region over the level lines of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sympy import Symbol

from symhess.constraints import ConstraintStudy
from symhess.render.figure.data import Span, evaluator, grid

__all__ = ["draw_set"]

_STEPS: Final = 160
_CURVE: Final = "#7A3E00"


def draw_set(axes: Any, found: ConstraintStudy, variables: Sequence[Symbol], spans: Sequence[Span]) -> None:
    """Draw the curves g = 0, and a veil over what is outside of the region.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> study = analyze("x + y", constraints="x^2 + y^2 = 2")
    >>> axes = Figure().add_subplot()
    >>> draw_set(axes, study.constraint_study, study.function.variables, ((-2.0, 2.0), (-2.0, 2.0)))
    >>> len(axes.collections)
    1
    """
    terms = [*found.equations, *(condition.term for condition in found.region)]
    tables = [grid(evaluator(term, variables), spans, _STEPS) for term in terms]
    if found.region:
        xs, ys, _ = tables[-1]
        layers = [table[2] for table in tables[len(found.equations) :]]
        outside = [[float(any(rows[j][i] < 0 for rows in layers)) for i in range(len(xs))] for j in range(len(ys))]
        axes.contourf(xs, ys, outside, [0.5, 1.5], colors="white", alpha=0.75, zorder=2)
    for xs, ys, rows in tables:
        values = [value for row in rows for value in row if value == value]
        if values and min(values) < 0 < max(values):
            axes.contour(xs, ys, rows, [0.0], colors=_CURVE, linewidths=1.4, zorder=3)
