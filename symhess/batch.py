"""Many analyses from one file to another: one row out for each row in, whatever happens.

A row of the input is a JSON object with the function as text; a row of the output says what became of it.
Analyses run in processes that can be ended, so that one that hangs or dies costs one row. Rows are kept in a journal as
they come: a batch that was killed goes on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from symhess._version import __version__
from symhess.api import analyze
from symhess.cases import Case, read_case
from symhess.critical_set import CriticalComponent, LevelSet, Status
from symhess.errors import InputError
from symhess.presentation import Analysis
from symhess.runs.executors import workforce
from symhess.runs.journal import open_journal
from symhess.runs.outcome import Ending, Limits, Outcome
from symhess.runs.shards import Merged, Shard, write_shard
from symhess.runs.writing import write_file
from symhess.statements import Attained
from symhess.verdict import Kind

__all__ = ["Row", "analyse_case", "is_settled", "merge_analyses", "run_batch"]

Row = dict[str, object]

_GRACE_SECONDS = 5.0
_MEMORY = 4 << 30  # bytes
_RENEWED_AFTER = 20  # analyses; a fresh process costs as much as two short ones, an old one holds what they left


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
    shard: Shard | None = None,
    executor: Executor | None = None,
    analyse: Callable[[Case, float], Row] = analyse_case,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Counter[str]:
    r"""Analyse every row of a file and write one row for each, in the same order.

    The results get their name at the end; until then the rows stand in a journal beside it, and the same call goes on
    from there after any interruption.

    Parameters
    ----------
    source, target : Path
        JSON lines in and out; blank lines are not rows.
    jobs : int
        How many analyses run at a time.
    time_limit : float
        Seconds for each analysis.
    shard : Shard, optional
        Analyse this part only; :func:`merge_analyses` puts all parts together.
    executor : concurrent.futures.Executor, optional
        Where the analyses run instead; every limit holds there too.
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
    InputError
        If another run writes these results.
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
    content = source.read_bytes()
    lines = enumerate(content.split(b"\n"), start=1)
    every = [read_case(line, number) for number, line in lines if line.strip()]
    cases = every if shard is None else shard.part(every)
    setting = {
        "kind": "analyses",
        "version": __version__,
        "cases": sha256(content).hexdigest(),
        "time_limit": time_limit,
        "analysis": f"{analyse.__module__}.{analyse.__qualname__}",
    }
    limits = Limits(1.5 * time_limit + _GRACE_SECONDS, _MEMORY, _RENEWED_AFTER)
    with open_journal(target.with_name(f"{target.name}.journal"), {**setting, "shard": str(shard)}) as journal:
        known = dict(journal.read(_read_entry))
        try:
            left = {index: case for index, case in enumerate(cases) if index not in known}
            with workforce(_prepare, _Setting(time_limit, analyse), limits, jobs=jobs, executor=executor) as answers:
                for index, text in _texts(left, answers):
                    known[index] = text
                    journal.add([index, text.status, text.json])
                    progress(len(known), len(cases))
        except KeyboardInterrupt:
            _write_rows(target, (known.get(index) or _text(_unfinished(case)) for index, case in enumerate(cases)))
            told = f"{len(known)} of {len(cases)} rows in {target} are finished; the same command goes on from there"
            raise KeyboardInterrupt(told) from None
        texts = [known[index] for index in range(len(cases))]
        if shard is None:
            _write_rows(target, texts)
        else:
            write_shard(target, shard, setting, (json.loads(text.json) for text in texts))
    return Counter(text.status for text in texts)


def merge_analyses(merged: Merged, target: Path) -> Counter[str]:
    r"""Write what one batch over all rows would have written, from its shards.

    Raises
    ------
    InputError
        If these are not shards of a batch.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from symhess.runs.shards import read_shards
    >>> with TemporaryDirectory() as name:
    ...     source, parts = Path(name, "cases.jsonl"), [Path(name, part) for part in "ab"]
    ...     _ = source.write_text('{"expression": "x^2 + y^2"}\nnonsense\n')
    ...     for number, part in enumerate(parts, start=1):
    ...         _ = run_batch(source, part, shard=Shard(number, 2))
    ...     sorted(merge_analyses(read_shards(parts), Path(name, "results.jsonl")).items())
    [('bad-input', 1), ('done', 1)]
    """
    if merged.setting.get("kind") != "analyses":
        raise InputError("these are not shards of a batch")
    texts = [_text(row) for row in merged.rows]
    _write_rows(target, texts)
    return Counter(text.status for text in texts)


def _write_rows(target: Path, texts: Iterable[_Text]) -> None:
    write_file(target, "".join(text.json + "\n" for text in texts))


@dataclass(frozen=True, slots=True)
class _Text:
    """A row as it is written; made in the worker, so that a row that cannot be written costs only itself."""

    status: str
    json: str


def _text(row: Row) -> _Text:
    return _Text(str(row["status"]), json.dumps(row))


def _read_entry(row: Any) -> tuple[int, _Text]:
    index, status, text = row
    return int(index), _Text(status, text)


def _unfinished(case: Case) -> Row:
    return _row(case, "incomplete", "interrupted before this row was finished")


@dataclass(frozen=True, slots=True)
class _Setting:
    time_limit: float
    analyse: Callable[[Case, float], Row]


def _prepare(setting: _Setting) -> Callable[[Case], _Text]:
    return partial(_analysed, setting)


def _analysed(setting: _Setting, case: Case) -> _Text:
    return _text(setting.analyse(case, setting.time_limit))


def _texts(
    cases: Mapping[int, Case], answers: Callable[[Sequence[Case]], Iterable[Outcome[_Text]]]
) -> Iterator[tuple[int, _Text]]:
    """Every case's number and row, as they come."""
    yield from ((index, _text(_row(case, "bad-input", case.problem))) for index, case in cases.items() if case.problem)
    readable = [index for index, case in cases.items() if not case.problem]
    for outcome in answers([cases[index] for index in readable]):
        index = readable[outcome.index]
        yield index, outcome.value or _text(_lost(cases[index], outcome))


def _lost(case: Case, outcome: Outcome[_Text]) -> Row:
    return _row(case, "time-limit" if outcome.ending is Ending.TIME_LIMIT else "crashed", outcome.reason)
