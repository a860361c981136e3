"""What other rooms write in English is known word by word, and told in every language."""

import pytest
from sympy import Piecewise
from sympy.abc import x, y

import symhess
from symhess.render import to_text
from symhess.render.languages import codes, slots, table
from symhess.render.retelling import WRITTEN, retold

NOTED = [
    ("0.25 x^2", "calculator"),
    ("x^2 y/2x", "calculator"),
    ("2 x 3", "calculator"),
    ("sin^-1 x + y", "calculator"),
    ("log x + y", "calculator"),
    ("sin x(y + 1)", "calculator"),
    ("sin |x| y", "calculator"),
    ("sin (x)^2 + y", "calculator"),
    ("2e+3 x", "calculator"),
    (r"\sin{x} y", "latex"),
]


@pytest.mark.parametrize("key", WRITTEN)
def test_a_sentence_and_its_phrase_have_the_same_slots(key):
    assert slots(WRITTEN[key]) >= slots(table("en")[key])


@pytest.mark.parametrize("section", ["reading", "pair", "smooth"])
def test_every_phrase_of_a_section_is_one_that_is_written(section):
    assert {key for key in table("en") if key.startswith(f"{section}.")} - {"smooth.set", "smooth.cases-where"} == {
        key for key in WRITTEN if key.startswith(f"{section}.")
    }


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize(("text", "syntax"), NOTED)
def test_what_is_noted_on_an_input_is_known(text, syntax, language):
    notes = symhess.parse(text, syntax=syntax).notes

    assert notes and all(retold(note, "reading", language) for note in notes)


@pytest.mark.parametrize(
    ("f", "said"),
    [
        ("0.25 x^2", "„0.25“ ist exakt als 1/4 gelesen."),
        ("x y ln(x)", "zweimal stetig differenzierbar auf der Menge aller Punkte mit x > 0."),
        (Piecewise((x * y, x > y), (0, True)), "auf dem Inneren der Bereiche der einzelnen Fälle"),
    ],
)
def test_pages_tell_it_in_their_language(f, said):
    assert said in " ".join(to_text(symhess.analyze(f), language="de").split())


def test_the_first_sentence_that_fits_counts():
    assert retold("2x/3y is read as (2x/3)*y", "reading", "de") == "„2x/3y“ ist als (2x/3)*y gelesen."
    assert retold("at (0, 0): no limit", "pair", "de") == "in (0, 0): no limit"
    assert retold("at (0, 0): no limit", "smooth", "de") is None
