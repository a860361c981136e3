"""Fields a second that one process judges: answers never seen before, answers read before, and whole runs.

usage: python tests/benchmarks/grading.py [SUBMISSIONS] [JOBS]
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sympy.core.cache import clear_cache

from symhess.grade import grade_file, read_assignment
from symhess.grade.questions import Question, first_questions, prepare
from tests.grade.classroom import SHEET, generated_class

BOMBS = ("9^9^9^9^9", "((((" * 400, "sin(" * 300, "(x+1)^1000 (y+1)^1000 (x-y)^999", "[[1,2],[3," * 100)


def fresh(number: int) -> list[Question]:
    """Right and wrong answers that no other number has."""
    a, b = number + 2, 3 * number + 1
    return [
        Question("gradient", f"(3(x - {a})^2 + {6 * a}(x - {a}) + {3 * a * a - 3}, 2(y + {b}) - {2 * b})"),
        Question("gradient", f"(3x^2 - {a}, 2y + {b})"),
        Question("hessian", f"[[6(x + {a}) - {6 * a}, 0], [{b} - {b}, 2]]"),
        Question("hessian", f"[[{a}x, {b}], [0, 2]]"),
        Question("critical_points", f"(1, 0), (-{a}/{a}, 0)"),
        Question("critical_points", f"(1, {a}), (-1, {b})"),
        Question("discriminant", f"{12 * a}x/{a}"),
        Question("classification", f"({a}/{a}, 0) minimum; (-1, 0) saddle"),
        Question("taylor", f"6(x - 2 + {a})^2 - {12 * a}(x - 2) - {6 * a * a} + 9x - 15 + 2y - 2 + (y - 1)^2 + 2"),
        Question("newton", f"({5 * a}/{4 * a}, {b})"),
    ]


def rate(count: int, start: float) -> str:
    took = time.perf_counter() - start
    return f"{count / took:10.0f} fields/s {1000 * took / count:8.2f} ms each"


def main(size: int, jobs: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sheet.toml").write_text(SHEET)
        sheet = read_assignment(folder / "sheet.toml")
        answer = prepare(sheet)
        questions = [question for number in range(60) for question in fresh(number)]
        answer(questions[0])
        clear_cache()
        times = []
        start = time.perf_counter()
        for question in questions:
            began = time.perf_counter()
            answer(question)
            times.append(time.perf_counter() - began)
        print(f"{'never seen before':24} {rate(len(questions), start)}")
        most = 1000 * sorted(times)[len(times) * 95 // 100]
        print(f"{'  95 % of them within':24} {most:10.1f} ms, all {max(times):.2f} s")
        start = time.perf_counter()
        for question in questions:
            answer(question)
        print(f"{'judged before, reread':24} {rate(len(questions), start)}")

        found = [one.submission for one in generated_class(size)]
        rows = [{"student": one.student, "answers": dict(one.answers)} for one in found]
        for number in range(0, size, 100):
            rows[number]["answers"]["gradient"] = BOMBS[number // 100 % len(BOMBS)]
        (folder / "class.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        start = time.perf_counter()
        counts = grade_file(sheet_path := folder / "sheet.toml", [folder / "class.jsonl"], folder / "out", jobs=jobs)
        different = len(list(first_questions(read_assignment(sheet_path), found)))
        print(f"{f'{size} submissions, 1 % bombs':24} {rate(counts.total(), start)}, {different} different answers")
        start = time.perf_counter()
        grade_file(sheet_path, [folder / "class.jsonl"], folder / "bare", jobs=jobs, feedback=())
        print(f"{'without feedback pages':24} {rate(counts.total(), start)}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3] or ("500",)), *([1] if len(sys.argv) < 3 else []))
