r"""Words for TeX: nothing from outside reaches TeX as a command."""

from __future__ import annotations

from symhess.render.layout.names import GREEK

__all__ = ["GREEK_COMMANDS", "escape"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    '"': "{''}",
    "-": "-{}",
}
_TYPOGRAPHY = {
    "\u00a0": "~",
    "–": "--",
    "—": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "„": r"\quotedblbase{}",
    "‚": r"\quotesinglbase{}",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "…": r"\dots{}",
}
_SYMBOLS = {
    "∇": r"\nabla",
    "ℝ": r"\mathbb{R}",
    "∂": r"\partial",
    "∞": r"\infty",
    "√": r"\surd",
    "±": r"\pm",
    "×": r"\times",
    "·": r"\cdot",
    "−": "-",
    "≈": r"\approx",
    "≠": r"\ne",
    "≤": r"\le",
    "≥": r"\ge",
    "∈": r"\in",
    "→": r"\to",
    "²": "^{2}",
    "³": "^{3}",
    "ⁿ": "^{n}",
    "⁺": "^{+}",
    "⁻": "^{-}",
    **{lower: f"_{{{digit}}}" for digit, lower in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    "′": r"{}^{\prime}",
}
# The capitals that look like Latin ones have no command of their own.
_LATIN_LOOKS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))

GREEK_COMMANDS = {
    letter: rf"\mathrm{{{_LATIN_LOOKS[letter]}}}" if letter in _LATIN_LOOKS else "\\" + name
    for name, letter in GREEK.items()
} | {"ο": "o"}
"""Greek letter -> what TeX's mathematics calls it."""

_IN_MATHEMATICS = {character: f"${tex}$" for character, tex in (_SYMBOLS | GREEK_COMMANDS).items()}
_LAST_LATIN = "\u017f"


def escape(text: str) -> str:
    r"""Make TeX set the text as it stands, whatever it holds.

    Characters that the fonts do not have are shown by their code point.

    Examples
    --------
    >>> print(escape(r"\input{x} 50% of ∇f"))
    \textbackslash{}input\{x\} 50\% of $\nabla$f
    >>> print(escape("Bézout 変"))
    Bézout \texttt{U+5909}
    """
    return "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    known = _SPECIAL.get(character) or _TYPOGRAPHY.get(character) or _IN_MATHEMATICS.get(character)
    if known:
        return known
    if " " <= character < "\x7f" or (character.isalpha() and character <= _LAST_LATIN):
        return character
    return " " if character.isspace() else rf"\texttt{{U+{ord(character):04X}}}"
