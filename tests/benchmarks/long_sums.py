"""A chain of a million variables as a sum over an index: building, derivatives, minimization, memory.

usage: python tests/benchmarks/long_sums.py [REPEATS]
"""

import resource
import sys
import time

import numpy as np
import sympy as sp
from timing import line, seconds

import symhess
from symhess.numerics import CompiledSum

N = 10**6


def chain(n: int) -> CompiledSum:
    x, i = sp.IndexedBase("x"), sp.Symbol("i")
    return symhess.compile(sp.Sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2, (i, 0, n - 2)))


def by_hand(point: np.ndarray) -> np.ndarray:
    gradient = np.zeros_like(point)
    inner = point[1:] - point[:-1] ** 2
    gradient[:-1] = -400 * point[:-1] * inner - 2 * (1 - point[:-1])
    gradient[1:] += 200 * inner
    return gradient


def main(repeats: int) -> None:
    point = np.random.default_rng(0).normal(size=N)
    chain(10)  # loads what is needed
    print(f"built in {seconds(lambda: chain(N), repeats) * 1e3:.1f} ms")
    function = chain(N)
    line(
        "gradient, against NumPy",
        *(seconds(work, repeats) for work in (lambda: function.gradient(point), lambda: by_hand(point))),
    )
    function.hessian(point)
    print(f"sparse Hessian {seconds(lambda: function.hessian(point), repeats) * 1e3:.1f} ms")
    print(f"Hessian-vector product {seconds(lambda: function.hvp(point, point), repeats) * 1e3:.1f} ms")
    for method in ("l-bfgs", "newton-cg"):
        start = time.perf_counter()
        r = symhess.minimize(function, np.full(N, 0.9), method=method, time_limit=None)
        print(f"{method}: {r.status.name} in {r.nit} iterations, f = {r.fun:.2e}, {time.perf_counter() - start:.1f} s")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
