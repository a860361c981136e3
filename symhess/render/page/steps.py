"""Steps of differentiation as formulas: what a step derives, and which rules were used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final

from sympy import Add, Expr, Mul

from symhess.derivation import Step
from symhess.evidence import Rule, RuleApplied
from symhess.render.formula import Expression, Formula, Product, Sum
from symhess.render.phrases import phrase

__all__ = ["applied", "is_easy", "print_order", "result_formula", "rules_used", "summands", "terms_of"]

_SILENT: Final = frozenset({Rule.CONSTANT, Rule.VARIABLE})
_EASY: Final = frozenset({*_SILENT, Rule.SUM, Rule.CONSTANT_MULTIPLE, Rule.POWER, Rule.TABLE})


def applied(step: Step) -> RuleApplied:
    """The rule of a step of differentiation.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> applied(Step(Claim.DERIVATIVE, (RuleApplied(Rule.VARIABLE, x, x, x / x),))).rule.value
    'variable'
    """
    (record,) = step.evidence
    if not isinstance(record, RuleApplied):
        raise TypeError(f"expected a step of differentiation, got {type(record).__name__}")
    return record


def result_formula(step: Step, keep_order: bool = False) -> Formula:
    """The derivative; with `keep_order`, its terms in the order in which the summands were derived.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> result_formula(Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),)))
    Expression(value=2*x)
    """
    record = applied(step)
    if keep_order and record.rule is Rule.SUM:
        terms = [term for premise in step.premises for term in print_order(applied(premise).result) if term != 0]
        if len(terms) > 1 and frozenset(terms) == frozenset(Add.make_args(record.result)):
            return Sum(tuple(Expression(term) for term in terms))
    return Expression(record.result)


def print_order(expression: Expr) -> Sequence[Expr]:
    """The terms of a sum as printers order them, by falling degree.

    Examples
    --------
    >>> from sympy import Symbol
    >>> x = Symbol("x")
    >>> print_order(x + x**2)
    [x**2, x]
    """
    ordered: Sequence[Expr] = expression.as_ordered_terms(order="grlex") if expression.is_Add else [expression]
    return ordered


def summands(step: Step, keep_order: bool = False) -> tuple[Step, ...]:
    """The premises of a sum, as they were derived or as printers order the terms.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.differentiate import derive
    >>> x = Symbol("x")
    >>> [applied(premise).expression for premise in summands(derive(x + x**2, x))]
    [x**2, x]
    """
    if keep_order:
        return step.premises
    places = {term: k for k, term in enumerate(print_order(applied(step).expression))}
    return tuple(sorted(step.premises, key=lambda premise: places.get(applied(premise).expression, len(places))))


def is_easy(step: Step) -> bool:
    """Whether a derivative is a sum of multiples of powers and of functions from the table.

    Examples
    --------
    >>> from sympy import Symbol, sin
    >>> from symhess.differentiate import derive
    >>> x = Symbol("x")
    >>> is_easy(derive(3 * x**2 + sin(x), x)), is_easy(derive(x * sin(x), x))
    (True, False)
    """
    return all(applied(part).rule in _EASY for part in _within([step]))


def rules_used(steps: Sequence[Step], language: str) -> str:
    """The names of the rules of derivations, each once, in the order of their first use.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> rules_used([Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),))], "en")
    'power rule'
    """
    found = dict.fromkeys(applied(step).rule for step in _within(steps))
    return ", ".join(phrase(f"rule.{rule.value}", language) for rule in found if rule not in _SILENT)


def _within(steps: Sequence[Step]) -> Iterator[Step]:
    """All steps of derivations, shared ones once, those of the first premise first."""
    waiting, seen = list(reversed(steps)), set[int]()
    while waiting:
        current = waiting.pop()
        if id(current) not in seen:
            seen.add(id(current))
            yield current
            waiting.extend(reversed(current.premises))


def terms_of(formula: Formula) -> Counter[Hashable]:
    """The summands of a formula without their order, each as its factors without theirs.

    Examples
    --------
    >>> from sympy import Symbol
    >>> x, y = Symbol("x"), Symbol("y")
    >>> terms_of(Sum((Expression(y), Product((Expression(y), Expression(x)))))) == terms_of(Expression(x * y + y))
    True
    >>> terms_of(Product((Expression(2 * x), Expression(3 * y)))) == terms_of(Expression(6 * x * y))
    False
    """
    if isinstance(formula, Sum):
        return Counter(term for part in formula.terms for term in terms_of(part).elements())
    if isinstance(formula, Expression):
        return Counter(_factors(Mul.make_args(term)) for term in Add.make_args(formula.value))
    if isinstance(formula, Product):
        values = [factor.value for factor in formula.factors if isinstance(factor, Expression)]
        if len(values) == len(formula.factors):
            return Counter([_factors(part for value in values for part in Mul.make_args(value))])
    return Counter([formula])


def _factors(factors: Iterable[Expr]) -> Hashable:
    return frozenset(Counter(factors).items())
