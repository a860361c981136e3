"""The limits that keep a file readable in one sitting."""

import ast
from pathlib import Path

import pytest

import symhess

FILE_LINES, FUNCTION_LINES, METHODS = 400, 50, 15
ROOT = Path(symhess.__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


def body_lines(function):
    """Lines of the body without signature and docstring."""
    body = function.body[ast.get_docstring(function) is not None :]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def oversized(text):
    """Everything in the text of one file that is too long, as (name, size)."""
    if text.count("\n") > FILE_LINES:
        yield "file", text.count("\n")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function) and body_lines(node) > FUNCTION_LINES:
            yield node.name, body_lines(node)
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(member, Function) for member in node.body)
            if methods > METHODS:
                yield node.name, methods


@pytest.mark.parametrize(
    "path", sorted(ROOT.rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_nothing_is_oversized(path):
    assert list(oversized(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("pass\n" * 401, [("file", 401)], id="file"),
        pytest.param("def f():\n" + "    pass\n" * 51, [("f", 51)], id="function"),
        pytest.param(
            'def f():\n    """One.\n\n    Two."""\n' + "    pass\n" * 50, [], id="docstring-is-free"
        ),
        pytest.param("class C:\n" + "    def f(self): ...\n" * 16, [("C", 16)], id="class"),
    ],
)
def test_a_planted_giant_is_found(text, expected):
    assert list(oversized(text)) == expected
