"""The decision: refutation by a witness first, since it is cheap, then exact normal forms, then domains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sympy import Add, Expr, Function, Max, Min, Mul, Pow, Rational, Symbol, sign, together

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.differentiate.normal_form import Equality, compare
from symhess.differentiate.smoothness import least_sign, smoothness_conditions
from symhess.equivalence.rewriting import factors_of, in_real_form, shortened
from symhess.equivalence.witnesses import Witness, find_witness
from symhess.errors import TimeLimitReached
from symhess.exact.polynomial import NotPolynomial
from symhess.exact.zero_test import is_zero_constant
from symhess.kernels.kernel_ring import Kernel, KernelRing, Nature, kernel_ring

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
class Equivalence:
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
    first, second = (in_real_form(f) if f.has(Max, Min, sign) else f for f in (first, second))
    conditions = [smoothness_conditions(f) for f in (first, second)]
    if conditions[0] is None or conditions[1] is None:
        # the same parts have the same domain, whatever it is
        same = compare(first, second) is Equality.PROVED and _parts(first) == _parts(second)
        return Equivalence(Status.PROVED) if same else Equivalence(Status.UNDECIDED, reason="unknown-function")
    domains = (conditions[0], conditions[1], assumed)
    witness = find_witness(first, second, variables, domains, _FEW, deadline)
    if witness is not None:
        return Equivalence(Status.REFUTED, witness)
    is_equal = _are_equal(first, second, variables, assumed, deadline)
    if is_equal and _same_interior(conditions[0], conditions[1], assumed):
        return Equivalence(Status.PROVED)
    witness = find_witness(first, second, variables, domains, _MANY, deadline)
    if witness is not None:
        return Equivalence(Status.REFUTED, witness)
    return Equivalence(Status.UNDECIDED, reason="domains" if is_equal else "no-normal-form")


def _parts(expression: Expr) -> set[Expr]:
    return set(expression.atoms(Pow, Function))


def _are_equal(
    first: Expr, second: Expr, variables: Sequence[Symbol], assumed: Sequence[Condition], deadline: Deadline
) -> bool:
    """Whether both are equal wherever both are defined, as far as normal forms show that."""
    if compare(first, second) is Equality.PROVED:
        return True
    deadline.check()
    positive = {c.term: Symbol(c.term.name, positive=True) for c in assumed if isinstance(c.term, Symbol)}
    plain = {new: old for old, new in positive.items()}
    differences = (first - second, in_real_form(first) - in_real_form(second))
    return any(_vanishes(d.xreplace(positive).xreplace(plain), variables, deadline) for d in differences)


def _vanishes(difference: Expr, variables: Sequence[Symbol], deadline: Deadline) -> bool:
    """Whether a difference is zero by the relations among its kernels."""
    if not difference.free_symbols:
        return is_zero_constant(difference) is True
    deadline.check()
    try:
        kernels = kernel_ring([difference], variables)
        numerator = kernels.numerator(difference)
        return all(is_zero_constant(c) is True for c in _coefficients(kernels, numerator))
    except NotPolynomial:
        return False


def _coefficients(kernels: KernelRing, numerator: object) -> Iterable[Expr]:
    """The constants that stand before the monomials in the other kernels."""
    constant = [kernel.nature is Nature.CONSTANT for kernel in kernels.kernels]
    found: dict[tuple[int, ...], list[Expr]] = {}
    for exponents, coefficient in numerator.terms():  # type: ignore[attr-defined]
        key = tuple(0 if c else e for e, c in zip(exponents, constant, strict=True))
        factors = (_power(k, e) for k, e, c in zip(kernels.kernels, exponents, constant, strict=True) if c)
        value = Mul(Rational(int(coefficient.p), int(coefficient.q)), *factors)
        found.setdefault(key, []).append(value)
    return (Add(*values) for values in found.values())


def _power(kernel: Kernel, exponent: int) -> Expr:
    return Pow(kernel.expression, exponent)


def _same_interior(
    first: Sequence[Condition], second: Sequence[Condition], assumed: Sequence[Condition]
) -> bool:
    """Whether two sets of conditions cut out the same set up to a nowhere dense one."""
    known = _positivity(assumed)
    one, other = (_positivity(conditions) | known for conditions in (first, second))
    return all(key in other or _follows(key, other) for key in one) and all(
        key in one or _follows(key, one) for key in other
    )


def _positivity(conditions: Iterable[Condition]) -> frozenset[Expr]:
    """The products that must be positive, without factors that are positive or squared anyway."""
    keys = set()
    for condition in conditions:
        if condition.relation is Relation.NONZERO:
            continue
        term = shortened(together(condition.term))
        odd = [factor for factor, k in factors_of(term) if k % 2 and not _is_positive(factor)]
        if odd:
            keys.add(Mul(*odd))
    return frozenset(keys)


def _is_positive(factor: Expr) -> bool:
    return least_sign(factor) >= 0 or _outweighs(factor)


def _outweighs(factor: Expr) -> bool:
    """√b + a with b − a² positive, as in x + √(x² + 1)."""
    for root in Add.make_args(factor):
        if isinstance(root, Pow) and root.exp == Rational(1, 2):
            rest = factor - root
            return least_sign((root.base - rest**2).expand()) == 1
    return False


def _follows(key: Expr, known: Iterable[Expr]) -> bool:
    """Whether a product is positive where others are: each symbol that is known to be positive counts as a square."""
    squares: Mapping[Expr, Expr] = {k: Pow(k, 2) for k in known if isinstance(k, Symbol)}
    return bool(squares) and least_sign(key.xreplace(dict(squares)).expand()) >= 0
