"""Evidence records about critical points that are judged together: families that repeat, and level sets.

A family's integer parameters are split by their residues: n = modulus·k + residue with any integer k.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

__all__ = ["FactorAlong", "FamilyMinors", "OuterCurvature", "Representative", "TransverseTrace"]


@dataclass(frozen=True, slots=True)
class Representative:
    """f behaves alike at all points of a family with these residues, so one of them stands for all.

    ``hessian_only`` says that this is known of the Hessian; otherwise f(p + h) − f(p) is the same function of h.

    Examples
    --------
    >>> import symhess
    >>> records = [family.verdict.evidence[-1] for family in symhess.analyze("x/2 + cos(x)").families]
    >>> [(record.point, record.hessian_only) for record in records]
    [((pi/6,), True), ((5*pi/6,), True)]
    """

    modulus: int
    residues: tuple[int, ...]
    point: tuple[Expr, ...]
    hessian_only: bool


@dataclass(frozen=True, slots=True)
class FamilyMinors:
    """The leading principal minors of the Hessian along a family, in terms of ``parameters``, any integers.

    ``signs`` holds for all integers; it is 0 for a minor whose sign changes along the family and is not needed.

    Examples
    --------
    >>> n = Symbol("n")
    >>> FamilyMinors(2, (1,), (n,), (n**2 + 1, 3 * n**2 + 2), (1, 1)).signs
    (1, 1)
    """

    modulus: int
    residues: tuple[int, ...]
    parameters: tuple[Symbol, ...]
    minors: tuple[Expr, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OuterCurvature:
    """f = outer(variable = inner), and outer' is zero on the piece where outer'' = ``second`` has the sign ``sign``.

    Examples
    --------
    >>> from sympy import sin
    >>> w, x, y = Symbol("w"), Symbol("x"), Symbol("y")
    >>> OuterCurvature(sin(w), w, x + y, -sin(w), -1).sign
    -1
    """

    outer: Expr
    variable: Symbol
    inner: Expr
    second: Expr
    sign: int


@dataclass(frozen=True, slots=True)
class FactorAlong:
    """f = constant + base^power·cofactor, base is zero on the piece, and the cofactor has the sign ``sign`` near it.

    For an even power the cofactor may be zero there as well, as long as it has no other sign.

    Examples
    --------
    >>> from sympy import exp
    >>> x, y = Symbol("x"), Symbol("y")
    >>> FactorAlong(0 * x, x, 2, exp(y), 1).power
    2
    """

    constant: Expr
    base: Expr
    power: int
    cofactor: Expr
    sign: int


@dataclass(frozen=True, slots=True)
class TransverseTrace:
    """Along a smooth critical hypersurface the Hessian's only other eigenvalue is its trace, of this sign.

    Examples
    --------
    >>> import symhess
    >>> symhess.analyze("log(x) + log(y) - x y").levels[0].verdict.evidence
    (TransverseTrace(trace=-1/y**2 - 1/x**2, sign=-1),)
    """

    trace: Expr
    sign: int
