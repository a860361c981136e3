"""Families are split until every part is of one kind, and the kinds are those of sampled members."""

from itertools import product

import numpy as np
import pytest
from sympy import (
    Eq,
    ImmutableDenseMatrix,
    Integer,
    Mod,
    Rational,
    cos,
    cosh,
    exp,
    hessian,
    log,
    pi,
    sin,
    symbols,
    sympify,
    tan,
    true,
)

from symhess.budget import Deadline
from symhess.classify.families import classify_family
from symhess.critical_set import CriticalFamily
from symhess.errors import TimeLimitReached
from symhess.evidence import FamilyMinors, Representative
from symhess.function import ScalarFunction
from symhess.verdict import Kind

x, y, n, m = symbols("x y n m")
PLANE = (x, y)
BRANIN = (y - Rational(51, 40) * x**2 / pi**2 + 5 * x / pi - 6) ** 2 + (10 - 5 / (4 * pi)) * cos(x)

CASES = [
    pytest.param(sin(x) * sin(y), PLANE, (n, m), (pi / 2 + pi * n, pi / 2 + pi * m), id="egg-box"),
    pytest.param(sin(x) * sin(y), PLANE, (n, m), (pi * n, pi * m), id="egg-box-saddles"),
    pytest.param(tan(x) - 2 * x, (x,), (n,), (pi / 4 + pi * n / 2,), id="tangent"),
    pytest.param(1 / cos(x) + y**2, PLANE, (n,), (pi * n, Integer(0)), id="secant"),
    pytest.param(sin(x) + cos(y), PLANE, (n, m), (pi / 2 + pi * n, pi * m), id="sum"),
    pytest.param(y * cos(x), PLANE, (n,), (pi / 2 + pi * n, Integer(0)), id="line-of-saddles"),
    pytest.param(cosh(x) * cos(y), PLANE, (n,), (Integer(0), pi * n), id="harmonic"),
    pytest.param(x / 2 + cos(x), (x,), (n,), (pi / 6 + 2 * pi * n,), id="one-variable"),
    pytest.param(exp(-x) * sin(x), (x,), (n,), (pi / 4 + pi * n,), id="damped"),
    pytest.param(BRANIN, PLANE, (n,), (pi * n, Rational(51, 40) * n**2 - 5 * n + 6), id="growing-hessian"),
    pytest.param(sin(pi * x / 3) ** 2, (x,), (n,), (Rational(3, 2) * n,), id="rational-period"),
]


def classified(expression, variables, parameters, at, condition=true, seconds=10):
    matrix = ImmutableDenseMatrix(hessian(expression, variables))
    family = CriticalFamily(variables, parameters, at, condition)
    return classify_family(ScalarFunction(expression, variables), matrix, family, Deadline(seconds))


def kind_by_eigenvalues(matrix):
    values = np.linalg.eigvalsh(np.array(matrix.evalf(20).tolist(), float))
    assert min(abs(values)) > 1e-9
    return Kind.MINIMUM if min(values) > 0 else Kind.MAXIMUM if max(values) < 0 else Kind.SADDLE


@pytest.mark.parametrize(("expression", "variables", "parameters", "at"), CASES)
def test_every_member_belongs_to_one_part_and_has_its_kind(expression, variables, parameters, at):
    parts = classified(expression, variables, parameters, at)
    matrix = hessian(expression, variables)

    for integers in product(range(-3, 4), repeat=len(parameters)):
        member = dict(zip(parameters, map(Integer, integers), strict=True))
        own = [part for part in parts if part.family.condition.subs(member) == true]
        places = dict(zip(variables, (sympify(place).subs(member) for place in at), strict=True))

        assert [part.verdict.kind for part in own] == [kind_by_eigenvalues(matrix.subs(places))]


@pytest.mark.parametrize(("expression", "variables", "parameters", "at"), CASES)
def test_the_conditions_are_texts_that_sympy_reads(expression, variables, parameters, at):
    for part in classified(expression, variables, parameters, at):
        values = {p.name: Integer(k) for k, p in enumerate(parameters)}

        assert sympify(str(part.family.condition), locals=values) in (True, False)


def test_a_degenerate_family_is_decided_at_a_representative():
    (part,) = classified(sin(x) + sin(y) + sin(x + y), PLANE, (n, m), (pi + 2 * pi * n, pi + 2 * pi * m))
    *_, record = part.verdict.evidence

    assert (part.verdict.kind, part.verdict.singularity) == (Kind.SADDLE, "D4-")
    assert isinstance(record, Representative) and not record.hessian_only


def test_a_growing_hessian_is_decided_by_minors_for_all_integers():
    parts = classified(BRANIN, PLANE, (n,), (pi * n, Rational(51, 40) * n**2 - 5 * n + 6))
    by_kind = {part.verdict.kind: part for part in parts}

    assert by_kind[Kind.MINIMUM].family.condition == Eq(Mod(n, 2), 1)
    assert isinstance(by_kind[Kind.MINIMUM].verdict.evidence[0], FamilyMinors)
    assert by_kind[Kind.MINIMUM].verdict.evidence[0].signs == (1, 1)


def test_a_condition_of_the_family_stays():
    (part,) = classified(cos(x), (x,), (n,), (pi * n,), Eq(Mod(n, 2), 1))

    assert (part.verdict.kind, part.family.condition) == (Kind.MINIMUM, Eq(Mod(n, 2), 1))


def test_what_changes_along_the_family_without_rule_is_undecided():
    (part,) = classified((x**2 - 5) * sin(x) ** 2, (x,), (n,), (pi * n,))

    assert part.verdict.kind is Kind.UNDECIDED and part.verdict.reason is not None


def test_time_is_respected():
    with pytest.raises(TimeLimitReached):
        classified(sin(x) * log(2), (x,), (n,), (pi / 2 + pi * n,), seconds=0)
