import re
from itertools import pairwise
from math import cos, hypot, pi, sin

import pytest

from symhess.render.figure.svg import compact


def corners(path):
    """Absolute corners of a compact path."""
    found, x, y = [], 0.0, 0.0
    for letter, rest in re.findall(r"([Ml])([^Mlz]*)", path):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (across, down) if letter == "M" else (x + across, y + down)
            found.append((round(x, 1), round(y, 1)))
    return found


def test_corners_stay_where_they_are():
    path = "M 1.04 -2.06 \nL 3.33 4 \nL -0.5 4.26 \nz \nM 10 10 \nL 9.96 9.94 \n"
    written = re.search(r'd="([^"]*)"', compact(f'<path d="{path}"/>'))[1]

    assert corners(written) == [(1.0, -2.1), (3.3, 4.0), (-0.5, 4.3), (10.0, 10.0), (10.0, 9.9)]
    assert written.count("z") == 1


@pytest.mark.parametrize("path", ["M 0 0 Q 1 2 3 4", "M 0 0 C 1 2 3 4 5 6 z"])
def test_curves_are_left_alone(path):
    assert compact(f'<path d="{path}"/>') == f'<path d="{path}"/>'


@pytest.mark.parametrize("radius", [3.0, 40.0])
def test_a_thinned_circle_stays_within_a_tenth_of_a_point(radius):
    angles = [2 * pi * k / 500 for k in range(501)]
    path = "".join(f"{'L' if k else 'M'} {radius * cos(a):.6f} {radius * sin(a):.6f} \n" for k, a in enumerate(angles))
    kept = corners(re.search(r'd="([^"]*)"', compact(f'<path d="{path}"/>'))[1])
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(kept)]

    assert 8 < len(kept) < 120
    assert all(abs(hypot(x, y) - radius) < 0.15 for x, y in (*kept, *middles))


def test_a_line_that_turns_back_keeps_its_end():
    written = re.search(r'd="([^"]*)"', compact('<path d="M 0 0 \nL 5 0 \nL 1 0 \n"/>'))[1]

    assert corners(written) == [(0, 0), (5, 0), (1, 0)]
