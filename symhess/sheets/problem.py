"""Problem: one exercise as mathematics, before anybody has put it into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sympy import Expr, Integer

from symhess.condition import Condition
from symhess.function import ScalarFunction

__all__ = ["Asks", "Problem"]


class Asks(Enum):
    """What an exercise asks for.

    Examples
    --------
    >>> Asks("newton").name, [asks.value for asks in Asks][:3]
    ('NEWTON', ['gradient', 'hessian', 'classification'])
    """

    GRADIENT = "gradient"
    HESSIAN = "hessian"
    CLASSIFICATION = "classification"
    DEGENERATE = "degenerate"
    TAYLOR = "taylor"
    LAGRANGE = "lagrange"
    REGION = "region"
    NEWTON = "newton"
    LOGISTIC = "logistic"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is given and what is asked.

    Attributes
    ----------
    asks : Asks
    function : ScalarFunction
        For LOGISTIC the negative log-likelihood as a function of the coefficients, the intercept first.
    constraints : tuple of Expr
        LAGRANGE: zero on the set.
    region : tuple of Condition
        REGION: what holds on the closed set.
    at : tuple of Expr
        TAYLOR: the point of expansion; NEWTON and LOGISTIC: the start; GRADIENT and HESSIAN: where the value is asked,
        or empty. In the order of the variables.
    order : int
        TAYLOR: the highest degree.
    steps : int
        NEWTON and LOGISTIC: how many.
    data : tuple of tuple of Expr
        LOGISTIC: the rows (x_1, ..., x_d, y), y being 0 or 1.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> Problem(Asks.TAYLOR, ScalarFunction(x * y, (x, y)), at=(Integer(1), Integer(2)), order=3).at
    (1, 2)
    >>> Problem(Asks.GRADIENT, ScalarFunction(x * y, (x, y))).at
    ()
    """

    asks: Asks
    function: ScalarFunction
    constraints: tuple[Expr, ...] = ()
    region: tuple[Condition, ...] = ()
    at: tuple[Expr, ...] = ()
    order: int = 2
    steps: int = 1
    data: tuple[tuple[Expr, ...], ...] = ()

    @property
    def design(self) -> tuple[tuple[Expr, ...], ...]:
        """LOGISTIC: the rows of the design matrix, with a leading 1 where there is an intercept.

        Examples
        --------
        >>> from sympy import exp, log
        >>> from sympy.abc import a, b
        >>> loss = log(1 + exp(a)) + log(1 + exp(a + b)) - a - b
        >>> rows = ((Integer(0), Integer(0)), (Integer(1), Integer(1)))
        >>> Problem(Asks.LOGISTIC, ScalarFunction(loss, (a, b)), data=rows).design
        ((1, 0), (1, 1))
        """
        columns = len(self.function.variables)
        return tuple((Integer(1),) * (columns - len(row) + 1) + row[:-1] for row in self.data)
