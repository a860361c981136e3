"""The ordered strategies for one case: cheap and readable first, the general finite solver last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.critical_set import CriticalComponent
from symhess.evidence import FactorCases, NoSolution, NotFinite, RealRoots, ReducedBy, SolvedFor, ZeroForced
from symhess.exact import AlgebraicPoint, PolynomialValue, real_roots
from symhess.exact.graphs import extended, solved_expression
from symhess.exact.groebner import exact_quotient
from symhess.solve.case import Case, Solve, Solved, solved
from symhess.solve.definiteness import forced_zeros, is_never_zero
from symhess.solve.finite import finite, no_solutions, true_to_constants
from symhess.solve.system import primitive
from symhess.verdict import Reason

__all__ = ["STRATEGIES"]

_MAX_SUBSTITUTED_DEGREE = 200  # eliminating an unknown must not make the last equation longer than this


def _contradiction(case: Case, solve: Solve) -> Solved | None:
    """An equation that no real point satisfies: a nonzero constant, or even terms of one sign and a constant."""
    for number, polynomial in case.equations.items():
        if is_never_zero(polynomial):
            return solved(NoSolution(number, polynomial))
    return None


def _zero_forced(case: Case, solve: Solve) -> Solved | None:
    """An equation of one sign that holds only where an unknown is zero: put zero for it."""
    if len(case.unknowns) < 2:
        return None
    for number, polynomial in case.equations.items():
        unknown = min(forced_zeros(polynomial) - case.constants.keys(), default=None)
        if unknown is None or len(polynomial) == 1:
            continue
        zero = polynomial.context().constant(0)
        rest = tuple(u for u in case.unknowns if u != unknown)
        premise = solve(_substituted(case, rest, case.equations, unknown, zero))
        points = tuple(extended(p, unknown, zero) for p in premise.points)
        variable = polynomial.context().gens()[unknown]
        components = tuple(replace(c, equations=(*c.equations, variable)) for c in premise.components)
        return solved(ZeroForced(number, unknown), points, premises=(premise,), components=components)
    return None


def _too_few_equations(case: Case, solve: Solve) -> Solved | None:
    """Equations that say nothing new leave fewer than unknowns: if there are solutions at all, infinitely many."""
    independent: list[fmpq_mpoly] = []
    for polynomial in sorted(case.equations.values(), key=len):
        if not polynomial.is_zero() and not any(_divides(p, polynomial) for p in independent):
            independent.append(polynomial)
    if len(independent) >= len(case.unknowns):
        return None
    if len(independent) > 1 and (simpler := _simplified(case, solve)) is not None:
        return simpler
    quotient = exact_quotient(independent, case.unknowns, case.deadline) if independent else None
    if quotient is not None and quotient.is_trivial:
        return no_solutions(case)
    dimension = len(case.unknowns) - len(independent) if quotient is None else quotient.krull_dimension
    equations = tuple(independent)
    return solved(
        NotFinite(equations, dimension),
        components=(CriticalComponent(equations, dimension),),
        open_reason=Reason.POSITIVE_DIMENSIONAL,
    )


def _divides(divisor: fmpq_mpoly, polynomial: fmpq_mpoly) -> bool:
    return bool((polynomial % divisor).is_zero())


def _single_unknown(case: Case, solve: Solve) -> Solved | None:
    """Equations in one unknown: isolate the real roots that they share."""
    if len(case.unknowns) != 1 or not case.equations:
        return None
    (unknown,) = case.unknowns
    shared = fmpz_poly()
    for polynomial in case.equations.values():
        shared = shared.gcd(_univariate(polynomial, unknown))
    if shared.degree() < 1:
        return no_solutions(case)
    points: list[AlgebraicPoint] = []
    radical = fmpz_poly([1])
    for factor, _ in shared.factor()[1]:
        radical *= factor
        points += _roots_of_factor(factor, unknown)
    radical = radical if radical.leading_coefficient() > 0 else -radical
    return solved(RealRoots(unknown, radical, len(points)), true_to_constants(case, points))


def _univariate(polynomial: fmpq_mpoly, unknown: int) -> fmpz_poly:
    coefficients = {m[unknown]: int(c) for m, c in primitive(polynomial).terms()}
    return fmpz_poly([coefficients.get(k, 0) for k in range(max(coefficients) + 1)])


def _roots_of_factor(factor: fmpz_poly, unknown: int) -> list[AlgebraicPoint]:
    one = fmpq_poly([1])
    if factor.degree() == 1:
        value = fmpq(-factor[0], factor[1])
        return [AlgebraicPoint((unknown,), None, (fmpq_poly([value]),), one)]
    return [AlgebraicPoint((unknown,), root, (fmpq_poly([0, 1]),), one) for root in real_roots(factor)]


def _factor_cases(case: Case, solve: Solve) -> Solved | None:
    """An equation that factors: one case for each factor; a solution of an earlier case is not counted again."""
    for number, polynomial in case.equations.items():
        if number in case.irreducible:
            continue
        case.deadline.check()
        factors = sorted(polynomial.factor()[1], key=lambda pair: (pair[0].total_degree(), len(pair[0])))
        if len(factors) > 1 or factors[0][1] > 1:
            return _branches(case, number, factors, solve)
        case = case.with_equation(number, polynomial)
    return None


def _branches(case: Case, number: int, factors: list[tuple[fmpq_mpoly, int]], solve: Solve) -> Solved:
    premises: list[Solved] = []
    points: list[AlgebraicPoint] = []
    earlier: list[fmpq_mpoly] = []
    for factor, _ in factors:
        premise = solve(case.with_equation(number, primitive(factor)))
        premises.append(premise)
        points += [p for p in premise.points if not any(PolynomialValue(e, p).sign() == 0 for e in earlier)]
        earlier.append(factor)
    evidence = FactorCases(number, tuple(f for f, _ in factors), tuple(int(m) for _, m in factors))
    return solved(evidence, tuple(points), premises=tuple(premises))


def _general(case: Case, solve: Solve) -> Solved | None:
    """The finite solver; where the complex solutions are infinitely many, first what makes the equations simpler."""
    found = finite(case, solve)
    if found is not None and found.open_reason is Reason.POSITIVE_DIMENSIONAL:
        return _simplified(case, solve) or found
    return found


def _simplified(case: Case, solve: Solve) -> Solved | None:
    return _reduced(case, solve) or _factor_cases(case, solve) or _substitution(case, solve, at_any_degree=True)


def _reduced(case: Case, solve: Solve) -> Solved | None:
    """An equation that another one makes shorter: keep its remainder."""
    for divisor_number, divisor in case.equations.items():
        for number, polynomial in case.equations.items():
            if number == divisor_number or _divides(divisor, polynomial):
                continue
            remainder = polynomial % divisor
            if len(remainder) < len(polynomial) and remainder.total_degree() <= polynomial.total_degree():
                equations = {**case.equations, number: primitive(remainder)}
                kept = case.irreducible - {number}
                premise = solve(replace(case, equations=equations, irreducible=kept))
                return solved(ReducedBy(number, divisor_number), premise.points, premises=(premise,))
    return None


def _solved_for(case: Case, solve: Solve) -> Solved | None:
    """An equation c·(x − g) with constant c: substitute x = g where that keeps the rest simple."""
    return _substitution(case, solve)


def _substitution(case: Case, solve: Solve, *, at_any_degree: bool = False) -> Solved | None:
    choices = [
        (expression.total_degree(), len(expression), number, unknown, expression)
        for number, polynomial in case.equations.items()
        for unknown in case.unknowns
        if unknown not in case.constants and (expression := solved_expression(polynomial, unknown)) is not None
    ]
    for degree, _, number, unknown, expression in sorted(choices, key=lambda choice: choice[:4]):
        others = {k: p for k, p in case.equations.items() if k != number}
        top = max((p.total_degree() for p in others.values()), default=0)
        if degree <= 1 or ((len(case.unknowns) == 2 or at_any_degree) and degree * top <= _MAX_SUBSTITUTED_DEGREE):
            rest = tuple(u for u in case.unknowns if u != unknown)
            premise = solve(_substituted(case, rest, others, unknown, expression))
            points = tuple(extended(p, unknown, expression) for p in premise.points)
            graph = primitive(expression.context().gens()[unknown] - expression)
            components = tuple(replace(c, equations=(*c.equations, graph)) for c in premise.components)
            evidence = SolvedFor(number, unknown, expression)
            return solved(evidence, points, premises=(premise,), components=components)
    return None


def _substituted(
    case: Case, rest: tuple[int, ...], others: Mapping[int, fmpq_mpoly], unknown: int, expression: fmpq_mpoly
) -> Case:
    generators = list(expression.context().gens())
    generators[unknown] = expression
    equations = {
        k: primitive(p.compose(*generators)) if p.degrees()[unknown] else p for k, p in others.items()
    }
    equations = {k: p for k, p in equations.items() if not p.is_zero()}
    kept = frozenset(k for k in case.irreducible & equations.keys() if not others[k].degrees()[unknown])
    return replace(case, unknowns=rest, equations=equations, irreducible=kept)


STRATEGIES = (_contradiction, _zero_forced, _too_few_equations, _single_unknown, _factor_cases, _solved_for, _general)
