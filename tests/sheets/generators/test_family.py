import pytest

from symhess.sheets.generators.family import Family, choices, listed, shuffled, union


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 64, 65, 1000])
@pytest.mark.parametrize("key", ["", "newton"])
def test_shuffling_is_a_bijection(size, key):
    assert sorted(shuffled(index, size, key) for index in range(size)) == list(range(size))


def test_keys_shuffle_differently():
    orders = {tuple(shuffled(index, 50, key) for index in range(50)) for key in ("gradient", "hessian", "taylor")}

    assert len(orders) == 3


def test_neighbours_are_torn_apart():
    places = [shuffled(index, 100_000) for index in range(100)]

    assert min(abs(a - b) for a, b in zip(places, places[1:], strict=False)) > 100


def test_choices_are_all_different():
    family = choices([range(3), "ab", (True, False)], lambda *chosen: chosen)

    assert len({family.member(index) for index in range(family.size)}) == family.size == 12


@pytest.mark.parametrize(("sizes", "enough"), [((5, 9), 100), ((5, 9), 8), ((1, 50, 50), 41), ((2, 3, 4), 9)])
def test_a_union_has_each_member_once(sizes, enough):
    families = [listed([(number, k) for k in range(size)]) for number, size in enumerate(sizes)]
    family = union(families, enough)
    members = [family.member(index) for index in range(family.size)]

    assert len(set(members)) == len(members)
    assert min(sum(sizes), enough) <= family.size <= sum(sizes)


def test_a_union_spares_the_small_ones():
    family = union([listed([0, 1, 2]), listed(range(100, 200)), listed(range(300, 400))], 43)
    members = [family.member(index) for index in range(family.size)]

    assert family.size == 43
    assert {0, 1, 2} < set(members)
    assert sum(100 <= member < 200 for member in members) == 20


def test_a_union_ends():
    with pytest.raises(IndexError):
        union([listed("a")], 1).member(1)


def test_mapping_keeps_the_order():
    assert Family(3, lambda index: index).mapped(lambda n: -n).member(2) == -2
