"""What the points of a family are: split by residues until each part is of one kind for all integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flint import fmpq
from sympy import (
    Expr,
    ImmutableDenseMatrix,
    Symbol,
    cos,
    cosh,
    cot,
    csc,
    exp,
    expand,
    sec,
    sin,
    sinh,
    tan,
    true,
)
from sympy.logic.boolalg import And, Boolean

from symhess.budget import Deadline
from symhess.classify.at_point import classify_at
from symhess.classify.elementary_curvature import elementary_curvature
from symhess.classify.integer_signs import sign_for_all_integers
from symhess.classify.ladder import second_order_verdict
from symhess.classify.residues import Residues, allowed_residues, condition_of_residues
from symhess.critical_set import CriticalFamily, CriticalPoint
from symhess.errors import InputError
from symhess.evidence import FamilyMinors, Representative
from symhess.exact import Rational, real_number
from symhess.function import ScalarFunction
from symhess.kernels.basics import in_sines
from symhess.study import ClassifiedFamily
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["classify_family"]

_MODULI: Final = (1, 2, 3, 4, 6, 8, 12)
_MOST_CLASSES: Final = 64
_WITH_ARGUMENTS: Final = (sin, cos, tan, cot, sec, csc, exp, sinh, cosh)


def classify_family(
    function: ScalarFunction, hessian: ImmutableDenseMatrix, family: CriticalFamily, deadline: Deadline
) -> tuple[ClassifiedFamily, ...]:
    """The family in parts of one kind each, every part with its condition on the parameters.

    Parameters
    ----------
    function : ScalarFunction
    hessian : ImmutableDenseMatrix, shape (n, n)
        As expressions in the variables.
    family : CriticalFamily
    deadline : Deadline

    Examples
    --------
    >>> from sympy import hessian, pi
    >>> from sympy.abc import n, m, x, y
    >>> waves = ScalarFunction(sin(x) * sin(y), (x, y))
    >>> crests = CriticalFamily((x, y), (n, m), (pi / 2 + pi * n, pi / 2 + pi * m))
    >>> matrix = ImmutableDenseMatrix(hessian(waves.expression, (x, y)))
    >>> for found in classify_family(waves, matrix, crests, Deadline(10)):
    ...     print(found.family.condition, found.verdict.kind.value)
    Eq(Mod(m + n, 2), 0) maximum
    Eq(Mod(m + n, 2), 1) minimum
    """
    undecided: tuple[ClassifiedFamily, ...] = ()
    for modulus in _MODULI:
        if modulus ** len(family.parameters) > _MOST_CLASSES:
            break
        allowed = allowed_residues(family.condition, family.parameters, modulus)
        if allowed is None:
            continue
        classes = (_Class(function, hessian, family, modulus, residues, deadline) for residues in allowed)
        verdicts = {part.residues: part.verdict() for part in classes}
        parts = _joined(family, verdicts, modulus)
        if all(part.verdict.kind is not Kind.UNDECIDED for part in parts):
            return parts
        undecided = undecided or parts
    return undecided or (ClassifiedFamily(family, Verdict(Kind.UNDECIDED, None, "", (), Reason.ZERO_TEST)),)


def _joined(family: CriticalFamily, verdicts: dict[Residues, Verdict], modulus: int) -> tuple[ClassifiedFamily, ...]:
    """The residues with equal verdicts as one part."""
    groups: dict[tuple[Kind, bool | None, str | None], list[Residues]] = {}
    for residues, verdict in verdicts.items():
        groups.setdefault((verdict.kind, verdict.strict, verdict.singularity), []).append(residues)
    parts = []
    for chosen in groups.values():
        first = verdicts[chosen[0]]
        condition = condition_of_residues(chosen, tuple(verdicts), family.parameters, modulus)
        evidence = tuple(record for residues in chosen for record in verdicts[residues].evidence)
        part = CriticalFamily(family.variables, family.parameters, family.at, _both(family.condition, condition))
        verdict = Verdict(first.kind, first.strict, first.decided_by, evidence, first.reason, first.singularity)
        parts.append(ClassifiedFamily(part, verdict))
    return tuple(parts)


def _both(given: Boolean, found: Boolean) -> Boolean:
    """The two conditions; what was found may say it all."""
    return given if found == true else And(given, found)


@dataclass(frozen=True, slots=True, eq=False)
class _Class:
    """The points of a family whose parameters have given residues."""

    function: ScalarFunction
    hessian: ImmutableDenseMatrix
    family: CriticalFamily
    modulus: int
    residues: Residues
    deadline: Deadline

    def verdict(self) -> Verdict:
        self.deadline.check()
        places = dict(zip(self.family.variables, self._at(), strict=True))
        rows = [[_normal(in_sines(entry).xreplace(places)) for entry in row] for row in self.hessian.tolist()]
        if any(entry.free_symbols for row in rows for entry in row):
            return self._by_minors(rows)
        decided = self._by_hessian(rows)
        return decided or self._by_ladder()

    def _integers(self) -> tuple[Symbol, ...]:
        return tuple(Symbol(parameter.name, integer=True) for parameter in self.family.parameters)

    def _at(self) -> tuple[Expr, ...]:
        moved = {
            parameter: self.modulus * integer + residue
            for parameter, integer, residue in zip(self.family.parameters, self._integers(), self.residues, strict=True)
        }
        return tuple(_normal(expand(place.xreplace(moved))) for place in self.family.at)

    def _representative(self) -> tuple[Expr, ...]:
        zeros = dict.fromkeys(self._integers(), 0)
        return tuple(place.subs(zeros) for place in self._at())

    def _by_hessian(self, rows: Sequence[Sequence[Expr]]) -> Verdict | None:
        """By the Hessian, which is the same at all points of the class."""
        point = self._representative()
        coordinates = tuple(real_number(coordinate) for coordinate in point)
        value = CriticalPoint(self.family.variables, (), coordinates, Rational(fmpq(0)))
        curvature = elementary_curvature(ImmutableDenseMatrix(rows), value)
        verdict = None if curvature is None else second_order_verdict(curvature)
        if verdict is None:
            return None
        record = Representative(self.modulus, self.residues, point, True)
        return Verdict(verdict.kind, verdict.strict, verdict.decided_by, (*verdict.evidence, record))

    def _by_ladder(self) -> Verdict:
        """At one point, where f repeats from point to point."""
        steps = {v: Symbol(f"{v.name}_step") for v in self.family.variables}
        places = {v: at + steps[v] for v, at in zip(self.family.variables, self._at(), strict=True)}
        moved = _normal(in_sines(self.function.expression).xreplace(places))
        change = expand(moved - moved.subs(dict.fromkeys(self._integers(), 0)))
        if change.free_symbols & set(steps.values()):
            return Verdict(Kind.UNDECIDED, None, "", (), Reason.FLAT_TO_ORDER)
        point = self._representative()
        try:
            verdict = classify_at(self.function, point, self.deadline)
        except InputError:
            return Verdict(Kind.UNDECIDED, None, "", (), Reason.ZERO_TEST)
        if verdict.kind is Kind.UNDECIDED:
            return verdict
        evidence = (*verdict.evidence, Representative(self.modulus, self.residues, point, False))
        return Verdict(verdict.kind, verdict.strict, verdict.decided_by, evidence, None, verdict.singularity)

    def _by_minors(self, rows: Sequence[Sequence[Expr]]) -> Verdict:
        """By signs of minors that hold for all integers."""
        size = len(rows)
        blocks = (ImmutableDenseMatrix([row[:k] for row in rows[:k]]) for k in range(1, size + 1))
        minors = tuple(_normal(expand(block.det(method="berkowitz"))) for block in blocks)
        signs = tuple(sign_for_all_integers(minor, self._integers()) or 0 for minor in minors)
        kind = _kind_by(signs)
        if kind is None:
            return Verdict(Kind.UNDECIDED, None, "", (), Reason.SINGULAR_HESSIAN)
        plain = {integer: Symbol(integer.name) for integer in self._integers()}
        shown = tuple(minor.xreplace(plain) for minor in minors)
        record = FamilyMinors(self.modulus, self.residues, tuple(plain.values()), shown, signs)
        return Verdict(kind, None if kind is Kind.SADDLE else True, "sylvester", (record,))


def _kind_by(signs: Sequence[int]) -> Kind | None:
    """Sylvester's criterion; a negative minor of even size shows a saddle without the others."""
    if all(sign > 0 for sign in signs):
        return Kind.MINIMUM
    if all(sign == (-1) ** k for k, sign in enumerate(signs, start=1)):
        return Kind.MAXIMUM
    return Kind.SADDLE if 0 not in signs or any(sign < 0 for sign in signs[1::2]) else None


def _normal(expression: Expr) -> Expr:
    """The expression with sums multiplied out in the arguments of functions, which then drop whole turns."""
    if not expression.args:
        return expression
    parts = [_normal(part) for part in expression.args]
    if isinstance(expression, _WITH_ARGUMENTS):
        parts = [expand(part) for part in parts]
    normal: Expr = expression.func(*parts)
    return normal
