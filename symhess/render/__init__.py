"""Pages of a study: in comes a :class:`symhess.study.Study`, out come text, LaTeX, HTML, JSON, pictures.

Nothing is computed here. ``page`` tells the derivation once as a format-independent ``document`` of ``formula`` and
``phrases``; ``plain``, ``tex`` and ``web`` print it, ``figure`` draws, ``data`` writes and reads JSON, ``write`` saves.
"""

from symhess.render.data.decode import from_dict
from symhess.render.data.encode import to_dict, to_json
from symhess.render.display import Shown, html_display, latex_display
from symhess.render.document import Detail
from symhess.render.figure.plot import draw, figure
from symhess.render.page.build import checked, document
from symhess.render.plain.markdown import to_markdown
from symhess.render.plain.text import to_text
from symhess.render.tex.latex import to_latex
from symhess.render.web.html import to_html
from symhess.render.write import write

__all__ = [
    "Detail",
    "Shown",
    "checked",
    "document",
    "draw",
    "figure",
    "from_dict",
    "html_display",
    "latex_display",
    "to_dict",
    "to_html",
    "to_json",
    "to_latex",
    "to_markdown",
    "to_text",
    "write",
]
