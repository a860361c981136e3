"""All wording is in one table: everything that can be said has its sentence, and every sentence is said."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest

import symhess
from symhess import analyze
from symhess.critical_set import Certainty, Status
from symhess.errors import InputError
from symhess.evidence import CountTheorem, Rule
from symhess.render import document, to_text
from symhess.render.document import Math, Words
from symhess.render.formula import Name
from symhess.render.languages import table
from symhess.render.phrases import counted, enumerated, phrase, say, sentence, sentence_key, verdict_key
from symhess.statements import Grounds
from symhess.verdict import Kind, Reason

MEMBERS = [*Reason, *Kind, *Status, *Rule, *CountTheorem, *Certainty, *Grounds]
ROOT = Path(symhess.__file__).parent
SOURCES = "\n".join(p.read_text("utf-8") for room in ("render", "sheets") for p in (ROOT / room).rglob("*.py"))
ENGLISH = table("en")


@pytest.mark.parametrize("member", MEMBERS, ids=sentence_key)
def test_every_member_has_its_phrase(member):
    assert phrase(sentence_key(member))


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.value)
def test_a_reason_is_one_sentence(reason):
    text = sentence(reason)

    assert text[0].isupper() and text.endswith(".") and text.count(". ") == 0


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("strict", [True, False, None])
def test_every_verdict_has_its_words_alone_and_counted(kind, strict):
    key = verdict_key(kind, strict)

    assert phrase(f"verdict.{key}")
    assert counted(1, key) != counted(2, key)


def test_every_test_that_decides_has_its_name():
    sources = [path.read_text("utf-8") for path in (Path(symhess.__file__).parent / "classify").glob("*.py")]
    code = "\n".join(line for source in sources for line in source.splitlines() if ">>>" not in line)
    deciding = set(re.findall(r'(?:saddle|extremum|Verdict)\([^"\n]*"([a-z-]+)"', code))

    assert {"sylvester", "inertia"} <= deciding
    assert {test for test in deciding if f"test.{test}" not in ENGLISH} == set()


def test_every_sentence_is_said_somewhere():
    written = set(re.findall(r'"([a-z]+[a-z0-9.-]*)"', SOURCES))
    composed = re.findall(r'f"([a-z.-]+)\{', SOURCES)
    unsaid = [
        key
        for key in ENGLISH
        if key not in written
        and not any(key.startswith(start) for start in composed)
        and not key.endswith((".none", ".one", ".many"))
        and key.removesuffix(".maximum") not in {sentence_key(member) for member in MEMBERS}
    ]

    assert unsaid == []


def test_slots_are_filled_in_order():
    pieces = say("title", function=Name("f"))

    assert pieces == (Words("Critical points of "), Math(Name("f")))


def test_no_slot_has_a_format_or_a_conversion():
    parsed = chain.from_iterable(Formatter().parse(text) for text in ENGLISH.values())

    assert {(spec or "", conversion) for _, slot, spec, conversion in parsed if slot} == {("", None)}


def test_items_are_separated():
    assert Counter(piece.text for piece in enumerated(["a", "b", "c"], "; "))["; "] == 2


@pytest.mark.parametrize(("detail", "language"), [("long", "en"), ("brief", "xx"), (None, "en")])
def test_an_unknown_detail_or_language_is_refused(detail, language):
    with pytest.raises(InputError, match="must be"):
        document(analyze("x"), detail, language)


def test_nothing_is_capital_only_in_english():
    assert to_text(analyze("x^2")).startswith("Critical points of f(x)\n")
