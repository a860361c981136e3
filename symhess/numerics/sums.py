"""CompiledSum: sums over an index, compiled from one term and never written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

import symhess.numerics as numerics
from symhess.errors import InputError
from symhess.numerics.evaluating import ARRAY_NAMES, Array
from symhess.numerics.programs import Part
from symhess.numerics.terms import Term

__all__ = ["CompiledSum"]

# Terms whose values are computed together: few enough for the cache, so many that Python's own work does not count.
_CHUNK = 1 << 15


class CompiledSum:
    """A function that is a sum over an index, with gradient, sparse Hessian and Hessian-vector products.

    One term is derived symbolically; NumPy evaluates all terms in chunks and adds each derivative to its place.

    Parameters
    ----------
    names : sequence of str
        The indexed variables.
    dimension : int
        How many numbers a point has.
    terms : sequence of Term
        The sums that are added up.

    Examples
    --------
    >>> from sympy import IndexedBase, Sum
    >>> from sympy.abc import i
    >>> from symhess.numerics import compile_sum
    >>> x = IndexedBase("x")
    >>> f = compile_sum(Sum((x[i + 1] - x[i]**2)**2, (i, 0, 2)))
    >>> f.value(np.array([1.0, 1.0, 1.0, 2.0])), f.gradient(np.array([1.0, 1.0, 1.0, 2.0]))
    (1.0, array([ 0.,  0., -4.,  2.]))
    >>> f.hessian(np.ones(4)).toarray()[0]
    array([ 8., -4.,  0.,  0.])
    """

    def __init__(self, names: Sequence[str], dimension: int, terms: Sequence[Term]) -> None:
        self.names = tuple(names)
        self.dimension = dimension
        self.terms = tuple(terms)
        self._places: Any = None

    def value(self, x: ArrayLike) -> Any:
        """f(x): a float for one point, an array of shape (...) for many."""
        point = self._point(x)
        if point.ndim > 1:
            return np.apply_along_axis(self.value, -1, point)
        return sum(float(out[0].sum()) for _, _, out in self._outputs("value", point))

    def gradient(self, x: ArrayLike) -> Array:
        """The gradient, shape (..., n)."""
        point = self._point(x)
        if point.ndim > 1:
            return np.apply_along_axis(self.gradient, -1, point)
        return self._gathered("gradient", point)

    def hvp(self, x: ArrayLike, v: ArrayLike) -> Array:
        """The Hessian at x times the vector v, shape (n,) each."""
        return self._gathered("hvp", self._point(x), self._point(v))

    def hessian(self, x: ArrayLike) -> Any:
        """The Hessian at one point, a sparse matrix (``scipy.sparse.csr_array``)."""
        if self._places is None:
            self._places = numerics.assembling.Assembler(self.dimension, self.terms)
        entries = [(term, chunk, out) for term, chunk, out in self._outputs("hessian", self._point(x))]
        return self._places.assemble(entries)

    def jet(self, x: Array) -> tuple[float, Array, Any]:
        """Value, gradient and Hessian of one point."""
        return self.value(x), self.gradient(x), self.hessian(x)

    def source(self, part: Part) -> str:
        """The generated source of the terms' programs, for one term each."""
        return "\n\n".join(term.programs.source(part) for term in self.terms)

    def __repr__(self) -> str:
        count = sum(term.count for term in self.terms)
        return f"<CompiledSum of {count} terms in {self.dimension} variables: {', '.join(self.names)}>"

    def _point(self, x: ArrayLike) -> Array:
        point = np.asarray(x, dtype=np.float64)
        if point.ndim == 0 or point.shape[-1] != self.dimension:
            raise InputError(f"a point must have shape (..., {self.dimension}), not {point.shape}")
        return point

    def _gathered(self, part: Part, *points: Array) -> Array:
        result = np.zeros(self.dimension)
        for term, chunk, out in self._outputs(part, *points):
            for place, row in zip(term.places, out, strict=True):
                if place.stride:
                    result[place.slice(chunk)] += row
                else:
                    result[place.first] += row.sum()
        return result

    def _outputs(self, part: Part, *points: Array) -> Iterator[tuple[Term, range, Array]]:
        """The outputs of the terms' programs, chunk by chunk."""
        with np.errstate(all="ignore"):
            for term in self.terms:
                function: Callable[..., None] = term.programs.array(part, ARRAY_NAMES)
                width = len(term.programs.outputs(part))
                for start in range(0, term.count, _CHUNK):
                    chunk = range(start, min(start + _CHUNK, term.count))
                    out = np.empty((width, len(chunk)))
                    function(*self._arguments(term, chunk, points), out)
                    yield term, chunk, out

    def _arguments(self, term: Term, chunk: range, points: Iterable[Array]) -> list[list[Any]]:
        arguments: list[list[Any]] = [
            [point[place.slice(chunk)] if place.stride else point[place.first] for place in term.places]
            for point in points
        ]
        if term.programs.inputs > term.programs.dimension:
            arguments[0].append(np.arange(chunk.start, chunk.stop) + float(term.start))
        return arguments
