"""Rungs that look at the expression: separate parts, outer functions, sides, sums of extrema."""

import pytest
from sympy import Abs, Integer, Piecewise, cos, cosh, exp, log, sin, sqrt, tan

from symhess.classify.expansions import NotAnalytic, germ_at
from symhess.classify.expressions import decide_expression, name_at
from symhess.evidence import LowestTerm, OuterFunction, Summands
from symhess.verdict import Kind
from tests.classify.germs import NEVER, x, y, z


def found(expression, at=None):
    symbols = sorted(expression.free_symbols, key=str)
    places = {s: Integer(0) for s in symbols} | (at or {})
    return decide_expression(expression, places, {s: s for s in symbols}, NEVER)


@pytest.mark.parametrize(
    ("expression", "kind", "strict", "rung"),
    [
        pytest.param(exp(x * y) - 1 - x * y, Kind.MINIMUM, False, "outer-function", id="even-outer"),
        pytest.param(log(1 + x**4 + y**4), Kind.MINIMUM, True, "outer-function", id="increasing-outer"),
        pytest.param(exp(-(x**4) - y**4), Kind.MAXIMUM, True, "outer-function", id="maximum-inside"),
        pytest.param(sin(x * y * z), Kind.SADDLE, None, "outer-function", id="odd-outer-of-a-saddle"),
        pytest.param(cos(x) + cosh(y), Kind.SADDLE, None, "summands", id="one-up-one-down"),
        pytest.param(sin(x) ** 4 + tan(y) ** 2, Kind.MINIMUM, True, "summands", id="both-up"),
        pytest.param(Abs(x) ** 3 + Abs(y) ** 5, Kind.MINIMUM, True, "summands", id="kinks"),
        pytest.param((x**2 - y**2 - z**2) ** 2 + x**6, Kind.MINIMUM, True, "summands", id="strict-beside"),
        pytest.param(x**2 * y**4 * cos(x), Kind.MINIMUM, False, "product", id="squares-times-a-unit"),
        pytest.param(-(x**2) * sin(y) ** 2 * exp(-x - y), Kind.MAXIMUM, False, "product", id="negative-unit"),
        pytest.param((cosh(x) - 1) ** 2 * (exp(y) - 1), Kind.SADDLE, None, "product", id="one-changes-its-sign"),
        pytest.param((x**2 + y**4) * (x**4 + y**2) * exp(x), Kind.MINIMUM, True, "product", id="each-strict"),
        pytest.param(Abs(x) * Abs(y), Kind.MINIMUM, False, "product", id="kinks-multiplied"),
        pytest.param((x * y - z) ** 2 + x**4, Kind.MINIMUM, False, "summands", id="zero-curve"),
    ],
)
def test_kinds_and_rungs(expression, kind, strict, rung):
    result = found(expression)

    assert (result.kind, result.strict, result.decided_by) == (kind, strict, rung)


@pytest.mark.parametrize(
    ("expression", "kind", "strict"),
    [
        pytest.param(x**4 + y**2, Kind.MINIMUM, False, id="polynomial"),
        pytest.param(cos(x) - y**2, Kind.MAXIMUM, False, id="analytic"),
        pytest.param(x**3 + y**2, Kind.SADDLE, None, id="saddle"),
        pytest.param(Integer(7), Kind.MINIMUM, False, id="constant"),
        pytest.param((x + 1) ** 2 - x**2 - 2 * x - y**4, Kind.MAXIMUM, False, id="hidden-constant"),
    ],
)
def test_a_variable_that_does_not_occur_takes_strictness_away(expression, kind, strict):
    result = found(expression, {z: Integer(0), x: Integer(0)})

    assert (result.kind, result.strict) == (kind, strict)


def test_the_outer_law_is_recorded():
    result = found(1 - cos(x**2 + y**3))
    record = result.evidence[0]

    assert isinstance(record, OuterFunction)
    assert (record.inner, record.power, record.coefficient.short()) == (x**2 + y**3, 2, Integer(1) / 2)
    assert record.outer.subs(record.unknown, record.inner) == 1 - cos(x**2 + y**3)


def test_summands_name_their_kinds():
    record = next(e for e in found(x**4 - cos(y)).evidence if isinstance(e, Summands))

    assert {part.kind for part in record.parts} == {"minimum"}
    assert sum(part.expression for part in record.parts) in (x**4 - cos(y), x**4 - cos(y) + 1)


@pytest.mark.parametrize(
    ("expression", "kind", "powers"),
    [
        pytest.param(Abs(x) ** 3, Kind.MINIMUM, (3, 3), id="cube-of-the-size"),
        pytest.param(Abs(x) * x**2 - x**4, Kind.MINIMUM, (3, 3), id="with-a-smaller-term"),
        pytest.param(x * Abs(x), Kind.SADDLE, (2, 2), id="odd"),
        pytest.param(Piecewise((x**4, x >= 0), (x**3, True)), Kind.SADDLE, (4, 3), id="piecewise"),
        pytest.param(-sqrt(x**2), Kind.MAXIMUM, (1, 1), id="corner"),
    ],
)
def test_one_variable_from_both_sides(expression, kind, powers):
    result = found(expression)

    assert result.kind is kind
    assert tuple(e.power for e in result.evidence if isinstance(e, LowestTerm)) == powers
    assert {e.side for e in result.evidence} == {1, -1}


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(Abs(x * y) + x**3, id="two-variables"),
        pytest.param(Piecewise((exp(-1 / x**2), x > 0), (x**2, True)), id="flat-side"),
        pytest.param(Piecewise((x**2 + 1, x > 0), (x**2, True)), id="jump"),
    ],
)
def test_what_is_not_analytic_is_left_open(expression):
    with pytest.raises(NotAnalytic):
        found(expression)


def test_germs_are_exact_for_polynomials_only():
    at = {x: Integer(0), y: Integer(0)}

    assert germ_at(x**9 + y, at, 3, (x, y)).order is None
    assert germ_at(sin(x) + y, at, 3, (x, y)).order == 3


def test_names_of_functions_that_are_no_polynomials():
    at = {x: Integer(0), y: Integer(0)}

    assert name_at((y - sin(x)) * (y - tan(x)), at, (x, y), NEVER) == "A5-"
    assert name_at(exp(x * y) - 1 - x * y, at, (x, y), NEVER) is None
