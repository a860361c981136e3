"""What a minimization gives back: where it ended, why, and what to try."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from symhess.displayed import Displayed
from symhess.numerics.evaluating import Array
from symhess.numerics.trace import Trace

__all__ = ["Outcome", "Status"]

_FEW = 6  # coordinates that are shown in one line


class Status(IntEnum):
    """Why a method stopped; each member explains itself and says what to try.

    Examples
    --------
    >>> Status.MAX_ITERATIONS.explanation, Status.MAX_ITERATIONS == 4
    ('the iterations ran out before the gradient was small enough', True)
    >>> Status.CONVERGED.remedy
    ''
    """

    explanation: str
    remedy: str

    def __new__(cls, number: int, explanation: str, remedy: str = "") -> Status:
        """Attach the sentences to the number."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.explanation = explanation
        member.remedy = remedy
        return member

    CONVERGED = 0, "the gradient vanishes to the tolerance and no direction goes down"
    SADDLE = (
        1,
        "the gradient vanishes at a saddle point or maximum, which attracted the method",
        "take trust-region or modified-newton, which go down along the eigenvector of negative curvature",
    )
    DEGENERATE = (
        2,
        "the gradient vanishes where the Hessian is singular: second derivatives do not decide what the point is",
        "analyse the function exactly to classify the point",
    )
    STALLED = (
        3,
        "no step reduces the function any more, but the gradient is not zero",
        "the function may have a kink or a domain's edge here, or be badly scaled: rescale it or start elsewhere",
    )
    MAX_ITERATIONS = (
        4,
        "the iterations ran out before the gradient was small enough",
        "allow more with max_iterations, or take a method that uses curvature such as trust-region",
    )
    TIME_LIMIT = 5, "the time limit has passed", "allow more with time_limit"
    LEFT_DOMAIN = (
        6,
        "the function has no finite value and derivatives at the point that was reached",
        "start inside the domain, take a shorter step, or a method with a line search or trust region",
    )
    SINGULAR_HESSIAN = (
        7,
        "the Hessian is singular, so that the Newton step does not exist",
        "take modified-newton, levenberg-marquardt or trust-region",
    )
    UNBOUNDED = (
        8,
        "the values fall without bound along the iterates",
        "the function seems to have no minimum: add a constraint or check its sign",
    )
    FLAT = (
        9,
        "the gradient is below the tolerance, but a stationary point is not near: the function flattens out",
        "the infimum may lie at infinity; start elsewhere",
    )


@dataclass(frozen=True, slots=True, eq=False)
class Outcome(Displayed):
    """The result of a minimization, with SciPy's field names.

    `success` says that the exact gradient vanishes at `x` to the tolerance and that a stationary point is near; which
    kind of point it is, as far as second derivatives tell in floating point, says `status`.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.numerics import TrustRegion, compile_expression, iterate
    >>> r = iterate(TrustRegion(), compile_expression(x**2 - 4*x, [x]), [0.0])
    >>> r.success, r.status.name, float(r.fun)
    (True, 'CONVERGED', -4.0)
    """

    x: Array
    fun: float
    jac: Array
    nit: int
    nfev: int
    njev: int
    nhev: int
    status: Status
    success: bool
    message: str
    trace: Trace

    def __repr__(self) -> str:
        place = f"x = {self.x}" if len(self.x) <= _FEW else f"{len(self.x)} variables"
        return f"<{self.status.name.lower().replace('_', '-')}: f = {self.fun:.6g}, {place}, {self.nit} iterations>"

    def __str__(self) -> str:
        return (
            f"{self.message}\n  success: {self.success}\n      fun: {self.fun:.12g}\n        x: {self.x}\n"
            f"      nit: {self.nit}  nfev: {self.nfev}  njev: {self.njev}  nhev: {self.nhev}"
        )
