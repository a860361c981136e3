"""Every language says everything: the same keys with the same slots, in files that are read once."""

import pytest

from symhess.errors import InputError
from symhess.render.languages import codes, slots, table

ENGLISH = table("en")
OTHERS = [code for code in codes() if code != "en"]


def written(tmp_path, phrases, head="code = 'xx'\nname = 'Own'\n"):
    file = tmp_path / "own.toml"
    file.write_text(head + "\n[all]\n" + "".join(f"'{key}' = '''{text}'''\n" for key, text in phrases.items()), "utf-8")
    return str(file)


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_the_same_keys(code):
    assert sorted(table(code)) == sorted(ENGLISH)


@pytest.mark.parametrize("code", OTHERS)
def test_every_phrase_has_the_same_slots(code):
    different = {key: text for key, text in table(code).items() if slots(text) != slots(ENGLISH[key])}

    assert different == {}


@pytest.mark.parametrize("code", OTHERS)
def test_spaces_at_the_ends_are_those_of_the_pattern(code):
    """Phrases are joined to others: a lost space would glue two words together."""
    ends = {key: (text[:1] == " ", text[-1:] == " ") for key, text in table(code).items()}

    assert ends == {key: (text[:1] == " ", text[-1:] == " ") for key, text in ENGLISH.items()}


def test_no_phrase_is_empty():
    assert [(code, key) for code in codes() for key, text in table(code).items() if not text.strip()] == []


def test_no_key_is_given_twice_in_different_tables():
    """The file is a table of tables; a key that stood in two of them would silently win."""
    for code, path in codes().items():
        keys = [line.split("'")[1] for line in path.read_text("utf-8").splitlines() if line.startswith("'")]
        assert len(keys) == len(set(keys)) == len(table(code))


def test_a_language_of_ones_own_is_read_from_its_file(tmp_path):
    own = written(tmp_path, ENGLISH | {"heading.gradient": "Dégradé"})

    assert table(own)["heading.gradient"] == "Dégradé"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"heading.gradient": None}, "lacks 'heading.gradient' .1 phrases in all", id="missing"),
        pytest.param({"heading.colour": "Colour"}, "nobody asks for: 'heading.colour'", id="unknown"),
        pytest.param({"title": "Critical points"}, "the slots of 'title' must be function", id="lost-slot"),
        pytest.param({"heading.gradient": "Gradient {f}"}, "slots of 'heading.gradient' must be none", id="new-slot"),
        pytest.param({"title": "Points of {function"}, "the slots of 'title' must be function", id="open-brace"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_phrase(tmp_path, changes, message):
    phrases = {key: text for key, text in (ENGLISH | changes).items() if text is not None}

    with pytest.raises(InputError, match=message):
        table(written(tmp_path, phrases))


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        table(written(tmp_path, {}, head="code = \n"))
    with pytest.raises(InputError, match="cannot be read"):
        table(str(tmp_path / "missing.toml"))


@pytest.mark.parametrize("language", ["xx", "english", "", "EN"])
def test_an_unknown_language_is_refused_with_those_that_exist(language):
    with pytest.raises(InputError, match="the language must be .*en.*, not"):
        table(language)
