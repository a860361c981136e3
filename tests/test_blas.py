"""Threads of the linear algebra."""

import pytest
from threadpoolctl import threadpool_info

from symhess.blas import blas_threads


def counts():
    return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]


def test_threads_are_limited_and_given_back():
    before = counts()
    with blas_threads(1):
        assert set(counts()) == {1}

    assert counts() == before


def test_none_leaves_them_alone():
    before = counts()
    with blas_threads(None):
        assert counts() == before


def test_an_error_gives_them_back_too():
    before = counts()
    with pytest.raises(ZeroDivisionError), blas_threads(1):
        _ = 1 / 0

    assert counts() == before
