"""Reports of every function of every corpus in one run of TeX for each detail: what it complains of, and how long.

Run with ``python -m tests.benchmarks.reports [--limit SECONDS] [detail ...]`` from the root of the repository.
"""

import argparse
import json
import time
from pathlib import Path

import symhess
from symhess.errors import SymhessError
from symhess.render.document import DETAILS
from tests.render.tex.together import compiled, sheet

CORPUS = Path(__file__).parents[1] / "corpus"
FILES = "lecture_examples polynomial transcendental degenerate constrained regions convexity mgh equiv inputs"


def functions():
    """Name, text and options of every function that the corpora hold."""
    for name in FILES.split():
        for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines():
            case = json.loads(line)
            texts = {key: case[key] for key in ("f", "student", "reference", "text") if key in case}
            options = {key: tuple(case[key]) for key in ("constraints", "region") if key in case}
            options |= {"domain": case["restrict"]} if "restrict" in case else {}
            options |= {"box": dict(zip(case["vars"], case["box"], strict=True))} if "box" in case else {}
            for key, text in texts.items():
                syntax = case.get("syntax", "python")
                yield f"{name} {case['id']} {key}", text, {"variables": case["vars"], "syntax": syntax, **options}


def studies(limit):
    for name, text, options in functions():
        try:
            yield name, symhess.analyze(text, time_limit=limit, **options)
        except SymhessError as error:
            print(f"  left out: {name}: {str(error)[:80]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("details", nargs="*", default=list(DETAILS))
    parser.add_argument("--limit", type=float, default=8.0)
    chosen = parser.parse_args()
    found = dict(studies(chosen.limit))
    for detail in chosen.details:
        start = time.perf_counter()
        made = compiled({name: sheet(study, detail) for name, study in found.items()}, time_limit=900)
        seconds = time.perf_counter() - start
        total, longest = sum(map(len, made.complaints.values())), max(made.pages, key=made.pages.get)
        print(f"{detail}: {len(found)} sheets, {sum(made.pages.values())} pages, {total} complaints, {seconds:.0f} s;")
        print(f"  the longest is {longest} with {made.pages[longest]} pages; {dict(list(made.complaints.items())[:9])}")


if __name__ == "__main__":
    main()
