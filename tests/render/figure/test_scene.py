import pytest

from symhess import analyze
from symhess.render.figure.scene import Marked, scene_of
from symhess.verdict import Kind


def test_points_are_those_of_the_study():
    scene = scene_of(analyze("x^3 - 3x + y^2"))

    assert set(scene.points) == {Marked((1.0, 0.0), -2.0, Kind.MINIMUM), Marked((-1.0, 0.0), 2.0, Kind.SADDLE)}
    assert scene.beyond == 0


def test_what_lies_too_far_out_is_counted_instead():
    scene = scene_of(analyze("x^5/5 - 1003x^4/4 + 3002x^3/3 - 1000x^2"))

    assert [round(point.at[0]) for point in scene.points] == [0, 1, 2]
    assert scene.beyond == 1


def test_a_single_point_far_out_is_shown_where_it_is():
    assert scene_of(analyze("(x - 1000)^2")).spans == ((998.0, 1002.0),)


def test_members_of_families_are_marked_with_their_kinds():
    scene = scene_of(analyze("sin(x) + y^2"))

    assert all(p.value == pytest.approx(-1 if p.kind is Kind.MINIMUM else 1) for p in scene.points)
    assert {p.kind for p in scene.points} == {Kind.MINIMUM, Kind.SADDLE}
    assert len(scene.points) == len(set(scene.points)) >= 4


def test_a_user_can_choose_what_is_shown():
    scene = scene_of(analyze("sin(x)"), {"x": (100, 106)})

    assert scene.spans == ((100.0, 106.0),)
    assert scene.points == ()


def test_the_box_that_was_searched_is_the_window():
    assert scene_of(analyze("x^2 + cos(3x)", box={"x": (-1, 3)})).spans == ((-1.0, 3.0),)


def test_f_has_no_values_outside_of_its_domain():
    scene = scene_of(analyze("x^3 - 3x", domain="x > 0"))

    assert scene.f(1.0) == -2
    assert scene.f(-1.0) != scene.f(-1.0)
    assert scene.spans[0][0] > -0.5


@pytest.mark.parametrize(("expression", "span"), [("(x^2 + y^2 - 25)^2", 8), ("(x^2 + 9y^2 - 9)^2", 3.5)])
def test_a_closed_critical_curve_is_in_the_window_as_a_whole(expression, span):
    scene = scene_of(analyze(expression))

    assert [curve.kind for curve in scene.curves] == [Kind.MINIMUM]
    assert scene.spans[0][1] >= span


def test_pieces_of_a_curve_hold_where_their_conditions_do():
    scene = scene_of(analyze("x^2 y"))
    held = {curve.kind: (curve.holds(0.0, 1.0), curve.holds(0.0, -1.0)) for curve in scene.curves}

    assert held == {Kind.MINIMUM: (True, False), Kind.MAXIMUM: (False, True)}


def test_a_region_bounds_its_surface_and_its_edge_of_maxima():
    scene = scene_of(analyze("x + y", region=("x >= 0", "y >= 0", "x + y <= 2")))
    (edge,) = scene.curves

    assert scene.on_region(0.5, 0.5) == 1
    assert scene.on_region(2.0, 2.0) != scene.on_region(2.0, 2.0)
    assert edge.kind is Kind.MAXIMUM and edge.holds(1.0, 1.0) and not edge.holds(3.0, -1.0)


def test_where_f_is_constant_along_a_critical_curve_nothing_is_drawn_twice():
    scene = scene_of(analyze("(x^2 - y^3)^2"))

    assert scene.curves and scene.certificates == ()
