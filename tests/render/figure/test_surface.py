from math import isfinite, nan

import pytest
from matplotlib.figure import Figure

from symhess import analyze
from symhess.render.figure.data import grid
from symhess.render.figure.scene import scene_of
from symhess.render.figure.sets import set_lines, zero_lines
from symhess.render.figure.surface import draw_surface, lit_patches
from symhess.render.figure.view import View, best_view

SQUARE = ((-1.0, 1.0), (-1.0, 1.0))


def test_the_surface_ends_at_the_edge_of_a_region():
    scene = scene_of(analyze("x^2 + x y + y^2", region="x^2 + y^2 <= 1"))
    patches, _ = lit_patches(scene.on_region, scene.spans, grid(scene.on_region, scene.spans, 48), (0.0, 2.0))
    squares = [x * x + y * y for patch in patches for x, y, _ in patch]

    assert max(squares) == pytest.approx(1, abs=1e-4)
    assert max(squares) <= 1 + 1e-9


def test_a_wall_at_a_pole_is_not_drawn():
    patches, _ = lit_patches(lambda x, y: 1 / x, SQUARE, grid(lambda x, y: 1 / (x + 1e-3), SQUARE, 48), (-2.0, 2.0))

    assert patches and not any(min(x for x, *_ in patch) < 0 < max(x for x, *_ in patch) for patch in patches)


def test_marks_are_drawn_over_the_surface():
    axes = Figure().add_subplot(projection="3d")
    draw_surface(axes, scene_of(analyze("x^4 + y^4 - 2x^2 - 2y^2")))

    assert axes.computed_zorder is False
    assert all(line.get_zorder() > axes.collections[0].get_zorder() for line in axes.lines)


def test_axes_have_few_ticks():
    axes = Figure().add_subplot(projection="3d")
    draw_surface(axes, scene_of(analyze("x^4 + y^4 - 2x^2 - 2y^2")))

    assert all(2 <= len(getattr(axes, f"get_{name}ticks")()) <= 4 for name in "xyz")


def test_a_wall_hides_what_is_behind_it():
    def wall(x, y):
        return 1.0 if -0.6 < y < -0.4 else 0.0

    view = View(32, -90, SQUARE, (0.0, 1.0), wall)

    assert view.sees((0.0, -0.9, 0.0))
    assert not view.sees((0.0, 0.0, 0.0))


def test_a_bowl_is_looked_into_from_above():
    deep = scene_of(analyze("(x^2 + y^2 - 1)^2"))
    shallow = scene_of(analyze("x^2 - y^2"))

    assert best_view(deep, (0.0, 4.0)).elevation > best_view(shallow, (-3.0, 3.0)).elevation


def test_lines_are_traced_to_their_ends():
    (line,) = zero_lines(lambda x, y: x * x + y * y - 0.25, SQUARE, lambda x, y: y >= 0)

    assert all(x * x + y * y == pytest.approx(0.25, abs=1e-3) for x, y in line)
    assert [round(x, 3) for x, y in (line[0], line[-1])] in ([0.5, -0.5], [-0.5, 0.5])


@pytest.mark.parametrize("equation", [lambda x, y: 1.0, lambda x, y: nan])
def test_no_zero_no_line(equation):
    assert list(zero_lines(equation, SQUARE, lambda x, y: True)) == []


def test_the_edges_of_a_triangle_end_at_its_corners():
    lines = list(set_lines(scene_of(analyze("x + y", region=("x >= 0", "y >= 0", "x + y <= 2")))))
    ends = sorted(tuple(round(c, 3) + 0.0 for c in at) for line in lines for at in (line[0], line[-1]))

    assert ends == [(0, 0), (0, 0), (0, 2), (0, 2), (2, 0), (2, 0)]
    assert all(isfinite(c) for line in lines for at in line for c in at)
