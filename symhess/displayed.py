"""Displayed: a value that a notebook shows as HTML or LaTeX; the room that knows how is loaded when one does."""

from __future__ import annotations

from importlib import import_module

__all__ = ["Displayed"]


class Displayed:
    r"""Base of results that show themselves; what they look like is said in ``symhess.notebook``.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.classify("x^2 + y^2", at=(0, 0))
    >>> isinstance(found, Displayed), found
    (True, <strict minimum at (0, 0), by ...>)
    >>> found._repr_latex_()
    '$$\\begin{gathered} ... \\text{ strict local minimum} ... \\end{gathered}$$'
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        html: str = import_module("symhess.notebook").html(self)
        return html

    def _repr_latex_(self) -> str:
        latex: str = import_module("symhess.notebook").latex(self)
        return latex
