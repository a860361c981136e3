from dataclasses import replace

import pytest
from flint import fmpq
from sympy import ImmutableDenseMatrix, Integer, sin

from symhess.critical_set import Completeness, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.evidence import EVIDENCE_TYPES, LowestTerm, MixedPartialsAgree, NotSolved, Rule, RuleApplied
from symhess.exact import Rational
from symhess.function import ScalarFunction
from symhess.study import Derivatives, Study
from symhess.verdict import Kind, Reason
from symhess.verify import CHECKERS, Verification, verify

from .handmade import STUDIES, cross, four_wells, monkey_saddle, saddle_surface, x, y
from .tampering import tampered

SMALL = [make for make in STUDIES if make is not four_wells]


def test_every_record_has_a_checker():
    assert set(CHECKERS) == set(EVIDENCE_TYPES)


@pytest.mark.parametrize(("power", "kind"), [(4, Kind.MINIMUM), (3, Kind.MINIMUM), (5, Kind.SADDLE)])
def test_a_term_that_is_not_the_lowest_is_no_evidence(power, kind):
    found = monkey_saddle()
    (only,) = found.points
    term = LowestTerm(x, power, Rational(fmpq(1)))
    verdict = replace(only.verdict, kind=kind, decided_by="lowest-term", reason=None, evidence=(term,))

    assert not verify(replace(found, points=(replace(only, verdict=verdict),)))


@pytest.mark.parametrize("make", STUDIES)
def test_true_studies_are_accepted(make):
    assert verify(make()) == Verification(())


@pytest.mark.parametrize("make", SMALL)
def test_no_number_can_be_changed(make):
    accepted = [path for path, copy in tampered(make()) if verify(copy)]

    assert accepted == []


def test_no_number_of_a_larger_study_can_be_changed():
    copies = [pair for k, pair in enumerate(tampered(four_wells())) if k % 13 == 5]

    assert len(copies) > 100
    assert [path for path, copy in copies if verify(copy)] == []


def with_points(found, points, classified):
    return replace(found, critical_set=replace(found.critical_set, points=points), points=classified)


def test_a_missing_point_is_noticed():
    found = four_wells()
    shorter = with_points(found, found.critical_set.points[1:], found.points[1:])

    assert verify(shorter).failures == ("8 critical points are listed, but there are 9",)


def test_a_point_listed_twice_is_noticed():
    found = four_wells()
    points = (found.critical_set.points[1], *found.critical_set.points[1:])
    classified = (found.points[1], *found.points[1:])

    assert verify(with_points(found, points, classified)).failures == ("a point is listed twice: (-1, 0)",)


def test_points_and_verdicts_belong_together():
    found = four_wells()
    exchanged = (found.points[1], found.points[0], *found.points[2:])

    assert verify(replace(found, points=exchanged)).failures == (
        "the classified points are not those of the critical set",
    )


def test_an_open_case_cannot_be_called_complete():
    found = cross()
    complete = replace(found.critical_set, completeness=Completeness(Status.COMPLETE))

    assert verify(replace(found, critical_set=complete)).failures == (
        "the critical set is called complete, but a case is left open: NotFinite",
    )


def test_completeness_in_a_box_is_not_confirmed():
    found = saddle_surface()
    boxed = replace(found.critical_set, completeness=Completeness(Status.COMPLETE_IN_BOX))

    assert not verify(replace(found, critical_set=boxed))


def test_a_study_that_leaves_cases_open_claims_only_its_points():
    found = saddle_surface()
    leaf = Step(Claim.SOLUTIONS, (NotSolved("time-limit"),))
    derivation = replace(found.critical_set.derivation, premises=(leaf,))
    late = Completeness(Status.INCOMPLETE, Reason.TIME_LIMIT)
    critical = replace(found.critical_set, derivation=derivation, completeness=late)

    assert verify(replace(found, critical_set=critical))
    assert not verify(with_points(replace(found, critical_set=critical), (), found.points))
    assert verify(with_points(replace(found, critical_set=critical), (), ()))
    early = Completeness(Status.INCOMPLETE, Reason.TOO_LARGE)
    assert not verify(replace(found, critical_set=replace(critical, completeness=early)))


def test_the_function_decides_not_the_study():
    found = monkey_saddle()
    other = replace(found, function=ScalarFunction(x**3 - 3 * x * y**2 + x, (x, y)))

    assert "equation 0 of the system is not the partial derivative with respect to x" in verify(other).failures


def test_evidence_that_cannot_be_read_is_a_failure():
    found = saddle_surface()
    critical = replace(found.critical_set, derivation=Step(Claim.CRITICAL_SET))

    (failure,) = verify(replace(found, critical_set=critical)).failures
    assert failure.startswith("the critical set cannot be re-checked: IndexError")


@pytest.mark.parametrize(
    ("reason", "status", "accepted"),
    [
        pytest.param(Reason.NOT_POLYNOMIAL, Status.INCOMPLETE, True, id="honest"),
        pytest.param(Reason.TIME_LIMIT, Status.INCOMPLETE, False, id="another-reason"),
        pytest.param(None, Status.COMPLETE, False, id="without-evidence"),
        pytest.param(None, Status.INCOMPLETE, False, id="without-reason"),
    ],
)
def test_other_functions_are_checked_in_their_derivatives_only(reason, status, accepted):
    def leaf(rule, expression, variable, result):
        return Step(Claim.DERIVATIVE, (RuleApplied(rule, expression, variable, result),))

    first = leaf(Rule.TABLE, sin(x), x, sin(x).diff(x)), leaf(Rule.CONSTANT, sin(x), y, Integer(0))
    rows = (
        (leaf(Rule.TABLE, sin(x).diff(x), x, -sin(x)), leaf(Rule.CONSTANT, sin(x).diff(x), y, Integer(0))),
        (leaf(Rule.CONSTANT, Integer(0), x, Integer(0)), leaf(Rule.CONSTANT, Integer(0), y, Integer(0))),
    )
    record = MixedPartialsAgree(x, y, Integer(0), Integer(0), "R^2")
    clairaut = Step(Claim.CLAIRAUT, (record,), (rows[0][1], rows[1][0]))
    gradient, hessian = ImmutableDenseMatrix([sin(x).diff(x), 0]), ImmutableDenseMatrix([[-sin(x), 0], [0, 0]])
    derivatives = Derivatives(gradient, hessian, first, rows, clairaut)
    nothing = Step(Claim.CRITICAL_SET, (NotSolved("not-polynomial"),))
    critical = CriticalSet((x, y), (), (), Completeness(status, reason), nothing)
    found = Study(ScalarFunction(sin(x), (x, y)), derivatives, critical, ())

    assert bool(verify(found)) is accepted
    wrong = replace(found, derivatives=replace(derivatives, gradient=ImmutableDenseMatrix([sin(x), 0])))
    assert not verify(wrong)
