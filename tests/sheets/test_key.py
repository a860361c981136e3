"""The answer key has every part of every variant."""

from symhess.render.document import Heading, Table
from symhess.render.plain.markdown import document_markdown
from symhess.sheets import Sheet
from symhess.sheets.exercises import read_exercise
from symhess.sheets.key import key_document
from symhess.sheets.paging import variant_pages

EXERCISES = (
    read_exercise({"function": "x^2 y", "asks": ["gradient", "hessian"], "marks": [1, 1.5]}),
    read_exercise({"text": "Why?", "solution": "So."}),
    read_exercise({"generator": "classification", "marks": 4}),
)


def test_every_part_of_every_variant_has_its_row():
    sheet = Sheet("Sheet", EXERCISES, variants=("A", "B"))
    page = key_document([variant_pages(sheet, number).solutions for number in (0, 1)])
    tables = [block for block in page.blocks if isinstance(block, Table)]
    labels = [[row.cells[0][0].text for row in table.rows] for table in tables]

    assert labels == [["1 (a)", "1 (b)", "2", "3"]] * 2
    assert [row.cells[2][0].text for row in tables[0].rows] == ["1", "1.5", "", "4"]
    assert tables[0].rows[3] != tables[1].rows[3]
    assert sum(isinstance(block, Heading) for block in page.blocks) == 2


def test_answers_are_results_without_their_lead():
    text = document_markdown(key_document([variant_pages(Sheet("Sheet", EXERCISES), 0).solutions]))

    assert "Result" not in text
    assert "see the solution sheet" in text
    assert "## Variant" not in text
