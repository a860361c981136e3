r"""Sheets of exercises in LaTeX: as an article, for the exam class, as Beamer slides, as fragments to ``\input``."""
