"""Merged families have the same points as the given ones."""

from itertools import product

import pytest
from sympy import Dummy, Integer, Rational, pi, symbols

from symhess.solve.transcendental.merging import merged
from symhess.solve.transcendental.task import Solution

x, y = symbols("x y")


def family(*places):
    """Coordinates as (start, turn), or constants."""
    integers = [Dummy("n", integer=True) for _ in places]
    at, used = {}, []
    for variable, place, integer in zip((x, y), places, integers, strict=False):
        if isinstance(place, tuple):
            used.append(integer)
        at[variable] = place[0] + place[1] * integer if isinstance(place, tuple) else place
    return Solution(at, tuple(used))


def members(solutions, span=12):
    found = set()
    for solution in solutions:
        for values in product(range(-span, span + 1), repeat=len(solution.parameters)):
            put = dict(zip(solution.parameters, values, strict=True))
            place = tuple(e.subs(put) if put else e for e in solution.at.values())
            if all(abs(c) < 10 for c in place):
                found.add(place)
    return found


TURN = 2 * pi


@pytest.mark.parametrize(
    ("given", "number"),
    [
        pytest.param([family((pi / 2, TURN)), family((-pi / 2, TURN))], 1, id="half-turns"),
        pytest.param([family((pi / 3, TURN)), family((-pi / 3, TURN))], 2, id="not-evenly-spaced"),
        pytest.param([family((0, 2 * TURN)), family((TURN, 2 * TURN))], 1, id="double-turns"),
        pytest.param([family((k * pi / 3, TURN)) for k in range(6)], 1, id="sixths"),
        pytest.param([family((0, TURN), Rational(3, 2)), family((pi, TURN), Rational(3, 2))], 1, id="constant-kept"),
        pytest.param([family((0, TURN), Integer(1)), family((pi, TURN), Integer(-1))], 2, id="other-constants"),
        pytest.param([family((0, TURN), (0, TURN)), family((pi, TURN), (pi, TURN))], 2, id="diagonal"),
        pytest.param([family((Integer(1), TURN)), family((1 + pi, TURN)), family((pi, TURN))], 2, id="other-rests"),
    ],
)
def test_the_same_points_by_fewer_families(given, number):
    joined = merged(tuple(given[0].at), given)

    assert len(joined) == number
    assert members(joined) == members(given)


def test_points_pass():
    point = Solution({x: pi})

    assert merged((x,), [point]) == (point,)
