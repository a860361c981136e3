"""Whole runs: every mark of a class, the same bytes at any number of workers and after any interruption."""

import json
import resource
import signal
import subprocess
import sys
import time
from fractions import Fraction

import pytest

from symhess.cli import main
from symhess.errors import InputError
from symhess.grade import grade_file, grade_submissions, read_assignment
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


@pytest.mark.parametrize("jobs", [3])
def test_the_bytes_do_not_depend_on_the_number_of_workers(room, undisturbed, jobs, tmp_path):
    grade_file(room / "sheet.toml", [room / "class.jsonl"], tmp_path, jobs=jobs)

    assert contents(tmp_path) == undisturbed


@pytest.mark.parametrize("lines", [3, 20])
def test_a_run_that_was_killed_goes_on_and_leaves_the_same_bytes(room, undisturbed, lines, tmp_path):
    command = [sys.executable, "-m", "symhess", "grade", room / "sheet.toml", room / "class.jsonl", "-o", tmp_path]
    journal = tmp_path / "journal.jsonl"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > lines):
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    kept = journal.read_bytes()
    judged = []
    grade_file(room / "sheet.toml", [room / "class.jsonl"], tmp_path, progress=lambda done, total: judged.append(done))

    assert kept.count(b"\n") > lines
    assert judged[0] > lines
    assert contents(tmp_path) == undisturbed


@pytest.mark.parametrize("tail", [b'["gradient", "2x', b"\x00\xff\n", b'["gradient", "x", [], {"status": "right"}]\n'])
def test_a_torn_journal_is_cut_where_it_is_torn(room, undisturbed, tail, tmp_path):
    sheet = read_assignment(room / "sheet.toml")
    stamp = json.dumps({"assignment": sheet.digest, "version": __import__("symhess").__version__}).encode()
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


@pytest.mark.parametrize("options", [["--feedback", "pdf"], ["missing.csv"], ["--jobs", "0"]])
def test_bad_input_is_one_line_and_no_output(room, tmp_path, capsys, options):
    command = ["grade", str(room / "sheet.toml"), str(room / "class.jsonl"), *options, "-o", str(tmp_path / "out")]
    try:
        status = main(command)
    except SystemExit as ended:
        status = ended.code

    assert (status, capsys.readouterr().err.count("\n")) == (2, 1)
    assert not (tmp_path / "out" / "results.jsonl").exists()


def test_no_room_for_files_is_a_clear_error_and_leaves_no_results(room, tmp_path):
    def without_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    command = [sys.executable, "-m", "symhess", "grade", room / "sheet.toml", room / "class.jsonl", "-o", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=without_room, timeout=60)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "too large" in done.stderr
    assert not (tmp_path / "results.jsonl").exists()


def test_the_weights_of_the_class_are_those_of_the_assignment(room):
    sheet = read_assignment(room / "sheet.toml")

    assert {f.name: f.weight for f in sheet.fields if f.name != "argument"} == WEIGHTS


def test_feedback_in_an_unknown_format_is_refused(room, tmp_path):
    with pytest.raises(InputError, match="md, html, tex"):
        grade_file(room / "sheet.toml", [], tmp_path, feedback=["pdf"])
