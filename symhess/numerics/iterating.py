"""The one loop that drives every method."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from symhess.budget import Deadline
from symhess.errors import InputError, TimeLimitReached
from symhess.numerics.evaluating import Array
from symhess.numerics.method import Method, State
from symhess.numerics.outcome import Outcome, Status
from symhess.numerics.problem import Objective, Point, Problem
from symhess.numerics.spectra import all_finite, largest
from symhess.numerics.trace import Row, Trace

__all__ = ["iterate"]

# Iterates of more numbers than this are not kept in the trace.
_KEPT = 1000
_ESCAPES = 20
_STATIONARY = (Status.CONVERGED, Status.SADDLE, Status.DEGENERATE)
_BOTTOMLESS = -1e100
# So many steps without any gain mean that there is none to come.
_PATIENCE = 25
_ROUNDING = 1e-12


def iterate(
    method: Method,
    objective: Objective,
    start: ArrayLike,
    *,
    tolerance: float = 1e-8,
    max_iterations: int | None = None,
    time_limit: float | None = 10.0,
) -> Outcome:
    """Minimize from a starting point.

    Parameters
    ----------
    method : Method
        The settings.
    objective : Objective
        The function.
    start : array_like, shape (n,)
        Where to start.
    tolerance : float
        What the largest entry of the gradient may be at the end.
    max_iterations : int, optional
        By default what the method allows.
    time_limit : float or None
        Seconds; what was reached by then is returned with the status ``TIME_LIMIT``.

    Returns
    -------
    Outcome

    Raises
    ------
    InputError
        If the start is not a point of finite numbers.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.numerics import Newton, compile_expression
    >>> r = iterate(Newton(), compile_expression(x**2 - 2*x, [x]), [5.0])
    >>> r.x, r.nit
    (array([1.]), 1)
    >>> iterate(Newton(), compile_expression(-x**2, [x]), [5.0]).status.name
    'SADDLE'
    """
    x = _started(objective, start)
    limit = method.max_iterations if max_iterations is None else max_iterations
    problem = Problem(objective, Deadline(time_limit))
    with np.errstate(all="ignore"):
        return _Run(method, problem, tolerance).until(x, limit)


def _started(objective: Objective, start: ArrayLike) -> Array:
    try:
        x = np.array(start, dtype=np.float64).reshape(-1)
    except (TypeError, ValueError) as error:
        raise InputError(f"the start must be numbers: {error}") from None
    if len(x) != objective.dimension:
        raise InputError(f"the start needs {objective.dimension} numbers, one for each variable, not {len(x)}")
    if not all_finite(x):
        raise InputError("the start must be finite numbers")
    return x


class _Run:
    """One minimization under way."""

    def __init__(self, method: Method, problem: Problem, tolerance: float) -> None:
        self.method = method
        self.problem = problem
        self.tolerance = tolerance
        self.rows: list[Row] = []
        self.escapes = 0

    def until(self, x: Array, limit: int) -> Outcome:
        state: State | None = None
        try:
            state = self.method.init(self.problem, x)
            self._record(state)
            while True:
                status = self._status(state)
                if status is Status.SADDLE and self.method.escapes:
                    escaped = self._escaped(state)
                    if escaped is not None:
                        state = escaped
                        self._record(state)
                        continue
                if status is None and len(self.rows) > limit:
                    status = Status.MAX_ITERATIONS
                if status is not None:
                    return self._outcome(state, status)
                state = self.method.step(self.problem, state)
                if state.halt is None:
                    self._record(state)
                    if self._is_idle():
                        state = state._replace(halt=Status.STALLED)
        except TimeLimitReached:
            return self._timed_out(state, x)

    def _status(self, state: State) -> Status | None:
        """Why to stop, or ``None`` to go on."""
        point = state.point
        if point.fun < _BOTTOMLESS:
            return Status.UNBOUNDED
        if state.halt is None and point.slope > self.tolerance:
            return None
        if state.halt is Status.LEFT_DOMAIN:
            return state.halt
        status = self.method.terminate(self.problem, state, self.tolerance).status
        if status is None and state.halt is not None:
            flat = state.halt is Status.STALLED and point.slope <= self.tolerance
            return Status.FLAT if flat else state.halt
        if status is Status.DEGENERATE and not point.jac.any() and not self._has_relief(point):
            return Status.FLAT
        return status

    def _is_idle(self) -> bool:
        """Whether many steps together changed the value by rounding only and did not make the gradient smaller."""
        count = len(self.rows)
        if count % _PATIENCE or count < 2 * _PATIENCE:
            return False
        late, last = self.rows[-_PATIENCE:], self.rows[-1].fun
        if any(abs(row.fun - last) > _ROUNDING * abs(last) for row in late):
            return False
        return min(row.slope for row in late) >= min(row.slope for row in self.rows[:-_PATIENCE])

    def _has_relief(self, point: Point) -> bool:
        """Whether the function is not constant around the point, as one is that has underflowed."""
        length = 0.1 * max(1.0, largest(point.x))
        sides = np.random.default_rng(0).choice([-1.0, 1.0], size=(4, len(point.x)))
        return any(self.problem.value(point.x + length * side) != point.fun for side in sides)

    def _escaped(self, state: State) -> State | None:
        """A state lower down along the direction of negative curvature; ``None`` where nothing is lower."""
        down = self.method.terminate(self.problem, state, self.tolerance).down
        self.escapes += 1
        if down is None or self.escapes > _ESCAPES:
            return None
        point = state.point
        margin = 1e-14 * abs(point.fun)
        length = max(1.0, float(np.linalg.norm(point.x)))
        while length > 1e-8:
            for side in (length, -length):
                x = point.x + side * down
                if self.problem.value(x) < point.fun - margin:
                    fresh = self.method.init(self.problem, x)
                    if fresh.point.is_finite():
                        return fresh._replace(step=length, note="escape from a saddle")
            length *= 0.5
        return None

    def _record(self, state: State) -> None:
        point = state.point
        kept = point.x if len(point.x) <= _KEPT else None
        self.rows.append(Row(len(self.rows), kept, point.fun, point.slope, state.step, state.note))

    def _timed_out(self, state: State | None, x: Array) -> Outcome:
        if state is None:
            unknown = np.full(len(x), np.nan)
            return self._result(x, math.nan, unknown, Status.TIME_LIMIT, "")
        return self._result(state.point.x, state.point.fun, state.point.jac, Status.TIME_LIMIT, "")

    def _outcome(self, state: State, status: Status) -> Outcome:
        if status is Status.SADDLE and not self.method.escapes:
            remark = ""
        else:
            remark = self.method.postprocess(self.problem, state)
        return self._result(state.point.x, state.point.fun, state.point.jac, status, remark)

    def _result(self, x: Array, fun: float, jac: Array, status: Status, remark: str) -> Outcome:
        problem = self.problem
        trace = Trace(self.method.name, problem.objective, tuple(self.rows))
        return Outcome(
            x,
            fun,
            jac,
            max(len(self.rows) - 1, 0),
            problem.nfev,
            problem.njev,
            problem.nhev,
            status,
            status in _STATIONARY,
            _message(status, self.rows, remark),
            trace,
        )


def _message(status: Status, rows: Sequence[Row], remark: str) -> str:
    parts = [status.explanation]
    escapes = sum(row.note.startswith("escape") for row in rows)
    if escapes:
        parts.append(f"{escapes} {'saddle was' if escapes == 1 else 'saddles were'} left along negative curvature")
    if status.remedy:
        parts.append(status.remedy)
    if remark:
        parts.append(remark)
    return ": ".join(["; ".join(parts[:-1]), parts[-1]]) if remark and len(parts) > 1 else "; ".join(parts)
