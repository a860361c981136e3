"""Assignments: the right answers follow from f, and errors name line and key."""

from fractions import Fraction

import pytest
from sympy import Matrix, Rational, Tuple, exp
from sympy.abc import x, y

from symhess.errors import InputError
from symhess.grade import make_field, read_assignment
from symhess.grade.fields import Form, Visibility

TOP = 'function = "x^3 - 3x + y^2"\nvariables = ["x", "y"]\n'


def written(folder, text):
    path = folder / "sheet.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("asks", "function", "options", "reference"),
    [
        ("gradient", "x^2 y", {}, Tuple(2 * x * y, x**2)),
        ("hessian", "x^2 y", {}, Matrix([[2 * y, 2 * x], [2 * x, 0]])),
        ("partial", "x^2 exp(y)", {"of": ["x", "y"]}, 2 * x * exp(y)),
        ("clairaut", "x^2 y", {}, 2 * x),
        ("critical_points", "x^3 - 3x + y^2", {}, (Tuple(-1, 0), Tuple(1, 0))),
        ("discriminant", "x^2 y", {}, -4 * x**2),
        ("discriminant", "x^2 y", {"at": [3, 0]}, -36),
        ("classification", "x^2 - y^2", {}, ((Tuple(0, 0), "saddle"),)),
        ("taylor", "exp(x) + y", {"at": [0, 0], "order": 3}, 1 + x + x**2 / 2 + x**3 / 6 + y),
        ("newton", "x^4", {"at": [3], "steps": 2}, Tuple(Rational(4, 3))),
        ("lagrange", "x + y", {"constraint": "x^2 + y^2 = 2"}, (Tuple(-1, -1), Tuple(1, 1))),
        ("expression", "x + y", {"answer": "2xy"}, 2 * x * y),
        ("critical_points", "sin(x)", {"answer": "pi/2"}, None),
        ("argument", "x", {}, None),
    ],
)
def test_the_right_answer_follows_from_the_function_or_is_given(asks, function, options, reference):
    found = make_field(asks, function, **options).reference

    assert reference is None or found == reference


def test_an_assignment_has_defaults_at_the_top_and_every_option_below(tmp_path):
    text = (
        'title = "Sheet"\ntime_limit = 1.5\ntolerance = 0.1\nvisibility = "after_published"\n' + TOP + "[[fields]]\n"
        'asks = "gradient"\nweight = 1.5\n[[fields]]\nname = "second"\nasks = "partial"\nof = "y"\n'
        'form = ["exact", "factored"]\nvisibility = "hidden"\ntolerance = 0\nfollow_through = 0.5\n'
    )
    sheet = read_assignment(written(tmp_path, text))
    first, second = sheet.fields

    assert (sheet.title, sheet.time_limit, sheet.out_of) == ("Sheet", 1.5, Fraction(5, 2))
    assert (first.name, first.weight, first.tolerance) == ("gradient", Fraction(3, 2), Fraction(1, 10))
    assert (first.visibility, second.visibility) == (Visibility.AFTER_PUBLISHED, Visibility.HIDDEN)
    assert (second.name, second.forms, second.tolerance) == ("second", (Form.EXACT, Form.FACTORED), 0)
    assert second.carry == Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        (TOP + '[[fields]]\nasks = "hesian"\n', 4, "asks"),
        (TOP + '[[fields]]\nasks = "gradient"\n\n[[fields]]\nasks = "hessian"\nwieght = 3\n', 8, "wieght"),
        (TOP + '[[fields]]\nasks = "gradient"\nweight = -1\n', 5, "weight"),
        (TOP + '[[fields]]\nasks = "gradient"\nweight = "a"\n', 5, "weight"),
        (TOP + '[[fields]]\nasks = "gradient"\nfollow_through = 2\n', 5, "follow_through"),
        (TOP + '[[fields]]\nasks = "taylor"\n', 3, "at"),
        (TOP + '[[fields]]\nasks = "taylor"\nat = [1]\n', 5, "at"),
        (TOP + '[[fields]]\nasks = "taylor"\nat = [1, 1]\norder = 99\n', 6, "order"),
        (TOP + '[[fields]]\nasks = "gradient"\n[[fields]]\nasks = "gradient"\n', 5, "name"),
        (TOP + '[[fields]]\nasks = "gradient"\nname = "a/../b"\n', 5, "name"),
        (TOP + '[[fields]]\nasks = "gradient"\nvisibility = "maybe"\n', 5, "visibility"),
        (TOP + '[[fields]]\nasks = "partial"\nof = "z"\n', 5, "of"),
        (TOP + '[[fields]]\nasks = "expression"\nanswer = "2x +"\n', 5, "answer"),
        (TOP + '[[fields]]\nasks = "lagrange"\nconstraint = "x < 1"\n', 5, "constraint"),
        ('function = "x +"\n[[fields]]\nasks = "gradient"\n', 2, "function"),
        ('[[fields]]\nasks = "gradient"\n', 1, "function"),
        (TOP + "time_limit = 0\n[[fields]]\n", 3, "time_limit"),
        (TOP, 1, "fields"),
        ("colour = 1\n" + TOP, 1, "colour"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(tmp_path, text, line, key):
    with pytest.raises(InputError, match=rf"^sheet.toml, line {line}, {key}: "):
        read_assignment(written(tmp_path, text))


@pytest.mark.parametrize("content", [b'title = "a', b"\xff\xfe\x00", b"a = 1\na = 2\n"])
def test_what_is_no_toml_is_refused(tmp_path, content):
    path = tmp_path / "sheet.toml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"^sheet.toml: "):
        read_assignment(path)


@pytest.mark.parametrize(
    ("asks", "function", "options", "message"),
    [
        ("critical_points", "sin(x)", {}, "give the answer"),
        ("critical_points", "x^2", {"variables": ["x", "y"]}, "give the answer"),
        ("critical_points", "x^6 - 30x^2 - 12x", {}, "a tolerance"),
        ("newton", "x^3 + y", {"at": [1, 1]}, "no Newton step"),
        ("expression", "x", {}, "expected the right answer"),
    ],
)
def test_an_answer_that_is_not_proved_has_to_be_given(asks, function, options, message):
    with pytest.raises(InputError, match=message):
        make_field(asks, function, **options)
