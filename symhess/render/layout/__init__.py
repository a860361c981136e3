"""Mathematics between page and format: formulas with signs, brackets and term order settled, lines broken.

In come the page's formulas, out come layouts that the TeX and the MathML printer write alike.
"""
