"""Whole runs: every mark of a class, and the same bytes however the work was shared out."""

import json
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest

from symhess._version import __version__
from symhess.cli import main
from symhess.errors import InputError
from symhess.grade import grade_file, grade_submissions, merge_grades, read_assignment
from symhess.runs.shards import SHARD_FILE, Shard, read_shards, write_shard
from tests.grade.classroom import NONSENSE, SHEET, WEIGHTS, generated_class

SIZE = 28  # every field, in each of the four ways


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder with the assignment and a class of submissions."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "sheet.toml").write_text(SHEET)
    lines = [
        json.dumps({"student": one.submission.student, "answers": one.submission.answers})
        for one in generated_class(SIZE)
    ]
    (folder / "class.jsonl").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="module")
def undisturbed(room):
    """What a run leaves that nothing interrupts."""
    grade_file(room / "sheet.toml", [room / "class.jsonl"], room / "out")
    return contents(room / "out")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_mark_of_the_class_is_as_expected(room):
    sheet = read_assignment(room / "sheet.toml")
    expected = list(generated_class(SIZE))
    found = grade_submissions(sheet, [one.submission for one in expected])

    assert [row.score for row in found] == [one.score for one in expected]
    for row, one in zip(found, expected, strict=True):
        assert one.codes <= {code for mark in row.marks for code in mark.mistakes}


def test_the_folder_holds_every_format_and_no_leftovers(undisturbed):
    names = {name.split("/")[0] for name in undisturbed}

    assert names == {"results.jsonl", "gradebook.csv", "review.jsonl", "statistics.json", "gradescope", "feedback"}
    assert sum(name.startswith("feedback/") for name in undisturbed) == 3 * SIZE
    assert sum(name.startswith("gradescope/") for name in undisturbed) == SIZE
    assert not [name for name in undisturbed if name.endswith(".part")]


def test_results_gradebook_and_gradescope_agree(undisturbed):
    rows = [json.loads(line) for line in undisturbed["results.jsonl"].splitlines()]
    book = undisturbed["gradebook.csv"].decode().splitlines()[1:]
    scopes = [json.loads(undisturbed[name]) for name in sorted(undisturbed) if name.startswith("gradescope/")]

    assert len(rows) == len(book) == len(scopes) == SIZE
    for row, line, scope in zip(rows, book, scopes, strict=True):
        score = Fraction(row["score"])
        assert score == sum(Fraction(mark["points"]) for mark in row["marks"] if mark["points"] is not None)
        assert abs(float(line.split(",")[1]) - score) < 1e-3
        assert abs(scope["score"] - score) < 1e-9


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_bytes_do_not_depend_on_the_number_of_processes(room, undisturbed, jobs, tmp_path):
    grade_file(room / "sheet.toml", [room / "class.jsonl"], tmp_path, jobs=jobs)

    assert contents(tmp_path) == undisturbed


def test_an_executor_leaves_the_same_bytes(room, undisturbed, tmp_path):
    with ThreadPoolExecutor(2) as executor:
        grade_file(room / "sheet.toml", [room / "class.jsonl"], tmp_path, executor=executor)

    assert contents(tmp_path) == undisturbed


@pytest.fixture(scope="module")
def shards(room):
    """The folders of a run in three parts."""
    folders = [room / f"part {number}" for number in (1, 2, 3)]
    for number, folder in enumerate(folders, start=1):
        grade_file(room / "sheet.toml", [room / "class.jsonl"], folder, shard=Shard(number, 3))
    return folders


def test_shards_merge_to_the_bytes_of_the_whole(shards, undisturbed, tmp_path):
    counts = merge_grades(read_shards(reversed(shards)), tmp_path)

    assert contents(tmp_path) == undisturbed
    assert counts.total() == len(read_assignment(shards[0].parent / "sheet.toml").fields) * SIZE
    assert [path.name for path in shards[0].iterdir()] == [SHARD_FILE]


def test_merging_keeps_the_chosen_formats(room, tmp_path):
    for number in (1, 2):
        part = tmp_path / str(number)
        grade_file(room / "sheet.toml", [room / "class.jsonl"], part, shard=Shard(number, 2), feedback=["md"])
    merge_grades(read_shards([tmp_path / "1", tmp_path / "2"]), tmp_path / "out")

    assert {path.suffix for path in (tmp_path / "out" / "feedback").iterdir()} == {".md"}


def test_the_command_merges(shards, undisturbed, tmp_path, capsys):
    assert main(["merge", *map(str, shards), "-o", str(tmp_path / "out")]) == 0
    assert " answers: " in capsys.readouterr().out
    assert contents(tmp_path / "out") == undisturbed


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        pytest.param([0, 2], "shard 2/3 is missing", id="missing"),
        pytest.param([0, 1, 2, 0], "shard 1/3 is there more than once", id="twice"),
    ],
)
def test_shards_that_are_no_whole_are_one_line(shards, tmp_path, capsys, chosen, message):
    assert main(["merge", *(str(shards[k]) for k in chosen), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == f"symhess: {message}\n"
    assert not (tmp_path / "out").exists()


def test_shards_of_two_classes_are_refused(room, shards, tmp_path):
    (tmp_path / "class.jsonl").write_text((room / "class.jsonl").read_text().replace("student 3", "student III"))
    grade_file(room / "sheet.toml", [tmp_path / "class.jsonl"], tmp_path / "other", shard=Shard(3, 3))

    with pytest.raises(InputError, match="differ in submissions"):
        read_shards([*shards[:2], tmp_path / "other"])


def test_a_shard_is_not_merged_into_itself(shards, capsys):
    assert main(["merge", *map(str, shards), "-o", str(shards[0])]) == 2
    assert capsys.readouterr().err == "symhess: expected an output other than the shards\n"


@pytest.mark.parametrize(
    ("setting", "row"),
    [
        pytest.param({"kind": "analyses"}, {}, id="of-a-batch"),
        pytest.param({"kind": "grades", "assignment": 5}, {}, id="garbled-assignment"),
        pytest.param(
            {"kind": "grades", "assignment": {"name": "s", "content": SHEET}, "feedback": []},
            {"student": "ada", "marks": [{"field": "gradient"}]},
            id="garbled-row",
        ),
    ],
)
def test_what_is_no_shard_of_a_grading_is_refused(tmp_path, setting, row):
    write_shard(tmp_path / "a", Shard(1, 1), setting, [row])

    with pytest.raises(InputError, match="expected a|not shards of a grading"):
        merge_grades(read_shards([tmp_path / "a"]), tmp_path / "out")


def test_pages_of_an_earlier_run_go_and_other_files_stay(room, tmp_path):
    two, one = tmp_path / "two.jsonl", tmp_path / "one.jsonl"
    two.write_text('{"student": "ada"}\n{"student": "emmy"}\n')
    one.write_text('{"student": "emmy"}\n')
    grade_file(room / "sheet.toml", [two], tmp_path / "out", feedback=["md"])
    (tmp_path / "out" / "feedback" / "notes.md").write_text("mine")
    grade_file(room / "sheet.toml", [one], tmp_path / "out", feedback=["md"])

    assert sorted(path.name for path in (tmp_path / "out" / "feedback").iterdir()) == ["00001-emmy.md", "notes.md"]
    assert [path.name for path in (tmp_path / "out" / "gradescope").iterdir()] == ["00001-emmy.json"]


def test_progress_counts_up_to_all(room, tmp_path):
    seen = []
    grade_file(room / "sheet.toml", [room / "class.jsonl"], tmp_path, progress=lambda *state: seen.append(state))

    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("tail", [b'["gradient", "2x', b"\x00\xff\n", b'["gradient", "x", [], {"status": "right"}]\n'])
def test_a_torn_journal_is_cut_where_it_is_torn(room, undisturbed, tail, tmp_path):
    sheet = read_assignment(room / "sheet.toml")
    stamp = json.dumps({"assignment": sheet.digest, "version": __version__}).encode()
    (tmp_path / "journal.jsonl").write_bytes(stamp + b"\n" + tail)
    grade_file(room / "sheet.toml", [room / "class.jsonl"], tmp_path)

    assert contents(tmp_path) == undisturbed


def test_the_journal_of_another_assignment_is_not_believed(room, undisturbed, tmp_path):
    mark = {
        "field": "gradient",
        "status": "right",
        "points": "2",
        "out_of": "2",
        "read_as": "",
        "parts": [],
        "remarks": [],
        "mistakes": [],
        "reason": None,
    }
    lines = [
        json.dumps(row) for row in ({"assignment": "other", "version": "0"}, [*("gradient", NONSENSE[0]), [], mark])
    ]
    (tmp_path / "journal.jsonl").write_text("\n".join(lines) + "\n")
    grade_file(room / "sheet.toml", [room / "class.jsonl"], tmp_path)

    assert contents(tmp_path) == undisturbed


def test_the_command_grades_and_its_status_says_whether_a_person_is_needed(room, tmp_path, capsys):
    (tmp_path / "one.csv").write_text('student,gradient,argument\nada,"(3x^2-3, 2y)",since\n')
    (tmp_path / "other.csv").write_text('student,gradient\nada,"(3x^2-3, 2y)"\n')
    sheet = str(room / "sheet.toml")

    assert main(["grade", sheet, str(tmp_path / "one.csv"), "-o", str(tmp_path / "a"), "--feedback", "md"]) == 1
    assert capsys.readouterr().out == "8 answers: 6 missing, 1 right, 1 review\n"
    assert main(["grade", sheet, str(tmp_path / "other.csv"), "-o", str(tmp_path / "b")]) == 0
    assert len(list((tmp_path / "a" / "feedback").iterdir())) == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--feedback", "pdf"],
        ["missing.csv"],
        ["--jobs", "0"],
        ["--shard", "3/2"],
        ["--shard", "1"],
        ["--scheduler", "nonsense"],
    ],
)
def test_bad_input_is_one_line_and_no_output(room, tmp_path, capsys, options):
    command = ["grade", str(room / "sheet.toml"), str(room / "class.jsonl"), *options, "-o", str(tmp_path / "out")]
    try:
        status = main(command)
    except SystemExit as ended:
        status = ended.code

    assert (status, capsys.readouterr().err.count("\n")) == (2, 1)
    assert not (tmp_path / "out" / "results.jsonl").exists()


def test_the_weights_of_the_class_are_those_of_the_assignment(room):
    sheet = read_assignment(room / "sheet.toml")

    assert {f.name: f.weight for f in sheet.fields if f.name != "argument"} == WEIGHTS


def test_feedback_in_an_unknown_format_is_refused(room, tmp_path):
    with pytest.raises(InputError, match="md, html, tex"):
        grade_file(room / "sheet.toml", [], tmp_path, feedback=["pdf"])
