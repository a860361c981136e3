"""The notebooks in examples/ run without error and still show what is stored in them.

A notebook is stored with all its outputs or with none. ``python tests/test_examples.py`` runs those that have outputs
and stores what they show now.
"""

import os
import tempfile
from pathlib import Path
from unittest import mock

import nbformat
import pytest
from ipykernel.kernelspec import write_kernel_spec
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "examples").glob("*.ipynb"))
LARGEST = 300_000
SECONDS_PER_CELL = 30
KERNEL = "this-python"
NOTHING = ([], [])


def executed(notebook, home):
    """A fresh copy of the notebook, run by the Python that runs this, with no settings of the user's."""
    write_kernel_spec(str(home / "kernels" / KERNEL))
    fresh = nbformat.reads(nbformat.writes(notebook), as_version=4)
    folders = dict.fromkeys(("JUPYTER_PATH", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"), str(home))
    with mock.patch.dict(os.environ, folders):
        # The notebook chooses how its figures are shown.
        os.environ.pop("MPLBACKEND", None)
        NotebookClient(
            fresh, kernel_name=KERNEL, timeout=SECONDS_PER_CELL, allow_errors=True, record_timing=False
        ).execute()
    return fresh


def outputs(notebook):
    """Every output as (number of its cell, output)."""
    return [(k, output) for k, cell in enumerate(notebook.cells) for output in cell.get("outputs", ())]


def failures(notebook):
    return [(k, output.ename, output.evalue) for k, output in outputs(notebook) if output.output_type == "error"]


def shown(notebook):
    """What is shown as text, and of everything richer in which forms it is shown."""
    streams: dict[tuple[int, str], str] = {}
    for k, output in outputs(notebook):
        if output.output_type == "stream":  # may come in any number of parts
            streams[k, output.name] = streams.get((k, output.name), "") + output.text
    results = [(k, sorted(o.data), o.data.get("text/plain")) for k, o in outputs(notebook) if "data" in o]
    return sorted(streams.items()), results


def test_there_are_examples():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_an_example_runs_and_shows_what_is_stored(path, tmp_path):
    stored = nbformat.read(path, as_version=4)
    fresh = executed(stored, tmp_path)

    assert failures(fresh) == []
    assert shown(fresh) != NOTHING
    assert shown(stored) in (shown(fresh), NOTHING)
    assert path.stat().st_size < LARGEST


def test_an_error_and_a_stale_output_are_found(tmp_path):
    code = nbformat.v4.new_code_cell
    notebook = nbformat.v4.new_notebook(cells=[code("6 * 7"), code("1 / 0")])
    notebook.cells[0].outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "54"})]
    fresh = executed(notebook, tmp_path)

    assert failures(fresh) == [(1, "ZeroDivisionError", "division by zero")]
    assert shown(fresh) == ([], [(0, ["text/plain"], "42")])
    assert shown(fresh) != shown(notebook)


def refresh():
    """Store what the notebooks show now."""
    for path in NOTEBOOKS:
        stored = nbformat.read(path, as_version=4)
        if shown(stored) == NOTHING:
            continue
        with tempfile.TemporaryDirectory() as home:
            fresh = executed(stored, Path(home))
        # The kernel adds its exact version, which says nothing about the example.
        fresh.metadata.language_info = {"name": "python"}
        nbformat.write(fresh, path)
        print(path.name, failures(fresh) or "ran without error")


if __name__ == "__main__":
    refresh()
