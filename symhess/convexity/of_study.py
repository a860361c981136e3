"""Convexity as a part of a study."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from symhess.budget import Deadline
from symhess.condition import Relation
from symhess.convexity.decide import decide_convexity
from symhess.convexity.domain import domain_of
from symhess.study import Study
from symhess.verdict import Reason

__all__ = ["examined"]

_Study = TypeVar("_Study", bound=Study)
_SECONDS = 2.0


def examined(study: _Study) -> _Study:
    """The study with a statement about convexity; one on a constraint set or with a statement stays as it is.

    Only the quick tests are made; :func:`symhess.convexity` makes all.

    Examples
    --------
    >>> import symhess
    >>> study = symhess.analyze("x^2 + exp(y)")
    >>> study.convexity is None, examined(study).convexity.curvature.value
    (True, 'strictly convex')
    """
    if study.convexity is not None or study.constraint_study is not None:
        return study
    if study.critical_set.completeness.reason is Reason.INTERRUPTED:
        return study
    if any(condition.relation is Relation.NONZERO for condition in study.function.domain):
        return study
    domain = domain_of(study.function.variables, [condition.term for condition in study.function.domain])
    return replace(study, convexity=decide_convexity(study.function, domain, Deadline(_SECONDS), thorough=False))
