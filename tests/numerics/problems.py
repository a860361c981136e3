"""The test problems of Moré, Garbow and Hillstrom, and a few small functions."""

import json
from functools import cache
from pathlib import Path

import numpy as np
from sympy import Symbol, exp, sympify

from symhess.budget import Deadline
from symhess.numerics import compile_expression
from symhess.numerics.problem import Problem


def rows(corpus):
    text = (Path(__file__).parents[1] / "corpus" / f"{corpus}.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


ROWS = rows("mgh")
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


@cache
def meyer():
    """Meyer's thermistor: residuals of thousands, parameters of very different sizes, a value with few digits left."""
    resistances = (
        34780,
        28610,
        23650,
        19630,
        16370,
        13720,
        11540,
        9744,
        8261,
        7030,
        6005,
        5147,
        4427,
        3820,
        3307,
        2872,
    )
    a, b, c = (Symbol(name) for name in "abc")
    terms = (a * exp(b / (50 + 5 * k + c)) - resistance for k, resistance in enumerate(resistances))
    return compile_expression(sum(term**2 for term in terms), (a, b, c)), np.array([0.02, 4000.0, 250.0])


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
