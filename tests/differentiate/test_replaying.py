from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Integer, Piecewise, cos, exp, log, sin, symbols

from symhess.derivation import Claim, Step
from symhess.differentiate.deriving import derive, result_of, rule_applied
from symhess.differentiate.replaying import replay
from symhess.errors import InputError
from symhess.evidence import Rule, RuleApplied

from .expressions import expressions, random_cases
from .textbook import TEXTBOOK

x, y, u = symbols("x y u")


def changed(step, **fields):
    """The step with other fields in its record, the premises untouched."""
    return Step(step.claim, (replace(rule_applied(step), **fields),), step.premises)


def all_steps(step):
    yield step
    for premise in step.premises:
        yield from all_steps(premise)


def rebuilt(step, target, other):
    """The tree with one node exchanged."""
    if step is target:
        return other
    premises = tuple(rebuilt(premise, target, other) for premise in step.premises)
    return step if premises == step.premises else Step(step.claim, step.evidence, premises)


@pytest.mark.parametrize("block", range(10))
def test_random_trees_replay_to_exactly_their_result(block):
    for expression, variables in random_cases(50, seed=100 + block):
        step = derive(expression, variables[0])

        assert replay(step) == result_of(step), expression


@given(expressions(depth=2, dimension=3))
@settings(max_examples=40, deadline=None)
def test_every_node_replays_to_its_own_result(expression):
    assert all(replay(node) == result_of(node) for node in all_steps(derive(expression, x)))


@given(expressions(depth=2), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_node_about_something_else_is_refused(expression, random):
    step = derive(expression, x)
    node = random.choice(list(all_steps(step)))
    assume(node is not step)
    other = changed(node, expression=rule_applied(node).expression + 1)

    with pytest.raises(InputError, match="does not fit|no rule"):
        replay(rebuilt(step, node, other))


def test_stored_results_are_not_believed():
    step = derive(x * sin(x), x)
    lying = Step(step.claim, step.evidence, tuple(changed(p, result=Integer(7)) for p in step.premises))

    assert replay(lying) == sin(x) + x * cos(x)
    assert replay(changed(step, result=cos(x))) != cos(x)


TAMPERED = [
    pytest.param(changed(derive(x**2 + x * y, x), parts=(x**2, x)), id="other-summand"),
    pytest.param(changed(derive(x * sin(x), x), parts=(x,)), id="factor-dropped"),
    pytest.param(changed(derive(3 * x, x), parts=(Integer(4), x)), id="other-constant"),
    pytest.param(changed(derive(y * x, x), parts=(x, y)), id="variable-called-constant"),
    pytest.param(changed(derive(sin(x) / x, x), parts=(x, sin(x))), id="quotient-upside-down"),
    pytest.param(changed(derive(x**3, x), parts=(x, Integer(2))), id="other-exponent"),
    pytest.param(changed(derive(x**3, x), parts=()), id="power-without-parts"),
    pytest.param(changed(derive(x**x, x), parts=(x, y)), id="other-general-power"),
    pytest.param(changed(derive(x**x, x), rule=Rule.POWER), id="general-power-called-power"),
    pytest.param(changed(derive(sin(x), x), rule=Rule.CONSTANT), id="sine-called-constant"),
    pytest.param(changed(derive(x, x), expression=y), id="other-variable"),
    pytest.param(changed(derive(sin(x**2), x), parts=(cos(u), x**2)), id="other-outer-function"),
    pytest.param(changed(derive(sin(x**2), x), parts=(x**2, sin(u))), id="chain-parts-swapped"),
    pytest.param(changed(derive(sin(x**2), x), parts=(sin(u),)), id="chain-without-inner"),
    pytest.param(changed(derive(sin(x**2), x), expression=sin(x**3)), id="chain-for-another"),
    pytest.param(changed(derive(Piecewise((x, x > 0), (y, True)), x), parts=(y, x)), id="cases-in-another-order"),
    pytest.param(replace(derive(x * exp(x), x), premises=()), id="premises-gone"),
    pytest.param(replace(derive(x * exp(x), x), premises=derive(x * exp(x), x).premises[::-1]), id="premises-swapped"),
    pytest.param(replace(derive(x**2, x), claim=Claim.GRADIENT), id="other-claim"),
    pytest.param(replace(derive(x**2, x), evidence=()), id="no-evidence"),
    pytest.param(Step(Claim.DERIVATIVE, (RuleApplied(Rule.TABLE, log(x * y), x, 1 / x),)), id="no-such-row"),
    pytest.param(Step(Claim.DERIVATIVE, (RuleApplied(Rule.TABLE, x**2, x, 2 * x, (x,)),)), id="cases-of-none"),
    pytest.param(Step(Claim.DERIVATIVE, (RuleApplied(Rule.PRODUCT, x, x, x, (x,)),)), id="product-of-one"),
]


@pytest.mark.parametrize("step", TAMPERED)
def test_a_tree_that_is_no_derivation_is_refused(step):
    with pytest.raises(InputError):
        replay(step)


def test_the_inner_name_must_not_occur_in_the_expression():
    """With u both inner name and variable, sin(u·x) would lose a term."""
    outer = Step(Claim.DERIVATIVE, (RuleApplied(Rule.TABLE, sin(u), u, cos(u)),))
    step = Step(Claim.DERIVATIVE, (RuleApplied(Rule.CHAIN, sin(u), u, cos(u), (sin(u), u)),), (outer, derive(u, u)))

    with pytest.raises(InputError, match="'chain'"):
        replay(step)


def test_a_tree_with_shared_branches_replays():
    nested = x
    for _ in range(6):
        nested = sin(nested) * exp(nested)
    step = derive(nested, x)
    nodes = list(all_steps(step))

    assert len({id(node) for node in nodes}) < 50 < len(nodes)
    assert replay(step) == result_of(step)


@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_every_node_of_a_textbook_tree_is_needed(expression, at):
    """Whichever node loses its premises, or a premise, the tree is refused."""
    step = derive(expression, next(iter(at)))
    inner = [node for node in all_steps(step) if node.premises]

    for node in inner:
        for premises in ((), node.premises[1:], (*node.premises, node.premises[0])):
            with pytest.raises(InputError, match="does not fit"):
                replay(rebuilt(step, node, Step(node.claim, node.evidence, premises)))


@pytest.mark.parametrize("rule", list(Rule))
def test_a_wrong_rule_is_refused_or_leads_to_the_same_derivative(rule):
    for expression in (x**3, x * sin(x), sin(x) / x, x + sin(x), 3 * x, sin(x**2), x**x, sin(x), y, x):
        step = derive(expression, x)
        try:
            assert replay(changed(step, rule=rule)) == result_of(step)
        except InputError:
            assert rule is not rule_applied(step).rule
