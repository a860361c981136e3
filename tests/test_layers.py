"""The import table of docs/architecture.md, held over the syntax trees."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import symhess

# From the bottom; a part may import the rows below its own, and beside it only what ALLOWED names.
ROWS = (
    ("errors", "_version", "displayed", "blas"),
    ("budget", "runs"),
    ("exact",),
    ("condition",),
    ("function",),
    ("case_tree", "constraint_evidence", "degeneracy", "families", "line_evidence"),
    ("manifolds", "nonsmoothness", "shape", "transcendence"),
    ("evidence",),
    ("derivation",),
    ("verdict", "statements"),
    ("critical_set",),
    ("constraints",),
    ("study",),
    ("parse", "differentiate", "kernels"),
    ("solve", "classify", "constrained", "convexity", "extrema", "numerics", "verify", "render"),
    ("analysis", "equivalence", "inputs", "models"),
    ("grade", "sheets"),
    (
        "api", "presentation", "classify_api", "convexity_api", "equivalence_api", "numeric_api", "batch", "cases",
        "commands", "cli", "notebook", "__main__", "__init__",
    ),
)
TOP = ROWS[-1]
ALLOWED = {
    ("constrained", "solve"),
    ("constrained", "classify"),
    ("constrained", "extrema"), ("extrema", "constrained"),
    ("extrema", "convexity"),
    ("sheets", "grade"),
    *((a, b) for a in TOP for b in TOP),
}
# Below the pipeline a page is only made from what was found, and finders know nothing of pages.
FORBIDDEN = {("analysis", "render"), ("models", "render")}

OPTIONAL = {"dask", "matplotlib", "mpl_toolkits", "numba", "sklearn"}
NUMPY = ("symhess.numerics", "symhess.models", "symhess.solve.modular", "symhess.solve.search")
IMPORTLIB = (
    "symhess.api",
    "symhess",
    "symhess.cli",
    "symhess.convexity_api",
    "symhess.displayed",
    "symhess.differentiate",
    "symhess.equivalence_api",
    "symhess.inputs",
    "symhess.models",
    "symhess.numerics",
    "symhess.sheets",
    "symhess.solve.critical_points",
)
WRITERS = ("symhess.render.store", "symhess.render.write", "symhess.render.tex.engine")
READERS = ("symhess.render.languages",)
FILES = (
    *("symhess.cli", "symhess.commands", "symhess.batch", "symhess.grade", "symhess.sheets.reading", "symhess.runs"),
    *READERS,
    *WRITERS,
)
FILE_CALLS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def inside(module: str, places: tuple[str, ...]) -> bool:
    return any(module == place or module.startswith((place + ".", place + "_")) for place in places)


def imports(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Every import of a tree as (module, name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((module, alias.name) for alias in node.names)


def target(module: str, name: str | None, known: dict[str, ast.Module]) -> str:
    """The module that an import really reads."""
    return f"{module}.{name}" if f"{module}.{name}" in known else module


def without_type_checking(tree: ast.Module) -> ast.Module:
    guarded = [n for n in tree.body if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return ast.Module([node for node in tree.body if node not in guarded], [])


def table_violations(module: str, tree: ast.Module, known: dict[str, ast.Module]) -> Iterator[str]:
    row = {name: number for number, names in enumerate(ROWS) for name in names}
    here = part(module)
    if here not in row:
        yield f"{module} has no row in the table"
        return
    for imported, name in imports(tree):
        if imported.startswith("."):
            yield f"{module} imports relatively: {imported}"
        if imported.split(".")[0] != "symhess":
            continue
        there = part(target(imported, name, known))
        allowed = there == here or (here, there) in ALLOWED or row.get(there, len(ROWS)) < row[here]
        if not allowed or (here, there) in FORBIDDEN:
            yield f"{module} imports {imported} from above"


def late_imports(module: str, tree: ast.Module) -> Iterator[str]:
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    found = {imported for function in functions for imported, _ in imports(function)}
    for name in found:
        if name.split(".")[0] not in OPTIONAL:
            yield f"{module} imports {name} inside a function"


def misplaced(module: str, tree: ast.Module) -> Iterator[str]:
    roots = {imported.split(".")[0] for imported, _ in imports(tree)}
    if "numpy" in roots and not inside(module, NUMPY):
        yield f"{module} imports numpy"
    if "importlib" in roots and module not in IMPORTLIB:
        yield f"{module} imports importlib"
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in FILE_CALLS and not inside(module, FILES):
            yield f"{module} reads or writes a file: {name}"


def cycles(trees: dict[str, ast.Module]) -> Iterator[str]:
    graph = {}
    for module, tree in trees.items():
        targets = {target(imported, name, trees) for imported, name in imports(without_type_checking(tree))}
        graph[module] = targets & trees.keys()
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "cycle: " + " -> ".join(error.args[1])


def violations(sources: dict[str, str]) -> list[str]:
    """Everything in the modules (name -> text) that breaks a rule of this file."""
    trees = {module: ast.parse(text) for module, text in sources.items()}
    found = list(cycles(trees))
    for module, tree in trees.items():
        found += table_violations(module, tree, trees)
        found += late_imports(module, tree)
        found += misplaced(module, tree)
    return sorted(found)


def package_sources() -> dict[str, str]:
    root = Path(symhess.__file__).parent
    names = {path: path.relative_to(root.parent).with_suffix("").parts for path in root.rglob("*.py")}
    return {".".join(name).removesuffix(".__init__"): path.read_text("utf-8") for path, name in names.items()}


def test_the_package_keeps_the_table():
    assert violations(package_sources()) == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        pytest.param("symhess.exact.sign", "from symhess.solve import solve", id="upward"),
        pytest.param("symhess.exact.sign", "from symhess import analyze", id="the-top-itself"),
        pytest.param("symhess.evidence", "from symhess.verdict import Verdict", id="upward-among-nouns"),
        pytest.param("symhess.solve.blocks", "import symhess.classify.sylvester", id="beside"),
        pytest.param("symhess.verify.kind", "from symhess.classify import classify", id="checker-uses-finder"),
        pytest.param("symhess.analysis", "from symhess.render import latex", id="pipeline-renders"),
        pytest.param("symhess.solve.blocks", "from ..exact import sign", id="relative"),
        pytest.param("symhess.miscellany", "", id="no-row"),
        pytest.param("symhess.solve.blocks", "def f():\n    import sympy", id="late"),
        pytest.param("symhess.exact.sign", "import numpy as np", id="numpy"),
        pytest.param("symhess.solve.blocks", "from importlib import import_module", id="importlib"),
        pytest.param("symhess.solve.blocks", "open('notes.txt')", id="open"),
        pytest.param("symhess.api", "path.write_text('page')", id="write-text"),
    ],
)
def test_a_planted_violation_is_found(module, text):
    assert len(violations({module: text})) == 1


def test_a_planted_cycle_is_found():
    sources = {
        "symhess.exact": "from symhess.exact.sign import sign",
        "symhess.exact.sign": "from symhess.exact import number",
        "symhess.exact.number": "from symhess.exact import sign",
    }

    assert any(found.startswith("cycle") for found in violations(sources))


@pytest.mark.parametrize(
    ("module", "text"),
    [
        pytest.param("symhess.render.figure.plot", "def f():\n    import matplotlib.pyplot", id="optional-extra"),
        pytest.param("symhess.numerics.compile", "import numpy as np", id="numpy"),
        pytest.param("symhess.constrained.lagrange", "from symhess.solve import solve", id="constrained-solves"),
        pytest.param("symhess.batch", "from symhess import api\nopen('rows')", id="top-row"),
    ],
)
def test_what_the_table_allows_is_not_reported(module, text):
    assert violations({module: text, "symhess.api": ""}) == []
