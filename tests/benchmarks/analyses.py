"""Median seconds of ``critical_points`` and ``analyze`` on a few functions, and of starting up.

usage: python tests/benchmarks/analyses.py [REPEATS]
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import symhess

FUNCTIONS = {
    "wells": "x^4 + y^4 - 2x^2 - 2y^2 + 1",
    "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "monkey saddle, tilted": "x^3 - 3xy^2 + x - y/2",
    "coupled cubic": "x^3 + y^3 + z^3 - 3xyz + x y + z^2 - x",
    "styblinski-tang 3": "x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y + z^4 - 16z^2 + 5z",
    "irrational coefficient": "x^4 - sqrt(2) x^2 y + y^2 - y^3/3",
}
COMMANDS = {"python": ["-c", "pass"], "symhess --help": ["-m", "symhess", "--help"]}


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of the work."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(repeats: int) -> None:
    for name, arguments in COMMANDS.items():
        command = [sys.executable, *arguments]
        took = seconds(
            lambda command=command: subprocess.run(command, capture_output=True, check=True), repeats
        )
        print(f"{name:24} {took:8.3f} s")
    print(f"{'':24} {'critical points':>17} {'analysis':>10}")
    for name, text in FUNCTIONS.items():
        solving = seconds(lambda text=text: symhess.critical_points(text), repeats)
        analysis = seconds(lambda text=text: symhess.analyze(text), repeats)
        print(f"{name:24} {solving:15.4f} s {analysis:8.4f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
