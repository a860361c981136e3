"""A derivation by rules as lines of a computation: one rule a line, the parts u, v, w stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from sympy import Add, Expr, Symbol, log

from symhess.derivation import Step
from symhess.evidence import Rule, RuleApplied
from symhess.render.build_numbers import integer
from symhess.render.document import Equation, Inline
from symhess.render.formula import (
    Chain,
    Expression,
    Formula,
    Name,
    Negative,
    Partial,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    signed,
)
from symhess.render.phrases import enumerated, phrase, say

__all__ = ["applied", "derivation_rows", "result_formula", "rules_used"]

_MOST_STEPS: Final = 150  # a longer derivation is no longer read line by line
_ORDER: Final = (
    (Rule.SUM,),
    (Rule.CONSTANT,),
    (Rule.CONSTANT_MULTIPLE,),
    (Rule.PRODUCT,),
    (Rule.QUOTIENT,),
    (Rule.GENERAL_POWER,),
    (Rule.CHAIN,),
    (Rule.POWER, Rule.VARIABLE),
    (Rule.TABLE,),
)
_WITH_PARTS: Final = frozenset({Rule.PRODUCT, Rule.QUOTIENT, Rule.GENERAL_POWER, Rule.CHAIN})
_LEAVES: Final = frozenset({Rule.CONSTANT, Rule.VARIABLE, Rule.POWER, Rule.TABLE})


@dataclass(frozen=True, slots=True)
class _Pending:
    """A derivative that is still to be taken."""

    step: Step


@dataclass(frozen=True, slots=True)
class _Done:
    """A derivative that has been taken."""

    value: Expr


@dataclass(frozen=True, slots=True)
class _Combined:
    """What a rule makes of the derivatives of its parts, some of them still pending."""

    step: Step
    nodes: tuple[_Node, ...]


_Node: TypeAlias = "_Pending | _Done | _Combined"


def applied(step: Step) -> RuleApplied:
    """The rule of a step of differentiation.

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> applied(Step(Claim.DERIVATIVE, (RuleApplied(Rule.VARIABLE, x, x, Integer(1)),))).rule.value
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
    terms = [term for p in step.premises for term in Add.make_args(applied(p).result) if term != 0]
    if (
        record.rule is Rule.SUM
        and len(terms) > 1
        and frozenset(terms) == frozenset(Add.make_args(record.result))
    ):
        return Sum(tuple(Expression(term) for term in terms))
    return Expression(record.result)


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


def derivation_rows(
    step: Step, left: Formula, taken: frozenset[str], ordinary: bool, language: str
) -> tuple[Equation, ...] | None:
    """Lines that lead from the derivative to its result; ``None`` where they would be too many.

    Parameters
    ----------
    step : Step
        The derivation of one derivative.
    left : Formula
        Its name.
    taken : frozenset of str
        Names that u, v, w must not repeat.
    ordinary : bool
        Whether d/dx is written instead of ∂/∂x.
    language : str

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> x = Symbol("x")
    >>> step = Step(Claim.DERIVATIVE, (RuleApplied(Rule.POWER, x**2, x, 2 * x),))
    >>> [row.rule[0].text for row in derivation_rows(step, Name("f"), frozenset("x"), False, "en")]
    ['power rule']
    """
    if _tree_size(step) > _MOST_STEPS:
        return None
    writer = _Writer(taken, ordinary, language)
    return tuple(writer.rows(step, left))


def _tree_size(step: Step) -> int:
    """Number of steps of the tree, shared ones counted as often as they are used; cut off above the limit."""
    count, waiting = 0, [step]
    while waiting and count <= _MOST_STEPS:
        current = waiting.pop()
        count += 1
        waiting.extend(current.premises)
    return count


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the lines of one derivation."""

    taken: frozenset[str]
    ordinary: bool
    language: str

    def rows(self, step: Step, left: Formula) -> Iterator[Equation]:
        """The lines of the whole derivation; hard summands are derived apart, between the lines of the sum."""
        node: _Node = _Pending(step)
        heading: Formula | None = left
        if applied(step).rule is Rule.SUM:
            node, rule = self._advanced(node)
            yield Equation(left, Relation.EQUAL, self._formula(node), rule)
            heading = None
            hard = [p for p in dict.fromkeys(step.premises) if _is_hard(p)]
            for premise in hard:
                yield from self.rows(premise, self._partial(premise))
                heading = left
            node = _settled(node, frozenset(map(id, hard)))
        while _pending(node):
            node, rule = self._advanced(node)
            yield Equation(heading, Relation.EQUAL, self._formula(node), rule)
            heading = None
        shown, result = self._formula(node), result_formula(step)
        if heading is not None:
            yield Equation(heading, Relation.EQUAL, result)
        elif _terms(shown) != _terms(result):
            yield Equation(None, Relation.EQUAL, result, say("rule.simplified", self.language))

    def _advanced(self, node: _Node) -> tuple[_Node, tuple[Inline, ...]]:
        """Apply the next rule, to all pending derivatives at once where it has no parts to state."""
        pending = _pending(node)
        rules = next(rules for rules in _ORDER if any(applied(p).rule in rules for p in pending))
        chosen = [p for p in pending if applied(p).rule in rules]
        if rules[0] in _WITH_PARTS:
            chosen = chosen[:1]
        return _expanded(node, frozenset(map(id, chosen))), self._rule(chosen[0])

    def _rule(self, step: Step) -> tuple[Inline, ...]:
        record = applied(step)
        rule = say(f"rule.{record.rule.value}", self.language, variable=Expression(record.variable))
        if record.rule not in _WITH_PARTS:
            return rule
        if record.rule is Rule.CHAIN:
            outer, inner = step.premises
            name = applied(outer).variable
            parts = Chain((Expression(name), Expression(record.parts[1])), (Relation.EQUAL,))
            derived = Chain(
                (self._derivative(name, Expression(record.parts[0])), Expression(applied(outer).result)),
                (Relation.EQUAL,),
            )
            return say("rule.with-outer", self.language, rule=rule, parts=parts, outer=derived)
        names = self._part_names(len(record.parts))
        stated = [
            Chain((n, Expression(p)), (Relation.EQUAL,)) for n, p in zip(names, record.parts, strict=True)
        ]
        return say("rule.with-parts", self.language, rule=rule, parts=enumerated(stated))

    def _part_names(self, count: int) -> list[Name]:
        letters = [letter for letter in "uvwpqrst" if letter not in self.taken]
        if count <= len(letters):
            return [Name(letter) for letter in letters[:count]]
        return [Name("u", (integer(k + 1),)) for k in range(count)]

    def _partial(self, step: Step) -> Formula:
        return self._derivative(applied(step).variable, Expression(applied(step).expression))

    def _derivative(self, variable: Symbol, body: Formula) -> Formula:
        return Partial(variable, body, ordinary=self.ordinary or variable.name not in self.taken)

    def _formula(self, node: _Node) -> Formula:
        if isinstance(node, _Pending):
            return self._partial(node.step)
        if isinstance(node, _Done):
            return Expression(node.value)
        nodes = tuple(self._formula(n) for n in node.nodes)
        return _COMBINED[applied(node.step).rule](applied(node.step), nodes)


def _combined_sum(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    terms = tuple(term for term in nodes if term != integer(0))
    return Sum(tuple(_signed_partial(term) for term in terms)) if len(terms) > 1 else (*terms, integer(0))[0]


def _signed_partial(term: Formula) -> Formula:
    """The minus sign of a summand in front of its derivative."""
    if not isinstance(term, Partial):
        return term
    negative, body = signed(term.body)
    return Negative(replace(term, body=body)) if negative else term


def _combined_multiple(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    negative, factor = signed(Expression(record.parts[0]))
    product = nodes[0] if factor == integer(1) else Product((factor, nodes[0]))
    return Negative(product) if negative else product


def _combined_product(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    parts = [Expression(part) for part in record.parts]
    return Sum(tuple(Product((*parts[:k], node, *parts[k + 1 :])) for k, node in enumerate(nodes)))


def _combined_quotient(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    u, v = (Expression(part) for part in record.parts)
    return Quotient(Sum((Product((nodes[0], v)), Negative(Product((u, nodes[1]))))), Power(v, integer(2)))


def _combined_general_power(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    from_exponent = Product((nodes[1], Expression(log(record.parts[0]))))
    from_base = Product((Expression(record.parts[1]), Quotient(nodes[0], Expression(record.parts[0]))))
    return Product((Expression(record.expression), Sum((from_exponent, from_base))))


def _combined_chain(record: RuleApplied, nodes: tuple[Formula, ...]) -> Formula:
    return Product(nodes)


_COMBINED: Final[dict[Rule, Callable[[RuleApplied, tuple[Formula, ...]], Formula]]] = {
    Rule.SUM: _combined_sum,
    Rule.CONSTANT_MULTIPLE: _combined_multiple,
    Rule.PRODUCT: _combined_product,
    Rule.QUOTIENT: _combined_quotient,
    Rule.GENERAL_POWER: _combined_general_power,
    Rule.CHAIN: _combined_chain,
}


def _is_hard(step: Step) -> bool:
    """Whether a summand deserves lines of its own."""
    while applied(step).rule is Rule.CONSTANT_MULTIPLE:
        (step,) = step.premises
    return applied(step).rule in _WITH_PARTS or applied(step).rule is Rule.SUM


def _pending(node: _Node) -> list[Step]:
    if isinstance(node, _Pending):
        return [node.step]
    return [step for part in node.nodes for step in _pending(part)] if isinstance(node, _Combined) else []


def _settled(node: _Node, known: frozenset[int]) -> _Node:
    """Put in the results of derivations that were shown apart."""
    if isinstance(node, _Pending):
        return _Done(applied(node.step).result) if id(node.step) in known else node
    if isinstance(node, _Combined):
        return replace(node, nodes=tuple(_settled(part, known) for part in node.nodes))
    return node


def _expanded(node: _Node, chosen: frozenset[int]) -> _Node:
    """Apply their rules to the chosen pending derivatives."""
    if isinstance(node, _Pending):
        return _opened(node.step) if id(node.step) in chosen else node
    if isinstance(node, _Combined):
        return _Combined(node.step, tuple(_collapsed(_expanded(part, chosen)) for part in node.nodes))
    return node


def _opened(step: Step) -> _Node:
    record = applied(step)
    if record.rule in _LEAVES:
        return _Done(record.result)
    if record.rule is Rule.CHAIN:
        outer, inner = step.premises
        at_inner = applied(outer).result.xreplace({applied(outer).variable: record.parts[1]})
        return _Combined(step, (_Done(at_inner), _Pending(inner)))
    return _Combined(step, tuple(_Pending(premise) for premise in step.premises))


def _collapsed(node: _Node) -> _Node:
    """A sum or a multiple within a larger formula, once all its derivatives are taken."""
    simple = isinstance(node, _Combined) and applied(node.step).rule in (Rule.SUM, Rule.CONSTANT_MULTIPLE)
    if simple and all(isinstance(part, _Done) for part in node.nodes):
        return _Done(applied(node.step).result)
    return node


def _terms(formula: Formula) -> Counter[Formula]:
    """The summands of a formula without their order."""
    if isinstance(formula, Sum):
        return Counter(term for part in formula.terms for term in _terms(part).elements())
    if isinstance(formula, Expression):
        return Counter(Expression(term) for term in Add.make_args(formula.value))
    return Counter([formula])
