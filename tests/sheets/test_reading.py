"""Sheets are read as they are written, and what is wrong is told with file, line and key."""

from fractions import Fraction

import pytest

from symhess.errors import InputError
from symhess.sheets import Asks, read_sheet
from symhess.sheets.reading import variant_letters

F = '[[exercises]]\nfunction = "x^2 y + y^2"\n'  # lines 1 and 2
G = '[[exercises]]\ngenerator = "taylor"\n'
A = 'asks = "gradient"\n'


def written(folder, text):
    path = folder / "sheet.toml"
    path.write_text(text, encoding="utf-8")
    return path


WRONG = [
    ("", 1, "exercises"),
    ("exercises = 3\n", 1, "exercises"),
    ("exercises = []\n", 1, "exercises"),
    ('colour = "red"\n' + F + A, 1, "colour"),
    ("title = 7\n" + F + A, 1, "title"),
    (f'title = "{"a" * 301}"\n' + F + A, 1, "title"),
    ("seed = -1\n" + F + A, 1, "seed"),
    ('seed = "seven"\n' + F + A, 1, "seed"),
    ("seed = true\n" + F + A, 1, "seed"),
    ("variants = 27\n" + F + A, 1, "variants"),
    ("variants = 0\n" + F + A, 1, "variants"),
    ('variants = "F-A"\n' + F + A, 1, "variants"),
    ('variants = "A,A"\n' + F + A, 1, "variants"),
    ('title = "a"\nlanguage = "klingon"\n' + F + A, 2, "language"),
    ('layout = "poster"\n' + F + A, 1, "layout"),
    ('format = "docx"\n' + F + A, 1, "format"),
    ("name_line = 1\n" + F + A, 1, "name_line"),
    ("time_limit = 0\n" + F + A, 1, "time_limit"),
    ("time_limit = true\n" + F + A, 1, "time_limit"),
    (F, 1, "asks"),
    ("[[exercises]]\nmarks = 2\n", 1, "function"),
    (F + 'generator = "taylor"\n' + A, 3, "generator"),
    (F + 'asks = "gradeint"\n', 3, "asks"),
    (F + 'asks = ["gradient", "hesian"]\n', 3, "asks"),
    (F + "asks = []\n", 3, "asks"),
    (F + A + "\n" + F + A + "wieght = 3\n", 8, "wieght"),
    (F + A + "marks = -1\n", 4, "marks"),
    (F + A + 'marks = "a"\n', 4, "marks"),
    (F + A + 'marks = "1/3"\n', 4, "marks"),
    (F + A + "marks = [1, 2]\n", 4, "marks"),
    (F + 'asks = ["gradient", "hessian"]\nmarks = [1]\n', 4, "marks"),
    ('[[exercises]]\nfunction = "x^2 +"\n' + A, 2, "function"),
    ("[[exercises]]\nfunction = 3\n" + A, 2, "function"),
    (F + 'variables = ["x"]\n' + A, 2, "function"),
    (F + 'domain = "x >"\n' + A, 3, "domain"),
    (F + 'asks = "taylor"\n', 1, "at"),
    (F + 'asks = "taylor"\nat = [1]\n', 4, "at"),
    (F + 'asks = "taylor"\nat = [0, 0]\norder = 9\n', 5, "order"),
    (F + 'asks = "newton"\nat = [0, 1]\nsteps = 4\n', 5, "steps"),
    (F + 'asks = "lagrange"\n', 1, "constraint"),
    (F + 'asks = "lagrange"\nconstraint = "x < 1"\n', 4, "constraint"),
    (F + 'asks = "region"\nregion = "x = 1"\n', 4, "region"),
    (F + 'asks = "region"\nregion = ["x != 1"]\n', 4, "region"),
    (F + A + 'constraint = "x = 1"\n', 4, "constraint"),
    (F + A + "steps = 2\n", 4, "steps"),
    (F + 'asks = "logistic"\n', 3, "asks"),
    (F + A + "lines = 0\n", 4, "lines"),
    (F + A + "lines = 3\nspace = 2\n", 5, "space"),
    (F + A + "space = 100\n", 4, "space"),
    (F + A + 'fill_in = "yes"\n', 4, "fill_in"),
    (F + A + 'picture = "maybe"\n', 4, "picture"),
    (F + A + 'detail = "long"\n', 4, "detail"),
    (F + A + 'syntax = "tex"\n', 4, "syntax"),
    (F + A + 'hint = "an open $ sign"\n', 4, "hint"),
    (F + A + 'hint = "a wrong $x +$ formula"\n', 4, "hint"),
    (F + A + 'solution = "because"\n', 4, "solution"),
    ('[[exercises]]\ntext = "Why $x ^$?"\n', 2, "text"),
    ('[[exercises]]\ntext = "Why?"\nasks = "gradient"\n', 3, "asks"),
    ('[[exercises]]\ntext = "Why?"\nat = [0]\n', 3, "at"),
    ('[[exercises]]\ngenerator = "integrals"\n', 2, "generator"),
    (G + "order = 7\n", 3, "order"),
    (G + "colour = 1\n", 3, "colour"),
    (G + "order = [2]\n", 3, "order"),
    (G + 'asks = "lagrange"\n', 3, "asks"),
    (F + "parts = 3\n", 3, "parts"),
    (F + A + "[[exercises.parts]]\n" + A, 3, "asks"),
    (F + "[[exercises.parts]]\n" + A + '[[exercises.parts]]\nasks = "all"\n', 6, "asks"),
    (F + "[[exercises.parts]]\n" + A + "[[exercises.parts]]\nmarks = 2\n", 5, "asks"),
    (F + "[[exercises.parts]]\n" + A + "colour = 2\n", 5, "colour"),
    (F + A + '[[exercises]]\nexercises = 3\ntext = "a"\n', 5, "exercises"),
]


@pytest.mark.parametrize(("text", "line", "key"), WRONG, ids=[f"{k}-{key}" for k, (_, _, key) in enumerate(WRONG)])
def test_what_is_wrong_is_told_with_file_line_and_key(tmp_path, text, line, key):
    with pytest.raises(InputError) as caught:
        read_sheet(written(tmp_path, text))

    assert str(caught.value).startswith(f"sheet.toml, line {line}, {key}: ")
    assert "\n" not in str(caught.value)


def test_positions_in_functions_are_told(tmp_path):
    with pytest.raises(InputError, match=r"line 2, function: .*\(at character 6\)"):
        read_sheet(written(tmp_path, '[[exercises]]\nfunction = "x^2 +"\n' + A))


@pytest.mark.parametrize("content", [b'title = "a', b"\xff\xfe\x00", b"a = 1\na = 2\n"])
def test_what_is_no_toml_is_refused(tmp_path, content):
    path = tmp_path / "sheet.toml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"^sheet.toml: "):
        read_sheet(path)


def test_every_entry_arrives(tmp_path):
    text = (
        'title = "Sheet"\ncourse = "Analysis"\ndate = "today"\nlanguage = "de"\nseed = 5\nvariants = "B-C"\n'
        'layout = "exam"\nformat = "tex"\nname_line = false\nmarks_table = false\ntime_limit = 2\ndetail = "brief"\n'
        '[[exercises]]\nfunction = "y + x^2"\nasks = ["gradient", "hessian"]\nmarks = [1, 2.5]\nhint = "h"\nlines = 3\n'
        '[[exercises]]\ngenerator = "taylor"\norder = 3\nfill_in = true\ndetail = "full"\npicture = "none"\n'
        '[[exercises]]\nfunction = "x y"\ndomain = "x > 0"\n'
        '[[exercises.parts]]\nasks = "lagrange"\nconstraint = "x^2 + y^2 = 2"\nspace = 4\n'
        '[[exercises.parts]]\nasks = "newton"\nat = ["1/2", 1]\nsteps = 2\nmarks = 1\n'
        '[[exercises.parts]]\ntext = "Why?"\nsolution = "So."\n'
    )
    sheet = read_sheet(written(tmp_path, text))
    first, second, third = sheet.exercises

    assert (sheet.title, sheet.course, sheet.date, sheet.language) == ("Sheet", "Analysis", "today", "de")
    assert (sheet.seed, sheet.variants, sheet.layout, sheet.format) == (5, ("B", "C"), "exam", "tex")
    assert (sheet.name_line, sheet.marks_table, sheet.time_limit) == (False, False, 2.0)
    assert [item.marks for item in first.items] == [1, Fraction(5, 2)]
    assert [bool(item.hint) for item in first.items] == [False, True]
    assert [item.blank.lines for item in first.items] == [3, 3]
    assert [str(term) for term in first.function.function.terms] == ["y", "x**2"]
    assert (second.generated.name, second.generated.options) == ("taylor", {"order": 3})
    assert (first.detail, second.detail, second.picture, second.items[0].rows) == ("brief", "full", "none", 5)
    assert [item.asks for item in third.items] == [Asks.LAGRANGE, Asks.NEWTON, None]
    assert [str(c) for c in third.items[1].problem.at] == ["1/2", "1"]
    assert (third.items[0].blank.lines, third.items[0].blank.ruled) == (5, False)
    assert len(third.items[2].text) == len(third.items[2].solution) == 1


def test_variables_of_constraints_are_variables_of_the_function(tmp_path):
    text = '[[exercises]]\nfunction = "x + y"\nasks = "lagrange"\nconstraint = "x^2 + y^2 + z^2 = 1"\n'
    (exercise,) = read_sheet(written(tmp_path, text)).exercises

    assert [variable.name for variable in exercise.items[0].problem.function.variables] == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("value", "letters"), [(1, [""]), ("1", [""]), (2, "AB"), ("A", "A"), ("C-E", "CDE"), ("A, Z", "AZ"), (26, 26)]
)
def test_variants_are_letters(value, letters):
    found = variant_letters(value)

    assert len(found) == letters if isinstance(letters, int) else list(found) == list(letters)
