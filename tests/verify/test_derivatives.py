from dataclasses import replace

import pytest
from sympy import Integer, Piecewise, Symbol, cos, exp, log, sin

from symhess.derivation import Claim, Step
from symhess.evidence import MixedPartialsAgree, NotSolved, Rule, RuleApplied
from symhess.function import ScalarFunction
from symhess.verify.derivatives import check_derivatives, check_mixed_partials, check_rule

from .handmade import derived, saddle_surface

x, y, u = Symbol("x"), Symbol("y"), Symbol("u")


def leaf(rule, expression, variable, result, *parts):
    return Step(Claim.DERIVATIVE, (RuleApplied(rule, expression, variable, result, parts),))


SINE = leaf(Rule.TABLE, sin(x), x, cos(x))
SQUARE = derived(x**2, x)
INNER = leaf(Rule.TABLE, sin(u), u, cos(u))
EXPONENTIAL = leaf(Rule.TABLE, exp(x), x, exp(x))
PRODUCT = RuleApplied(Rule.PRODUCT, x**2 * sin(x), x, 2 * x * sin(x) + x**2 * cos(x), (x**2, sin(x)))
QUOTIENT = RuleApplied(Rule.QUOTIENT, sin(x) / x, x, (x * cos(x) - sin(x)) / x**2, (sin(x), x))
CHAIN = RuleApplied(Rule.CHAIN, sin(x**2), x, 2 * x * cos(x**2), (sin(u), x**2))
POWER = RuleApplied(Rule.GENERAL_POWER, x**x, x, x**x * (log(x) + 1), (x, x))
CASES = Piecewise((x**2, x > 0), (sin(x), True))
BRANCHES = RuleApplied(Rule.TABLE, CASES, x, Piecewise((2 * x, x > 0), (cos(x), True)), (x**2, sin(x)))
MULTIPLE = RuleApplied(Rule.CONSTANT_MULTIPLE, 3 * y * sin(x), x, 3 * y * cos(x), (Integer(3), y, sin(x)))
IDENTITY = derived(x, x)


@pytest.mark.parametrize(
    ("record", "premises"),
    [
        pytest.param(PRODUCT, (SQUARE, SINE), id="product"),
        pytest.param(QUOTIENT, (SINE, IDENTITY), id="quotient"),
        pytest.param(CHAIN, (INNER, SQUARE), id="chain"),
        pytest.param(POWER, (IDENTITY, IDENTITY), id="general-power"),
        pytest.param(BRANCHES, (SQUARE, SINE), id="cases"),
        pytest.param(MULTIPLE, (SINE,), id="constant-multiple"),
        pytest.param(RuleApplied(Rule.TABLE, 2**x, x, 2**x * log(2)), (), id="exponential"),
    ],
)
def test_rules_fit_their_parts_and_premises(record, premises):
    assert list(check_rule(record, None, premises)) == []
    assert list(check_rule(replace(record, result=record.result + 1), None, premises)) != []
    assert list(check_rule(record, None, (*premises, SINE))) != []
    assert list(check_rule(replace(record, variable=y), None, premises)) != []
    assert list(check_rule(replace(record, parts=(*record.parts, x)), None, premises)) != []


@pytest.mark.parametrize(
    ("record", "premises"),
    [
        pytest.param(PRODUCT, (SINE, SQUARE), id="premises-exchanged"),
        pytest.param(replace(PRODUCT, parts=(x**2, cos(x))), (SQUARE, SINE), id="other-part"),
        pytest.param(replace(CHAIN, parts=(sin(u),)), (INNER,), id="chain-without-inner"),
        pytest.param(replace(CHAIN, parts=(sin(u), x**3)), (INNER, derived(x**3, x)), id="other-inner"),
        pytest.param(RuleApplied(Rule.CONSTANT, x, x, Integer(1)), (), id="not-constant"),
        pytest.param(RuleApplied(Rule.VARIABLE, x**2, x, 2 * x), (), id="not-the-variable"),
        pytest.param(RuleApplied(Rule.TABLE, x, x, Integer(1)), (), id="not-in-the-table"),
        pytest.param(RuleApplied(Rule.TABLE, x + sin(x), x, 1 + cos(x)), (), id="sum-not-in-the-table"),
        pytest.param(RuleApplied(Rule.TABLE, x**2, x, 2 * x), (), id="power-not-in-the-table"),
        pytest.param(RuleApplied(Rule.SUM, sin(x), x, cos(x), (sin(x),)), (SINE,), id="sum-of-one"),
        pytest.param(PRODUCT, (Step(Claim.DERIVATIVE), SINE), id="premise-without-rule"),
    ],
)
def test_rules_that_do_not_fit_are_refused(record, premises):
    assert "does not fit" in next(check_rule(record, None, premises))


def faults(**changes):
    found = saddle_surface()
    return list(check_derivatives(replace(found.derivatives, **changes), found.function))


def test_entries_and_derivations_belong_together():
    own = saddle_surface().derivatives
    steps = own.gradient_steps

    assert faults() == []
    assert "does not have the shape" in faults(gradient=own.hessian)[0]
    assert "does not start from its expression" in faults(gradient_steps=steps[::-1])[0]
    assert "entries without a derivation" in faults(gradient_steps=steps[:1])[0]
    assert "entries without a derivation" in faults(hessian_steps=own.hessian_steps[:1])[0]
    assert "apply one rule" in faults(gradient_steps=(replace(steps[0], claim=Claim.GRADIENT), steps[1]))[0]
    assert "apply one rule" in faults(gradient_steps=(replace(steps[0], evidence=()), steps[1]))[1]


def test_every_pair_of_variables_is_compared_in_its_place():
    own = saddle_surface().derivatives
    (record,) = own.clairaut.evidence
    swapped = replace(record, first=record.second, second=record.first)

    assert faults(clairaut=replace(own.clairaut, evidence=(NotSolved("not proved equal"),))) == []
    assert "not every pair" in faults(clairaut=replace(own.clairaut, evidence=()))[0]
    assert "in their place" in faults(clairaut=replace(own.clairaut, evidence=(swapped,)))[0]
    assert "are not the entries" in faults(clairaut=replace(own.clairaut, premises=own.gradient_steps))[0]
    assert "are not compared" in faults(clairaut=replace(own.clairaut, evidence=SINE.evidence))[0]


@pytest.mark.parametrize(
    ("one", "other", "accepted"),
    [
        pytest.param(exp(x * y) * (1 + x * y), exp(x * y) + x * y * exp(x * y), True, id="two-forms"),
        pytest.param(exp(x * y), exp(x * y) * (1 + x * y), False, id="first-wrong"),
        pytest.param(exp(x * y) * (1 + x * y), exp(x * y), False, id="second-wrong"),
    ],
)
def test_mixed_partials_are_the_true_ones(one, other, accepted):
    record = MixedPartialsAgree(x, y, one, other, "R^2")

    assert (list(check_mixed_partials(record, ScalarFunction(exp(x * y), (x, y)), ())) == []) is accepted
