import re

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
