import re

import pytest

from symhess.render.document import Align, Row, Table, Words
from symhess.render.tex_table import table_tex


def table(*widths, rows=1):
    cells = tuple((Words("n" * width),) for width in widths)
    return Table(((Words("n"),),) * len(widths), (Row(cells),) * rows, (Align.RIGHT,) * len(widths))


def written(shown, room=45.0):
    return table_tex(shown, room, lambda pieces, broken: "".join(piece.text for piece in pieces))


def test_columns_keep_their_alignment_where_there_is_room():
    assert "{@{}rr@{}}" in written(table(5, 5))


def test_letters_become_smaller_before_cells_are_broken():
    assert r"\small" in written(table(40, 42))
    assert "raggedright" not in written(table(40, 42))


def test_narrow_columns_stay_whole_and_wide_ones_share_the_rest():
    shown = written(table(4, 90, 90))
    shares = [float(width) for width in re.findall(r"p\{([\d.]+)em\}", shown)]

    assert "{@{}r>" in shown
    assert shares[0] == shares[1]
    assert sum(shares) < 45 / 0.85


@pytest.mark.parametrize(("rows", "environment"), [(10, "tabular"), (80, "longtable")])
def test_a_table_stays_whole_unless_it_is_long(rows, environment):
    shown = written(table(5, rows=rows))

    assert rf"\begin{{{environment}}}" in shown
    assert shown.count(r"\toprule") == 1
