"""Seconds, boxes, zeros and memory of the certified search on textbook functions, and seconds to check the evidence.

usage: python tests/benchmarks/searches.py [NAME]...
"""

import resource
import sys
import time

from sympy import E, Expr, Rational, S, cos, exp, pi, sin, sqrt, symbols

from symhess.budget import Deadline
from symhess.solve.search import search
from symhess.verify.search import check_box_search

x, y, z = symbols("x y z")
ORIGIN = (S(0), S(0))
R2 = x**2 + y**2


def gaussian(a: Expr, b: Expr) -> Expr:
    return exp(-((x - a) ** 2) - (y - b) ** 2)


def valley(scale: int, p: str, q: str, r: str, a: str, b: str) -> Expr:
    u, v = x - Rational(a), y - Rational(b)
    return scale * exp(Rational(p) * u**2 + Rational(q) * u * v + Rational(r) * v**2)


MUELLER_BROWN = (
    valley(-200, "-1", "0", "-10", "1", "0")
    + valley(-100, "-1", "0", "-10", "0", "1/2")
    + valley(-170, "-13/2", "11", "-13/2", "-1/2", "3/2")
    + valley(15, "7/10", "3/5", "7/10", "-1", "1")
)
SCHAFFER = Rational(1, 2) + (sin(x**2 - y**2) ** 2 - Rational(1, 2)) / (1 + R2 / 1000) ** 2
ACKLEY = 20 + E - 20 * exp(-sqrt(R2 / 2) / 5) - exp((cos(2 * pi * x) + cos(2 * pi * y)) / 2)
PEAKS = (
    3 * (1 - x) ** 2 * gaussian(S(0), S(-1))
    - 10 * (x / 5 - x**3 - y**5) * gaussian(S(0), S(0))
    - gaussian(S(-1), S(0)) / 3
)
BRANIN = (y - Rational(51, 40) * x**2 / pi**2 + 5 * x / pi - 6) ** 2 + 10 * (1 - 1 / (8 * pi)) * cos(x) + 10
MICHALEWICZ = -sin(x) * sin(x**2 / pi) ** 20 - sin(y) * sin(2 * y**2 / pi) ** 20


def rastrigin(*variables: Expr) -> Expr:
    return sum((t**2 - 10 * cos(2 * pi * t) for t in variables), S(0))


# name -> function, ends of the box in every variable, points without gradient, zeros of the gradient (None: a curve)
CASES = {
    "rastrigin": (rastrigin(x, y), [("-5.12", "5.12")] * 2, (), 441),
    "rastrigin 3": (rastrigin(x, y, z), [("-2", "2")] * 3, (), 729),
    "mueller-brown": (MUELLER_BROWN, [("-3/2", "6/5"), ("-1/5", "2")], (), 5),
    "schaffer 2": (SCHAFFER, [("-3", "3")] * 2, (), 21),
    "ackley": (ACKLEY, [("-5", "5")] * 2, (ORIGIN,), 440),
    "griewank": (1 + R2 / 4000 - cos(x) * cos(y / sqrt(2)), [("-30", "30")] * 2, (), 527),
    "peaks": (PEAKS, [("-3", "3")] * 2, (), 9),
    "branin": (BRANIN, [("-5", "10"), ("0", "15")], (), 5),
    "michalewicz": (MICHALEWICZ, [("1.9", "2.5"), ("1.35", "1.8")], (), 1),
    "ring": (exp(-((R2 - 1) ** 2)), [("-3", "3")] * 2, (), None),
}


def main(names: list[str]) -> None:
    print(f"{'':14} {'search':>8} {'boxes':>8} {'zeros':>6} {'open':>5} {'check':>8}")
    for name in names or CASES:
        function, ends, nonsmooth, expected = CASES[name]
        variables = (x, y, z)[: len(ends)]
        box = [(Rational(low), Rational(high)) for low, high in ends]
        start = time.perf_counter()
        equations = [function.diff(v) for v in variables]
        found = search(equations, variables, box, Deadline(60), nonsmooth=nonsmooth)
        searched = time.perf_counter()
        faults = list(check_box_search(found.evidence, None, ()))
        checked = time.perf_counter()
        line = f"{name:14} {searched - start:6.2f} s {found.boxes:8} {len(found.roots):6} {len(found.undecided):5}"
        print(f"{line} {checked - searched:6.2f} s{'' if not faults else ' ' + faults[0]}", flush=True)
        assert expected is None or (len(found.roots), found.undecided) == (expected, ())
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
