"""Domain: the open set on which convexity is asked for, given by strict inequalities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flint import fmpq
from sympy import Expr, Integer, Symbol, oo

from symhess.exact.symbolic import real_number

__all__ = ["Domain", "constant_sign", "domain_of", "rational"]


@dataclass(frozen=True, slots=True)
class Domain:
    """All points at which every condition is positive.

    Attributes
    ----------
    variables : tuple of Symbol
    conditions : tuple of Expr
        The set is {all conditions > 0}.
    bounds : tuple of (Expr, Expr)
        For every variable an open interval that holds its values: what conditions in one variable say.
    others : tuple of Expr
        The conditions that are no bounds of one variable.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> print(domain_of((x, y), (x, 1 - x, x + y)))
    x > 0 and 1 - x > 0 and x + y > 0
    >>> domain_of((x, y), (x, 1 - x, x + y)).bounds
    ((0, 1), (-oo, oo))
    """

    variables: tuple[Symbol, ...]
    conditions: tuple[Expr, ...]
    bounds: tuple[tuple[Expr, Expr], ...]
    others: tuple[Expr, ...]

    def __str__(self) -> str:
        if not self.conditions:
            return f"R^{len(self.variables)}"
        return " and ".join(f"{condition} > 0" for condition in self.conditions)

    @property
    def is_box(self) -> bool:
        """Whether it is a product of intervals."""
        return not self.others

    def holds(self, point: Sequence[fmpq]) -> bool:
        """Whether a rational point is proved to lie inside."""
        at = dict(zip(self.variables, map(rational, point), strict=True))
        return all(constant_sign(condition.xreplace(at)) == 1 for condition in self.conditions)

    def bound_of(self, variable: Symbol) -> tuple[Expr, Expr]:
        """The interval of one variable."""
        return self.bounds[self.variables.index(variable)]


def domain_of(variables: Sequence[Symbol], conditions: Iterable[Expr]) -> Domain:
    """The domain of the conditions; those that bound one variable linearly become bounds.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> domain_of((x,), (x, pi - 2 * x, x + 1)).bounds
    ((0, pi/2),)
    """
    bounds: dict[Symbol, tuple[Expr, Expr]] = {variable: (-oo, oo) for variable in variables}
    others, kept = [], []
    for condition in conditions:
        if condition.is_number and constant_sign(condition) == 1:
            continue
        kept.append(condition)
        found = _bound(condition)
        if found is None:
            others.append(condition)
        else:
            variable, place, is_lower = found
            bounds[variable] = _narrowed(bounds[variable], place, is_lower)
    distinct = dict.fromkeys(kept)
    return Domain(tuple(variables), tuple(distinct), tuple(bounds.values()), tuple(dict.fromkeys(others)))


def _bound(condition: Expr) -> tuple[Symbol, Expr, bool] | None:
    """variable > place, or variable < place, where the condition says that."""
    symbols = condition.free_symbols
    if len(symbols) != 1:
        return None
    (variable,) = symbols
    slope, start = condition.diff(variable), condition.xreplace({variable: Integer(0)})
    if slope.free_symbols or (sign := constant_sign(slope)) in (None, 0):
        return None
    return variable, -start / slope, sign == 1


def _narrowed(bounds: tuple[Expr, Expr], place: Expr, is_lower: bool) -> tuple[Expr, Expr]:
    low, high = bounds
    if is_lower:
        return (place, high) if low == -oo or constant_sign(place - low) == 1 else bounds
    return (low, place) if high == oo or constant_sign(high - place) == 1 else bounds


def constant_sign(constant: Expr) -> int | None:
    """The proved sign of a real constant; ``None`` where it is not settled.

    Examples
    --------
    >>> from sympy import log, pi, sqrt
    >>> constant_sign(pi - 3), constant_sign(sqrt(2) - 2), constant_sign(Integer(0))
    (1, -1, 0)
    >>> constant_sign(sqrt(2) * sqrt(3) - sqrt(6)), constant_sign(log(-2)) is None
    (0, True)
    """
    try:
        return real_number(constant).sign()
    except ValueError:
        return None


def rational(number: fmpq) -> Expr:
    """A rational number for SymPy.

    Examples
    --------
    >>> rational(fmpq(-1, 2))
    -1/2
    """
    return Integer(int(number.p)) / Integer(int(number.q))
