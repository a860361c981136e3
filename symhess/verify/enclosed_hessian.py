"""The numbers of the Hessian of any expression at a point, in balls; what they leave open is not used for a kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import product

from flint import arb, arb_mat, ctx, fmpq

from symhess.exact import Real
from symhess.exact.isolation import sign_changes
from symhess.verify.germs import Neighbourhood, Refuted
from symhess.verify.series import is_zero

__all__ = ["EnclosedHessian"]

_BITS = 1024
_DIGITS = 64  # bits in which an eigenvalue must agree


class EnclosedHessian:
    """Answers what the checkers of minors, inertia and spectrum ask of a Hessian.

    A number counts as zero where its ball holds 0 and hardly anything else.

    Examples
    --------
    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> from symhess import critical_points
    >>> (point,) = critical_points("x^4").points
    >>> from symhess.function import ScalarFunction
    >>> hessian = EnclosedHessian(Neighbourhood(ScalarFunction(exp(x) - x, (x,)), point))
    >>> hessian.inertia, hessian.minor_equals(1, fmpq(1)), hessian.form_sign((3,))
    ((1, 0, 0), True, 1)
    """

    def __init__(self, near: Neighbourhood) -> None:
        self.place = self
        self.size = len(near.names)
        with ctx.workprec(_BITS):
            pairs = [(i, j) for i in range(self.size) for j in range(i + 1)]
            rates = {(i, j): near.rate(near.names[i], near.names[j]) for i, j in pairs}
        self._rows = [[rates[max(i, j), min(i, j)] for j in range(self.size)] for i in range(self.size)]

    def holds(self, number: Real) -> bool:
        """Every number that is sound may be compared."""
        return True

    def matrix(self, bits: int) -> list[list[arb]]:
        """The Hessian in enclosures."""
        return self._rows

    @cached_property
    def inertia(self) -> tuple[int, int, int]:
        """Numbers of positive, negative and zero eigenvalues."""
        return self._inertia(arb(0))

    def _inertia(self, shift: arb) -> tuple[int, int, int]:
        """That of H − shift, by Descartes' rule: all eigenvalues are real."""
        with ctx.workprec(_BITS):
            moved = arb_mat([[c - shift * int(i == j) for j, c in enumerate(r)] for i, r in enumerate(self._rows)])
            signs = [_sign(c) for c in moved.charpoly().coeffs()]
        zero = next(k for k, sign in enumerate(signs) if sign)
        positive = sign_changes(signs)
        return positive, self.size - positive - zero, zero

    def minor(self, size: int, bits: int) -> arb:
        """A leading principal minor."""
        with ctx.workprec(_BITS):
            return arb_mat([row[:size] for row in self._rows[:size]]).det()

    def minor_equals(self, size: int, value: fmpq) -> bool:
        """Whether a leading principal minor is this rational number, as far as its ball shows."""
        return self._equals(self.minor(size, _BITS), value)

    def coefficient(self, k: int, bits: int) -> arb:
        """A coefficient of det(t − H)."""
        with ctx.workprec(_BITS):
            return arb(arb_mat(self._rows).charpoly()[k])

    def coefficient_equals(self, k: int, value: fmpq) -> bool:
        """Whether a coefficient is this rational number, as far as its ball shows."""
        return self._equals(self.coefficient(k, _BITS), value)

    def _equals(self, ball: arb, value: fmpq) -> bool:
        with ctx.workprec(_BITS):
            return is_zero(ball - value)

    def is_eigenvalue(self, value: fmpq) -> bool:
        """Whether a rational number is an eigenvalue, as far as a ball shows."""
        with ctx.workprec(_BITS):
            return self._inertia(arb(value))[2] > 0

    def is_eigenvalue_at(self, number: Real, place: int) -> bool:
        """Whether a number agrees with the eigenvalue at this place of the ascending list."""
        with ctx.workprec(_BITS):
            value = number.enclosure(_BITS)
            slack = abs(value) * arb(2) ** -_DIGITS
            return self._inertia(value - slack)[1] <= place < self._inertia(value + slack)[1]

    def form_sign(self, vector: Sequence[int]) -> int:
        """Sign of vᵀHv."""
        with ctx.workprec(_BITS):
            pairs = product(range(self.size), repeat=2)
            return _sign(sum((self._rows[i][j] * (vector[i] * vector[j]) for i, j in pairs), arb(0)))


def _sign(ball: arb) -> int:
    if ball > 0 or ball < 0:
        return 1 if ball > 0 else -1
    if is_zero(ball):
        return 0
    raise Refuted("the sign of a number of the Hessian is not known")
