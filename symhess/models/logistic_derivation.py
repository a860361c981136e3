r"""The loss of a logistic model written out for a few rows, its derivatives, and the steps of Newton's method.

Gradient and Hessian are derived by :mod:`symhess.differentiate` and then proved equal to :math:`\sum (p - y) x` and
:math:`\sum p (1 - p) x x^T`; every step is Newton's and the weighted least-squares problem's at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Add, Expr, ImmutableDenseMatrix, Integer, Matrix, Rational, Symbol, exp, latex, log

from symhess.differentiate import Equality, compare, differentiate
from symhess.errors import InputError
from symhess.function import ScalarFunction
from symhess.models.summary import latex_number
from symhess.numerics import compile_expression
from symhess.study import Derivatives

__all__ = ["LogisticDerivation", "WorkedStep", "derive_logistic"]

_MOST_ROWS = 12
_HEADS = ("row", "y", "eta", "p", "w = p (1 - p)", "z = eta + (y - p)/w")
_LATEX_HEADS = ("n", "y", r"\eta", "p", "w = p(1-p)", r"z = \eta + (y-p)/w")


@dataclass(frozen=True, slots=True)
class WorkedStep:
    """One step: both the solution of H s = -g and of the weighted least-squares problem.

    Attributes
    ----------
    start, gradient, step, end : tuple of float
    hessian : tuple of tuple of float
    rows : tuple of tuple of float
        For each row y, the linear predictor, p, the weight p (1 - p) and the working response.

    Examples
    --------
    >>> step = derive_logistic([[0], [1], [2], [3]], [0, 1, 0, 1], steps=1).steps[0]
    >>> step.start, step.gradient, [round(entry, 9) for entry in step.end]
    ((0.0, 0.0), (-1.0, 0.0), [0.8, -1.2])
    >>> step.rows[1]
    (1.0, 0.0, 0.5, 0.25, 2.0)
    """

    start: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    gradient: tuple[float, ...]
    hessian: tuple[tuple[float, ...], ...]
    step: tuple[float, ...]
    end: tuple[float, ...]

    def to_text(self) -> str:
        """Lines of plain text."""
        table = [_HEADS, *((str(n), *map(_number, row)) for n, row in enumerate(self.rows, 1))]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
        hessian = "; ".join(_vector(row) for row in self.hessian)
        return "\n".join(
            [
                f"at beta = {_vector(self.start)}:",
                *(f"    {line}" for line in lines),
                f"    g = sum (p - y) x = {_vector(self.gradient)}",
                f"    H = sum w x x^T = [{hessian}]",
                f"    H s = -g gives s = {_vector(self.step)}",
                f"    beta + s = {_vector(self.end)}, which also solves sum w x x^T beta = sum w z x",
            ]
        )

    def to_latex(self) -> str:
        """Displayed formulas."""
        rows = [" & ".join((str(n), *map(_latex, row))) for n, row in enumerate(self.rows, 1)]
        table = [" & ".join(_LATEX_HEADS) + r" \\ \hline", *(row + r" \\" for row in rows)]
        hessian = r" \\ ".join(" & ".join(map(_latex, row)) for row in self.hessian)
        return "\n".join(
            [
                r"\[ \begin{array}{rrrrrr}",
                *table,
                r"\end{array} \]",
                rf"\[ \beta = {_column(self.start)}, \quad g = \sum (p-y)x = {_column(self.gradient)}, \quad "
                rf"H = \sum w\,xx^T = \begin{{pmatrix}} {hessian} \end{{pmatrix}} \]",
                rf"\[ Hs = -g: \quad s = {_column(self.step)}, \quad \beta + s = {_column(self.end)} \]",
            ]
        )


def _number(value: float) -> str:
    return f"{value + 0.0:.6g}"


def _latex(value: float) -> str:
    return latex_number(_number(value))


def _vector(values: Sequence[float]) -> str:
    return "(" + ", ".join(map(_number, values)) + ")"


def _column(values: Sequence[float]) -> str:
    return r"\begin{pmatrix} " + r" \\ ".join(map(_latex, values)) + r" \end{pmatrix}"


@dataclass(frozen=True, slots=True)
class LogisticDerivation:
    """The loss, its derivatives with their rules, the closed forms, and the steps.

    Attributes
    ----------
    function : ScalarFunction
    derivatives : Derivatives
        As symhess derives them, rule by rule.
    gradient, hessian : ImmutableDenseMatrix
        The closed forms, proved equal to what was derived.
    steps : tuple of WorkedStep

    Examples
    --------
    >>> found = derive_logistic([[1], [-1]], [1, 0], intercept=False, steps=1)
    >>> found.function.variables, len(found.function.expression.args)
    ((b_1,), 3)
    >>> found.hessian
    Matrix([[exp(b_1)/(exp(b_1) + 1)**2 + exp(-b_1)/(1 + exp(-b_1))**2]])
    >>> found.to_text().splitlines()[-1].strip()
    'beta + s = (2), which also solves sum w x x^T beta = sum w z x'
    """

    function: ScalarFunction
    derivatives: Derivatives
    gradient: ImmutableDenseMatrix
    hessian: ImmutableDenseMatrix
    steps: tuple[WorkedStep, ...]

    def to_text(self) -> str:
        """All of it as plain text."""
        names = [str(v) for v in self.function.variables]
        firsts = [f"dL/d{a} = {self.gradient[i, 0]}" for i, a in enumerate(names)]
        seconds = [f"d2L/d{a}d{b} = {self.hessian[i, j]}" for i, a, j, b in _upper(names)]
        steps = [f"step {k}, {step.to_text()}" for k, step in enumerate(self.steps, 1)]
        return "\n".join(
            [
                f"L = sum (log(1 + exp(eta)) - y eta) = {self.function.expression}",
                "gradient, equal to sum (p - y) x:",
                *(f"    {line}" for line in firsts),
                "Hessian, equal to sum p (1 - p) x x^T:",
                *(f"    {line}" for line in seconds),
                *steps,
            ]
        )

    def to_latex(self) -> str:
        """All of it as LaTeX."""
        names = [latex(v) for v in self.function.variables]
        firsts = [rf"\frac{{\partial L}}{{\partial {a}}} &= {latex(self.gradient[i, 0])}" for i, a in enumerate(names)]
        seconds = [
            rf"\frac{{\partial^2 L}}{{\partial {a}\,\partial {b}}} &= {latex(self.hessian[i, j])}"
            for i, a, j, b in _upper(names)
        ]
        return "\n".join(
            [
                rf"\[ L = \sum \log(1 + e^{{\eta}}) - y\eta = {latex(self.function.expression)} \]",
                r"\begin{align*}",
                " \\\\\n".join([*firsts, *seconds]),
                r"\end{align*}",
                *(step.to_latex() for step in self.steps),
            ]
        )

    def _repr_latex_(self) -> str:
        return self.to_latex()


def _upper(names: list[str]) -> list[tuple[int, str, int, str]]:
    return [(i, a, j, b) for i, a in enumerate(names) for j, b in enumerate(names) if i <= j]


def derive_logistic(X: Any, y: Any, *, intercept: bool = True, steps: int = 3) -> LogisticDerivation:
    """Write out the loss of a few rows, derive and prove its gradient and Hessian, and work out Newton's first steps.

    Parameters
    ----------
    X : array-like, shape (n, d)
        At most 12 rows; decimals are taken as the fractions that they show.
    y : array-like, shape (n,)
        Zeros and ones.
    intercept : bool
        Adds a last variable b_0.
    steps : int
        How many, from zero.

    Raises
    ------
    InputError
        If there are too many rows, or y is not of zeros and ones.

    Examples
    --------
    >>> found = derive_logistic([[0], [1], [2], [3]], [0, 1, 0, 1], steps=2)
    >>> [tuple(round(entry, 4) for entry in step.end) for step in found.steps]
    [(0.8, -1.2), (0.904, -1.356)]
    """
    rows = _exact_rows(X, intercept)
    labels = np.asarray(y).tolist()
    if len(labels) != len(rows) or not set(labels) <= {0, 1}:
        raise InputError(f"y must hold one 0 or 1 for each of the {len(rows)} rows, not {labels}")
    size = len(rows[0])
    variables = tuple(Symbol(f"b_{(k + 1) % size if intercept else k + 1}") for k in range(size))
    terms = [(Add(*(b * x for b, x in zip(variables, row, strict=True))), int(label))
             for row, label in zip(rows, labels, strict=True)]  # fmt: skip
    function = ScalarFunction(Add(*(log(1 + exp(eta)) - label * eta for eta, label in terms)), variables)
    derivatives = differentiate(function)
    gradient, hessian = _closed_forms(rows, terms)
    _prove(derivatives, gradient, hessian)
    worked = _steps(function, rows, labels, steps)
    return LogisticDerivation(function, derivatives, gradient, hessian, worked)


def _exact_rows(X: Any, intercept: bool) -> list[list[Expr]]:
    matrix = np.asarray(X, dtype=float)
    if matrix.ndim != 2 or not 0 < len(matrix) <= _MOST_ROWS:
        raise InputError(f"between 1 and {_MOST_ROWS} rows are written out, not the shape {matrix.shape}")
    return [[*(Rational(repr(float(entry))) for entry in row), *[Integer(1)] * intercept] for row in matrix]


def _closed_forms(
    rows: list[list[Expr]], terms: list[tuple[Expr, int]]
) -> tuple[ImmutableDenseMatrix, ImmutableDenseMatrix]:
    size = len(rows[0])
    p = [1 / (1 + exp(-eta)) for eta, _ in terms]
    w = [exp(eta) / (1 + exp(eta)) ** 2 for eta, _ in terms]
    gradient = [Add(*((p[n] - terms[n][1]) * row[i] for n, row in enumerate(rows))) for i in range(size)]
    hessian = [[Add(*(w[n] * row[i] * row[j] for n, row in enumerate(rows))) for j in range(size)] for i in range(size)]
    return ImmutableDenseMatrix(size, 1, gradient), ImmutableDenseMatrix(Matrix(hessian))


def _prove(derivatives: Derivatives, gradient: ImmutableDenseMatrix, hessian: ImmutableDenseMatrix) -> None:
    pairs = [*zip(derivatives.gradient, gradient, strict=True), *zip(derivatives.hessian, hessian, strict=True)]
    if any(compare(derived, closed) is not Equality.PROVED for derived, closed in pairs):
        raise InputError("the derivatives are too large to be compared with their closed forms; take fewer rows")


def _steps(function: ScalarFunction, rows: list[list[Expr]], labels: list[int], count: int) -> tuple[WorkedStep, ...]:
    compiled = compile_expression(function.expression, function.variables)
    X, y = np.array(rows, dtype=float), np.array(labels, dtype=float)
    beta = np.zeros(X.shape[1])
    worked = []
    for _ in range(count):
        gradient, hessian = np.asarray(compiled.gradient(beta)), np.asarray(compiled.hessian(beta))
        if np.linalg.cond(hessian) > 1e12:
            raise InputError("the Hessian is singular: columns are dependent, or the classes are separated")
        # What is left of sums that cancel is rounding.
        gradient[np.abs(gradient) < 1e-14 * np.abs(X).sum(axis=0)] = 0.0
        eta = X @ beta
        p = 1 / (1 + np.exp(-eta))
        w = p * (1 - p)
        end = np.linalg.solve(X.T @ (w[:, None] * X), X.T @ (w * eta + y - p))
        table = zip(y, eta, p, w, eta + (y - p) / w, strict=True)
        worked.append(
            WorkedStep(
                _floats(beta),
                tuple(_floats(row) for row in table),
                _floats(gradient),
                tuple(_floats(row) for row in hessian),
                _floats(-np.linalg.solve(hessian, gradient)),
                _floats(end),
            )
        )
        beta = end
    return tuple(worked)


def _floats(values: Any) -> tuple[float, ...]:
    return tuple(float(entry) + 0.0 for entry in values)
