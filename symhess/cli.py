"""The command line: what can be said, and how errors are told.

Exit status: 0 done; 1 understood, but incomplete or undecided; 2 bad input; 130 interrupted.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from symhess._version import __version__
from symhess.errors import InputError, SymhessError

__all__ = ["build_parser", "complain", "main"]

_LONGEST_LINE = 500
_FORMATS = ("text", "json", "latex", "html", "markdown")
_SHEET_FORMATS = ("pdf", "tex", "html", "markdown")
_LAYOUTS = ("article", "exam", "beamer", "fragment")
_DETAILS = ("brief", "worked", "full")
# "-o" and "--format=json" are options, "-x^2" and "--x" are functions.
_OPTION = re.compile(r"-[ho]|--((x0|[a-z][a-z-]+)(=.*)?)?", re.DOTALL)


def complain(message: str) -> None:
    r"""Say on one line of the standard error stream what is wrong.

    Examples
    --------
    >>> from contextlib import redirect_stderr
    >>> with redirect_stderr(sys.stdout):
    ...     complain("expected one line,\n got two")
    symhess: expected one line, got two
    """
    line = " ".join(message.split())
    clean = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)
    shown = clean if len(clean) <= _LONGEST_LINE else clean[:_LONGEST_LINE] + "…"
    print(f"symhess: {shown}", file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        complain(f"{message}; see {self.prog} --help")
        sys.exit(2)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line.

    Examples
    --------
    >>> build_parser().parse_args(["analyze", "x^2 + y^2", "--vars", "x,y"]).vars
    ('x', 'y')
    """
    parser = _Parser(
        prog="symhess",
        description="Every critical point of a function, classified and proved.",
        epilog="Exit status: 0 done, 1 incomplete or undecided, 2 bad input, 130 interrupted.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"symhess {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    analyze = _add(commands, "analyze", "print what is found")
    _add_expression(analyze)
    analyze.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    report = _add(commands, "report", "write a worked solution with figures")
    _add_expression(report)
    _add_output(report, "FILE", "the page to write: .pdf, .tex, .html, .md, .txt, .json")
    batch = _add(commands, "batch", "analyse many functions, one row out for each row in")
    batch.add_argument("cases", type=_path, metavar="CASES.jsonl", help='rows such as {"expression": "x^2"}')
    _add_output(batch, "RESULTS.jsonl", "the rows to write")
    _add_workers(batch)
    _add_time_limit(batch)
    _add_grade(_add(commands, "grade", "mark what students handed in, with follow-through and feedback"))
    merge = _add(commands, "merge", "put the shards of a grading or a batch together")
    merge.add_argument("shards", type=_path, nargs="+", metavar="SHARD", help="all of them, in any order")
    _add_output(merge, "OUTPUT", "the folder of a grading, the file of a batch")
    _add_jobs(merge)
    _add_sheet(_add(commands, "sheet", "make a problem sheet with solutions, in seeded variants"))
    _add_minimize(_add(commands, "minimize", "find a minimum with numbers, step by step"))
    return parser


def _add(commands: argparse._SubParsersAction[_Parser], name: str, purpose: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)


def _add_expression(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("expression", metavar="EXPR", type=_unprotected, help='the function, for example "x^2 - 3xy"')
    parser.add_argument("--vars", type=_names, metavar="x,y", help="the variables, in order")
    parser.add_argument("--domain", action="append", metavar="COND", help='a condition such as "x > 0"; repeatable')
    parser.add_argument("--box", type=_box, metavar="x=-5:5,y=0:2", help="the closed box to search")
    parser.add_argument("--constraint", action="append", metavar="G", help='such as "x^2 + y^2 = 1"; repeatable')
    parser.add_argument("--region", action="append", metavar="R", help='such as "x + y <= 2"; repeatable')
    parser.add_argument("--detail", choices=_DETAILS, default="worked", help="default: worked")
    parser.add_argument("--language", default="en", metavar="L", help="en, de or a language file; default: en")
    _add_time_limit(parser)


def _add_minimize(minimize: argparse.ArgumentParser) -> None:
    minimize.add_argument("expression", metavar="EXPR", type=_unprotected, help="the function")
    minimize.add_argument("--x0", type=_numbers, required=True, metavar="1,2", help="the starting point")
    minimize.add_argument("--method", default="trust-region", metavar="NAME", help="default: trust-region")
    minimize.add_argument("--vars", type=_names, metavar="x,y", help="the variables, in order")
    minimize.add_argument("--trace", action="store_true", help="print every iterate")
    _add_time_limit(minimize)


def _add_grade(grade: argparse.ArgumentParser) -> None:
    grade.add_argument("assignment", type=_path, metavar="ASSIGNMENT.toml", help="what is asked, and its weights")
    grade.add_argument("submissions", type=_path, nargs="+", metavar="FILE", help=".jsonl, .csv or .ipynb; never run")
    _add_output(grade, "DIR", "the folder for results, gradebook and feedback")
    _add_workers(grade)
    grade.add_argument("--feedback", type=_names, metavar="md,html,tex", help="the pages to write; default: all")


def _add_sheet(sheet: argparse.ArgumentParser) -> None:
    sheet.add_argument("sheet", type=_path, metavar="SHEET.toml", help="the exercises, and what stands around them")
    _add_output(sheet, "DIR", "the folder for the sheets, their solutions and the answer key")
    sheet.add_argument("--seed", type=_seed, metavar="N", help="draws the exercises; default: what the file says")
    sheet.add_argument("--variants", metavar="A-F", help="letters, or how many; default: what the file says")
    sheet.add_argument("--format", choices=_SHEET_FORMATS, help="default: what the file says, else pdf")
    sheet.add_argument("--layout", choices=_LAYOUTS, help="default: what the file says, else article")


def _add_workers(parser: argparse.ArgumentParser) -> None:
    _add_jobs(parser)
    parser.add_argument("--shard", type=_shard, metavar="I/N", help="only the I-th of N parts; merge joins them")
    parser.add_argument("--scheduler", metavar="tcp://HOST:PORT", help="work on an existing Dask cluster")


def _add_output(parser: argparse.ArgumentParser, name: str, purpose: str) -> None:
    parser.add_argument("-o", "--output", type=_path, required=True, metavar=name, help=purpose)


def _add_time_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--time-limit", type=_positive(float), default=10.0, metavar="S", help="seconds; default: 10")


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"expected a whole number from 0 on, got {_unprotected(text)!r}")
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise argparse.ArgumentTypeError(f"expected names such as x,y, got {text!r}")
    return names


def _box(text: str) -> dict[str, tuple[str, str]]:
    """The intervals by name, their ends as texts that are read later."""
    intervals = {}
    for part in _unprotected(text).split(","):
        name, equals, interval = part.partition("=")
        low, colon, high = interval.partition(":")
        if not (name.strip() and equals and low.strip() and colon and high.strip()) or name.strip() in intervals:
            raise argparse.ArgumentTypeError(f"expected intervals such as x=-5:5,y=0:2pi, got {text!r}")
        intervals[name.strip()] = (low, high)
    return intervals


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(number) for number in _unprotected(text).split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected numbers such as 1,-0.5, got {text!r}") from None


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=_positive(int), default=1, metavar="N", help="processes; default: 1")


def _shard(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise argparse.ArgumentTypeError(f"expected a shard such as 1/3, got {_unprotected(text)!r}")
    return int(found[1]), int(found[2])


def _path(text: str) -> Path:
    return Path(_unprotected(text))


def _positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = 0
        if not 0 < number < math.inf:
            raise argparse.ArgumentTypeError(f"expected a positive number, got {_unprotected(text)!r}")
        return number

    return read


def _protected(argument: str) -> str:
    """Keep argparse from taking a function that begins with a minus sign for an option."""
    return f" {argument}" if argument[:1] == "-" and not _OPTION.fullmatch(argument) else argument


def _unprotected(argument: str) -> str:
    return argument.removeprefix(" ") if argument[1:2] == "-" else argument


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Examples
    --------
    >>> main(["analyze", "-x^2 - y^2", "--format", "json"])  # doctest: +ELLIPSIS
    {"format": "symhess-analysis/1", ...}
    0
    """
    given = sys.argv[1:] if arguments is None else arguments
    options = build_parser().parse_args([_protected(argument) for argument in given])
    try:
        # Loaded by name and only now: asking for help must not wait for SymPy.
        status: int = import_module("symhess.commands").run(options)
    except InputError as error:
        complain(str(error))
        return 2
    except SymhessError as error:
        complain(str(error))
        return 1
    except OSError as error:
        complain(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))
        return 2
    except KeyboardInterrupt as error:
        complain(f"interrupted; {error}" if error.args else "interrupted")
        return 130
    return status
