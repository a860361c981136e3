import pytest

from symhess import analyze
from symhess.render.figure.certificates import Course
from symhess.render.figure.scene import scene_of

SADDLES = [
    "(y - x^2)(y - 3x^2)",
    "x^3 - 3x y^2",
    "x^4 - y^4",
    "y^2 - x^3",
    "exp((y - x^2)(y - 3x^2))",
    "5 - exp((y - x^2)(y - 3x^2))",
    "x^3 - x^2 y^2",
    "sqrt(x^2 + y^2) - 2x",
]


@pytest.mark.parametrize("expression", SADDLES)
def test_f_does_along_a_curve_what_the_curve_says(expression):
    scene = scene_of(analyze(expression))
    courses = {curve.course for curve in scene.certificates}

    assert courses == {Course.RISES, Course.FALLS}
    for curve in scene.certificates:
        changes = [scene.f(*at) - scene.f(*curve.places[0]) for at in curve.places[1:]]
        sign = 1 if curve.course is Course.RISES else -1
        assert curve.places[0] == (0.0, 0.0)
        assert sum(sign * change > 0 for change in changes) > 0.9 * len(changes)
        assert not any(sign * change < -1e-9 for change in changes)


@pytest.mark.parametrize("expression", SADDLES)
def test_curves_stay_in_the_window(expression):
    scene = scene_of(analyze(expression))

    assert all(
        low <= a <= high
        for curve in scene.certificates
        for at in curve.places
        for a, (low, high) in zip(at, scene.spans, strict=True)
    )


@pytest.mark.parametrize("expression", ["x^2 - y^2", "x^4 + y^4", "x^3", "x + y"])
def test_where_the_hessian_decides_or_nothing_falls_there_is_no_curve(expression):
    assert scene_of(analyze(expression)).certificates == ()
