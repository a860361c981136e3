"""Pages of a study: in comes a :class:`symhess.study.Study`, out come text, LaTeX, HTML, JSON, pictures.

Nothing is computed here: a page is built once from the derivation (``build``), then printed in each format.
"""
