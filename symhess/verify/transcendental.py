"""Checks of how ∇f = 0 was rewritten where f is no polynomial: every record again, by another way than it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from flint import arb, ctx, fmpq
from sympy import Dummy, Expr, Mul, Pow, Symbol, expand
from sympy.polys.rootoftools import ComplexRootOf

from symhess.condition import Condition, Relation
from symhess.critical_set import CriticalPoint, Status
from symhess.derivation import Step
from symhess.evidence import (
    BoxSearch,
    CommonFactor,
    Evidence,
    ExpressionCases,
    ExpressionSystem,
    ImpliedEquations,
    IndependentEquations,
    InvertedKernel,
    KernelSubstitution,
    LevelSetLeft,
    LineSolutions,
    NotSolved,
    OutsideDomain,
    SolvedForExpression,
    SumOfLogarithms,
    VanishingTerms,
    ZerosWithin,
)
from symhess.exact import is_zero_constant
from symhess.exact.number import ball_sign
from symhess.exact.polynomial import expression_of
from symhess.function import ScalarFunction
from symhess.study import Study
from symhess.verify.calculus import derivative
from symhess.verify.enclosures import NoEnclosure, enclosed
from symhess.verify.ideals import are_equivalent

__all__ = ["TRANSCENDENTAL_CHECKERS", "is_critical", "open_reasons", "rewriting_faults"]

Checker: TypeAlias = Callable[[Any, Any, Sequence[Step]], Iterator[str]]

_BITS: Final = 256
_TINY: Final = 128
_SAMPLES: Final = tuple(fmpq(k, 97) for k in (31, 158, -43, 211, 67, -122, 18, 305, -7, 89))


def _expression_system_faults(
    record: ExpressionSystem, function: ScalarFunction, premises: Sequence[Step]
) -> Iterator[str]:
    """The equations are the partial derivatives of f."""
    if record.variables != function.variables or len(record.equations) != len(record.variables):
        yield "the equations are not those of this function"
        return
    for variable, equation in zip(record.variables, record.equations, strict=True):
        if not _agree(equation, derivative(function.expression, variable), record.variables):
            yield f"{equation} is not the derivative by {variable}"


def _expression_cases_faults(record: ExpressionCases, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """The equation is a constant times the product of the factors to their powers."""
    parts = (*record.factors, *record.nonzero)
    if record.factors == (0,) or len(parts) != len(record.powers):
        known = _agree(record.equation, 0 * record.equation, _symbols(record.equation))
        yield from () if known and record.factors == (0,) else (f"{record.equation} is not zero everywhere",)
        return
    if record.factors and len(premises) != len(record.factors):
        yield "a factor has no case"
    product = Mul(*(Pow(part, power) for part, power in zip(parts, record.powers, strict=True)))
    ratios = [_value(record.equation / product, at) for at in _points(_symbols(record.equation))]
    known_ratios = [ratio for ratio in ratios if ratio is not None]
    if not all(ratio.overlaps(known_ratios[0]) for ratio in known_ratios):
        yield f"{record.equation} is not the product of {parts}"


def _common_factor_faults(record: CommonFactor, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """Every equation vanishes where the factor does, and has no sign but that of factor, cofactor and a unit."""
    if len(record.cofactors) != len(record.equations) or len(premises) != 2:
        yield "a common factor makes two cases"
    for point in _points_on(record.factor, *record.equations):
        for equation in record.equations:
            value = _value(equation, point)
            if value is not None and not value.contains(0):
                yield f"{equation} is not zero where {record.factor} is"


def _independent_faults(record: IndependentEquations, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """The groups have no unknown in common, and each has its step."""
    unknowns = [u for group in record.groups for u in group]
    if len(set(unknowns)) != len(unknowns) or len(premises) != len(record.groups):
        yield "the groups of unknowns overlap, or one is not solved"


def _solved_for_faults(record: SolvedForExpression, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """The expression solves the equation."""
    roots = {root: Dummy() for root in record.equation.atoms(ComplexRootOf)}  # the names in them are no variables
    put = record.equation.xreplace(roots).subs(record.unknown, record.expression)
    put = put.xreplace({name: root for root, name in roots.items()})
    if record.unknown in record.expression.free_symbols or not _agree(put, 0 * put, _symbols(put)):
        yield f"{record.unknown} = {record.expression} does not solve {record.equation} = 0"


def _vanishing_terms_faults(record: VanishingTerms, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """The equation keeps its sign, and has as many terms as are said to vanish."""
    values = (_value(record.equation, at) for at in _points(_symbols(record.equation)))
    if len({ball_sign(value) for value in values if value is not None} - {None, 0}) > 1:
        yield f"{record.equation} has both signs"


def _implied_faults(record: ImpliedEquations, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """Either system lies in the ideal of the other."""
    if are_equivalent(record.equations, record.implied) is False:
        yield "the implied equations are not equivalent to the given ones"


def _kernel_substitution_faults(record: KernelSubstitution, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """The relations hold between the kernels, and the values solve all equations."""
    for relation in record.relations:
        put = expression_of(relation, record.kernels)
        if not _agree(put, 0 * put, _symbols(put)):
            yield f"{put} is not zero everywhere"
    for values in record.values:
        put = {k: value for k, value in zip(record.numbers, values, strict=True)}
        at = [put.get(k, kernel) for k, kernel in enumerate(record.kernels)]
        if any(value.free_symbols for value in values):
            continue
        for equation in (*record.equations, *record.relations):
            if is_zero_constant(expand(expression_of(equation, at))) is False:
                yield f"the values {values} do not solve {equation} = 0"


def _inverted_faults(record: InvertedKernel, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """At a point of every case the equation holds."""
    for case in record.cases:
        for point in _points_on(case, record.equation):
            value = _value(record.equation, point)
            if value is not None and not value.contains(0):
                yield f"{case} = 0 does not solve {record.equation} = 0"


def _logarithms_faults(record: SumOfLogarithms, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """Where the product equation holds the sum does, where it is defined."""
    for point in _points_on(record.product, record.equation):
        value = _value(record.equation, point)
        if value is not None and not value.contains(0):
            yield f"{record.product} = 0 does not solve {record.equation} = 0"


def _line_solutions_faults(record: LineSolutions, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """Every exact zero is one."""
    for zero in (*record.zeros, *(f.subs(dict.fromkeys(f.free_symbols, 3)) for f in record.families)):
        if not zero.free_symbols and is_zero_constant(record.equation.subs(record.unknown, zero)) is False:
            yield f"{record.unknown} = {zero} does not solve {record.equation} = 0"


def _outside_faults(record: OutsideDomain, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """The condition fails."""
    ball = _value(record.condition.term, {})
    if ball is not None and _holds(record.condition, ball_sign(ball)):
        yield f"{record.condition} holds"


def _level_set_faults(record: LevelSetLeft, state: Any, premises: Sequence[Step]) -> Iterator[str]:
    """A set of positive dimension."""
    if record.dimension < 1:
        yield "a level set needs a positive dimension"


TRANSCENDENTAL_CHECKERS: Final[dict[type, Checker]] = {
    ExpressionSystem: _expression_system_faults,
    ExpressionCases: _expression_cases_faults,
    CommonFactor: _common_factor_faults,
    IndependentEquations: _independent_faults,
    SolvedForExpression: _solved_for_faults,
    VanishingTerms: _vanishing_terms_faults,
    ImpliedEquations: _implied_faults,
    KernelSubstitution: _kernel_substitution_faults,
    InvertedKernel: _inverted_faults,
    SumOfLogarithms: _logarithms_faults,
    LineSolutions: _line_solutions_faults,
    OutsideDomain: _outside_faults,
    LevelSetLeft: _level_set_faults,
}


def is_critical(record: ExpressionSystem, point: CriticalPoint) -> bool:
    """Whether the equations and conditions of a system are met at a point, as far as enclosures show.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.critical_points("x exp(x)")
    >>> is_critical(found.derivation.evidence[0], found.points[0])
    True
    """
    at: dict[Expr, arb] = {v: c.enclosure(_BITS) for v, c in zip(record.variables, point.coordinates, strict=True)}
    holding = [(each, _holds(each, _sign_of(each.term, at))) for each in record.conditions]
    failing = [condition for condition, holds in holding if holds is False]
    if failing:
        return all(each.relation is Relation.NONZERO for each in failing) and _tend_to_zero(record.equations, at)
    values = [_value(equation, at) for equation in record.equations]
    return all(value is not None and value.contains(0) for value in values)


def _tend_to_zero(equations: Sequence[Expr], at: Mapping[Expr, arb]) -> bool:
    """Whether the equations are as small as a root of the distance in a tiny box: 3·|x|²·sign(x) at 0, for example."""
    around = {v: place + arb(0, arb(2) ** -_TINY) for v, place in at.items()}
    values = [_value(equation, around) for equation in equations]
    return all(value is not None and abs(value) < arb(2) ** -(_TINY // 4) for value in values)


def _sign_of(term: Expr, at: Mapping[Expr, arb]) -> int | None:
    ball = _value(term, at)
    return None if ball is None else ball_sign(ball)


def open_reasons(step: Step) -> Iterator[str]:
    """The reasons why branches of a tree are open.

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> list(open_reasons(Step(Claim.SOLUTIONS, (NotSolved("no-strategy"),))))
    ['no-strategy']
    """
    yield from (record.reason for record in step.evidence if isinstance(record, NotSolved))
    for premise in step.premises:
        yield from open_reasons(premise)


def rewriting_faults(study: Study, checkers: Mapping[type, Checker]) -> Iterator[str]:
    """What is wrong with a critical set that rests on rewritten expressions.

    Every record is checked by itself, every point on the gradient; completeness needs a tree without open branches, or
    a search of what they leave open.

    Examples
    --------
    >>> import symhess
    >>> from symhess.verify.verification import CHECKERS
    >>> list(rewriting_faults(symhess.analyze("x exp(x)"), CHECKERS))
    []
    """
    critical = study.critical_set
    system = critical.derivation.evidence[0]
    if not isinstance(system, ExpressionSystem):
        return
    yield from _expression_system_faults(system, study.function, critical.derivation.premises)
    records = [(record, step) for step in _steps(critical.derivation.premises) for record in step.evidence]
    for record, step in records:
        yield from checkers[type(record)](record, None, step.premises) if not isinstance(record, NotSolved) else ()
    for point in critical.points:
        if not is_critical(system, point):
            yield f"({', '.join(c.text() for c in point.coordinates)}) is no critical point"
    yield from _coverage_faults(critical.completeness.status, [record for record, _ in records])


def _coverage_faults(status: Status, records: Sequence[Evidence]) -> Iterator[str]:
    """What is missing for a list that is called complete."""
    if status is Status.INCOMPLETE or not any(isinstance(record, NotSolved) for record in records):
        return
    if not any(isinstance(record, BoxSearch) and not record.undecided for record in records):
        yield "the critical set is called complete, but a case is left open"
    elif status is Status.COMPLETE and not any(isinstance(record, ZerosWithin) for record in records):
        yield "nothing shows that all critical points lie in the box that was searched"


def _steps(premises: Iterable[Step]) -> Iterator[Step]:
    """The steps of a tree, without those about polynomials in kernels."""
    for step in premises:
        yield step
        is_system = any(isinstance(record, KernelSubstitution) for record in step.evidence)
        yield from _steps(step.premises[1:] if is_system else step.premises)


def _holds(condition: Condition, sign: int | None) -> bool | None:
    if sign is None:
        return None
    fits = {Relation.POSITIVE: sign > 0, Relation.NONZERO: sign != 0, Relation.NONNEGATIVE: sign >= 0}
    return fits[condition.relation]


def _symbols(expression: Expr) -> tuple[Symbol, ...]:
    return tuple(sorted(expression.free_symbols, key=str))


def _points(symbols: Sequence[Symbol]) -> Iterator[dict[Expr, arb]]:
    """Rational places; names of integers, which are no variables here, are put in like them."""
    for shift in range(len(_SAMPLES)):
        yield {s: arb(_SAMPLES[(shift + 3 * k) % len(_SAMPLES)] * (k + 1)) for k, s in enumerate(symbols)}


def _points_on(equation: Expr, *others: Expr) -> Iterator[dict[Expr, arb]]:
    """Places where an equation that has some symbol to the first power holds; the others' symbols get values too."""
    symbols = _symbols(equation)
    free = sorted({s for e in (equation, *others) for s in e.free_symbols}, key=str)
    for symbol in (s for s in symbols if not _is_integer(s)):
        slope = equation.diff(symbol)
        if slope != 0 and symbol not in slope.free_symbols:
            for at in _points([s for s in free if s != symbol]):
                place = {s: arb(round(float(v))) if _is_integer(s) else v for s, v in at.items()}
                value = _value(-equation.subs(symbol, 0) / slope, place)
                if value is not None:
                    yield {**place, symbol: value}
            return


def _is_integer(symbol: Expr) -> bool:
    return str(symbol).startswith("n_")


def _value(expression: Expr, at: Mapping[Expr, arb]) -> arb | None:
    """A ball around the value; ``None`` where there is none."""
    try:
        with ctx.workprec(_BITS):
            return enclosed(expression, at)
    except NoEnclosure:
        return None


def _agree(one: Expr, other: Expr, symbols: Sequence[Symbol]) -> bool:
    """Whether two expressions have overlapping values wherever both have some."""
    for at in _points(symbols):
        first, second = _value(one, at), _value(other, at)
        if first is not None and second is not None and not first.overlaps(second):
            return False
    return True
