"""Lettering of the pictures in TeX's own fonts, which matplotlib brings along."""

from __future__ import annotations

import re
from typing import Any, Final

from symhess.render.figure.data import Span
from symhess.render.layout.names import GREEK

__all__ = ["label", "place_ticks", "text_style"]

_NAME: Final = re.compile("([A-Za-z]+)_?([0-9]*)")


def text_style(size: float) -> dict[str, Any]:
    """Choose font and size of a piece of lettering.

    Examples
    --------
    >>> text_style(9)["math_fontfamily"]
    'cm'
    """
    return {"fontsize": size, "fontfamily": "cmr10", "math_fontfamily": "cm"}


def label(name: str) -> str:
    r"""Write a variable's name for an axis; only plain names become mathematics.

    Examples
    --------
    >>> print(label("x_12"), label("x1"), label("theta"), label("rate"), label("$ % _"))
    $x_{12}$ $x_{1}$ $\theta$ $\mathrm{rate}$ \$ % _
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return name.replace("$", r"\$")
    letters, number = found.groups()
    if letters in GREEK and letters != "omicron":
        letters = rf"\{letters}"
    elif len(letters) > 1:
        letters = rf"\mathrm{{{letters}}}"
    return f"${letters}_{{{number}}}$" if number else f"${letters}$"


def place_ticks(axes: Any, axis: str, span: Span, most: int = 5, size: float = 8) -> None:
    """Put few, round ticks on one axis of matplotlib's.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> place_ticks(axes, "x", (-1.6, 1.6))
    >>> [t.get_text() for t in axes.get_xticklabels()]
    ['$-1$', '$0$', '$1$']
    """
    from matplotlib.ticker import MaxNLocator

    low, high = span
    places = [v for v in MaxNLocator(most, steps=[1, 2, 5, 10]).tick_values(low, high) if low <= v <= high]
    labels = [_number(float(v), float(places[-1] - places[0])) for v in places]
    getattr(axes, f"set_{axis}ticks")(places, labels, **text_style(size))


def _number(value: float, spread: float) -> str:
    if abs(value) < 1e-9 * spread:
        value = 0.0
    mantissa, _, exponent = f"{value:.6g}".partition("e")
    return rf"${mantissa} \cdot 10^{{{int(exponent)}}}$" if exponent else f"${mantissa}$"
