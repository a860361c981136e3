"""The derivation tree of one derivative."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sympy import Add, Basic, ComplexRootOf, Expr, Symbol

from symhess.derivation import Claim, Step
from symhess.differentiate.combining import combine
from symhess.differentiate.splitting import Problem, Split, Splitter, placeholder
from symhess.errors import InputError
from symhess.evidence import Rule, RuleApplied

__all__ = ["Deriver", "derive", "evaluated", "ordered_terms", "result_of", "rule_applied"]


@dataclass(frozen=True, slots=True)
class Deriver:
    """Derives and remembers: equal subexpressions share one step.

    Attributes
    ----------
    splitter : Splitter
        Takes expressions apart.

    Examples
    --------
    >>> from sympy import Symbol, cos, sin
    >>> x = Symbol("x")
    >>> step = Deriver.over((x,)).derive(sin(x**2) + cos(x**2), x)
    >>> step.premises[0].premises[1] is step.premises[1].premises[1]
    True
    """

    splitter: Splitter
    _steps: dict[Problem, Step] = field(default_factory=dict)

    @classmethod
    def over(cls, symbols: Iterable[Symbol]) -> Deriver:
        """Make a deriver for expressions in these symbols."""
        return cls(Splitter(placeholder(symbols)))

    def derive(self, expression: Expr, variable: Symbol, terms: tuple[Expr, ...] = ()) -> Step:
        """Derive one derivative; the summands keep the order of `terms`, where that is given."""
        # a stack instead of recursion: depth is limited by memory alone
        waiting: list[Problem] = [(expression, variable)]
        while waiting:
            problem = waiting[-1]
            if problem in self._steps:
                waiting.pop()
                continue
            split = self.splitter.split(*problem)
            if terms and len(waiting) == 1 and split.rule is Rule.SUM:
                split = Split(Rule.SUM, terms, tuple((term, variable) for term in terms))
            unknown = [need for need in split.needs if need not in self._steps]
            if unknown:
                waiting.extend(unknown)
            else:
                self._steps[problem] = self._conclude(problem, split)
                waiting.pop()
        return self._steps[expression, variable]

    def _conclude(self, problem: Problem, split: Split) -> Step:
        premises = tuple(self._steps[need] for need in split.needs)
        derivatives = tuple(result_of(premise) for premise in premises)
        result = combine(split.rule, *problem, split.parts, derivatives, self.splitter.inner)
        return Step(Claim.DERIVATIVE, (RuleApplied(split.rule, *problem, result, split.parts),), premises)


def derive(expression: Expr, variable: Symbol) -> Step:
    """Differentiate by named rules and keep the tree of their applications.

    Every symbol stands for a real number. A factor free of the variable goes out first, then comes the
    quotient or the product rule; an inner function goes by the chain rule with a fresh name for it; the
    rest is in the table. |u| has the derivative sign u away from u = 0, and a Piecewise is differentiated
    case by case, which holds in the interiors of the cases only.

    Parameters
    ----------
    expression : Expr
        Elementary; parts that were left unevaluated are evaluated first.
    variable : Symbol

    Returns
    -------
    Step
        Claim DERIVATIVE with one :class:`RuleApplied`; the premises derive the parts.

    Raises
    ------
    InputError
        If no rule differentiates a part.

    Examples
    --------
    >>> from sympy import Abs, Max, sin, symbols
    >>> x, y = symbols("x y")
    >>> step = derive(3 * x**2 * y, x)
    >>> result_of(step), rule_applied(step).rule.value, [rule_applied(p).rule.value for p in step.premises]
    (6*x*y, 'constant-multiple', ['power'])
    >>> result_of(derive(sin(x * y), x)), result_of(derive(x**x, x))
    (y*cos(x*y), x**x*(log(x) + 1))
    >>> result_of(derive(y**2, x)), result_of(derive(Abs(x), x))
    (0, sign(x))
    >>> derive(Max(x, y), x)
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: no rule differentiates Max(x, y); write it with elementary functions
    """
    expression = evaluated(expression)
    return Deriver.over({variable, *expression.atoms(Symbol)}).derive(expression, variable)


def rule_applied(step: Step) -> RuleApplied:
    """Read off the record of the rule that a step of differentiation applies.

    Examples
    --------
    >>> from sympy import Symbol
    >>> rule_applied(derive(Symbol("x"), Symbol("x"))).rule
    <Rule.VARIABLE: 'variable'>
    >>> rule_applied(Step(Claim.GRADIENT))
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: expected a step that applies one rule, got one of claim 'gradient'
    """
    if len(step.evidence) == 1 and isinstance(step.evidence[0], RuleApplied):
        return step.evidence[0]
    raise InputError(f"expected a step that applies one rule, got one of claim {step.claim.value!r}")


def result_of(step: Step) -> Expr:
    """Read off the derivative that a step claims.

    Examples
    --------
    >>> from sympy import Symbol
    >>> result_of(derive(Symbol("x") ** 3, Symbol("x")))
    3*x**2
    """
    return rule_applied(step).result


def evaluated(expression: Expr) -> Expr:
    """Rebuild the expression from its leaves, so that nothing in it is left unevaluated.

    Examples
    --------
    >>> from sympy import Mul, Symbol
    >>> x = Symbol("x")
    >>> evaluated(Mul(x, x, evaluate=False)), evaluated(Mul(2, x + 1, evaluate=False)), evaluated(x)
    (x**2, 2*x + 2, x)
    """
    done: dict[Basic, Basic] = {root: root for root in expression.atoms(ComplexRootOf)}
    waiting: list[Basic] = [expression]
    while waiting:
        current = waiting[-1]
        unknown = [part for part in current.args if part not in done]
        if unknown:
            waiting.extend(unknown)
            continue
        done[current] = current.func(*(done[part] for part in current.args)) if current.args else current
        waiting.pop()
    return done[expression]


def ordered_terms(step: Step) -> tuple[Expr, ...]:
    """List the summands of a derived sum in the order of the parts that they come from.

    Examples
    --------
    >>> from sympy import Symbol
    >>> x = Symbol("x")
    >>> deriver = Deriver.over((x,))
    >>> ordered_terms(deriver.derive(x**3 + x**4, x, (x**4, x**3)))
    (4*x**3, 3*x**2)
    >>> ordered_terms(deriver.derive(x**2, x)), ordered_terms(deriver.derive(x**2 + x * (1 - x), x))
    ((), ())
    """
    if rule_applied(step).rule is not Rule.SUM:
        return ()
    summands = (term for premise in step.premises for term in Add.make_args(result_of(premise)))
    terms = tuple(term for term in summands if term != 0)
    merged = len(terms) < 2 or frozenset(terms) != frozenset(result_of(step).args)
    return () if merged else terms
