"""One thread of linear algebra: small blocks gain nothing from more, and results do not depend on the machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController

__all__ = ["blas_threads"]


@cache
def _controller(with_scipy: bool) -> ThreadpoolController:
    """Asked once, and once more when SciPy has brought its own library: finding them takes longer than a small fit."""
    return ThreadpoolController()


@contextmanager
def blas_threads(count: int | None) -> Iterator[None]:
    """Limit the threads of the linear algebra inside the block; ``None`` leaves them as they are.

    Examples
    --------
    >>> import numpy as np
    >>> with blas_threads(1):
    ...     print(float(np.ones(3) @ np.ones(3)))
    3.0
    >>> with blas_threads(None):
    ...     pass
    """
    if count is None:
        yield
        return
    with _controller("scipy" in sys.modules).limit(limits=count, user_api="blas"):
        yield
