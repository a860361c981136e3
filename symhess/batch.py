"""Many analyses from one file to another: one row out for each row in, whatever happens.

A row of the input is a JSON object with the function as text; a row of the output says what became of it.
Every analysis runs in a process of its own, so that one that hangs or dies costs one row.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, get_args

from symhess.api import analyze
from symhess.critical_set import CriticalComponent, LevelSet, Status
from symhess.errors import InputError
from symhess.parse.lexer import Syntax
from symhess.presentation import Analysis
from symhess.statements import Attained
from symhess.verdict import Kind
from symhess.workers import Ending, Outcome, run_each

__all__ = ["Case", "Row", "analyse_case", "is_settled", "read_case", "run_batch"]

Row = dict[str, object]

# These keys change the question; an analysis without them would answer another one.
_UNSUPPORTED = ("constraints", "region")
_SYNTAXES: tuple[Syntax, ...] = get_args(Syntax)
_GRACE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the input.

    Attributes
    ----------
    identifier : object
        The row's ``id``, or its line number.
    expression : str
        The function as text.
    variables : tuple of str or None
        Their names, if the row gives them.
    syntax : {"calculator", "python", "latex"}
        The notation of the texts.
    domain : tuple of str
        Conditions as texts.
    box : object
        As JSON has it: pairs in a list or by name, of numbers or texts.
    problem : str or None
        Why the row cannot be read; the other fields then mean nothing.

    Examples
    --------
    >>> Case("bowl", "x^2 + y^2").syntax
    'calculator'
    """

    identifier: object
    expression: str = ""
    variables: tuple[str, ...] | None = None
    syntax: Syntax = "calculator"
    domain: tuple[str, ...] = ()
    box: Any = None
    problem: str | None = None


def is_settled(analysis: Analysis) -> bool:
    """Tell whether the whole critical set is found and every part of it decided.

    Examples
    --------
    >>> is_settled(analyze("x^2 + y^2")), is_settled(analyze("x^2 + y^2", time_limit=1e-9))
    (True, False)
    """
    critical_set, on_set = analysis.critical_set, analysis.constraint_study
    if on_set is not None and Attained.UNDECIDED in (on_set.extrema.minimum.status, on_set.extrema.maximum.status):
        return False
    complete = critical_set.completeness.status is not Status.INCOMPLETE
    components: Sequence[CriticalComponent | LevelSet] = (*critical_set.components, *critical_set.level_sets)
    described = all(component.pieces for component in components)
    return complete and described and Kind.UNDECIDED not in _kinds(analysis)


def _kinds(analysis: Analysis) -> list[Kind]:
    kinds = [point.verdict.kind for point in (*analysis.points, *analysis.nonsmooth_points)]
    kinds += [piece.verdict.kind for piece in analysis.pieces]
    if analysis.constraint_study is not None:
        kinds += [candidate.verdict.kind for candidate in analysis.constraint_study.candidates]
    kinds += [family.verdict.kind for family in analysis.families]
    return kinds + [level.verdict.kind for level in analysis.levels]


def read_case(line: bytes, number: int) -> Case:
    """Read one line of the input; what is wrong with it becomes the case's problem.

    Examples
    --------
    >>> read_case(b'{"id": "bowl", "expression": "x^2 + y^2"}', 1)  # doctest: +ELLIPSIS
    Case(identifier='bowl', expression='x^2 + y^2', variables=None, ..., domain=(), box=None, problem=None)
    >>> read_case(b'{"expression": 5}', 2).problem
    'expected the function as text under "expression"'
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Case(number, problem=f"not a line of JSON: {error}")
    if not isinstance(row, dict):
        return Case(number, problem="expected a JSON object")
    identifier = row.get("id", number)
    try:
        _refuse_unsupported(row)
        return Case(identifier, _expression(row), _variables(row), _syntax(row), _domain(row), row.get("box"))
    except InputError as error:
        return Case(identifier, problem=str(error))


def _expression(row: Row) -> str:
    text = row.get("expression", row.get("f"))
    if not isinstance(text, str):
        raise InputError('expected the function as text under "expression"')
    return text


def _variables(row: Row) -> tuple[str, ...] | None:
    names = row.get("variables", row.get("vars"))
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError('expected a list of names under "variables"')
    return tuple(names)


def _syntax(row: Row) -> Syntax:
    name = row.get("syntax", "calculator")
    for syntax in _SYNTAXES:
        if name == syntax:
            return syntax
    raise InputError(f'expected one of {", ".join(_SYNTAXES)} under "syntax"')


def _domain(row: Row) -> tuple[str, ...]:
    conditions = row.get("domain") or []
    texts = [conditions] if isinstance(conditions, str) else conditions
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise InputError('expected conditions as texts under "domain"')
    return tuple(texts)


def _refuse_unsupported(row: Row) -> None:
    keys = [key for key in _UNSUPPORTED if row.get(key)]
    if keys:
        raise InputError(f"a batch cannot take {', '.join(keys)} into account yet")


def analyse_case(case: Case, time_limit: float) -> Row:
    """Analyse one case and return its row of the output; nothing escapes but the death of the process.

    Examples
    --------
    >>> row = analyse_case(Case("bowl", "x^2 + y^2"), time_limit=10.0)
    >>> row["id"], row["status"], row["error"]
    ('bowl', 'done', None)
    >>> analyse_case(Case("broken", "x^2 +"), time_limit=10.0)["status"]
    'bad-input'
    """
    try:
        analysis = analyze(
            case.expression,
            case.variables,
            domain=case.domain,
            box=case.box,
            syntax=case.syntax,
            time_limit=time_limit,
        )
        if is_settled(analysis):
            return _row(case, "done", analysis=analysis.to_dict())
        return _row(case, "incomplete", _shortfall(analysis), analysis=analysis.to_dict())
    except InputError as error:
        return _row(case, "bad-input", str(error))
    except MemoryError:
        return _row(case, "crashed", "out of memory")
    except Exception as error:  # noqa: BLE001 - one row must not cost the others
        return _row(case, "crashed", f"{type(error).__name__}: {error}")


def _shortfall(analysis: Analysis) -> str:
    kinds = _kinds(analysis)
    undecided = kinds.count(Kind.UNDECIDED)
    known = f"{undecided} of {len(kinds)} critical points and pieces undecided" if undecided else ""
    reason = analysis.critical_set.completeness.reason
    missing = f"critical set incomplete: {reason.value}" if reason else ""
    return "; ".join(filter(None, (missing, known)))


def _row(case: Case, status: str, error: str | None = None, **more: object) -> Row:
    return {"id": case.identifier, "status": status, "error": error, **more}


def run_batch(
    source: Path,
    target: Path,
    *,
    jobs: int = 1,
    time_limit: float = 10.0,
    analyse: Callable[[Case, float], Row] = analyse_case,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Counter[str]:
    r"""Analyse every row of a file and write one row for each, in the same order.

    The results are written beside the target and get its name at the end.

    Parameters
    ----------
    source, target : Path
        JSON lines in and out; blank lines are not rows.
    jobs : int
        How many analyses run at a time.
    time_limit : float
        Seconds for each analysis.
    analyse : callable
        What makes a row of a case; a function of a module.
    progress : callable
        Called with the number of finished rows and of all rows.

    Returns
    -------
    Counter
        How many rows have which status.

    Raises
    ------
    OSError
        If a file cannot be read or written.
    KeyboardInterrupt
        After Ctrl-C, when the rows finished so far are written and the others labelled.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     source, target = Path(folder, "cases.jsonl"), Path(folder, "results.jsonl")
    ...     _ = source.write_text('{"expression": "x^2 + y^2"}\nnonsense\n')
    ...     counts = run_batch(source, target)
    ...     rows = [json.loads(line) for line in target.read_text().splitlines()]
    >>> [(row["id"], row["status"]) for row in rows]
    [(1, 'done'), (2, 'bad-input')]
    """
    lines = enumerate(source.read_bytes().split(b"\n"), start=1)
    cases = [read_case(line, number) for number, line in lines if line.strip()]
    texts: dict[int, _Text] = {}
    interrupted = False
    with _renamed_at_the_end(target) as stream:
        try:
            for index, text in _answers(cases, jobs, time_limit, analyse):
                texts[index] = text
                progress(len(texts), len(cases))
        except KeyboardInterrupt:
            interrupted = True
        for index, case in enumerate(cases):
            stream.write((texts.get(index) or _text(_unfinished(case))).json + "\n")
    if interrupted:
        raise KeyboardInterrupt(f"{len(texts)} of {len(cases)} rows in {target} are finished")
    return Counter(text.status for text in texts.values())


@dataclass(frozen=True, slots=True)
class _Text:
    """A row as it is written; made in the worker, so that a row that cannot be written costs only itself."""

    status: str
    json: str


@dataclass(frozen=True, slots=True)
class _Work:
    case: Case
    time_limit: float
    analyse: Callable[[Case, float], Row]


def _text(row: Row) -> _Text:
    return _Text(str(row["status"]), json.dumps(row))


def _work(item: _Work) -> _Text:
    return _text(item.analyse(item.case, item.time_limit))


def _unfinished(case: Case) -> Row:
    return _row(case, "incomplete", "interrupted before this row was finished")


def _answers(
    cases: Sequence[Case], jobs: int, time_limit: float, analyse: Callable[[Case, float], Row]
) -> Iterator[tuple[int, _Text]]:
    """Every case's number and row, as they come."""
    readable = []
    for index, case in enumerate(cases):
        if case.problem:
            yield index, _text(_row(case, "bad-input", case.problem))
        else:
            readable.append(index)
    work = [_Work(cases[index], time_limit, analyse) for index in readable]
    seconds = 1.5 * time_limit + _GRACE_SECONDS
    with closing(run_each(_work, work, jobs=jobs, seconds=seconds, memory=_memory(jobs))) as outcomes:
        for outcome in outcomes:
            index = readable[outcome.index]
            yield index, outcome.value or _text(_lost(cases[index], outcome, time_limit))


def _lost(case: Case, outcome: Outcome[_Text], time_limit: float) -> Row:
    if outcome.ending is Ending.TIME_LIMIT:
        return _row(case, "time-limit", f"no answer within {time_limit:g} s; the process was ended")
    return _row(case, "crashed", f"the process died with exit code {outcome.exit_code}")


def _memory(jobs: int) -> int | None:
    """Half of the machine's memory, shared by the workers."""
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // (2 * jobs)


@contextmanager
def _renamed_at_the_end(target: Path) -> Iterator[TextIO]:
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
