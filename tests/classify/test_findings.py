"""Findings: opposites and the records made from curves."""

from sympy import symbols

from symhess.classify.curves import find_curves
from symhess.classify.findings import extremum, increments_of, opposite, saddle, sign_change, zero_curve
from symhess.verdict import Kind
from tests.classify.germs import NEVER, origin, x, y

T = symbols("t")


def test_the_opposite_of_the_opposite_is_the_finding_itself():
    for found in (extremum(1, True, "a"), extremum(-1, False, "b"), saddle("c")):
        again = opposite(opposite(found))

        assert (again.kind, again.strict, again.decided_by) == (found.kind, found.strict, found.decided_by)
    assert opposite(extremum(1, None, "a")).kind is Kind.MAXIMUM
    assert opposite(saddle("c")).kind is Kind.SADDLE


def test_records_are_made_only_from_curves_that_are_there():
    squares, cross = origin(x**2 * y**2, x, y), origin(x * y, x, y)
    found = find_curves(squares, NEVER)

    assert sign_change(squares, found) is None
    assert zero_curve(squares, found).curve == (T, 0)
    assert zero_curve(cross, {}) is None
    change = sign_change(cross, find_curves(cross, NEVER))
    assert change.up_leading.sign() > 0 > change.down_leading.sign()


def test_increments_are_those_that_the_germ_depends_on():
    assert increments_of(origin(x * y, x, y)) == (x, y)
