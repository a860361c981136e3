"""Pages in German: no English word is left on them, in any format, whatever a page tells."""

import os
import re
from fractions import Fraction
from pathlib import Path

import pytest

from symhess import __version__, analyze
from symhess.evidence import EVIDENCE_TYPES
from symhess.render import document, to_latex, to_markdown, to_text
from symhess.render.document import Math, Words
from symhess.render.formula import Decimal
from symhess.render.languages import table
from symhess.render.page.decimal_sign import with_decimal_sign
from symhess.render.phrases import counted
from symhess.render.plain.text import document_text
from symhess.render.sheet import SheetPage, marks_number
from symhess.render.tex.latex import document_latex
from symhess.render.tex.sheets.article import sheet_article
from symhess.render.tex.sheets.beamer import sheet_beamer
from symhess.render.tex.sheets.exam import sheet_exam
from symhess.render.web.html import document_html, to_html

from .cases import CASES, WELLS, studied
from .records import study_with

SNAPSHOT = Path(__file__).parent / "snapshots" / "wells-de.txt"
ENGLISH_WORDS = frozenset(
    "the of and or is are has have with by from at where which that all both no one two three four point points "
    "critical minimum's saddle saddles strict global value values there none result notes gradient's hessian "
    "derivative derivatives rule table equation equations solution solutions solved root roots degree level "
    "lines eigenvalues zero undecided decided made every verdict exact rests floating "
    "constraint constraints multipliers candidates region boundary interior function along near behaves tends".split()
)


def english(text):
    """The English words of a text; mathematics and names of functions are not told from words, so few stand here."""
    return sorted(set(re.findall(r"[a-z]+(?:'s)?", text.lower())) & ENGLISH_WORDS)


def test_german_phrases_hold_no_english_word():
    assert {key: found for key, text in table("de").items() if (found := english(re.sub(r"\{.*?\}", "", text)))} == {}


def test_the_words_would_be_found():
    """Nearly every English sentence has at least one of them."""
    phrases = [re.sub(r"\{.*?\}", "", text) for text in table("en").values()]
    sentences = [text for text in phrases if len(text.split()) > 3]

    assert sum(bool(english(text)) for text in sentences) > 0.97 * len(sentences)


@pytest.mark.parametrize(("f", "given"), CASES)
def test_no_page_holds_an_english_word(f, given):
    page = document(studied(f, given), "full", "de")
    tags = re.sub(r"<annotation.*?</annotation>|<[^>]*>", " ", document_html(page, {}, folded=False))

    assert english(document_text(page)) == []
    assert english(tags) == []


@pytest.mark.parametrize("kind", EVIDENCE_TYPES, ids=lambda kind: kind.__name__)
def test_every_record_is_told_in_german(kind):
    study = study_with(kind)
    told, without = (document_text(document(study, detail, "de")) for detail in ("full", "brief"))

    assert english(told) == []
    assert len(told) > len(without)


def test_the_page_of_the_wells_is_as_it_was():
    page = to_text(analyze(WELLS), "full", language="de").replace(__version__, "VERSION")
    if os.environ.get("SNAPSHOTS") == "write":
        SNAPSHOT.write_text(page, encoding="utf-8")

    assert page == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (0, "root", "keine reelle Lösung"),
        (1, "root", "genau eine reelle Lösung"),
        (1, "saddle.open", "ein Sattelpunkt"),
        (2, "saddle.open", "zwei Sattelpunkte"),
        (4, "minimum.strict", "vier strenge lokale Minima"),
        (1, "minimum.strict", "ein strenges lokales Minimum"),
        (13, "point", "13 kritische Punkte"),
    ],
)
def test_nouns_are_counted_with_their_gender_and_number(count, noun, said):
    assert counted(count, noun, "de") == said


def test_decimals_have_a_comma_and_lists_of_them_semicolons():
    study = analyze("x log(x) + y^2 - x y")

    assert "≈ (0,463922; 0,231961)" in to_text(study, "brief", language="de").replace("\u00a0", " ")
    assert "0{,}463922" in to_latex(study, "brief", language="de")
    assert "0{,}463922" in to_markdown(study, "brief", language="de")
    assert "<mn>0,463922</mn><mo separator=\"true\">;</mo>" in to_html(study, "brief", "de")
    assert "0.463922, 0.231961" in to_text(study, "brief")


def test_decimals_on_sheets_have_a_comma_too():
    page = with_decimal_sign(SheetPage((Math(Decimal("-0.25")),), (), (), "", (), (), language="de"))

    assert r"- 0{,}25" in sheet_article(page, {})
    assert marks_number(Fraction(9, 2), "de") == "4,5"


def test_html_names_its_language_and_describes_its_pictures():
    page = to_html(analyze("x^2 - y^2"), "worked", "de")

    assert '<html lang="de">' in page
    assert "<title>Kritische Punkte von f(x, y)</title>" in page
    assert "Höhenlinien von f für x von" in page and "Ein Sattelpunkt: (0, 0)." in page


def test_latex_hyphenates_only_with_german_patterns():
    german = document_latex(document(analyze("x^2"), "brief", "de"))

    assert r"\language=\csname l@ngerman\endcsname" in german
    assert r"\language=255" in german
    assert r"\language" not in document_latex(document(analyze("x^2"), "brief"))


def test_sheets_hyphenate_in_german_too():
    page = SheetPage((Words("Blatt"),), (), (), "", (), (), language="de")

    assert all("l@ngerman" in make(page, {}) for make in (sheet_article, sheet_exam, sheet_beamer))
