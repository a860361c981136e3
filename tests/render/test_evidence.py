"""The union of evidence records is closed: each has its sentence on every page and a round trip through JSON."""

import json
from dataclasses import fields

import pytest

from symhess.evidence import EVIDENCE_TYPES
from symhess.render import document, from_dict, to_dict, to_text
from symhess.render.data.codec import read_table, write_table
from symhess.render.plain.markdown import document_markdown
from symhess.render.tex.latex import document_latex
from symhess.render.web.html import document_html

from .records import RECORDS, study_with

kinds = pytest.mark.parametrize("kind", EVIDENCE_TYPES, ids=lambda kind: kind.__name__)


@kinds
def test_every_record_has_its_sentence(kind):
    _, sentence, _ = RECORDS[kind]

    assert sentence in " ".join(to_text(study_with(kind), "full").split())


@kinds
@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(document_markdown, id="markdown"),
        pytest.param(document_latex, id="latex"),
        pytest.param(lambda page: document_html(page, {}, folded=False), id="html"),
    ],
)
def test_every_record_is_printed_in_every_format(kind, printed):
    study = study_with(kind)

    assert len(printed(document(study, "full"))) > len(printed(document(study, "brief")))


@kinds
def test_every_record_comes_back_from_json(kind):
    record, _, _ = RECORDS[kind]

    table = json.loads(json.dumps(write_table(record)))
    copy = read_table(table)

    assert type(copy) is kind
    assert write_table(copy) == table
    if "__eq__" in vars(kind):
        assert [getattr(copy, f.name) for f in fields(kind)] == [getattr(record, f.name) for f in fields(kind)]


@kinds
def test_a_study_with_every_record_comes_back_from_json(kind):
    data = json.loads(json.dumps(to_dict(study_with(kind))))

    assert to_dict(from_dict(data)) == data
