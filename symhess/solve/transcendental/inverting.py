"""Rungs that undo a function: kernel(u) = c means u = ..., and a sum of logarithms is one logarithm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import lcm

from flint import fmpq_mpoly
from sympy import Add, Dummy, Expr, Integer, Mul, Pow, Rational, Symbol, acos, asin, cos, exp, expand, log, pi, sin

from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.kernel_ring import KernelRing, Nature, kernel_ring
from symhess.solve.transcendental.algebraic import kernel_system, with_parameters
from symhess.solve.transcendental.signs import constant_sign
from symhess.solve.transcendental.task import Found, Solution, Solve, Task, found
from symhess.transcendence import ExpressionCases, InvertedKernel, SumOfLogarithms

__all__ = ["half_angles", "inverted_exponential", "inverted_kernel", "sum_of_logarithms"]

Case = tuple[Expr, tuple[Symbol, ...]]


def inverted_kernel(task: Task, solve: Solve) -> Found | None:
    """An equation a·k(u) + b = 0 with constants a and b and one kernel k.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (exp(x * y) - pi, x - y), (), Deadline(None))
    >>> inverted_kernel(task, lambda case: unsolved(Reason.NO_STRATEGY)).step.evidence[0].cases
    (x*y - log(pi),)
    """
    return _inverted(task, solve)


def inverted_exponential(task: Task, solve: Solve) -> Found | None:
    """The same for exponentials and logarithms, which have one value back.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy.abc import x, y
    >>> inverted_exponential(Task((x, y), (sin(x * y), x - y), (), Deadline(None)), None) is None
    True
    """
    return _inverted(task, solve, (Nature.EXPONENTIAL, Nature.LOGARITHM))


def _inverted(task: Task, solve: Solve, natures: Sequence[Nature] | None = None) -> Found | None:
    for equation in task.equations:
        cases = _cases(equation, task, natures)
        if cases is None:
            continue
        premises = []
        for case, parameters in cases:
            others = tuple(case if e == equation else e for e in task.equations)
            result = solve(task.with_equations(others))
            solutions = tuple(with_parameters(s, parameters) for s in result.solutions)
            premises.append(replace(result, solutions=solutions))
        return found(InvertedKernel(equation, tuple(case for case, _ in cases)), tuple(premises))
    return None


def _cases(equation: Expr, task: Task, natures: Sequence[Nature] | None) -> list[Case] | None:
    """The cases u = ...; ``None`` where the equation is not of this form."""
    try:
        ring = kernel_ring((equation,), task.unknowns)
        numerator = ring.numerator(equation)
    except NotPolynomial:
        return None
    used = [k for k, d in enumerate(numerator.degrees()) if d and ring.kernels[k].nature is not Nature.CONSTANT]
    if len(used) > 2 or not used:
        return None
    kernel = ring.kernels[used[0]]
    if natures is not None and kernel.nature not in natures:
        return None
    if len(used) == 1 and numerator.degrees()[used[0]] == 1:
        value = _value(ring, numerator, used[0])
        return None if value is None else _undone(kernel.nature, kernel.argument, value)
    if kernel.nature in (Nature.COSINE, Nature.SINE, Nature.EXPONENTIAL, Nature.LOGARITHM):
        return _roots(task, equation, kernel.argument, ring, used)
    return None


def _value(ring: KernelRing, numerator: fmpq_mpoly, number: int) -> Expr | None:
    """c where the numerator is a·(k − c); ``None`` where a is not known to differ from zero."""
    above = {(*m[:number], 0, *m[number + 1 :]): c for m, c in numerator.terms() if m[number]}
    below = {m: c for m, c in numerator.terms() if not m[number]}
    slope, rest = (ring.expression(ring.context.from_dict(part)) for part in (above, below))
    if slope.free_symbols or rest.free_symbols or constant_sign(slope) in (0, None):
        return None
    return -rest / slope


def _undone(nature: Nature, argument: Expr, value: Expr) -> list[Case] | None:
    """The preimages of a constant under one function."""
    if nature in (Nature.COSINE, Nature.SINE):
        return _angles(nature, argument, value)
    sign = constant_sign(value)
    if sign is None:
        return None
    if nature is Nature.EXPONENTIAL:
        return [(argument - log(value), ())] if sign == 1 else []
    if nature is Nature.LOGARITHM:
        return [(argument - exp(value), ())]
    if nature is Nature.ABSOLUTE:
        return [] if sign < 0 else [(argument - value, ()), *([(argument + value, ())] if sign else [])]
    return None


def _angles(nature: Nature, argument: Expr, value: Expr) -> list[Case] | None:
    outside = constant_sign(value**2 - 1)
    if outside is None or outside == 1:
        return None if outside is None else []
    turn = Dummy("n", integer=True)
    angle = asin(value) if nature is Nature.SINE else acos(value)
    other = pi - angle if nature is Nature.SINE else -angle
    angles = [angle] if outside == 0 else [angle, other]
    return [(argument - a - 2 * pi * turn, (turn,)) for a in angles]


def _roots(task: Task, equation: Expr, argument: Expr, ring: KernelRing, used: Sequence[int]) -> list[Case] | None:
    """A polynomial in one kernel, or in cosine and sine of one angle, with algebraic coefficients."""
    if any(ring.kernels[k].argument != argument for k in used):
        return None
    cases: list[Case] = []

    def collect(below: Task) -> Found:
        parameters = tuple(s for s in below.equations[0].free_symbols if isinstance(s, Dummy) and s.is_integer)
        known = {s for s in equation.free_symbols}
        cases.append((below.equations[0], tuple(p for p in parameters if p not in known)))
        return found(InvertedKernel(equation, ()), solutions=(Solution({}),))

    inner = replace(task, unknowns=tuple(u for u in task.unknowns if u in equation.free_symbols), equations=(equation,))
    return None if kernel_system(inner, collect) is None else cases


def half_angles(task: Task, solve: Solve) -> Found | None:
    """An equation 1 ± cos(u) = 0 or 1 ± sin(u) = 0: these are squares, up to the factor 2.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy import cos
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (1 + cos(2 * x * y),), (), Deadline(None))
    >>> half_angles(task, lambda case: unsolved(Reason.NO_STRATEGY)).step.evidence
    (ExpressionCases(equation=cos(2*x*y) + 1, factors=(cos(x*y),), nonzero=(), powers=(2,)),)
    """
    for equation in task.equations:
        constant, rest = equation.as_independent(*task.unknowns, as_Add=True)
        factor, kernel = rest.as_coeff_Mul()
        if not isinstance(kernel, (sin, cos)) or factor not in (constant, -constant) or constant == 0:
            continue
        half = kernel.args[0] / 2 - (pi / 4 if isinstance(kernel, sin) else 0)
        root = expand(half)
        base = cos(root) if factor == constant else sin(root)
        others = tuple(base if e == equation else e for e in task.equations)
        record = ExpressionCases(equation, (base,), (), (2,))
        return found(record, (solve(replace(task.with_equations(others), irreducible=frozenset((base,)))),))
    return None


def sum_of_logarithms(task: Task, solve: Solve) -> Found | None:
    """An equation Σ q_k·log(u_k) + c = 0 with rational q_k and a constant c: a product of powers is exp(−c).

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (log(x) - 2 * log(1 - y) + 1,), (), Deadline(None))
    >>> sum_of_logarithms(task, lambda case: unsolved(Reason.NO_STRATEGY)).step.evidence[0].product
    x - (1 - y)**2*exp(-1)
    """
    for equation in task.equations:
        split = _logarithms(equation, task)
        if split is None:
            continue
        powers, rest = split
        left = Mul(*(Pow(u, q) for u, q in powers if q > 0))
        right = Mul(exp(-rest), *(Pow(u, -q) for u, q in powers if q < 0))
        others = tuple(left - right if e == equation else e for e in task.equations)
        return found(SumOfLogarithms(equation, left - right), (solve(task.with_equations(others)),))
    return None


def _logarithms(equation: Expr, task: Task) -> tuple[list[tuple[Expr, Expr]], Expr] | None:
    """Arguments with integer powers, and the constant; ``None`` for other equations and for single logarithms."""
    try:
        ring = kernel_ring((equation,), task.unknowns)
        numerator = ring.numerator(equation)
    except NotPolynomial:
        return None
    powers: list[tuple[Expr, Rational]] = []
    rest: list[Expr] = []
    for exponents, coefficient in numerator.terms():
        kernels = [ring.kernels[k] for k, e in enumerate(exponents) for _ in range(e)]
        factor = Rational(int(coefficient.p), int(coefficient.q))
        if all(k.nature is Nature.CONSTANT for k in kernels):
            rest.append(Mul(factor, *(k.expression for k in kernels)))
        elif len(kernels) == 1 and kernels[0].nature is Nature.LOGARITHM:
            powers.append((kernels[0].argument, factor))
        else:
            return None
    if len(powers) < 2:
        return None
    scale = Integer(lcm(*(int(q.q) for _, q in powers)))
    return [(u, q * scale) for u, q in powers], Add(*rest) * scale
