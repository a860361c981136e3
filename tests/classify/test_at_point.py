"""The ladder on functions with known kinds, and the refusals of points that are none."""

import json
from pathlib import Path

import pytest
from sympy import Abs, CRootOf, E, Piecewise, Rational, Symbol, cos, exp, log, pi, sin, sqrt, sympify, zeta

from symhess.budget import Deadline
from symhess.classify.at_point import classify_at, increments_at
from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Reason
from tests.classify.germs import x, y, z

CORPUS = Path(__file__).parents[1] / "corpus" / "degenerate.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
NAMED = {"A", "D", "E", "P", "X", "J"}


def at(expression, *coordinates, variables=None, seconds=20):
    variables = variables or sorted(expression.free_symbols, key=str)
    point = tuple(map(sympify, coordinates))
    return classify_at(ScalarFunction(expression, tuple(variables)), point, Deadline(seconds))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_corpus_is_decided_as_proved_by_hand(case):
    names = {name: Symbol(name) for name in case["vars"]}
    expression = sympify(case["f"], locals=names)
    for point in case["points"]:
        verdict = at(expression, *point["at"], variables=names.values())
        if case["undecided_ok"] and verdict.kind is Kind.UNDECIDED:
            assert verdict.reason is Reason.NOT_ANALYTIC
            continue
        assert verdict.kind.value == point["kind"]
        if point["kind"] != "saddle":
            assert verdict.strict is point["strict"]


@pytest.mark.parametrize(
    "case", [c for c in CASES if (c["singularity"] or "?")[0] in NAMED], ids=lambda case: case["id"]
)
def test_the_corpus_has_arnolds_names(case):
    names = {name: Symbol(name) for name in case["vars"]}

    verdict = at(sympify(case["f"], locals=names), *case["points"][0]["at"], variables=names.values())

    assert verdict.singularity == case["singularity"]


@pytest.mark.parametrize(
    ("expression", "point", "kind", "strict"),
    [
        pytest.param((x - pi) ** 4 + (y - log(2)) ** 2, (pi, log(2)), "minimum", True, id="transcendental-point"),
        pytest.param(pi * x**2 + E * y**4 - x**2 * y**2, (0, 0), "minimum", True, id="transcendental-coefficients"),
        pytest.param((x - y) ** 2 * exp(y) - x**3, (0, 0), "saddle", None, id="odd-along-the-kernel"),
        pytest.param((y - sin(x)) ** 2 - x**10, (0, 0), "saddle", None, id="thin-region"),
        pytest.param((sin(x) - y) ** 4, (0, 0), "minimum", False, id="power-of-a-regular-function"),
        pytest.param(-exp((x * y - 1) ** 2), (1, 1), "maximum", False, id="decreasing-outer"),
        pytest.param(cos(x**2 * y), (0, 0), "maximum", False, id="even-outer-of-a-saddle"),
        pytest.param((x**3 + x - 1) ** 4 + y**2, (CRootOf(x**3 + x - 1, 0), 0), "minimum", True, id="root-object"),
        pytest.param((x**2 - 2) ** 2 - (y**2 - 3) ** 4, (sqrt(2), sqrt(3)), "saddle", None, id="two-radicals"),
        pytest.param(sqrt(1 + x**4 + y**4), (0, 0), "minimum", True, id="root-of-a-sum"),
        pytest.param(x**4 / (1 + y**2) - y**4, (0, 0), "saddle", None, id="quotient"),
        pytest.param(x**4 + y**4 + z**4 - 4 * x * y * z**2, (0, 0, 0), "saddle", None, id="indefinite-quartic"),
        pytest.param(Abs(x) ** 3 - y**2, (0, 0), "saddle", None, id="unlike-sides"),
        pytest.param(Piecewise((x**2, x > 0), (-(x**3), True)) + y**2, (0, 0), "minimum", True, id="piecewise"),
    ],
)
def test_other_functions(expression, point, kind, strict):
    verdict = at(expression, *point)

    assert (verdict.kind.value, verdict.strict) == (kind, strict)
    assert verdict.evidence


@pytest.mark.parametrize(
    ("expression", "point"),
    [
        pytest.param(x**2 + y, (0, 0), id="linear-term"),
        pytest.param((x**2 - 2) ** 2, (Rational(141421356, 10**8),), id="beside-the-root"),
        pytest.param(cos(x) + x**2 / 2, (Rational(235, 10**14),), id="spurious-numerical-root"),
    ],
)
def test_a_point_that_is_not_critical_is_refused(expression, point):
    with pytest.raises(InputError, match="not a critical point"):
        at(expression, *point)


@pytest.mark.parametrize("expression", [1 / x, log(x) ** 3, sqrt(x - 1) ** 3, exp(-1 / x**2)], ids=str)
def test_a_point_without_value_is_refused(expression):
    with pytest.raises(InputError, match="no real value"):
        at(expression, 0)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        pytest.param(sqrt(x**2 + y**2) - x, Reason.NOT_ANALYTIC, id="tilted-cone"),
        pytest.param(zeta(3) * x**2 * y + x**5, Reason.ZERO_TEST, id="no-enclosure"),
    ],
)
def test_what_is_not_decided_says_why(expression, reason):
    verdict = at(expression, *(0 for _ in expression.free_symbols))

    assert (verdict.kind, verdict.strict, verdict.reason) == (Kind.UNDECIDED, None, reason)


def test_no_time_is_a_reason():
    assert at(x**4 + y**4, 0, 0, seconds=0).reason is Reason.TIME_LIMIT


def test_increments_keep_the_name_where_the_coordinate_is_zero():
    assert increments_at((x, y), (sqrt(2), sympify(0))) == (Symbol("h_x"), y)
