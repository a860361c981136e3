"""Shards: together they are the run, and nothing else passes for it."""

import json

import pytest

from symhess.errors import InputError
from symhess.runs.shards import SHARD_FILE, Shard, read_shards, write_shard

SETTING = {"kind": "numbers", "limit": 5}


def written(folder, of, total, **changes):
    """The files of all shards of a run over some numbers."""
    paths = []
    for number in range(1, of + 1):
        paths.append(folder / f"{number}.jsonl")
        shard = Shard(number, of)
        rows = [{"row": row} for row in shard.part(range(total))]
        write_shard(paths[-1], shard, {**SETTING, **changes}, rows)
    return paths


@pytest.mark.parametrize("of", [1, 2, 3, 7])
@pytest.mark.parametrize("total", [0, 1, 5, 6])
def test_all_shards_in_any_order_are_the_run(tmp_path, of, total):
    paths = written(tmp_path, of, total)
    merged = read_shards(paths[1:] + paths[:1])

    assert merged.setting == SETTING
    assert [row["row"] for row in merged.rows] == list(range(total))


def test_a_folder_stands_for_the_shard_in_it(tmp_path):
    write_shard(tmp_path / SHARD_FILE, Shard(1, 1), SETTING, [{"row": 0}])

    assert read_shards([tmp_path]).rows == ({"row": 0},)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        pytest.param([0, 1], "shard 3/3 is missing", id="one"),
        pytest.param([1], "shards 1/3, 3/3 are missing", id="several"),
        pytest.param([0, 1, 1, 2], "shard 2/3 is there more than once", id="twice"),
        pytest.param([], "at least one", id="none"),
    ],
)
def test_missing_and_overlapping_shards_are_named(tmp_path, chosen, message):
    paths = written(tmp_path, 3, 7)

    with pytest.raises(InputError, match=message):
        read_shards(paths[k] for k in chosen)


def test_of_very_many_missing_shards_some_are_named(tmp_path):
    write_shard(tmp_path / "one", Shard(1, 10**9), SETTING, [])

    with pytest.raises(InputError, match="^shards 2/1000000000, .{0,200} are missing$"):
        read_shards([tmp_path / "one"])


def test_shards_of_other_runs_are_refused(tmp_path):
    (tmp_path / "other").mkdir()
    ours, theirs = written(tmp_path, 2, 4), written(tmp_path / "other", 2, 4, limit=6)

    with pytest.raises(InputError, match="not shards of one run: they differ in limit"):
        read_shards([ours[0], theirs[1]])
    with pytest.raises(InputError, match="one is of 3, the other of 2"):
        read_shards([ours[0], written(tmp_path / "other", 3, 4)[1]])


def test_shards_whose_sizes_do_not_fit_are_refused(tmp_path):
    paths = written(tmp_path, 2, 4)
    write_shard(paths[1], Shard(2, 2), SETTING, [])

    with pytest.raises(InputError, match="2, 0 rows"):
        read_shards(paths)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "is no shard", id="empty"),
        pytest.param(b"\xff\n", "is no shard", id="not-text"),
        pytest.param(b'{"expression": "x"}\n', "is no shard", id="other-rows"),
        pytest.param(b"[1]\n", "is no shard", id="no-object"),
    ],
)
def test_what_is_no_shard_is_told(tmp_path, content, message):
    (tmp_path / "a").write_bytes(content)

    with pytest.raises(InputError, match=message):
        read_shards([tmp_path / "a"])


def test_a_torn_shard_is_told(tmp_path):
    path = written(tmp_path, 1, 3)[0]
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))

    with pytest.raises(InputError, match="shard 1/1, is not whole"):
        read_shards([path])


@pytest.mark.parametrize(("number", "of"), [(0, 2), (3, 2), (1, 0), (-1, 1)])
def test_impossible_shards_do_not_exist(number, of):
    with pytest.raises(InputError, match="a shard such as 1/3"):
        Shard(number, of)


@pytest.mark.parametrize(("key", "value"), [("shard", "1"), ("shard", 5), ("of", None), ("setting", 3), ("rows", 9)])
def test_a_garbled_first_line_is_refused(tmp_path, key, value):
    path = written(tmp_path, 1, 3)[0]
    first, *rest = path.read_text().splitlines()
    path.write_text("\n".join([json.dumps({**json.loads(first), key: value}), *rest]) + "\n")

    with pytest.raises(InputError, match="no shard|not whole"):
        read_shards([path])
