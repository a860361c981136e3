"""Verdict: what a critical point is, and why.

A test that decides returns a :class:`Verdict`; one that does not apply returns ``None``; a ladder that has run out
returns a verdict of kind :attr:`Kind.UNDECIDED` with its :class:`Reason`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from symhess.displayed import Displayed
from symhess.evidence import Evidence

__all__ = ["Kind", "Reason", "Verdict"]


class Kind(Enum):
    """What f does at a critical point; a saddle is neither minimum nor maximum, in any dimension.

    Examples
    --------
    >>> import symhess
    >>> [found.verdict.kind.value for found in symhess.analyze("x^5 - 5x^3").points]
    ['maximum', 'saddle', 'minimum']
    >>> Kind("saddle") is Kind.SADDLE
    True
    """

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SADDLE = "saddle"
    UNDECIDED = "undecided"


class Reason(Enum):
    """Why something is not decided, or a list not known to be complete; ``render.phrases`` has the sentences.

    Examples
    --------
    >>> import symhess
    >>> symhess.critical_points("x^2", time_limit=1e-9).completeness.reason
    <Reason.TIME_LIMIT: 'time-limit'>
    >>> symhess.critical_points("x^2").completeness.reason is None
    True
    """

    SINGULAR_HESSIAN = "singular-hessian"
    NOT_POLYNOMIAL = "not-polynomial"
    POSITIVE_DIMENSIONAL = "positive-dimensional"
    COUNT_UNPROVED = "count-unproved"
    TOO_LARGE = "too-large"
    TIME_LIMIT = "time-limit"
    INTERRUPTED = "interrupted"
    NOT_ANALYTIC = "not-analytic"
    ZERO_TEST = "zero-test"
    FLAT_TO_ORDER = "flat-to-order"
    SEMIDEFINITE_FORM = "semidefinite-form"
    NO_STRATEGY = "no-strategy"
    BOXES_LEFT = "boxes-left"
    NONSMOOTH = "nonsmooth"
    KINKS = "kinks"
    ENCLOSED_ONLY = "enclosed-only"
    SINGULAR_CONSTRAINTS = "singular-constraints"
    WEAK_MULTIPLIER = "weak-multiplier"


@dataclass(frozen=True, slots=True, eq=False)
class Verdict(Displayed):
    """The kind of one critical point with all evidence for it.

    Attributes
    ----------
    kind : Kind
        Minimum, maximum, saddle or undecided.
    strict : bool or None
        Whether no equal value lies nearby; ``None`` for saddles and where it is not known.
    decided_by : str
        Name of the test that decided, for example ``"sylvester"`` or ``"inertia"``; empty when undecided.
    evidence : tuple of Evidence
        The deciding record first, then the records that agree with it.
    reason : Reason or None
        Set exactly when the kind is undecided.
    singularity : str or None
        Arnold's name of the reduced function at a degenerate point, with its real sign, where it is known: ``"A3+"``.

    Examples
    --------
    >>> import symhess
    >>> bowl = symhess.analyze("x^2 + 4y^2").points[0].verdict
    >>> bowl.kind.value, bowl.strict, bowl.decided_by, [type(record).__name__ for record in bowl.evidence]
    ('minimum', True, 'sylvester', ['SylvesterMinors', 'Inertia', 'Spectrum'])
    >>> cusp = symhess.analyze("x^3 - 3x y^2").points[0].verdict
    >>> cusp.kind.value, cusp.strict, cusp.singularity
    ('saddle', None, 'D4-')
    """

    kind: Kind
    strict: bool | None
    decided_by: str
    evidence: tuple[Evidence, ...]
    reason: Reason | None = None
    singularity: str | None = None

    def brief(self) -> str:
        """Kind and strictness in two words.

        Examples
        --------
        >>> Verdict(Kind.MINIMUM, False, "factors", ()).brief()
        'non-strict minimum'
        """
        strictness = {True: "strict ", False: "non-strict ", None: ""}[self.strict]
        return f"{strictness}{self.kind.value}"

    def __repr__(self) -> str:
        why = f", by {self.decided_by}" if self.decided_by else ""
        reason = f" ({self.reason.value})" if self.reason is not None else ""
        return f"<{self.brief()}{reason}{why}>"
