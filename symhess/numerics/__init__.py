"""Numbers: functions compiled from expressions, and the methods that minimize them.

In: expressions with ordered variables, starting points. Out: :class:`CompiledFunction` and :class:`CompiledSum` (value,
gradient, Hessian, Hessian-vector products), and for each minimization an :class:`Outcome` with its trace.

The names are loaded at first use: compiling and calling with plain lists needs neither NumPy nor SciPy.

>>> from sympy.abc import x
>>> from symhess.numerics import compile_expression
>>> compile_expression(x**4, [x]).hessian([2.0])
[[48.0]]
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Adam": "descents",
    "AdamMethod": "methods",
    "BFGS": "methods",
    "BFGSUpdate": "quasi_newton",
    "Backtracking": "searches",
    "CompiledFunction": "compiled",
    "CompiledSum": "sums",
    "DFP": "methods",
    "DFPUpdate": "quasi_newton",
    "DampedNewton": "methods",
    "Exact": "searches",
    "Fixed": "searches",
    "GaussNewton": "least_squares",
    "GradientDescent": "methods",
    "HessianFree": "methods",
    "HessianOperator": "operators",
    "LBFGS": "methods",
    "LevenbergMarquardt": "trust_region",
    "LimitedMemory": "quasi_newton",
    "LineMethod": "line_method",
    "ModifiedNewton": "descents",
    "ModifiedNewtonMethod": "methods",
    "Newton": "methods",
    "NewtonCG": "methods",
    "NewtonStep": "descents",
    "Outcome": "outcome",
    "Quadrature": "quadrature",
    "QuasiNewton": "quasi_newton",
    "RMSProp": "descents",
    "RMSPropMethod": "methods",
    "Row": "trace",
    "SR1": "rank_one",
    "SR1Update": "quasi_newton",
    "Status": "outcome",
    "Steepest": "descents",
    "Trace": "trace",
    "TruncatedNewton": "newton_cg",
    "TrustRegion": "trust_region",
    "Wolfe": "searches",
    "color_columns": "coloring",
    "compile_expression": "compiled",
    "compile_residuals": "least_squares",
    "compile_sum": "terms",
    "conjugate_gradients": "krylov",
    "hessian_by_coloring": "coloring",
    "iterate": "iterating",
    "lanczos": "krylov",
    "method_named": "methods",
    "plot_convergence": "figures",
    "plot_paths": "figures",
    "power_iteration": "krylov",
    "solve_least_squares": "least_squares",
    "spectral_density": "quadrature",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:  # functions, classes and submodules
    if name in _HOMES:
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return value
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
