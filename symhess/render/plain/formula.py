"""Formulas as one line of readable Unicode: x⁴ − 2x², e^(xy), f_xx, √2/2."""

from __future__ import annotations

from functools import singledispatch
from typing import Final

from symhess.render.formula import Formula
from symhess.render.layout.formula import formula_node
from symhess.render.layout.layout import Fence, Fraction, Glyph, Grid, Node, Root, Row, Script, Token

__all__ = ["formula_text", "grid_lines", "printable"]

_UPPER: Final = str.maketrans("0123456789−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ")
_LOWER: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ROOTS: Final = {None: "√", "3": "∛", "4": "∜"}
_DERIVATIVES: Final = ("∂", "d")
_NO_BREAK: Final = "\u00a0"


def formula_text(formula: Formula) -> str:
    """Print a formula on one line, with no-break spaces where a line should not be broken.

    Examples
    --------
    >>> from sympy import exp, sqrt
    >>> from sympy.abc import x, y
    >>> from symhess.render.formula import Expression
    >>> print(formula_text(Expression(x**4 - 2 * x**2 + exp(x * y) / 3)).replace(chr(160), " "))
    x⁴ − 2x² + e^(xy)/3
    >>> print(formula_text(Expression(sqrt(5) / 2)))
    √5/2
    """
    return printable(_text(formula_node(formula)))


def grid_lines(rows: tuple[tuple[Formula, ...], ...]) -> list[str]:
    r"""Print a matrix on one line for each row, in tall brackets.

    Examples
    --------
    >>> from symhess.render.formula import Decimal
    >>> print(*grid_lines(((Decimal("1"), Decimal("0")), (Decimal("-10"), Decimal("2")))), sep="\n")
    ⎛  1   0 ⎞
    ⎝ −10  2 ⎠
    """
    cells = [[formula_text(entry) for entry in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell.center(w) for cell, w in zip(row, widths, strict=True)) for row in cells]
    if len(lines) == 1:
        return [f"( {lines[0]} )"]
    left = "⎛" + "⎜" * (len(lines) - 2) + "⎝"
    right = "⎞" + "⎟" * (len(lines) - 2) + "⎠"
    return [f"{a} {line} {b}" for a, line, b in zip(left, lines, right, strict=True)]


def printable(text: str) -> str:
    """Replace what would move the cursor, change colours or hide: control and formatting characters.

    Examples
    --------
    >>> printable("a" + chr(27) + "[31m")
    'a�[31m'
    """
    return "".join(c if c.isprintable() or c in "\n\u00a0" else "�" for c in text)


@singledispatch
def _text(node: Node) -> str:
    raise TypeError(f"expected a formula, got {node!r}")


@_text.register
def _(node: Token) -> str:
    if node.glyph is Glyph.RELATION:
        return f"{_NO_BREAK}{node.text}{_NO_BREAK}"
    if node.glyph is Glyph.BINARY:
        return f" {node.text}{_NO_BREAK}" if node.text != "·" else "·"
    return f"{node.text} " if node.glyph is Glyph.PUNCTUATION else node.text


@_text.register
def _(node: Row) -> str:
    written = ""
    for k, part in enumerate(node.parts):
        if isinstance(part, Token) and part.glyph is Glyph.TIMES and 0 < k < len(node.parts) - 1:
            written += part.text or _between(node.parts[k - 1], node.parts[k + 1], written)
        else:
            written += _text(part)
        if _is_derivative(part):
            written += _NO_BREAK
    return written.lstrip()


@_text.register
def _(node: Fraction) -> str:
    above, below = _text(node.above), _text(node.below)
    if _is_derivative(node):
        return f"{above}/{below}"
    loose = _is_sum(node.above) or (isinstance(node.above, Row) and _is_derivative(node.above.parts[0]))
    return f"{_bracketed(above, loose)}/{_bracketed(below, not _is_one(node.below))}"


@_text.register
def _(node: Script) -> str:
    text = _text(node.base)
    if node.lower is not None:
        lower = _text(node.lower)
        text += lower.translate(_LOWER) if lower.isdigit() else f"_{lower if lower.isalnum() else _list(lower)}"
    if node.upper is not None:
        upper = _text(node.upper)
        if upper.strip("′") == "":
            return text + upper.replace("′′", "″")
        small = all(c in "0123456789−n" for c in upper)
        text += upper.translate(_UPPER) if small else f"^{_bracketed(upper, not isinstance(node.upper, Token))}"
    return text


@_text.register
def _(node: Root) -> str:
    degree = None if node.degree is None else _text(node.degree)
    radicand = _text(node.radicand)
    body = radicand if radicand.isalnum() else f"({radicand})"
    return _ROOTS[degree] + body if degree in _ROOTS else f"{str(degree).translate(_UPPER)}√{body}"


@_text.register
def _(node: Fence) -> str:
    if isinstance(node.body, Grid) and not node.right:
        return "{" + "; ".join(", ".join(map(_text, row)) for row in node.body.rows) + "}"
    return f"{node.left}{_text(node.body)}{node.right}"


@_text.register
def _(node: Grid) -> str:
    return ", ".join(f"({', '.join(_text(entry) for entry in row)})" for row in node.rows)


def _between(left: Node, right: Node, before: str) -> str:
    """What stands between two factors: nothing where that cannot be misread."""
    if _is_derivative(left):
        return ""
    if _is_derivative(right) or (isinstance(right, Row) and _is_derivative(right.parts[0])):
        return "·"
    after = _text(right)
    if before.endswith("∇") or (before.endswith(")") and after.startswith("(")):
        return ""
    if _is_letter(left) and _is_letter(right) and "^" not in _text(left):
        return ""
    if isinstance(left, Token) and left.glyph is Glyph.NUMBER and not after[:1].isdigit():
        return ""
    return "·"


def _is_derivative(node: Node) -> bool:
    """Whether the node is ∂/∂x or d/dx."""
    return isinstance(node, Fraction) and _text(node.above) in _DERIVATIVES and isinstance(node.below, Row)


def _is_letter(node: Node) -> bool:
    """A variable of one letter, perhaps with an exponent; e is taken for the number."""
    base = node.base if isinstance(node, Script) and node.lower is None else node
    return isinstance(base, Token) and base.glyph is Glyph.NAME and len(base.text) == 1 and base.text != "e"


def _is_sum(node: Node) -> bool:
    signs = (Glyph.BINARY, Glyph.RELATION, Glyph.PREFIX)
    return isinstance(node, Row) and any(
        isinstance(part, Token) and part.glyph in signs and part.text != "·" for part in node.parts
    )


def _is_one(node: Node) -> bool:
    """Whether the node needs no brackets below a fraction line: a name, a number, a call, a bracket."""
    if isinstance(node, Row):
        return len(node.parts) == 2 and isinstance(node.parts[1], Fence) and not _is_sum(node)
    return not isinstance(node, Fraction)


def _bracketed(text: str, needed: bool) -> str:
    return f"({text})" if needed else text


def _list(text: str) -> str:
    return text if all(c.isalnum() or c == "_" for c in text) else f"({text})"
