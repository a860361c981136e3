"""Functions with kinks on constraint sets and regions: extrema against a fine sampling."""

import numpy as np
import pytest
from sympy import lambdify

from symhess import analyze, verify
from symhess.statements import Attained

CIRCLE = ["x^2 + y^2 = 1"]
ON_A_CIRCLE = [
    ("abs(x)", "0", "1"),
    ("abs(x) + y", "-1", "sqrt(2)"),
    ("abs(x) + abs(y)", "1", "sqrt(2)"),
    ("abs(x y)", "0", "1/2"),
]
ON_AN_INTERVAL = [
    ("abs(x)", "0", "2"),
    ("abs(x - 1) + x^2", "3/4", "5"),
    ("abs(sin(x))", "0", "1"),
]


def told(study):
    extrema = study.constraint_study.extrema
    return [side.value and side.value.text() for side in (extrema.minimum, extrema.maximum)]


@pytest.mark.parametrize(("text", "low", "high"), ON_A_CIRCLE, ids=[text for text, *_ in ON_A_CIRCLE])
def test_extrema_on_a_circle(text, low, high):
    study = analyze(text, variables=["x", "y"], constraints=CIRCLE)
    angle = np.linspace(0, 2 * np.pi, 4001)
    values = lambdify(study.function.variables, study.function.expression)(np.cos(angle), np.sin(angle))

    assert told(study) == [low, high]
    assert verify(study).failures == ()
    for side, end in (
        (study.constraint_study.extrema.minimum, values.min()),
        (study.constraint_study.extrema.maximum, values.max()),
    ):
        assert abs(float(side.value.enclosure(64)) - end) < 1e-5


@pytest.mark.parametrize(("text", "low", "high"), ON_AN_INTERVAL, ids=[text for text, *_ in ON_AN_INTERVAL])
def test_extrema_on_an_interval(text, low, high):
    study = analyze(text, region=["x >= -1", "x <= 2"])

    assert told(study) == [low, high]
    assert verify(study).failures == ()


def test_kinks_along_a_curve_leave_the_list_open():
    study = analyze("abs(x) + z^2", constraints=["x^2 + y^2 + z^2 = 1"])

    assert study.critical_set.completeness.reason is not None
    assert study.constraint_study.extrema.minimum.status is Attained.UNDECIDED


@pytest.mark.parametrize(
    ("text", "options"),
    [
        pytest.param("sin(1) + x y", {"region": ["x >= 0", "y >= 0", "x + y <= 2"]}, id="constant-of-a-function"),
        pytest.param("(x - 1)/(cosh(x y + 3) + 2) + cosh(y)", {"constraints": ["x + y = 1"]}, id="search-on-a-graph"),
        pytest.param("abs(y^2)/3 + atan(-y^2)", {}, id="absolute-value-of-a-square"),
    ],
)
def test_odd_functions_are_studied_and_written_as_data(text, options):
    study = analyze(text, variables=["x", "y"], time_limit=5.0, **options)

    assert study.to_dict()["format"] == "symhess-analysis/1"
    assert verify(study).failures == ()


def test_enclosed_numbers_in_a_derivation_get_plain_names():
    study = analyze("exp(abs(y)^2) + x", variables=["x", "y"], constraints=["x^2 + 2y^2 = 3"], time_limit=5.0)

    assert study.to_dict()["function"]["variables"] == ["x", "y"]
    assert verify(study).failures == ()


def test_a_logarithm_beside_a_root_is_not_continuous_at_its_end():
    extrema = analyze("log(x) + sqrt(x)", region=["x >= 0", "x <= 2"]).constraint_study.extrema

    assert extrema.minimum.status not in (Attained.ATTAINED, Attained.NOT_ATTAINED)
