"""Problem: a function on the common zeros of some equations, and its equations in simplest form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from flint import fmpq_mpoly
from sympy import Expr, Symbol

from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import NotPolynomial, expression_of, polynomial_of, ring
from symhess.solve.system import primitive

__all__ = ["Problem", "branches", "polynomials", "square_free"]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """f on the set where all equations are zero.

    Attributes
    ----------
    function : Expr
    variables : tuple of Symbol
    equations : tuple of Expr
        Empty for all of space.
    numbers : tuple of int
        For every equation the number of the user's constraint that it comes from.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> Problem(x, (x, y), (x**2 + y**2 - 1,), (0,)).dimension
    1
    """

    function: Expr
    variables: tuple[Symbol, ...]
    equations: tuple[Expr, ...]
    numbers: tuple[int, ...]

    @property
    def dimension(self) -> int:
        """Variables less equations."""
        return len(self.variables) - len(self.equations)


def polynomials(terms: Sequence[Expr], variables: Sequence[Symbol]) -> tuple[fmpq_mpoly, ...] | None:
    """The expressions as polynomials over Q; ``None`` where one is not.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> polynomials((x**2,), (x,)), polynomials((exp(x),), (x,)) is None
    ((x^2,), True)
    """
    context = ring([variable.name for variable in variables])
    try:
        return tuple(polynomial_of(term, context) for term in terms)
    except NotPolynomial:
        return None


def branches(problem: Problem) -> tuple[Problem, ...]:
    """The problem on each of the sets of which the zeros of its equations are the union.

    Powers are dropped, an equation that factors gives one problem for each factor, and equations that follow from the
    others are left out. No problem is left where a constraint is a nonzero constant.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> [b.equations for b in branches(Problem(x, (x, y), ((x - y)**2 * (x + 1),), (0,)))]
    [(x + 1,), (x - y,)]
    >>> [b.equations for b in branches(Problem(x, (x, y), (x - y, 2 * x - 2 * y), (0, 1)))]
    [(x - y,)]
    """
    found = polynomials(problem.equations, problem.variables)
    if found is None:
        return (problem,)
    choices = [_factors(polynomial) for polynomial in found]
    result: dict[frozenset[str], Problem] = {}
    for choice in product(*choices):
        kept = list(_independent([(p, n) for p, n in zip(choice, problem.numbers, strict=True) if not p.is_zero()]))
        equations = tuple(expression_of(p, problem.variables) for p, _ in kept)
        key = frozenset(map(str, equations))
        result.setdefault(key, replace(problem, equations=equations, numbers=tuple(n for _, n in kept)))
    return tuple(result.values())


def square_free(equation: Expr, variables: Sequence[Symbol]) -> Expr:
    """An equation with the same zeros and no factor twice; as it is where no factor occurs twice.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> square_free((x - y)**2 * y, (x, y)), square_free(2 * x * y, (x, y))
    (x*y - y**2, 2*x*y)
    """
    read = polynomials((equation,), variables)
    if read is None or read[0].is_constant():
        return equation
    factors = read[0].factor()[1]
    if all(multiplicity == 1 for _, multiplicity in factors):
        return equation
    product = factors[0][0]
    for factor, _ in factors[1:]:
        product *= factor
    return expression_of(primitive(product), variables)


def _factors(polynomial: fmpq_mpoly) -> list[fmpq_mpoly]:
    if polynomial.is_zero():
        return [polynomial]
    if polynomial.is_constant():
        return []
    constant, factors = polynomial.factor()
    if len(factors) == 1 and factors[0][1] == 1:
        return [polynomial]  # as the user wrote it: multipliers belong to this form
    return [primitive(factor) for factor, _ in factors]


def _independent(equations: Sequence[tuple[fmpq_mpoly, int]]) -> Iterator[tuple[fmpq_mpoly, int]]:
    """Without those that lie in the ideal of the others."""
    kept = list(equations)
    for item in sorted(equations, key=lambda pair: (-pair[0].total_degree(), -pair[1])):
        others = [p for p, n in kept if n != item[1]]
        if others and _follows(item[0], others):
            kept.remove(item)
    yield from kept


def _follows(polynomial: fmpq_mpoly, others: Sequence[fmpq_mpoly]) -> bool:
    """Whether the polynomial vanishes on the common zeros of the others: 1 is in their ideal with 1 − t·p."""
    if any((polynomial % other).is_zero() for other in others):
        return True
    names = polynomial.context().names()
    larger = ring((*names, "_t"))
    t = larger.gens()[-1]

    def moved(p: fmpq_mpoly) -> fmpq_mpoly:
        return larger.from_dict({(*m, 0): c for m, c in p.terms()})

    system = [*(moved(p) for p in others), 1 - t * moved(polynomial)]
    quotient = exact_quotient(system, range(len(names) + 1), effort=1)
    return quotient is not None and quotient.is_trivial
