"""Files that are whole: the old content or the new, never half of it."""

import errno
import resource
from pathlib import Path

import pytest

from symhess.runs.writing import naming, write_file


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path):
    target = tmp_path / "a.txt"
    for text in ("first", "second"):
        write_file(target, text)

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "second")]


@pytest.fixture
def small_files():
    """No file may grow beyond a kilobyte, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_the_old_content_stays(tmp_path, small_files):
    target = tmp_path / "a.txt"
    write_file(target, "old")
    with pytest.raises(OSError, match="a.txt") as caught:
        write_file(target, "new" * 1000)

    assert caught.value.errno == errno.EFBIG
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_an_error_that_has_a_name_keeps_it():
    with pytest.raises(FileNotFoundError) as caught, naming(Path("outer")):
        Path("/nowhere/inner").read_bytes()

    assert caught.value.filename == "/nowhere/inner"


def test_an_error_without_a_number_is_not_about_a_file():
    with pytest.raises(OSError, match="^no process$"), naming(Path("outer")):
        raise OSError("no process")
