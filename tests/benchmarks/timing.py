"""What the numeric benchmarks share: functions to measure on, times, and lines that compare."""

import time
from collections.abc import Callable

import sympy as sp


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Least time of the work, which other processes disturb least."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def line(name: str, ours: float, theirs: float) -> None:
    print(f"{name:48} {ours * 1e6:12.2f} us {theirs * 1e6:12.2f} us {theirs / ours:8.2f}x", flush=True)


def rosenbrock(n: int) -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    x = sp.symbols(f"x0:{n}")
    return sp.Add(*(100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:], strict=False))), x


def network() -> tuple[sp.Expr, tuple[sp.Symbol, ...]]:
    """The loss of a network with three inputs and six hidden units at four points: 31 parameters."""
    weights = sp.symbols("w0:31")
    first, last, bias = weights[:24], weights[24:30], weights[30]
    loss = sp.Integer(0)
    for i in range(4):
        inputs = (sp.Rational(i, 3), sp.Rational(2 - i, 5), sp.Rational(i * i, 7), 1)
        units = [sp.tanh(sum(w * p for w, p in zip(first[4 * k :], inputs, strict=False))) for k in range(6)]
        loss += (sum(w * unit for w, unit in zip(last, units, strict=True)) + bias - sp.Rational(i - 2, 4)) ** 2
    return loss, weights
