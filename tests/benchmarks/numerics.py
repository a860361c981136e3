"""Compiled functions and the trust region beside what SymPy, NumPy and SciPy do, in one run.

usage: python tests/benchmarks/numerics.py [REPEATS]
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import scipy.optimize
import sympy as sp

import symhess

CORPUS = Path(__file__).parents[1] / "corpus" / "mgh.jsonl"


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Least time of the work, which other processes disturb least."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def rosenbrock(n: int) -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    x = sp.symbols(f"x0:{n}")
    return sp.Add(*(100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:], strict=False))), x


def line(name: str, ours: float, theirs: float) -> None:
    print(f"{name:44} {ours * 1e6:12.2f} us {theirs * 1e6:12.2f} us {theirs / ours:8.2f}x", flush=True)


def gradients(n: int, repeats: int) -> None:
    f, x = rosenbrock(n)
    compiled = symhess.compile(f, x)
    slopes = [sp.diff(f, v) for v in x]
    one, many = sp.lambdify([x], slopes, modules="math", cse=True), sp.lambdify(x, slopes, cse=True)
    points = np.random.default_rng(0).normal(size=(100_000, n))
    point, numbers = points[0], points[0].tolist()
    ours = seconds(lambda: [compiled.gradient(point) for _ in range(1000)], repeats) / 1000
    line(
        f"one gradient, n = {n}, against lambdify",
        ours,
        seconds(lambda: [one(numbers) for _ in range(1000)], repeats) / 1000,
    )
    ours = seconds(lambda: compiled.gradient(points), repeats)
    line(f"100 000 gradients, n = {n}, against lambdify", ours, seconds(lambda: many(*points.T), repeats))


def long_chain(n: int, repeats: int) -> None:
    x, i = sp.IndexedBase("x"), sp.Symbol("i")
    chain = symhess.compile(sp.Sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2, (i, 0, n - 2)))
    point = np.random.default_rng(0).normal(size=n)

    def by_hand() -> np.ndarray:
        gradient = np.zeros_like(point)
        inner = point[1:] - point[:-1] ** 2
        gradient[:-1] = -400 * point[:-1] * inner - 2 * (1 - point[:-1])
        gradient[1:] += 200 * inner
        return gradient

    line(
        f"gradient of a sum, n = {n}, against NumPy",
        seconds(lambda: chain.gradient(point), repeats),
        seconds(by_hand, repeats),
    )


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
        gradients(n, repeats)
    long_chain(10**6, repeats)
    minimizations(repeats)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
