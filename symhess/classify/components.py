"""What f does on a piece of a critical component."""

from __future__ import annotations

from dataclasses import replace

from symhess.budget import Deadline
from symhess.classify.curvature import curvature_at
from symhess.classify.ladder import classify
from symhess.critical_set import ComponentPiece, CriticalPoint
from symhess.evidence import PowerAlong, Scaling, TransverseHessian
from symhess.verdict import Kind, Verdict

__all__ = ["classify_piece"]


def classify_piece(piece: ComponentPiece, deadline: Deadline | None = None) -> Verdict:
    """The kind of all points of a piece.

    Where f = c + p^k·g with p = 0 on the piece, an even power makes f an extremum, never strict, and an odd one a
    saddle. Where the Hessian has the rank of the codimension, its nonzero eigenvalues decide; where a scaling maps the
    piece to itself, its sample point does, as on a piece of a product of blocks.

    Parameters
    ----------
    piece : ComponentPiece
    deadline : Deadline, optional
        For the ladder at a sample point.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from symhess import critical_points
    >>> (circle,) = critical_points("(x^2 + y^2 - 1)^2").components
    >>> verdict = classify_piece(circle.pieces[0])
    >>> verdict.kind.value, verdict.strict
    ('minimum', False)
    """
    law = piece.law
    if law is None:
        return classify(piece.samples[0], deadline)
    if isinstance(law, Scaling):
        verdict = classify(piece.samples[0], deadline)
        return replace(verdict, evidence=(*verdict.evidence, law))
    rest = _rest_kinds(piece.samples[0], law)
    if rest is None:
        return classify(piece.samples[0], deadline)
    kinds = {_kind_by(law), *rest}
    kind = kinds.pop() if len(kinds) == 1 else Kind.SADDLE
    decided_by = "power-along" if isinstance(law, PowerAlong) else "transverse-hessian"
    return Verdict(kind, None if kind is Kind.SADDLE else False, decided_by, (law,))


def _kind_by(law: PowerAlong | TransverseHessian) -> Kind:
    if isinstance(law, TransverseHessian):
        if law.positive and law.negative:
            return Kind.SADDLE
        return Kind.MINIMUM if law.positive else Kind.MAXIMUM
    if law.power % 2:
        return Kind.SADDLE
    return Kind.MINIMUM if law.sign > 0 else Kind.MAXIMUM


def _rest_kinds(sample: CriticalPoint, law: PowerAlong | TransverseHessian) -> set[Kind] | None:
    """Kinds of the other blocks at the sample by the signs of their eigenvalues; ``None`` if one is degenerate."""
    own = law.unknowns if isinstance(law, TransverseHessian) else [k for k, d in enumerate(law.base.degrees()) if d]
    kinds: set[Kind] = set()
    for block in curvature_at(sample).blocks:
        is_constant = block.matrix.is_diagonal and all(row[k].is_zero() for k, row in enumerate(block.matrix.entries))
        if is_constant or any(k in own for k in block.variables):
            continue
        positive, negative, zero = block.inertia
        if zero:
            return None
        kinds.add(Kind.SADDLE if positive and negative else Kind.MINIMUM if positive else Kind.MAXIMUM)
    return kinds
