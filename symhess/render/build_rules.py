"""A derivation by rules as lines of a computation: one rule a line, the parts u, v, w stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sympy import Symbol

from symhess.derivation import Step
from symhess.evidence import Rule
from symhess.render.build_numbers import integer
from symhess.render.build_page import Page
from symhess.render.build_progress import Combined, Pending, Progress, expanded, pending, settled, written
from symhess.render.build_steps import applied, result_formula, summands, terms_of
from symhess.render.document import Equation, Inline
from symhess.render.formula import Chain, Expression, Formula, Name, Partial, Relation
from symhess.render.phrases import enumerated, say

__all__ = ["derivation_rows"]

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
    >>> from symhess.render.build_page import page_of
    >>> page = page_of(analyze("x^2"), "worked")
    >>> step = page.study.derivatives.gradient_steps[0]
    >>> [row.rule[0].text for row in derivation_rows(page, step, Name("f"))]
    ['power rule']
    """
    return tuple(_Writer(page).rows(step, left, page.keeps_order)) if _tree_size(step) <= _MOST_STEPS else None


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

    page: Page

    def rows(self, step: Step, left: Formula, keep_order: bool = False) -> Iterator[Equation]:
        """The lines of the whole derivation; hard summands are derived apart, between the lines of the sum."""
        node: Progress = Pending(step)
        heading: Formula | None = left
        if applied(step).rule is Rule.SUM:
            premises = summands(step, keep_order)
            node = Combined(step, tuple(Pending(premise) for premise in premises))
            yield Equation(left, Relation.EQUAL, written(node, self._partial), self._rule(step))
            heading = None
            hard = [premise for premise in dict.fromkeys(premises) if _is_hard(premise)]
            for premise in hard:
                bare = _without_minus(premise)
                yield from self.rows(bare, self._partial(bare))
                heading = left
            node = settled(node, frozenset(map(id, hard)))
        while pending(node):
            node, rule = self._advanced(node)
            yield Equation(heading, Relation.EQUAL, written(node, self._partial), rule)
            heading = None
        shown, result = written(node, self._partial), result_formula(step, keep_order)
        if heading is not None:
            yield Equation(heading, Relation.EQUAL, result)
        elif terms_of(shown) != terms_of(result):
            yield Equation(None, Relation.EQUAL, result, say("rule.simplified", self.page.language))

    def _advanced(self, node: Progress) -> tuple[Progress, tuple[Inline, ...]]:
        """Apply the next rule, to all pending derivatives at once where it has no parts to state."""
        waiting = pending(node)
        rules = next(rules for rules in _ORDER if any(applied(p).rule in rules for p in waiting))
        chosen = [p for p in waiting if applied(p).rule in rules]
        if rules[0] in _WITH_PARTS:
            chosen = chosen[:1]
        return expanded(node, frozenset(map(id, chosen))), self._rule(chosen[0])

    def _rule(self, step: Step) -> tuple[Inline, ...]:
        record = applied(step)
        rule = say(f"rule.{record.rule.value}", self.page.language, variable=Expression(record.variable))
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
            return say("rule.with-outer", self.page.language, rule=rule, parts=parts, outer=derived)
        names = self._part_names(len(record.parts))
        stated = [Chain((n, Expression(p)), (Relation.EQUAL,)) for n, p in zip(names, record.parts, strict=True)]
        return say("rule.with-parts", self.page.language, rule=rule, parts=enumerated(stated))

    def _part_names(self, count: int) -> list[Name]:
        letters = [letter for letter in "uvwpqrst" if letter not in self.page.taken]
        if count <= len(letters):
            return [Name(letter) for letter in letters[:count]]
        return [Name("u", (integer(k + 1),)) for k in range(count)]

    def _partial(self, step: Step) -> Formula:
        return self._derivative(applied(step).variable, Expression(applied(step).expression))

    def _derivative(self, variable: Symbol, body: Formula) -> Formula:
        return Partial(variable, body, ordinary=self.page.is_ordinary or variable.name not in self.page.taken)


def _is_hard(step: Step) -> bool:
    """Whether a summand deserves lines of its own."""
    while applied(step).rule is Rule.CONSTANT_MULTIPLE:
        (step,) = step.premises
    return applied(step).rule in _WITH_PARTS or applied(step).rule is Rule.SUM


def _without_minus(step: Step) -> Step:
    """The derivation of −u without its last step, the minus sign."""
    record = applied(step)
    return step.premises[0] if record.rule is Rule.CONSTANT_MULTIPLE and record.parts[0] == -1 else step
