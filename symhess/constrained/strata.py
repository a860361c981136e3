"""Stratum: a function on the common zeros of some equations, with all points at which it can have an extremum there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flint import fmpq_mpoly
from sympy import Expr, Function, Integer, Symbol, expand, prod

from symhess.budget import Deadline
from symhess.classify.components import classify_piece
from symhess.constrained.cores import Core, core_of
from symhess.constrained.kinds import regular_kind
from symhess.constrained.lagrange import LagrangePoint, LagrangePoints, lagrange_points
from symhess.constrained.places import sign_at, value_at
from symhess.constrained.problem import Problem, branches, polynomials
from symhess.constrained.singular import restricted, singular_points
from symhess.constrained.singular_kinds import singular_kind
from symhess.constrained.stratum import Stratum
from symhess.constrained.transcendental import Box, elementary_stratum
from symhess.constraints import Candidate, ConstrainedComponent
from symhess.critical_set import Completeness, CriticalComponent, CriticalPoint, Status
from symhess.derivation import Claim, Step
from symhess.errors import TimeLimitReached
from symhess.evidence import TransverseHessian
from symhess.exact import Real
from symhess.exact.polynomial import expression_of
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["stratum"]

_UNDECIDED: Final = Kind.UNDECIDED


def stratum(problem: Problem, deadline: Deadline, box: Box | None = None) -> Stratum:
    """Everything about f on the common zeros of the equations; in a box only where f is no polynomial.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x, y
    >>> circle = stratum(Problem(exp(x * y), (x, y), (x**2 + y**2 - 2,), (0,)), Deadline(10))
    >>> [(c.point.value.text(), c.verdict.kind.value) for c in circle.candidates]
    [('E', 'maximum'), ('exp(-1)', 'minimum'), ('exp(-1)', 'minimum'), ('E', 'maximum')]
    """
    core = core_of(problem.function, problem.variables)
    inner = replace(problem, function=core.inner)
    if polynomials((inner.function, *problem.equations), problem.variables) is None and not _is_algebraic(inner):
        return elementary_stratum(problem, deadline, box)
    found = _polynomial_stratum(inner, deadline)
    return found if core.inner == problem.function else _composed(found, problem, core)


def _is_algebraic(problem: Problem) -> bool:
    """Polynomials with irrational constants, which the solver adjoins."""
    terms = (problem.function, *problem.equations)
    atoms = (atom for term in terms for atom in (*term.atoms(), *term.atoms(Function)) if atom.is_number)
    return all(term.is_polynomial(*problem.variables) for term in terms) and all(atom.is_algebraic for atom in atoms)


def _polynomial_stratum(problem: Problem, deadline: Deadline) -> Stratum:
    parts = branches(problem)
    if not parts:
        return Stratum(problem, (), (), Completeness(Status.COMPLETE), Step(Claim.SOLUTIONS), is_empty=True)
    if not parts[0].equations:
        parts = (replace(problem, equations=(), numbers=()),)
    whole = parts[0] if len(parts) == 1 else replace(problem, equations=_square_free(problem, parts))
    singular = singular_points(whole, deadline) if whole.equations else None
    is_regular = singular is None or (not singular.points and singular.completeness.status is Status.COMPLETE)
    solved = [lagrange_points(part, deadline, is_regular=is_regular) for part in parts]
    alone = [] if singular is None else list(singular.points)
    candidates = [
        candidate
        for part, found in zip(parts, solved, strict=True)
        for point in found.points
        if (candidate := _regular(point, part, problem, alone, deadline)) is not None
    ]
    irregular = [_singular(point, whole, deadline) for point in alone]
    components = [
        component for part, found in zip(parts, solved, strict=True) for component in _components(found, part, deadline)
    ]
    reasons = [s.completeness for s in solved] + ([] if singular is None else [singular.completeness])
    worst = next((r for r in reasons if r.status is Status.INCOMPLETE), Completeness(Status.COMPLETE))
    steps = tuple(s.step for s in solved) + (() if singular is None else (singular.step,))
    return Stratum(problem, (*candidates, *irregular), tuple(components), worst, Step(Claim.SOLUTIONS, (), steps))


def _square_free(problem: Problem, parts: Sequence[Problem]) -> tuple[Expr, ...]:
    """The equations with every factor once."""
    found = []
    for number in problem.numbers:
        pairs = (pair for part in parts for pair in zip(part.equations, part.numbers, strict=True))
        factors = dict.fromkeys(equation for equation, own in pairs if own == number)
        if factors:
            found.append(expand(prod(factors)))
    return tuple(found)


def _regular(
    found: LagrangePoint, problem: Problem, given: Problem, singular: Sequence[CriticalPoint], deadline: Deadline
) -> Candidate | None:
    point = restricted(found.whole, problem)
    if point is None or any(_is_same(point, other) for other in singular):
        return None
    size = len(problem.variables)
    count = len(problem.equations)
    offset = len(found.whole.coordinates) - len(found.record.multipliers)
    numbers = found.whole.coordinates[offset : offset + count] if offset >= size else ()
    multipliers = _of_the_given(numbers, problem, given, point)
    try:
        verdict = regular_kind(found, deadline)
    except TimeLimitReached:
        verdict = Verdict(_UNDECIDED, None, "", (), Reason.TIME_LIMIT)
    return Candidate(point, verdict, problem.numbers, multipliers, is_regular=True)


def _of_the_given(
    numbers: Sequence[Real], part: Problem, given: Problem, point: CriticalPoint
) -> tuple[Real, ...]:
    """Multipliers of the constraints as they were given, of which the equations of the part may be factors."""
    found: list[Real | None] = []
    for number, equation, name in zip(numbers, part.equations, part.numbers, strict=True):
        whole = given.equations[given.numbers.index(name)]
        quotient, rest = _divided(whole, equation, part)
        if rest:
            found.append(None)
        elif quotient == 1:
            found.append(number)
        else:
            symbol = Symbol("_m")
            carrier = replace(
                point, parts=(), variables=(*point.variables, symbol), coordinates=(*point.coordinates, number)
            )
            found.append(value_at(symbol / quotient, carrier) if sign_at(quotient, point) else None)
    return () if None in found else tuple(number for number in found if number is not None)


def _divided(whole: Expr, factor: Expr, problem: Problem) -> tuple[Expr, bool]:
    """The quotient of two polynomials, and whether a rest is left."""
    read = polynomials((whole, factor), problem.variables)
    if read is None:
        return Integer(1), expand(whole - factor) != 0
    quotient, rest = divmod(read[0], read[1])
    return expression_of(quotient, problem.variables), not rest.is_zero()


def _is_same(one: CriticalPoint, other: CriticalPoint) -> bool:
    return all(a.text() == b.text() for a, b in zip(one.coordinates, other.coordinates, strict=True))


def _singular(point: CriticalPoint, problem: Problem, deadline: Deadline) -> Candidate:
    try:
        verdict = singular_kind(point, problem, deadline)
    except TimeLimitReached:
        verdict = Verdict(_UNDECIDED, None, "", (), Reason.TIME_LIMIT)
    return Candidate(point, verdict, problem.numbers, (), is_regular=False)


def _components(found: LagrangePoints, problem: Problem, deadline: Deadline) -> list[ConstrainedComponent]:
    """Components of the Lagrange functions' critical sets, in the problem's variables."""
    result = []
    for critical in found.sets:
        for component in critical.components:
            equations = _without_multipliers(component, problem)
            for piece in component.pieces:
                own = [p for sample in piece.samples if (p := restricted(sample, problem)) is not None]
                verdict = (
                    _along(piece.law, len(problem.equations)) if problem.equations else classify_piece(piece, deadline)
                )
                result.append(
                    ConstrainedComponent(
                        problem.variables,
                        equations,
                        component.dimension,
                        problem.numbers,
                        verdict,
                        tuple(own),
                        tuple((_read(p, problem), sign) for p, sign in piece.where),
                    )
                )
    return result


def _along(law: object, count: int) -> Verdict:
    """By the eigenvalues of the bordered Hessian that are not zero along the component."""
    if isinstance(law, TransverseHessian):
        positive, negative = law.positive - count, law.negative - count
        if positive > 0 and negative > 0:
            return Verdict(Kind.SADDLE, None, "transverse-hessian", (law,))
        return Verdict(Kind.MAXIMUM if negative > 0 else Kind.MINIMUM, False, "transverse-hessian", (law,))
    return Verdict(_UNDECIDED, None, "", (), Reason.POSITIVE_DIMENSIONAL)


def _without_multipliers(component: CriticalComponent, problem: Problem) -> tuple[Expr, ...]:
    """The equations in the variables alone, and the constraints."""
    size = len(problem.variables)
    found: dict[Expr, None] = {}
    for equation in component.equations:
        if not any(equation.degrees()[k] for k in range(size, len(equation.context().names()))):
            found[_read(equation, problem)] = None
    if len(found) >= size - component.dimension:
        return tuple(found)
    return tuple(dict.fromkeys((*map(expand, problem.equations), *found)))


def _read(polynomial: fmpq_mpoly, problem: Problem) -> Expr:
    names = polynomial.context().names()[len(problem.variables) :]
    return expression_of(polynomial, (*problem.variables, *map(Symbol, names)))


def _composed(found: Stratum, problem: Problem, core: Core) -> Stratum:
    """What the inner function does, for the outer one: values and multipliers anew, kinds kept or turned round."""
    candidates = []
    reason = None
    for candidate in found.candidates:
        inside = sign_at(core.inner, candidate.point) if core.positive_only else 1
        if inside is None:
            reason = Reason.ZERO_TEST
        if inside is None or inside < 0:
            continue
        point = _with_value(candidate.point, problem.function)
        if point is None:
            reason = reason if inside == 0 else Reason.ZERO_TEST  # log has no value at zero: not in the domain
            continue
        multipliers = _scaled(candidate, core)
        verdict = candidate.verdict if core.sign > 0 else _turned(candidate.verdict)
        candidates.append(replace(candidate, point=point, verdict=verdict, multipliers=multipliers))
    components = tuple(
        replace(
            c,
            verdict=c.verdict if core.sign > 0 else _turned(c.verdict),
            samples=tuple(p for s in c.samples if (p := _with_value(s, problem.function)) is not None),
        )
        for c in found.components
    )
    completeness = found.completeness if reason is None else Completeness(Status.INCOMPLETE, reason)
    own = tuple(candidates)
    return replace(
        found, problem=problem, candidates=own, components=components, completeness=completeness, core=core
    )


def _with_value(point: CriticalPoint, function: Expr) -> CriticalPoint | None:
    value = value_at(function, point)
    return None if value is None else replace(point, value=value)


def _scaled(candidate: Candidate, core: Core) -> tuple[Real, ...]:
    """Multipliers of the outer function: the inner ones times the outer slope."""
    symbols = [Symbol(f"_{k}") for k in range(len(candidate.multipliers))]
    carrier = replace(
        candidate.point,
        parts=(),
        variables=(*candidate.point.variables, *symbols),
        coordinates=(*candidate.point.coordinates, *candidate.multipliers),
    )
    slope = core.slope(core.inner)
    found = [value_at(slope * symbol, carrier) for symbol in symbols]
    return tuple(number for number in found if number is not None) if None not in found else ()


def _turned(verdict: Verdict) -> Verdict:
    swapped = {Kind.MINIMUM: Kind.MAXIMUM, Kind.MAXIMUM: Kind.MINIMUM}
    return replace(verdict, kind=swapped.get(verdict.kind, verdict.kind))


