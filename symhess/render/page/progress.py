"""A derivative half taken: which parts are still pending, and how that is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from sympy import Add, Expr, Mul, log

from symhess.derivation import Step
from symhess.evidence import Rule, RuleApplied
from symhess.render.formula import (
    Expression,
    Formula,
    Negative,
    Partial,
    Power,
    Product,
    Quotient,
    Sum,
    signed,
)
from symhess.render.page.numbers import integer
from symhess.render.page.steps import applied, print_order, result_formula, summands

__all__ = ["Combined", "Done", "Pending", "Progress", "combined", "expanded", "pending", "settled", "written"]

_LEAVES: Final = frozenset({Rule.CONSTANT, Rule.VARIABLE, Rule.POWER, Rule.TABLE})


@dataclass(frozen=True, slots=True)
class Pending:
    """A derivative that is still to be taken.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> step = Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),))
    >>> Pending(step).step is step
    True
    """

    step: Step


@dataclass(frozen=True, slots=True)
class Done:
    """A derivative that has been taken.

    Examples
    --------
    >>> Done(integer(1)).formula
    Expression(value=1)
    """

    formula: Formula


@dataclass(frozen=True, slots=True)
class Combined:
    """What a rule makes of the derivatives of its parts, some of them still pending.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> step = Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),))
    >>> Combined(step, (Done(integer(1)),)).nodes[0].formula
    Expression(value=1)
    """

    step: Step
    nodes: tuple[Progress, ...]


Progress: TypeAlias = "Pending | Done | Combined"


def pending(node: Progress) -> list[Step]:
    """List the derivatives that are still to be taken.

    Examples
    --------
    >>> pending(Done(integer(1)))
    []
    """
    if isinstance(node, Pending):
        return [node.step]
    return [step for part in node.nodes for step in pending(part)] if isinstance(node, Combined) else []


def settled(node: Progress, known: frozenset[int]) -> Progress:
    """Put in the results of derivations that were shown apart, given by the identities of their steps.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> step = Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),))
    >>> settled(Pending(step), frozenset({id(step)})).formula
    Expression(value=2*x)
    """
    if isinstance(node, Pending):
        return Done(result_formula(node.step)) if id(node.step) in known else node
    if isinstance(node, Combined):
        return replace(node, nodes=tuple(settled(part, known) for part in node.nodes))
    return node


def expanded(node: Progress, chosen: frozenset[int]) -> Progress:
    """Apply their rules to the chosen pending derivatives, given by the identities of their steps.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> step = Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),))
    >>> expanded(Pending(step), frozenset({id(step)})).formula
    Expression(value=2*x)
    """
    if isinstance(node, Pending):
        return _opened(node.step) if id(node.step) in chosen else node
    if isinstance(node, Combined):
        opened = Combined(node.step, tuple(_collapsed(expanded(part, chosen)) for part in node.nodes))
        return _collapsed(opened) if applied(node.step).rule is Rule.CONSTANT_MULTIPLE else opened
    return node


def _opened(step: Step) -> Progress:
    record = applied(step)
    if record.rule in _LEAVES:
        return Done(Expression(record.result))
    if record.rule is Rule.CHAIN:
        outer, inner = step.premises
        return Combined(step, (Done(_at_inner(applied(outer), record.parts[1])), Pending(inner)))
    premises = summands(step) if record.rule is Rule.SUM else step.premises
    return Combined(step, tuple(Pending(premise) for premise in premises))


def _at_inner(outer: RuleApplied, inner: Expr) -> Formula:
    """The outer derivative at the inner function; 2u stays 2·(x + 1), which SymPy would multiply out."""
    value = outer.result.xreplace({outer.variable: inner})
    if isinstance(outer.result, Mul) and isinstance(value, Add):
        factors = (factor.xreplace({outer.variable: inner}) for factor in outer.result.args)
        return Product(tuple(Expression(factor) for factor in factors))
    return Expression(value)


def _collapsed(node: Progress) -> Progress:
    """A sum or a multiple within a larger formula, once all its derivatives are taken."""
    if not isinstance(node, Combined) or applied(node.step).rule not in (Rule.SUM, Rule.CONSTANT_MULTIPLE):
        return node
    done = all(isinstance(part, Done) for part in node.nodes)
    return Done(Expression(applied(node.step).result)) if done else node


def written(node: Progress, derivative: Callable[[Step], Formula]) -> Formula:
    """Write a derivative half taken; `derivative` writes what is pending.

    Examples
    --------
    >>> from symhess.render.formula import Name
    >>> written(Done(Name("a")), lambda step: Name("b")).text
    'a'
    """
    if isinstance(node, Pending):
        return derivative(node.step)
    if isinstance(node, Done):
        return node.formula
    return combined(applied(node.step), tuple(written(part, derivative) for part in node.nodes))


def combined(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    """What a rule makes of the derivatives of its parts, as a formula.

    Examples
    --------
    >>> from sympy import Symbol
    >>> from symhess.render.formula import Name
    >>> x = Symbol("x")
    >>> combined(RuleApplied(Rule.CONSTANT_MULTIPLE, x**2, x, 2 * x, (x, x)), (Name("a"),)).factors[1].text
    'a'
    """
    return _COMBINED[record.rule](record, nodes)


def _combined_sum(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    terms = tuple(term for node in nodes for term in _summands(node) if term != integer(0))
    return Sum(tuple(_signed_partial(term) for term in terms)) if len(terms) > 1 else (*terms, integer(0))[0]


def _summands(node: Formula) -> Sequence[Formula]:
    """The terms of a derivative that is a sum itself; other formulas stay whole."""
    if isinstance(node, Sum):
        return node.terms
    if isinstance(node, Expression):
        return [Expression(term) for term in print_order(node.value)]
    return (node,)


def _signed_partial(term: Formula) -> Formula:
    """The minus sign of a summand in front of its derivative."""
    if not isinstance(term, Partial):
        return term
    negative, body = signed(term.body)
    return Negative(replace(term, body=body)) if negative else term


def _combined_multiple(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    negative, factor = signed(Expression(record.parts[0]))
    product = _product(factor, nodes[0])
    return Negative(product) if negative else product


def _combined_product(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    parts = [Expression(part) for part in record.parts]
    return Sum(tuple(_product(*parts[:k], node, *parts[k + 1 :]) for k, node in enumerate(nodes)))


def _combined_quotient(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    u, v = (Expression(part) for part in record.parts)
    return Quotient(Sum((_product(nodes[0], v), Negative(_product(u, nodes[1])))), Power(v, integer(2)))


def _combined_general_power(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    from_exponent = _product(nodes[1], Expression(log(record.parts[0])))
    from_base = _product(Expression(record.parts[1]), Quotient(nodes[0], Expression(record.parts[0])))
    return Product((Expression(record.expression), Sum((from_exponent, from_base))))


def _combined_chain(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    return _product(*nodes)


def _product(*factors: Formula) -> Formula:
    """Factors side by side, a derivative that is still to be taken last, so that it is clear where it ends."""
    flat = [inner for factor in factors for inner in (factor.factors if isinstance(factor, Product) else (factor,))]
    flat = [factor for factor in flat if factor != integer(1)] or [integer(1)]
    flat.sort(key=lambda factor: isinstance(factor, Partial))
    return flat[0] if len(flat) == 1 else Product(tuple(flat))


_COMBINED: Final[dict[Rule, Callable[[RuleApplied, tuple[Formula, ...]], Formula]]] = {
    Rule.SUM: _combined_sum,
    Rule.CONSTANT_MULTIPLE: _combined_multiple,
    Rule.PRODUCT: _combined_product,
    Rule.QUOTIENT: _combined_quotient,
    Rule.GENERAL_POWER: _combined_general_power,
    Rule.CHAIN: _combined_chain,
}
