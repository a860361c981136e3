"""Multiple (degenerate) solutions: their parametrisation over Q from a few primes by Chinese remaindering."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from flint import fmpq_poly, nmod_poly

from symhess.solve.lifting import RationalBranch
from symhess.solve.modular.border_basis import BorderBasis
from symhess.solve.modular.parametrization import Branch, Parametrization, parametrize_along
from symhess.solve.reconstruction import combine_residues, reconstruct

__all__ = ["lift_multiple"]


def lift_multiple(
    first: Parametrization, dimension: int, bases: Iterable[BorderBasis], tick: Callable[[], None]
) -> RationalBranch | None:
    """Combine the multiple branches modulo more and more primes until all coefficients are rational numbers.

    The Jacobian is singular at these solutions, so that Newton's iteration has no ground.

    Parameters
    ----------
    first : Parametrization
        Modulo the first prime; later primes must show the same shape.
    dimension : int
        Dimension of the quotient; a prime with another one is skipped.
    bases : iterable of BorderBasis
        Modulo further primes.
    tick : callable
        Called once a prime; may raise to stop.

    Examples
    --------
    >>> from symhess.solve.modular.border_basis import border_basis
    >>> from symhess.solve.modular.parametrization import parametrize
    >>> from symhess.solve.modular.arithmetic import first_primes
    >>> square = {(2,): 1, (1,): -6, (0,): 9}
    >>> bases = (border_basis([{m: c % p for m, c in square.items()}], 1, p, 5) for p in first_primes())
    >>> lift_multiple(parametrize(next(bases)), 2, bases, lambda: None).eliminant
    x + (-3)
    """
    degree = first.multiple.eliminant.degree()
    modulus = int(first.multiple.eliminant.modulus())
    residues = _residues(first.multiple, degree)
    found = _recognised(residues, modulus, degree)
    generator = random.Random(1)
    for basis in bases:
        if found is not None:
            return found
        tick()
        if len(basis.monomials) != dimension:
            continue
        other = parametrize_along(first.form, basis, generator, tick)
        if other.shape == first.shape:
            residues = combine_residues(residues, modulus, _residues(other.multiple, degree), basis.prime)
            modulus *= basis.prime
            found = _recognised(residues, modulus, degree)
    return found


def _residues(branch: Branch, degree: int) -> list[int]:
    """Coefficients of the monic eliminant, then of the numerators over its derivative."""
    slope = branch.eliminant.derivative()
    polynomials = [branch.eliminant, *(c * slope % branch.eliminant for c in branch.coordinates)]
    return [c for p in polynomials for c in _padded(p, degree + 1)]


def _padded(polynomial: nmod_poly, length: int) -> list[int]:
    coefficients = [int(c) for c in polynomial.coeffs()]
    return coefficients + [0] * (length - len(coefficients))


def _recognised(residues: list[int], modulus: int, degree: int) -> RationalBranch | None:
    polynomials: list[fmpq_poly] = []
    for start in range(0, len(residues), degree + 1):
        polynomial = reconstruct(residues[start : start + degree + 1], modulus)
        if polynomial is None:
            return None
        polynomials.append(polynomial)
    eliminant, *numerators = polynomials
    return RationalBranch(eliminant, tuple(numerators))
