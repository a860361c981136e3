"""Own cases: degenerate points, singular points, elimination, bad input, open regions, whole faces."""

import pytest

from symhess import analyze, verify
from symhess.errors import InputError

from .cases import candidates, extremum, kinds

ATTAINED, OPEN, UNBOUNDED = "attained", "not-attained", "unbounded"


@pytest.mark.parametrize(
    ("f", "constraints", "minimum", "maximum"),
    [
        pytest.param("x y", "x^2 + y^2 = 1", (ATTAINED, "-1/2"), (ATTAINED, "1/2"), id="circle"),
        pytest.param("x^2 y", "x^2 + 2y^2 = 6", (ATTAINED, "-4"), (ATTAINED, "4"), id="ellipse"),
        pytest.param("x^2 + y^2", "x y = 1", (ATTAINED, "2"), (UNBOUNDED, None), id="hyperbola"),
        pytest.param("x + 2y + 3z", ["x - y + z = 1", "x^2 + y^2 = 1"], (ATTAINED, "3 - sqrt(29)"),
                     (ATTAINED, "3 + sqrt(29)"), id="plane-and-cylinder"),
        pytest.param("x + y", "x^3 + y^3 = 3x y", (OPEN, "-1"), (ATTAINED, "3"), id="asymptote"),
        pytest.param("exp(-x y)", "x^2 + y^2 = 2", (ATTAINED, "exp(-1)"), (ATTAINED, "E"), id="falling-outer"),
        pytest.param("sqrt(x^2 + y^2)", "x^2 y = 16", (ATTAINED, "2*sqrt(3)"), (UNBOUNDED, None), id="distance"),
        pytest.param("sqrt(2) x + y", "x^2 + y^2 = 1", (ATTAINED, "-sqrt(3)"), (ATTAINED, "sqrt(3)"), id="irrational"),
        pytest.param("sin(x y)", "x^2 + y^2 = 1", (ATTAINED, "-sin(1/2)"), (ATTAINED, "sin(1/2)"), id="searched"),
        pytest.param("x y + y z + z x", "x + y + z = 1", (UNBOUNDED, None), (ATTAINED, "1/3"), id="plane"),
        pytest.param("y z + x y", ["x y = 1", "y^2 + z^2 = 1"], (ATTAINED, "1/2"), (ATTAINED, "3/2"), id="relaxed"),
        pytest.param("x + y", "(x^2 + y^2 - 2)^2 = 0", (ATTAINED, "-2"), (ATTAINED, "2"), id="square"),
        pytest.param("x + y", ["x^2 + y^2 = 2", "2x^2 + 2y^2 = 4"], (ATTAINED, "-2"), (ATTAINED, "2"), id="redundant"),
        pytest.param("x y", ["x + y = 1", "x - y = 3"], (ATTAINED, "-2"), (ATTAINED, "-2"), id="one-point"),
        pytest.param("x^2 + y^2", "x^2 + y^2 = 1", (ATTAINED, "1"), (ATTAINED, "1"), id="constant"),
        pytest.param("z^2", "x^2 + y^2 + z^2 = 1", (ATTAINED, "0"), (ATTAINED, "1"), id="equator"),
        pytest.param("x", ["5 = 5", "y = x"], (UNBOUNDED, None), (UNBOUNDED, None), id="trivial"),
        pytest.param("sin(x) + sin(y)", "x + y = pi", (ATTAINED, "-2"), (ATTAINED, "2"), id="periodic"),
    ],
)
def test_global_extrema_under_constraints(f, constraints, minimum, maximum):
    study = analyze(f, constraints=constraints)
    extrema = study.constraint_study.extrema

    assert (extremum(extrema.minimum), extremum(extrema.maximum)) == (minimum, maximum)
    assert verify(study).failures == ()


@pytest.mark.parametrize(
    ("f", "region", "minimum", "maximum"),
    [
        pytest.param("x y", ["x >= 0", "y >= 0", "x + y <= 1"], (ATTAINED, "0"), (ATTAINED, "1/4"), id="triangle"),
        pytest.param("x + y", ["x >= 0", "y >= 0", "x + y <= 2"], (ATTAINED, "0"), (ATTAINED, "2"), id="whole-edge"),
        pytest.param("x", ["y >= 0", "x^3 >= y"], (ATTAINED, "0"), (UNBOUNDED, None), id="no-qualification"),
        pytest.param("x^2 + y^2", ["x > 0", "y > 0", "x + y < 2"], (OPEN, "0"), (OPEN, "4"), id="open"),
        pytest.param("(x - 1)^2 + y^2", "0 < x < 2, -1 < y < 1", (ATTAINED, "0"), (OPEN, "2"), id="inside"),
        pytest.param("x", ["x >= 1", "x <= 0"], (OPEN, None), (OPEN, None), id="empty"),
        pytest.param("x", ["x^2 + y^2 <= -1"], (OPEN, None), (OPEN, None), id="empty-disk"),
        pytest.param("4x + 6y", ["x^2 + y^2 <= 1", "x >= 0", "y >= 0", "x <= 5"], (ATTAINED, "0"),
                     (ATTAINED, "2*sqrt(13)"), id="redundant"),
        pytest.param("x^2 y", ["y >= x^2", "y <= 4"], (ATTAINED, "0"), (ATTAINED, "16"), id="parabola"),
        pytest.param("(x^2 + y^2 - 1)^2", "x^2 + y^2 <= 4", (ATTAINED, "0"), (ATTAINED, "9"), id="circle-inside"),
        pytest.param("x + y", ["x^2 + y^2 <= 2", "x y >= 0"], (ATTAINED, "-2"), (ATTAINED, "2"), id="factored-face"),
        pytest.param("exp(-x)", "x >= 0", (OPEN, "0"), (ATTAINED, "1"), id="half-line"),
        pytest.param("cos(x) + cos(y)", "0 <= x <= 2pi, 0 <= y <= 2pi", (ATTAINED, "-2"), (ATTAINED, "2"), id="wave"),
    ],
)
def test_global_extrema_on_regions(f, region, minimum, maximum):
    study = analyze(f, region=region)
    extrema = study.constraint_study.extrema

    assert (extremum(extrema.minimum), extremum(extrema.maximum)) == (minimum, maximum)
    assert verify(study).failures == ()


@pytest.mark.parametrize(
    ("f", "constraint", "at", "kind"),
    [
        pytest.param("x", "y^2 = x^3", (0, 0), "minimum", id="cusp"),
        pytest.param("y", "y^2 = x^3", (0, 0), "saddle", id="across-the-cusp"),
        pytest.param("x", "y^2 + x^4 - x^3 = 0", (0, 0), "minimum", id="lost-by-lagrange"),
        pytest.param("x^2 + y^2", "y^2 = (x - 1)^3", (1, 0), "minimum", id="moved-cusp"),
        pytest.param("x + y", "x y = 0", (0, 0), "saddle", id="crossing"),
        pytest.param("x^2", "y^2 = x^2 (x + 1)", (0, 0), "minimum", id="node"),
        pytest.param("x", "x^2 + y^2 = 0", (0, 0), "minimum", id="alone"),
        pytest.param("z", "x^2 + y^2 = z^2", (0, 0, 0), "saddle", id="cone"),
        pytest.param("x^2 + y^2 + z^2", "x^2 + y^2 = z^2", (0, 0, 0), "minimum", id="apex"),
    ],
)
def test_singular_points_are_reported_with_their_kind(f, constraint, at, kind):
    study = analyze(f, constraints=constraint)
    (singular,) = [found for found in study.constraint_study.candidates if not found.is_regular]

    assert tuple(map(float, singular.point.coordinates)) == at
    assert singular.verdict.kind.value == kind
    assert study.to_dict()["critical_set"]["singular_points"][0]["kind"] == kind
    assert verify(study).failures == ()


@pytest.mark.parametrize(
    ("f", "constraint", "kind"),
    [
        pytest.param("(x - 2)^2 + y^2", "y^2 = 4x", "minimum", id="flat-minimum"),
        pytest.param("x^3 + y", "y = x^5", "saddle", id="inflection"),
        pytest.param("(x^2 + y^2) z", "z = x^2 + y^2", "minimum", id="quartic"),
    ],
)
def test_degenerate_points_go_up_the_ladder(f, constraint, kind):
    assert kinds(f, constraints=constraint) == [kind]


def test_a_component_is_one_answer():
    (equator,) = analyze("z^2", constraints="x^2 + y^2 + z^2 = 1").constraint_study.components

    assert [str(e) for e in equator.equations] == ["x**2 + y**2 - 1", "z"]
    assert (equator.verdict.kind.value, equator.verdict.strict) == ("minimum", False)


def test_multipliers_belong_to_the_given_constraint():
    """At (0, √2) the inequality xy ≥ 0 has the factor x: its gradient there is √2 times that of x."""
    study = analyze("x + y", region=["x^2 + y^2 <= 2", "x y >= 0"])
    found = {float(c.point.coordinates[1]): c for c in study.constraint_study.candidates if c.is_regular}

    top = found[max(found)]
    assert [number.text() for number in top.multipliers] == ["-sqrt(2)/4", "sqrt(2)/2"]
    assert candidates(study)[(0.0, 1.414214)] == ("saddle", None)


def test_a_multiplier_is_the_rate_of_the_extreme_value():
    values = {}
    for c in (0, 1):
        (top,) = [
            found
            for found in analyze("x y", constraints=f"x + y = {2 + c}").constraint_study.candidates
            if found.verdict.kind.value == "maximum"
        ]
        values[c] = top
    assert [values[k].multipliers[0].text() for k in (0, 1)] == ["1", "3/2"]
    assert float(values[1].point.value) - float(values[0].point.value) == pytest.approx((1 + 1.5) / 2)


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        pytest.param({"constraints": "x < 1"}, "an equation such as", id="inequality"),
        pytest.param({"constraints": "x = y = 1"}, "one equation", id="chain"),
        pytest.param({"region": "x != 1"}, "not by values that are left out", id="unequal"),
        pytest.param({"region": "x >= 0", "box": {"x": (0, 1)}}, "part of the region", id="box"),
        pytest.param({"constraints": "z = 1", "variables": ("x",)}, "z", id="unknown"),
    ],
)
def test_bad_input_is_refused_in_one_line(sets, words):
    with pytest.raises(InputError, match=words):
        analyze("x", **sets)


def test_time_runs_out_honestly():
    study = analyze("x y z", constraints="x^2 + 2y^2 + 3z^2 = 6", time_limit=1e-9)

    assert study.critical_set.completeness.reason.value == "time-limit"
    assert study.constraint_study.extrema.minimum.status.value == "undecided"


@pytest.mark.parametrize(
    ("f", "sets", "minimum", "maximum"),
    [
        pytest.param("x + y", {"constraints": "x y=1", "region": "x>0"}, (ATTAINED, "2"), (UNBOUNDED, None), id="one"),
        pytest.param("x^2 + y", {"constraints": "y=x^2", "region": "x>0"}, (OPEN, "0"), (UNBOUNDED, None), id="ray"),
        pytest.param("y", {"constraints": "x y=0", "region": "x>0"}, ("undecided", None), ("undecided", None), id="0"),
        pytest.param("y", {"region": "x > 0, x <= 0"}, ("undecided", None), ("undecided", None), id="nowhere"),
        pytest.param("x y", {"constraints": "y = exp(x)"}, (ATTAINED, "-exp(-1)"), (UNBOUNDED, None), id="graph"),
        pytest.param("x", {"region": "0 <= y <= (1 - x)^3"}, (UNBOUNDED, None), (ATTAINED, "1"), id="kuhn-tucker"),
        pytest.param("log(x y)", {"constraints": "2x + 3y = 5", "domain": "x > 0"}, ("undecided", None),
                     (ATTAINED, "log(25/24)"), id="inside-the-domain"),
    ],
)
def test_sets_that_are_not_bounded(f, sets, minimum, maximum):
    study = analyze(f, **sets)
    extrema = study.constraint_study.extrema

    assert (extremum(extrema.minimum), extremum(extrema.maximum)) == (minimum, maximum)
    assert verify(study).failures == ()


def test_an_enclosed_point_attains_its_extremum():
    study = analyze("x^2 + exp(y)", constraints="x - y = 1")

    assert study.constraint_study.extrema.minimum.at == (0,)
    assert study.points[0].point.certainty.value == "proved-unique"
