"""Analysis: a study with all its displays."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sympy import Expr

from symhess.convexity import examined
from symhess.differentiate.taylor import TaylorPolynomial, taylor
from symhess.render import (
    Detail,
    Shown,
    checked,
    draw,
    figure,
    from_dict,
    html_display,
    latex_display,
    to_dict,
    to_html,
    to_json,
    to_latex,
    to_markdown,
    to_text,
    write,
)
from symhess.study import Study

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Analysis", "dressed"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Analysis(Study):
    """The second-order study of a function, ready to be shown, saved and checked.

    Examples
    --------
    >>> from symhess import analyze
    >>> a = analyze("x^2 - y^2")
    >>> a.points[0].verdict.kind.value, a.critical_set.completeness.status.value
    ('saddle', 'complete')
    >>> Analysis.from_dict(a.to_dict())
    <Analysis of a function of x, y: 1 critical point, complete>
    """

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Analysis:
        """Read back what :meth:`to_dict` gave; InputError where that is not possible."""
        return dressed(from_dict(data))

    def taylor(self, at: tuple[Expr | int, ...], order: int = 2) -> TaylorPolynomial:
        """Taylor polynomial of the given order at an exact point."""
        return taylor(self.function, at, order)

    def to_dict(self) -> dict[str, Any]:
        """The analysis as plain data, format ``symhess-analysis/1``."""
        return to_dict(examined(self))

    def to_json(self) -> str:
        """The analysis as JSON text."""
        return to_json(examined(self))

    def to_text(self, detail: Detail = "worked", color: bool = False, language: str = "en") -> str:
        """The solution for a terminal."""
        return to_text(self, detail, color, language)

    def to_latex(self, detail: Detail = "worked", language: str = "en") -> str:
        """The solution as a LaTeX document."""
        return to_latex(self, detail, language=language)

    def to_html(self, detail: Detail = "worked", language: str = "en") -> str:
        """The solution as one HTML page that needs no network."""
        return to_html(self, detail, language)

    def to_markdown(self, detail: Detail = "worked", language: str = "en") -> str:
        """The solution as Markdown with mathematics between dollar signs."""
        return to_markdown(self, detail, language)

    def plot(
        self,
        kind: str | None = None,
        *,
        ax: Axes | None = None,
        window: Mapping[str, tuple[float, float]] | None = None,
        language: str = "en",
    ) -> Figure | None:
        """Graph, or level lines beside the surface, with the points and curves that were found.

        Parameters
        ----------
        kind : {"curve", "levels", "surface"}, optional
            One picture instead of all that suit the function.
        ax : Axes, optional
            Where to draw instead of in a new figure: one picture, without a legend.
        window : mapping from names of variables to (low, high), optional
            What to show; by default every point with a margin, or the box that was searched.
        language : str

        Returns
        -------
        Figure or None
            ``None`` for three and more variables: a picture of a function of three variables would have to leave out
            one of them, and with it points that belong to the answer.

        Examples
        --------
        >>> from symhess import analyze
        >>> len(analyze("x^2 - y^2").plot("levels", window={"x": (-3, 3), "y": (-3, 3)}).axes)
        1
        >>> analyze("x y z").plot() is None
        True
        """
        if ax is None:
            return figure(self, language, kind=kind, window=window)
        return draw(self, ax, kind, window)

    def show(self, detail: Detail = "worked", language: str = "en") -> Shown:
        """The solution for a cell of a notebook: results only, with the steps folded, or with every step and proof.

        Examples
        --------
        >>> from symhess import analyze
        >>> print(str(analyze("x^2").show("brief", "de")).splitlines()[0])
        Kritische Punkte von f(x)
        >>> analyze("x^2").show("long")
        Traceback (most recent call last):
        ...
        symhess.errors.InputError: detail must be brief, worked or full, not 'long'
        """
        checked(detail, language)
        return Shown(self, detail, language)

    def save(self, path: str | Path, detail: Detail = "worked", language: str = "en") -> tuple[Path, ...]:
        """Write the solution; the suffix says how: .tex .pdf .html .json .txt .md .png .svg.

        Raises
        ------
        InputError
            For another suffix or a place that cannot be written.
        RenderError
            For .pdf without a TeX engine; .tex and .html have been written instead.
        """
        return write(examined(self), path, detail, language)

    def __str__(self) -> str:
        return self.to_text("brief")

    def _repr_html_(self) -> str:
        return html_display(self)

    def _repr_latex_(self) -> str:
        return latex_display(self)

    def __repr__(self) -> str:
        names = ", ".join(symbol.name for symbol in self.function.variables)
        status = self.critical_set.completeness.status.value
        count = "1 critical point" if len(self.points) == 1 else f"{len(self.points)} critical points"
        return f"<Analysis of a function of {names}: {count}, {status}>"


def dressed(plain: Study) -> Analysis:
    """The study with its displays.

    Examples
    --------
    >>> from symhess.analysis import study
    >>> from symhess.budget import Deadline
    >>> from symhess.inputs import scalar_function
    >>> dressed(study(scalar_function("x^2"), Deadline(10)))
    <Analysis of a function of x: 1 critical point, complete>
    """
    return Analysis(*(getattr(plain, field.name) for field in dataclasses.fields(Study)))
