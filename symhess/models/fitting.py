"""From a problem to its minimum, or to the reason why there is none."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symhess.errors import (
    CollinearWarning,
    ConvergenceWarning,
    InputError,
    NonFiniteError,
    SeparationWarning,
    TimeLimitReached,
)
from symhess.models.blocks import RowBlock
from symhess.models.factor import TriangularPass, basis_from, orthonormal_basis
from symhess.models.newton import Fitted, Limits, Problem, State, newton, rough_start
from symhess.models.separation import Separation, SeparationKind, is_separated_by, separation_of

__all__ = ["Diagnosed", "NonFinitePass", "diagnose"]

Array: TypeAlias = NDArray[Any]
NullVectors: TypeAlias = tuple[tuple[float, ...], ...]
# How many calls lie between a warning's method here and the user's.
_CALLER = 5
# Beyond this condition number the columns are orthonormalised first.
_ILL_CONDITIONED = 300.0
# Beyond this one rows times basis would lose digits, as the root of it says.
_CANCELLING = 1e5
# Beyond this one the Hessian itself is too inaccurate to do it.
_HOPELESS = 1e10


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """A fit, with what was found out about whether it exists.

    Attributes
    ----------
    fitted : Fitted
    separation : Separation or None
        ``None`` where a penalty makes the question pointless or time ran out.
    null_vectors : tuple
        Combinations of the columns (the intercept last) that vanish on all rows.

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource
    >>> rows = RowBlock(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1]))
    >>> problem = Problem(ArraySource(rows), np.array([0, 1]), columns=1, intercept=True)
    >>> found = diagnose(problem, 4, Limits())
    >>> found.separation.kind.value, found.null_vectors
    ('none', ())
    """

    fitted: Fitted
    separation: Separation | None
    null_vectors: NullVectors = ()


def diagnose(problem: Problem, rows: int, limits: Limits) -> Diagnosed:
    """Fit, in a basis as good as the data need, and say by name what stands in the way.

    Parameters
    ----------
    problem : Problem
    rows : int
        How many there are.
    limits : Limits

    Raises
    ------
    NonFiniteError
        If the data have NaN or infinite entries.

    Warns
    -----
    CollinearWarning, SeparationWarning, ConvergenceWarning

    Examples
    --------
    >>> from symhess.models.blocks import ArraySource
    >>> rows = RowBlock(np.array([[1.0], [np.inf]]), np.array([0, 1]))
    >>> diagnose(Problem(ArraySource(rows), np.array([0, 1]), columns=1, intercept=False), 2, Limits())
    Traceback (most recent call last):
    ...
    symhess.errors.NonFiniteError: X contains infinity in row 1, column 0; remove or impute such entries
    """
    return _Fitting(problem, rows, limits).run()


@dataclass(frozen=True, slots=True)
class _Fitting:
    problem: Problem
    rows: int
    limits: Limits

    @property
    def may_vanish(self) -> bool:
        """Whether the loss may decrease forever, because no penalty holds it."""
        return self.problem.is_plain and not self.problem.ridge

    def run(self) -> Diagnosed:
        fitted, dependent = self._in_good_basis(self._newton(self.problem, self._start()))
        if not self.may_vanish or fitted.state is State.OUT_OF_TIME:
            return Diagnosed(_warned(fitted), None, dependent)
        if fitted.state is State.CONVERGED and _exists(fitted):
            return Diagnosed(fitted, Separation(SeparationKind.NONE), dependent)
        return replace(self._separated(fitted), null_vectors=dependent)

    def _newton(self, problem: Problem, start: Array | None) -> Fitted:
        return newton(problem, start, self.limits, until_right=self.may_vanish)

    def _start(self) -> Array | None:
        """From ever more rows, as long as there are many more than coefficients."""
        if not self.problem.is_plain:
            return None
        enough = 20 * self.problem.shape[1]
        return rough_start(self.problem, tuple(k for k in (self.rows // 64, self.rows // 8) if k >= enough))

    def _in_good_basis(self, fitted: Fitted) -> tuple[Fitted, NullVectors]:
        if fitted.state is State.NOT_FINITE:
            raise _not_finite(self.problem)
        condition = np.inf if fitted.factor is None else fitted.factor.condition()
        too_few = self.rows < self.problem.shape[1] and not self.problem.ridge
        if fitted.state is State.OUT_OF_TIME or (condition < _ILL_CONDITIONED and not too_few):
            return fitted, ()
        known = fitted.state is State.CONVERGED and condition < _HOPELESS
        basis, dependent = (_gram_basis(fitted), ()) if known else self._orthonormal_basis()
        start = np.linalg.solve(basis, fitted.parameters.T).T if known else None
        found = self._newton(replace(self.problem, basis=basis, careful=condition > _CANCELLING), start)
        return replace(found, iterates=fitted.iterates * known + found.iterates), dependent

    def _orthonormal_basis(self) -> tuple[Array, NullVectors]:
        """In which the columns themselves are orthonormal, by a QR factorisation of the rows."""
        problem = self.problem
        upper = problem.source.reduce(TriangularPass(problem.intercept)).upper
        if not np.isfinite(upper).all():
            raise _not_finite(problem)
        if problem.ridge:
            penalized = np.sqrt(problem.ridge) * np.eye(problem.shape[1])[: problem.columns]
            upper = np.asarray(np.linalg.qr(np.vstack([upper, penalized]), mode="r"))
        basis, dependent = orthonormal_basis(upper)
        if dependent:
            said = _collinear_message(dependent, problem, self.rows)
            warnings.warn(CollinearWarning(said, null_vectors=dependent), stacklevel=_CALLER + 2)
        return basis, dependent

    def _separated(self, fitted: Fitted) -> Diagnosed:
        problem = fitted.problem
        place = (problem.source, problem.classes, problem.intercept)
        try:
            found = is_separated_by(fitted.parameters, *place) if fitted.state is State.ALL_RIGHT else None
            found = separation_of(*place, problem.source.deadline) if found is None else found
        except TimeLimitReached:
            said = "whether the classes are separated was not decided within the time limit"
            warnings.warn(said, ConvergenceWarning, stacklevel=_CALLER + 1)
            return Diagnosed(fitted, None)
        if found.kind is SeparationKind.NONE:
            if fitted.state is not State.STOPPED:
                fitted = newton(problem, fitted.working, self.limits, until_right=False)
            return Diagnosed(_warned(fitted), found)
        warnings.warn(_separation_message(found), SeparationWarning, stacklevel=_CALLER + 1)
        return Diagnosed(fitted, found)


def _gram_basis(fitted: Fitted) -> Array:
    """In which the Hessian is one, or with many classes the sum of its diagonal blocks."""
    count, size = fitted.working.shape
    assert fitted.totals.hessian is not None
    blocks = fitted.totals.hessian.reshape(count, size, count, size)
    basis = basis_from(np.einsum("kikj->ij", blocks))
    assert basis is not None
    return basis


def _collinear_message(dependent: tuple[tuple[float, ...], ...], problem: Problem, rows: int) -> str:
    names = [f"column {k}" for k in range(problem.columns)] + ["the intercept"] * problem.intercept
    sums = [
        " + ".join(f"{entry:.6g} * {name}" for entry, name in zip(vector, names, strict=True) if entry)
        for vector in dependent[:3]
    ]
    cause = f" ({rows} rows are fewer than {len(names)} coefficients)" if rows < len(names) else ""
    more = (
        f", and {len(dependent) - 3} more combinations are"
        if len(dependent) > 3
        else " is"
        if len(sums) == 1
        else " are"
    )
    said = f"the columns are linearly dependent{cause}: {'; '.join(sums)}{more} zero on all rows"
    return f"{said}; of all coefficients that fit alike the shortest are taken"


def _exists(fitted: Fitted) -> bool:
    r"""Whether a minimum is certain to exist near by.

    Along a unit direction of the Hessian's norm no linear predictor grows faster than M, hence the curvature falls off
    no faster than :math:`e^{-Mt}`, and with a gradient of length :math:`\lambda < 1/M` the slope becomes positive in
    every direction. A row's leverage is at most one, so that M is at most one over the root of the least weight.
    """
    fastest = 1 / np.sqrt(fitted.totals.least_weight) if fitted.totals.least_weight > 0 else np.inf
    if fitted.working.shape[0] > 1:
        fastest *= np.sqrt(8.0)
    return bool((fitted.decrement + fitted.noise) * fastest < 0.25)


def _separation_message(found: Separation) -> str:
    counts = f"{found.separated} strict inequalities, {found.on_boundary} equalities"
    direction = ", ".join(f"{entry:.6g}" for entry in found.direction)
    return (
        f"{found.kind.value} separation ({counts}): the likelihood has no finite maximum, it grows along the direction "
        f"({direction}); the coefficients are those at which the iteration ended; pass firth=True or ridge > 0 for "
        "finite estimates"
    )


def _warned(fitted: Fitted) -> Fitted:
    if fitted.state is not State.CONVERGED:
        said = f"not converged: {fitted.state.value}; the last step was {fitted.decrement:.2g} standard errors long"
        warnings.warn(said, ConvergenceWarning, stacklevel=_CALLER + 1)
    return fitted


@dataclass(frozen=True, slots=True)
class NonFinitePass:
    """The pass that finds the first entry that is not finite.

    Examples
    --------
    >>> (lambda found: (found.row, found.column))(NonFinitePass()(RowBlock(np.array([[1.0, np.nan]]), np.zeros(1))))
    (0, 1)
    """

    def __call__(self, block: RowBlock) -> _Found:
        """The first one of a block."""
        places = np.argwhere(~np.isfinite(block.X))
        if not len(places):
            return _Found(len(block.X))
        row, column = map(int, places[0])
        return _Found(len(block.X), row, column, float(block.X[row, column]))


@dataclass(frozen=True, slots=True)
class _Found:
    rows: int
    row: int | None = None
    column: int = 0
    entry: float = 0.0

    def __add__(self, other: _Found) -> _Found:
        if self.row is not None or other.row is None:
            return replace(self, rows=self.rows + other.rows)
        return _Found(self.rows + other.rows, self.rows + other.row, other.column, other.entry)


def _not_finite(problem: Problem) -> InputError:
    found = problem.source.reduce(NonFinitePass())
    if found.row is None:
        return InputError("the columns of X are too large for floating point; divide them by powers of ten")
    what = "NaN" if np.isnan(found.entry) else "infinity"
    return NonFiniteError(f"X contains {what} in row {found.row}, column {found.column}; remove or impute such entries")
