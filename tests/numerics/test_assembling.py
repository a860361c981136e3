"""Sparse assembly."""

import numpy as np
import sympy as sp
from sympy.abc import i

from symhess.numerics import compile_sum
from symhess.numerics.assembling import Assembler

x = sp.IndexedBase("x")


def test_overlapping_terms_add_up():
    function = compile_sum(sp.Sum((x[i] - x[i + 1]) ** 2, (i, 0, 3)))
    expected = np.diag([2.0, 4, 4, 4, 2]) - 2 * np.eye(5, k=1) - 2 * np.eye(5, k=-1)

    np.testing.assert_array_equal(function.hessian(np.zeros(5)).toarray(), expected)


def test_the_pattern_holds_what_can_be_nonzero_and_no_more():
    function = compile_sum(sp.Sum(x[0] * x[i] ** 2, (i, 1, 4)))
    pattern = Assembler(5, function.terms).pattern.toarray()
    expected = np.eye(5)
    expected[0], expected[:, 0] = 1.0, 1.0
    expected[0, 0] = 0.0

    np.testing.assert_array_equal(pattern, expected)


def test_a_linear_sum_has_an_empty_hessian():
    assert compile_sum(sp.Sum(x[i], (i, 0, 4))).hessian(np.zeros(5)).nnz == 0


def test_one_place_that_all_terms_share():
    function = compile_sum(sp.Sum(x[0] ** 2 * i, (i, 0, 99999)))

    assert function.hessian(np.zeros(1)).toarray() == [[2.0 * sum(range(100_000))]]
