"""Generated source: readable, correct, free of outside text."""

import ast
import re

import numpy as np
import pytest
import sympy as sp
from sympy.abc import x, y

from symhess.numerics import compile_expression
from symhess.numerics.emitting import array_source

from .problems import IDS, compiled

PARTS = ("value", "gradient", "hessian", "hvp", "jet")
NAMES = re.compile(r"[xvt]\d+|x|v|out|nan|[a-z_]+[a-z0-9]*")


@pytest.mark.parametrize("name", ["x0", "t0", "exp", "x1; import os", "def", "out", "__builtins__"])
def test_names_of_the_user_never_reach_the_source(name):
    odd, other = sp.Symbol(name), sp.Symbol("q")
    function = compile_expression(odd**2 * sp.exp(other), [odd, other])

    for part in PARTS:
        tree = ast.parse(function.source(part))
        assert all(NAMES.fullmatch(node.id) for node in ast.walk(tree) if isinstance(node, ast.Name))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Import | ast.ImportFrom)]
    assert function.gradient([3.0, 0.0]) == [6.0, 9.0]


@pytest.mark.parametrize(
    "expression",
    [
        x - (y - x),
        x / (y / x),
        -(x - y),
        (x - y) ** 2 * -3,
        1 / (-x),
        x - -y * 2,
        -((-x / 3) ** 3) - (-y),
        2 - x * -1e-300 * 1e300,
        (x + y) * (x - y) / (x * y),
    ],
    ids=str,
)
def test_brackets_are_where_they_must_be(expression):
    value = float(expression.subs({x: 1.25, y: -0.75}))

    assert compile_expression(expression, [x, y]).value([1.25, -0.75]) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("identifier", IDS)
def test_scalar_and_array_programs_agree(identifier):
    function = compiled(identifier)
    points = np.random.default_rng(1).uniform(0.2, 0.8, (5, function.dimension))

    for many, one in zip(function.gradient(points), points, strict=True):
        np.testing.assert_allclose(many, function.gradient(one.tolist()), rtol=1e-10, atol=1e-12)
    for many, one in zip(function.hessian(points), points, strict=True):
        np.testing.assert_allclose(many, function.hessian(one.tolist()), rtol=1e-8, atol=1e-9)


def test_array_programs_delete_what_they_no_longer_need():
    programs = compiled("mgh20a").programs
    source = array_source(programs.graph, programs.outputs("gradient"), "gradient", [programs.dimension])
    *lines, last = source.splitlines()
    made = {name for line in lines for name in re.findall(r"^    (t\d+) = ", line)}
    deleted = {name for line in lines if line.startswith("    del") for name in re.findall(r"t\d+", line)}

    assert len(made) > 50
    assert made - deleted == set(re.findall(r"t\d+", last))


def test_long_sums_do_not_overflow_the_compiler():
    variables = sp.symbols("x0:3000")
    total = compile_expression(sp.Add(*(v**2 for v in variables)), variables)

    assert total.value([1.0] * 3000) == 3000.0
