"""Global extrema beyond polynomials: limits at infinity, periods, ends of intervals, bounded terms."""

from dataclasses import replace
from itertools import product

import pytest
from flint import fmpq
from sympy import Integer, pi, symbols, sympify

from symhess import analyze, verify
from symhess.constraint_evidence import Periods
from symhess.exact import Rational
from symhess.shape import BoundedRest, LimitAtInfinity
from symhess.statements import Attained

UNBOUNDED, NONE = ("unbounded", None), ("not-attained", "0")


def attained(value):
    return "attained", value


KNOWN = [
    ("x y exp(-x^2 - y^2)", attained("-exp(-1)/2"), attained("exp(-1)/2")),
    ("x^4 exp(-x^2 - y^4)", attained("0"), attained("4*exp(-2)")),
    ("x/(1 + x^2 + y^2)", attained("-1/2"), attained("1/2")),
    ("exp(-x^2 - y^2) + 1/(1 + x^2 + y^2)", NONE, attained("2")),
    ("1/(1 + x^2)", NONE, attained("1")),
    ("sin(x) + sin(y) + sin(x + y)", attained("-3*sqrt(3)/2"), attained("3*sqrt(3)/2")),
    ("sin(x)^2 + cos(x)", attained("-1"), attained("5/4")),
    ("sin(x) + cos(2x)", attained("-2"), attained("9/8")),
    ("x^2 + y^2 + sin(x y)", attained("0"), UNBOUNDED),
    ("abs(x) + abs(y)", attained("0"), None),
    ("abs(x - 1) + x^2", attained("3/4"), None),
    ("log(x)/x", UNBOUNDED, attained("exp(-1)")),
    ("log(x) - x", UNBOUNDED, attained("-1")),
    ("x + 1/x", UNBOUNDED, UNBOUNDED),
    ("x y + 1/x + 1/y", UNBOUNDED, UNBOUNDED),
    ("(x log(y))^2 + y", None, UNBOUNDED),
    ("exp(x) - x y + y^2", UNBOUNDED, UNBOUNDED),
]


@pytest.mark.parametrize(("text", "minimum", "maximum"), KNOWN, ids=[text for text, *_ in KNOWN])
def test_known_extrema(text, minimum, maximum):
    study = analyze(text)

    for side, wanted in ((study.extrema.minimum, minimum), (study.extrema.maximum, maximum)):
        told = side.status.value, side.value and side.value.text()
        assert told == wanted if wanted else side.status is Attained.UNDECIDED
    assert faults(study) == []


def faults(study):
    return list(verify(study).failures)


@pytest.mark.parametrize("text", [text for text, *_ in KNOWN if "log" not in text and "1/x" not in text])
def test_no_value_on_a_grid_passes_an_extremum(text):
    study = analyze(text)
    expression, variables = study.function.expression, study.function.variables
    values = [
        float(expression.subs(dict(zip(variables, map(sympify, at), strict=True))))
        for at in product((-3, -1.1, -0.7, 0, 0.4, 1, 2.6), repeat=len(variables))
    ]
    for side, end in ((study.extrema.minimum, min(values)), (study.extrema.maximum, max(values))):
        if side.value is not None:
            bound = float(side.value.enclosure(64))
            assert end >= bound - 1e-12 if side is study.extrema.minimum else end <= bound + 1e-12


def test_a_tip_without_gradient_is_where_the_minimum_is_attained():
    study = analyze("sqrt(x^2 + y^2)")

    assert study.to_dict()["global"]["minimum"]["at"] == [{"x": "0", "y": "0"}]


@pytest.mark.parametrize(
    ("text", "record"),
    [
        pytest.param("x exp(-x^2 - y^2)", LimitAtInfinity(Rational(fmpq(1))), id="another-limit"),
        pytest.param("sin(x) + sin(y) + sin(x + y)", Periods(symbols("x y"), (pi, 2 * pi)), id="another-period"),
        pytest.param("sin(x) + sin(y) + sin(x + y)", Periods(symbols("x y"), (Integer(0), 2 * pi)), id="no-period"),
        pytest.param("x^2 + y^2 + sin(x y)", BoundedRest(sympify("sin(x*y)"), Integer(0), 1), id="another-bound"),
        pytest.param("x^2 + y^2 + sin(x y)", BoundedRest(sympify("-x**2"), Integer(-1), 1), id="another-rest"),
    ],
)
def test_a_forged_record_is_refused(text, record):
    study = analyze(text)
    evidence = tuple(record if type(each) is type(record) else each for each in study.extrema.minimum.evidence)
    forged = replace(study.extrema, minimum=replace(study.extrema.minimum, evidence=evidence))

    assert faults(study) == []
    assert faults(replace(study, extrema=forged))


def test_a_limit_that_is_passed_is_not_the_extremum():
    study = analyze("x exp(-x^2 - y^2)")
    lowest = study.extrema.minimum
    wrong = replace(lowest, value=lowest.evidence[0].value, at=())

    assert faults(replace(study, extrema=replace(study.extrema, minimum=wrong)))
