from fractions import Fraction

import pytest

from symhess.parse.tree import (
    Absolute,
    Application,
    Constant,
    Negative,
    Number,
    PlusMinus,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Unit,
    Variable,
    fold_tree,
    walk,
)

X, Y, ONE = Variable("x"), Variable("y"), Number(Fraction(1))


@pytest.mark.parametrize(
    ("node", "children"),
    [
        pytest.param(ONE, (), id="number"),
        pytest.param(Constant("e"), (), id="constant"),
        pytest.param(X, (), id="variable"),
        pytest.param(Unit("i"), (), id="unit"),
        pytest.param(Sum((X, Y)), (X, Y), id="sum"),
        pytest.param(Product((Y, X)), (Y, X), id="product"),
        pytest.param(Quotient(X, Y), (X, Y), id="quotient"),
        pytest.param(Power(X, ONE), (X, ONE), id="power"),
        pytest.param(Negative(X), (X,), id="negative"),
        pytest.param(PlusMinus(0, X), (X,), id="plus-minus"),
        pytest.param(Application("sin", X), (X,), id="application"),
        pytest.param(Application("log", X, Y), (X, Y), id="logarithm-with-base"),
        pytest.param(Root(3, X), (X,), id="root"),
        pytest.param(Absolute(X), (X,), id="absolute"),
    ],
)
def test_children_come_in_the_order_written(node, children):
    assert node.children == children


def test_nodes_compare_by_content_not_by_place():
    assert Sum((X, ONE), position=3) == Sum((X, ONE), position=7)
    assert Sum((X, ONE)) != Sum((ONE, X))
    assert Product((X, Y)) != Sum((X, Y))


def test_walking_yields_children_before_parents():
    tree = Sum((Product((X, Y)), Negative(ONE)))

    assert [type(node).__name__ for node in walk(tree)] == [
        "Variable",
        "Variable",
        "Product",
        "Number",
        "Negative",
        "Sum",
    ]


def test_walking_needs_no_recursion():
    tree = X
    for _ in range(50_000):
        tree = Negative(tree)

    assert sum(1 for _ in walk(tree)) == 50_001


def test_folding_sees_the_values_of_the_children():
    tree = Sum((Product((X, Y, X)), Negative(ONE)))
    depth = fold_tree(tree, lambda node, below: 1 + max(below, default=0))

    assert depth[id(tree)] == 3
    assert depth[id(X)] == 1


def test_a_shared_node_has_one_value():
    seen = []
    fold_tree(Sum((X, X)), lambda node, below: seen.append(node))

    assert seen.count(X) == 2
