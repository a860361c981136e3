"""What grading costs: answers never seen before, retyped ones, bombs, whole runs, and kills in the middle.

usage: PYTHONPATH=. python tests/benchmarks/grading.py [SUBMISSIONS] [JOBS] [KILLS]

The class is that of tests/grade/synthetic_class.py: twelve assignments, 500 submissions each if not told otherwise.
Rates of judging are by processor time, so that they hold for one core; those of whole runs are by the clock.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sympy.core.cache import clear_cache

from symhess.grade import grade_file, read_assignment
from symhess.grade.marks import shown
from symhess.grade.questions import Question, first_questions, prepare
from symhess.parse.build import build, build_terms
from symhess.runs.outcome import Ending, Limits
from symhess.runs.pool import answer_here
from tests.grade.class_sheets import SHEETS
from tests.grade.synthetic_class import members

BOMBS = (
    "9^9^9^9^9",
    "((((" * 400,
    "sin(" * 300,
    "(x+1)^1000 (y+1)^1000 (x-y)^999",
    "[[1,2],[3," * 100,
    "(x+y+1)^999 - (x+y+2)^998",
    "sin(x)^999 cos(y)^999 + exp(exp(exp(x y)))",
    "2^(3^(4^5)) x",
    "+".join(f"(x-{k})^{900 + k}" for k in range(40)),
    "sqrt(" * 90 + "x" + ")" * 90,
)


def class_file(sheet, size, folder, bombs=True):
    """The files of one assignment; every hundredth submission begins with a bomb."""
    folder.mkdir(exist_ok=True)
    (folder / "sheet.toml").write_text(sheet.toml())
    rows = [{"student": m.submission.student, "answers": dict(m.submission.answers)} for m in members(sheet, size)]
    for number in range(0, size if bombs else 0, 100):
        rows[number]["answers"][sheet.questions[0].name] = BOMBS[number // 100 % len(BOMBS)]
    (folder / "class.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder / "sheet.toml", folder / "class.jsonl"


def respaced(text):
    """Other spaces and signs of times, the same formula."""
    return re.sub(r"\s*([+,;)])\s*", r"  \1 ", text.replace("*", "·"))


def reordered(text):
    """The first two bare summands exchanged."""
    term = r"[0-9]*(?:[a-z](?:\^[0-9])?)+|[0-9]+"
    return re.sub(rf"(?<![\w^)(/*·+-])({term}) ?\+ ?({term})(?![\w^(/*·])", r"\2 + \1", text)


def rate(name, count, seconds, note=""):
    print(f"{name:32} {count / seconds:9.0f} fields/s {1000 * seconds / count:8.2f} ms each   {note}", flush=True)


def judged(answer, questions):
    """Processor seconds for the questions, and the longest."""
    times = []
    for question in questions:
        start = time.process_time()
        answer(question)
        times.append(time.process_time() - start)
    return sum(times), sorted(times)


def from_nothing(assignment, questions):
    """Processor seconds for each question where nothing at all is remembered, not even by SymPy."""
    for question in questions:
        for remembered in (build, build_terms, shown):
            remembered.cache_clear()
        clear_cache()
        yield from judged(prepare(assignment), [question])[1]


def judging(size, folder):
    fresh, alone = [], []
    cost = {"as typed before": [0, 0.0], "other spaces, signs of times": [0, 0.0], "other order of terms": [0, 0.0]}
    for sheet in SHEETS:
        path = folder / "sheet.toml"
        path.write_text(sheet.toml())
        assignment = read_assignment(path)
        questions = list(first_questions(assignment, [member.submission for member in members(sheet, size)]))
        answer = prepare(assignment)
        answer(questions[0])
        fresh += judged(answer, questions)[1]
        alone += from_nothing(assignment, Random(1).sample(questions, min(len(questions), 25)))
        changed = {"as typed before": questions} | {
            name: [Question(q.field, found) for q in questions if (found := change(q.answer)) != q.answer]
            for name, change in (("other spaces, signs of times", respaced), ("other order of terms", reordered))
            if sheet.syntax == "calculator"
        }
        for name, again in changed.items():
            cost[name][0] += len(again)
            cost[name][1] += judged(answer, again)[0]
    most = f"95 % within {1000 * sorted(fresh)[len(fresh) * 95 // 100]:.0f} ms, all within {max(fresh):.2f} s"
    rate("nothing remembered", len(alone), sum(alone))
    rate("never typed before", len(fresh), sum(fresh), most)
    for name, (count, seconds) in cost.items():
        rate(name, count, seconds)


def bombs(folder):
    path, _ = class_file(SHEETS[0], 1, folder / "bombs")
    questions = [Question("gradient", bomb) for bomb in BOMBS]
    limits, begun, longest, endings = Limits(2.5, 2 << 30), time.perf_counter(), 0.0, []
    for outcome in answer_here(prepare, read_assignment(path), [Question("gradient", "x"), *questions], limits):
        now = time.perf_counter()
        longest, begun = max(longest, now - begun) if endings else 0.0, now
        endings.append(outcome.ending)
    lost = sum(ending is not Ending.FINISHED for ending in endings)
    print(f"{len(BOMBS)} bombs: the longest took {longest:.2f} s, {lost} processes ended")


def whole_runs(size, jobs, folder):
    for feedback, name in ((None, "whole runs, 1 % bombs"), ((), "  without feedback pages")):
        start, fields, rows = time.perf_counter(), 0, 0
        for number, sheet in enumerate(SHEETS):
            files = class_file(sheet, size, folder / str(number))
            out = folder / f"{name.strip()} {number}"
            fields += grade_file(files[0], [files[1]], out, jobs=jobs, feedback=feedback).total()
            rows += len((out / "results.jsonl").read_bytes().splitlines())
        rate(name, fields, time.perf_counter() - start, f"{rows} rows for {len(SHEETS) * size}, {jobs} processes")


def kills(count, folder):
    """Kill a run again and again at random moments, and compare what it leaves with an undisturbed run."""
    files = class_file(SHEETS[0], 200, folder / "kills")
    start = time.perf_counter()
    command = [sys.executable, "-m", "symhess", "grade", *map(str, files), "--jobs", "2", "-o"]
    subprocess.run([*command, str(folder / "undisturbed")], stdout=subprocess.DEVNULL, check=False)
    longest, random, hits = time.perf_counter() - start, Random(1), 0
    for number in range(count):
        out = folder / f"killed {number}"
        with subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(random.uniform(0.1, 1.0) * longest)
            except subprocess.TimeoutExpired:
                process.kill()
                hits += 1
        subprocess.run([*command, str(out)], stdout=subprocess.DEVNULL, check=False)
        assert contents(out) == contents(folder / "undisturbed"), f"kill {number} changed something"
    print(f"{count} kills at random moments, {hits} of them in the run: all bytes as in the undisturbed run")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main(size=500, jobs=2, count=20):
    with TemporaryDirectory() as name:
        folder = Path(name)
        judging(min(size, 100), folder)
        bombs(folder)
        whole_runs(size, jobs, folder)
        kills(count, folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
