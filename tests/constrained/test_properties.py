"""What must not depend on how a problem is written: rotations, parametrisations, order, scale."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, symbols

from symhess import analyze
from symhess.constrained.numbers import compare

from .cases import candidates, extremum

x, y, z, t = symbols("x y z t")
PROBLEMS = [
    pytest.param(x * y, x**2 + y**2 - 1, id="circle"),
    pytest.param(x**2 + 2 * y**2 + x, x**2 + y**2 - 1, id="quadratic"),
    pytest.param(x**3 + y**3, x**2 + y**2 - 1, id="cubes"),
    pytest.param(x + y, x * y - 1, id="hyperbola"),
    pytest.param(x, y**2 - x**3, id="cusp"),
    pytest.param((x - 2) ** 2 + y**2, y**2 - 4 * x, id="degenerate"),
]


@pytest.mark.parametrize(("f", "g"), PROBLEMS)
def test_a_rotation_rotates_the_points_and_keeps_the_kinds(f, g):
    cosine, sine = Rational(3, 5), Rational(4, 5)
    turned = {x: cosine * x + sine * y, y: -sine * x + cosine * y}

    plain = candidates(analyze(f, (x, y), constraints=g))
    rotated = candidates(analyze(f.xreplace(turned), (x, y), constraints=g.xreplace(turned)))

    c, s = float(cosine), float(sine)
    moved = {(round(c * a - s * b, 4) + 0.0, round(s * a + c * b, 4) + 0.0): kind for (a, b), kind in plain.items()}
    assert {tuple(round(v, 4) + 0.0 for v in at): kind for at, kind in rotated.items()} == moved


@pytest.mark.parametrize(
    ("f", "g", "place"),
    [
        pytest.param(x**2 * y**3, x + y - 5, {y: 5 - x}, id="line"),
        pytest.param((x - 2) ** 2 + y**2, 4 * x - y**2, {x: y**2 / 4}, id="parabola"),
        pytest.param(x**4 - y, y - x**2, {y: x**2}, id="graph"),
        pytest.param(x * y * z, x + y + z - 3, {z: 3 - x - y}, id="plane"),
    ],
)
def test_a_parametrisation_gives_the_same_kinds(f, g, place):
    (gone,) = place
    left = tuple(v for v in sorted(f.free_symbols, key=str) if v != gone)
    variables = tuple(sorted(f.free_symbols, key=str))

    by_multipliers = candidates(analyze(f, variables, constraints=g))
    explicit = analyze(f.xreplace(place), left)

    kept = [variables.index(v) for v in left]
    shortened = {tuple(at[k] for k in kept): kind for at, (kind, _) in by_multipliers.items()}
    own = {
        tuple(round(float(c), 6) + 0.0 for c in p.point.coordinates): p.verdict.kind.value for p in explicit.points
    }
    assert shortened == own


@pytest.mark.parametrize(("f", "g"), PROBLEMS)
def test_the_negative_function_swaps_minima_and_maxima(f, g):
    swapped = {"minimum": "maximum", "maximum": "minimum", "saddle": "saddle"}

    plain = candidates(analyze(f, (x, y), constraints=g))
    negative = candidates(analyze(-f, (x, y), constraints=g))

    assert {at: (swapped[kind], strict) for at, (kind, strict) in plain.items()} == negative


@pytest.mark.parametrize(("f", "g"), PROBLEMS)
def test_a_multiple_of_the_constraint_changes_the_multipliers_alone(f, g):
    plain, multiple = (analyze(f, (x, y), constraints=factor * g).constraint_study for factor in (1, -3))

    pairs = [(a, b) for a, b in zip(plain.candidates, multiple.candidates, strict=True)]
    assert all(a.verdict.kind is b.verdict.kind for a, b in pairs)
    numbers = [pair for a, b in pairs for pair in zip(a.multipliers, b.multipliers, strict=True)]
    assert all(float(m) == pytest.approx(-3 * float(n)) for m, n in numbers)
    assert extremum(plain.extrema.minimum) == extremum(multiple.extrema.minimum)


@settings(max_examples=25)
@given(st.lists(st.integers(-3, 3), min_size=5, max_size=5))
def test_no_point_of_the_circle_is_better_than_the_extrema(coefficients):
    a, b, c, d, e = coefficients
    f = a * x**2 + b * x * y + c * y**2 + d * x + e * y + 0 * x

    extrema = analyze(f, (x, y), constraints=x**2 + y**2 - 1).constraint_study.extrema

    assert (extrema.minimum.status.value, extrema.maximum.status.value) == ("attained", "attained")
    low, high = float(extrema.minimum.value), float(extrema.maximum.value)
    for m in range(-20, 21):
        s = Rational(m, 7)
        at = {x: (1 - s**2) / (1 + s**2), y: 2 * s / (1 + s**2)}
        assert low - 1e-12 <= float(f.xreplace(at)) <= high + 1e-12


@settings(max_examples=15)
@given(st.lists(st.integers(-2, 2), min_size=6, max_size=6))
def test_a_square_region_agrees_with_its_four_edges_and_a_grid(coefficients):
    a, b, c, d, e, g = coefficients
    f = a * x**2 + b * x * y + c * y**2 + d * x + e * y + g * x**2 * y

    study = analyze(f, (x, y), region=("0 <= x <= 2", "-1 <= y <= 1")).constraint_study

    low, high = study.extrema.minimum, study.extrema.maximum
    places = [{x: Rational(i, 4), y: Rational(j, 4)} for i in range(9) for j in range(-4, 5)]
    values = [float(f.xreplace(place)) for place in places]
    assert float(low.value) - 1e-12 <= min(values) and max(values) <= float(high.value) + 1e-12
    assert all(compare(study.candidates[k].point.value, low.value) == 0 for k in low.at)
