"""The table in its three forms."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from symhess.models import LogisticRegression
from symhess.models.summary import CoefficientRow, Summary
from tests.models.reference import dataset, simulated


@pytest.fixture
def spector():
    return LogisticRegression().fit(*dataset("spector"))


def test_the_numbers_are_those_of_the_model(spector):
    table = spector.summary(level=0.9)
    bounds = spector.confidence_intervals(0.9)[0]

    assert [row.estimate for row in table.rows] == [*spector.coef_[0], *spector.intercept_]
    assert [row.lower for row in table.rows] == bounds[:, 0].tolist()
    # Greene's textbook prints z = 2.238 and P = 0.0252 for the first of these
    assert (table.rows[0].z, table.rows[0].p) == (pytest.approx(2.2377, abs=1e-3), pytest.approx(0.0252, abs=1e-4))


def test_all_forms_show_the_same_cells(spector):
    table = spector.summary()
    html = ET.fromstring(f"<div>{table.to_html().replace('<br>', '<br/>')}</div>")
    shown = [tuple(cell.text for cell in row) for row in html.iter("tr")][1:]

    assert shown == [row.cells() for row in table.rows]
    for cells in shown:
        assert all(cell in str(table) for cell in cells)
        assert all(cell.partition("e")[0] in table.to_latex() for cell in cells)
    assert str(table).splitlines()[0] == "Logistic regression of 1.0 against 0.0"


def test_the_columns_of_the_text_are_aligned(spector):
    lines = str(spector.summary()).split("\n\n")[1].splitlines()

    assert len({len(line) for line in lines}) == 1


def test_special_characters_are_escaped():
    table = Summary("50 % & more", (), (CoefficientRow("a_b<c", 1.0, 1.0, 1.0, 3e-9, 0.0, 1.0),), 0.95)

    assert r"50 \% \& more" in table.to_latex()
    assert r"a\_b<c" in table.to_latex()
    assert r"$3.0 \cdot 10^{-9}$" in table.to_latex()
    assert "a_b&lt;c" in table.to_html()
    assert table.to_latex().count(r"\begin") == table.to_latex().count(r"\end")


@pytest.mark.filterwarnings("ignore::symhess.errors.SymhessWarning")
def test_separation_is_said_in_the_table():
    table = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1]).summary()

    assert "complete separation along (" in str(table)
    assert "complete separation along" in table.to_latex()
    assert np.isnan(table.rows[0].standard_error)


def test_many_classes_are_told_apart():
    X, y = simulated(100, 1, 3)
    names = [row.name for row in LogisticRegression().fit(X, np.array(["a", "b", "c"])[y]).summary().rows]

    assert names == ["a: x0", "a: intercept", "b: x0", "b: intercept", "c: x0", "c: intercept"]


def test_penalties_are_in_the_title():
    X, y = simulated(50, 1)

    assert "ridge 2" in LogisticRegression(ridge=2).fit(X, y).summary().title
    assert "Firth" in LogisticRegression(firth=True).fit(X, y).summary().title
