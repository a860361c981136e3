"""Functions of every kind that a page can tell of, with what is given beside them, studied once."""

import pytest

from symhess import analyze

WELLS = "x^4 + y^4 - 2x^2 - 2y^2 + 1"
CASES = [
    pytest.param(WELLS, {}, id="polynomial"),
    pytest.param("(y - x^2)(y - 3x^2)", {}, id="degenerate"),
    pytest.param("x^2 y^2", {}, id="curves"),
    pytest.param("sin(x) cos(y)", {}, id="families"),
    pytest.param("x log(x) + y^2 - x y", {}, id="zeros-on-a-line"),
    pytest.param("0.5 x^2 + |y|", {}, id="kink-and-reading"),
    pytest.param("x y", {"constraints": "x^2 + y^2 = 2"}, id="lagrange"),
    pytest.param("x^2 + y^2 - x", {"region": ["x >= 0", "y >= 0", "x + y <= 2"]}, id="region"),
    pytest.param("x^5 - x^2 y + y^3 - x", {"box": {"x": (-2, 2), "y": (-2, 2)}}, id="box"),
    pytest.param("x/(1 + x^2)", {"domain": "x > -3"}, id="one-variable"),
    pytest.param("x^2 + y^2 + z^2 - x y z", {}, id="three-variables"),
]
_STUDIES = {}


def studied(f, given):
    if f not in _STUDIES:
        _STUDIES[f] = analyze(f, **given)
    return _STUDIES[f]
