import re

import pytest

from symhess.render.document import Align, Math, Row, Table, Words
from symhess.render.formula import Decimal
from symhess.render.tex.table import table_tex


def table(*widths, rows=1):
    cells = tuple((Words("nn " * (width // 3) + "n"),) for width in widths)
    return Table(((Words("n"),),) * len(widths), (Row(cells),) * rows, (Align.RIGHT,) * len(widths))


def plain(pieces, broken):
    return "".join(piece.text for piece in pieces)


def written(shown, room=45.0, cell=plain):
    return table_tex(shown, room, cell)


def test_columns_keep_their_alignment_where_there_is_room():
    assert "{@{}rr@{}}" in written(table(5, 5))


def test_letters_become_smaller_before_cells_are_broken():
    assert r"\small" in written(table(46, 47))
    assert "raggedright" not in written(table(46, 47))


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


def test_a_cell_is_never_narrower_than_what_cannot_be_broken():
    number = (Math(Decimal("-123456789.123456789")),)
    wide = (Words("many words " * 20),)
    shown = Table(((Words("n"),),) * 4, (Row((number, wide, wide, number)),), (Align.RIGHT,) * 4)

    assert re.search(r"\{@\{\}r>.*>.*r@\{\}\}", written(shown, cell=lambda pieces, broken: "x"))
