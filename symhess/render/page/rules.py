"""A derivation by rules as lines of a computation: one rule a line, the parts u, v, w stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count, islice
from typing import Final

from sympy import Expr, Pow, Symbol

from symhess.derivation import Step
from symhess.evidence import Rule, RuleApplied
from symhess.render.document import Equation, Inline, Words
from symhess.render.formula import Chain, Expression, Formula, Name, Negative, Partial, Relation
from symhess.render.page.numbers import integer
from symhess.render.page.page import Page, equal
from symhess.render.page.progress import (
    Combined,
    Done,
    Pending,
    Progress,
    combined,
    expanded,
    pending,
    settled,
    written,
)
from symhess.render.page.steps import applied, is_easy, result_formula, rules_used, summands, terms_of
from symhess.render.phrases import enumerated, say

__all__ = ["derivation_rows"]

_MOST_STEPS: Final = 150  # a longer derivation is no longer read line by line
_LONGEST_LINE: Final = 12  # operations; the parts of longer expressions are derived apart, by their names
_MOST_SUMMANDS: Final = 8  # of a sum that is written out before it is derived, unless in full detail
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


def derivation_rows(page: Page, step: Step, left: Formula) -> tuple[Equation, ...] | None:
    """Lines that lead from the derivative to its result; ``None`` where they would be too many.

    Parameters
    ----------
    page : Page
    step : Step
        The derivation of one derivative.
    left : Formula
        Its name.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> page = page_of(analyze("x^2"), "worked")
    >>> step = page.study.derivatives.gradient_steps[0]
    >>> [row.rule[0].text for row in derivation_rows(page, step, Name("f"))]
    ['power rule']
    """
    return tuple(_Writer(page).rows(step, left, page.keeps_order)) if _tree_size(step) <= _MOST_STEPS else None


def _tree_size(step: Step) -> int:
    """Number of steps of the tree, shared ones counted as often as they are used; cut off above the limit."""
    size, waiting = 0, [step]
    while waiting and size <= _MOST_STEPS:
        current = waiting.pop()
        size += 1
        waiting.extend(current.premises)
    return size


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the lines of one derivation; ``used`` are the letters that stand for parts already.

    In full detail every rule has a line of its own; otherwise sums of powers and of functions from the table are
    derived at once.
    """

    page: Page
    used: set[str] = field(default_factory=set)

    @property
    def brisk(self) -> bool:
        """Whether easy derivatives are taken at once."""
        return self.page.detail != "full"

    def rows(self, step: Step, left: Formula, keep_order: bool = False) -> Iterator[Equation]:
        """The lines of the whole derivation, those of hard parts between the lines that need them."""
        if self.brisk and is_easy(step):
            return self._at_once(step, left, keep_order)
        if applied(step).rule is Rule.SUM:
            return self._sum(step, left, keep_order)
        if _is_hard(step) and applied(step).expression.count_ops() > _LONGEST_LINE:
            return self._by_parts(step, left)
        return self._line_by_line(Pending(step), step, left)

    def _at_once(self, step: Step, left: Formula | None, keep_order: bool) -> Iterator[Equation]:
        """A sum of powers: its summands, if they are not too many, then all of them derived."""
        told = [step]
        if applied(step).rule is Rule.SUM:
            node = self._without_constants(step, keep_order)
            if 1 < len(pending(node)) <= _MOST_SUMMANDS:
                yield Equation(left, Relation.EQUAL, written(node, self._partial), self._sum_rule(step))
                left, told = None, pending(node)
        yield Equation(left, Relation.EQUAL, result_formula(step, keep_order), self._rules(told))

    def _without_constants(self, step: Step, keep_order: bool) -> Combined:
        """The derivatives of the summands, in full detail all of them, otherwise only those that do not vanish."""
        nodes: list[Progress] = []
        for premise in summands(step, keep_order):
            vanishes = self.brisk and applied(premise).rule is Rule.CONSTANT
            nodes.append(Done(integer(0)) if vanishes else Pending(premise))
        return Combined(step, tuple(nodes))

    def _sum_rule(self, step: Step) -> tuple[Inline, ...]:
        constants = [premise for premise in step.premises if applied(premise).rule is Rule.CONSTANT]
        if not (self.brisk and constants):
            return self._rule_name(step)
        return enumerated([self._rule_name(step), self._rule_name(constants[0])], "; ")

    def _rules(self, steps: Sequence[Step]) -> tuple[Inline, ...]:
        """The names of the rules behind some derivatives; at least one."""
        names = rules_used(steps, self.page.language)
        return (Words(names),) if names else self._rule_name(steps[0])

    def _sum(self, step: Step, left: Formula, keep_order: bool) -> Iterator[Equation]:
        premises = summands(step, keep_order)
        hard = [premise for premise in dict.fromkeys(premises) if _is_hard(premise)]
        bare = {id(premise): _without_minus(premise) for premise in hard}
        long = [b for b in bare.values() if applied(b).expression.count_ops() > _LONGEST_LINE]
        symbols = dict(zip(map(id, long), self._letters(len(long)), strict=True))
        self.used.update(symbol.name for symbol in symbols.values())
        named = {id(b): _derivative_name(self.page, symbols[id(b)], applied(b)) for b in long}
        short = {
            id(p): Negative(named[id(b)]) if b is not p else named[id(b)] for p in hard if id(b := bare[id(p)]) in named
        }
        node = self._without_constants(step, keep_order)
        shown = written(node, lambda premise: short.get(id(premise)) or self._partial(premise))
        yield Equation(left, Relation.EQUAL, shown, self._sum_rule(step))
        yield from _parts(symbols.values(), [applied(b).expression for b in long])
        for part in bare.values():
            yield from self.rows(part, named.get(id(part)) or self._partial(part))
        rest = settled(node, frozenset(map(id, hard)))
        yield from self._line_by_line(rest, step, left if hard else None, keep_order)

    def _by_parts(self, step: Step, left: Formula) -> Iterator[Equation]:
        """State the rule in u and v, derive these apart, and put the results in."""
        record = applied(step)
        inner = {Rule.CHAIN: step.premises[1:]}.get(record.rule, step.premises)
        parts = record.parts[-len(inner) :]
        symbols = self._letters(len(parts))
        self.used.update(symbol.name for symbol in symbols)
        names = [_derivative_name(self.page, symbol, record) for symbol in symbols]
        if record.rule is Rule.CHAIN:
            outer = applied(step.premises[0])
            at_inner = outer.result.xreplace({outer.variable: symbols[0]})
            shown = combined(record, (Expression(at_inner), *names))
        else:
            stated = (*record.parts[: -len(parts)], *symbols)
            expression = Pow(*symbols) if record.rule is Rule.GENERAL_POWER else record.expression
            shown = combined(replace(record, parts=stated, expression=expression), tuple(names))
        yield Equation(left, Relation.EQUAL, shown, self._rule_name(step))
        yield from _parts(symbols, parts)
        for premise, name in zip(inner, names, strict=True):
            yield from self.rows(premise, name)
        yield Equation(left, Relation.EQUAL, result_formula(step), say("rule.put-in", self.page.language))

    def _line_by_line(
        self, node: Progress, step: Step, left: Formula | None, keep_order: bool = False
    ) -> Iterator[Equation]:
        while waiting := pending(node):
            if self.brisk and all(map(is_easy, waiting)):
                yield Equation(left, Relation.EQUAL, result_formula(step, keep_order), self._rules(waiting))
                return
            node, rule = self._advanced(node)
            yield Equation(left, Relation.EQUAL, written(node, self._partial), rule)
            left = None
        shown, result = written(node, self._partial), result_formula(step, keep_order)
        if left is not None:
            yield Equation(left, Relation.EQUAL, result)
        elif terms_of(shown) != terms_of(result):
            yield Equation(None, Relation.EQUAL, result, say("rule.simplified", self.page.language))

    def _advanced(self, node: Progress) -> tuple[Progress, tuple[Inline, ...]]:
        """Apply the next rule, to all pending derivatives at once where it has no parts to state."""
        waiting = pending(node)
        rules = next(rules for rules in _ORDER if any(applied(p).rule in rules for p in waiting))
        chosen = [p for p in waiting if applied(p).rule in rules]
        if rules[0] in _WITH_PARTS:
            chosen = chosen[:1]
        telling = min(chosen, key=lambda p: rules.index(applied(p).rule))
        return expanded(node, frozenset(map(id, chosen))), self._rule(telling)

    def _rule(self, step: Step) -> tuple[Inline, ...]:
        record = applied(step)
        rule = self._rule_name(step)
        if record.rule not in _WITH_PARTS:
            return rule
        if record.rule is not Rule.CHAIN:
            return self._stated(rule, self._letters(len(record.parts)), record.parts)
        outer = applied(step.premises[0])
        (name,) = self._letters(1)
        parts = Chain((Expression(name), Expression(record.parts[1])), (Relation.EQUAL,))
        expressions = (record.parts[0].xreplace({outer.variable: name}), outer.result.xreplace({outer.variable: name}))
        derivative = Partial(name, Expression(expressions[0]), ordinary=True)
        derived = Chain((derivative, Expression(expressions[1])), (Relation.EQUAL,))
        return say("rule.with-outer", self.page.language, rule=rule, parts=parts, outer=derived)

    def _rule_name(self, step: Step) -> tuple[Inline, ...]:
        record = applied(step)
        return say(f"rule.{record.rule.value}", self.page.language, variable=Expression(record.variable))

    def _stated(self, rule: tuple[Inline, ...], symbols: Iterable[Symbol], parts: Sequence[Expr]) -> tuple[Inline, ...]:
        """The rule with what u, v, w stand for."""
        equations = [
            Chain((Expression(symbol), Expression(part)), (Relation.EQUAL,))
            for symbol, part in zip(symbols, parts, strict=True)
        ]
        return say("rule.with-parts", self.page.language, rule=rule, parts=enumerated(equations)) if equations else rule

    def _letters(self, number: int) -> list[Symbol]:
        """The next free letters for parts."""
        names = chain("uvwpqrstgh", (f"u_{k}" for k in count(1)))
        free = (name for name in names if name not in self.page.taken and name not in self.used)
        return [Symbol(name) for name in islice(free, number)]

    def _partial(self, step: Step) -> Formula:
        record = applied(step)
        return Partial(record.variable, Expression(record.expression), ordinary=self.page.is_ordinary)


def _derivative_name(page: Page, part: Symbol, record: RuleApplied) -> Formula:
    """The name of the derivative of a part: u_x, or u′ for one variable."""
    if page.is_ordinary:
        return Name(part.name, primes=1)
    return Name(part.name, (Expression(record.variable),))


def _parts(symbols: Iterable[Symbol], parts: Sequence[Expr]) -> Iterator[Equation]:
    """What u, v, w stand for, a line each: the parts are too long for the margin."""
    for symbol, part in zip(symbols, parts, strict=True):
        yield equal(Expression(symbol), Expression(part))


def _is_hard(step: Step) -> bool:
    """Whether a summand deserves lines of its own."""
    while applied(step).rule is Rule.CONSTANT_MULTIPLE:
        (step,) = step.premises
    return applied(step).rule in _WITH_PARTS or applied(step).rule is Rule.SUM


def _without_minus(step: Step) -> Step:
    """The derivation of −u without its last step, the minus sign."""
    record = applied(step)
    return step.premises[0] if record.rule is Rule.CONSTANT_MULTIPLE and record.parts[0] == -1 else step
