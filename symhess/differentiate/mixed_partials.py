"""Both mixed partials at a point, from the limit definition: here Clairaut's theorem can fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sympy import (
    ComplexRootOf,
    Expr,
    Float,
    I,
    Integer,
    Piecewise,
    Poly,
    PolynomialError,
    Symbol,
    cancel,
    limit,
    nan,
    oo,
    sympify,
    true,
    zoo,
)
from sympy.calculus.accumulationbounds import AccumulationBounds
from sympy.core.relational import Relational

from symhess.differentiate.deriving import derive, evaluated, result_of
from symhess.differentiate.normal_form import Equality, compare
from symhess.differentiate.smoothness import holds_at, smoothness_conditions
from symhess.errors import InputError
from symhess.function import ScalarFunction

__all__ = ["mixed_partials"]

# The steps of the inner and the outer difference quotient; the inner one goes to zero first.
_S: Final = Symbol("s", positive=True)
_T: Final = Symbol("t", positive=True)
_ZERO: Final = Integer(0)
_ANY: Final = Float("0.143")  # a value for the outer step where only the inner one goes to zero
_CLOSE: Final = Float("1e-9")


def mixed_partials(
    function: ScalarFunction | Expr, pair: Sequence[Symbol | str], at: Sequence[Expr]
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
    return _iterated(expression, point, x, y), _iterated(expression, point, y, x)


def _scalar_function(expression: Expr, pair: Sequence[Symbol | str]) -> ScalarFunction:
    first = [Symbol(str(variable)) for variable in pair]
    others = sorted(sympify(expression).free_symbols - set(first), key=str)
    return ScalarFunction(sympify(expression), (*first, *others))


def _iterated(expression: Expr, point: dict[Expr, Expr], x: Symbol, y: Symbol) -> Expr | None:
    """Take ∂/∂y of ∂f/∂x at the point."""

    def along_x(shift: Expr) -> Expr | None:
        """Slope f_x where y is moved by the shift."""
        moved = point | {y: point[y] + shift}
        return _slope(lambda step: _value(expression, moved | {x: moved[x] + step}), _S)

    return _slope(along_x, _T)


def _slope(value: Callable[[Expr], Expr | None], step: Symbol) -> Expr | None:
    """Take the two-sided derivative at zero of a function of one increment; ``None`` where it does not exist."""
    start, ahead, behind = value(_ZERO), value(step), value(-step)
    if start is None or ahead is None or behind is None:
        return None
    right, left = _quotient_limit(ahead - start, step), _quotient_limit(start - behind, step)
    return right if right is not None and left is not None and _are_equal(right, left) else None


def _value(expression: Expr, point: dict[Expr, Expr]) -> Expr | None:
    """Value of f for steps that are small, the inner one far smaller; ``None`` where f is not real."""
    moved = _chosen(expression, point)
    return None if moved.has(nan, zoo, oo, -oo, I) else moved


def _chosen(expression: Expr, point: dict[Expr, Expr]) -> Expr:
    """Put the point in and keep in each distinction the case that holds for small steps."""
    if not expression.has(Piecewise):
        return expression.xreplace(point)
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


def _quotient_limit(difference: Expr, step: Symbol) -> Expr | None:
    """Limit of difference/step from the right; ``None`` where there is no finite real one."""
    conditions = smoothness_conditions(difference)
    if conditions is None:
        raise InputError(f"cannot decide the limit of {difference / step} as {step} -> 0: use elementary functions")
    if all(holds_at(condition, {step: _ZERO}) for condition in conditions):
        start = difference.xreplace({step: _ZERO})
        if compare(start, _ZERO) is Equality.PROVED:
            return cancel(result_of(derive(difference, step)).xreplace({step: _ZERO}))
    quotient = difference / step
    found = _limit(quotient, step)
    if found.has(AccumulationBounds, oo, -oo, zoo):
        return None
    return found


def _limit(quotient: Expr, step: Symbol) -> Expr:
    try:
        found = limit(quotient, step, 0, "+")
    except (NotImplementedError, ValueError) as error:
        raise InputError(f"cannot decide the limit of {quotient} as {step} -> 0") from error
    if found.has(nan) or step in found.free_symbols or not _is_plausible(quotient, step, found):
        raise InputError(f"cannot decide the limit of {quotient} as {step} -> 0")
    return found


def _is_plausible(quotient: Expr, step: Symbol, found: Expr) -> bool:
    """Look whether values of the quotient contradict what was found; they never establish it."""
    if found.has(AccumulationBounds):
        values = [_sample(quotient, step, Float(10) ** -12 * k) for k in range(7, 13)]
        return bool(max(values) - min(values) > _CLOSE)
    near, nearer = (_sample(quotient, step, Float(10) ** -k) for k in (12, 48))
    if found.has(oo, -oo, zoo):
        return bool(abs(nearer) > abs(near))
    value = found.evalf(20, subs={_T: _ANY})
    return bool(abs(nearer - value) <= max(abs(near - value), _CLOSE))


def _sample(quotient: Expr, step: Symbol, size: Expr) -> Expr:
    return quotient.evalf(20, subs={_T: _ANY, step: size}, maxn=1000)


def _are_equal(right: Expr, left: Expr) -> bool:
    if compare(right, left) is Equality.PROVED:
        return True
    if (right - left).is_zero is False:
        return False
    raise InputError(f"cannot tell whether the one-sided limits {right} and {left} are equal")
