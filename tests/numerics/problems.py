"""The test problems of Moré, Garbow and Hillstrom, and a few small functions."""

import json
from functools import cache
from pathlib import Path

import numpy as np
from sympy import Symbol, sympify

from symhess.budget import Deadline
from symhess.numerics import compile_expression
from symhess.numerics.problem import Problem

ROWS = [json.loads(line) for line in (Path(__file__).parents[1] / "corpus" / "mgh.jsonl").read_text().splitlines()]
IDS = [row["id"] for row in ROWS]


def number(text):
    return float(sympify(text))


@cache
def collected(identifier):
    """(expression, variables, start) of a collected problem."""
    row = next(row for row in ROWS if row["id"] == identifier)
    variables = tuple(Symbol(name) for name in row["vars"])
    expression = sympify(row["f"], locals={symbol.name: symbol for symbol in variables})
    return expression, variables, np.array([number(text) for text in row["x0"]])


@cache
def compiled(identifier):
    expression, variables, _ = collected(identifier)
    return compile_expression(expression, variables)


def minima(identifier):
    row = next(row for row in ROWS if row["id"] == identifier)
    return [number(row["fmin"]), *(number(value) for value, _ in row["other_minima"] or [])]


def rosenbrock(x):
    return sum(100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:], strict=False))


def problem(expression, *variables):
    return Problem(compile_expression(expression, variables), Deadline(None))


class Quadratic:
    """The objective ½ x'Ax - b'x."""

    def __init__(self, matrix, right):
        self.matrix, self.right, self.dimension = matrix, right, len(right)

    @classmethod
    def random(cls, dimension, seed, definite=True):
        rng = np.random.default_rng(seed)
        factor, _ = np.linalg.qr(rng.normal(size=(dimension, dimension)))
        eigenvalues = rng.uniform(1.0, 20.0, dimension)
        if not definite:
            eigenvalues[0] *= -1.0
        return cls(factor @ np.diag(eigenvalues) @ factor.T, rng.normal(size=dimension))

    def value(self, x):
        return float(0.5 * x @ self.matrix @ x - self.right @ x)

    def gradient(self, x):
        return self.matrix @ x - self.right

    def hessian(self, x):
        return self.matrix

    def hvp(self, x, v):
        return self.matrix @ v
