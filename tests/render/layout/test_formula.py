import pytest
from sympy import Add, Symbol

from symhess.render import formula as f
from symhess.render.layout.formula import formula_node
from symhess.render.tex.math import tex

x, y = Symbol("x"), Symbol("y")
X, Y, TOTAL = f.Expression(x), f.Expression(y), f.Expression(x + y)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        pytest.param(f.Sum((Y, f.Expression(-2 * x), TOTAL)), "y - 2 x + ( x + y )", id="sum"),
        pytest.param(f.Sum((f.Sum((X, Y)), X)), "( x + y ) + x", id="sum-in-sum"),
        pytest.param(f.Sum((X, f.Product((f.Expression(-x), Y)))), "x - x y", id="product-with-sign"),
        pytest.param(f.Sum((X, f.Decimal("-1.5"))), "x - 1.5", id="decimal-with-sign"),
        pytest.param(f.Sum((X, f.Negative(TOTAL))), "x - ( x + y )", id="negative-in-sum"),
        pytest.param(f.Negative(TOTAL), "- ( x + y )", id="negative-sum"),
        pytest.param(f.Product((TOTAL, X, f.Decimal("-2"))), "( x + y ) x ( - 2 )", id="product"),
        pytest.param(f.Product((f.Decimal("3"), f.Decimal("3"))), r"3 \cdot 3", id="numbers"),
        pytest.param(f.Power(f.Name("f", (X, Y)), f.Decimal("2")), "f_{x y}^{2}", id="power-of-index"),
        pytest.param(f.Power(TOTAL, f.Decimal("2")), "( x + y )^{2}", id="power-of-sum"),
        pytest.param(f.Quotient(X, TOTAL), r"\frac{x}{x + y}", id="quotient"),
        pytest.param(f.Grid(((X, Y), (Y, X))), r"\begin{pmatrix} x & y \\ y & x \end{pmatrix}", id="grid"),
        pytest.param(f.Name("f", primes=2), r"f^{\prime \prime}", id="primes"),
        pytest.param(f.Product((f.Name("nabla"), f.Name("f"))), r"\nabla f", id="nabla"),
        pytest.param(f.Power(f.Name("RR"), f.Decimal("2")), r"\mathbb{R}^{2}", id="reals"),
        pytest.param(f.Name("lambda", (f.Decimal("1"),)), r"\lambda_{1}", id="greek"),
        pytest.param(f.Call(f.Name("f"), (X, Y)), "f ( x , y )", id="call"),
        pytest.param(f.Partial(x, TOTAL), r"\tfrac{\partial}{\partial x} ( x + y )", id="partial-of-sum"),
        pytest.param(f.Partial(x, Y, ordinary=True), r"\tfrac{\mathrm{d}}{\mathrm{d} x} \, y", id="ordinary"),
        pytest.param(f.Decimal("-3.1e+40"), r"- 3.1 \cdot 10^{40}", id="large-decimal"),
        pytest.param(f.PlusMinus(f.Decimal("1")), r"\pm 1", id="plus-minus"),
        pytest.param(f.PlusMinus(TOTAL), r"\pm ( x + y )", id="plus-minus-sum"),
        pytest.param(f.Chain((X, Y, X), (f.Relation.LESS, f.Relation.AT_MOST)), r"x < y \le x", id="chain"),
        pytest.param(f.Prefixed(f.Relation.APPROXIMATELY, f.Decimal("1.25")), r"\approx 1.25", id="prefixed"),
        pytest.param(f.Fenced(f.Fence.BRACES, (X, f.Dots())), r"\{ x , \dots \}", id="set"),
        pytest.param(f.Fenced(f.Fence.NONE, (X, Y)), "x , y", id="list"),
    ],
)
def test_every_node_is_laid_out(formula, expected):
    assert tex(formula_node(formula)) == expected


def test_the_users_order_survives_inside_an_expression():
    given = f.Expression(Add(y, x, evaluate=False))

    assert tex(formula_node(given)) == "y + x"


def test_something_else_is_refused():
    with pytest.raises(TypeError, match="expected a formula, got 'x'"):
        formula_node("x")
