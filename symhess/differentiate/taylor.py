"""Taylor polynomials of any order around an exact point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Add, Expr, Mul, Symbol, sympify

from symhess.differentiate.deriving import evaluated
from symhess.differentiate.jets import jet_of
from symhess.displayed import Displayed
from symhess.errors import InputError
from symhess.function import ScalarFunction

__all__ = ["TaylorPolynomial", "taylor"]


@dataclass(frozen=True, slots=True)
class TaylorPolynomial(Displayed):
    """Taylor polynomial in the increments h = x − a.

    Attributes
    ----------
    variables : tuple of Symbol
        The variables of f.
    at : tuple of Expr
        The point a.
    order : int
    increments : tuple of Symbol
        The symbols for h, in the order of the variables.
    terms : tuple of Expr, length order + 1
        The homogeneous parts by degree: f(a), the gradient term, ½hᵀHh, and so on.
    """

    variables: tuple[Symbol, ...]
    at: tuple[Expr, ...]
    order: int
    increments: tuple[Symbol, ...]
    terms: tuple[Expr, ...]

    def __repr__(self) -> str:
        place = ", ".join(f"{variable} = {at}" for variable, at in zip(self.variables, self.at, strict=True))
        return f"<{self.expression} + O({self.order + 1}) at {place}>"

    @property
    def expression(self) -> Expr:
        """The polynomial in the increments.

        Examples
        --------
        >>> x = Symbol("x")
        >>> taylor(ScalarFunction(x**3, (x,)), (1,), 2).expression
        3*h_x**2 + 3*h_x + 1
        """
        return Add(*self.terms)

    @property
    def gradient_term(self) -> Expr:
        """The linear part ∇f(a)·h; zero at a critical point.

        Examples
        --------
        >>> x = Symbol("x")
        >>> taylor(ScalarFunction(x**2, (x,)), (0,), 2).gradient_term
        0
        """
        return self._term(1)

    @property
    def quadratic_form(self) -> Expr:
        """The quadratic part ½hᵀHh.

        Examples
        --------
        >>> x, y = Symbol("x"), Symbol("y")
        >>> taylor(ScalarFunction(x * y, (x, y)), (3, 4), 2).quadratic_form
        h_x*h_y
        """
        return self._term(2)

    def in_variables(self) -> Expr:
        """Put x − a for h, unexpanded.

        Examples
        --------
        >>> x = Symbol("x")
        >>> taylor(ScalarFunction(x**2, (x,)), (1,), 1).in_variables()
        2*x - 1
        """
        back = {h: x - a for h, x, a in zip(self.increments, self.variables, self.at, strict=True)}
        return self.expression.xreplace(back)

    def _term(self, degree: int) -> Expr:
        if degree > self.order:
            raise InputError(f"expected a Taylor polynomial of order at least {degree}, got order {self.order}")
        return self.terms[degree]


def taylor(function: ScalarFunction, at: Sequence[Expr], order: int = 2) -> TaylorPolynomial:
    """Expand a function around a point, exactly.

    Parameters
    ----------
    function : ScalarFunction
    at : sequence of Expr
        Exact coordinates in the order of the variables.
    order : int
        Highest total degree.

    Returns
    -------
    TaylorPolynomial

    Raises
    ------
    InputError
        If the point has the wrong number of coordinates, the order is negative, or f is not defined or not known to
        be smooth at the point.

    Examples
    --------
    >>> from sympy import Abs, cos, pi
    >>> x, y = Symbol("x"), Symbol("y")
    >>> polynomial = taylor(ScalarFunction(cos(x) * y, (x, y)), (pi, 1), 2)
    >>> polynomial.terms
    (-1, -h_y, h_x**2/2)
    >>> taylor(ScalarFunction(Abs(x), (x,)), (0,), 1)
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: Abs(x) is not smooth where x = 0: it has no Taylor polynomial there
    """
    variables, point = function.variables, tuple(sympify(coordinate) for coordinate in at)
    if len(point) != len(variables) or order < 0:
        names = ", ".join(map(str, variables))
        raise InputError(f"expected a point ({names}) and an order of at least 0, got {point} and {order}")
    increments = _increments(variables)
    jet = jet_of(evaluated(function.expression), dict(zip(variables, point, strict=True)), order)
    parts: list[list[Expr]] = [[] for _ in range(order + 1)]
    for powers, coefficient in jet.items():
        monomial = Mul(*(h**power for h, power in zip(increments, powers, strict=True)))
        parts[sum(powers)].append(coefficient * monomial)
    return TaylorPolynomial(variables, point, order, increments, tuple(Add(*part) for part in parts))


def _increments(variables: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Name one increment for each variable, all names new."""
    symbols = list(variables)
    for variable in variables:
        name = f"h_{variable.name}"
        while Symbol(name) in symbols:
            name = f"h_{name}"
        symbols.append(Symbol(name))
    return tuple(symbols[len(variables) :])
