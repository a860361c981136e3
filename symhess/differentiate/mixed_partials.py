"""Both mixed partials at a point, from the limit definition: here Clairaut's theorem can fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sympy import (
    ComplexRootOf,
    Expr,
    I,
    Integer,
    Piecewise,
    Poly,
    PolynomialError,
    Symbol,
    cancel,
    nan,
    oo,
    sympify,
    true,
    zoo,
)
from sympy.core.relational import Relational

from symhess.budget import Deadline
from symhess.differentiate.asymptotics import NotReal, Undecided, coefficient_sign
from symhess.differentiate.deriving import derive, evaluated, result_of
from symhess.differentiate.limits import limit_from_the_right
from symhess.differentiate.normal_form import Equality, compare
from symhess.differentiate.smoothness import holds_at, smoothness_conditions
from symhess.errors import InputError
from symhess.function import ScalarFunction

__all__ = ["mixed_partials"]

# The steps of the inner and the outer difference quotient; the inner one goes to zero first.
_S: Final = Symbol("s", positive=True)
_T: Final = Symbol("t", positive=True)
_ZERO: Final = Integer(0)


def mixed_partials(
    function: ScalarFunction | Expr,
    pair: Sequence[Symbol | str],
    at: Sequence[Expr],
    deadline: Deadline | None = None,
) -> tuple[Expr | None, Expr | None]:
    """Take both mixed partials at a point as limits of difference quotients.

    ∂/∂y of ∂f/∂x is the two-sided limit of (f_x(a, b + t) − f_x(a, b))/t, where every value of f_x is itself such a
    limit; the other order likewise. Where f is C² both agree, and elsewhere they need not even exist.

    Parameters
    ----------
    function : ScalarFunction or Expr
        The variables of an expression are the pair, then its other symbols in alphabetical order.
    pair : sequence of Symbol or str
        The two variables x, y.
    at : sequence of Expr
        Exact coordinates of all variables.
    deadline : Deadline, optional

    Returns
    -------
    tuple of Expr or None
        (∂/∂y of f_x, ∂/∂x of f_y) at the point; ``None`` where one does not exist.

    Raises
    ------
    InputError
        If pair or point do not fit the function, or a limit cannot be decided.

    Examples
    --------
    >>> from sympy import Eq, symbols
    >>> x, y = symbols("x y")
    >>> origin = Eq(x, 0) & Eq(y, 0)
    >>> peano = Piecewise((0, origin), (x * y * (x**2 - y**2) / (x**2 + y**2), True))
    >>> mixed_partials(peano, (x, y), at=(0, 0))
    (-1, 1)
    >>> mixed_partials(Piecewise((0, origin), (x * y**2 / (x**2 + y**4), True)), ("x", "y"), at=(0, 0))
    (None, 0)
    """
    f = function if isinstance(function, ScalarFunction) else _scalar_function(function, pair)
    names = [variable.name for variable in f.variables]
    chosen = [str(variable) for variable in pair]
    if len(set(chosen)) != 2 or not set(chosen) <= set(names) or len(at) != len(names):
        raise InputError(
            f"expected two of the variables {', '.join(names)} and a point with a coordinate for each, "
            f"got {', '.join(chosen)} and {tuple(at)}"
        )
    point: dict[Expr, Expr] = {variable: sympify(value) for variable, value in zip(f.variables, at, strict=True)}
    x, y = (f.variables[names.index(name)] for name in chosen)
    expression = evaluated(f.expression)
    point |= {root: root for root in expression.atoms(ComplexRootOf)}  # their letter is bound: leave it alone
    return _iterated(expression, point, x, y, deadline), _iterated(expression, point, y, x, deadline)


def _scalar_function(expression: Expr, pair: Sequence[Symbol | str]) -> ScalarFunction:
    first = [Symbol(str(variable)) for variable in pair]
    others = sorted(sympify(expression).free_symbols - set(first), key=str)
    return ScalarFunction(sympify(expression), (*first, *others))


def _iterated(
    expression: Expr, point: dict[Expr, Expr], x: Symbol, y: Symbol, deadline: Deadline | None
) -> Expr | None:
    """Take ∂/∂y of ∂f/∂x at the point."""

    def along_x(shift: Expr) -> Expr | None:
        """Slope f_x where y is moved by the shift."""
        moved = point | {y: point[y] + shift}
        return _slope(lambda step: _value(expression, moved | {x: moved[x] + step}), _S, deadline)

    return _slope(along_x, _T, deadline)


def _slope(value: Callable[[Expr], Expr | None], step: Symbol, deadline: Deadline | None) -> Expr | None:
    """Take the two-sided derivative at zero of a function of one increment; ``None`` where it does not exist."""
    if deadline is not None:
        deadline.check()
    start, ahead, behind = value(_ZERO), value(step), value(-step)
    if start is None or ahead is None or behind is None:
        return None
    right, left = (_quotient_limit(change, step, deadline) for change in (ahead - start, start - behind))
    return right if right is not None and left is not None and _are_equal(right, left) else None


def _value(expression: Expr, point: dict[Expr, Expr]) -> Expr | None:
    """Value of f for steps that are small, the inner one far smaller; ``None`` where f is not defined or not real."""
    moved = _chosen(expression, point)
    return None if moved.has(nan, zoo, oo, -oo, I) else moved


def _moved(expression: Expr, point: dict[Expr, Expr]) -> Expr:
    """The expression at the point; nan where a part of it is not defined, even if the rest would hide that."""
    if expression in point or not expression.args:
        return point.get(expression, expression)
    parts = [_moved(part, point) for part in expression.args]
    if any(part.has(nan, zoo, oo, -oo) for part in parts):
        return nan
    rebuilt: Expr = expression.func(*parts)
    return rebuilt


def _chosen(expression: Expr, point: dict[Expr, Expr]) -> Expr:
    """Put the point in and keep in each distinction the case that holds for small steps."""
    if not expression.has(Piecewise):
        return _moved(expression, point)
    if not isinstance(expression, Piecewise):
        return expression.func(*(_chosen(part, point) for part in expression.args))
    for branch, condition in expression.args:
        relations = {each: _holds(each.xreplace(point)) for each in condition.atoms(Relational)}
        if condition.xreplace(relations) is true:
            return _chosen(branch, point)
    return nan


def _holds(relation: Relational | bool) -> Expr:
    """Decide an inequality between polynomials for all small steps, the inner one far smaller than the outer one."""
    if not isinstance(relation, Relational):
        return sympify(relation)
    try:
        terms = Poly(relation.lhs - relation.rhs, _S, _T).terms()
    except PolynomialError as error:
        raise InputError(f"cannot tell for small steps whether {relation} holds; use polynomial conditions") from error
    # for s far below t the term with the least power of s, then of t, has the sign of the whole
    return relation.func(min(terms)[1], 0)


def _quotient_limit(difference: Expr, step: Symbol, deadline: Deadline | None) -> Expr | None:
    """Limit of difference/step from the right; ``None`` where there is no finite real one."""
    conditions = smoothness_conditions(difference)
    if conditions is None:
        raise InputError(f"cannot decide the limit of {difference / step} as {step} -> 0: use elementary functions")
    if all(holds_at(condition, {step: _ZERO}) for condition in conditions):
        start = difference.xreplace({step: _ZERO})
        if compare(start, _ZERO) is Equality.PROVED:
            return cancel(result_of(derive(difference, step)).xreplace({step: _ZERO}))
    try:
        return limit_from_the_right(difference / step, step, deadline)
    except Undecided as error:
        raise InputError(f"cannot decide the limit of {difference / step} as {step} -> 0") from error


def _are_equal(right: Expr, left: Expr) -> bool:
    try:
        return coefficient_sign(right - left) == 0
    except (Undecided, NotReal) as error:
        raise InputError(f"cannot tell whether the one-sided limits {right} and {left} are equal") from error
