"""The public functions. What they need is loaded when one is called: importing symhess costs nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from symhess.budget import Deadline

if TYPE_CHECKING:
    from sympy import Expr

    from symhess.critical_set import CriticalSet
    from symhess.function import ScalarFunction
    from symhess.inputs import Box, Constraints, Domain, Variables
    from symhess.parse.lexer import Syntax
    from symhess.presentation import Analysis
    from symhess.study import Study
    from symhess.verify import Verification

__all__ = ["analyze", "critical_points", "verify"]


def _room(name: str) -> Any:
    return import_module(f"symhess.{name}")


def _function(f: str | Expr, variables: Variables, domain: Domain, box: Box, syntax: Syntax) -> ScalarFunction:
    inputs = _room("inputs")
    function: ScalarFunction = inputs.restricted(inputs.scalar_function(f, variables, syntax), domain, box, syntax)
    return function


def analyze(
    f: str | Expr,
    variables: Variables = None,
    *,
    domain: Domain = None,
    box: Box = None,
    constraints: Constraints = None,
    region: Domain = None,
    syntax: Syntax = "calculator",
    time_limit: float | None = 10.0,
) -> Analysis:
    """Study a function to second order: derivatives, all real critical points, what each is, and why.

    Parameters
    ----------
    f : str or Expr
        Text in the given syntax, or a SymPy expression.
    variables : str or iterable of str or Symbol, optional
        The ordered variables; by default those that occur, alphabetically.
    domain : str, Relational or list of these, optional
        Conditions such as ``"x > 0, y > 0"`` beyond the natural domain of f, which is found without being told;
        critical points that fail them are left out.
    box : dict or list of pairs, optional
        A closed box such as ``{"x": (-5, 5), "y": (0, "2pi")}``: all critical points in it are wanted.
    constraints : str, Expr or list of these, optional
        Equations such as ``"x^2 + y^2 = 1"``, or expressions that are to be zero: f is studied where they hold, and kinds
        are relative to that set.
    region : str, Relational or list of these, optional
        Inequalities such as ``("x >= 0", "x + y <= 2")``: extrema on the region, inside and on its boundary.
    syntax : {"calculator", "python", "latex"}
        How texts are written.
    time_limit : float or None
        Seconds; what was not finished by then is labelled in the result, never left out silently.

    Returns
    -------
    Analysis

    Raises
    ------
    InputError
        If `f` is no real function of the variables, or domain or box leave no room for points;
        :class:`symhess.ParseError` if a text cannot be read.

    Examples
    --------
    >>> wells = analyze("x^4 + y^4 - 2x^2 - 2y^2 + 1")
    >>> len(wells.points), wells.critical_set.completeness.status.value
    (9, 'complete')
    >>> circle = analyze("x + y", constraints="x^2 + y^2 = 2")
    >>> [(found.point.value.text(), found.verdict.kind.value) for found in circle.points]
    [('-2', 'minimum'), ('2', 'maximum')]
    >>> wave = analyze("sin(x) + y^2")
    >>> wave.critical_set.completeness.status.value, wave.critical_set.completeness.reason.value
    ('incomplete', 'not-polynomial')
    """
    function = _function(f, variables, domain, box, syntax)
    deadline = Deadline(time_limit)
    if constraints is None and region is None:
        study: Study = _room("analysis").study(function, deadline)
    else:
        equations = _room("inputs").equations_of(constraints, function.variables, syntax)
        conditions = tuple(_room("inputs").conditions_of_domain(region, function.variables, syntax))
        study = _room("constrained.study").constrained_study(function, equations, conditions, deadline)
    analysis: Analysis = _room("presentation").dressed(study)
    return analysis


def critical_points(
    f: str | Expr,
    variables: Variables = None,
    *,
    domain: Domain = None,
    box: Box = None,
    syntax: Syntax = "calculator",
    time_limit: float | None = 10.0,
) -> CriticalSet:
    """All real critical points, not yet classified; parameters as in :func:`analyze`.

    Examples
    --------
    >>> found = critical_points("x^3 - 3x")
    >>> [point.coordinates[0].text() for point in found.points]
    ['-1', '1']
    >>> critical_points("sin(x)").completeness.reason.value
    'not-polynomial'
    """
    function = _function(f, variables, domain, box, syntax)
    found: CriticalSet = _room("solve").critical_set(function, Deadline(time_limit))
    return found


def verify(analysis: Study | dict[str, Any]) -> Verification:
    """Check all evidence of an analysis again, without the code that found it.

    Parameters
    ----------
    analysis : Analysis or dict
        The analysis or its :meth:`Analysis.to_dict`.

    Examples
    --------
    >>> bool(verify(analyze("x^4 + x y + y^4")))
    True
    """
    study: Study = _room("render.data.decode").from_dict(analysis) if isinstance(analysis, dict) else analysis
    result: Verification = _room("verify.verification").verify(study)
    return result
