r"""Formulas for TeX's mathematics, with the places where a line may break.

A broken line starts with its operator, as a textbook sets it: a penalty stands before each sign, cheaper outside
brackets than inside, and TeX chooses by the true widths. What TeX could not break (a wide fraction, a long number,
``\left … \right``) is written in a form that it can.
"""

from __future__ import annotations

from itertools import zip_longest

from symhess.render.layout.layout import (
    Fence,
    Fraction,
    Glyph,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Token,
    fenced,
    is_derivative_sign,
    is_small_fraction,
    walk,
)
from symhess.render.tex.signs import FUNCTIONS
from symhess.render.tex.text import GREEK_COMMANDS, escape
from symhess.render.tex.width import width

__all__ = ["tex"]

_NAMES = {"∇": r"\nabla", "∂": r"\partial", "ℝ": r"\mathbb{R}", "∞": r"\infty"} | GREEK_COMMANDS
_SIGNS = {
    "−": "-",
    "·": r"\cdot",
    "±": r"\pm",
    "≈": r"\approx",
    "≠": r"\ne",
    "≤": r"\le",
    "≥": r"\ge",
    "∈": r"\in",
    "…": r"\dots",
    "′": r"\prime",
    "∞": r"\infty",
    "d": r"\mathrm{d}",
}

_DELIMITERS = {"(": ("(", ")"), "[": ("[", "]"), "{": (r"\{", r"\}"), "|": (r"\lvert", r"\rvert")}

_TIMES = Token(Glyph.TIMES, "")
_UNBROKEN = 9.0  # formulas narrower than this stay in one piece
_WIDE = 22.0  # fractions, roots and exponents wider than this are written on one line
_DEPTH_PENALTY = 150
_CHUNK = 5  # digits or letters between two break points of a long number or word


def tex(node: Node, *, breakable: bool = False, narrow: bool = False) -> str:
    r"""Write a formula as TeX's mathematics, without the dollars around it.

    Parameters
    ----------
    node : Node
        The formula as laid out.
    breakable : bool
        Whether a long formula may be broken at its signs and brackets.
    narrow : bool
        Whether a short one may be as well.

    Examples
    --------
    >>> half_x = Fraction(Token(Glyph.NAME, "x"), Token(Glyph.NUMBER, "2"))
    >>> print(tex(Script(fenced(half_x), upper=Token(Glyph.NUMBER, "3"))))
    \left( \frac{x}{2} \right)^{3}
    """
    return _Writer(narrow or (breakable and width(node) > _UNBROKEN), 0).write(node)


class _Writer:
    """Writes at one depth of brackets."""

    def __init__(self, breakable: bool, depth: int) -> None:
        self.breakable = breakable
        self.depth = depth

    def write(self, node: Node) -> str:
        match node:
            case Token():
                return self.token(node)
            case Row(parts):
                return self.row(parts)
            case Fraction(above, below):
                return self.fraction(node, above, below)
            case Script(base, lower, upper):
                return self.script(node, base, lower, upper)
            case Root(radicand, degree) if self.breakable and width(node) > _WIDE:
                one, slash = Token(Glyph.NUMBER, "1"), Token(Glyph.BRACKET, "/")
                exponent = Row((one, slash, degree or Token(Glyph.NUMBER, "2")))
                return self.write(Script(fenced(radicand), upper=exponent))
            case Root(radicand, degree):
                index = f"[{_whole(degree)}]" if degree else ""
                return rf"\sqrt{index}{{{_whole(radicand)}}}"
            case Fence():
                return self.fence(node)
            case Grid():
                return _grid(node)

    def row(self, parts: tuple[Node, ...]) -> str:
        pieces = []
        for part, after in zip_longest(parts, parts[1:]):
            if part != _TIMES:
                pieces.append(self.write(part))
                apart = isinstance(part, Fraction) and is_derivative_sign(part) and not isinstance(after, Fence)
            else:
                apart = is_derivative_sign(after)
                if self.breakable and isinstance(_head(after), Fence):
                    pieces.append(r"\discretionary{}{\hbox{$\cdot\,$}}{}")
            if apart and after is not None:
                pieces.append(r"\,")
        return " ".join(pieces)

    def token(self, token: Token) -> str:
        text = token.text
        match token.glyph:
            case Glyph.NAME | Glyph.UPRIGHT:
                return _name(token)
            case Glyph.NUMBER if text in _SIGNS:
                return _SIGNS[text]
            case Glyph.NUMBER:
                digits = r"\allowbreak ".join(_chunks(text)) if self.breakable else text
                return digits.replace(",", "{,}")
            case Glyph.BINARY:
                return self.broken_before(_SIGNS.get(text, text), 100 if text == "·" else 0)
            case Glyph.RELATION:
                return self.broken_before(_SIGNS.get(text, text), 0)
            case Glyph.PUNCTUATION:
                return rf"{text}\penalty{self.penalty(50)} " if self.breakable else text
            case Glyph.TEXT:
                words = _chunks(text) if self.breakable else [text]
                return r"\allowbreak ".join(rf"\text{{{escape(word)}}}" for word in words)
        return _SIGNS.get(text, text)

    def broken_before(self, sign: str, extra: int) -> str:
        return rf"\penalty{self.penalty(extra)} {sign}" if self.breakable else sign

    def penalty(self, extra: int) -> int:
        return min(self.depth * _DEPTH_PENALTY + extra, 2000)

    def fraction(self, node: Fraction, above: Node, below: Node) -> str:
        if not self.breakable or width(node) < _WIDE:
            command = "tfrac" if is_small_fraction(node) else "frac"
            return rf"\{command}{{{_whole(above)}}}{{{_whole(below)}}}"
        if isinstance(below, Token):
            return rf"\frac{{1}}{{{_whole(below)}}} {self.write(fenced(above))}"
        parts = [part if isinstance(part, Token | Script) else fenced(part) for part in (above, below)]
        return rf"{self.write(parts[0])} \penalty{self.penalty(100)} \big/ {self.write(parts[1])}"

    def script(self, node: Node, base: Node, lower: Node | None, upper: Node | None) -> str:
        if self.breakable and base == Token(Glyph.NAME, "e") and upper and width(node) > _WIDE:
            return rf"\exp {self.write(fenced(upper))}"
        marks = "".join(f"{sign}{{{_whole(part)}}}" for sign, part in (("_", lower), ("^", upper)) if part)
        return f"{self.write(base) if isinstance(base, Token | Fence) else f'{{{_whole(base)}}}'}{marks}"

    def fence(self, fence: Fence) -> str:
        if isinstance(fence.body, Grid) and fence.left == "(":
            return rf"\begin{{pmatrix}} {_grid_rows(fence.body)} \end{{pmatrix}}"
        if isinstance(fence.body, Grid) and not fence.right:
            return self.cases(fence.body)
        left, right = _DELIMITERS.get(fence.left, (".", "."))
        tall = any(isinstance(part, Fraction | Grid) for part in walk(fence.body))
        nested = any(isinstance(part, Fence) for part in walk(fence.body))
        if tall and not (self.breakable and width(fence.body) > _UNBROKEN):
            return rf"\left{left} {_whole(fence.body)} \right{right}"
        body = _Writer(self.breakable, self.depth + 1).write(fence.body)
        size = "Big" if tall else "big" if nested else ""
        return rf"\{size}l{left} {body} \{size}r{right}" if size else f"{left} {body} {right}"

    def cases(self, grid: Grid) -> str:
        """Values with their conditions one below the other; on one line where they would be too wide for that."""
        if self.breakable and width(grid) > _WIDE:
            inner = _Writer(True, self.depth + 1)
            listed = [", ".join(inner.write(entry) for entry in row) for row in grid.rows]
            separator = rf";\penalty{inner.penalty(0)} "
            return rf"\{{ {separator.join(listed)} \}}"
        rows = r" \\ ".join(" , & ".join(_whole(entry) for entry in row) for row in grid.rows)
        return rf"\begin{{cases}} {rows} \end{{cases}}"


def _whole(node: Node) -> str:
    return _Writer(False, 0).write(node)


def _head(node: Node) -> Node:
    return _head(node.base) if isinstance(node, Script) else node


def _name(token: Token) -> str:
    text = token.text
    if text in FUNCTIONS:
        return "\\" + text
    if token.glyph is Glyph.UPRIGHT and set(text) <= _SIGNS.keys():
        return " ".join(_SIGNS[c] for c in text)
    if text in _NAMES:
        return _NAMES[text]
    if not (text.isascii() and text.isalnum()):
        return rf"\text{{{escape(text)}}}"
    if token.glyph is Glyph.UPRIGHT:
        return rf"\operatorname{{{text}}}"
    return text if len(text) == 1 else rf"\mathit{{{text}}}"


def _chunks(text: str) -> list[str]:
    if len(text) <= 4 * _CHUNK:
        return [text]
    return [text[k : k + _CHUNK] for k in range(0, len(text), _CHUNK)]


def _grid(grid: Grid) -> str:
    return rf"\begin{{matrix}} {_grid_rows(grid)} \end{{matrix}}"


def _grid_rows(grid: Grid) -> str:
    # fractions one below the other would touch
    tall = any(isinstance(part, Fraction) for row in grid.rows for entry in row for part in walk(entry))
    end = r" \\[3pt] " if tall else r" \\ "
    return end.join(" & ".join(_whole(entry) for entry in row) for row in grid.rows)
