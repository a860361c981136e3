"""The second-order tests: Sylvester's minors, eigenvalue signs, opposite curvature."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from flint import fmpq

from symhess.classify.curvature import Curvature, LocalCurvature
from symhess.evidence import OppositeCurvature
from symhess.exact import PolynomialValue
from symhess.verdict import Kind, Verdict

__all__ = ["inertia_test", "sylvester_test"]

_SEARCH = 3  # coordinates of the vectors that are tried go from -3 to 3
_SEARCH_DIMENSION = 4


def sylvester_test(curvature: Curvature) -> Verdict | None:
    """Decide by the leading principal minors when all of them are nonzero.

    All positive: minimum. Signs alternating from D_1 < 0: maximum. Any other pattern: saddle. With a zero minor the
    test does not apply.

    References
    ----------
    Horn & Johnson, *Matrix Analysis*, 2nd ed., Sec. 7.2.

    Examples
    --------
    >>> from symhess import critical_points
    >>> from symhess.classify.curvature import curvature_at
    >>> sylvester_test(curvature_at(critical_points("x^2 + x y + y^2").points[0])).kind.value
    'minimum'
    >>> sylvester_test(curvature_at(critical_points("x y").points[0])) is None
    True
    """
    signs = curvature.minors.signs
    if 0 in signs:
        return None
    if all(sign > 0 for sign in signs):
        kind = Kind.MINIMUM
    elif all(sign == (-1) ** k for k, sign in enumerate(signs, start=1)):
        kind = Kind.MAXIMUM
    else:
        kind = Kind.SADDLE
    return Verdict(kind, None if kind is Kind.SADDLE else True, "sylvester", (curvature.minors,))


def inertia_test(curvature: Curvature) -> Verdict | None:
    """Decide by the signs of the eigenvalues: all of one sign, or both signs, even where the Hessian is singular.

    A semidefinite singular Hessian decides nothing.

    Examples
    --------
    >>> from symhess import critical_points
    >>> from symhess.classify.curvature import curvature_at
    >>> inertia_test(curvature_at(critical_points("x y").points[0])).kind.value
    'saddle'
    >>> inertia_test(curvature_at(critical_points("x^2 + y^4").points[0])) is None
    True
    """
    inertia = curvature.inertia
    if inertia.positive and inertia.negative:
        opposite = _opposite_curvature(curvature) if inertia.zero else None
        evidence = (inertia,) if opposite is None else (inertia, opposite)
        return Verdict(Kind.SADDLE, None, "inertia", evidence)
    if inertia.zero:
        return None
    return Verdict(Kind.MINIMUM if inertia.positive else Kind.MAXIMUM, True, "inertia", (inertia,))


def _opposite_curvature(curvature: Curvature) -> OppositeCurvature | None:
    """Two short integer vectors along which f curves up and down."""
    size = sum(len(block.variables) for block in curvature.blocks)
    up = next(filter(None, (_vector(block, 1, size) for block in curvature.blocks)), None)
    down = next(filter(None, (_vector(block, -1, size) for block in curvature.blocks)), None)
    return OppositeCurvature(up, down) if up and down else None


def _vector(block: LocalCurvature, sign: int, size: int) -> tuple[int, ...] | None:
    """A vector in the block's variables on which the Hessian has the given sign."""
    if not block.inertia[0 if sign > 0 else 1] or len(block.variables) > _SEARCH_DIMENSION:
        return None
    for candidate in _candidates(len(block.variables)):
        if _form_sign(block, candidate) == sign:
            entries = dict(zip(block.variables, candidate, strict=True))
            return tuple(entries.get(k, 0) for k in range(size))
    return None


def _candidates(size: int) -> Iterator[tuple[int, ...]]:
    """Integer vectors by length, each line through 0 once."""
    vectors = product(range(-_SEARCH, _SEARCH + 1), repeat=size)
    forward = (v for v in vectors if any(v) and next(c for c in v if c) > 0)
    return iter(sorted(forward, key=lambda v: (sum(c * c for c in v), tuple(-c for c in v))))


def _form_sign(block: LocalCurvature, vector: tuple[int, ...]) -> int:
    entries = block.matrix.entries
    pairs = product(range(len(vector)), repeat=2)
    form = sum((entries[i][j] * fmpq(vector[i] * vector[j]) for i, j in pairs), entries[0][0] * 0)
    return PolynomialValue(form, block.matrix.point).sign()
