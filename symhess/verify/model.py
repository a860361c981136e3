"""The function as a polynomial, its own derivatives, and the irrational constants in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd, lcm

from flint import arb, ctx, fmpq, fmpq_mpoly, fmpz_poly
from sympy import Expr, Symbol, minimal_polynomial

from symhess.evidence import GradientSystem
from symhess.exact import RealRoot, real_roots
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.function import ScalarFunction
from symhess.verify.enclosures import enclosed

__all__ = ["Model", "check_gradient_system", "is_same_equation", "primitive", "univariate"]

_T = Symbol("T")


@dataclass(frozen=True)
class Model:
    """f over Q, where unknowns beyond the variables stand for irrational constants.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> c, X = ring(("c", "x")).gens()
    >>> model = Model(ScalarFunction(x**3 - sqrt(2) * x, (x,)), ("x", "c"), (("c", sqrt(2)),))
    >>> model.gradient, model.true_values[1].index
    ((3*x^2 - c,), 1)
    """

    function: ScalarFunction
    unknowns: tuple[str, ...]
    constants: tuple[tuple[str, Expr], ...]

    @property
    def size(self) -> int:
        """Number of variables."""
        return len(self.function.variables)

    @cached_property
    def polynomial(self) -> fmpq_mpoly:
        """f itself."""
        return self.read(self.function.expression)

    @cached_property
    def gradient(self) -> tuple[fmpq_mpoly, ...]:
        """The partial derivatives."""
        return tuple(self.polynomial.derivative(k) for k in range(self.size))

    @cached_property
    def hessian(self) -> tuple[tuple[fmpq_mpoly, ...], ...]:
        """The second partial derivatives."""
        return tuple(tuple(g.derivative(k) for k in range(self.size)) for g in self.gradient)

    @cached_property
    def defining(self) -> dict[int, fmpz_poly]:
        """For the number of every constant's unknown the constant's minimal polynomial."""
        return {self.size + k: _minimal(value) for k, (_, value) in enumerate(self.constants)}

    @cached_property
    def defining_equations(self) -> tuple[fmpq_mpoly, ...]:
        """The constants' minimal polynomials in their unknowns."""
        gens = ring(self.unknowns).gens()
        return tuple(_in_unknown(minimal, gens[k]) for k, minimal in self.defining.items())

    @cached_property
    def true_values(self) -> dict[int, RealRoot]:
        """For the number of every constant's unknown the constant itself."""
        return {k: _true_root(self.defining[k], self.constants[k - self.size][1]) for k in self.defining}

    def read(self, expression: Expr) -> fmpq_mpoly:
        """An expression in the variables and the constants as a polynomial in the unknowns.

        Raises
        ------
        NotPolynomial
            If it is none.
        """
        return polynomial_of(expression, ring(self.unknowns), {value: name for name, value in self.constants})

    def reduced(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial without powers of constants that their defining equations lower."""
        for equation in self.defining_equations:
            polynomial %= equation
        return polynomial

    def is_true(self, unknown: int, ball: Callable[[int], arb]) -> bool:
        """Whether a root of the constant's defining polynomial, known by enclosures, is the constant itself."""
        roots = real_roots(self.defining[unknown])
        bits = 64
        while True:
            near = [root for root in roots if root.enclosure(bits).overlaps(ball(bits))]
            if len(near) <= 1:
                return bool(near) and near[0].index == self.true_values[unknown].index
            bits *= 2


def check_gradient_system(
    record: GradientSystem, function: ScalarFunction, premises: Sequence[object]
) -> Iterator[str]:
    """What is wrong with the polynomial system ∇f = 0.

    Examples
    --------
    >>> from sympy.abc import x
    >>> X, = ring(("x",)).gens()
    >>> function = ScalarFunction(x**3, (x,))
    >>> list(check_gradient_system(GradientSystem(("x",), (X**2,), ()), function, [None]))
    []
    >>> list(check_gradient_system(GradientSystem(("x",), (X**3,), ()), function, [None]))
    ['equation 0 of the system is not the partial derivative with respect to x']
    """
    names = tuple(variable.name for variable in function.variables)
    constants = tuple(name for name, _ in record.constants)
    if record.unknowns != names + constants or len(set(record.unknowns)) != len(record.unknowns):
        yield f"the unknowns {record.unknowns} are not the variables followed by the constants"
        return
    if len(record.equations) != len(record.unknowns) or len(premises) != 1:
        yield "the system does not have one equation for each unknown and one case tree"
        return
    model = Model(function, record.unknowns, record.constants)
    try:
        gradient = model.gradient
    except NotPolynomial as reason:
        yield f"the function is not a polynomial in the unknowns of the system: {reason}"
        return
    for k, (partial, equation) in enumerate(zip(gradient, record.equations, strict=False)):
        if not any(is_same_equation(equation, p) for p in (partial, model.reduced(partial))):
            yield f"equation {k} of the system is not the partial derivative with respect to {names[k]}"
    for k, (own, (_, value)) in enumerate(zip(model.defining_equations, record.constants, strict=True), model.size):
        if record.equations[k] != own:
            yield f"equation {k} of the system does not define the constant {value}"


def is_same_equation(claimed: fmpq_mpoly, own: fmpq_mpoly) -> bool:
    """Whether a polynomial is the primitive integer form, of the same sign, of the given one.

    Evidence writes all equations so; then no coefficient of it can change and still say the same.

    Examples
    --------
    >>> x, = ring(("x",)).gens()
    >>> is_same_equation(2 - x, 4 - 2 * x), is_same_equation(x - 2, 4 - 2 * x)
    (True, False)
    """
    return bool(claimed == primitive(own))


def primitive(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    """The positive rational multiple with coprime integer coefficients.

    Examples
    --------
    >>> x, = ring(("x",)).gens()
    >>> primitive(-x**2 / 2 - 3 * x / 4)
    -2*x^2 - 3*x
    """
    coefficients = polynomial.coeffs()
    denominator = lcm(*(int(c.q) for c in coefficients))
    content = gcd(*(int(c * denominator) for c in coefficients))
    return polynomial * fmpq(denominator, content) if coefficients else polynomial


def univariate(polynomial: fmpq_mpoly, unknown: int) -> fmpz_poly:
    """Primitive square-free part, with positive leading coefficient, of a polynomial in one unknown.

    Examples
    --------
    >>> x, y = ring(("x", "y")).gens()
    >>> univariate(2 * y**2 * (1 - y), 1)
    x^2 + (-1)*x
    """
    coefficients = [fmpq(0)] * (polynomial.degrees()[unknown] + 1)
    for exponents, coefficient in primitive(polynomial).terms():
        coefficients[exponents[unknown]] = coefficient
    whole = fmpz_poly([c.p for c in coefficients])
    part = whole / whole.gcd(whole.derivative()) if whole.degree() > 0 else whole
    return part if part.leading_coefficient() > 0 else -part


def _in_unknown(polynomial: fmpz_poly, gen: fmpq_mpoly) -> fmpq_mpoly:
    return sum((gen**k * c for k, c in enumerate(polynomial.coeffs())), gen * 0)


def _minimal(value: Expr) -> fmpz_poly:
    return fmpz_poly([int(c) for c in reversed(minimal_polynomial(value, _T, polys=True).all_coeffs())])


def _true_root(minimal: fmpz_poly, value: Expr) -> RealRoot:
    """The real root that the constant is."""
    bits = 64
    while True:
        with ctx.workprec(bits):
            ball = enclosed(value, {})
        near = [root for root in real_roots(minimal) if root.enclosure(bits).overlaps(ball)]
        if len(near) == 1:
            return near[0]
        if not near:
            raise ValueError(f"{value} is not a real number")
        bits *= 2
