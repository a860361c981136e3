"""Trace: what happened, iteration by iteration, and how fast it converged."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from symhess.displayed import Displayed
from symhess.numerics.evaluating import Array
from symhess.numerics.problem import Objective, dense_hessian

__all__ = ["Inertia", "Row", "Trace"]

# Below this the error of an iterate is rounding, and says nothing about the method.
_ROUNDING = 1e-13
# An observed order is one of the method only where the error already falls from step to step by at least this factor.
_ASYMPTOTIC = 0.5


class Row(NamedTuple):
    """One iterate.

    Attributes
    ----------
    iteration : int
        0 is the start.
    x : Array or None
        The iterate; ``None`` where the dimension is too large to keep them all.
    fun, slope : float
        The value, and the largest entry of the gradient in size.
    step : float
        The length of the step that led here.
    note : str
        What was special about it, for example an escape from a saddle.

    Examples
    --------
    >>> Row(0, None, 2.0, 1.0, 0.0, "").fun
    2.0
    """

    iteration: int
    x: Array | None
    fun: float
    slope: float
    step: float
    note: str


class Inertia(NamedTuple):
    """The numbers of positive, negative and zero eigenvalues, as floating point sees them.

    Examples
    --------
    >>> Inertia(1, 1, 0).negative
    1
    """

    positive: int
    negative: int
    zero: int


def _brief(trace: Trace) -> str:
    last = f", f = {trace.rows[-1].fun:.6g}" if trace.rows else ""
    return f"<Trace of {trace.method}: {max(0, len(trace.rows) - 1)} iterations{last}>"


@dataclass(frozen=True, slots=True, eq=False)
class Trace(Displayed):
    """The iterates of one minimization.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> from symhess.numerics import Newton, compile_expression, iterate
    >>> trace = iterate(Newton(), compile_expression(exp(x) - x, [x]), [1.0]).trace
    >>> round(trace.order())
    2
    >>> print(trace.table().splitlines()[0])
    iteration            value     gradient         step  note
    """

    method: str
    objective: Objective
    rows: Sequence[Row]

    def __len__(self) -> int:
        return len(self.rows)

    __repr__ = _brief

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def iterates(self) -> Array:
        """The iterates, shape (iterations + 1, n); empty where they were not kept."""
        return np.array([row.x for row in self.rows if row.x is not None])

    @property
    def values(self) -> Array:
        """The function's values."""
        return np.array([row.fun for row in self.rows])

    @property
    def gradient_norms(self) -> Array:
        """The largest entries of the gradients."""
        return np.array([row.slope for row in self.rows])

    @property
    def step_sizes(self) -> Array:
        """The lengths of the steps; the start has 0."""
        return np.array([row.step for row in self.rows])

    def eigenvalues(self) -> Array:
        """The Hessian's eigenvalues at each iterate, ascending, shape (iterations + 1, n)."""
        return np.array([np.linalg.eigvalsh(dense_hessian(self.objective, x)) for x in self.iterates])

    def condition_numbers(self) -> Array:
        """The Hessian's condition number in the 2-norm at each iterate."""
        sizes = np.abs(self.eigenvalues())
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(sizes.max(axis=1) / sizes.min(axis=1))

    def inertias(self) -> list[Inertia]:
        """The Hessian's inertia at each iterate; eigenvalues below rounding count as zero."""
        found = []
        for eigenvalues in self.eigenvalues():
            threshold = 1e-12 * np.abs(eigenvalues).max()
            positive, negative = int((eigenvalues > threshold).sum()), int((eigenvalues < -threshold).sum())
            found.append(Inertia(positive, negative, len(eigenvalues) - positive - negative))
        return found

    def errors(self, solution: Array | None = None) -> Array:
        """The distances of the iterates from the solution, by default from the last iterate."""
        iterates = self.iterates
        return np.asarray(np.linalg.norm(iterates - (iterates[-1] if solution is None else solution), axis=1))

    def order(self, solution: Array | None = None) -> float | None:
        """The observed order of convergence; ``None`` where there is no asymptotic range to see it in.

        The order is the median of log(e₂/e₁)/log(e₁/e₀) over the last three triples of errors that lie above rounding
        and fall each by half or more.
        """
        errors = self.errors(solution)
        scale = max(1.0, float(np.abs(self.iterates[-1]).max()))
        usable = [float(error) for error in errors if error > _ROUNDING * scale]
        orders = []
        for first, second, third in zip(usable, usable[1:], usable[2:], strict=False):
            if second < _ASYMPTOTIC * first and third < _ASYMPTOTIC * second:
                orders.append(math.log(third / second) / math.log(second / first))
        return float(np.median(orders[-3:])) if orders else None

    def rate(self, solution: Array | None = None) -> float | None:
        """The observed factor between successive errors late in the iteration; ``None`` for fewer than four errors."""
        errors = self.errors(solution)
        scale = max(1.0, float(np.abs(self.iterates[-1]).max()))
        usable = errors[errors > _ROUNDING * scale]
        if len(usable) < 4:
            return None
        # The last iterate stands in for the solution, so the end of the sequence is too good to be true.
        late = usable[len(usable) // 2 : max(len(usable) * 4 // 5, len(usable) // 2 + 2)]
        return float((late[-1] / late[0]) ** (1.0 / (len(late) - 1)))

    def descent_rate_bound(self) -> float:
        """The factor 1 - 1/κ at the last iterate by which gradient descent with step 1/λ_max contracts at least."""
        eigenvalues = np.linalg.eigvalsh(dense_hessian(self.objective, self.iterates[-1]))
        return float(1.0 - eigenvalues[0] / eigenvalues[-1])

    def table(self) -> str:
        """The trace as text, one line for each iterate."""
        lines = [f"{'iteration':>9} {'value':>16} {'gradient':>12} {'step':>12}  note"]
        lines += [
            f"{r.iteration:9d} {r.fun:16.9g} {r.slope:12.3e} {r.step:12.3e}  {r.note}".rstrip() for r in self.rows
        ]
        return "\n".join(lines)

    def to_latex(self) -> str:
        """The trace as a LaTeX table."""
        body = [
            f"{r.iteration} & ${_tex(r.fun, 9)}$ & ${_tex(r.slope, 3)}$ & ${_tex(r.step, 3)}$ \\\\" for r in self.rows
        ]
        head = r"$k$ & $f(x_k)$ & $\lVert\nabla f(x_k)\rVert_\infty$ & $\lVert x_k-x_{k-1}\rVert$ \\"
        return "\n".join([r"\begin{tabular}{rrrr}", r"\hline", head, r"\hline", *body, r"\hline", r"\end{tabular}"])


def _tex(number: float, digits: int) -> str:
    text = f"{number:.{digits}g}"
    mantissa, mark, exponent = text.partition("e")
    return rf"{mantissa}\cdot 10^{{{int(exponent)}}}" if mark else mantissa
