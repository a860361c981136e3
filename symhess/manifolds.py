"""Evidence records about critical points that form curves and surfaces, and what f does along these."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly

__all__ = ["PowerAlong", "Scaling", "TransverseHessian"]


@dataclass(frozen=True, slots=True)
class PowerAlong:
    """On one block f = value + base^power · cofactor, and the cofactor's sign is known where ``base`` is zero.

    An even power makes f an extremum, not strict, where base is zero and the cofactor is not; an odd one, at points
    where base changes sign, a saddle.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("(x^2 - y)^2 + 3").pieces[0].verdict.evidence
    (PowerAlong(value=3, base=x^2 - y, power=2, cofactor=1, sign=1),)
    >>> [piece.verdict.evidence[0].sign for piece in symhess.analyze("x^2 y").pieces]
    [1, -1]
    """

    value: fmpq
    base: fmpq_mpoly
    power: int
    cofactor: fmpq_mpoly
    sign: int


@dataclass(frozen=True, slots=True)
class TransverseHessian:
    """Along a component of the critical set the Hessian of its block has the rank of the codimension (Morse–Bott).

    Where ``rank_form``, the sum of the principal minors of that size, is not zero, the component is a manifold, f is
    constant on it, and the nonzero eigenvalues alone, ``positive`` and ``negative`` of them, decide what f does.

    Attributes
    ----------
    equations : tuple of fmpq_mpoly
        The component within its block.
    unknowns : tuple of int
        The unknowns of the block.
    rank_form : fmpq_mpoly
        Its value on the component is the product of the nonzero eigenvalues; written in fewer unknowns where the
        equations allow it.
    positive, negative : int
        Numbers of positive and negative eigenvalues on the piece.

    References
    ----------
    Bott, *Nondegenerate critical manifolds*, Annals of Mathematics 60 (1954).

    Examples
    --------
    >>> import symhess
    >>> found = symhess.analyze("x y z")
    >>> [(law.equations, law.rank_form) for piece in found.pieces for law in piece.verdict.evidence[:1]][0]
    ((y, z), -x^2)
    >>> {piece.verdict.kind.value for piece in found.pieces}, found.points[0].verdict.kind.value
    ({'saddle'}, 'saddle')
    """

    equations: tuple[fmpq_mpoly, ...]
    unknowns: tuple[int, ...]
    rank_form: fmpq_mpoly
    positive: int
    negative: int


@dataclass(frozen=True, slots=True)
class Scaling:
    """f keeps its form when the unknowns of a block are scaled: f(s^w_1 x_1, …) = value + s^degree·(f(x) − value).

    A curve that the scaling maps to itself consists of the origin and of orbits, and f does the same along an orbit.

    Examples
    --------
    >>> import symhess
    >>> motzkin = symhess.analyze("x^4 y^2 + x^2 y^4 + z^6 - 3x^2 y^2 z^2")
    >>> {law for piece in motzkin.pieces for law in piece.verdict.evidence if isinstance(law, Scaling)}
    {Scaling(unknowns=(0, 1, 2), weights=(1, 1, 1), degree=6)}
    """

    unknowns: tuple[int, ...]
    weights: tuple[int, ...]
    degree: int
