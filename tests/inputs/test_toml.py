"""Lines of keys in TOML files, whatever else the files hold."""

import tomllib

import pytest

from symhess.errors import InputError
from symhess.inputs.entries import WrongEntry
from symhess.inputs.toml import entry_line, read_toml

TEXT = '''title = """a
[[exercises]]
title = 3
b"""
note = \'\'\'
[options]\'\'\'   # [[exercises]]
[[exercises]]
asks = [
  "a", # title = 1
  "b]]",
]
marks = 1
  [[exercises.parts]]
  asks = 1
  [[exercises.parts]]
  asks = { a = 1, b = [1] }
  marks = 2
[[exercises]]
  [["exercises".parts]]
  asks = 3
  q."b" = 2
[options]
"x y" = 1
z = [ { k = 1 },
      { k = 2 } ]
'''


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        ((), "title", 1),
        ((), "note", 5),
        ((), "missing", 1),
        ((("exercises", 0),), "asks", 8),
        ((("exercises", 0),), "marks", 12),
        ((("exercises", 0),), "missing", 7),
        ((("exercises", 0), ("parts", 0)), "asks", 14),
        ((("exercises", 0), ("parts", 1)), "marks", 17),
        ((("exercises", 1), ("parts", 0)), "asks", 20),
        ((("exercises", 1), ("parts", 0)), "q", 21),
        ((("exercises", 1), ("parts", 0)), "missing", 19),
        ((("options", 0),), "x y", 23),
        ((("options", 0), ("z", 1)), "k", 24),
    ],
)
def test_a_key_is_found_in_its_table(table, key, line):
    tomllib.loads(TEXT)

    assert entry_line(TEXT, table, key) == line
    assert entry_line(TEXT.replace("\n", "\r\n").replace("\r\n", "\n"), table, key) == line


def test_a_wrong_entry_is_told_with_file_line_and_key():
    def build(tables):
        raise WrongEntry("k", "expected another").inside("z", 1).inside("options", 0)

    with pytest.raises(InputError, match=r"^a\.toml, line 24, k: expected another$"):
        read_toml(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(), "a.toml", build)


@pytest.mark.parametrize("content", [b'title = "a', b"\xff\xfe\x00", b"a = 1\na = 2\n", b"a = " + b"[" * 5000])
def test_what_is_no_toml_is_refused(content):
    with pytest.raises(InputError, match=r"^a\.toml: "):
        read_toml(content, "a.toml", dict)


def test_the_value_that_is_built_comes_back():
    assert read_toml(b"a = 1\nb = [2]\n", "a.toml", dict) == {"a": 1, "b": [2]}
