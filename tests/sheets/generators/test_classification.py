import pytest

from symhess.errors import InputError
from symhess.sheets.generators import GENERATORS, drawn
from symhess.sheets.generators.classification import _gallery
from symhess.sheets.generators.family import shuffled
from symhess.sheets.generators.profiles import tally
from symhess.sheets.problem import Asks

CLASSIFICATION = GENERATORS["classification"]
MANY = [
    (variables, number) for variables in (1, 2, 3) for number in range(len(_gallery(variables)))
]  # fmt: skip


@pytest.mark.parametrize(("variables", "number"), MANY)
def test_every_family_has_the_numbers_that_it_promises(variables, number):
    counts, family = _gallery(variables)[number]
    for index in range(3):
        landscape = family.member(shuffled(index, family.size))

        assert tally([point.kind for point in landscape.points]) == counts
        assert len(landscape.function.variables) == variables


@pytest.mark.parametrize(("variables", "number"), MANY)
def test_symhess_finds_what_a_member_of_each_family_promises(variables, number):
    _, family = _gallery(variables)[number]

    family.member(shuffled(11, family.size)).asked(Asks.CLASSIFICATION).kept()


@pytest.mark.parametrize(
    "options",
    [
        {"minima": 2, "saddles": 1},
        {"minima": 2, "maxima": 2, "saddles": 1},
        {"minima": 1, "maxima": 1, "saddles": 0},
        {"variables": 3, "saddles": 3},
        {"variables": 1, "minima": 1, "maxima": 2},
        {"variables": 1, "saddles": 1, "minima": 1},
    ],
)
def test_the_answer_has_the_numbers_asked_for(options):
    kinds = [point.verdict.kind for point in drawn("classification", 5, options).answer.points]
    found = dict(zip(("minima", "maxima", "saddles"), tally(kinds), strict=True))

    assert all(found[name] == number for name, number in options.items() if name != "variables")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"variables": 1, "minima": 3, "maxima": 1}, "between two minima lies a maximum"),
        ({"variables": 1, "minima": 0, "maxima": 2}, "between two maxima a minimum"),
        ({"minima": 0, "maxima": 0, "saddles": 0}, "it has minima/maxima/saddles 0/0/1"),
        ({"variables": 3, "minima": 4}, "no such function of 3 variables"),
    ],
)
def test_what_there_is_not_is_refused_with_the_reason(options, reason):
    with pytest.raises(InputError, match=reason):
        CLASSIFICATION.family(**options)


def test_without_wishes_there_are_few_points():
    family = CLASSIFICATION.family()

    assert all(len(family.member(index).points) <= 5 for index in range(0, family.size, 997))


@pytest.mark.parametrize("variables", [2, 3])
def test_every_choice_of_numbers_is_large_enough(variables):
    for minima, maxima, saddles in {counts for counts, _ in _gallery(variables)}:
        family = CLASSIFICATION.family(variables=variables, minima=minima, maxima=maxima, saddles=saddles)

        assert family.size >= 26_000
