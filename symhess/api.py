"""The public functions. What they need is loaded when one is called: importing symhess costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from symhess.budget import Deadline
from symhess.errors import InputError, TimeLimitReached

if TYPE_CHECKING:
    from sympy import Expr, Symbol

    from symhess.critical_set import CriticalSet
    from symhess.function import ScalarFunction
    from symhess.inputs import Box, Constraints, Domain, Point, Variables
    from symhess.parse.lexer import Syntax
    from symhess.presentation import Analysis
    from symhess.study import Study
    from symhess.verify import Verification

__all__ = ["analyze", "critical_points", "mixed_partials", "verify"]


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
        Equations such as ``"x^2 + y^2 = 1"``, or expressions that are to be zero: f is studied where they hold, and
        kinds are relative to that set.
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
    >>> [(str(c.family.condition), c.verdict.kind.value) for c in wave.families]
    [('Eq(Mod(n, 2), 0)', 'saddle'), ('Eq(Mod(n, 2), 1)', 'minimum')]
    >>> wells = analyze("x^2 + cos(3x)", box={"x": (-1, 1)})
    >>> [(p.point.certainty.value, p.verdict.kind.value) for p in wells.points]
    [('proved-unique', 'minimum'), ('exact', 'maximum'), ('proved-unique', 'minimum')]
    """
    deadline = Deadline(time_limit)
    if constraints is None and region is None:
        study: Study = _room("analysis").study(_function(f, variables, domain, box, syntax), deadline)
    else:
        study = _constrained(f, variables, (constraints, region, domain, box), syntax, deadline)
    analysis: Analysis = _room("presentation").dressed(study)
    return analysis


def _constrained(
    f: str | Expr,
    variables: Variables,
    sets: tuple[Constraints, Domain, Domain, Box],
    syntax: Syntax,
    deadline: Deadline,
) -> Study:
    """On a set the domain's conditions count as a part of the region."""
    inputs = _room("inputs")
    constraints, region, domain, box = sets
    if box is not None:
        raise _room("errors").InputError("with constraints or a region, write the box as a part of the region")
    given = [item if isinstance(item, list | tuple) else [item] for item in (constraints, region, domain)]
    every = [condition for items in given for condition in items if condition is not None]
    names = inputs.variables_of(f, every, syntax) if variables is None else variables
    function = inputs.scalar_function(f, names, syntax)
    equations = inputs.equations_of(constraints, function.variables, syntax)
    parts = [inputs.conditions_of_domain(part, function.variables, syntax) for part in (region, domain)]
    conditions = tuple(condition for part in parts for condition in part)
    study: Study = _room("constrained.study").constrained_study(function, equations, conditions, deadline)
    return study


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
    >>> critical_points("x log(x)").points[0].coordinates[0].text()
    'exp(-1)'
    """
    function = _function(f, variables, domain, box, syntax)
    found: CriticalSet = _room("solve").critical_set(function, Deadline(time_limit))
    return found


def mixed_partials(
    f: str | Expr,
    pair: Sequence[str | Symbol],
    at: Point,
    variables: Variables = None,
    *,
    syntax: Syntax = "calculator",
    time_limit: float | None = 10.0,
) -> tuple[Expr | None, Expr | None]:
    """Both mixed partials at a point from the limit definition: here Clairaut's theorem can fail.

    Parameters
    ----------
    f : str or Expr
        A Piecewise gives the value at an exceptional point.
    pair : two of the variables, x and y
    at : sequence, or mapping of names
        Exact coordinates in the order of the variables.
    variables : str or iterable of str or Symbol, optional
        The ordered variables; by default the pair, then the others that occur, alphabetically.
    syntax : {"calculator", "python", "latex"}
        How a text is written.
    time_limit : float or None
        Seconds.

    Returns
    -------
    tuple of Expr or None
        ∂/∂y of f_x and ∂/∂x of f_y; ``None`` where one does not exist.

    Raises
    ------
    InputError
        If pair or point do not fit the function, or a limit is not decided.

    Examples
    --------
    >>> from sympy import Eq, Piecewise
    >>> from sympy.abc import x, y
    >>> peano = Piecewise((0, Eq(x, 0) & Eq(y, 0)), (x * y * (x**2 - y**2) / (x**2 + y**2), True))
    >>> mixed_partials(peano, ("x", "y"), at=(0, 0))
    (-1, 1)
    >>> mixed_partials("x |y|", ("x", "y"), at=(0, 0))
    (None, None)
    """
    function: ScalarFunction = _room("inputs").scalar_function(f, variables, syntax)
    if variables is None:
        first = [v for name in map(str, pair) for v in function.variables if v.name == name]
        others = (v for v in function.variables if v not in first)
        function = replace(function, variables=(*dict.fromkeys(first), *others))
    coordinates = _room("inputs").exact_point(at, function.variables)
    try:
        limits = _room("differentiate.mixed_partials").mixed_partials(function, pair, coordinates, Deadline(time_limit))
    except TimeLimitReached:
        raise InputError(f"the limits were not decided within {time_limit:g} s") from None
    values: tuple[Expr | None, Expr | None] = limits
    return values


def verify(analysis: Study | dict[str, Any], *, time_limit: float = 60.0) -> Verification:
    """Check all evidence of an analysis again, without the code that found it.

    Parameters
    ----------
    analysis : Analysis or dict
        The analysis or its :meth:`Analysis.to_dict`.
    time_limit : float
        Seconds; what has not been re-checked by then is a failure that says so.

    Examples
    --------
    >>> bool(verify(analyze("x^4 + x y + y^4")))
    True
    >>> verify(analyze("x^4 + x y + y^4"), time_limit=0.0).failures
    ('the time limit of 0 s has passed, and not everything has been re-checked',)
    """
    study: Study = _room("render.data.decode").from_dict(analysis) if isinstance(analysis, dict) else analysis
    result: Verification = _room("verify.verification").verify(study, time_limit)
    return result
