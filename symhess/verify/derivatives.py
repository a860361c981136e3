"""Checks of the derivatives: every rule that was applied, gradient and Hessian, Clairaut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sympy import Add, Expr, Mul, Piecewise, Pow, Symbol

from symhess.derivation import Claim, Step
from symhess.differentiate.mixed_partials import mixed_partials
from symhess.errors import InputError
from symhess.evidence import MixedPartialsAgree, MixedPartialsAt, NotSolved, Rule, RuleApplied
from symhess.function import ScalarFunction
from symhess.study import Derivatives
from symhess.verify.calculus import equal, is_derivative
from symhess.verify.likeness import are_alike

__all__ = ["check_derivatives", "check_mixed_partials", "check_mixed_partials_at", "check_rule"]

_LEAVES = (Rule.CONSTANT, Rule.VARIABLE, Rule.POWER)


def check_derivatives(derivatives: Derivatives, function: ScalarFunction) -> Iterator[str]:
    """What is wrong with gradient, Hessian, their derivations and Clairaut's comparison.

    Examples
    --------
    >>> from sympy import ImmutableDenseMatrix, Integer
    >>> from sympy.abc import x
    >>> square = Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x, (x, 2)),))
    >>> factor = Step(Claim.DERIVATIVE, (RuleApplied(Rule.VARIABLE, x, x, Integer(1)),))
    >>> two = Integer(2)
    >>> twice = Step(Claim.DERIVATIVE, (RuleApplied(Rule.CONSTANT_MULTIPLE, 2 * x, x, two, (two, x)),), (factor,))
    >>> gradient, hessian = ImmutableDenseMatrix([2 * x]), ImmutableDenseMatrix([2])
    >>> steps = (square,), ((twice,),), Step(Claim.CLAIRAUT)
    >>> list(check_derivatives(Derivatives(gradient, hessian, *steps), ScalarFunction(x**2, (x,))))
    []
    >>> list(check_derivatives(Derivatives(gradient, gradient, *steps), ScalarFunction(x**2, (x,))))
    ['entry (0, 0) of the Hessian is not the result of its derivation']
    """
    variables, size = function.variables, len(function.variables)
    if derivatives.gradient.shape != (size, 1) or derivatives.hessian.shape != (size, size):
        yield "gradient or Hessian does not have the shape of the variables"
        return
    seen: set[int] = set()
    for i, step in enumerate(derivatives.gradient_steps):
        name, result = f"entry {i} of the gradient", derivatives.gradient[i]
        yield from _check_entry(name, step, (function.expression, variables[i], result), seen)
    for i, row in enumerate(derivatives.hessian_steps):
        for j, step in enumerate(row):
            name, result = f"entry ({i}, {j}) of the Hessian", derivatives.hessian[i, j]
            yield from _check_entry(name, step, (derivatives.gradient[i], variables[j], result), seen)
    if [len(derivatives.gradient_steps), *map(len, derivatives.hessian_steps)] != [size] * (size + 1):
        yield "gradient or Hessian has entries without a derivation"
    else:
        yield from _check_clairaut(derivatives, function)


def _check_entry(name: str, step: Step, meant: tuple[Expr, Symbol, Expr], seen: set[int]) -> Iterator[str]:
    expression, variable, result = meant
    applied = _applied(step)
    if applied is None or applied.variable != variable or not equal(applied.expression, expression):
        yield f"the derivation of {name} does not start from its expression"
    elif applied.result != result:
        yield f"{name} is not the result of its derivation"
    yield from _replay(step, seen)


def _applied(step: Step) -> RuleApplied | None:
    """The step's only record, where it is an application of a rule."""
    record = step.evidence[0] if len(step.evidence) == 1 else None
    return record if isinstance(record, RuleApplied) else None


def _replay(step: Step, seen: set[int]) -> Iterator[str]:
    waiting = [step]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        applied = _applied(current)
        if applied is None or current.claim is not Claim.DERIVATIVE:
            yield "a step of differentiation does not apply one rule"
        else:
            yield from check_rule(applied, None, current.premises)
        waiting.extend(current.premises)


def check_rule(record: RuleApplied, about: object, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with one application of a rule of differentiation.

    Examples
    --------
    >>> from sympy.abc import x
    >>> list(check_rule(RuleApplied(Rule.POWER, x**3, x, 3 * x**2, (x, 3)), None, ()))
    []
    >>> list(check_rule(RuleApplied(Rule.POWER, x**3, x, 4 * x**2, (x, 3)), None, ()))
    ['4*x**2 is not proved to be the derivative of x**3 with respect to x']
    """
    inner = [applied for premise in premises if (applied := _applied(premise)) is not None]
    derived = [(applied.expression, applied.variable) for applied in inner]
    if len(inner) != len(premises) or not _fits(record, derived):
        yield f"the rule {record.rule.value!r} with parts {record.parts} does not fit {_named(record)}"
    if not is_derivative(record.result, record.expression, record.variable):
        yield f"{record.result} is not proved to be {_named(record)}"


def _named(record: RuleApplied) -> str:
    return f"the derivative of {record.expression} with respect to {record.variable}"


def _fits(record: RuleApplied, derived: list[tuple[Expr, Symbol]]) -> bool:
    """Whether the parts make up the expression and the premises derive just what the rule needs."""
    if record.rule is Rule.CHAIN:
        return _chain_fits(record, derived)
    needed = () if record.rule in _LEAVES else record.parts
    if record.rule is Rule.CONSTANT_MULTIPLE:
        needed = needed[-1:]
    return derived == [(part, record.variable) for part in needed] and _parts_fit(record)


def _chain_fits(record: RuleApplied, derived: list[tuple[Expr, Symbol]]) -> bool:
    if len(record.parts) != 2 or len(derived) != 2:
        return False
    (outer, inner), placeholder = record.parts, derived[0][1]
    return (
        derived == [(outer, placeholder), (inner, record.variable)]
        and placeholder not in record.expression.free_symbols
        and record.variable not in outer.free_symbols
        and outer.xreplace({placeholder: inner}) == record.expression
    )


def _parts_fit(record: RuleApplied) -> bool:
    expression, variable, parts = record.expression, record.variable, record.parts
    constant = variable not in expression.free_symbols
    match record.rule, parts:
        case Rule.CONSTANT, ():
            return constant
        case Rule.VARIABLE, ():
            return bool(expression == variable)
        case Rule.SUM, _:
            return len(parts) > 1 and bool(Add(*parts) == expression)
        case Rule.CONSTANT_MULTIPLE, (_, _, *_):
            return variable not in Mul(*parts[:-1]).free_symbols and bool(Mul(*parts) == expression)
        case Rule.PRODUCT, _:
            return len(parts) > 1 and bool(Mul(*parts) == expression)
        case Rule.QUOTIENT, (above, below):
            return bool(above / below == expression)
        case Rule.POWER, (base, exponent):
            return bool(base == variable and Pow(base, exponent) == expression)
        case Rule.GENERAL_POWER, (base, exponent):
            return bool(Pow(base, exponent) == expression)
        case Rule.TABLE, _:
            branches = tuple(branch for branch, _ in expression.args) if isinstance(expression, Piecewise) else ()
            return not constant and parts == branches and _is_tabulated(expression, variable)
    return False


def _is_tabulated(expression: Expr, variable: Symbol) -> bool:
    """Whether an expression is a function value or a power of a constant, not something that a rule takes apart."""
    if isinstance(expression, Pow):
        return variable not in expression.base.free_symbols
    return not expression.is_Atom and not isinstance(expression, Add | Mul)


def _check_clairaut(derivatives: Derivatives, function: ScalarFunction) -> Iterator[str]:
    variables, step = function.variables, derivatives.clairaut
    pairs = list(combinations(variables, 2))
    everywhere, at_points = step.evidence[: len(pairs)], step.evidence[len(pairs) :]
    if step.claim is not Claim.CLAIRAUT or len(everywhere) != len(pairs):
        yield "not every pair of variables has its mixed partials compared"
        return
    for exception in at_points:
        if isinstance(exception, MixedPartialsAt):
            yield from check_mixed_partials_at(exception, function, step.premises)
        elif not isinstance(exception, NotSolved):
            yield "a record beside the pairs does not speak of exceptional points"
    entries = derivatives.hessian_steps
    places = [place for i, j in combinations(range(len(variables)), 2) for place in ((i, j), (j, i))]
    if not are_alike(step.premises, tuple(entries[i][j] for i, j in places)):
        yield "the mixed partials compared are not the entries of the Hessian"
    for (first, second), record in zip(pairs, everywhere, strict=True):
        if isinstance(record, MixedPartialsAgree):
            if (record.first, record.second) != (first, second):
                yield f"the mixed partials by {first} and {second} are not compared in their place"
            yield from check_mixed_partials(record, function, step.premises)
        elif not isinstance(record, NotSolved):
            yield f"the mixed partials by {first} and {second} are not compared"


def check_mixed_partials(
    record: MixedPartialsAgree, function: ScalarFunction, premises: Sequence[Step]
) -> Iterator[str]:
    """What is wrong with the claim that both orders of a mixed partial agree.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> function = ScalarFunction(x**2 * y, (x, y))
    >>> list(check_mixed_partials(MixedPartialsAgree(x, y, 2 * x, 2 * x, "R^2"), function, ()))
    []
    >>> list(check_mixed_partials(MixedPartialsAgree(x, y, 2 * x, 3 * x, "R^2"), function, ()))
    ['3*x is not proved to be the mixed partial by y, then x']
    """
    orders = (
        (record.first, record.second, record.first_then_second),
        (record.second, record.first, record.second_then_first),
    )
    for one, other, claimed in orders:
        if not is_derivative(claimed, function.expression, one, other):
            yield f"{claimed} is not proved to be the mixed partial by {one}, then {other}"


def check_mixed_partials_at(record: MixedPartialsAt, function: ScalarFunction, premises: object) -> Iterator[str]:
    """What is wrong with the two values at an exceptional point: the variables trade places and the limits are new.

    Examples
    --------
    >>> from sympy import Integer
    >>> from sympy.abc import x, y
    >>> function = ScalarFunction(x * y, (x, y))
    >>> one, zero = Integer(1), Integer(0)
    >>> list(check_mixed_partials_at(MixedPartialsAt(x, y, (zero, zero), one, one), function, ()))
    []
    >>> list(check_mixed_partials_at(MixedPartialsAt(x, y, (zero, zero), one, None), function, ()))
    ['the mixed partials by x and y at (0, 0) are not the values given']
    """
    if len(record.at) != len(function.variables) or not {record.first, record.second} <= set(function.variables):
        yield "an exceptional point does not have one coordinate for each variable"
        return
    try:
        later, earlier = mixed_partials(function, (record.second, record.first), record.at)
    except InputError:
        later, earlier = Symbol("unknown"), Symbol("unknown")
    if (earlier, later) != (record.first_then_second, record.second_then_first):
        yield f"the mixed partials by {record.first} and {record.second} at {record.at} are not the values given"
