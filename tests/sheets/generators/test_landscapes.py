from sympy import Integer, Symbol, exp

from symhess.sheets.generators.drafts import Foreseen, written
from symhess.sheets.generators.landscapes import Landscape, ordered, renamed
from symhess.verdict import Kind

x, y, z = (Symbol(name) for name in "xyz")


def test_terms_descend_by_degree():
    assert ordered((x + y) ** 3 - x, (x, y)) == (x**3, 3 * x**2 * y, 3 * x * y**2, y**3, -x)
    assert ordered(x + 2 + x**4, (x,)) == (x**4, x, 2)


def test_renaming_moves_the_points_along():
    terms = [x**2, 2 * y**2, -4 * y, 3 * z**2, -18 * z]
    bowl = Landscape(written(terms, (x, y, z)), (Foreseen((Integer(0), Integer(1), Integer(3)), Kind.MINIMUM),))
    for order in [(0, 1, 2), (1, 2, 0), (2, 0, 1)]:
        found = renamed(bowl, order)
        places = dict(zip((x, y, z), found.points[0].at, strict=True))

        assert all(found.function.expression.diff(v).xreplace(places) == 0 for v in (x, y, z))


def test_renaming_keeps_products_together():
    hill = Landscape(written([x * exp(-x - y)], (x, y)), ())

    assert renamed(hill, (1, 0)).function.terms == (y * exp(-x - y),)
