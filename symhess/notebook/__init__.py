"""What notebooks show: in comes any result, out come HTML and LaTeX of its card.

A card is a few blocks of the pages' documents, so that results look like the pages and the same printers print them.
"""

from symhess.notebook.cards import card
from symhess.notebook.runs import NUMERIC_CARDS
from symhess.render.display import html_of_blocks, latex_of_blocks

__all__ = ["NUMERIC_CARDS", "card", "html", "latex"]


def html(value: object) -> str:
    r"""The card of a value as HTML that keeps its style to itself.

    Examples
    --------
    >>> import symhess
    >>> html(symhess.equivalent("sin(2x)", "2 sin(x) cos(x)"))[-83:]
    '...Proved.</strong> The two are the same real function.</p></section>\n</article>'
    """
    return html_of_blocks(card(value))


def latex(value: object) -> str:
    r"""The card of a value as one displayed formula between double dollars, as Colab needs them.

    Examples
    --------
    >>> import symhess
    >>> latex(symhess.critical_points("x^2"))
    '$$\\begin{gathered} ... \\end{gathered}$$'
    """
    return latex_of_blocks(card(value))
