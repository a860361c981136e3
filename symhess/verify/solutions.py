"""How many real solutions a checked case tree has, constants at their true values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from math import prod
from typing import Any, Final

from flint import arb, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.derivation import Step
from symhess.evidence import (
    Blocks,
    FactorCases,
    FiniteSolutions,
    NoSolution,
    NotFinite,
    RealRoots,
    ReducedBy,
    SolvedFor,
    ZeroForced,
)
from symhess.exact import AlgebraicPoint, real_roots
from symhess.exact.graphs import graph_of
from symhess.verify.cases import State, following, record_of, substituted
from symhess.verify.counting import Branch, branches
from symhess.verify.curves import signs_along, singular_points
from symhess.verify.model import Model
from symhess.verify.places import Place, used

__all__ = ["Open", "count_solutions"]

Avoided = tuple[tuple[fmpq_mpoly, ...], ...]
"""Sets of points, each by polynomials that all vanish there."""


class Open(Exception):
    """The tree has leaves that leave solutions open.

    Examples
    --------
    >>> raise Open("not solved")
    Traceback (most recent call last):
    ...
    symhess.verify.solutions.Open: not solved
    """


def count_solutions(step: Step, state: State, model: Model, avoided: Avoided = ()) -> int:
    """Number of the real solutions of a tree that lie in none of the avoided sets.

    The cases of a factorisation avoid the earlier factors; what concerns one group of a product is counted there.

    Raises
    ------
    Open
        If a leaf that matters is not solved.

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> from symhess.function import ScalarFunction
    >>> from sympy.abc import x
    >>> X, = Model(ScalarFunction(x**2, (x,)), ("x",), ()).polynomial.context().gens()
    >>> model = Model(ScalarFunction(x**3, (x,)), ("x",), ())
    >>> leaf = Step(Claim.SOLUTIONS, (RealRoots(0, fmpz_poly([0, -1, 1]), 2),))
    >>> state = State(frozenset({0}), {0: X**2 - X}, frozenset())
    >>> count_solutions(leaf, state, model), count_solutions(leaf, state, model, ((X - 1,),))
    (2, 1)
    """
    return _count(_Node(record_of(step), step.premises, state, model), avoided)


@dataclass(frozen=True)
class _Node:
    """A node of the tree with the state it is read in."""

    record: Any
    premises: tuple[Step, ...]
    state: State
    model: Model

    def below(self) -> list[_Node]:
        states = following(self.record, self.state)
        return [
            _Node(record_of(step), step.premises, state, self.model)
            for step, state in zip(self.premises, states, strict=True)
        ]


@dataclass(frozen=True)
class _Solution:
    """Leaves' parts, and unknowns expressed by others, the outermost first."""

    parts: tuple[AlgebraicPoint, ...]
    rules: tuple[tuple[int, fmpq_mpoly], ...] = ()

    def is_in(self, avoided: Sequence[fmpq_mpoly]) -> bool:
        return all(Place(self.parts).is_zero(self._resolved(p)) for p in avoided)

    def ball(self, polynomial: fmpq_mpoly, bits: int) -> arb:
        return Place(self.parts).ball(self._resolved(polynomial), bits)

    def _resolved(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        for unknown, expression in self.rules:
            polynomial = substituted(polynomial, unknown, expression)
        return polynomial


def _count(node: _Node, avoided: Avoided) -> int:
    count = _COUNTS.get(type(node.record))
    if count is None:
        raise Open(type(node.record).__name__)
    return count(node, avoided)


def _count_none(node: _Node, avoided: Avoided) -> int:
    return 0


def _count_isolated(node: _Node, avoided: Avoided) -> int:
    """Points of an irreducible curve without real arcs: real points of it are singular; all are counted."""
    equations, unknowns = node.record.equations, sorted(node.state.active)
    if _is_covered(equations, avoided):
        return 0
    factors = equations[0].factor()[1] if len(equations) == 1 and not equations[0].is_constant() else []
    if len(factors) != 1 or len(unknowns) != 2 or node.state.constants & node.state.active:
        raise Open(type(node.record).__name__)
    base = factors[0][0]
    if signs_along(base, base * 0 + 1, unknowns) or any(len(each) != 1 for each in avoided):
        raise Open(type(node.record).__name__)
    return singular_points(base, unknowns, [p for (p,) in avoided])


def _is_covered(equations: Sequence[fmpq_mpoly], avoided: Avoided) -> bool:
    """Whether the common zeros of the equations lie in the avoided sets."""
    choices = product(*([f for f, _ in equation.factor()[1]] for equation in equations))
    return all(any(_is_inside(choice, each) for each in avoided) for choice in choices)


def _is_inside(equations: Sequence[fmpq_mpoly], avoided: Sequence[fmpq_mpoly]) -> bool:
    """Whether the polynomials of an avoided set are shown to vanish where the equations hold."""
    if not avoided:
        return True
    graph = graph_of(equations, range(len(avoided[0].degrees())))
    return all(
        graph.restricted(p).is_zero() or any((p % equation).is_zero() for equation in equations) for p in avoided
    )


def _count_factor_cases(node: _Node, avoided: Avoided) -> int:
    return sum(_count(n, avoided + _each(node.record.factors[:k])) for k, n in enumerate(node.below()))


def _each(factors: Sequence[fmpq_mpoly]) -> Avoided:
    return tuple((factor,) for factor in factors)


def _count_solved_for(node: _Node, avoided: Avoided) -> int:
    if node.record.variable in node.state.constants:
        return len(list(_solutions(node, avoided)))
    return _count(node.below()[0], _below_solved_for(node.record, avoided))


def _count_zero_forced(node: _Node, avoided: Avoided) -> int:
    return _count(node.below()[0], _below_solved_for(_as_solved(node.record, node.state), avoided))


def _as_solved(record: ZeroForced, state: State) -> SolvedFor:
    return SolvedFor(record.equation, record.variable, state.equations[record.equation].context().constant(0))


def _count_reduced(node: _Node, avoided: Avoided) -> int:
    return _count(node.below()[0], avoided)


def _below_solved_for(record: SolvedFor, avoided: Avoided) -> Avoided:
    below = (tuple(substituted(p, record.variable, record.expression) for p in each) for each in avoided)
    return tuple(tuple(p for p in each if not p.is_zero()) for each in below)


def _count_blocks(node: _Node, avoided: Avoided) -> int:
    inner, across = _by_group(node.record, avoided)
    counts, unsolved = [], None
    for below, own in zip(node.below(), inner, strict=True):
        try:
            counts.append(_count(below, own))
        except Open as error:
            unsolved = error
    if 0 in counts:
        return 0
    if unsolved:
        raise unsolved
    return len(list(_solutions(node, avoided))) if across else prod(counts)


def _by_group(record: Blocks, avoided: Avoided) -> tuple[list[Avoided], Avoided]:
    """The avoided sets of each group, and those that join several."""
    inner: list[list[tuple[fmpq_mpoly, ...]]] = [[] for _ in record.groups]
    across: list[tuple[fmpq_mpoly, ...]] = []
    for each in avoided:
        unknowns = frozenset().union(*map(used, each))
        home = next((k for k, group in enumerate(record.groups) if unknowns <= set(group)), None)
        (across if home is None else inner[home]).append(each)
    return [tuple(sets) for sets in inner], tuple(across)


def _count_real_roots(node: _Node, avoided: Avoided) -> int:
    if not avoided and node.record.variable not in node.state.constants:
        return int(node.record.count)
    return len(list(_solutions(node, avoided)))


def _count_finite(node: _Node, avoided: Avoided) -> int:
    if not avoided and not node.state.constants & set(node.record.variables):
        return int(node.record.real)
    return len(list(_solutions(node, avoided)))


_COUNTS: Final[dict[type, Callable[[_Node, Avoided], int]]] = {
    NoSolution: _count_none,
    NotFinite: _count_isolated,
    FactorCases: _count_factor_cases,
    SolvedFor: _count_solved_for,
    Blocks: _count_blocks,
    RealRoots: _count_real_roots,
    FiniteSolutions: _count_finite,
    ReducedBy: _count_reduced,
    ZeroForced: _count_zero_forced,
}


def _solutions(node: _Node, avoided: Avoided) -> Iterator[_Solution]:
    """The solutions themselves, where counting alone does not do."""
    match node.record:
        case FactorCases():
            for k, below in enumerate(node.below()):
                yield from _solutions(below, avoided + _each(node.record.factors[:k]))
        case SolvedFor():
            yield from _solved_for_solutions(node, node.record, avoided)
        case ZeroForced():
            yield from _solved_for_solutions(node, _as_solved(node.record, node.state), avoided)
        case ReducedBy():
            yield from _solutions(node.below()[0], avoided)
        case Blocks():
            inner, across = _by_group(node.record, avoided)
            groups = [list(_solutions(below, own)) for below, own in zip(node.below(), inner, strict=True)]
            for combination in product(*groups):
                joined = _joined(combination)
                if not any(joined.is_in(each) for each in across):
                    yield joined
        case RealRoots():
            line = tuple(_line(q) for q, _ in node.record.polynomial.factor()[1])
            yield from _leaf_solutions(node, (node.record.variable,), line, avoided)
        case FiniteSolutions():
            yield from _leaf_solutions(node, node.record.variables, branches(node.record), avoided)
        case NoSolution():
            return
        case _:
            raise Open(type(node.record).__name__)


def _solved_for_solutions(node: _Node, record: SolvedFor, avoided: Avoided) -> Iterator[_Solution]:
    unknown, expression = record.variable, record.expression
    for solution in _solutions(node.below()[0], _below_solved_for(record, avoided)):
        extended = replace(solution, rules=((unknown, expression), *solution.rules))
        if _is_true(node, extended, (unknown,)):
            yield extended


def _joined(solutions: Sequence[_Solution]) -> _Solution:
    parts = tuple(part for solution in solutions for part in solution.parts)
    return _Solution(parts, tuple(rule for solution in solutions for rule in solution.rules))


def _line(factor: fmpz_poly) -> Branch:
    """The parametrisation of one unknown by itself."""
    return factor, (fmpq_poly([0, 1]) % fmpq_poly(factor),), fmpq_poly([1])


def _leaf_solutions(
    node: _Node, unknowns: tuple[int, ...], pieces: Sequence[Branch], avoided: Avoided
) -> Iterator[_Solution]:
    for factor, numerators, denominator in pieces:
        roots = [None] if factor.degree() == 1 else real_roots(factor)
        found = [_Solution((AlgebraicPoint(unknowns, root, numerators, denominator),)) for root in roots]
        # conjugate solutions are zeros of the same rational polynomials
        if found and not any(found[0].is_in(each) for each in avoided):
            yield from (solution for solution in found if _is_true(node, solution, unknowns))


def _is_true(node: _Node, solution: _Solution, unknowns: Sequence[int]) -> bool:
    gens = node.model.polynomial.context().gens()
    constants = (k for k in unknowns if k in node.state.constants)
    return all(node.model.is_true(k, partial(solution.ball, gens[k])) for k in constants)
