"""One row out for each row in, in order, whatever happens."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest

from symhess import analyze
from symhess.batch import analyse_case, is_settled, merge_analyses, run_batch
from symhess.cases import read_case
from symhess.errors import InputError
from symhess.runs.shards import Shard, read_shards, write_shard
from symhess.verdict import Kind, Reason, Verdict

GOOD = '{"id": "bowl", "expression": "x^2 + y^2"}'


def behave(case, time_limit):
    """Do what the case's expression says, as a stand-in for an analysis."""
    verb, _, argument = case.expression.partition(" ")
    match verb:
        case "sleep":
            time.sleep(float(argument))
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "unwritable":
            os.close(2)
            return {"id": case.identifier, "status": "done", "error": None, "analysis": {1, 2}}
    return {"id": case.identifier, "status": "done", "error": None, "analysis": {"verb": verb}}


def interrupt_after_one(done, total):
    if done == 1:
        raise KeyboardInterrupt


def batch(folder, lines, **options):
    """Run a batch over the lines and return its rows and counts."""
    source, target = folder / "cases.jsonl", folder / "results.jsonl"
    source.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    counts = run_batch(source, target, **options)
    return [json.loads(line) for line in target.read_text("ascii").splitlines()], counts


def cases(*expressions):
    return [json.dumps({"id": text, "expression": text}) for text in expressions]


@pytest.mark.parametrize(
    ("restriction", "status", "points"),
    [
        pytest.param({"domain": "x > 0"}, "complete", 1, id="domain"),
        pytest.param({"domain": ["x > -2", "x < 0.5"]}, "complete", 2, id="domains"),
        pytest.param({"box": {"x": [0, "pi"]}}, "complete-in-box", 2, id="box"),
        pytest.param({"box": [[-0.5, 0.5]]}, "complete-in-box", 1, id="pairs"),
    ],
)
def test_domain_and_box_of_a_row_count(restriction, status, points):
    line = json.dumps({"expression": "x^4 - 2x^2", **restriction}).encode()
    row = analyse_case(read_case(line, 1), time_limit=10.0)
    found = row["analysis"]["critical_set"]

    assert (row["status"], found["status"], len(found["points"])) == ("done", status, points)


def test_a_box_that_makes_no_sense_is_bad_input():
    row = analyse_case(read_case(b'{"expression": "x^2", "box": 5}', 1), time_limit=10.0)

    assert row["status"] == "bad-input" and "pair (lo, hi)" in row["error"]


def test_rows_keep_their_order_at_any_number_of_jobs(tmp_path):
    names = ["sleep 0.4", "a", "sleep 0.2", "b", "c"]
    rows, counts = batch(tmp_path, cases(*names), jobs=2, analyse=behave)

    assert [row["id"] for row in rows] == names
    assert counts == Counter(done=5)


def test_every_ending_has_its_row(tmp_path):
    lines = [*cases("a", "sleep 600", "die", "unwritable"), "", "nonsense\udcff", *cases("z")]
    rows, counts = batch(tmp_path, lines, jobs=3, time_limit=0.01, analyse=behave)

    assert [row["status"] for row in rows] == [
        "done",
        "time-limit",
        "crashed",
        "crashed",
        "bad-input",
        "done",
    ]
    assert [row["error"] is None for row in rows] == [True, False, False, False, False, True]
    assert [row["id"] for row in rows] == ["a", "sleep 600", "die", "unwritable", 6, "z"]
    assert counts.total() == 6


def test_an_empty_file_gives_an_empty_file(tmp_path):
    assert batch(tmp_path, [""], analyse=behave) == ([], Counter())


def test_progress_counts_every_row_once(tmp_path):
    seen = []
    batch(tmp_path, [*cases("a", "b"), "nonsense"], analyse=behave, progress=lambda *state: seen.append(state))

    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_target_keeps_its_content_until_the_end(tmp_path):
    target = tmp_path / "results.jsonl"
    target.write_text("before")
    seen = []
    batch(tmp_path, cases("a"), analyse=behave, progress=lambda *state: seen.append(target.read_text()))

    assert seen == ["before"]
    assert json.loads(target.read_text())["id"] == "a"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.jsonl", "results.jsonl"]


def fail(*state):
    raise RuntimeError("no terminal")


def test_a_batch_that_fails_leaves_no_results_and_goes_on_later(tmp_path):
    with pytest.raises(RuntimeError, match="no terminal"):
        batch(tmp_path, cases("a", "b"), analyse=behave, progress=fail)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.jsonl", "results.jsonl.journal"]

    seen = []
    rows, _ = batch(tmp_path, cases("a", "b"), analyse=behave, progress=lambda *state: seen.append(state))
    assert seen == [(2, 2)]
    assert [row["id"] for row in rows] == ["a", "b"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.jsonl", "results.jsonl"]


@pytest.mark.parametrize("change", [{"time_limit": 5.0}, {"analyse": analyse_case}, {"shard": Shard(1, 1)}])
def test_the_journal_of_another_batch_is_not_believed(tmp_path, change):
    with pytest.raises(RuntimeError, match="no terminal"):
        batch(tmp_path, cases("x^2"), analyse=behave, progress=fail)
    seen = []
    batch(tmp_path, cases("x^2"), **{"analyse": behave, "progress": lambda *state: seen.append(state), **change})

    assert seen == [(1, 1)]


def test_an_interrupted_batch_keeps_labels_and_goes_on(tmp_path):
    with pytest.raises(KeyboardInterrupt, match="1 of 3 rows"):
        batch(tmp_path, cases("a", "sleep 0.5", "b"), analyse=behave, progress=interrupt_after_one)

    rows = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert [row["status"] for row in rows] == ["done", "incomplete", "incomplete"]
    assert "interrupted" in rows[1]["error"]
    rows, _ = batch(tmp_path, cases("a", "sleep 0.5", "b"), analyse=behave)
    assert [row["status"] for row in rows] == ["done"] * 3


@pytest.mark.parametrize("of", [1, 2, 5])
def test_shards_merge_to_the_bytes_of_the_whole(tmp_path, of):
    lines = [*cases("a", "b"), "nonsense", *cases("d")]
    batch(tmp_path, lines, analyse=behave)
    whole, parts = (tmp_path / "results.jsonl").read_bytes(), []
    for number in range(1, of + 1):
        parts.append(tmp_path / f"part {number}")
        run_batch(tmp_path / "cases.jsonl", parts[-1], analyse=behave, shard=Shard(number, of))
    counts = merge_analyses(read_shards(reversed(parts)), tmp_path / "merged.jsonl")

    assert (tmp_path / "merged.jsonl").read_bytes() == whole
    assert counts == Counter({"done": 3, "bad-input": 1})


def test_shards_of_other_things_are_no_batch(tmp_path):
    write_shard(tmp_path / "part", Shard(1, 1), {"kind": "grades"}, [])

    with pytest.raises(InputError, match="not shards of a batch"):
        merge_analyses(read_shards([tmp_path / "part"]), tmp_path / "merged.jsonl")


def test_an_executor_gives_the_same_bytes(tmp_path):
    batch(tmp_path, cases("a", "die", "b"), analyse=behave)
    here = (tmp_path / "results.jsonl").read_bytes()
    with ThreadPoolExecutor(2) as executor:
        batch(tmp_path, cases("a", "die", "b"), analyse=behave, executor=executor)

    assert (tmp_path / "results.jsonl").read_bytes() == here


def test_analyses_are_real(tmp_path):
    rows, _ = batch(tmp_path, [GOOD, *cases("-x^2", "x +", "1")], jobs=2)

    assert [row["status"] for row in rows] == ["done", "done", "bad-input", "bad-input"]
    assert [row["analysis"]["critical_set"]["points"][0]["kind"] for row in rows[:2]] == ["minimum", "maximum"]
    assert all("analysis" not in row for row in rows[2:])


def test_a_row_without_enough_time_is_incomplete_and_says_why(tmp_path):
    rows, counts = batch(tmp_path, [GOOD], time_limit=1e-9)

    assert counts == Counter(incomplete=1)
    assert rows[0]["error"] == "critical set incomplete: time-limit"
    assert rows[0]["analysis"]["critical_set"]["status"] == "incomplete"


@pytest.mark.parametrize("name", ["points", "pieces"])
def test_an_undecided_part_leaves_the_case_unsettled(name):
    found = analyze("x^2 y^2")
    first, *others = getattr(found, name)
    doubtful = replace(first, verdict=Verdict(Kind.UNDECIDED, None, "", (), Reason.SINGULAR_HESSIAN))

    assert is_settled(found)
    assert not is_settled(replace(found, **{name: (doubtful, *others)}))


def test_a_component_of_which_nothing_is_known_leaves_the_case_unsettled():
    found = analyze("x^2 y^2")
    bare = tuple(replace(component, pieces=()) for component in found.critical_set.components)

    assert not is_settled(replace(found, critical_set=replace(found.critical_set, components=bare)))


@contextmanager
def running_batch(folder):
    """A batch in a process group of its own, as a terminal makes it, whose first row is finished."""
    program = (
        "from pathlib import Path; from symhess import batch; import test_batch\n"
        "batch.run_batch(Path('in'), Path('out'), analyse=test_batch.behave, jobs=2,\n"
        "                progress=lambda *state: print(*state, flush=True))"
    )
    (folder / "in").write_text("\n".join(cases("a", "sleep 600", "sleep 500")))
    path = os.pathsep.join([os.path.dirname(__file__), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout.readline() == "1 3\n"
        yield process
        process.communicate(timeout=30)


def test_ctrl_c_writes_the_rows_and_leaves_no_process(tmp_path):
    with running_batch(tmp_path) as process:
        os.killpg(process.pid, signal.SIGINT)

    rows = [json.loads(line) for line in (tmp_path / "out").read_text().splitlines()]
    assert [row["status"] for row in rows] == ["done", "incomplete", "incomplete"]
    assert not group_exists(process.pid)


def test_a_killed_batch_leaves_no_process_and_no_result(tmp_path):
    with running_batch(tmp_path) as process:
        process.kill()

    assert not (tmp_path / "out").exists()
    assert not group_exists(process.pid)


def group_exists(group, patience=10.0):
    """Whether a process of the group still lives after a moment of patience."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True
