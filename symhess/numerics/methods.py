"""The methods by name, each a combination of the parts."""

from __future__ import annotations

from symhess.errors import InputError
from symhess.numerics.descents import Adam, ModifiedNewton, NewtonStep, RMSProp, Steepest
from symhess.numerics.line_method import LineMethod
from symhess.numerics.method import Method
from symhess.numerics.newton_cg import TruncatedNewton
from symhess.numerics.quasi_newton import BFGSUpdate, DFPUpdate, LimitedMemory, QuasiNewton
from symhess.numerics.rank_one import SR1
from symhess.numerics.searches import Backtracking, Fixed, Search, Wolfe
from symhess.numerics.trust_region import LevenbergMarquardt, TrustRegion

__all__ = [
    "BFGS",
    "DFP",
    "LBFGS",
    "AdamMethod",
    "DampedNewton",
    "GradientDescent",
    "HessianFree",
    "ModifiedNewtonMethod",
    "Newton",
    "NewtonCG",
    "RMSPropMethod",
    "method_named",
]

_PATIENT = 10_000


def GradientDescent(search: Search | float | None = None) -> LineMethod:  # noqa: N802
    """Gradient descent; a number is a fixed step.

    Examples
    --------
    >>> GradientDescent(0.1).search
    Fixed(length=0.1)
    """
    if search is None:
        search = Backtracking(extend=True)
    chosen = Fixed(float(search)) if isinstance(search, int | float) else search
    return LineMethod("gradient-descent", Steepest(), chosen, max_iterations=_PATIENT)


def Newton() -> LineMethod:  # noqa: N802
    """Newton's method as it is, with its whole steps: saddles and maxima attract it like minima.

    Examples
    --------
    >>> Newton().search
    Fixed(length=1.0)
    """
    return LineMethod("newton", NewtonStep(), Fixed(1.0), escapes=False)


def DampedNewton(search: Search | None = None) -> LineMethod:  # noqa: N802
    """Newton's direction with a line search; where it goes up, the one with the eigenvalues' sizes.

    Examples
    --------
    >>> DampedNewton().descent.rule
    'descent'
    """
    return LineMethod("damped-newton", ModifiedNewton("descent"), Backtracking() if search is None else search)


def ModifiedNewtonMethod(descent: ModifiedNewton | None = None, search: Search | None = None) -> LineMethod:  # noqa: N802
    """Newton's method with the Hessian made positive definite.

    Examples
    --------
    >>> ModifiedNewtonMethod(ModifiedNewton("shift")).name
    'modified-newton'
    """
    chosen = ModifiedNewton() if descent is None else descent
    return LineMethod("modified-newton", chosen, Backtracking() if search is None else search)


def NewtonCG(damping: float = 0.0) -> LineMethod:  # noqa: N802
    """Newton's method by conjugate gradients, which needs Hessian-vector products only.

    Examples
    --------
    >>> NewtonCG().descent.damping
    0.0
    """
    return LineMethod("newton-cg", TruncatedNewton(damping), Backtracking())


def HessianFree(damping: float = 1.0) -> LineMethod:  # noqa: N802
    """Newton-CG with damping that follows the quality of the model.

    Examples
    --------
    >>> HessianFree().name
    'hessian-free'
    """
    return LineMethod("hessian-free", TruncatedNewton(damping), Backtracking())


def BFGS(search: Search | None = None, scale_first: bool = True) -> LineMethod:  # noqa: N802
    """BFGS with the whole inverse matrix.

    Examples
    --------
    >>> BFGS().search
    Wolfe(enough=0.0001, flat=0.9, max_evaluations=40)
    """
    chosen = Wolfe() if search is None else search
    return LineMethod("bfgs", QuasiNewton(BFGSUpdate(), scale_first), chosen)


def DFP(search: Search | None = None, scale_first: bool = True) -> LineMethod:  # noqa: N802
    """DFP, which needs a closer search than BFGS.

    Examples
    --------
    >>> DFP().search.flat
    0.1
    """
    chosen = Wolfe(flat=0.1) if search is None else search
    return LineMethod("dfp", QuasiNewton(DFPUpdate(), scale_first), chosen)


def LBFGS(pairs: int = 10, search: Search | None = None) -> LineMethod:  # noqa: N802
    """L-BFGS: BFGS from the last few steps, for many variables.

    Examples
    --------
    >>> LBFGS(5).descent
    LimitedMemory(pairs=5)
    """
    return LineMethod("l-bfgs", LimitedMemory(pairs), Wolfe() if search is None else search, max_iterations=_PATIENT)


def AdamMethod(rate: float = 0.01, descent: Adam | None = None) -> LineMethod:  # noqa: N802
    """Adam with a fixed learning rate.

    Examples
    --------
    >>> AdamMethod(0.1).search
    Fixed(length=0.1)
    """
    return LineMethod("adam", Adam() if descent is None else descent, Fixed(rate), max_iterations=_PATIENT)


def RMSPropMethod(rate: float = 0.001, descent: RMSProp | None = None) -> LineMethod:  # noqa: N802
    """RMSProp with a fixed learning rate.

    Examples
    --------
    >>> RMSPropMethod().name
    'rmsprop'
    """
    return LineMethod("rmsprop", RMSProp() if descent is None else descent, Fixed(rate), max_iterations=_PATIENT)


_NAMED: dict[str, Method] = {
    method.name: method
    for method in (
        *(GradientDescent(), Newton(), DampedNewton(), ModifiedNewtonMethod(), LevenbergMarquardt(), TrustRegion()),
        *(NewtonCG(), HessianFree(), BFGS(), DFP(), SR1(), LBFGS(), AdamMethod(), RMSPropMethod()),
    )
}


def method_named(name: str) -> Method:
    """The method with its usual settings.

    Raises
    ------
    InputError
        For a name that is not known; the message lists those that are.

    Examples
    --------
    >>> method_named("trust-region").escapes
    True
    >>> method_named("simplex")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: there is no method 'simplex'; the methods are adam, bfgs, damped-newton, dfp, ...
    """
    if name not in _NAMED:
        raise InputError(f"there is no method {str(name)[:40]!r}; the methods are {', '.join(sorted(_NAMED))}")
    return _NAMED[name]
