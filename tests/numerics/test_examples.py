"""The notebook runs as it stands and shows what it says."""

import warnings
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[2] / "examples" / "rosenbrock.ipynb"


@pytest.fixture(scope="module")
def executed():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own machinery
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def test_all_but_gradient_descent_arrive(executed):
    text = "".join(output.get("text", "") for output in outputs(executed))

    assert text.count("CONVERGED") == 3 and text.count("MAX_ITERATIONS") == 1
    assert "condition number 2508.0" in text


def test_both_figures_are_shown(executed):
    assert sum("image/png" in output.get("data", {}) for output in outputs(executed)) == 2
