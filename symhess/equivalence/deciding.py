"""The decision: refutation by a witness first, since it is cheap, then exact normal forms, then domains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import Final

from sympy import Expr, Function, Max, Min, Pow, Symbol, im, re, sign

from symhess.budget import Deadline
from symhess.condition import Condition
from symhess.differentiate.normal_form import Equality, compare
from symhess.differentiate.smoothness import smoothness_conditions
from symhess.displayed import Displayed
from symhess.equivalence.constancy import vanishes_on_cells
from symhess.equivalence.cutting import cells_of
from symhess.equivalence.domains import same_interior
from symhess.equivalence.inverting import logarithms_cancel, roots_cancel
from symhess.equivalence.merging import merged, with_common_arguments
from symhess.equivalence.rewriting import in_real_form
from symhess.equivalence.vanishing import vanishes
from symhess.equivalence.witnesses import Domains, Witness, find_witness, sample_points
from symhess.errors import TimeLimitReached

__all__ = ["Equivalence", "Status", "compare_functions"]

_FEW: Final = 24
_MANY: Final = 240


class Status(Enum):
    """What is known about the equality of two functions.

    Examples
    --------
    >>> Status("undecided") is Status.UNDECIDED
    True
    """

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Equivalence(Displayed):
    """Whether two expressions are the same real function.

    Attributes
    ----------
    status : Status
    witness : Witness or None
        A point at which they differ; set exactly when they are refuted.
    reason : str or None
        Why nothing is decided: ``"no-normal-form"``, ``"domains"``, ``"unknown-function"`` or ``"time-limit"``.

    Examples
    --------
    >>> import symhess
    >>> symhess.equivalent("sin(2x)", "2 sin(x) cos(x)").status.value
    'proved'
    >>> found = symhess.equivalent("sqrt(x^2)", "x")
    >>> found.status.value, found.witness.at[0][1] < 0
    ('refuted', True)
    """

    status: Status
    witness: Witness | None = None
    reason: str | None = None

    def __repr__(self) -> str:
        if self.witness is not None:
            place = ", ".join(f"{symbol} = {at}" for symbol, at in self.witness.at)
            return f"<{self.status.value}: {self.witness.first} and {self.witness.second} at {place}>"
        return f"<{self.status.value}: {self.reason}>" if self.reason else f"<{self.status.value}>"


def compare_functions(
    first: Expr,
    second: Expr,
    variables: Sequence[Symbol],
    assumed: Sequence[Condition] = (),
    deadline: Deadline | None = None,
) -> Equivalence:
    """Compare two real functions of the variables where the assumed conditions hold.

    Equal means: wherever both are defined the values are the same, and where only one is defined is a nowhere dense
    set. A witness is a point with enclosures that do not overlap, or in the interior of one domain and outside the
    other.

    Parameters
    ----------
    first, second : Expr
    variables : sequence of Symbol
    assumed : sequence of Condition
    deadline : Deadline, optional

    Examples
    --------
    >>> from sympy import log, sqrt
    >>> from sympy.abc import x, y
    >>> compare_functions(log(x**2), 2 * log(x), (x,)).status.value
    'refuted'
    >>> from symhess.condition import Relation
    >>> positive = Condition(x, Relation.POSITIVE)
    >>> compare_functions(log(x**2), 2 * log(x), (x,), (positive,)).status.value
    'proved'
    """
    deadline = deadline or Deadline(None)
    try:
        return _decided(first, second, tuple(variables), tuple(assumed), deadline)
    except TimeLimitReached:
        return Equivalence(Status.UNDECIDED, reason="time-limit")


def _decided(
    first: Expr, second: Expr, variables: tuple[Symbol, ...], assumed: tuple[Condition, ...], deadline: Deadline
) -> Equivalence:
    if first == second:
        return Equivalence(Status.PROVED)
    first, second = (in_real_form(f) if f.has(Max, Min, im, re, sign) else f for f in (first, second))
    conditions = [smoothness_conditions(f) for f in (first, second)]
    if conditions[0] is None or conditions[1] is None:
        # the same parts have the same domain, whatever it is
        same = compare(first, second) is Equality.PROVED and _parts(first) == _parts(second)
        return Equivalence(Status.PROVED) if same else Equivalence(Status.UNDECIDED, reason="unknown-function")
    domains = (conditions[0], conditions[1], assumed)
    witness = find_witness(first, second, domains, sample_points(variables, _FEW), deadline)
    if witness is not None:
        return Equivalence(Status.REFUTED, witness)
    is_equal = _are_equal(first, second, variables, domains, deadline)
    if is_equal and same_interior(conditions[0], conditions[1], assumed, variables, deadline):
        return Equivalence(Status.PROVED)
    cells = cells_of(tuple(chain(*domains)), variables, deadline) or ()
    witness = find_witness(first, second, domains, chain(cells, sample_points(variables, _MANY)), deadline)
    if witness is not None:
        return Equivalence(Status.REFUTED, witness)
    return Equivalence(Status.UNDECIDED, reason="domains" if is_equal else "no-normal-form")


def _parts(expression: Expr) -> set[Expr]:
    return set(expression.atoms(Pow, Function))


def _are_equal(
    first: Expr, second: Expr, variables: Sequence[Symbol], domains: Domains, deadline: Deadline
) -> bool:
    """Whether both are equal wherever both are defined, as far as normal forms show that."""
    if compare(first, second) is Equality.PROVED:
        return True
    deadline.check()
    if _by_kernels(first, second, variables, domains, deadline):
        return True
    alike = with_common_arguments(first, second, variables, deadline)
    return alike != (first, second) and _by_kernels(*alike, variables, domains, deadline)


def _by_kernels(first: Expr, second: Expr, variables: Sequence[Symbol], domains: Domains, deadline: Deadline) -> bool:
    positive = {c.term: Symbol(c.term.name, positive=True) for c in domains[2] if isinstance(c.term, Symbol)}
    plain = {new: old for old, new in positive.items()}
    differences = (first - second, in_real_form(first) - in_real_form(second))
    plainly, really = (difference.xreplace(positive).xreplace(plain) for difference in differences)
    if vanishes(plainly, variables, deadline) or vanishes(really, variables, deadline):
        return True
    shorter = merged(really, variables, deadline)
    return (
        (shorter != really and vanishes(shorter, variables, deadline))
        or roots_cancel(really, variables, deadline)
        or logarithms_cancel(really, variables, deadline)
        or vanishes_on_cells(really, variables, domains, deadline)
    )
