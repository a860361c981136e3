import pytest
from sympy import Symbol
from sympy.abc import x, y

from symhess.render.layout.breaking import pieces
from symhess.render.layout.expression import expression_node
from symhess.render.layout.layout import Glyph, walk
from symhess.render.tex.width import width

LONG = sum(Symbol(f"a_{k}") * x**k for k in range(20))


def visible(node):
    """Tokens with their text, brackets as tokens or fences alike left out."""
    ignored = (Glyph.BRACKET, Glyph.TIMES)
    return [part.text for part in walk(node) if hasattr(part, "glyph") and part.glyph not in ignored]


@pytest.mark.parametrize("expression", [LONG, (LONG + 1) * (LONG + 2), (LONG + 1) ** 2 * x, y * (x + LONG)])
def test_pieces_are_narrow_and_nothing_is_lost(expression):
    node = expression_node(expression)
    found = pieces(node, 8.0)

    assert max(map(width, found)) < 8.0
    assert [text for piece in found for text in visible(piece)] == visible(node)


def test_every_piece_but_the_first_starts_with_a_sign():
    first, *others = pieces(expression_node(LONG), 8.0)

    assert {other.parts[0].text for other in others} == {"+"}


def test_a_short_formula_stays_whole():
    node = expression_node((x + y) ** 2)

    assert pieces(node, 8.0) == (node,)
