"""Equality of real functions: proofs, witnesses, and what stays open."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Integer,
    Symbol,
    asin,
    atan,
    cos,
    cosh,
    exp,
    gamma,
    log,
    pi,
    sign,
    sin,
    sinh,
    sqrt,
    sympify,
    tan,
    tanh,
)

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.equivalence import Status, compare_functions

x, y, z = symbols = (Symbol("x"), Symbol("y"), Symbol("z"))
CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "corpus" / "equiv.jsonl").read_text().splitlines()]


def _status(first, second, assumed=()):
    return compare_functions(first, second, symbols, assumed, Deadline(10)).status


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_known_pairs(case):
    names = {name: Symbol(name) for name in case["vars"]}
    first, second = (sympify(case[key], locals=names) for key in ("student", "reference"))
    assumed = tuple(Condition(Symbol(name), Relation.POSITIVE) for name in case.get("assume") or {})

    assert _status(first, second, assumed) is (Status.PROVED if case["equal"] else Status.REFUTED)


EQUAL = [
    (sin(x) * cos(y) + cos(x) * sin(y), sin(x + y)),
    (sin(x) - sin(y), 2 * cos((x + y) / 2) * sin((x - y) / 2)),
    (tan(x + y), (tan(x) + tan(y)) / (1 - tan(x) * tan(y))),
    (sin(x + pi / 3), sin(x) / 2 + sqrt(3) * cos(x) / 2),
    (sin(x + 1), sin(x) * cos(1) + cos(x) * sin(1)),
    (sin(2 * atan(x)), 2 * x / (1 + x**2)),
    (atan(x), asin(x / sqrt(1 + x**2))),
    (cosh(x) ** 2 - sinh(x) ** 2, Integer(1)),
    (1 / (1 + exp(-x)), (1 + tanh(x / 2)) / 2),
    (log(1 + exp(x)) - x, log(1 + exp(-x))),
    (Integer(4) ** x, Integer(2) ** (2 * x)),
    (Integer(2) ** x * Integer(3) ** x, Integer(6) ** x),
    (1 / (sqrt(x + 1) - sqrt(x)), sqrt(x + 1) + sqrt(x)),
    (sqrt(1 - sin(x) ** 2), Abs(cos(x))),
    (sqrt(4 * x**2 + 4 * x + 1), 2 * Abs(x + Integer(1) / 2)),
    (sign(x) * Abs(x), x),
    (log(x**2 + 2 * x + 1), 2 * log(Abs(x + 1))),
    (sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2)),
    (x**2 - 2, (x - sqrt(2)) * (x + sqrt(2))),
    (exp(-(x**2) / 2) / sqrt(2 * pi), 1 / (sqrt(2 * pi) * exp(x**2 / 2))),
]


@pytest.mark.parametrize(("first", "second"), EQUAL, ids=[str(a) for a, _ in EQUAL])
def test_identities_are_proved_and_their_slips_refuted(first, second):
    assert _status(first, second) is Status.PROVED
    assert _status(second, first) is Status.PROVED
    assert _status(first, second * (1 + x / 10**9)) is Status.REFUTED
    assert _status(first, second + exp(-60)) is Status.REFUTED


DIFFERENT = [
    pytest.param(sqrt(x**2 + 2 * x + 1), x + 1, id="sign-of-a-root"),
    pytest.param(2 * atan(x), atan(2 * x / (1 - x**2)), id="branch"),
    pytest.param(asin(sin(x)), x, id="not-an-inverse"),
    pytest.param(Abs(x + y), Abs(x) + Abs(y), id="triangle"),
    pytest.param(log(x**2) / 2, log(x), id="half-line"),
]


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_witnesses_are_points_where_the_functions_differ(first, second):
    found = compare_functions(first, second, symbols, (), Deadline(10))

    assert found.status is Status.REFUTED
    at = dict(found.witness.at)
    values = [value if value.is_real else None for value in (f.subs(at).evalf(30) for f in (first, second))]
    assert values[0] is None or values[1] is None or abs(values[0] - values[1]) > 1e-20
    for value, told in zip(values, (found.witness.first, found.witness.second), strict=True):
        assert (value is None) == (told is None)
        assert value is None or abs(value - sympify(told)) < 1e-6 * (1 + abs(value))


def test_a_domain_that_is_larger_is_told_by_a_point_of_it():
    found = compare_functions(log(x / y), log(x) - log(y), symbols)

    at = dict(found.witness.at)
    assert at[x] < 0 and at[y] < 0
    assert found.witness.first is not None and found.witness.second is None


def test_what_is_assumed_counts():
    positive = (Condition(x, Relation.POSITIVE), Condition(y, Relation.POSITIVE))

    assert _status(log(x * y), log(x) + log(y)) is Status.REFUTED
    assert _status(log(x * y), log(x) + log(y), positive) is Status.PROVED
    assert _status(sqrt(x**2), x, positive[:1]) is Status.PROVED


def test_unknown_functions_and_lack_of_time_leave_it_open():
    assert compare_functions(gamma(x + 1), x * gamma(x), symbols).reason == "unknown-function"
    assert compare_functions(sin(x), cos(y), symbols, (), Deadline(0)).reason == "time-limit"


_LEAVES = st.sampled_from([x, y, Integer(2), x + y, sin(x), exp(y), sqrt(x**2 + 1)])
_TERMS = st.recursive(_LEAVES, lambda part: st.builds(lambda a, b, k: a + b if k else a * b, part, part, st.booleans()))


@settings(max_examples=40, deadline=None)
@given(_TERMS, _TERMS)
def test_ring_laws_are_proved_and_differences_never(first, second):
    assert _status((first + second) ** 2, first**2 + 2 * first * second + second**2) is Status.PROVED
    assert _status(first * second, second * first + Integer(1) / 7**30) is not Status.PROVED
