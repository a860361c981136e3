"""The gallery in the documentation shows what the generators really give."""

import re
from pathlib import Path

import pytest

import symhess
from symhess.sheets.generators import GENERATORS, variant
from symhess.sheets.generators.classification import _gallery

PAGE = (Path(symhess.__file__).parents[1] / "docs" / "generators.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_generator_has_its_section_in_order():
    assert list(SECTIONS) == list(GENERATORS)


@pytest.mark.parametrize("name", GENERATORS)
def test_options_and_size_are_told(name):
    generator, section = GENERATORS[name], SECTIONS[name]

    assert f"{generator.family().size:,}".replace(",", " ") in section
    assert section.lstrip().startswith(generator.summary[:15])
    if name != "hessian":  # as for the gradient
        assert all(f"`{option}`" in section for option in generator.options)


@pytest.mark.parametrize("name", sorted(set(GENERATORS) - {"logistic"}))
def test_the_example_is_drawn(name):
    seed, formula = re.search(r"Seed (\d+).*?\$f\(x, y\) = (.*?)\$", SECTIONS[name], re.DOTALL).groups()
    options = {key: int(number) for key, number in re.findall(r"`(\w+) = (\d)`", SECTIONS[name])}
    written = symhess.parse(formula, variables=("x", "y"), syntax="latex").expression

    assert (variant(name, int(seed), options).function.expression - written).expand() == 0


def test_the_data_of_the_example_are_drawn():
    lists = re.search(r"Seed (\d+)\. \$x = (.*?)\$ with \$y = (.*?)\$", SECTIONS["logistic"]).groups()
    seed, *columns = ([int(entry) for entry in text.split(",")] for text in lists)

    assert variant("logistic", seed[0]).data == tuple(zip(*columns, strict=True))


@pytest.mark.parametrize("variables", [1, 2, 3])
def test_all_numbers_of_extrema_are_listed(variables):
    row = re.search(rf"^\| {variables} \| ([\d/, ]+) \|$", SECTIONS["classification"], re.MULTILINE).group(1)

    assert row.split(", ") == ["/".join(map(str, c)) for c in sorted({c for c, _ in _gallery(variables)})]
