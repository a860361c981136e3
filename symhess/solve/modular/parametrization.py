"""Univariate parametrisation of the solutions modulo a prime, from the quotient's multiplication tables."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from flint import nmod_poly

from symhess.solve.modular.arithmetic import Matrix, multiply
from symhess.solve.modular.border_basis import BorderBasis

__all__ = ["Branch", "Parametrization", "parametrize", "parametrize_along"]


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """Solutions x_i = coordinates[i](T) at the roots T of a square-free eliminant, all modulo a prime.

    Examples
    --------
    >>> Branch(nmod_poly([5, 0, 1], 7), (nmod_poly([0, 1], 7),)).eliminant.degree()
    2
    """

    eliminant: nmod_poly
    coordinates: tuple[nmod_poly, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Parametrization:
    """Simple and multiple solutions apart; T is the value of the linear form on the unknowns.

    Examples
    --------
    >>> simple, none = Branch(nmod_poly([5, 1], 7), (nmod_poly([2], 7),)), Branch(nmod_poly([1], 7), ())
    >>> Parametrization((1,), simple, none).shape
    (1, 0)
    """

    form: tuple[int, ...]
    simple: Branch
    multiple: Branch

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of simple and of multiple solutions."""
        return self.simple.eliminant.degree(), self.multiple.eliminant.degree()


def parametrize(basis: BorderBasis, tick: Callable[[], None] = lambda: None) -> Parametrization:
    """Parametrise along a linear form that separates the solutions, as simple a form as possible.

    A random form separates almost surely; a coordinate or a form with small coefficients is taken when it shows as
    many simple and multiple solutions. `tick` is called now and then and may raise to stop the computation.

    Examples
    --------
    >>> from symhess.solve.modular.border_basis import border_basis
    >>> basis = border_basis([{(2, 0): 1, (0, 0): -1}, {(0, 1): 1, (1, 0): -2}], 2, 2147483647, 9)
    >>> found = parametrize(basis)
    >>> found.form, found.shape
    ((0, 1), (2, 0))
    """
    generator = random.Random(0)
    unknowns = len(basis.multiplication)
    if unknowns == 1:
        return parametrize_along((1,), basis, generator, tick)
    any_form = [generator.randrange(1, basis.prime) for _ in range(unknowns)]
    reference = parametrize_along(any_form, basis, generator, tick)
    for form in _forms(unknowns, generator):
        found = parametrize_along(form, basis, generator, tick)
        if found.shape == reference.shape:
            return found
    return reference


def _forms(unknowns: int, generator: random.Random) -> Iterator[tuple[int, ...]]:
    for k in reversed(range(unknowns)):
        yield tuple(int(i == k) for i in range(unknowns))
    for size in (1, 1, 1, 2, 3, 5, 10, 20, 50):
        form = tuple(generator.randint(-size, size) for _ in range(unknowns))
        if any(form):
            yield form


def parametrize_along(
    form: Sequence[int], basis: BorderBasis, generator: random.Random, tick: Callable[[], None] = lambda: None
) -> Parametrization:
    """Parametrise along a given linear form by power projection and the Berlekamp–Massey algorithm.

    Examples
    --------
    >>> from symhess.solve.modular.border_basis import border_basis
    >>> basis = border_basis([{(2,): 1}], 1, 2147483647, 9)
    >>> parametrize_along((1,), basis, random.Random(0)).shape
    (0, 1)
    """
    tick()
    prime, size = basis.prime, len(basis.monomials)
    table = np.asarray(sum(c % prime * m % prime for c, m in zip(form, basis.multiplication, strict=True)) % prime)
    functional = np.array([[generator.randrange(prime)] for _ in range(size)], np.int64)
    minimal, denominator, numerators = _projection(basis, table, functional)
    repeated = minimal.gcd(minimal.derivative())
    radical = minimal // repeated
    multiple = radical.gcd(repeated)
    simple = _branch(radical // multiple, denominator, numerators)
    if multiple.degree() > 0:
        # at a multiple solution only the trace sees coordinates and not nilpotent elements beside them
        _, denominator, numerators = _projection(basis, table, _traces(basis, tick))
    return Parametrization(tuple(form), simple, _branch(multiple, denominator, numerators))


def _projection(
    basis: BorderBasis, table: Matrix, functional: Matrix
) -> tuple[nmod_poly, nmod_poly, tuple[nmod_poly, ...]]:
    """Minimal polynomial of the sequence ℓ(T^k), and the numerators of Σ ℓ(T^k)/z^{k+1} and Σ ℓ(x_i T^k)/z^{k+1}."""
    prime, size = basis.prime, len(basis.monomials)
    one = basis.monomials.index((0,) * len(basis.multiplication))
    powers = _powers(table, functional, prime)[:, : 2 * size]
    sequence = powers[one]
    minimal = _minimal_polynomial(sequence.tolist(), prime)
    rows = [sequence] + [multiply(m[one][None], powers, prime)[0] for m in basis.multiplication]
    denominator, *numerators = (_numerator(row.tolist(), minimal) for row in rows)
    return minimal, denominator, tuple(numerators)


def _powers(table: Matrix, functional: Matrix, prime: int) -> Matrix:
    """Columns ℓ, Tℓ, T²ℓ, …, by doubling."""
    columns, power = functional, table
    while columns.shape[1] < 2 * len(table):
        columns = np.concatenate([columns, multiply(power, columns, prime)], axis=1)
        if columns.shape[1] < 2 * len(table):
            power = multiply(power, power, prime)
    return columns


@lru_cache(maxsize=8)
def _traces(basis: BorderBasis, tick: Callable[[], None]) -> Matrix:
    """The trace of multiplication by each basis element, as a column."""
    size = len(basis.monomials)
    tables = {basis.monomials[0]: np.eye(size, dtype=np.int64)}
    for monomial in basis.monomials[1:]:
        tick()
        k = next(i for i, e in enumerate(monomial) if e)
        smaller = (*monomial[:k], monomial[k] - 1, *monomial[k + 1 :])
        tables[monomial] = _sparse_product(basis.multiplication[k], tables[smaller], basis.prime)
    return np.array([[int(np.trace(tables[m])) % basis.prime] for m in basis.monomials], np.int64)


def _sparse_product(left: Matrix, right: Matrix, prime: int) -> Matrix:
    """left @ right where most rows of `left` are unit vectors: products that are basis monomials again."""
    is_unit = (left.sum(axis=1) == 1) & (left.max(axis=1) == 1)
    result = np.empty((len(left), right.shape[1]), np.int64)
    result[is_unit] = right[left[is_unit].argmax(axis=1)]
    result[~is_unit] = multiply(left[~is_unit], right, prime)
    return result


def _minimal_polynomial(sequence: list[int], prime: int) -> nmod_poly:
    """Monic minimal polynomial of a linearly recurrent sequence, by Euclid's algorithm."""
    half = len(sequence) // 2
    a, b = nmod_poly([0] * len(sequence) + [1], prime), nmod_poly(sequence[::-1], prime)
    u, v = nmod_poly([0], prime), nmod_poly([1], prime)
    while b.degree() >= half:
        quotient, remainder = divmod(a, b)
        a, b = b, remainder
        u, v = v, u - quotient * v
    return v * nmod_poly([pow(int(v[v.degree()]), -1, prime)], prime)


def _numerator(sequence: list[int], minimal: nmod_poly) -> nmod_poly:
    """Polynomial part of minimal · Σ s_k / T^{k+1}."""
    degree, prime = minimal.degree(), minimal.modulus()
    product = minimal * nmod_poly(sequence[:degree][::-1], prime)
    return nmod_poly([int(c) for c in product.coeffs()[degree:]] or [0], prime)


def _branch(eliminant: nmod_poly, denominator: nmod_poly, numerators: Sequence[nmod_poly]) -> Branch:
    prime = eliminant.modulus()
    if eliminant.degree() < 1:
        return Branch(eliminant, ())
    gcd, inverse, _ = denominator.xgcd(eliminant)
    inverse = inverse * nmod_poly([pow(int(gcd[0]), -1, prime)], prime)
    return Branch(eliminant, tuple(n * inverse % eliminant for n in numerators))
