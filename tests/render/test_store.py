"""Files are there as a whole or not at all."""

import pytest

from symhess.errors import InputError
from symhess.render.store import stored


def test_what_was_there_is_replaced(tmp_path):
    (tmp_path / "a").write_bytes(b"old")

    assert stored({tmp_path / "a": b"new", tmp_path / "b": b"more"}) == (tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_one_place_that_cannot_be_written_leaves_all_as_they_were(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(InputError, match="cannot write"):
        stored({tmp_path / "a": b"new", tmp_path / "no" / "b": b"more"})

    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_interrupt_leaves_nothing_half_written(tmp_path):
    class Interrupting(bytes):
        def __buffer__(self, flags):
            raise KeyboardInterrupt

    class Files(dict):
        def items(self):
            yield tmp_path / "a", b"new"
            raise KeyboardInterrupt

    files = Files({tmp_path / "a": b"new"})
    with pytest.raises(KeyboardInterrupt):
        stored(files)

    assert list(tmp_path.iterdir()) == []
