"""Evidence about rewritten equations: what the solver says is accepted, what is tampered with is not."""

from dataclasses import replace

import pytest
from sympy import Abs, Integer, cos, cosh, exp, log, pi, sin, symbols

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.critical_set import Completeness, Status
from symhess.derivation import Claim, Step
from symhess.differentiate import differentiate
from symhess.evidence import (
    CommonFactor,
    ExpressionCases,
    ExpressionSystem,
    ImpliedEquations,
    IndependentEquations,
    InvertedKernel,
    LevelSetLeft,
    LineSolutions,
    NotSolved,
    OutsideDomain,
    SolvedForExpression,
    SumOfLogarithms,
    VanishingTerms,
)
from symhess.function import ScalarFunction
from symhess.solve import critical_set
from symhess.study import Study
from symhess.verify.transcendental import TRANSCENDENTAL_CHECKERS, rewriting_faults
from symhess.verify.verification import CHECKERS

x, y, n = symbols("x y n_1")
OPEN = Step(Claim.SOLUTIONS, (NotSolved("no-strategy"),))
FUNCTIONS = [
    x**2 * y + sin(x * y), sin(x) * sin(y), x * exp(y) - exp(x), log(x) / x, sin(x + y), x**2 + y**2 + exp(-x * y),
    x * cos(y) + y, x**2 / 2 - cos(x), exp(x) * (x**2 - y**2), (x - y) ** 4 + cosh(x * y) - 1,
    sin(x + y) + (x - y) ** 2 - 3 * x / 2, Abs(x - 1) + x**2, y**2 + Abs(x) ** 3, y**2 + cos(x) * cosh(x),
    cos(x) + cos(y) + cos(x + y) + x * sin(y),
]  # fmt: skip


def study_of(expression):
    variables = tuple(v for v in (x, y) if expression.has(v))
    function = ScalarFunction(expression, variables)
    return Study(function, differentiate(function), critical_set(function, Deadline(30)), ())


@pytest.mark.parametrize("expression", FUNCTIONS, ids=str)
def test_what_the_solver_says_is_accepted(expression):
    assert list(rewriting_faults(study_of(expression), CHECKERS)) == []


@pytest.mark.parametrize(
    ("record", "premises"),
    [
        pytest.param(ExpressionCases(x * y * exp(x), (x,), (exp(x),), (1, 1)), (OPEN,), id="lost-factor"),
        pytest.param(ExpressionCases(x * y, (x, y), (), (1, 1)), (OPEN,), id="lost-case"),
        pytest.param(ExpressionCases(x, (Integer(0),), (), (1,)), (OPEN,), id="no-identity"),
        pytest.param(CommonFactor((x * y, x + y), x, (y, Integer(1))), (OPEN, OPEN), id="no-common-factor"),
        pytest.param(IndependentEquations(((x,), (x, y))), (OPEN, OPEN), id="overlap"),
        pytest.param(SolvedForExpression(y - sin(x), y, cos(x)), (OPEN,), id="wrong-value"),
        pytest.param(VanishingTerms(x**2 - y**2, (x, y)), (OPEN,), id="both-signs"),
        pytest.param(ImpliedEquations((x + y, x - y), (x, y - 1)), (OPEN,), id="not-implied"),
        pytest.param(ImpliedEquations((x * y,), (x,)), (OPEN,), id="lost-by-implication"),
        pytest.param(ImpliedEquations((exp(x) - exp(2 * x),), (exp(x) + 1,)), (OPEN,), id="not-implied-by-exp"),
        pytest.param(ImpliedEquations((cos(x + y),), (cos(x) * cos(y),)), (OPEN,), id="wrong-addition-theorem"),
        pytest.param(InvertedKernel(sin(x), (x - 1 - 2 * pi * n,)), (OPEN,), id="wrong-angle"),
        pytest.param(SumOfLogarithms(log(x) - log(y), x - 2 * y), (OPEN,), id="wrong-product"),
        pytest.param(LineSolutions(exp(x) - 1, x, (Integer(1),), ()), (), id="no-zero"),
        pytest.param(OutsideDomain(Condition(Integer(1), Relation.POSITIVE)), (), id="inside"),
        pytest.param(LevelSetLeft((x, y), 0), (), id="no-dimension"),
    ],
)
def test_what_is_wrong_is_refused(record, premises):
    assert list(TRANSCENDENTAL_CHECKERS[type(record)](record, None, premises))


def test_another_function_is_refused():
    study = study_of(x * exp(y) - exp(x))
    system = ExpressionSystem((x, y), (exp(y), x), ())
    forged = replace(study.critical_set.derivation, evidence=(system,))

    assert list(rewriting_faults(replace(study, critical_set=replace(study.critical_set, derivation=forged)), CHECKERS))


def test_a_moved_point_is_refused():
    study, other = study_of(exp(x) * (x**2 - y**2)), study_of(x * exp(y) - exp(x + 1))
    moved = replace(study.critical_set, points=(*study.critical_set.points, *other.critical_set.points))
    far = study_of((x - 1) ** 2 + exp(y) - y).critical_set.points

    assert moved.points and list(
        rewriting_faults(replace(study, critical_set=replace(study.critical_set, points=far)), CHECKERS)
    )


def test_completeness_needs_every_branch():
    study = study_of(x * exp(y) - exp(x))
    system = study.critical_set.derivation.evidence
    cut = replace(
        study.critical_set,
        derivation=Step(Claim.CRITICAL_SET, system, (OPEN,)),
        completeness=Completeness(Status.COMPLETE),
    )

    faults = list(rewriting_faults(replace(study, critical_set=cut), CHECKERS))
    assert faults == ["the critical set is called complete, but a case is left open"]


def test_every_record_has_a_checker():
    assert set(TRANSCENDENTAL_CHECKERS) <= set(CHECKERS)
