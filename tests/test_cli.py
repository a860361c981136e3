"""What can be said on the command line, and how errors are told."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from symhess import cli, commands
from symhess.errors import RenderError
from symhess.render.languages import codes

WELLS = "x^4 + y^4 - 2x^2 - 2y^2 + 1"


def symhess(*arguments, **options):
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "symhess", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        **options,
    )


def run(capsys, *arguments):
    """Run a command in this process; give its status and both streams."""
    try:
        status = cli.main(arguments)
    except SystemExit as stop:
        status = stop.code
    return status, *capsys.readouterr()


@pytest.fixture
def never_analyses(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("bad input must be found before any work")

    monkeypatch.setattr(commands, "analyze", refuse)


@pytest.mark.parametrize(
    ("format_name", "beginning"),
    [
        pytest.param("json", '{"format": "symhess-analysis/1"', id="json"),
        pytest.param("html", "<", id="html"),
        pytest.param("latex", "\\", id="latex"),
    ],
)
def test_every_format_is_printed(capsys, format_name, beginning):
    status, out, err = run(capsys, "analyze", WELLS, "--format", format_name)

    assert (status, err) == (0, "")
    assert out.startswith(beginning)
    assert out.endswith("\n") and not out.endswith("\n\n")


def test_text_is_the_default_and_has_no_colour_in_a_pipe(capsys):
    status, out, _ = run(capsys, "analyze", WELLS)

    assert status == 0
    assert "saddle" in out
    assert "\x1b" not in out


def test_a_terminal_gets_colour_unless_it_asks_for_none(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    _, coloured, _ = run(capsys, "analyze", WELLS)
    monkeypatch.setenv("NO_COLOR", "1")
    _, plain, _ = run(capsys, "analyze", WELLS)

    assert "\x1b[" in coloured
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    ("arguments", "expression"),
    [
        pytest.param(["-x^2 - y^2"], "-x^2 - y^2", id="with-spaces"),
        pytest.param(["-x^2"], "-x^2", id="without-spaces"),
        pytest.param(["-o^2 + x", "--vars", "o,x"], "-o^2 + x", id="like-an-option"),
        pytest.param(["--vars", "x", "--x^2"], "--x^2", id="two-signs"),
        pytest.param(["--format=json", "--", "-x^2"], "-x^2", id="after-two-dashes"),
        pytest.param(["-(x-1)^2", "--detail", "full"], "-(x-1)^2", id="bracket"),
        pytest.param([" x^2"], " x^2", id="blank"),
        pytest.param([""], "", id="empty"),
    ],
)
def test_a_function_may_begin_with_a_minus_sign(monkeypatch, arguments, expression):
    seen = []
    monkeypatch.setattr(commands, "run", lambda options: seen.append(options.expression) or 0)

    assert cli.main(["analyze", *arguments]) == 0
    assert seen == [expression]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param([], "required: COMMAND", id="no-command"),
        pytest.param(["analyse", "x"], "invalid choice: 'analyse'", id="unknown-command"),
        pytest.param(["analyze"], "required: EXPR", id="no-expression"),
        pytest.param(["analyze", "x", "y"], "unrecognized arguments: y", id="two-expressions"),
        pytest.param(["analyze", "x", "--fromat", "json"], "--fromat", id="unknown-option"),
        pytest.param(["analyze", "x", "--form", "json"], "--form", id="abbreviated-option"),
        pytest.param(["analyze", "x", "--format", "docx"], "'docx'", id="unknown-format"),
        pytest.param(["analyze", "x", "--vars", "x,,y"], "'x,,y'", id="empty-name"),
        pytest.param(["analyze", "x", "--time-limit", "0"], "positive number, got '0'", id="no-time"),
        pytest.param(["analyze", "x", "--time-limit", "-5"], "positive number, got '-5'", id="negative-time"),
        pytest.param(["analyze", "x", "--time-limit", "nan"], "positive number, got 'nan'", id="nan"),
        pytest.param(["analyze", "x", "--time-limit", "inf"], "positive number, got 'inf'", id="infinite-time"),
        pytest.param(["report", "x"], "required: -o", id="no-output"),
        pytest.param(["report", "x", "-o", "sheet.docx"], "got 'sheet.docx'", id="unknown-page"),
        pytest.param(["report", "x", "-o", "nowhere/sheet.pdf"], "got 'nowhere'", id="no-folder"),
        pytest.param(["batch", "none.jsonl", "-o", "out.jsonl"], "none.jsonl", id="no-cases"),
        pytest.param(["batch", "a.jsonl", "-o", "a.jsonl"], "two different files", id="same-file"),
        pytest.param(["batch", "a.jsonl", "-o", "nowhere/b.jsonl"], "nowhere", id="no-batch-folder"),
        pytest.param(["batch", "a.jsonl", "-o", "b.jsonl", "--jobs", "1.5"], "'1.5'", id="half-a-job"),
    ],
)
@pytest.mark.usefixtures("never_analyses")
def test_a_wrong_command_line_gets_one_line_and_leaves_nothing(capsys, tmp_path, monkeypatch, arguments, complaint):
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text('{"expression": "x^2"}\n')
    status, out, err = run(capsys, *arguments)

    assert (status, out) == (2, "")
    assert err.startswith("symhess: ") and err.count("\n") == 1
    assert complaint in err
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


BAD_INPUT = [
    pytest.param(["foo(x)"], id="unknown-name"),
    pytest.param(["(x + 1"], id="unbalanced"),
    pytest.param(["x + 1)"], id="unbalanced-right"),
    pytest.param(["5"], id="no-variable"),
    pytest.param(["sqrt(-1) x^2"], id="complex"),
    pytest.param([""], id="empty"),
    pytest.param(["  "], id="blank"),
    pytest.param(["x+" * 50_000 + "x"], id="long"),
    pytest.param(["x^2", "--vars", "y"], id="other-variables"),
    pytest.param(["x^2\n+ y"], id="two-lines"),
    pytest.param(["x^2 + \x1b[31m"], id="control-characters"),
    pytest.param(["x^2 + \udcff"], id="not-utf-8"),
    pytest.param(["__import__('os')"], id="program"),
]


@pytest.mark.parametrize("arguments", BAD_INPUT)
@pytest.mark.parametrize("command", [["analyze"], ["report", "-o", "sheet.tex"]], ids=["analyze", "report"])
def test_bad_input_gets_one_line_and_leaves_nothing(capsys, tmp_path, monkeypatch, command, arguments):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, *command, *arguments)

    assert (status, out) == (2, "")
    assert err.startswith("symhess: ") and err.count("\n") == 1 and len(err) < 600
    assert err.isprintable() or err[:-1].isprintable()
    assert list(tmp_path.iterdir()) == []


def test_an_incomplete_answer_is_printed_with_exit_status_1(capsys):
    status, out, _ = run(capsys, "analyze", WELLS, "--format", "json", "--time-limit", "1e-9")

    assert status == 1
    assert json.loads(out)["critical_set"]["status"] == "incomplete"


def test_variables_are_taken_in_the_given_order(capsys):
    _, out, _ = run(capsys, "analyze", "x^2 + 3y^2", "--vars", "y, x", "--format", "json")

    assert json.loads(out)["function"]["variables"] == ["y", "x"]


def test_report_writes_the_page_and_says_so(capsys, tmp_path):
    page = tmp_path / "sheet.html"
    status, out, err = run(capsys, "report", "-x^2 - y^2", "-o", str(page))

    assert (status, out, err) == (0, f"{page}\n", "")
    assert "<html" in page.read_text("utf-8")


def test_a_page_is_made_in_another_language(capsys, tmp_path):
    page = tmp_path / "sheet.html"

    assert run(capsys, "analyze", "x^2", "--language", "de", "--detail", "brief")[1].startswith("Kritische Punkte")
    assert run(capsys, "report", "x^2", "--language", "de", "-o", str(page))[0] == 0
    assert '<html lang="de">' in page.read_text("utf-8")


def test_an_unknown_language_is_refused_before_any_work(capsys, monkeypatch):
    monkeypatch.setattr("symhess.commands.analyze", None)
    status, out, err = run(capsys, "analyze", "x^2", "--language", "xx")

    assert (status, out) == (2, "")
    assert err == "symhess: the language must be en, de or the path of a language file (.toml), not 'xx'\n"


def test_a_page_that_cannot_be_made_here_is_exit_status_1(capsys, tmp_path, monkeypatch):
    def save(self, path, **options):
        raise RenderError("wrote sheet.tex instead; for a PDF install a TeX engine")

    monkeypatch.setattr("symhess.presentation.Analysis.save", save)
    status, _, err = run(capsys, "report", "x^2", "-o", str(tmp_path / "sheet.pdf"))

    assert (status, err) == (1, "symhess: wrote sheet.tex instead; for a PDF install a TeX engine\n")


def test_shards_of_a_batch_merge_to_the_whole(capsys, tmp_path):
    cases, whole, merged = (tmp_path / name for name in ("cases.jsonl", "whole.jsonl", "merged.jsonl"))
    cases.write_text('{"expression": "x^2"}\n{"expression": "x +"}\n{"expression": "-x^2"}\n')
    parts = [str(tmp_path / f"part{number}") for number in (1, 2)]
    run(capsys, "batch", str(cases), "-o", str(whole))
    told = [run(capsys, "batch", str(cases), "-o", part, "--shard", f"{k}/2") for k, part in enumerate(parts, 1)]

    assert told == [(0, "2 rows: 2 done\n", ""), (1, "1 rows: 1 bad-input\n", "")]
    assert run(capsys, "merge", *parts, "-o", str(merged)) == (1, "3 rows: 2 done, 1 bad-input\n", "")
    assert merged.read_bytes() == whole.read_bytes()
    assert run(capsys, "merge", parts[1], "-o", str(merged)) == (2, "", "symhess: shard 1/2 is missing\n")


def test_batch_tells_what_became_of_the_rows(capsys, tmp_path):
    cases, results = tmp_path / "cases.jsonl", tmp_path / "results.jsonl"
    cases.write_text('{"expression": "x^2"}\n{"expression": "x +"}\n')
    status, out, err = run(capsys, "batch", str(cases), "-o", str(results), "--jobs", "2")

    assert (status, out, err) == (1, "2 rows: 1 done, 1 bad-input\n", "")
    assert [json.loads(line)["status"] for line in results.read_text().splitlines()] == ["done", "bad-input"]


def test_batch_shows_progress_on_a_terminal_only(capsys, tmp_path, monkeypatch):
    cases, results = tmp_path / "cases.jsonl", tmp_path / "results.jsonl"
    cases.write_text('{"expression": "x^2"}\n')
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    status, _, err = run(capsys, "batch", str(cases), "-o", str(results))

    assert status == 0
    assert err.endswith("] 1/1\n")


def test_an_interrupted_command_says_so(capsys, monkeypatch):
    def interrupt(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupt)

    assert run(capsys, "analyze", "x") == (130, "", "symhess: interrupted\n")


def test_help_and_version_work_from_outside():
    help_text, version = symhess("--help"), symhess("--version")

    assert (help_text.returncode, version.returncode) == (0, 0)
    assert all(command in help_text.stdout for command in ("analyze", "report", "batch"))
    assert version.stdout.startswith("symhess ")


def test_the_command_works_from_outside():
    done = symhess("analyze", "-x^2 - y^2", "--format", "json")
    bad = symhess("analyze", "x +")

    assert (done.returncode, json.loads(done.stdout)["critical_set"]["points"][0]["kind"]) == (0, "maximum")
    assert (bad.returncode, bad.stdout, bad.stderr.count("\n")) == (2, "", 1)


def test_a_reader_that_leaves_early_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "symhess", "analyze", WELLS, "--format", "html"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        complaints = process.stderr.read()

    assert complaints == b""


def test_ctrl_c_leaves_a_labelled_partial_result(capsys, monkeypatch):
    monkeypatch.setattr("symhess.budget.Deadline.check", lambda self: signal.raise_signal(signal.SIGINT))
    status, out, err = run(capsys, "analyze", WELLS, "--format", "json")

    assert (status, err) == (1, "")
    assert json.loads(out)["critical_set"]["status"] == "incomplete"
    assert "interrupt" in json.loads(out)["critical_set"]["reason"].lower()


def test_minimize_prints_the_minimum_and_its_path(capsys):
    status, out, err = run(capsys, "minimize", "100(y - x^2)^2 + (1 - x)^2", "--x0", "-1.2,1", "--trace")

    assert (status, err) == (0, "")
    assert "success: True" in out and out.startswith("iteration")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(("x^2", "--x0", "a"), 2, id="no-number"),
        pytest.param(("x^2", "--x0", "1,2"), 2, id="too-many"),
        pytest.param(("x^2", "--x0", "1", "--method", "luck"), 2, id="no-method"),
        pytest.param(("exp(x)", "--x0=0", "--method", "gradient-descent"), 1, id="no-minimum"),
    ],
)
def test_minimize_says_what_went_wrong(capsys, arguments, expected):
    status, out, err = run(capsys, "minimize", *arguments)

    assert status == expected
    assert err.count("\n") == (expected == 2) and bool(out) == (expected == 1)


def test_a_box_and_conditions_restrict_the_points(capsys):
    options = ("--box", "x=-pi:5,y=-1:0.5", "--domain", "x >= 0", "--domain", "y < 1/4")
    status, out, err = run(capsys, "analyze", WELLS, *options, "--format", "json")
    found = json.loads(out)["critical_set"]

    assert (status, err, found["status"]) == (0, "", "complete-in-box")
    assert [point["at"] for point in found["points"]] == [
        {"x": x, "y": y} for x in ("0", "1") for y in ("-1", "0")
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(["--box", "x=1:0,y=0:1"], "lo < hi for x", id="reversed"),
        pytest.param(["--box", "x=0:1"], "no interval for y", id="missing"),
        pytest.param(["--box", "x=0:oo,y=0:1"], "finite real numbers for x", id="infinite"),
        pytest.param(["--box", "x=0"], "expected intervals such as", id="no-interval"),
        pytest.param(["--domain", "x"], 'a condition such as "x > 0" is expected', id="no-condition"),
        pytest.param(["--domain", "x < -1", "--box", "x=0:1,y=0:1"], "outside the domain", id="outside"),
    ],
)
def test_a_wrong_restriction_is_told_in_one_line(capsys, options, message):
    status, out, err = run(capsys, "analyze", WELLS, *options)

    assert (status, out) == (2, "")
    assert message in err and err.count("\n") == 1


def test_a_language_of_ones_own_is_given_by_its_file(capsys, tmp_path):
    own, text = tmp_path / "own.toml", codes()["en"].read_text("utf-8")
    own.write_text(text.replace("'Critical points of {function}'", "'Crit of {function}'"), "utf-8")
    missing = str(tmp_path / "missing.toml")

    assert run(capsys, "analyze", "x^2", "--language", str(own), "--detail", "brief")[1].startswith("Crit of f(x)")
    assert run(capsys, "analyze", "x^2", "--language", missing)[0] == 2
