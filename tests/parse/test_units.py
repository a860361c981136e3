import pytest
from sympy import Tuple

from symhess import ParseError
from symhess.parse.build import build
from symhess.parse.characters import fold_characters
from symhess.parse.cursor import Cursor
from symhess.parse.grammar import read_sum
from symhess.parse.lexer import scan
from symhess.parse.names import declared_names
from symhess.parse.units import has_units, unit_entries

from .helpers import read, x, y, z


def tree_with_units(text):
    tokens = scan(fold_characters(text), declared_names("x y z").with_units(), "calculator")
    return read_sum(Cursor(tokens.tokens, tokens.original))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2x i + 2y j", (2 * x, 2 * y, 0), id="two"),
        pytest.param("2xi+2yj", (2 * x, 2 * y, 0), id="without-spaces"),
        pytest.param("i", (1, 0, 0), id="one"),
        pytest.param("-k", (0, 0, -1), id="negative"),
        pytest.param("i x", (x, 0, 0), id="unit-first"),
        pytest.param("3(x i - y k)", (3 * x, 0, -3 * y), id="bracketed"),
        pytest.param("(x i + j)/2", (x / 2, 0.5, 0), id="divided"),
        pytest.param("i + j - (i - j)", (0, 2, 0), id="cancelling"),
        pytest.param("2*3*j", (0, 6, 0), id="several-factors"),
        pytest.param("sin(x)i + e^y j + z k", None, id="functions"),
    ],
)
def test_linear_combinations(text, expected):
    entries = tuple(build(entry) for entry in unit_entries(tree_with_units(text), 3))

    if expected is None:
        assert [entry.free_symbols for entry in entries] == [{x}, {y}, {z}]
    else:
        assert all((entry - value).equals(0) for entry, value in zip(entries, expected, strict=True))


@pytest.mark.parametrize("text", ["i j", "i^2", "1/i", "x + i", "sin i", "|i|", "√(i)", "i + 2 j + 3", "x^i", "i/j"])
def test_other_uses_of_unit_vectors_are_refused(text):
    with pytest.raises(ParseError, match="not linear"):
        unit_entries(tree_with_units(text), 3)


def test_there_is_one_entry_for_each_variable():
    assert len(unit_entries(tree_with_units("i"), 2)) == 2
    with pytest.raises(ParseError, match="unit vector k has no place in 2 variables"):
        unit_entries(tree_with_units("i + k"), 2)


def test_units_are_found_anywhere():
    assert has_units(tree_with_units("x(y + 2(z - i))"))
    assert not has_units(tree_with_units("x(y + 2(z - 1))"))


def test_declared_letters_are_variables_not_units():
    assert read("x i", "x i").free_symbols == read("i x", "x i").free_symbols
    assert read("2xi + 3yj", "x y") == Tuple(2 * x, 3 * y)
