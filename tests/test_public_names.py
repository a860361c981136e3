"""The public names: listed, documented, exemplified, and cheap to import."""

import ast
import doctest
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import FunctionType

import pytest

import symhess

ROOT = Path(symhess.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if path.name != "__main__.py"
)


def public_definitions(module_name):
    """Names without underscore that a module defines at its top."""
    source = inspect.getsource(import_module(module_name))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {node.name for node in ast.parse(source).body if isinstance(node, kinds) and node.name[0] != "_"}


def documentable(module_name):
    """The functions and classes of ``__all__`` that are defined in the module itself."""
    module = import_module(module_name)
    for name in getattr(module, "__all__", ()):
        value = inspect.unwrap(getattr(module, name))
        if isinstance(value, type | FunctionType) and value.__module__ == module_name:
            yield name, value


def has_doctest(value):
    found = doctest.DocTestFinder().find(value, "value", sys.modules[value.__module__])
    return any(test.examples for test in found)


@pytest.mark.parametrize("module_name", MODULES)
def test_all_lists_every_public_definition_and_only_what_exists(module_name):
    module = import_module(module_name)
    listed = getattr(module, "__all__", [])

    assert len(set(listed)) == len(listed)
    assert [name for name in listed if not hasattr(module, name)] == []
    assert sorted(public_definitions(module_name) - set(listed)) == []


@pytest.mark.parametrize("module_name", MODULES)
def test_every_module_and_public_name_has_a_docstring(module_name):
    bare = [name for name, value in documentable(module_name) if not inspect.getdoc(value)]

    assert import_module(module_name).__doc__
    assert bare == []


@pytest.mark.parametrize("module_name", MODULES)
def test_every_public_name_has_a_doctest(module_name):
    assert [name for name, value in documentable(module_name) if not has_doctest(value)] == []


def test_dir_shows_all_public_names():
    assert set(symhess.__all__) <= set(dir(symhess))
    assert symhess.__all__ == list(dict.fromkeys(symhess.__all__))


def test_type_checkers_see_the_table_that_runs():
    tree = ast.parse((ROOT / "__init__.py").read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    declared = {
        (alias.asname, node.module if node.module != "symhess" else f"symhess.{alias.name}")
        for node in ast.walk(guarded)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert declared == set(symhess._HOMES.items())


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = symhess.analyse


@pytest.mark.parametrize("name", sorted(set(symhess._HOMES) - {"Analysis", "models", "sheets"}))
def test_a_public_function_stays_one_after_its_folder_is_loaded(name):
    import_module(symhess._HOMES[name])
    if (ROOT / name).is_dir():
        import_module(f"symhess.{name}")

    assert callable(getattr(symhess, name))


@pytest.mark.parametrize("command", [["-c", "import symhess"], ["-m", "symhess", "--help"]])
def test_starting_loads_no_mathematics(command):
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *command], capture_output=True, text=True, check=True
    )
    loaded = {line.split("|")[-1].strip() for line in run.stderr.splitlines()}

    assert "symhess" in loaded
    assert loaded.isdisjoint({"sympy", "numpy", "flint", "mpmath", "pebble"})
