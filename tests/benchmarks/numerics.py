"""Compiled functions and the trust region beside what SymPy, NumPy and SciPy do, in one run.

usage: python tests/benchmarks/numerics.py [REPEATS]
"""

import json
import statistics
import sys
from pathlib import Path

import numpy as np
import scipy.optimize
import sympy as sp
from timing import line, network, rosenbrock, seconds

import symhess

CORPUS = Path(__file__).parents[1] / "corpus" / "mgh.jsonl"


def gradients(name: str, f: sp.Expr, x: tuple[sp.Symbol, ...], repeats: int) -> None:
    compiled = symhess.compile(f, x)
    slopes = [sp.diff(f, v) for v in x]
    one, many = sp.lambdify([x], slopes, modules="math", cse=True), sp.lambdify(x, slopes, cse=True)
    points = np.random.default_rng(0).normal(size=(100_000, len(x)))
    point, numbers = points[0], points[0].tolist()
    ours = seconds(lambda: [compiled.gradient(point) for _ in range(1000)], repeats) / 1000
    line(
        f"one gradient, {name}, against lambdify",
        ours,
        seconds(lambda: [one(numbers) for _ in range(1000)], repeats) / 1000,
    )
    ours = seconds(lambda: compiled.gradient(points), repeats)
    line(f"100 000 gradients, {name}, against lambdify", ours, seconds(lambda: many(*points.T), repeats))


def minimizations(repeats: int) -> None:
    ratios = []
    for row in map(json.loads, CORPUS.read_text("utf-8").splitlines()):
        x = [sp.Symbol(name) for name in row["vars"]]
        f = symhess.compile(sp.sympify(row["f"], locals={v.name: v for v in x}), x)
        start = np.array([float(sp.sympify(number)) for number in row["x0"]])
        symhess.minimize(f, start)
        settings = {"jac": f.gradient, "hess": f.hessian, "method": "trust-exact", "options": {"gtol": 1e-8}}
        ours = seconds(lambda f=f, start=start: symhess.minimize(f, start), repeats)
        with np.errstate(all="ignore"):
            theirs = seconds(
                lambda f=f, start=start, settings=settings: scipy.optimize.minimize(f.value, start, **settings), repeats
            )
        line(f"{row['name']}, against trust-exact", ours, theirs)
        ratios.append(theirs / ours)
    print(f"median {statistics.median(ratios):.2f}x")


def main(repeats: int) -> None:
    for n in (10, 50):
        gradients(f"Rosenbrock {n}", *rosenbrock(n), repeats)
    gradients("network", *network(), repeats)
    minimizations(repeats)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
