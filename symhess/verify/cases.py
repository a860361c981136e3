"""Checks of the case tree that solves ∇f = 0: every node must follow from the state it is read in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flint import fmpq_mpoly, fmpz_poly

from symhess.derivation import Claim, Step
from symhess.evidence import (
    Blocks,
    Evidence,
    FactorCases,
    NoSolution,
    NotFinite,
    NotSolved,
    RealRoots,
    ReducedBy,
    SolvedFor,
    ZeroForced,
)
from symhess.exact.groebner import exact_quotient
from symhess.verify.model import is_same_equation, primitive, univariate
from symhess.verify.places import used

__all__ = [
    "State",
    "check_blocks",
    "check_factor_cases",
    "check_no_solution",
    "check_not_finite",
    "check_not_solved",
    "check_real_roots",
    "check_reduced_by",
    "check_solved_for",
    "following",
    "real_root_count",
    "record_of",
    "substituted",
]


@dataclass(frozen=True)
class State:
    """What a node of the tree has to solve.

    Attributes
    ----------
    active : frozenset of int
        Numbers of the unknowns that are not yet expressed by others.
    equations : mapping of int to fmpq_mpoly
        The current form of every equation that is left.
    constants : frozenset of int
        Numbers of the unknowns that stand for irrational constants.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, c = ring(("x", "c")).gens()
    >>> state = State(frozenset({0, 1}), {0: x**2 - 1, 1: c**2 - 2}, frozenset({1}))
    >>> sorted(state.without_idle_constants(()).active), sorted(state.without_idle_constants((1,)).active)
    ([0], [0, 1])
    """

    active: frozenset[int]
    equations: Mapping[int, fmpq_mpoly]
    constants: frozenset[int]

    @property
    def nonzero(self) -> list[fmpq_mpoly]:
        """The equations that say something."""
        return [p for p in self.equations.values() if not p.is_zero()]

    def without_idle_constants(self, solved: Collection[int]) -> State:
        """The state without constants that occur in their own defining equation only and are not solved for."""
        busy = set(solved) | {k for number, p in self.equations.items() for k in used(p) if number != k}
        idle = (self.active & self.constants) - busy
        equations = {number: p for number, p in self.equations.items() if number not in idle}
        return replace(self, active=self.active - idle, equations=equations)


def record_of(step: Step) -> Evidence:
    """The one record of a node of the tree.

    Raises
    ------
    ValueError
        If the step is no such node.

    Examples
    --------
    >>> record_of(Step(Claim.SOLUTIONS, (NotSolved("time-limit"),)))
    NotSolved(reason='time-limit')
    """
    if step.claim is not Claim.SOLUTIONS or len(step.evidence) != 1:
        raise ValueError("a node of the case tree needs exactly one record")
    return step.evidence[0]


def following(record: Evidence, state: State) -> tuple[State, ...]:
    """The states in which the premises of a node are read.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> state = State(frozenset({0, 1}), {0: x * y, 1: x + y - 1}, frozenset())
    >>> [s.equations[0] for s in following(FactorCases(0, (x, y), (1, 1)), state)]
    [x, y]
    >>> following(SolvedFor(1, 1, 1 - x), state)[0].equations
    {0: -x^2 + x}
    """
    make = _FOLLOWING.get(type(record))
    return make(record, state) if make else ()


def _after_factors(record: FactorCases, state: State) -> tuple[State, ...]:
    return tuple(replace(state, equations={**state.equations, record.equation: f}) for f in record.factors)


def _after_solved(record: SolvedFor, state: State) -> tuple[State, ...]:
    equations = {
        k: substituted(p, record.variable, record.expression)
        for k, p in state.equations.items()
        if k != record.equation
    }
    return (replace(state, active=state.active - {record.variable}, equations=equations),)


def _after_zero(record: ZeroForced, state: State) -> tuple[State, ...]:
    zero = state.equations[record.equation].context().constant(0)
    equations = {k: substituted(p, record.variable, zero) for k, p in state.equations.items()}
    return (replace(state, active=state.active - {record.variable}, equations=equations),)


def _after_reduced(record: ReducedBy, state: State) -> tuple[State, ...]:
    remainder = state.equations[record.equation] % state.equations[record.divisor]
    return (replace(state, equations={**state.equations, record.equation: remainder}),)


def _after_blocks(record: Blocks, state: State) -> tuple[State, ...]:
    return tuple(
        replace(
            state,
            active=frozenset(group),
            equations={k: p for k, p in state.equations.items() if _belongs(k, p, group, state)},
        )
        for group in record.groups
    )


def _belongs(number: int, polynomial: fmpq_mpoly, group: Sequence[int], state: State) -> bool:
    """Whether an equation is one of a group's: by its unknowns, and where it has only constants by its number."""
    own = used(polynomial) <= set(group)
    return own and (bool(used(polynomial) - state.constants) or number in group)


_FOLLOWING: Final[dict[type, Callable[[Any, State], tuple[State, ...]]]] = {
    FactorCases: _after_factors,
    ReducedBy: _after_reduced,
    SolvedFor: _after_solved,
    ZeroForced: _after_zero,
    Blocks: _after_blocks,
}


def substituted(polynomial: fmpq_mpoly, unknown: int, expression: fmpq_mpoly) -> fmpq_mpoly:
    """The polynomial with the expression put for an unknown.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> substituted(x**2 + y, 0, y - 1)
    y^2 - y + 1
    """
    if not polynomial.degrees()[unknown]:
        return polynomial
    images = list(polynomial.context().gens())
    images[unknown] = expression
    return polynomial.compose(*images)


def check_factor_cases(record: FactorCases, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with a factorisation: factors are primitive, with positive leading coefficients.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, = ring(("x",)).gens()
    >>> state = State(frozenset({0}), {0: 2 * x**3 - 2 * x**2}, frozenset())
    >>> list(check_factor_cases(FactorCases(0, (x, x - 1), (2, 1)), state, [None, None]))
    []
    >>> list(check_factor_cases(FactorCases(0, (x, x - 1), (1, 2)), state, [None, None]))
    ['equation 0 is not the product of its factors']
    """
    polynomial = state.equations[record.equation]
    pairs = list(zip(record.factors, record.multiplicities, strict=True))
    if len(pairs) != len(premises):
        yield f"equation {record.equation} does not have one case for each factor"
    if any(f.is_constant() or f.leading_coefficient() < 0 or f != primitive(f) or m < 1 for f, m in pairs):
        yield f"a factor of equation {record.equation} is not primitive, or its multiplicity not positive"
        return
    if sum(f.total_degree() * m for f, m in pairs) == polynomial.total_degree():
        product = polynomial.context().constant(1)
        for factor, multiplicity in pairs:
            product *= factor**multiplicity
        if polynomial == product * polynomial.leading_coefficient() / product.leading_coefficient():
            return
    yield f"equation {record.equation} is not the product of its factors"


def check_solved_for(record: SolvedFor, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with solving an equation for an unknown.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> state = State(frozenset({0, 1}), {0: 2 * x - y}, frozenset())
    >>> list(check_solved_for(SolvedFor(0, 0, y / 2), state, [None]))
    []
    >>> list(check_solved_for(SolvedFor(0, 0, y), state, [None]))
    ['equation 0 is not solved by the expression for unknown 0']
    """
    polynomial, unknown = state.equations[record.equation], record.variable
    if len(premises) != 1 or unknown not in state.active:
        yield f"unknown {unknown} is not there to be solved for, or the rest is not solved once"
        return
    difference = polynomial.context().gen(unknown) - record.expression
    lead = polynomial.leading_coefficient() / difference.leading_coefficient()
    if unknown in used(record.expression) or polynomial.is_zero() or polynomial != difference * lead:
        yield f"equation {record.equation} is not solved by the expression for unknown {unknown}"


def check_reduced_by(record: ReducedBy, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with taking an equation's remainder modulo another one.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> state = State(frozenset({0, 1}), {0: x + y, 1: x**2 - y}, frozenset())
    >>> list(check_reduced_by(ReducedBy(1, 0), state, [None])), list(check_reduced_by(ReducedBy(1, 1), state, [None]))
    ([], ['equation 1 is not reduced by another equation'])
    """
    divisor = state.equations[record.divisor]
    if record.equation == record.divisor or divisor.is_zero() or len(premises) != 1:
        yield f"equation {record.equation} is not reduced by another equation"


def check_blocks(record: Blocks, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with taking the unknowns apart into groups.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> state = State(frozenset({0, 1}), {0: x**2 - 1, 1: y + x}, frozenset())
    >>> list(check_blocks(Blocks(((0,), (1,))), state, [None, None]))
    ['equation 1 joins unknowns of different groups']
    """
    groups = [set(group) for group in record.groups]
    members = [k for group in record.groups for k in group if k not in state.constants]
    ascending = all(list(group) == sorted(set(group)) for group in record.groups)
    if not ascending or sorted(members) != sorted(state.active - state.constants) or not all(groups):
        yield "the groups are not a partition of the unknowns"
    if not all(group <= state.active for group in groups) or len(premises) != len(groups):
        yield "the groups do not match what is left to solve"
    for number, polynomial in state.equations.items():
        idle = number in state.constants and used(polynomial) == {number} and not any(number in g for g in groups)
        home = any(_belongs(number, polynomial, group, state) for group in record.groups)
        if not polynomial.is_zero() and not idle and not home:
            yield f"equation {number} joins unknowns of different groups"


def check_real_roots(record: RealRoots, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with counting the real roots that the equations in one unknown share.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, = ring(("x",)).gens()
    >>> state = State(frozenset({0}), {0: x**3 - x**2}, frozenset())
    >>> list(check_real_roots(RealRoots(0, fmpz_poly([0, -1, 1]), 2), state, ()))
    []
    >>> list(check_real_roots(RealRoots(0, fmpz_poly([0, -1, 1]), 3), state, ()))
    ['the polynomial x^2 + (-1)*x does not have 3 real roots']
    """
    state = state.without_idle_constants((record.variable,))
    equations = state.nonzero
    if premises or state.active != {record.variable} or not equations:
        yield "real roots are counted where more than one unknown is left"
    elif record.polynomial != _shared(equations, record.variable):
        yield f"{record.polynomial} is not the square-free part that the equations left share"
    elif record.count != real_root_count(record.polynomial):
        yield f"the polynomial {record.polynomial} does not have {record.count} real roots"


def _shared(equations: Sequence[fmpq_mpoly], unknown: int) -> fmpz_poly:
    first, *others = (univariate(p, unknown) for p in equations)
    for other in others:
        first = first.gcd(other)
    return first


def real_root_count(polynomial: fmpz_poly) -> int:
    """Number of real roots of a square-free polynomial, by certified isolation of all complex roots.

    Examples
    --------
    >>> real_root_count(fmpz_poly([-2, 0, 0, 1])), real_root_count(fmpz_poly([5]))
    (1, 0)
    """
    roots: list[Any] = polynomial.complex_roots() if polynomial.degree() > 0 else []
    return sum(bool(root.imag.is_zero()) for root, _ in roots)


def check_no_solution(record: NoSolution, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with the claim that an equation is never zero at real points.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, = ring(("x",)).gens()
    >>> state = State(frozenset({0}), {0: x**2 + 1, 1: x**2 - 1}, frozenset())
    >>> list(check_no_solution(NoSolution(0, x**2 + 1), state, ()))
    []
    >>> list(check_no_solution(NoSolution(1, x**2 - 1), state, ()))
    ['nothing shows that equation 1 has no real solution']
    """
    if premises or not is_same_equation(record.polynomial, state.equations[record.equation]):
        yield f"{record.polynomial} is not equation {record.equation}"
    terms = list(record.polynomial.terms())
    even = all(e % 2 == 0 for exponents, _ in terms for e in exponents)
    constant = any(not any(exponents) for exponents, _ in terms)
    if not even or not constant or len({coefficient > 0 for _, coefficient in terms}) != 1:
        yield f"nothing shows that equation {record.equation} has no real solution"


def check_not_finite(record: NotFinite, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with a component of positive dimension.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> state = State(frozenset({0, 1}), {0: x + y, 1: x**2 - y**2}, frozenset())
    >>> list(check_not_finite(NotFinite((x + y,), 1), state, ()))
    []
    >>> list(check_not_finite(NotFinite((x + y,), 2), state, ()))
    ['the dimension 2 of a component is not proved']
    """
    own, claimed = state.nonzero, [e for e in record.equations if not e.is_zero()]
    listed = all(any(is_same_equation(e, p) for p in own) for e in claimed)
    implied = all(any((p % e).is_zero() for e in claimed) for p in own)
    if premises or not (listed and implied):
        yield "the equations of a component are not those that are left"
        return
    quotient = exact_quotient(claimed, sorted(state.active)) if claimed else None
    least = len(state.active) - len(claimed)
    exact = quotient.krull_dimension if quotient is not None else least
    if record.dimension != exact or record.dimension < 1:
        yield f"the dimension {record.dimension} of a component is not proved"


def check_not_solved(record: NotSolved, about: object, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with saying that something is not proved: only the reason can be.

    Examples
    --------
    >>> list(check_not_solved(NotSolved("time-limit"), None, ()))
    []
    """
    if premises or not record.reason:
        yield "what is not proved has no reason, or rests on something"
