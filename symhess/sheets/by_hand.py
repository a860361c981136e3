"""The steps that a student computes by hand: Newton's method, and iteratively reweighted least squares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sympy import Expr, ImmutableDenseMatrix, Integer, Rational, Symbol, Tuple, exp

from symhess.budget import Deadline
from symhess.differentiate import differentiate
from symhess.exact import real_number
from symhess.function import ScalarFunction
from symhess.grade.reference import newton_step
from symhess.sheets.problem import Problem
from symhess.study import Derivatives

__all__ = ["IrlsStep", "IrlsSteps", "NewtonStep", "NewtonSteps", "irls_steps", "newton_steps"]

_DIGITS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class NewtonStep:
    """One step of Newton's method: everything that a student computes at an iterate.

    Examples
    --------
    >>> from symhess.sheets import Asks
    >>> from sympy.abc import x
    >>> (step,) = newton_steps(Problem(Asks.NEWTON, ScalarFunction(x**4, (x,)), at=(Integer(3),)), Deadline(9)).steps
    >>> step.at, step.value, step.gradient, step.hessian, step.step, step.end
    ((3,), 81, (108,), Matrix([[108]]), (-1,), (2,))
    """

    at: tuple[Expr, ...]
    value: Expr
    gradient: tuple[Expr, ...]
    hessian: ImmutableDenseMatrix
    step: tuple[Expr, ...]
    end: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NewtonSteps:
    """The derivatives and the steps taken with them.

    Examples
    --------
    >>> from symhess.sheets import Asks
    >>> from sympy.abc import x
    >>> found = newton_steps(Problem(Asks.NEWTON, ScalarFunction(x**4, (x,)), at=(Integer(3),), steps=2), Deadline(9))
    >>> [step.end for step in found.steps]
    [(2,), (4/3,)]
    >>> newton_steps(Problem(Asks.NEWTON, ScalarFunction(x**3, (x,)), at=(Integer(0),)), Deadline(9))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the Hessian is not known to be regular at (0,): there is no Newton step
    """

    derivatives: Derivatives
    steps: tuple[NewtonStep, ...]


@dataclass(frozen=True, slots=True, eq=False)
class IrlsStep:
    """One step of iteratively reweighted least squares.

    Attributes
    ----------
    at : tuple of Expr
        The coefficients β before the step.
    predictors, probabilities, weights : tuple of Expr
        η = Xβ, p = 1/(1 + exp(−η)) and p(1 − p), one for each row.
    score : tuple of Expr
        Xᵀ(y − p).
    information : ImmutableDenseMatrix
        XᵀWX.
    step, end : tuple of Expr
        The solution δ of XᵀWX δ = Xᵀ(y − p), and β + δ.
    is_exact : bool
        Whether no number is rounded. After the first step p is irrational as a rule; then p, w and δ are
        rounded to four significant digits.

    Examples
    --------
    >>> labels = (Integer(0), Integer(1))
    >>> design = ImmutableDenseMatrix([[1, -1], [1, 1]])
    >>> step = _irls_step(design, labels, (Symbol("a"), Symbol("b")), labels)
    >>> step.predictors, step.probabilities, step.is_exact
    ((-1, 1), (2689/10000, 7311/10000), False)
    """

    at: tuple[Expr, ...]
    predictors: tuple[Expr, ...]
    probabilities: tuple[Expr, ...]
    weights: tuple[Expr, ...]
    score: tuple[Expr, ...]
    information: ImmutableDenseMatrix
    step: tuple[Expr, ...]
    end: tuple[Expr, ...]
    is_exact: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class IrlsSteps:
    """The design matrix, the labels and the steps.

    Examples
    --------
    >>> from sympy import exp, log
    >>> from symhess.sheets import Asks
    >>> from sympy.abc import a
    >>> rows = tuple((Integer(x), Integer(y)) for x, y in [(-1, 1), (1, 1), (2, 1)])
    >>> loss = log(1 + exp(-a)) + log(1 + exp(a)) + log(1 + exp(2 * a)) - 2 * a
    >>> found = irls_steps(Problem(Asks.LOGISTIC, ScalarFunction(loss, (a,)), at=(Integer(0),), data=rows), Deadline(9))
    >>> found.design, found.labels, found.steps[0].score, found.steps[0].information, found.steps[0].end
    (Matrix([
    [-1],
    [ 1],
    [ 2]]), (1, 1, 1), (1,), Matrix([[3/2]]), (2/3,))
    """

    variables: tuple[Symbol, ...]
    design: ImmutableDenseMatrix
    labels: tuple[Expr, ...]
    steps: tuple[IrlsStep, ...]


def newton_steps(problem: Problem, deadline: Deadline) -> NewtonSteps:
    """Newton's method on ∇f = 0 in exact arithmetic.

    Examples
    --------
    >>> from symhess.sheets import Asks
    >>> from sympy.abc import x, y
    >>> f = ScalarFunction(x**2 + x * y + y**3, (x, y))
    >>> newton_steps(Problem(Asks.NEWTON, f, at=(Integer(0), Integer(1))), Deadline(9)).steps[0].end
    (-3/11, 6/11)
    """
    function, derivatives = problem.function, differentiate(problem.function)
    at, steps = problem.at, []
    for _ in range(problem.steps):
        deadline.check()
        steps.append(_newton_step(function, derivatives, at))
        at = steps[-1].end
    return NewtonSteps(derivatives, tuple(steps))


def _newton_step(function: ScalarFunction, derivatives: Derivatives, at: tuple[Expr, ...]) -> NewtonStep:
    places = dict(zip(function.variables, at, strict=True))
    end = newton_step(Tuple(*derivatives.gradient), derivatives.hessian, function.variables, at)
    return NewtonStep(
        at,
        function.expression.xreplace(places),
        tuple(entry.xreplace(places) for entry in derivatives.gradient),
        ImmutableDenseMatrix(derivatives.hessian.xreplace(places)),
        tuple((e - a).expand() for e, a in zip(end, at, strict=True)),
        tuple(end),
    )


def irls_steps(problem: Problem, deadline: Deadline) -> IrlsSteps:
    """Newton's method on the likelihood, as the weighted least-squares problems that it is.

    Examples
    --------
    >>> from symhess.sheets import Asks
    >>> from sympy import log
    >>> from sympy.abc import a
    >>> rows = tuple((Integer(x), Integer(y)) for x, y in [(-1, 1), (1, 1), (2, 1)])
    >>> loss = log(1 + exp(-a)) + log(1 + exp(a)) + log(1 + exp(2 * a)) - 2 * a
    >>> twice = Problem(Asks.LOGISTIC, ScalarFunction(loss, (a,)), at=(Integer(0),), steps=2, data=rows)
    >>> [step.is_exact for step in irls_steps(twice, Deadline(9)).steps]
    [True, False]
    """
    design = ImmutableDenseMatrix(problem.design)
    labels = tuple(row[-1] for row in problem.data)
    beta, steps = problem.at, []
    for _ in range(problem.steps):
        deadline.check()
        steps.append(_irls_step(design, labels, problem.function.variables, beta))
        beta = steps[-1].end
    return IrlsSteps(problem.function.variables, design, labels, tuple(steps))


def _irls_step(
    design: ImmutableDenseMatrix, labels: tuple[Expr, ...], variables: tuple[Symbol, ...], beta: tuple[Expr, ...]
) -> IrlsStep:
    predictors = tuple(design * ImmutableDenseMatrix(beta))
    exactly = tuple(1 / (1 + exp(-eta)) for eta in predictors)
    is_exact = all(p.is_Rational for p in exactly)
    written = Rational if is_exact else _rounded
    p = tuple(map(written, exactly))
    w = tuple(written(q * (1 - q)) for q in p)
    score = tuple(design.T * ImmutableDenseMatrix([y - q for y, q in zip(labels, p, strict=True)]))
    information = ImmutableDenseMatrix(design.T * ImmutableDenseMatrix.diag(*w) * design)
    origin = (Integer(0),) * len(beta)
    step = newton_step(Tuple(*(-entry for entry in score)), information, variables, origin)
    step = tuple(map(written, step))
    end = tuple(b + s for b, s in zip(beta, step, strict=True))
    return IrlsStep(beta, predictors, p, w, score, information, step, end, is_exact)


def _rounded(number: Expr) -> Expr:
    """The number to four significant digits."""
    return Rational(real_number(number).decimal(_DIGITS))
