r"""LaTeX rewriting: the subset of LaTeX that is read, brought to calculator text.

Braces, fractions, roots and sided bars become private marks (see :mod:`symhess.parse.markers`), so that nothing is
lost: the lexer and the grammar after this stage are the same for all syntaxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from symhess.errors import ParseError
from symhess.parse import markers
from symhess.parse.characters import GREEK, Source
from symhess.parse.names import FUNCTIONS
from symhess.parse.tex import Tex, read_tex

__all__ = ["rewrite_latex"]

_SYMBOLS = {
    "\\cdot": "*",
    "\\times": "*",
    "\\div": "/",
    "\\pm": "±",
    "\\partial": "∂",
    "\\nabla": "∇",
    "\\emptyset": "∅",
    "\\varnothing": "∅",
    "\\langle": "<",
    "\\rangle": ">",
    "\\lvert": markers.OPEN_BAR,
    "\\rvert": markers.CLOSE_BAR,
    "\\vert": "|",
    "\\{": "{",
    "\\}": "}",
    "{": markers.OPEN_GROUP,
    "}": markers.CLOSE_GROUP,
    "\\begin{pmatrix}": f"[[{markers.OPEN_GROUP}",
    "\\begin{bmatrix}": f"[[{markers.OPEN_GROUP}",
    "\\end{pmatrix}": f"{markers.CLOSE_GROUP}]]",
    "\\end{bmatrix}": f"{markers.CLOSE_GROUP}]]",
    "\\!": markers.BREAK,
} | dict.fromkeys(("\\displaystyle", "\\,", "\\;", "\\:", "\\ ", "\\quad", "\\qquad"), " ")
_SYMBOLS |= {f"\\{name}": letter for letter, name in reversed(GREEK.items())}
_SYMBOLS |= {"\\varepsilon": "ε", "\\varphi": "φ", "\\vartheta": "θ"}
_SYMBOLS |= {f"\\{name}": f"{markers.BREAK}{name}{markers.BREAK}" for name in FUNCTIONS}

_LEFT = {"(": "(", "[": "[", "\\{": "{", "\\langle": "<", "<": "<"} | dict.fromkeys(
    ("|", "\\vert", "\\lvert"), markers.OPEN_BAR
)
_RIGHT = {")": ")", "]": "]", "\\}": "}", "\\rangle": ">", ">": ">"} | dict.fromkeys(
    ("|", "\\vert", "\\rvert"), markers.CLOSE_BAR
)
_CELL = {"&": f"{markers.CLOSE_GROUP},{markers.OPEN_GROUP}", "\\\\": f"{markers.CLOSE_GROUP}],[{markers.OPEN_GROUP}"}
_DOTLESS = {"\\imath": "i", "\\jmath": "j"}


def rewrite_latex(source: Source) -> Source:
    r"""Rewrite LaTeX to calculator text, keeping the positions.

    Raises
    ------
    ParseError
        If a command is not in the subset, an argument is missing, or the nesting is broken.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> rewrite_latex(fold_characters(r"$x_{1}\cdot\left(y+\alpha\right)$")).text.translate({0xE000: "{", 0xE001: "}"})
    'x_{1}*(y+α)'
    >>> rewrite_latex(fold_characters(r"\input{x}"))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: the command \input is not read (at character 1)
    """
    tex = read_tex(source)
    writer = _Writer(tex)
    index = 0
    while index < len(tex.tokens):
        index = _rewrite_unit(writer, index)
    return Source("".join(writer.pieces), (*writer.positions, tex.positions[-1]), source.original)


@dataclass(slots=True)
class _Writer:
    """The text written so far, and what is still to be put round later tokens."""

    tex: Tex
    pieces: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    before: dict[int, str] = field(default_factory=dict)
    after: dict[int, str] = field(default_factory=dict)
    environments: list[bool] = field(default_factory=list)

    def write(self, text: str, index: int) -> None:
        """Write what token `index` becomes."""
        self.pieces.append(text)
        self.positions.extend([self.tex.positions[index]] * len(text))

    def wrap(self, start: int) -> None:
        """Group the unit that starts at a token, unless it has braces."""
        if self.tex.tokens[start] != "{":
            end = self.tex.ends[start]
            self.before[start] = self.before.get(start, "") + markers.OPEN_GROUP
            self.after[end] = markers.CLOSE_GROUP + self.after.get(end, "")


def _rewrite_unit(writer: _Writer, index: int) -> int:
    """Rewrite one token (with its arguments where they are not mathematics); give the next token."""
    writer.write(writer.before.get(index, ""), index)
    following = _rewrite_token(writer, index, writer.tex.tokens[index])
    for passed in range(index, following):
        writer.write(writer.after.get(passed, ""), passed + 1)
    return following


def _rewrite_token(writer: _Writer, index: int, token: str) -> int:
    if token in ("\\frac", "\\dfrac", "\\tfrac"):
        return _rewrite_fraction(writer, index)
    if token == "\\sqrt":
        return _rewrite_root(writer, index)
    if token in ("\\left", "\\right"):
        return _rewrite_delimiter(writer, index, _LEFT if token == "\\left" else _RIGHT)
    if token in ("\\operatorname", "\\mathrm", "\\text"):
        return _rewrite_name(writer, index, token)
    if token in ("\\mathbf", "\\hat"):
        return _rewrite_unit_vector(writer, index)
    if token in ("^", "_"):
        return _rewrite_script(writer, index)
    return _rewrite_symbol(writer, index, token)


def _rewrite_symbol(writer: _Writer, index: int, token: str) -> int:
    _follow_environment(writer, token)
    if token in _CELL and writer.environments and writer.environments[-1]:
        ends_matrix = writer.tex.tokens[writer.tex.skip(index + 1)].startswith("\\end{")
        writer.write("" if token == "\\\\" and ends_matrix else _CELL[token], index)
    elif token.startswith("\\") and token not in _SYMBOLS:
        shown = token.encode("ascii", "backslashreplace").decode()
        raise ParseError(f"the command {shown} is not read", position=writer.tex.positions[index])
    else:
        writer.write(_SYMBOLS.get(token, token), index)
    return index + 1


def _follow_environment(writer: _Writer, token: str) -> None:
    """Remember whether the innermost open brace is that of a matrix, where cells and rows are marked."""
    if token == "{" or token.startswith("\\begin{"):
        writer.environments.append(token != "{")
    elif token == "}" or token.startswith("\\end{"):
        writer.environments.pop()


def _rewrite_fraction(writer: _Writer, index: int) -> int:
    writer.write(markers.FRACTION, index)
    writer.wrap(writer.tex.argument(index, 0))
    writer.wrap(writer.tex.argument(index, 1))
    return index + 1


def _rewrite_root(writer: _Writer, index: int) -> int:
    start = writer.tex.argument(index, 0)
    option = "".join(writer.tex.tokens[index + 1 : start]).strip()
    if option:
        degree = option.removeprefix("[").removesuffix("]").strip()
        if not (degree.isascii() and degree.isdigit()):
            raise ParseError("the degree of a root is a number", position=writer.tex.positions[index])
        writer.write(f"{markers.ROOT}{markers.OPEN_GROUP}{degree}{markers.CLOSE_GROUP}", index)
    else:
        writer.write("√", index)
    writer.wrap(start)
    return start


def _rewrite_delimiter(writer: _Writer, index: int, delimiters: dict[str, str]) -> int:
    bracket = writer.tex.skip(index + 1)
    token = writer.tex.tokens[bracket] if bracket < len(writer.tex.tokens) else ""
    if token not in delimiters:
        message = f"{writer.tex.tokens[index]} needs a bracket or a bar after it"
        raise ParseError(message, position=writer.tex.positions[index])
    writer.write(delimiters[token], index)
    return bracket + 1


def _argument_text(writer: _Writer, index: int) -> tuple[str, int]:
    """Take the argument of a command as plain text; give the token after it too."""
    start = writer.tex.argument(index, 0)
    end = writer.tex.ends[start]
    tokens = writer.tex.tokens[start : end + 1]
    return "".join(tokens[1:-1] if tokens[0] == "{" else tokens), end + 1


def _rewrite_name(writer: _Writer, index: int, command: str) -> int:
    text, following = _argument_text(writer, index)
    if command == "\\operatorname" and text not in FUNCTIONS:
        raise ParseError(f"the function {ascii(text)} is not known", position=writer.tex.positions[index])
    if not (text.isascii() and text.replace(" ", "").isalpha()):
        raise ParseError(f"{command} takes letters only", position=writer.tex.positions[index])
    around = " " if command == "\\text" else markers.BREAK
    writer.write(f"{around}{text}{around}", index)
    return following


def _rewrite_unit_vector(writer: _Writer, index: int) -> int:
    start, following = index, writer.tex.ends[index] + 1
    tokens = [_DOTLESS.get(token, token) for token in writer.tex.tokens[start:following]]
    letters = [token for token in tokens if token not in ("\\mathbf", "\\hat", "{", "}", " ")]
    if len(letters) != 1 or letters[0] not in ("i", "j", "k"):
        message = f"{writer.tex.tokens[index]} is read with i, j or k only"
        raise ParseError(message, position=writer.tex.positions[index])
    writer.write(markers.UNIT + letters[0], index)
    return following


def _rewrite_script(writer: _Writer, index: int) -> int:
    """Keep ^ and _ to the one token that LaTeX gives them."""
    tokens = writer.tex.tokens
    start = writer.tex.skip(index + 1)
    if start < len(tokens) and tokens[start].isalpha():
        writer.after[start] = markers.BREAK + writer.after.get(start, "")
    if start + 1 < len(tokens) and tokens[start].isdigit() and tokens[start + 1].isdigit():
        message = f"LaTeX gives {tokens[index]} one digit only"
        hint = f"write {tokens[index]}{{{tokens[start]}{tokens[start + 1]}...}}"
        raise ParseError(message, position=writer.tex.positions[start], hint=hint)
    writer.write(tokens[index], index)
    return index + 1
