"""What the commands do; ``cli`` says what can be asked of them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from typing import Literal

import symhess
from symhess.api import analyze
from symhess.batch import is_settled, merge_analyses, run_batch
from symhess.cli import complain
from symhess.errors import InputError
from symhess.numeric_api import minimize
from symhess.presentation import Analysis
from symhess.render import Detail
from symhess.render.languages import language_of
from symhess.render.write import SUFFIXES
from symhess.runs.executors import scheduler_executor
from symhess.runs.shards import Shard, read_shards

__all__ = ["run"]

_BAR_WIDTH = 30


def run(options: Namespace) -> int:
    """Run the command that the options name and return its exit status.

    Examples
    --------
    >>> run(Namespace(command="analyze", expression="x^2", vars=None, domain=None, box=None, constraint=None,
    ...               region=None, time_limit=10.0, detail="brief", language="en", format="json"))  # doctest: +ELLIPSIS
    {"format": "symhess-analysis/1", ...}
    0
    """
    return _COMMANDS[options.command](options)


def _analyze(options: Namespace) -> int:
    analysis = _analysis(options)
    _show(_FORMATS[options.format](analysis, options.detail, options.language))
    return 0 if is_settled(analysis) else 1


def _analysis(options: Namespace) -> Analysis:
    language_of(options.language)  # refused before any work is done
    return analyze(
        options.expression,
        variables=options.vars,
        domain=options.domain,
        box=options.box,
        constraints=options.constraint,
        region=options.region,
        time_limit=options.time_limit,
    )


def _text(analysis: Analysis, detail: Detail, language: str) -> str:
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return analysis.to_text(detail=detail, color=colour, language=language)


_FORMATS: dict[str, Callable[[Analysis, Detail, str], str]] = {
    "text": _text,
    "json": lambda analysis, detail, language: analysis.to_json(),
    "latex": lambda analysis, detail, language: analysis.to_latex(detail, language),
    "html": lambda analysis, detail, language: analysis.to_html(detail, language),
    "markdown": lambda analysis, detail, language: analysis.to_markdown(detail, language),
}


def _show(page: str) -> None:
    try:
        print(page.rstrip("\n"), flush=True)
    except BrokenPipeError:
        # The reader has seen enough; without this, Python complains once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(options: Namespace) -> int:
    target = options.output
    if target.suffix.lower() not in SUFFIXES:
        raise InputError(f"expected a page ending in one of {' '.join(SUFFIXES)}, got {target.name!r}")
    if not target.parent.is_dir():
        raise InputError(f"expected a folder that exists, got {str(target.parent)!r}")
    analysis = _analysis(options)
    written = analysis.save(target, detail=options.detail, language=options.language)
    _show("\n".join(str(path) for path in written))
    return 0 if is_settled(analysis) else 1


def _batch(options: Namespace) -> int:
    if options.output.resolve() == options.cases.resolve():
        raise InputError("expected two different files, got the same one for cases and results")
    with scheduler_executor(options.scheduler) as executor:
        counts = run_batch(
            options.cases,
            options.output,
            jobs=options.jobs,
            time_limit=options.time_limit,
            shard=_shard(options),
            executor=executor,
            progress=_progress,
        )
    return _sum_up(counts, "rows")


def _shard(options: Namespace) -> Shard | None:
    return None if options.shard is None else Shard(*options.shard)


def _sum_up(counts: Counter[str], things: Literal["rows", "answers"]) -> int:
    """Print how many ended how, and say by the status whether a person is needed."""
    summary = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    _show(f"{counts.total()} {things}: {summary}" if counts else f"0 {things}")
    return int(counts["review"] > 0 if things == "answers" else counts.total() > counts["done"])


def _grade(options: Namespace) -> int:
    with scheduler_executor(options.scheduler) as executor:
        # by the package, which loads its rooms at first use: other commands need not wait for grading
        counts = symhess.grade.grade_file(
            options.assignment,
            options.submissions,
            options.output,
            jobs=options.jobs,
            feedback=options.feedback,
            shard=_shard(options),
            executor=executor,
            progress=_progress,
        )
    return _sum_up(counts, "answers")


def _merge(options: Namespace) -> int:
    if options.output.resolve() in {path.resolve() for path in options.shards}:
        raise InputError("expected an output other than the shards")
    merged = read_shards(options.shards)
    if merged.setting.get("kind") == "grades":
        return _sum_up(symhess.grade.merge_grades(merged, options.output, jobs=options.jobs), "answers")
    return _sum_up(merge_analyses(merged, options.output), "rows")


def _sheet(options: Namespace) -> int:
    written = symhess.sheets.write_sheets(
        options.sheet,
        options.output,
        seed=options.seed,
        variants=options.variants,
        layout=options.layout,
        format=options.format,
        progress=_progress,
    )
    _show("\n".join(str(path) for path in written.files))
    for warning in written.warnings:
        complain(warning)
    return 1 if written.warnings else 0


def _minimize(options: Namespace) -> int:
    outcome = minimize(
        options.expression,
        options.x0,
        method=options.method,
        variables=options.vars,
        time_limit=options.time_limit,
    )
    _show(f"{outcome.trace.table()}\n\n{outcome}" if options.trace else str(outcome))
    return 0 if outcome.success else 1


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        filled = _BAR_WIDTH * done // total
        bar = f"\r[{'#' * filled:{_BAR_WIDTH}}] {done}/{total}"
        print(bar, end="\n" if done == total else "", file=sys.stderr, flush=True)


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "analyze": _analyze,
    "report": _report,
    "batch": _batch,
    "grade": _grade,
    "merge": _merge,
    "minimize": _minimize,
    "sheet": _sheet,
}
