"""Programs: derived once, compiled once, without builtins."""

import pytest
import sympy as sp
from sympy.abc import x

from symhess.errors import TimeLimitReached
from symhess.numerics import compile_expression
from symhess.numerics.programs import build, sign


def test_a_program_is_compiled_once():
    programs = compile_expression(x**3, [x]).programs

    assert programs.scalar("gradient") is programs.scalar("gradient")
    assert programs.scalar("gradient") is not programs.packed("gradient", {})


def test_generated_code_sees_no_builtins():
    with pytest.raises(NameError):
        build("def f(x):\n    return open(x)", "f", {})("anything")


@pytest.mark.parametrize(("number", "expected"), [(3.5, 1.0), (-0.1, -1.0), (0.0, 0.0)])
def test_sign(number, expected):
    assert sign(number) == expected


def test_sign_of_nan_is_nan():
    assert sign(float("nan")) != sign(float("nan"))


def test_a_derivation_has_a_time_limit():
    big = compile_expression(sp.Add(*(sp.sin(k * x) * x**k for k in range(1, 1500))), [x])
    big.programs.time_limit = 0.0
    with pytest.raises(TimeLimitReached):
        big.gradient([1.0])
