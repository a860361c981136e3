"""From LaTeX to PDF with whatever TeX engine the machine has, in a folder of its own and under a time limit."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import current_thread, main_thread
from types import FrameType

from symhess.errors import RenderError

__all__ = ["INSTALL_HINT", "Compiled", "compile_tex", "find_engine"]

INSTALL_HINT = (
    "install a TeX engine, for example with: "
    "apt-get install texlive-latex-base texlive-latex-recommended texlive-pictures lmodern"
)

_OPTIONS = {
    "pdflatex": ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"),
    "lualatex": ("--no-shell-escape", "--interaction=nonstopmode", "--halt-on-error"),
    "xelatex": ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"),
    "tectonic": ("--untrusted",),
}
_NAME = "sheet"
_TIME_LIMIT = 120.0
_AGAIN = re.compile(r"Rerun LaTeX|run LaTeX\s+again", re.IGNORECASE)
_COMPLAINT = re.compile(r"^! *(.*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A PDF and what the engine said while it made it.

    Examples
    --------
    >>> Compiled(b"%PDF-1.5", "").log
    ''
    """

    pdf: bytes
    log: str


def find_engine() -> str | None:
    """Name of the first TeX engine on the search path.

    Examples
    --------
    >>> find_engine() in (None, "pdflatex", "lualatex", "xelatex", "tectonic")
    True
    """
    return next((name for name in _OPTIONS if shutil.which(name)), None)


def compile_tex(text: str, pictures: Mapping[str, bytes], engine: str, time_limit: float = _TIME_LIMIT) -> Compiled:
    """Make a PDF of a LaTeX document and the pictures it takes in, by file name.

    Raises
    ------
    RenderError
        If the engine fails or takes too long; the message has its first complaint.

    Examples
    --------
    >>> compile_tex("text", {}, "no-such-engine")
    Traceback (most recent call last):
        ...
    symhess.errors.RenderError: no-such-engine cannot be started
    """
    with TemporaryDirectory(prefix="symhess-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / f"{_NAME}.tex").write_text(text, "utf-8")
        for file_name, content in pictures.items():
            (folder / file_name).write_bytes(content)
        command = [engine, *_OPTIONS.get(engine, ()), f"{_NAME}.tex"]
        finished = _run(command, folder, time_limit)
        if finished and _AGAIN.search(_log(folder)):
            finished = _run(command, folder, time_limit)
        made = folder / f"{_NAME}.pdf"
        if finished and made.exists():
            return Compiled(made.read_bytes(), _log(folder))
        raise RenderError(f"{engine} {_complaint(folder)}" if finished is not None else f"{engine} cannot be started")


def _run(command: list[str], folder: Path, time_limit: float) -> bool | None:
    """Whether the command succeeded; ``None`` if it could not be started. Nothing of it outlives this call."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1", "max_print_line": "1000"}
    quiet = subprocess.DEVNULL
    process = None
    try:
        with _interrupts_held_back():
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        return process.wait(time_limit) == 0
    except OSError:
        return None
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"{command[0]} did not finish within {time_limit:g} s") from error
    finally:
        if process is not None and process.poll() is None:
            _kill(process)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Deliver an interrupt from the keyboard only afterwards: a process half started would be forgotten."""
    if current_thread() is not main_thread():
        yield
        return
    held: list[tuple[int, FrameType | None]] = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: held.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if held and callable(usual):
            usual(*held[0])


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process with its children: an interrupt from the keyboard does not reach them by itself."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _log(folder: Path) -> str:
    log = folder / f"{_NAME}.log"
    return log.read_text("utf-8", errors="replace") if log.exists() else ""


def _complaint(folder: Path) -> str:
    found = _COMPLAINT.search(_log(folder))
    return f"failed: {found[1][:200]}" if found else "failed without saying why"
