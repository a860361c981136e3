"""Formulas as MathML, which browsers show without a network and screen readers read aloud."""

from __future__ import annotations

from html import escape

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
    is_derivative_sign,
    is_small_fraction,
    is_tall,
)

__all__ = ["mathml"]

_INVISIBLE_TIMES = "<mo>&#x2062;</mo>"
_THIN_SPACE = '<mspace width="0.17em"/>'
_APPLY = "<mo>&#x2061;</mo>"


def mathml(node: Node, *, display_style: bool = False) -> str:
    """Write a formula as a MathML element.

    Parameters
    ----------
    node : Node
        The formula as laid out.
    display_style : bool
        Whether fractions are set large, as on a line of their own.

    Examples
    --------
    >>> mathml(Script(Token(Glyph.NAME, "x"), upper=Token(Glyph.NUMBER, "2")))
    '<math><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    style = ' displaystyle="true"' if display_style else ""
    return f"<math{style}>{_element(node)}</math>"


def _element(node: Node) -> str:
    match node:
        case Token():
            return _token(node)
        case Row(parts):
            return f"<mrow>{_row(parts)}</mrow>"
        case Fraction(above, below):
            size = ' displaystyle="false"' if is_small_fraction(node) else ""
            return f"<mfrac{size}>{_element(above)}{_element(below)}</mfrac>"
        case Script():
            return _script(node)
        case Root(radicand, None):
            return f"<msqrt>{_element(radicand)}</msqrt>"
        case Root(radicand, degree):
            assert degree is not None
            return f"<mroot>{_element(radicand)}{_element(degree)}</mroot>"
        case Fence(left, body, right):
            inner = _row(body.parts) if isinstance(body, Row) else _element(body)
            grows = is_tall(body)
            if isinstance(body, Grid) and not right:
                inner = inner.replace("<mtable>", '<mtable columnalign="left">', 1)
            return f"<mrow>{_bracket(left, 'prefix', grows)}{inner}{_bracket(right, 'postfix', grows)}</mrow>"
        case Grid(rows):
            cells = ("".join(f"<mtd>{_element(entry)}</mtd>" for entry in row) for row in rows)
            return "<mtable>" + "".join(f"<mtr>{row}</mtr>" for row in cells) + "</mtable>"


def _row(parts: tuple[Node, ...]) -> str:
    written = []
    for k, part in enumerate(parts):
        written.append(_element(part))
        after = parts[k + 1] if k + 1 < len(parts) else None
        if isinstance(after, Fence) and _is_function(part):
            written.append(_APPLY)
        elif after is not None and _is_set_apart(part, after):
            written.append(_THIN_SPACE)
    return "".join(written)


def _is_set_apart(part: Node, after: Node) -> bool:
    """Whether a thin space follows: after ∂/∂x, and in a product before the name of a function, as in x sin(y)."""
    if isinstance(part, Fraction):
        return is_derivative_sign(part)
    return isinstance(part, Token) and part.glyph is Glyph.TIMES and _begins_with_name(after)


def _begins_with_name(node: Node) -> bool:
    first = node.parts[0] if isinstance(node, Row) and node.parts else node
    base = first.base if isinstance(first, Script) else first
    return isinstance(base, Token) and base.glyph is Glyph.UPRIGHT and len(base.text) > 1


def _is_function(node: Node) -> bool:
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Token) and base.glyph in (Glyph.UPRIGHT, Glyph.NAME)


def _script(script: Script) -> str:
    base = _element(script.base)
    match script.lower, script.upper:
        case None, None:
            return base
        case None, upper:
            assert upper is not None
            return f"<msup>{base}{_element(upper)}</msup>"
        case lower, None:
            assert lower is not None
            return f"<msub>{base}{_element(lower)}</msub>"
        case lower, upper:
            assert lower is not None and upper is not None
            return f"<msubsup>{base}{_element(lower)}{_element(upper)}</msubsup>"


def _bracket(character: str, form: str, grows: bool) -> str:
    if not character:
        return ""
    size = "" if grows else ' stretchy="false"'
    return f'<mo form="{form}"{size}>{escape(character)}</mo>'


def _token(token: Token) -> str:
    text = escape(token.text)
    match token.glyph:
        case Glyph.NUMBER:
            return f"<mn>{text}</mn>"
        case Glyph.NAME:
            return f"<mi>{text}</mi>"
        case Glyph.UPRIGHT:
            return f'<mi mathvariant="normal">{text}</mi>' if text.isalpha() else f"<mo>{text}</mo>"
        case Glyph.PREFIX:
            return f'<mo form="prefix">{text}</mo>'
        case Glyph.BINARY | Glyph.RELATION:
            return f'<mo form="infix">{text}</mo>'
        case Glyph.PUNCTUATION:
            return f'<mo separator="true">{text}</mo>'
        case Glyph.TIMES:
            return _INVISIBLE_TIMES
        case Glyph.BRACKET:
            return f'<mo stretchy="false">{text}</mo>'
    return f"<mtext>{text}</mtext>"
