"""Data sets with known answers, and an independent fit in many digits."""

import json
from functools import cache
from pathlib import Path

import mpmath
import numpy as np
import sklearn.datasets
import statsmodels.api as sm

CORPUS = Path(__file__).parents[1] / "corpus"
REFERENCE = json.loads((CORPUS / "logit_reference.json").read_text("utf-8"))
SEPARATION = [json.loads(line) for line in (CORPUS / "separation.jsonl").read_text("utf-8").splitlines()]


@cache
def dataset(name):
    """Columns without the constant, and labels."""
    if name == "spector":
        data = sm.datasets.spector.load_pandas()
        return data.exog.to_numpy(float), data.endog.to_numpy()
    if name == "anes96_vote":
        data = sm.datasets.anes96.load_pandas().data
        return data[REFERENCE[name]["cols"][1:]].to_numpy(float), data["vote"].to_numpy()
    if name == "fair_affairs_gt0":
        data = sm.datasets.fair.load_pandas().data
        return data[REFERENCE[name]["cols"][1:]].to_numpy(float), (data["affairs"] > 0).to_numpy().astype(int)
    data = sklearn.datasets.load_breast_cancer()
    X = data.data[:, [0, 1, 4, 5]]
    return (X - X.mean(axis=0)) / X.std(axis=0), data.target


@cache
def simulated(rows, columns, classes=2, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, columns))
    scores = X @ rng.normal(size=(columns, classes)) / columns
    return X, (scores + rng.gumbel(size=scores.shape)).argmax(axis=1)


def fit_in_many_digits(X, y, digits=40):
    """Coefficients (the intercept last) and standard errors by Newton's method in multiprecision."""
    with mpmath.workdps(digits):
        rows = [[mpmath.mpf(float(v)) for v in row] + [mpmath.mpf(1)] for row in X]
        size = len(rows[0])
        beta = mpmath.matrix(size, 1)
        for _ in range(60):
            p = [1 / (1 + mpmath.exp(-mpmath.fdot(row, list(beta)))) for row in rows]
            gradient = mpmath.matrix(
                [mpmath.fsum((p[n] - y[n]) * rows[n][i] for n in range(len(y))) for i in range(size)]
            )
            weights = [q * (1 - q) for q in p]
            hessian = mpmath.matrix(size)
            for i in range(size):
                for j in range(size):
                    hessian[i, j] = mpmath.fsum(w * row[i] * row[j] for w, row in zip(weights, rows, strict=True))
            step = mpmath.lu_solve(hessian, -gradient)
            beta += step
            if mpmath.norm(step) < mpmath.mpf(10) ** (5 - digits) * mpmath.norm(beta):
                break
        inverse = hessian**-1
        errors = [float(mpmath.sqrt(inverse[i, i])) for i in range(size)]
        return np.array([float(b) for b in beta]), np.array(errors)
