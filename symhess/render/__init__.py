"""Pages of a study: in comes a :class:`symhess.study.Study`, out come text, LaTeX, HTML, JSON, pictures.

Nothing is computed here: a page is built once from the derivation (``build*``), then printed in each format; data are
written and read by ``encode``, ``decode`` and ``codec*``.
"""

from symhess.render.build import document
from symhess.render.decode import from_dict
from symhess.render.display import html_display, latex_display
from symhess.render.document import Detail
from symhess.render.encode import to_dict, to_json
from symhess.render.html import to_html
from symhess.render.latex import to_latex
from symhess.render.markdown import to_markdown
from symhess.render.plot import figure
from symhess.render.text import to_text
from symhess.render.write import write

__all__ = [
    "Detail",
    "document",
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
