"""Estimated widths against what TeX itself measures."""

import json
import re
import subprocess
from pathlib import Path
from random import Random

import pytest
from sympy import Abs, Function, Matrix, Rational, Symbol, atan, exp, nan, oo, sin, sqrt, zoo
from sympy.abc import alpha, x, y, z

from symhess.parse import parse
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
CORPUS = Path(__file__).parents[2] / "corpus"
FILES = [CORPUS / f"{name}.jsonl" for name in ("polynomial", "transcendental", "degenerate")]
CASES = [json.loads(line) for file in FILES for line in file.read_text("utf-8").splitlines()]
NAMES = [x, y, z, alpha, *map(Symbol, ("x_12", "beta_1", "Gamma", "speed", "J", "f", "xi", "R_max"))]
NUMBERS = [*map(Rational, (2, 13, -1, "1/3", "-22/7", 1000))]
WORDS = [
    "positive definite: strict local minimum",
    "These are all real critical points.",
    "The function grows beyond all bounds in every direction, so the best critical value is the extremal one.",
    "Waffles affiné, flüssig, by the way: box, van, chef (key)",
]


def measured(formulas, folder):
    """True widths of TeX texts in multiples of the font size."""
    page = PAGE % "\n".join(rf"\measure{{{formula}}}" for formula in formulas)
    (folder / "widths.tex").write_text(page, "utf-8")
    run = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "widths.tex"], cwd=folder, capture_output=True, text=True, check=True
    )
    return [float(points) / 10 for points in re.findall(r"width=([\d.]+)pt", run.stdout)]


def random_expression(random, depth=0):
    """Sums, products, fractions, roots, powers, functions, and on the outside matrices."""
    if depth > 2 or random.random() < 0.28:
        return random.choice([*NAMES, *NUMBERS])
    a, b = (random_expression(random, depth + 1) for _ in range(2))
    if depth == 0 and random.random() < 0.07:
        return Matrix([[a, b], [b, a]])
    powers = [
        a ** random.choice([2, 3, 12, -1, -2]),
        a ** Rational(1, 3),
        sqrt(1 + a**2),
        atan(a) ** 2,
        exp(-a * a) * b,
    ]
    return random.choice(
        [a + b, a + b, a * b, a - b, a / (1 + b**2), Function("f")(a, b), Abs(a), sin(a), exp(a)] + powers
    )


def expressions():
    random = Random(7)
    while True:
        found = random_expression(random)
        if not found.has(zoo, nan, oo):
            yield found


def of_the_corpora():
    for case in CASES:
        if "Piecewise" in case["f"]:
            continue
        found = parse(case["f"], variables=tuple(case["vars"]), syntax="python").expression
        yield found
        yield found.diff(Symbol(case["vars"][-1]))


def test_estimated_widths_are_within_two_percent_of_tex(tmp_path):
    chosen = [found for _, found in zip(range(250), expressions(), strict=False)] + list(of_the_corpora())
    nodes = list(map(expression_node, chosen))
    true = measured([rf"$\displaystyle {tex(node)}$" for node in nodes], tmp_path)
    off = [abs(width(node) - actual) / actual for node, actual in zip(nodes, true, strict=True)]

    assert len(off) > 500
    assert max(off) < 0.02
    assert sum(off) / len(off) < 0.002


def test_words_are_measured_with_their_kerns(tmp_path):
    assert [text_width(words) for words in WORDS] == pytest.approx(measured(WORDS, tmp_path), rel=0.02)
