"""Matrix products in which nothing is lost when large terms cancel."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["accurate_product"]

Array: TypeAlias = NDArray[Any]
# So few rows at a time that the parts stay small beside the data.
_ROWS = 128


def accurate_product(left: Array, right: Array) -> Array:
    """The product as if computed in about 70 digits of base two and then rounded.

    Both factors are cut into parts of so few bits that products of the leading parts are exact in floating point, sums
    included; only products of trailing parts are rounded.

    References
    ----------
    Ozaki, Ogita, Oishi & Rump, *Error-free transformations of matrix multiplication*, Numerical Algorithms 59 (2012).

    Examples
    --------
    >>> left, right = np.array([[1e8, 1.0, -1e8]]), np.array([[1e8], [1.0], [1e8]])
    >>> float((left @ right)[0, 0]), float(accurate_product(left, right)[0, 0])
    (0.0, 1.0)
    """
    inner = left.shape[1]
    largest = np.abs(right).max(axis=1, initial=0.0)
    # Powers of two, so that the scaling is exact: each column then counts as much as its terms do.
    scale = np.exp2(np.round(np.log2(np.where(largest > 0, largest, 1.0))))
    bits = (53 - int(np.ceil(np.log2(max(inner, 2))))) // 2
    right_parts = _parts(right / scale[:, None], bits, axis=0)
    chunks = (left[start : start + _ROWS] * scale for start in range(0, len(left), _ROWS))
    found = [_product(_parts(chunk, bits, axis=1), right_parts) for chunk in chunks]
    return np.concatenate(found) if found else np.zeros((0, right.shape[1]))


def _parts(matrix: Array, bits: int, axis: int) -> tuple[Array, Array, Array]:
    first = _leading(matrix, bits, axis)
    rest = matrix - first
    second = _leading(rest, bits, axis)
    return first, second, rest - second


def _leading(matrix: Array, bits: int, axis: int) -> Array:
    """The leading bits of all entries, down to the same power of two along the axis."""
    largest = np.abs(matrix).max(axis=axis, keepdims=True, initial=0.0)
    shift = np.exp2(np.ceil(np.log2(np.where(largest > 0, largest, 1.0))) + 53 - bits)
    return np.asarray((matrix + shift) - shift)


def _product(left: tuple[Array, Array, Array], right: tuple[Array, Array, Array]) -> Array:
    a, b, c = left
    p, q, r = right
    small = (b @ q + a @ r) + c @ p
    return np.asarray(a @ p + ((a @ q + b @ p) + small))
