"""The whole synthetic class: every mark against the one that is expected, and fields a second in one process.

usage: python -m tests.benchmarks.synthetic_class [MEMBERS] [SEED]
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.grade.class_sheets import SHEETS
from tests.grade.synthetic_class import disagreements


def main(size: int = 500, seed: int = 1) -> int:
    fields = wrong = 0
    start = time.perf_counter()
    for sheet in SHEETS:
        began = time.perf_counter()
        with TemporaryDirectory() as name:
            found = list(disagreements(sheet, size, Path(name), seed))
        for question, expected, mark in found[:3]:
            print(f"  {question}: expected {expected}, got {mark.status.value} {mark.points} {mark.mistakes}")
        count = size * len(sheet.questions)
        fields, wrong = fields + count, wrong + len(found)
        rate = count / (time.perf_counter() - began)
        print(f"{sheet.name:24} {count:6} fields, {len(found)} not as expected, {rate:6.0f}/s")
    took = time.perf_counter() - start
    print(f"{'all':24} {fields:6} fields, {wrong} not as expected, {fields / took:6.0f}/s, {took:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
