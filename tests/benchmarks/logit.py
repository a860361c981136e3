"""Logistic regression beside statsmodels and scikit-learn: seconds, agreement, memory; one thread each.

usage: python tests/benchmarks/logit.py [REPEATS]
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
import tracemalloc  # noqa: E402
from collections.abc import Callable  # noqa: E402

import numpy as np  # noqa: E402
import statsmodels.api as sm  # noqa: E402
from sklearn.linear_model import LogisticRegression as Peer  # noqa: E402

from symhess.models import LogisticRegression  # noqa: E402

SIZES = ((10_000, 10), (100_000, 50), (100_000, 200))


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of the work."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak(work: Callable[[], object]) -> float:
    """Megabytes that the work needs beside what is there already."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def simulated(rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(rows, columns))
    scores = X @ rng.normal(size=columns) / np.sqrt(columns)
    return X, (rng.random(rows) < 1 / (1 + np.exp(-scores))).astype(float)


def main(repeats: int) -> None:
    heads = ("symhess", "Logit", "newton-cholesky", "MB", "Logit's", "difference")
    print(
        f"{'rows, columns':>14}", *(head.rjust(width) for head, width in zip(heads, (9, 15, 16, 5, 7, 11), strict=True))
    )
    for rows, columns in SIZES:
        X, y = simulated(rows, columns)
        model = LogisticRegression()
        jobs: tuple[Callable[[], object], ...] = (
            lambda X=X, y=y, model=model: model.fit(X, y),
            lambda X=X, y=y: sm.Logit(y, sm.add_constant(X)).fit(disp=0),
            lambda X=X, y=y: Peer(C=np.inf, solver="newton-cholesky", tol=1e-8).fit(X, y),
        )
        ours, logit, peer = (seconds(job, repeats) for job in jobs)
        difference = np.abs(model.coef_[0] - sm.Logit(y, sm.add_constant(X)).fit(disp=0).params[1:]).max()
        print(
            f"{rows:>9,} {columns:>4} {ours:7.4f} s {logit:7.3f} s {logit / ours:4.1f}x {peer:8.3f} s",
            f"{peer / ours:4.1f}x {peak(jobs[0]):5.1f} {peak(jobs[1]):7.0f} {difference:11.1e}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
