"""What building gradients and Hessians costs, beside SymPy's, and how many operations the derivatives take.

usage: python tests/benchmarks/building.py [REPEATS]
"""

import sys
from collections.abc import Callable, Sequence

import sympy as sp
from timing import line, network, rosenbrock, seconds

import symhess


def ours(f: sp.Expr, x: Sequence[sp.Symbol]) -> None:
    """Derive, compile, call once."""
    function = symhess.compile(f, x)
    point = [0.3] * len(x)
    function.value(point)
    function.gradient(point)
    function.hessian(point)


def sympy_and_lambdify(f: sp.Expr, x: Sequence[sp.Symbol]) -> Callable[[], None]:
    def work() -> None:
        for part in (f, [sp.diff(f, v) for v in x], sp.hessian(f, x)):
            sp.lambdify([x], part, cse=True)([0.3] * len(x))

    return work


def lambdify_alone(f: sp.Expr, x: Sequence[sp.Symbol]) -> Callable[[], None]:
    """The derivatives are there already."""
    parts = [sp.diff(f, v) for v in x], sp.hessian(f, x)

    def work() -> None:
        for part in parts:
            sp.lambdify([x], part, cse=True)([0.3] * len(x))

    return work


def operations(name: str, f: sp.Expr, x: Sequence[sp.Symbol]) -> None:
    function = symhess.compile(f, x)
    value = function.operations("value")
    with_gradient, with_product = function.operations("value", "gradient"), function.operations("gradient", "hvp")
    print(f"{name:48} (f + g)/f {with_gradient / value:5.2f}   (g + Hv)/f {with_product / value:5.2f}", flush=True)


def main(repeats: int) -> None:
    functions = {f"Rosenbrock, n = {n}": rosenbrock(n) for n in (10, 50)} | {"network, 31 parameters": network()}
    for name, (f, x) in functions.items():
        own = seconds(lambda f=f, x=x: ours(f, x), repeats)
        line(f"{name}, against SymPy", own, seconds(sympy_and_lambdify(f, x), 1))
        line(f"{name}, against lambdify alone", own, seconds(lambdify_alone(f, x), 1))
        operations(name, f, x)
    f, x = rosenbrock(1000)
    print(f"{'Rosenbrock, n = 1000, written out':48} {seconds(lambda: ours(f, x), repeats):12.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
