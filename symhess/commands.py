"""What the commands do; ``cli`` says what can be asked of them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable

import symhess
from symhess.api import analyze
from symhess.batch import is_settled, run_batch
from symhess.errors import InputError
from symhess.numeric_api import minimize
from symhess.presentation import Analysis
from symhess.render import Detail
from symhess.render.languages import language_of
from symhess.render.write import SUFFIXES

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
    counts = run_batch(
        options.cases, options.output, jobs=options.jobs, time_limit=options.time_limit, progress=_progress
    )
    summary = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    _show(f"{counts.total()} rows: {summary}" if counts else "0 rows")
    return 0 if counts.total() == counts["done"] else 1


def _grade(options: Namespace) -> int:
    # by the package, which loads its rooms at first use: other commands need not wait for grading
    counts = symhess.grade.grade_file(
        options.assignment,
        options.submissions,
        options.output,
        jobs=options.jobs,
        feedback=options.feedback,
        progress=_progress,
    )
    summary = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    _show(f"{counts.total()} answers: {summary}" if counts else "0 answers")
    return 1 if counts["review"] else 0


def _minimize(options: Namespace) -> int:
    outcome = minimize(
        options.expression,
        options.x0,
        method=options.method,
        variables=options.vars,
        time_limit=options.time_limit,
    )
    _show(f"{outcome.trace.table()}\n\n{outcome!r}" if options.trace else repr(outcome))
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
    "minimize": _minimize,
}
