"""What functions beyond polynomials have: symbolic numbers, families, level sets and conditions come back."""

import json
from dataclasses import replace

import pytest
from sympy import Eq, Mod, cos, exp, log, pi, sin, symbols, true

from symhess import analyze
from symhess.condition import Condition, Relation
from symhess.critical_set import Completeness, CriticalFamily, CriticalPoint, LevelPiece, LevelSet, Status
from symhess.errors import InputError
from symhess.exact import SymbolicNumber, real_number
from symhess.render.data.codec import read_table, write_table
from symhess.study import ClassifiedFamily, ClassifiedLevel, ClassifiedPoint
from symhess.verdict import Kind, Verdict

x, y, n, m = symbols("x y n m")
ORIGIN = CriticalPoint((x, y), (), (real_number(pi), real_number(log(2))), real_number(exp(1)))
FAMILY = CriticalFamily((x, y), (n, m), (pi * n, pi / 2 + pi * m), Eq(Mod(n + m, 2), 0))
LEVEL = LevelSet((x, y), (cos(x + y),), 1, (LevelPiece(((sin(x + y), 1),), (ORIGIN,)),))
MINIMUM = Verdict(Kind.MINIMUM, True, "sylvester", ())


def there_and_back(value):
    return read_table(json.loads(json.dumps(write_table(value))))


def test_symbolic_numbers_come_back():
    number = there_and_back(SymbolicNumber(pi / 3 + log(2)))

    assert number == SymbolicNumber(pi / 3 + log(2)) and number.sign() == 1


@pytest.mark.parametrize("condition", [FAMILY.condition, true], ids=str)
def test_families_come_back(condition):
    family = there_and_back(replace(FAMILY, condition=condition))

    assert (family.parameters, family.at, family.condition) == (FAMILY.parameters, FAMILY.at, condition)


def test_a_study_with_all_of_it_comes_back():
    study = analyze("x^2 + y^2")
    function = replace(study.function, domain=(Condition(x, Relation.NONNEGATIVE),), box=((-pi, pi), (-pi, pi)))
    found = replace(
        study.critical_set,
        completeness=Completeness(Status.COMPLETE_IN_BOX, None, function.box),
        families=(FAMILY,),
        level_sets=(LEVEL,),
        nonsmooth_points=(ORIGIN,),
    )
    study = replace(
        study,
        function=function,
        critical_set=found,
        families=(ClassifiedFamily(FAMILY, MINIMUM),),
        levels=(ClassifiedLevel(LEVEL, LEVEL.pieces[0], MINIMUM),),
        nonsmooth_points=(ClassifiedPoint(ORIGIN, MINIMUM),),
    )

    copy = there_and_back(study)

    assert write_table(copy) == write_table(study)
    assert copy.function == function and copy.critical_set.completeness == found.completeness
    assert copy.levels[0].level_set.equations == (cos(x + y),)


@pytest.mark.parametrize(
    "value",
    [
        SymbolicNumber(log(x)),
        SymbolicNumber(log(-1)),
        replace(FAMILY, parameters=(n,)),
        replace(FAMILY, at=(pi * n,)),
        replace(FAMILY, parameters=(n, m, x)),
        replace(LEVEL, equations=(cos(x + n),)),
    ],
    ids=["open", "not-real", "parameter-missing", "coordinate-missing", "variable", "strange-symbol"],
)
def test_what_breaks_a_promise_is_refused(value):
    with pytest.raises(InputError, match="cannot be read"):
        there_and_back(value)
