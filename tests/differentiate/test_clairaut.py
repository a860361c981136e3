import pytest
from sympy import Integer, cos, exp, sin, symbols

from symhess.derivation import Claim
from symhess.differentiate.clairaut import compare_mixed_partials
from symhess.differentiate.deriving import derive, result_of
from symhess.evidence import MixedPartialsAgree, NotSolved

from .textbook import TEXTBOOK

x, y, z = symbols("x y z")


def rows(expression, variables):
    partials = [result_of(derive(expression, v)) for v in variables]
    return [[derive(partial, v) for v in variables] for partial in partials]


def test_every_pair_is_compared_once():
    hessian = rows(x * sin(y * z) + exp(x * y), (x, y, z))
    step = compare_mixed_partials(hessian, "R^3")

    assert step.claim is Claim.CLAIRAUT
    assert [(record.first, record.second) for record in step.evidence] == [(x, y), (x, z), (y, z)]
    assert all(isinstance(record, MixedPartialsAgree) for record in step.evidence)
    assert step.premises == tuple(hessian[i][j] for i, j in ((0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)))


def test_the_record_holds_what_each_order_gave():
    record = compare_mixed_partials(rows(x**2 * cos(y), (x, y)), "R^2").evidence[0]

    assert record == MixedPartialsAgree(x, y, -2 * x * sin(y), -2 * x * sin(y), "R^2")


def test_orders_in_different_shape_are_proved_equal():
    hessian = rows(x / (1 + x * y + y**2) ** 2, (x, y))
    record = compare_mixed_partials(hessian, "R^2").evidence[0]

    assert record.first_then_second != record.second_then_first
    assert isinstance(record, MixedPartialsAgree)


def test_a_forged_order_is_not_believed():
    hessian = rows(x**2 * y, (x, y))
    hessian[1][0] = derive(x**2 + Integer(1) / 10**30 * x, x)
    (record,) = compare_mixed_partials(hessian, "R^2").evidence

    assert record == NotSolved("the two orders of the mixed partial by x and y are not proved equal")


def test_one_variable_has_no_mixed_partials():
    step = compare_mixed_partials(rows(x**3, (x,)), "R^1")

    assert (step.evidence, step.premises) == ((), ())


@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_a_small_change_of_one_order_is_noticed(expression, at):
    """The comparison is no formality: with one entry changed it proves nothing."""
    variables = tuple(at)
    hessian = rows(expression, variables)
    changed = result_of(derive(expression, variables[1])) + variables[0] / 10**20
    hessian[1][0] = derive(changed, variables[0])

    assert isinstance(compare_mixed_partials(hessian, "").evidence[0], NotSolved)
