"""Every language says everything: the same keys with the same slots, and no word of a page is outside of the files."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from symhess import analyze
from symhess.errors import InputError
from symhess.evidence import EVIDENCE_TYPES
from symhess.render import document, to_html, to_latex, to_markdown, to_text
from symhess.render.document import Emphasis, Figure, Words
from symhess.render.languages import codes, language_of, slots, table

from .cases import CASES, studied
from .records import study_with

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


@pytest.mark.parametrize("code", OTHERS)
def test_formulas_in_phrases_are_those_of_the_pattern(code):
    found = {key: sorted(set(text.split("$")[1::2])) for key, text in table(code).items() if "$" in text}
    pattern = {key: sorted(set(text.split("$")[1::2])) for key, text in ENGLISH.items() if "$" in text}

    assert {key: found[key] for key in found.keys() & pattern.keys() if found[key] != pattern[key]} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_letters_that_are_formulas_are_marked(code):
    """Texts that become no page of words and formulas, and what users typed, have none."""
    bare = ("reading.", "smooth.", "figure.", "legend.", "task.")
    words = {key: re.sub(r"\$.*?\$|\{.*?\}", "", text) for key, text in table(code).items() if not key.startswith(bare)}

    assert [key for key, text in words.items() if re.search(r"(?<![\w.])[fgt](?!\w)", text)] == []


def test_no_phrase_is_empty():
    assert [(code, key) for code in codes() for key, text in table(code).items() if not text.strip()] == []


def test_no_key_is_given_twice_in_different_tables():
    """The file is a table of tables; a key that stood in two of them would silently win."""
    for code, path in codes().items():
        keys = [line.split("'")[1] for line in path.read_text("utf-8").splitlines() if line.startswith("'")]
        assert len(keys) == len(set(keys)) == len(table(code))


@pytest.mark.parametrize("code", codes())
def test_a_file_says_what_toml_reads_in_it(code):
    content = tomllib.loads(codes()[code].read_text("utf-8"))
    tables = [value for value in content.values() if isinstance(value, dict)]

    assert table(code) == {key: text for found in tables for key, text in found.items()}
    assert language_of(code).code == content["code"] == code


def test_a_phrase_may_be_written_in_any_form_of_toml(tmp_path):
    own, text = tmp_path / "own.toml", codes()["en"].read_text("utf-8")
    line = f"'title' = '{ENGLISH['title']}'"
    own.write_text(text.replace(line, '"title" = """\\\n  Of \\"{function}\\" all \\\n  points"""'), "utf-8")

    assert line in text
    assert table(str(own))["title"] == 'Of "{function}" all points'
    assert table(str(own))["heading.gradient"] == "Gradient"


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
        pytest.param({"test.curves": "on $f"}, "formulas in 'test.curves' must be like .f.", id="open-formula"),
        pytest.param({"test.curves": "on $x + y$"}, "formulas in 'test.curves' must be like", id="long-formula"),
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


@pytest.fixture(scope="module")
def loud(tmp_path_factory):
    """A language of one's own: English, but loud."""
    phrases = {key: re.sub(r"(\{\w+\})|(.)", lambda m: m[1] or m[2].upper(), text) for key, text in ENGLISH.items()}
    return written(tmp_path_factory.mktemp("languages"), phrases, head="code = 'x-loud'\nname = 'Loud'\n")


def words(part: object) -> Iterator[str]:
    """All words of a page, whatever holds them."""
    if isinstance(part, Words | Emphasis):
        yield part.text
    elif isinstance(part, tuple):
        for item in part:
            yield from words(item)
    elif is_dataclass(part):
        yield from (part.alternative,) if isinstance(part, Figure) else ()
        for field in fields(part):
            yield from words(getattr(part, field.name))


def quiet(page):
    """The words of a page that are not loud: those that no language file has said; the program's name is not one."""
    told = re.sub(r"“.*?”|[fx]-?[₀-₉]*|symhess", "", " | ".join(words(page)))
    return sorted(set(re.findall("[a-z]{2,}", told)))


@pytest.mark.parametrize("detail", ["brief", "worked", "full"])
@pytest.mark.parametrize(("f", "given"), CASES)
def test_no_word_of_a_page_is_outside_of_the_files(f, given, detail, loud):
    assert quiet(document(studied(f, given), detail, loud)) == []


@pytest.mark.parametrize("kind", EVIDENCE_TYPES, ids=lambda kind: kind.__name__)
def test_no_word_about_a_record_is_outside_of_the_files(kind, loud):
    assert quiet(document(study_with(kind), "full", loud)) == []


def test_quiet_words_are_found():
    assert quiet(document(analyze("x^2"), "brief")) != []


def test_every_format_is_made_in_a_language_of_ones_own(loud):
    study = analyze("x^2 - y^2")
    page = to_html(study, "brief", loud)

    assert "CRITICAL POINTS" in to_text(study, language=loud)
    assert "CRITICAL POINTS" in to_markdown(study, language=loud)
    assert "CRITICAL POINTS" in to_latex(study, language=loud)
    assert '<html lang="x-loud">' in page and "CRITICAL POINTS" in page


def test_words_of_a_language_without_patterns_stay_whole(loud):
    assert language_of(loud).hyphenation == ""
    assert r"\csname l@\endcsname" not in to_latex(analyze("x^2"), "brief", language=loud)
