"""Sparse Hessians of sums: every entry of a term's Hessian added to its place in the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from symhess.numerics.evaluating import Array
from symhess.numerics.terms import Place, Term

__all__ = ["Assembler"]

_Index = NDArray[np.int64]


class Assembler:
    """Knows the sparsity pattern of a sum's Hessian, and where in it each entry of each term belongs.

    The pattern is found once; assembling then only adds numbers.

    Parameters
    ----------
    dimension : int
        The number of variables.
    terms : sequence of Term
        The sums.

    Examples
    --------
    >>> from sympy import IndexedBase, Sum
    >>> from sympy.abc import i
    >>> from symhess.numerics import compile_sum
    >>> x = IndexedBase("x")
    >>> chain = compile_sum(Sum(x[i] * x[i + 1], (i, 0, 1)))
    >>> Assembler(3, chain.terms).pattern.toarray()
    array([[0., 1., 0.],
           [1., 0., 1.],
           [0., 1., 0.]])
    """

    def __init__(self, dimension: int, terms: Sequence[Term]) -> None:
        self.dimension = dimension
        keys = [key for term in terms for key in self._keys(term)]
        together = np.concatenate(keys) if keys else np.empty(0, np.int64)
        distinct, inverse = np.unique(together, return_inverse=True)
        rows, columns = np.divmod(distinct, dimension)
        starts = np.searchsorted(rows, np.arange(dimension + 1))
        self.pattern = csr_array((np.ones(len(distinct)), columns, starts), shape=(dimension, dimension))
        bounds = np.cumsum([len(key) for key in keys])[:-1]
        positions = iter(np.split(inverse.reshape(-1), bounds))
        self._positions = {id(term): [next(positions) for _ in self._keys(term)] for term in terms}

    def assemble(self, outputs: Iterable[tuple[Term, range, Array]]) -> csr_array:
        """The Hessian from the outputs of the terms' programs, chunk by chunk."""
        data = np.zeros(self.pattern.nnz)
        for term, chunk, out in outputs:
            for entry, positions in zip(self._entries(term, out), self._positions[id(term)], strict=True):
                where = positions[chunk.start : chunk.stop]
                if where[0] == where[-1] and len(where) > 1:
                    data[where[0]] += entry.sum()
                else:
                    data[where] += entry
        pattern = self.pattern
        return csr_array((data, pattern.indices, pattern.indptr), shape=pattern.shape)

    def _keys(self, term: Term) -> Iterator[_Index]:
        """For each entry of the term's Hessian the numbers row * dimension + column of all its places."""
        for row, column in self._pairs(term):
            yield self._indices(term.places[row], term) * self.dimension + self._indices(term.places[column], term)

    def _indices(self, place: Place, term: Term) -> _Index:
        return place.first + place.stride * np.arange(term.count, dtype=np.int64)

    def _pairs(self, term: Term) -> Iterator[tuple[int, int]]:
        for row, column in term.programs.lower:
            yield row, column
            if row != column:
                yield column, row

    def _entries(self, term: Term, out: Array) -> Iterator[Array]:
        programs = term.programs
        for number, (row, column) in enumerate(programs.lower):
            entry = out[row * programs.dimension + column] if programs.full else out[number]
            yield entry
            if row != column:
                yield entry
