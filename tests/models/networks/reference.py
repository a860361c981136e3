"""Three networks with known derivatives to 20 digits, and functions that check by other means."""

import json
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np

from symhess.models import Network

CORPUS = Path(__file__).parents[2] / "corpus"


class Case(NamedTuple):
    """One network of the corpus at its point."""

    name: str
    net: Network
    theta: np.ndarray
    X: np.ndarray
    Y: np.ndarray
    v: np.ndarray
    settings: dict
    expected: dict

    @property
    def at(self):
        return self.net.at(self.theta, self.X, self.Y)


def numbers(values):
    """An array of decimals or fractions written as text."""
    if isinstance(values, list):
        return np.array([numbers(value) for value in values])
    return float(Fraction(values))


def symmetric(lower, n):
    """The symmetric matrix with this lower triangle, row by row."""
    matrix = np.zeros((n, n))
    matrix[np.tril_indices(n)] = numbers(lower)
    return matrix + np.tril(matrix, -1).T


def _read(line):
    case = json.loads(line)
    net = Network(case["sizes"], case["activations"], case["loss"])
    settings = {name: float(Fraction(case[name])) for name in ("damping", "shampoo_eps", "sam_rho")}
    return Case(case["id"], net, *(numbers(case[k]) for k in ("theta", "X", "Y", "v")), settings, case["expected"])


CASES = [_read(line) for line in (CORPUS / "networks.jsonl").read_text("utf-8").splitlines()]
IDS = [case.name for case in CASES]


def random_case(sizes, activations, loss, *, data=5, seed=0):
    """A network with random parameters and data."""
    random = np.random.default_rng(seed)
    net = Network(sizes, activations, loss)
    theta = random.normal(size=net.architecture.parameter_count)
    X = random.normal(size=(data, sizes[0]))
    if loss == "squared":
        Y = random.normal(size=(data, sizes[-1]))
    else:
        Y = np.eye(sizes[-1])[random.integers(sizes[-1], size=data)]
    return net.at(theta, X, Y)
