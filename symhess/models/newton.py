"""Newton's method on the loss of a logistic model; for two classes it is iteratively reweighted least squares."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symhess.errors import TimeLimitReached
from symhess.models.blocks import RowSource
from symhess.models.factor import Factor, factorize
from symhess.models.likelihood import ALL, LikelihoodPass, Totals, Wanted

__all__ = ["Fitted", "Iterate", "Limits", "Problem", "State", "newton", "rough_start"]

Array: TypeAlias = NDArray[Any]
_EPS = float(np.finfo(float).eps)
# In units of the standard errors: from there on the quadratic model is trusted without looking at the loss.
_NEAR = 2.0
# A Hessian of half the digits is used for diagonals in this range only.
_ROUGH_RANGE = (1e-15, 1e25)
_ROUGHLY = 4.0
# With fewer parameters a new Hessian costs hardly more than a gradient.
_MANY = 8
# A step with the last Hessian must be this much shorter than the one before, or the Hessian is computed anew.
_CONTRACTION = 0.1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is minimised: the loss of the rows and its penalty.

    Attributes
    ----------
    source : RowSource
    classes : Array
    columns : int
        Of the data, without the intercept.
    intercept : bool
    ridge : float
        Half of it times the squared coefficients is added to the loss; the intercept is free.
    basis : Array or None
        Working parameters times this matrix are the parameters.
    careful : bool
        Whether the product of rows and basis must not lose digits to cancellation.

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource, RowBlock
    >>> rows = RowBlock(np.array([[1.0], [2.0]]), np.array([0, 1]))
    >>> problem = Problem(ArraySource(rows), np.array([0, 1]), columns=1, intercept=True, ridge=2.0)
    >>> problem.shape, problem.evaluate(np.zeros((1, 2))).gradient
    ((1, 2), array([[-0.5,  0. ]]))
    """

    source: RowSource
    classes: Array
    columns: int
    intercept: bool
    ridge: float = 0.0
    basis: Array | None = None
    careful: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """Of the working parameters."""
        size = self.columns + self.intercept if self.basis is None else self.basis.shape[1]
        return len(self.classes) - 1, size

    @property
    def is_plain(self) -> bool:
        """Whether the Hessian is that of the loss, so that Newton's steps converge quadratically."""
        return True

    def parameters(self, working: Array) -> Array:
        """From the working parameters."""
        return working if self.basis is None else np.asarray(working @ self.basis.T)

    def evaluate(self, working: Array, wanted: Wanted = ALL) -> Totals:
        """Loss, gradient and Hessian in the working parameters."""
        visit = LikelihoodPass(working, self.classes, self.intercept, self.basis, wanted, self.careful)
        return self._penalized(self.source.reduce(visit), working)

    def _penalized(self, totals: Totals, working: Array) -> Totals:
        if not self.ridge:
            return totals
        penalty = self.penalty()
        slope = penalty @ working.ravel()
        hessian = None if totals.hessian is None else totals.hessian + penalty
        gradient = totals.gradient + slope.reshape(working.shape)
        return replace(totals, gradient=gradient, hessian=hessian, loss=totals.loss + 0.5 * working.ravel() @ slope)

    def loss_of_rows(self, working: Array, totals: Totals) -> float:
        """The loss without the penalty."""
        if not self.ridge:
            return totals.loss
        return float(totals.loss - 0.5 * working.ravel() @ self.penalty() @ working.ravel())

    def penalty(self) -> Array:
        """The penalty's Hessian; with many classes the coefficients are those that sum to zero over the classes."""
        count, _ = self.shape
        columns = np.full(self.columns + self.intercept, self.ridge)
        columns[self.columns :] = 0.0
        form = np.diag(columns) if self.basis is None else self.basis.T @ (columns[:, None] * self.basis)
        between = np.eye(count) - 1 / (count + 1) if count > 1 else np.eye(1)
        return np.kron(between, form)


@dataclass(frozen=True, slots=True)
class Limits:
    """When to end: at steps so short, in units of the standard errors, or after so many.

    Examples
    --------
    >>> Limits(max_iter=5)
    Limits(tolerance=1e-12, max_iter=5)
    """

    tolerance: float = 1e-12
    max_iter: int = 100


@dataclass(frozen=True, slots=True)
class Iterate:
    """One iterate: parameters, loss (NaN where it was not needed), Newton decrement and the step length that was taken.

    Examples
    --------
    >>> Iterate(np.zeros((1, 1)), 1.0, 0.5, 1.0).decrement
    0.5
    """

    parameters: Array
    loss: float
    decrement: float
    length: float


class State(Enum):
    """How an iteration ended.

    Examples
    --------
    >>> State.CONVERGED.value
    'converged'
    """

    CONVERGED = "converged"
    SINGULAR = "the Hessian is singular"
    ALL_RIGHT = "every row is classified right, with growing coefficients"
    NOT_FINITE = "the sums over the rows are not finite"
    STOPPED = "the iteration limit was reached"
    OUT_OF_TIME = "the time limit was reached"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where an iteration ended.

    Attributes
    ----------
    state : State
    problem : Problem
        With the basis that was used.
    working : Array
    totals : Totals
        At the end, with Hessian.
    factor : Factor or None
        Of that Hessian.
    decrement : float
        Of the last step, in standard errors.
    noise : float
        What rounding leaves of the decrement.
    iterates : tuple of Iterate

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource, RowBlock
    >>> rows = RowBlock(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1]))
    >>> fitted = newton(Problem(ArraySource(rows), np.array([0, 1]), columns=1, intercept=True))
    >>> fitted.state.value, fitted.parameters.round(6)
    ('converged', array([[ 0.908184, -1.362276]]))
    """

    state: State
    problem: Problem
    working: Array
    totals: Totals
    factor: Factor | None
    decrement: float
    noise: float
    iterates: tuple[Iterate, ...]

    @property
    def parameters(self) -> Array:
        """Of the columns as they came."""
        return self.problem.parameters(self.working)

    def covariance(self) -> Array:
        """The inverse Hessian, for the columns as they came."""
        assert self.factor is not None
        inverse = self.factor.inverse()
        if self.problem.basis is None:
            return inverse
        whole = np.kron(np.eye(self.working.shape[0]), self.problem.basis)
        return np.asarray(whole @ inverse @ whole.T)


def rough_start(problem: Problem, rows: tuple[int, ...]) -> Array | None:
    """Parameters fitted to about so many rows of the data, coarse to fine; ``None`` where that does not work.

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource, RowBlock
    >>> X = np.linspace(-1, 1, 1000)[:, None]
    >>> problem = Problem(ArraySource(RowBlock(X, np.sin(40 * X[:, 0]) + X[:, 0] > 0)), np.array([0, 1]), 1, True)
    >>> rough_start(problem, (50, 200)).round(0)
    array([[ 2., -0.]])
    >>> rough_start(problem, (2000,)) is None
    True
    """
    working: Array | None = None
    for count in rows:
        thinned = problem.source.thinned(count)
        if thinned is not None:
            ahead = _few_steps(replace(problem, source=thinned), working)
            working = working if ahead is None else ahead
    return working


def _few_steps(problem: Problem, start: Array | None) -> Array | None:
    working = np.zeros(problem.shape) if start is None else start
    for _ in range(8):
        totals = problem.evaluate(working, Wanted(value=False, rough=True))
        factor = factorize(totals.hessian) if totals.hessian is not None and totals.margin <= 0 else None
        if factor is None:
            return None
        step = -factor.solve(totals.gradient.ravel())
        working = working + step.reshape(working.shape)
        # Where the step is as short as the error of so few rows, the next one would not pay.
        if -totals.gradient.ravel() @ step < working.size:
            return working
    return None


def newton(
    problem: Problem, start: Array | None = None, limits: Limits | None = None, *, until_right: bool = True
) -> Fitted:
    """Minimise; the loss is convex, so damped Newton steps reach the minimum if there is one.

    Parameters
    ----------
    problem : Problem
    start : Array, optional
        Working parameters; zero by default.
    limits : Limits
    until_right : bool
        End at parameters that classify every row right: the loss then has no minimum.

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource, RowBlock
    >>> rows = RowBlock(np.array([[0.0], [1.0]]), np.array([0, 1]))
    >>> newton(Problem(ArraySource(rows), np.array([0, 1]), columns=1, intercept=True)).state.name
    'ALL_RIGHT'
    """
    limits = Limits() if limits is None else limits
    loop = _Loop(problem, limits.tolerance, until_right, rough=start is not None and len(problem.classes) == 2)
    return loop.run(np.zeros(problem.shape) if start is None else start, limits.max_iter)


class _Loop:
    """The iteration, which keeps the last factor for steps that need no new Hessian."""

    def __init__(self, problem: Problem, tolerance: float, until_right: bool, rough: bool) -> None:
        self.problem, self.tolerance, self.until_right, self.rough = problem, tolerance, until_right, rough
        # A rough start is as far from the minimum as its fewer rows make it: some standard errors for each parameter.
        self.near = max(_NEAR, _ROUGHLY * math.sqrt(math.prod(problem.shape))) if rough else _NEAR
        self.iterates: list[Iterate] = []
        self.factor: Factor | None = None
        self.decrement = self.before = np.inf
        # The decrement where the last Hessian was computed, and the one before it: how far from the minimum that was.
        self.anchor = self.last_anchor = np.inf

    def run(self, working: Array, max_iter: int) -> Fitted:
        totals = self._evaluate(working, curvature=True, value=not self.rough)
        for _ in range(max_iter):
            ended = self._ended(totals)
            if ended is State.SINGULAR and self.rough:
                self.rough = False
                totals = self._evaluate(working, curvature=True, value=True)
                continue
            if ended is not None:
                return self._fitted(ended, working, totals)
            step = self._step(totals)
            try:
                if self._settled(working):
                    return self._finish(working + step)
                working, totals = self._next(working, step, totals)
            except TimeLimitReached:
                return self._fitted(State.OUT_OF_TIME, working, totals)
        return self._fitted(State.STOPPED, working, self.problem.evaluate(working))

    def _next(self, working: Array, step: Array, totals: Totals) -> tuple[Array, Totals]:
        if totals.hessian is None and self.decrement > _CONTRACTION * self.before:
            self.rough = False
            self.decrement = self.before
            return working, self._evaluate(working, curvature=True, value=True)
        return self._advance(working, step, totals)

    def _evaluate(self, working: Array, curvature: bool, value: bool) -> Totals:
        return self.problem.evaluate(working, Wanted(curvature, value, self.rough))

    def _ended(self, totals: Totals) -> State | None:
        if not np.all(np.isfinite(totals.gradient)):
            return State.NOT_FINITE
        if self.until_right and totals.margin > 0:
            return State.ALL_RIGHT
        if totals.hessian is not None:
            self.factor = factorize(totals.hessian)
            diagonal = np.diag(totals.hessian)
            if self.rough and not _ROUGH_RANGE[0] < diagonal.min() <= diagonal.max() < _ROUGH_RANGE[1]:
                self.factor = None
        return State.SINGULAR if self.factor is None else None

    def _step(self, totals: Totals) -> Array:
        assert self.factor is not None
        gradient = totals.gradient.ravel()
        step = -self.factor.solve(gradient)
        self.before, self.decrement = self.decrement, math.sqrt(max(float(-gradient @ step), 0.0))
        self.last_anchor = self.anchor
        if totals.hessian is not None:
            self.anchor = self.decrement
        return step.reshape(totals.gradient.shape)

    def _settled(self, working: Array) -> bool:
        """Whether the step is as short as asked, or as short as rounding lets it be."""
        contraction = self.decrement / self.before if np.isfinite(self.before) else 1.0
        stalled = self.decrement <= 1e-7 and contraction > 0.5
        # The next step would be this short; it is taken with a new Hessian, which changes by this rate times the step.
        ahead = self.decrement * min(contraction, 1.0)
        rate = min(contraction / self.last_anchor, 1.0) if np.isfinite(self.last_anchor) else 1.0
        return stalled or ahead * rate <= max(self.tolerance, self.noise(working) * rate)

    def noise(self, working: Array) -> float:
        """What rounding the linear predictors makes of the decrement, in standard errors."""
        assert self.factor is not None
        return _EPS * float((np.abs(working.ravel()) / self.factor.scale).sum())

    def _advance(self, working: Array, step: Array, totals: Totals) -> tuple[Array, Totals]:
        near = self.decrement <= self.near and self.problem.is_plain
        lazy = near and self.decrement <= _NEAR and working.size >= _MANY
        loss = totals.loss
        if not near and math.isnan(loss):
            loss = self._evaluate(working, curvature=False, value=True).loss
        length = 1.0
        while True:
            ahead = working + length * step
            found = self._evaluate(ahead, curvature=not lazy, value=not near)
            wanted = loss - 1e-4 * length * self.decrement**2 + 8 * _EPS * abs(loss)
            if near or length < 1e-10 or found.loss <= wanted:
                break
            length /= 2
        self.iterates.append(Iterate(self.problem.parameters(working), loss, self.decrement, length))
        return ahead, found

    def _finish(self, working: Array) -> Fitted:
        totals = self.problem.evaluate(working)
        ended = self._ended(totals)
        if ended is not None:
            return self._fitted(ended, working, totals)
        self.iterates.append(Iterate(self.problem.parameters(working), totals.loss, self.decrement, 1.0))
        step = self._step(totals)
        return self._fitted(State.CONVERGED, working + step, totals)

    def _fitted(self, state: State, working: Array, totals: Totals) -> Fitted:
        if totals.hessian is not None:
            self.factor = factorize(totals.hessian)
        noise = np.inf if self.factor is None else self.noise(working)
        return Fitted(state, self.problem, working, totals, self.factor, self.decrement, noise, tuple(self.iterates))
