import re
import subprocess
from random import Random

import pytest
from sympy import Abs, Function, Rational, Symbol, exp, sin, sqrt
from sympy.abc import alpha, x, y, z

from symhess.render.layout.expression import expression_node
from symhess.render.tex.math import tex
from symhess.render.tex.width import text_width, width

PAGE = r"""\documentclass[10pt]{article}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{amsmath,amssymb}
\begin{document}
\def\measure#1{\setbox0=\hbox{#1}\typeout{width=\the\wd0}}
%s
\end{document}
"""


def measured(formulas, folder):
    """True widths of TeX texts in multiples of the font size."""
    page = PAGE % "\n".join(rf"\measure{{{formula}}}" for formula in formulas)
    (folder / "widths.tex").write_text(page, "utf-8")
    run = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "widths.tex"], cwd=folder, capture_output=True, text=True, check=True
    )
    return [float(points) / 10 for points in re.findall(r"width=([\d.]+)pt", run.stdout)]


def random_expression(random, depth=0):
    if depth > 2 or random.random() < 0.3:
        return random.choice([x, y, z, alpha, Symbol("x_12"), *map(Rational, (2, 13, -1, "1/3", "-22/7"))])
    a, b = (random_expression(random, depth + 1) for _ in range(2))
    choices = [a + b, a + b, a * b, a * b, a ** random.choice([2, 3, 12]), sin(a), exp(a), sqrt(1 + a**2), Abs(a)]
    return random.choice([*choices, Function("f")(a, b), a / (1 + b**2)])


def test_estimated_widths_are_within_two_percent_of_tex(tmp_path):
    random = Random(1)
    nodes = [expression_node(random_expression(random)) for _ in range(500)]
    true = measured([rf"$\displaystyle {tex(node)}$" for node in nodes], tmp_path)
    off = [abs(width(node) - actual) / max(actual, 5) for node, actual in zip(nodes, true, strict=True)]

    assert sum(off) / len(off) < 0.02
    assert sorted(off)[int(0.95 * len(off))] < 0.05


@pytest.mark.parametrize("words", ["positive definite: strict local minimum", "These are all real critical points."])
def test_widths_of_words(words, tmp_path):
    (true,) = measured([words], tmp_path)

    assert text_width(words) == pytest.approx(true, rel=0.02)
