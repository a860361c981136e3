from itertools import product

import pytest

from symhess.errors import InputError
from symhess.sheets.generators import GENERATORS, drawn

REFUSED = {
    "gradient": [{"kind": "product", "variables": 1}],
    "hessian": [{"kind": "product", "variables": 1}],
    "taylor": [{"kind": "product", "variables": 1}],
    "lagrange": [
        *({"variables": 2, "on": on} for on in ("plane", "sphere")),
        *({"variables": 3, "on": on} for on in ("line", "circle", "ellipse")),
    ],
}


def every_choice(name):
    options = GENERATORS[name].options
    for values in product(*(option.values for option in options.values())):
        yield dict(zip(options, values, strict=True))


@pytest.mark.parametrize("name", sorted(set(GENERATORS) - {"classification"}))
def test_every_choice_of_options_is_large_enough_or_refused(name):
    for options in every_choice(name):
        if any(refused.items() <= options.items() for refused in REFUSED.get(name, [])):
            with pytest.raises(InputError):
                GENERATORS[name].family(**options)
        else:
            assert GENERATORS[name].family(**options).size >= 26_000


@pytest.mark.parametrize("name", sorted(set(GENERATORS) - {"classification"}))
def test_a_draw_with_every_second_choice_of_options_is_solved(name):
    refused = REFUSED.get(name, [])
    allowed = [o for o in every_choice(name) if not any(some.items() <= o.items() for some in refused)]
    for seed, options in enumerate(allowed[::2]):
        problem = drawn(name, seed, options).problem

        assert len(problem.function.variables) == options.get("variables", len(problem.function.variables))
        assert options.get("point", bool(problem.at)) is bool(problem.at)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("taylor", {"order": 4}, "taylor: order must be 2 or 3, not 4"),
        ("taylor", {"variables": True}, "variables must be 2, 1 or 3, not True"),
        ("taylor", {"orders": 2}, "taylor has no option 'orders'; its options are variables, kind, order"),
        ("degenerate", {"kind": None}, "kind must be any, minimum, maximum or saddle, not None"),
        ("classification", {"minima": 9}, "minima must be left out, 0, 1, 2, 3 or 4, not 9"),
        ("gradient", {"point": "yes"}, "point must be false or true, not 'yes'"),
    ],
)
def test_wrong_options_are_named(name, options, message):
    with pytest.raises(InputError) as caught:
        GENERATORS[name].family(**options)

    assert message in str(caught.value)


@pytest.mark.parametrize(("name", "seed"), [("integral", 1), ("taylor", -1), ("taylor", 1.5), ("taylor", True)])
def test_wrong_names_and_seeds_are_refused(name, seed):
    with pytest.raises(InputError):
        drawn(name, seed)


def test_seeds_beyond_the_family_begin_again():
    family = GENERATORS["logistic"].family()

    assert drawn("logistic", 3).problem == drawn("logistic", 3 + family.size).problem
