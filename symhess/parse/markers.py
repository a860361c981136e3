"""Private characters that carry LaTeX structure from the rewriting to the lexer.

The character stage refuses private characters, so that these can only come from the rewriting.
"""

from __future__ import annotations

__all__ = ["BREAK", "CLOSE_BAR", "CLOSE_GROUP", "FRACTION", "OPEN_BAR", "OPEN_GROUP", "ROOT", "UNIT"]

OPEN_GROUP = "\ue000"  # braces that only group
CLOSE_GROUP = "\ue001"
FRACTION = "\ue002"  # two groups follow: numerator, denominator
ROOT = "\ue003"  # two groups follow: degree, radicand
OPEN_BAR = "\ue004"  # bars that know their side
CLOSE_BAR = "\ue005"
UNIT = "\ue006"  # one of the letters i, j, k follows
BREAK = "\ue007"  # ends a run of letters without being a space
