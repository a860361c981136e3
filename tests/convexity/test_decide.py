"""Known answers, each re-checked; the statements that follow from one another."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf
from sympy import (
    Abs,
    E,
    Integer,
    Max,
    Rational,
    Symbol,
    atan,
    cos,
    cosh,
    exp,
    lambdify,
    log,
    pi,
    sin,
    sqrt,
    symbols,
    sympify,
    tan,
    tanh,
)

import symhess
from symhess.shape import AffineAlong, CurvatureWitnesses
from symhess.statements import Grounds
from symhess.verify.statements import convexity_faults

CORPUS = Path(__file__).parents[1] / "corpus" / "convexity.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
OPPOSITE = {
    "strictly convex": "strictly concave",
    "convex": "concave",
    "neither": "neither",
    "strictly concave": "strictly convex",
    "concave": "convex",
}
x, y, z = symbols("x y z")


def conditions(case):
    """The case's open intervals as inequalities."""
    for name, (low, high, _) in case["domain"].items():
        if low != "-oo":
            yield Symbol(name) > sympify(low)
        if high != "oo":
            yield Symbol(name) < sympify(high)


def decided(case, sign=1):
    f = sympify(case["f"]) * sign
    return symhess.convexity(f, variables=case["vars"], domain=list(conditions(case)) or None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_textbook_function_is_what_it_is_and_its_evidence_holds(case):
    found = decided(case)

    assert found.status == case["convex"]
    assert list(convexity_faults(found.statement, found.function)) == []
    if found.mu is not None and "strongly_convex_mu" in case:
        assert sympify(found.mu.text()) == sympify(case["strongly_convex_mu"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_negative_is_the_opposite(case):
    assert decided(case, -1).status == OPPOSITE[case["convex"]]


@pytest.mark.parametrize(
    ("f", "domain", "expected"),
    [
        (x * log(x / y), [x > 0, y > 0], "convex"),
        (-log(1 - x**2 - y**2), None, "strictly convex"),
        (sqrt(1 + x**2 + y**2), None, "strictly convex"),
        (sqrt(x**2 + y**2), None, "convex"),
        (Abs(x) + x**2, None, "strictly convex"),
        (Max(x**2, y), None, "convex"),
        (log(cosh(x)), None, "strictly convex"),
        (1 / (1 + exp(-x)), None, "neither"),
        (tanh(x), x > 0, "strictly concave"),
        (atan(x), x > 0, "strictly concave"),
        (tan(x), [x > 0, x < pi / 2], "strictly convex"),
        (x**x, x > 0, "strictly convex"),
        (2**x, None, "strictly convex"),
        (log(x) ** 2, [x > 0, x < E], "strictly convex"),
        (exp(-(x**2)), [x > -sqrt(2) / 2, x < sqrt(2) / 2], "strictly concave"),
        (x**2 / 2 + cos(x), None, "strictly convex"),
        (x ** Rational(1, 2) * y ** Rational(1, 4), [x > 0, y > 0], "strictly concave"),
        (x * y / (x + y), [x > 0, y > 0], "concave"),
        ((x**2 + y**2) / z, z > 0, "convex"),
        ((x - y) ** 4 + (x + y) ** 4, None, "strictly convex"),
        (x**3 / y**2, [x > 0, y > 0], "convex"),
        (sin(x) + sin(y), [x > 0, x < pi, y > 0, y < pi], "strictly concave"),
        (3 * x - 2 * y + 1, None, "convex"),
    ],
    ids=str,
)
def test_functions_of_all_kinds(f, domain, expected):
    found = symhess.convexity(f, domain=domain)

    assert found.status == expected
    assert list(convexity_faults(found.statement, found.function)) == []


@pytest.mark.parametrize(
    ("f", "domain", "grounds"),
    [
        ("1/x", None, Grounds.DOMAIN_NOT_CONVEX),
        ("log(x^2 + y^2)", None, Grounds.DOMAIN_NOT_CONVEX),
        ("x^2 + y^2", "x y > 1", Grounds.DOMAIN_NOT_CONVEX),
        ("x^2", "0 < x < 1 and x > 2", Grounds.NO_POINT),
    ],
)
def test_what_is_not_decided_says_why(f, domain, grounds):
    found = symhess.convexity(f, domain=domain)

    assert found.status == "undecided"
    assert found.statement.grounds is grounds


def test_time_that_is_up_is_said():
    assert symhess.convexity("exp(x^2 + y^2)", time_limit=0.0).statement.grounds is Grounds.TIME_LIMIT


coefficients = st.integers(-3, 3)


@settings(max_examples=25, deadline=None)
@given(st.lists(coefficients, min_size=6, max_size=6), coefficients, coefficients)
def test_adding_an_affine_function_changes_nothing(numbers, a, b):
    a4, b4, c2, d2, e2, mixed = numbers
    f = a4 * x**4 + b4 * y**4 + c2 * x**2 + d2 * y**2 + e2 * x * y + mixed * x**2 * y**2
    plain, tilted = (symhess.convexity(g, variables=(x, y)) for g in (f, f + a * x + b * y + 1))

    assert plain.status == tilted.status


@settings(max_examples=25, deadline=None)
@given(st.lists(coefficients, min_size=4, max_size=4), st.sampled_from([(1, 1, 0, 1), (2, 1, 1, 1), (1, -1, 1, 1)]))
def test_an_affine_substitution_keeps_the_status(numbers, matrix):
    p, q, r, s = numbers
    f = p * x**4 + q * x**2 * y**2 + r * y**2 + s * x * y
    a, b, c, d = map(Integer, matrix)
    g = f.subs({x: a * x + b * y + 1, y: c * x + d * y - 2}, simultaneous=True)
    straight, turned = (symhess.convexity(h, variables=(x, y)).status for h in (f, g))

    assert turned in (straight, "undecided")


@settings(max_examples=30, deadline=None)
@given(st.lists(coefficients, min_size=5, max_size=5))
def test_statements_hold_at_midpoints_in_high_precision(numbers):
    f = sum(c * term for c, term in zip(numbers, (x**4, y**4, x * y, exp(x), x**2 * y), strict=True))
    found = symhess.convexity(f, variables=(x, y))
    value = lambdify((x, y), f, "mpmath")
    with mp.workdps(60):
        if found.status == "neither":
            (record,) = found.evidence
            assert isinstance(record, CurvatureWitnesses)
            assert bend(value, record.up_at, record.up) > 0 > bend(value, record.down_at, record.down)
        elif found.status != "undecided":
            sign = 1 if "convex" in found.status else -1
            points = [(0, 0), (1, 2), (-3, 1), (2, -5), (-1, -1)]
            assert all(sign * bend(value, p, q) >= 0 for p in points for q in points if q != (0, 0))


def bend(value, point, direction):
    """The second difference with a small step."""
    step = mpf(10) ** -15
    at = [mpf(int(p.p)) / int(p.q) if hasattr(p, "p") else mpf(p) for p in point]
    moved = [value(*(p + k * step * d for p, d in zip(at, direction, strict=True))) for k in (-1, 0, 1)]
    return (moved[0] - 2 * moved[1] + moved[2]) / step**2 + mpf(10) ** -20


def test_what_is_not_strict_has_a_direction():
    found = symhess.convexity("log(exp(x) + exp(y) + exp(z))")
    segment = found.evidence[-1]

    assert isinstance(segment, AffineAlong)
    assert len(set(segment.direction)) == 1
