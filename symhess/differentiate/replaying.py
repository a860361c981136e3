"""Replaying a derivation tree: the derivative again, from the leaves upward, by the rules alone."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Piecewise, Pow, Symbol

from symhess.derivation import Claim, Step
from symhess.differentiate.combining import combine
from symhess.differentiate.deriving import rule_applied
from symhess.errors import InputError
from symhess.evidence import Rule, RuleApplied

__all__ = ["replay"]

_LEAVES = (Rule.CONSTANT, Rule.VARIABLE, Rule.POWER)


def replay(step: Step) -> Expr:
    """Compute the derivative again from the rules and parts that the tree names.

    No stored result is used. On the way upward it is checked that each rule fits its expression, that the
    parts make up the expression, and that the premises derive just the parts that the rule needs.

    Parameters
    ----------
    step : Step
        A tree as :func:`derive` makes it.

    Returns
    -------
    Expr
        The derivative; it equals the stored result if the tree is as it was derived.

    Raises
    ------
    InputError
        If the tree is not a derivation.

    Examples
    --------
    >>> from sympy import Symbol, sin
    >>> from symhess.differentiate import derive
    >>> x = Symbol("x")
    >>> replay(derive(x * sin(x), x))
    x*cos(x) + sin(x)
    >>> wrong = RuleApplied(Rule.VARIABLE, x**2, x, 2 * x)
    >>> replay(Step(Claim.DERIVATIVE, (wrong,)))
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: the rule 'variable' with parts () does not fit d(x**2)/d(x)
    """
    done: dict[int, Expr] = {}
    for current in _upward(step):
        applied = rule_applied(current)
        premises = tuple(rule_applied(premise) for premise in current.premises)
        _require(current.claim is Claim.DERIVATIVE and _fits(applied, premises), applied)
        derivatives = tuple(done[id(premise)] for premise in current.premises)
        inner = premises[0].variable if premises else applied.variable
        done[id(current)] = combine(
            applied.rule, applied.expression, applied.variable, applied.parts, derivatives, inner
        )
    return done[id(step)]


def _upward(step: Step) -> Iterator[Step]:
    """Every step once, premises first; no recursion, so that depth does not matter."""
    seen: set[int] = set()
    waiting = [(step, False)]
    while waiting:
        current, opened = waiting.pop()
        if opened:
            yield current
        elif id(current) not in seen:
            seen.add(id(current))
            waiting.append((current, True))
            waiting.extend((premise, False) for premise in current.premises)


def _require(holds: bool, applied: RuleApplied) -> None:
    if not holds:
        rule, parts = applied.rule.value, applied.parts
        raise InputError(
            f"the rule {rule!r} with parts {parts} does not fit d({applied.expression})/d({applied.variable})"
        )


def _fits(applied: RuleApplied, premises: tuple[RuleApplied, ...]) -> bool:
    derived = tuple((premise.expression, premise.variable) for premise in premises)
    if applied.rule is Rule.CHAIN:
        return _chain_fits(applied, derived)
    needed = () if applied.rule in _LEAVES else applied.parts
    if applied.rule is Rule.CONSTANT_MULTIPLE:
        needed = applied.parts[-1:]
    return derived == tuple((part, applied.variable) for part in needed) and _parts_fit(applied)


def _chain_fits(applied: RuleApplied, derived: tuple[tuple[Expr, Symbol], ...]) -> bool:
    if len(derived) != 2 or len(applied.parts) != 2:
        return False
    (outer, inner), (_, name) = applied.parts, derived[0]
    return (
        derived == ((outer, name), (inner, applied.variable))
        and name not in applied.expression.free_symbols
        and not outer.has(applied.variable)
        and outer.xreplace({name: inner}) == applied.expression
    )


def _parts_fit(applied: RuleApplied) -> bool:
    expression, variable, parts = applied.expression, applied.variable, applied.parts
    match applied.rule, parts:
        case Rule.CONSTANT, ():
            return variable not in expression.free_symbols
        case Rule.VARIABLE, ():
            return bool(expression == variable)
        case Rule.SUM, _:
            return bool(Add(*parts) == expression)
        case Rule.CONSTANT_MULTIPLE, (*constants, _):
            free = all(variable not in constant.free_symbols for constant in constants)
            return free and bool(Mul(*parts) == expression)
        case Rule.PRODUCT, _:
            return bool(Mul(*parts) == expression)
        case Rule.QUOTIENT, (above, below):
            return bool(above / below == expression)
        case Rule.POWER, (base, exponent):
            constant = variable not in exponent.free_symbols
            return constant and base == variable and bool(Pow(base, exponent) == expression)
        case Rule.GENERAL_POWER, (base, exponent):
            return bool(Pow(base, exponent) == expression)
        case Rule.TABLE, ():
            return True
        case Rule.TABLE, _:
            return isinstance(expression, Piecewise) and parts == tuple(branch for branch, _ in expression.args)
    return False
