"""The certified search finds all zeros, each once, and says what it cannot decide."""

import pytest
from flint import arb
from sympy import Abs, Integer, Rational, S, Symbol, cos, exp, log, pi, sin, sqrt, symbols

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.errors import InputError
from symhess.solve.search import Hint, search

x, y, z = symbols("x y z")


def square(low, high, size=2):
    return ((S(low), S(high)),) * size


def found(function, box, **options):
    variables = (x, y, z)[: len(box)]
    return search([function.diff(v) for v in variables], variables, box, Deadline(30), **options)


def exact(searched):
    return [root.exact for root in searched.roots]


WAVES = x**2 + y**2 - 10 * cos(2 * pi * x) - 10 * cos(2 * pi * y)
HILLS = -(sin(x) ** 2) * sin(y) ** 2 * exp((x + y) / 5)


@pytest.mark.parametrize(
    ("function", "box", "count"),
    [
        pytest.param(WAVES, square(Rational(-256, 50), Rational(256, 50)), 441, id="rastrigin"),
        pytest.param(WAVES + z**2 - 10 * cos(2 * pi * z), square(-1, 1, 3), 125, id="rastrigin-3"),
        pytest.param(1 + (x**2 + y**2) / 4000 - cos(x) * cos(y / sqrt(2)), square(-5, 5), 17, id="griewank"),
        pytest.param(exp(-x**2 - y**2) + exp(-y**2 - (x - 1) ** 2), ((S(-4), S(5)), square(-4, 4)[0]), 1, id="merged"),
        pytest.param(x / (1 + x**2 + y**2), square(-3, 3), 2, id="quotient"),
        pytest.param(x**4 - 3 * x**2 + x + y**2, square(-3, 3), 3, id="polynomial"),
        pytest.param(exp(x) + y**2, square(-3, 3), 0, id="none"),
    ],
)
def test_known_counts(function, box, count):
    searched = found(function, box)

    assert (len(searched.roots), searched.undecided, searched.hint) == (count, (), None)
    assert all(ball.rel_accuracy_bits() >= 192 or abs(ball) < 1e-50 for r in searched.roots for ball in r.enclosures)


def test_coordinates_are_recognised_one_by_one():
    searched = search((x - cos(x), sin(y)), (x, y), ((S(0), S(1)), (S(3), S(4))), Deadline(5))

    assert exact(searched) == [(None, pi)]


@pytest.mark.parametrize(
    ("equation", "low", "high", "expected"),
    [
        pytest.param(x**2 - 2, S(0), sqrt(2), [(sqrt(2),)], id="on-the-face"),
        pytest.param(x**2 - 2, S(0), Rational(14142, 10000), [], id="just-beyond"),
        pytest.param(sin(x), S(0), 2 * pi, [(0,), (pi,), (2 * pi,)], id="both-faces"),
        pytest.param(log(x), S(0), S(1), [(1,)], id="domain-ends-at-a-face"),
        pytest.param(sqrt(x) - x, S(-1), S(1), [(0,), (1,)], id="zero-at-the-end-of-the-domain"),
    ],
)
def test_faces_belong_to_the_box(equation, low, high, expected):
    searched = search((equation,), (x,), ((low, high),), Deadline(5))

    if equation != sqrt(x) - x:
        assert (exact(searched), searched.undecided) == (expected, ())
    else:  # zero is no smooth point: it may stay open, but must not be lost
        assert exact(searched)[-1:] == expected[-1:]
        assert exact(searched) == expected or any(side[0][0] <= 0 <= side[0][1] for side in searched.undecided)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        pytest.param(Relation.POSITIVE, [(1,)], id="positive"),
        pytest.param(Relation.NONNEGATIVE, [(0,), (1,)], id="not-negative"),
        pytest.param(Relation.NONZERO, [(-1,), (1,)], id="not-zero"),
    ],
)
def test_conditions_cut_the_box(relation, expected):
    searched = search((x**3 - x,), (x,), square(-2, 2, 1), Deadline(5), conditions=(Condition(x, relation),))

    assert (exact(searched), searched.undecided) == (expected, ())


@pytest.mark.parametrize(
    ("function", "point"),
    [
        pytest.param(x**3 - 3 * x * y**2, (0, 0), id="monkey-saddle"),
        pytest.param((3 * x - 1) ** 2 * sin(3 * x - 1), (Rational(1, 3),), id="inflection"),
        pytest.param((x - pi) ** 4 + y**2, (pi, 0), id="transcendental-place"),
    ],
)
def test_degenerate_zeros_are_isolated_exactly(function, point):
    searched = found(function, square(-1, 4)[: len(point)] if pi in point else square(-1, 1)[: len(point)])

    assert searched.undecided == ()
    assert [root.exact for root in searched.roots if not root.regular] == [point]


def test_a_point_without_gradient_is_cut_out():
    r = sqrt(x**2 + y**2)
    origin = (Integer(0), Integer(0))
    searched = found(r + x**2 / 3, square(-1, 2), nonsmooth=(origin,))

    assert (searched.roots, searched.undecided) == ((), ())
    assert [point for point, _ in searched.evidence.punctured] == [origin]


def test_poles_are_cut_out():
    searched = found(1 / sqrt((x - Rational(3, 10)) ** 2 + y**2) + x**2 + y**2, square(-2, 2))

    assert searched.undecided == () and [point for point, _ in searched.evidence.punctured] == [(Rational(3, 10), 0)]
    assert [root.exact[1] for root in searched.roots] == [0, 0]


def test_a_kink_is_no_zero_and_stays_open():
    searched = search((x * Abs(x) - x,), (x,), square(-2, 2, 1), Deadline(5))

    assert {(-1,), (1,)} <= set(exact(searched))
    assert (0,) in exact(searched) or searched.undecided


@pytest.mark.parametrize(
    "function",
    [
        pytest.param(exp(-((x**2 + y**2 - 1) ** 2)), id="ring"),
        pytest.param(sin(x + y), id="lines"),
        pytest.param((x * y - 1) ** 2 * exp(x), id="hyperbola"),
    ],
)
def test_infinitely_many_zeros_stop_the_search_early(function):
    searched = found(function, square(-3, 3))

    assert searched.hint is Hint.SWARM
    assert searched.undecided and searched.boxes < 5000


def test_the_deadline_leaves_everything_undecided():
    searched = search((sin(x * y) - x, cos(x + y)), (x, y), square(-3, 3), Deadline(0.0))

    assert (searched.hint, len(searched.undecided)) == (Hint.TIME_LIMIT, 1)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        pytest.param(S(1), S(0), "below its high end", id="upside-down"),
        pytest.param(S(1), S(1), "below its high end", id="empty"),
        pytest.param(S(0), S.Infinity, "must be real numbers", id="infinite"),
        pytest.param(S(0), Symbol("a"), "must be real numbers", id="symbolic"),
    ],
)
def test_bad_boxes_are_refused(low, high, words):
    with pytest.raises(InputError, match=words):
        search((x,), (x,), ((low, high),), Deadline(5))


def test_zeros_are_invariant_under_invertible_combinations():
    equations = (x - cos(y), y - sin(x) / 2)
    mixed = (2 * equations[0] + equations[1], exp(x) * (equations[0] - equations[1]))

    first, second = (search(system, (x, y), square(-2, 2), Deadline(5)) for system in (equations, mixed))

    assert len(first.roots) == len(second.roots) == 1
    pairs = zip(first.roots[0].enclosures, second.roots[0].enclosures, strict=True)
    assert all(isinstance(a, arb) and a.overlaps(b) for a, b in pairs)
