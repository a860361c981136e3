"""The public numeric functions: what callers hand in becomes what :mod:`symhess.numerics` takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sympy import Expr, Indexed, IndexedBase, Symbol

import symhess
from symhess import numerics
from symhess.errors import InputError

if TYPE_CHECKING:  # loaded when first used: compiling needs neither a parser nor NumPy
    from symhess.numerics.compiled import Backend, CompiledFunction
    from symhess.numerics.evaluating import Array
    from symhess.numerics.method import Method
    from symhess.numerics.outcome import Outcome
    from symhess.numerics.problem import Objective
    from symhess.numerics.sums import CompiledSum
    from symhess.parse.lexer import Syntax

__all__ = ["compile", "least_squares", "minimize"]

Names = str | Iterable[str | Symbol | IndexedBase] | None


def compile(
    f: str | Expr,
    variables: Names = None,
    *,
    syntax: Syntax = "calculator",
    time_limit: float | None = 60.0,
    backend: Backend = "python",
) -> CompiledFunction | CompiledSum:
    """A function with exact gradient, Hessian and Hessian-vector products, ready for numbers.

    Parameters
    ----------
    f : str or Expr
        Text is read by :func:`symhess.parse`, never evaluated. A SymPy ``Sum`` over the index of an ``IndexedBase`` is
        compiled without writing it out.
    variables : str or iterable of str, Symbol or IndexedBase, optional
        The ordered variables; by default those that occur, alphabetically.
    syntax : {"calculator", "python", "latex"}
        How a text is written.
    time_limit : float or None
        Seconds for reading the function, and again for each derivation.
    backend : {"python", "numba"}
        What runs the function on arrays. With "numba" (``pip install symhess[numba]``) the first call takes seconds,
        and further ones are faster; results agree to rounding. Sums over an index are left to NumPy.

    Returns
    -------
    CompiledFunction or CompiledSum
        Both have `value`, `gradient`, `hessian` and `hvp`.

    Raises
    ------
    InputError
        If there is no rule to compute `f`; :class:`symhess.ParseError` if a text cannot be read.

    Examples
    --------
    >>> f = compile("x^2 y")
    >>> f.names, f.gradient([3.0, 2.0])
    (('x', 'y'), [12.0, 9.0])
    >>> from sympy import IndexedBase, Sum
    >>> from sympy.abc import i
    >>> x = IndexedBase("x")
    >>> chain = compile(Sum((x[i + 1] - x[i])**2, (i, 0, 10**6 - 2)))
    >>> chain.dimension
    1000000
    """
    if isinstance(f, str):
        read = symhess.parse.parse_function(f, _symbols(variables), syntax)
        return _compiled(read.expression, read.variables, time_limit, backend)
    if not isinstance(f, Expr):
        raise InputError(f"a text or a SymPy expression is needed, not {type(f).__name__}")
    free = f.free_symbols
    chosen = _symbols(variables)
    if any(isinstance(symbol, Indexed) for symbol in free):
        if backend != "python":
            raise InputError("sums over an index are computed by NumPy; leave the backend out")
        summed: CompiledSum = numerics.compile_sum(f, chosen, time_limit)
        return summed
    if chosen is None:
        chosen = [Symbol(name) for name in sorted({symbol.name for symbol in free})]
        if not chosen:
            raise InputError("the expression has no variable; name the variables to compile a constant function")
    return _compiled(f, chosen, time_limit, backend)


def _compiled(
    expression: Expr, variables: Iterable[Symbol], time_limit: float | None, backend: Backend
) -> CompiledFunction:
    compiled: CompiledFunction = numerics.compile_expression(expression, variables, time_limit, backend)
    return compiled


def minimize(
    f: str | Expr | Objective,
    x0: Sequence[float] | Array,
    *,
    method: str | Method = "trust-region",
    variables: Names = None,
    syntax: Syntax = "calculator",
    tolerance: float = 1e-8,
    max_iterations: int | None = None,
    time_limit: float | None = 10.0,
) -> Outcome:
    """Minimize a function numerically from a starting point.

    Parameters
    ----------
    f : str, Expr or compiled function
        What :func:`compile` takes, or what it gives.
    x0 : sequence of float
        The starting point.
    method : str or Method
        "gradient-descent", "newton", "damped-newton", "modified-newton", "levenberg-marquardt", "trust-region",
        "newton-cg", "hessian-free", "bfgs", "dfp", "sr1", "l-bfgs", "adam", "rmsprop", or a method object with
        settings of its own from :mod:`symhess.numerics`.
    variables : str or iterable of str or Symbol, optional
        The ordered variables.
    syntax : {"calculator", "python", "latex"}
        How a text is written.
    tolerance : float
        What the largest entry of the gradient may be at the end.
    max_iterations : int, optional
        By default what the method allows.
    time_limit : float or None
        Seconds; what was reached by then is returned and labelled.

    Returns
    -------
    Outcome
        With SciPy's field names, and the trace of all iterates.

    Raises
    ------
    InputError
        If `f`, the start or the method's name cannot be used.

    Examples
    --------
    >>> r = minimize("100(y - x^2)^2 + (1 - x)^2", (-1.2, 1))
    >>> r.success, r.status.name, r.x.round(6)
    (True, 'CONVERGED', array([1., 1.]))
    >>> print(minimize("x^2 - y^2", (1, 1), method="newton").message)  # doctest: +ELLIPSIS
    the gradient vanishes at a saddle point or maximum, which attracted the method; take trust-region ...
    >>> minimize("log(x)", [-1.0]).status.name
    'LEFT_DOMAIN'
    """
    chosen = numerics.method_named(method) if isinstance(method, str) else method
    objective = compile(f, variables, syntax=syntax, time_limit=time_limit) if isinstance(f, str | Expr) else f
    outcome: Outcome = numerics.iterate(
        chosen, objective, x0, tolerance=tolerance, max_iterations=max_iterations, time_limit=time_limit
    )
    return outcome


def least_squares(
    residuals: Iterable[str | Expr],
    x0: Sequence[float] | Array,
    *,
    method: str = "levenberg-marquardt",
    variables: Names = None,
    syntax: Syntax = "calculator",
    tolerance: float = 1e-8,
    max_iterations: int | None = None,
    time_limit: float | None = 10.0,
) -> Outcome:
    """Minimize half the sum of the squares of residuals; parameters as in :func:`minimize`.

    Parameters
    ----------
    residuals : iterable of str or Expr
        The functions whose squares are added.
    x0 : sequence of float
        The starting point.
    method : {"gauss-newton", "levenberg-marquardt"}
        How.
    variables, syntax, tolerance, max_iterations, time_limit
        As in :func:`minimize`; the variables by default are those of all residuals.

    Examples
    --------
    >>> r = least_squares(["10(y - x^2)", "1 - x"], (-1.2, 1), method="gauss-newton")
    >>> r.success, float(r.fun), r.x
    (True, 0.0, array([1., 1.]))
    """
    chosen = _symbols(variables)
    given = list(residuals)
    read = [_expression(residual, chosen, syntax) for residual in given]
    if chosen is None:
        chosen = [Symbol(name) for name in sorted({symbol.name for r in read for symbol in r.free_symbols})]
    squares = numerics.compile_residuals(read, chosen, time_limit)
    outcome: Outcome = numerics.solve_least_squares(
        squares, x0, method, tolerance=tolerance, max_iterations=max_iterations, time_limit=time_limit
    )
    return outcome


def _expression(f: str | Expr, variables: list[Symbol] | None, syntax: Syntax) -> Expr:
    return symhess.parse.parse_function(f, variables, syntax).expression if isinstance(f, str) else f


def _symbols(variables: Names) -> list[Symbol] | None:
    if isinstance(variables, str):
        variables = variables.replace(",", " ").split()
    return None if variables is None else [Symbol(v) if isinstance(v, str) else v for v in variables]
