import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from symhess.errors import RenderError
from symhess.render.tex.engine import compile_tex, find_engine

PAGE = r"\documentclass{article}\begin{document}%s\end{document}"
ENGINE = find_engine()


def sleeper(folder, name="sleepy"):
    """A program that starts a child, writes the child's number down, and waits for ever."""
    program = folder / name
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {folder}/child\nwait\n", "utf-8")
    program.chmod(0o755)
    return str(program)


def is_running(number):
    try:
        status = Path(f"/proc/{number}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def child_ends(folder):
    """Whether the child is gone; the system needs a moment to clear it away."""
    number = int((folder / "child").read_text("utf-8"))
    until = time.monotonic() + 10
    while is_running(number) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_running(number)


def test_a_document_becomes_a_pdf():
    compiled = compile_tex(PAGE % "text", {}, ENGINE)

    assert compiled.pdf.startswith(b"%PDF")
    assert "Output written on sheet.pdf (1 page" in compiled.log


def test_the_same_document_gives_the_same_bytes():
    page = r"\ifdefined\pdftrailerid\pdfinfoomitdate=1 \pdftrailerid{}\fi" + PAGE % "text"

    assert compile_tex(page, {}, ENGINE).pdf == compile_tex(page, {}, ENGINE).pdf


def test_a_failure_is_reported_with_the_first_complaint():
    with pytest.raises(RenderError, match="failed: Undefined control sequence"):
        compile_tex(PAGE % r"\nonsense", {}, ENGINE)


def test_shell_commands_are_not_run(tmp_path):
    compile_tex(PAGE % rf"text\immediate\write18{{touch {tmp_path}/proof}}", {}, ENGINE)

    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_hangs_is_ended_with_its_children(tmp_path):
    with pytest.raises(RenderError, match=r"did not finish within 0\.5 s"):
        compile_tex(PAGE, {}, sleeper(tmp_path), time_limit=0.5)

    assert child_ends(tmp_path)


def test_an_interrupt_ends_the_engine(tmp_path):
    script = f"from symhess.render.tex.engine import compile_tex; compile_tex('', {{}}, {sleeper(tmp_path)!r})"
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not ((tmp_path / "child").exists() and (tmp_path / "child").read_text("utf-8")):
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)

    assert process.wait(30) != 0
    assert child_ends(tmp_path)


def test_an_interrupt_while_the_engine_starts_ends_it_too(tmp_path, monkeypatch):
    class Interrupted(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            while not ((tmp_path / "child").exists() and (tmp_path / "child").read_text("utf-8")):
                time.sleep(0.01)
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        compile_tex(PAGE, {}, sleeper(tmp_path))

    assert child_ends(tmp_path)
