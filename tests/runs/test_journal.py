"""The journal: what was added is read back, whatever happened to its end."""

import json
from pathlib import Path

import pytest

from symhess.errors import InputError
from symhess.runs.journal import open_journal

STAMP = {"run": 1}


def even(number):
    if number % 2:
        raise ValueError(number)
    return number


def interrupted(path, *rows, stamp=STAMP):
    """Add rows in a run that does not come to its end; return what it read before."""
    with pytest.raises(KeyboardInterrupt), open_journal(path, stamp) as journal:
        found = journal.read(even)
        for row in rows:
            journal.add(row)
        raise KeyboardInterrupt
    return found


def test_entries_come_back_run_after_run(tmp_path):
    path = tmp_path / "journal"

    assert interrupted(path, 2, 4) == []
    assert interrupted(path, 6) == [2, 4]
    assert interrupted(path) == [2, 4, 6]


def test_a_run_that_ends_leaves_no_journal(tmp_path):
    with open_journal(tmp_path / "journal", STAMP) as journal:
        journal.read(even)
        journal.add(2)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param(b"8", id="torn-line"),
        pytest.param(b'{"a', id="torn-json"),
        pytest.param(b"\x00\xff\n", id="not-utf-8"),
        pytest.param(b"[" * 100_000 + b"\n", id="too-deep"),
        pytest.param(b"3\n8\n", id="not-converted"),
        pytest.param(b'"8"\n', id="of-another-type"),
        pytest.param(b"\n", id="empty-line"),
    ],
)
def test_from_the_first_bad_line_on_it_is_cut(tmp_path, tail):
    path = tmp_path / "journal"
    interrupted(path, 2, 4)
    path.write_bytes(path.read_bytes() + tail)

    assert interrupted(path, 6) == [2, 4]
    assert [json.loads(line) for line in path.read_bytes().splitlines()] == [STAMP, 2, 4, 6]


@pytest.mark.parametrize("size", range(14))
def test_any_beginning_of_a_journal_is_a_journal(tmp_path, size):
    path = tmp_path / "journal"
    interrupted(path, 2, 4)
    path.write_bytes(path.read_bytes()[:size])

    assert interrupted(path) == [2, 4][: path.read_bytes().count(b"\n") - 1]


def test_another_run_does_not_believe_it(tmp_path):
    interrupted(tmp_path / "journal", 2)

    assert interrupted(tmp_path / "journal", stamp={"run": 2}) == []


def test_two_runs_at_a_time_are_refused(tmp_path):
    with open_journal(tmp_path / "journal", STAMP) as journal:
        journal.read(even)
        with pytest.raises(InputError, match="another run is writing"):
            interrupted(tmp_path / "journal")
        journal.add(2)


def test_a_full_disk_is_told_with_the_journal_s_name():
    with pytest.raises(OSError, match="No space left on device: '/dev/full'"):
        with open_journal(Path("/dev/full"), STAMP) as journal:
            journal.add(2)
