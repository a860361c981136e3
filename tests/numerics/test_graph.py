"""Hash-consing and folding."""

import pytest

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.numerics.graph import NONE, SEVERAL, Graph


@pytest.fixture
def graph():
    return Graph()


@pytest.mark.parametrize(("exponent", "count"), [(2, 1), (3, 2), (8, 3), (7, 4), (-1, 1), (-2, 2), (0.5, 1), (2.5, 1)])
def test_a_power_costs_the_multiplications_that_it_takes(exponent, count):
    graph = Graph()

    assert graph.operations([graph.power(graph.variable(0), exponent)]) == count


def test_equal_expressions_are_one_node(graph):
    x, y = graph.variable(0), graph.variable(1)

    assert graph.sum(x, y) == graph.sum(y, x)
    assert graph.product(x, y) == graph.product(y, x)
    assert graph.product(x, x) == graph.power(x, 2)


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        pytest.param(lambda g, x: g.sum(x, g.constant(0.0)), lambda g, x: x, id="plus-zero"),
        pytest.param(lambda g, x: g.product(g.constant(1.0), x), lambda g, x: x, id="times-one"),
        pytest.param(lambda g, x: g.product(x, g.constant(0.0)), lambda g, x: g.constant(0.0), id="times-zero"),
        pytest.param(lambda g, x: g.power(x, 0), lambda g, x: g.constant(1.0), id="power-zero"),
        pytest.param(lambda g, x: g.power(x, 1), lambda g, x: x, id="power-one"),
        pytest.param(lambda g, x: g.call("exp", g.constant(0.0)), lambda g, x: g.constant(1.0), id="call"),
        pytest.param(
            lambda g, x: g.product(g.constant(3.0), g.product(g.constant(2.0), x)),
            lambda g, x: g.product(g.constant(6.0), x),
            id="factors-meet",
        ),
        pytest.param(lambda g, x: g.where(g.node("<", (x, x)), x, x), lambda g, x: x, id="same-branches"),
    ],
)
def test_trivial_arithmetic_folds(graph, build, expected):
    x = graph.variable(0)

    assert build(graph, x) == expected(graph, x)


def test_constants_outside_a_domain_do_not_fold(graph):
    assert graph.value(graph.call("log", graph.constant(-1.0))) is None
    assert graph.value(graph.power(graph.constant(0.0), -1)) is None


def test_a_total_is_shallow(graph):
    root = graph.total([graph.power(graph.variable(index), 2) for index in range(1024)])
    depth = {}
    for number in graph.reached([root]):
        depth[number] = 1 + max((depth[child] for child in graph.nodes[number][1]), default=0)

    assert depth[root] == 12
    assert graph.operations([root]) == 1024 + 1023


def test_supports_name_the_only_variable(graph):
    x, y = graph.variable(3), graph.variable(4)

    assert graph.supports[graph.call("sin", x)] == 3
    assert graph.supports[graph.sum(x, y)] == SEVERAL
    assert graph.supports[graph.constant(2.0)] == NONE


def test_growing_past_the_deadline_raises(graph):
    graph.deadline = Deadline(0.0)
    with pytest.raises(TimeLimitReached):
        for index in range(10_000):
            graph.variable(index)
