"""Rungs that take one equation apart: never zero, a product, or a sum of terms of one sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flint import fmpq_mpoly
from sympy import Expr, Integer, Mul

from symhess.condition import Relation
from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.kernel_ring import KernelRing, kernel_ring
from symhess.solve.transcendental.signs import Sign, Signs, constant_sign
from symhess.solve.transcendental.task import Found, Solve, Task, found
from symhess.transcendence import CommonFactor, ExpressionCases, OutsideDomain, VanishingTerms

__all__ = ["common_factor", "factor_cases", "fixed_conditions", "vanishing_terms"]


def fixed_conditions(task: Task, solve: Solve) -> Found | None:
    """A condition that does not depend on the unknowns any more: it fails, or it can be left out.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.condition import Condition
    >>> from sympy.abc import x
    >>> task = Task((x,), (x - 1,), (Condition(Integer(-1), Relation.POSITIVE),), Deadline(None))
    >>> fixed_conditions(task, None).solutions
    ()
    """
    left = []
    for condition in task.conditions:
        fails = None if condition.term.free_symbols else _fails(condition.term, condition.relation)
        if fails:
            return found(OutsideDomain(condition), solutions=())
        if fails is None:
            left.append(condition)
    return solve(replace(task, conditions=tuple(left))) if len(left) < len(task.conditions) else None


def _fails(constant: Expr, relation: Relation) -> bool | None:
    if not constant.is_finite:
        return None
    sign = constant_sign(constant)
    if sign is None:
        return None
    return {Relation.POSITIVE: sign <= 0, Relation.NONZERO: sign == 0, Relation.NONNEGATIVE: sign < 0}[relation]


def factor_cases(task: Task, solve: Solve) -> Found | None:
    """An equation that vanishes nowhere, or factors: one case for each factor that may vanish.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> task = Task((x,), (x**2 * exp(x) - x * exp(x),), (), Deadline(None))
    >>> step = factor_cases(task, lambda case: unsolved(Reason.NO_STRATEGY)).step
    >>> step.evidence
    (ExpressionCases(equation=x**2*exp(x) - x*exp(x), factors=(x, x - 1), nonzero=(exp(x),), powers=(1, 1, 1)),)
    """
    for equation in task.equations:
        if equation in task.irreducible:
            continue
        task.deadline.check()
        split = _split_best(equation, task)
        if split.factors == (Integer(0),):
            rest = tuple(e for e in task.equations if e != equation)
            return found(split.record(equation), (solve(task.with_equations(rest)),))
        if split.is_trivial(equation):
            task = replace(task, irreducible=task.irreducible | {equation})
            continue
        cases = []
        for factor in split.factors:
            others = tuple(factor if e == equation else e for e in task.equations)
            cases.append(solve(replace(task.with_equations(others), irreducible=task.irreducible | {factor})))
        return found(split.record(equation), tuple(cases))
    return None


def common_factor(task: Task, solve: Solve) -> Found | None:
    """A factor that all of several equations have: it vanishes, or the cofactors do.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy import cos
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (x * cos(x + y), y * cos(x + y)), (), Deadline(None))
    >>> step = common_factor(task, lambda case: unsolved(Reason.NO_STRATEGY)).step
    >>> step.evidence[0].factor, step.evidence[0].cofactors
    (cos(x + y), (x, y))
    """
    if len(task.equations) < 2 or task.irreducible.issuperset(task.equations):
        return None
    splits = [_split_best(equation, task) for equation in task.equations]
    common = [f for f in splits[0].factors if not f.is_number and all(f in split.factors for split in splits)]
    if not common:
        return None
    factor = common[0]
    cofactors = tuple(Mul(*(f for f in split.factors if f != factor)) for split in splits)
    on_factor = replace(task.with_equations((factor,)), irreducible=task.irreducible | {factor})
    record = CommonFactor(task.equations, factor, cofactors)
    return found(record, (solve(on_factor), solve(task.with_equations(cofactors))))


@dataclass(frozen=True, slots=True, eq=False)
class _Split:
    """Factors that may vanish and those that do not, with their powers."""

    factors: tuple[Expr, ...]
    nonzero: tuple[Expr, ...]
    powers: tuple[int, ...]

    def record(self, equation: Expr) -> ExpressionCases:
        return ExpressionCases(equation, self.factors, self.nonzero, self.powers)

    def is_trivial(self, equation: Expr) -> bool:
        """Whether the split says nothing new."""
        single = len(self.factors) == 1 and self.powers[0] == 1
        return single and not self.nonzero and _size(self.factors[0]) >= _size(equation)

    @property
    def is_final(self) -> bool:
        """Whether the equation turns out to hold everywhere, or nowhere."""
        return not self.factors or self.factors == (Integer(0),)


def _size(expression: Expr) -> int:
    return int(expression.count_ops())


def _split_best(equation: Expr, task: Task) -> _Split:
    """The way of reading the equation that shows most factors."""
    found_splits: list[_Split] = []
    for by_terms in (False, True):
        try:
            ring = kernel_ring((equation, *_terms(task)), task.unknowns, by_terms=by_terms)
            above, below = ring.fraction(equation)
            form = min(_forms(ring, above), key=_complexity)
            found_splits.append(_split(ring, Signs(ring, task.conditions), form, below))
        except NotPolynomial:
            continue
    best = max(found_splits, key=lambda split: (split.is_final, len(split.factors)), default=None)
    return best or _Split((equation,), (), (1,))


def _complexity(form: fmpq_mpoly) -> tuple[int, int]:
    """The degrees of the factors together, then how few there are."""
    degrees = [factor.total_degree() for factor, _ in form.factor()[1]] if form else []
    return sum(degrees), -len(degrees)


def _terms(task: Task) -> Iterator[Expr]:
    """Terms of conditions that name no new kernels of their own beyond what an equation may need."""
    symbols = {s for e in task.equations for s in e.free_symbols}
    yield from (c.term for c in task.conditions if c.term.free_symbols <= symbols)


def _forms(ring: KernelRing, numerator: fmpq_mpoly) -> Iterator[fmpq_mpoly]:
    """The same function in different forms, of which one may factor where the others do not."""
    seen: list[fmpq_mpoly] = []
    for form in (numerator, ring.reduced(numerator), ring.reduced(numerator, keep_sines=True)):
        if form not in seen:
            seen.append(form)
            yield form


def _split(ring: KernelRing, signs: Signs, form: fmpq_mpoly, below: fmpq_mpoly) -> _Split:
    if form.is_zero():
        return _Split((Integer(0),), (), (1,))
    factors: list[tuple[fmpq_mpoly, int]] = []
    nonzero: list[tuple[fmpq_mpoly, int]] = []
    for factor, power in form.factor()[1]:
        (nonzero if signs.is_never_zero(factor) else factors).append((factor, int(power)))
    nonzero += [(factor, -int(power)) for factor, power in below.factor()[1]]
    factors.sort(key=lambda pair: (pair[0].total_degree(), len(pair[0])))
    pairs = [(ring.expression(f), power) for f, power in (*factors, *nonzero)]
    parts = tuple(f for f, _ in pairs)
    return _Split(parts[: len(factors)], parts[len(factors) :], tuple(power for _, power in pairs))


def vanishing_terms(task: Task, solve: Solve) -> Found | None:
    """A sum of terms of one sign is zero only where all of them are.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy import sin
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (x**2 + 2 * sin(y)**4,), (), Deadline(None))
    >>> vanishing_terms(task, lambda case: unsolved(Reason.NO_STRATEGY)).step.evidence[0].terms
    (sin(y), x)
    """
    for equation in task.equations:
        try:
            ring = kernel_ring((equation, *_terms(task)), task.unknowns)
            forms = list(_forms(ring, ring.fraction(equation)[0]))
        except NotPolynomial:
            continue
        for form in forms:
            terms = _zero_terms(ring, Signs(ring, task.conditions), form)
            if terms is not None:
                others = tuple(t for e in task.equations for t in (terms if e == equation else (e,)))
                return found(VanishingTerms(equation, terms), (solve(task.with_equations(others)),))
    return None


def _zero_terms(ring: KernelRing, signs: Signs, form: fmpq_mpoly) -> tuple[Expr, ...] | None:
    parts = [ring.context.from_dict({m: c}) for m, c in form.terms()]
    if len(parts) < 2:
        return None
    known: list[Sign | None] = [signs.of(part) for part in parts]
    if None in known or len({sign.direction for sign in known if sign}) > 1:
        return None
    return tuple(ring.expression(_radical(ring, part)) for part in parts)


def _radical(ring: KernelRing, term: fmpq_mpoly) -> fmpq_mpoly:
    """The term with every exponent one."""
    ((exponents, _),) = term.terms()
    return ring.context.from_dict({tuple(min(e, 1) for e in exponents): 1})
