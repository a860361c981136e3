"""Kills, Ctrl-C and full disks: what is left can be gone on with, and ends in the same bytes."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from symhess.cli import main
from symhess.grade import grade_file
from symhess.runs.shards import Shard
from tests.grade.classroom import SHEET, generated_class

SIZE = 28
KILLS = 3  # the benchmark has twenty


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder with the assignment, a class of submissions, its shards, and what an undisturbed run leaves."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "sheet.toml").write_text(SHEET)
    rows = [{"student": s.student, "answers": s.answers} for s in (one.submission for one in generated_class(SIZE))]
    (folder / "class.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    grade(folder, folder / "out")
    for number in (1, 2):
        grade(folder, folder / str(number), shard=Shard(number, 2))
    return folder


def grade(room, output, **options):
    return grade_file(room / "sheet.toml", [room / "class.jsonl"], output, **options)


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def grading(room, output, *options):
    return ["grade", str(room / "sheet.toml"), str(room / "class.jsonl"), "-o", str(output), *options]


@contextmanager
def running(arguments, until):
    """The command in a group of its own, as a terminal makes it, when so much has happened; nothing of it stays."""
    command = [sys.executable, "-m", "symhess", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, start_new_session=True, **quiet) as process:
        while process.poll() is None and not until():
            time.sleep(0.002)
        yield process
        process.wait(60)
    assert not group_exists(process.pid)


def group_exists(group, patience=10.0):
    """Whether a process of the group still lives after a moment of patience."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.02)
    return True


def lines(path):
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_kills_at_any_moment_change_no_byte_and_nothing_is_judged_twice(room, tmp_path):
    journal, judged, chance = tmp_path / "journal.jsonl", [], random.Random(7)
    for _ in range(KILLS):
        before = lines(journal)
        goal = before + chance.randint(1, 12)
        with running(grading(room, tmp_path, "--jobs", "2"), lambda goal=goal: lines(journal) >= goal) as process:
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert lines(journal) >= max(before, 1)
    kept = lines(journal) - 1
    grade(room, tmp_path, progress=lambda done, total: judged.append(done))

    assert judged[0] >= kept
    assert contents(tmp_path) == contents(room / "out")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(grading, id="grading"),
        pytest.param(lambda room, output: ["merge", str(room / "1"), str(room / "2"), "-o", str(output)], id="merging"),
    ],
)
def test_a_kill_while_pages_are_written_changes_no_byte(room, tmp_path, arguments):
    pages = tmp_path / "feedback"
    with running(arguments(room, tmp_path), lambda: pages.exists() and len(list(pages.iterdir())) > 7) as process:
        process.kill()

    assert not (tmp_path / "results.jsonl").exists()
    assert main(arguments(room, tmp_path)) == 0
    assert contents(tmp_path) == contents(room / "out")


def test_ctrl_c_is_one_line_and_leaves_what_was_judged(room, tmp_path):
    journal = tmp_path / "journal.jsonl"
    with running(grading(room, tmp_path, "--jobs", "2"), lambda: lines(journal) > 5) as process:
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()

    assert process.returncode == 130
    assert told.count("\n") == 1 and "answers are judged; the same command goes on from there" in told
    grade(room, tmp_path)
    assert contents(tmp_path) == contents(room / "out")


@contextmanager
def small_files(size):
    """No file may grow beyond this size, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [1024, 20_000, 60_000])
def test_a_full_disk_is_one_line_and_leaves_no_half_file(room, tmp_path, capsys, size):
    whole = contents(room / "out")
    with small_files(size):
        status = main(grading(room, tmp_path))
    told, left = capsys.readouterr().err, contents(tmp_path)

    assert (status, told.count("\n")) == (2, 1)
    assert "File too large" in told and str(tmp_path) in told
    assert "results.jsonl" not in left
    assert all(left[name] == whole[name] for name in left if name != "journal.jsonl")
    grade(room, tmp_path)
    assert contents(tmp_path) == whole


@pytest.mark.parametrize("place", ["/dev/full", "/dev/full/out", "/proc/out"])
def test_a_folder_that_cannot_be_is_one_line(room, capsys, place):
    assert main(grading(room, place)) == 2

    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert place in err
