"""Steps of differentiation as formulas: what a step derives, and which rules were used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sympy import Add, Expr, Symbol

from symhess.derivation import Step
from symhess.evidence import Rule, RuleApplied
from symhess.render.formula import Expression, Formula, Sum
from symhess.render.phrases import phrase

__all__ = ["applied", "result_formula", "rules_used", "terms_of"]


def applied(step: Step) -> RuleApplied:
    """The rule of a step of differentiation.

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> applied(Step(Claim.DERIVATIVE, (RuleApplied(Rule.VARIABLE, x, x, x / x),))).rule.value
    'variable'
    """
    (record,) = step.evidence
    if not isinstance(record, RuleApplied):
        raise TypeError(f"expected a step of differentiation, got {type(record).__name__}")
    return record


def result_formula(step: Step) -> Formula:
    """The derivative with its terms in the order in which the summands were derived.

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> result_formula(Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),)))
    Expression(value=2*x)
    """
    record = applied(step)
    terms = [term for premise in step.premises for term in _ordered(applied(premise).result) if term != 0]
    unmerged = frozenset(terms) == frozenset(Add.make_args(record.result))
    if record.rule is Rule.SUM and len(terms) > 1 and unmerged:
        return Sum(tuple(Expression(term) for term in terms))
    return Expression(record.result)


def _ordered(expression: Expr) -> Sequence[Expr]:
    ordered: Sequence[Expr] = expression.as_ordered_terms(order="grlex") if expression.is_Add else (expression,)
    return ordered


def rules_used(step: Step, language: str) -> str:
    """The names of the rules of a derivation, each once, in the order of their first use.

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> rules_used(Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),)), "en")
    'power rule'
    """
    silent = {Rule.CONSTANT, Rule.VARIABLE}
    found: dict[Rule, None] = {}
    waiting, seen = [step], set()
    while waiting:
        current = waiting.pop()
        if id(current) not in seen:
            seen.add(id(current))
            found[applied(current).rule] = None
            waiting.extend(reversed(current.premises))
    return ", ".join(phrase(f"rule.{rule.value}", language) for rule in found if rule not in silent)


def terms_of(formula: Formula) -> Counter[Formula]:
    """The summands of a formula without their order.

    Examples
    --------
    >>> x = Symbol("x")
    >>> terms_of(Sum((Expression(x), Expression(x + 1)))) == terms_of(Expression(x + 1)) + terms_of(Expression(x))
    True
    """
    if isinstance(formula, Sum):
        return Counter(term for part in formula.terms for term in terms_of(part).elements())
    if isinstance(formula, Expression):
        return Counter(Expression(term) for term in Add.make_args(formula.value))
    return Counter([formula])
