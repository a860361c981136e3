"""Studies put together by hand, as on paper: nothing of the finders is used."""

from collections.abc import Mapping, Sequence

from flint import fmpq, fmpq_poly, fmpz_poly
from sympy import Add, Expr, ImmutableDenseMatrix, Integer, Mul, Pow, Symbol, sqrt, symbols

from symhess.critical_set import Completeness, CriticalComponent, CriticalPoint, CriticalSet, Status
from symhess.derivation import Claim, Step
from symhess.evidence import (
    Blocks,
    CountTheorem,
    Evidence,
    FactorCases,
    FiniteSolutions,
    GradientSystem,
    Inertia,
    MixedPartialsAgree,
    NoSolution,
    NotFinite,
    OppositeCurvature,
    RealRoots,
    Rule,
    RuleApplied,
    SolvedFor,
    Spectrum,
    SylvesterMinors,
)
from symhess.exact import AlgebraicPoint, PolynomialValue, Rational, RealSum, real_roots
from symhess.exact.polynomial import polynomial_of, ring
from symhess.function import ScalarFunction
from symhess.study import ClassifiedPoint, Derivatives, Study
from symhess.verdict import Kind, Reason, Verdict

x, y = symbols("x y")
X, Y = ring(("x", "y")).gens()
ONE = fmpq_poly([1])


def derived(expression: Expr, variable: Symbol) -> Step:
    """The derivation of a polynomial's derivative by the lecture's rules."""
    rule, parts, premises = Rule.CONSTANT, (), ()
    result: Expr = Integer(0)
    if expression == variable:
        rule, result = Rule.VARIABLE, Integer(1)
    elif variable not in expression.free_symbols:
        pass
    elif isinstance(expression, Add):
        rule, parts = Rule.SUM, expression.args
        premises = tuple(derived(part, variable) for part in parts)
        result = Add(*(premise.evidence[0].result for premise in premises))
    elif isinstance(expression, Mul):
        factor, rest = expression.as_independent(variable)
        rule, parts, premises = Rule.CONSTANT_MULTIPLE, (factor, rest), (derived(rest, variable),)
        result = factor * premises[0].evidence[0].result
    elif isinstance(expression, Pow):
        rule, parts = Rule.POWER, expression.args
        result = expression.exp * Pow(expression.base, expression.exp - 1)
    return Step(Claim.DERIVATIVE, (RuleApplied(rule, expression, variable, result, parts),), premises)


def derivatives(function: Expr, variables: Sequence[Symbol]) -> Derivatives:
    """Gradient, Hessian and, for two variables, Clairaut's comparison."""
    gradient = tuple(derived(function, v) for v in variables)
    firsts = [step.evidence[0].result for step in gradient]
    hessian = tuple(tuple(derived(first, v) for v in variables) for first in firsts)
    entries = [step.evidence[0].result for row in hessian for step in row]
    clairaut = Step(Claim.CLAIRAUT)
    if len(variables) == 2:
        record = MixedPartialsAgree(*variables, entries[1], entries[2], "R^2")
        clairaut = Step(Claim.CLAIRAUT, (record,), (hessian[0][1], hessian[1][0]))
    size = len(variables)
    matrices = ImmutableDenseMatrix(size, 1, firsts), ImmutableDenseMatrix(size, size, entries)
    return Derivatives(*matrices, gradient, hessian, clairaut)


def node(record: Evidence, *premises: Step) -> Step:
    """A node of a case tree."""
    return Step(Claim.SOLUTIONS, (record,), premises)


def zero_of(unknown: int, value: int = 0) -> Step:
    """The leaf x = value."""
    return node(RealRoots(unknown, fmpz_poly([-value, 1]), 1))


def rational(*values: int | fmpq) -> tuple[Rational, ...]:
    """Exact rational numbers."""
    return tuple(Rational(fmpq(value)) for value in values)


def at(unknown: int, value: int) -> AlgebraicPoint:
    """One unknown at an integer."""
    return AlgebraicPoint((unknown,), None, (fmpq_poly([value]),), ONE)


def point(function: Expr, parts: Sequence[AlgebraicPoint], value: object) -> CriticalPoint:
    """A point of x and y, or of x alone, that its parts give."""
    found = {k: c for part in parts for k, c in zip(part.unknowns, part.coordinates(), strict=True)}
    variables = (x, y) if y in function.free_symbols else (x,)
    coordinates = tuple(found[k] for k in range(len(variables)))
    return CriticalPoint(variables, tuple(parts), coordinates, value)


def study(
    function: Expr,
    tree: Step,
    classified: Mapping[CriticalPoint, Verdict],
    constants: tuple[tuple[str, Expr], ...] = (),
    completeness: Completeness = Completeness(Status.COMPLETE),  # noqa: B008
    components: tuple[CriticalComponent, ...] = (),
) -> Study:
    """A study of a polynomial in x and y, or in x alone."""
    variables = (x, y) if y in function.free_symbols else (x,)
    context = ring((*(v.name for v in variables), *(name for name, _ in constants)))
    polynomial = polynomial_of(function, context, {value: name for name, value in constants})
    equations = [_primitive(polynomial.derivative(v.name)) for v in variables]
    equations += [context.gens()[-1] ** 2 - 2 for _ in constants]  # the only constant used here is sqrt(2)
    system = GradientSystem(context.names(), tuple(equations), constants)
    derivation = Step(Claim.CRITICAL_SET, (system,), (tree,))
    critical = CriticalSet(variables, tuple(classified), components, completeness, derivation)
    points = tuple(ClassifiedPoint(p, verdict) for p, verdict in classified.items())
    return Study(ScalarFunction(function, variables), derivatives(function, variables), critical, points)


def _primitive(polynomial):
    content, factors = polynomial.factor()
    product = polynomial / content
    return product if content > 0 else -product


def diagonal(a: int, b: int) -> Verdict:
    """The verdict for the Hessian diag(a, b), a and b not zero."""
    minors = SylvesterMinors(rational(a, a * b), (1 if a > 0 else -1, 1 if a * b > 0 else -1))
    positive = (a > 0) + (b > 0)
    inertia = Inertia(rational(a * b, -a - b, 1), positive, 2 - positive, 0)
    pairs = sorted([(a, rational(1, 0)), (b, rational(0, 1))], key=lambda pair: pair[0])
    sizes = sorted((abs(a), abs(b)))
    directions = tuple(direction for _, direction in pairs)
    spectrum = Spectrum(rational(*(v for v, _ in pairs)), directions, *rational(fmpq(sizes[1], sizes[0])))
    kind = (Kind.MAXIMUM, Kind.SADDLE, Kind.MINIMUM)[positive]
    return Verdict(kind, None if kind is Kind.SADDLE else True, "sylvester", (minors, inertia, spectrum))


def saddle_surface() -> Study:
    """x² − y²: one saddle."""
    function = x**2 - y**2
    tree = node(Blocks(((0,), (1,))), zero_of(0), zero_of(1))
    origin = point(function, (at(0, 0), at(1, 0)), Rational(fmpq(0)))
    return study(function, tree, {origin: diagonal(2, -2)})


def four_wells() -> Study:
    """x⁴ + y⁴ − 2x² − 2y²: nine points, by factors in each of two blocks."""
    function = x**4 + y**4 - 2 * x**2 - 2 * y**2

    def cases(k, generator):
        factors = (generator, generator - 1, generator + 1)
        return node(FactorCases(k, factors, (1, 1, 1)), zero_of(k), zero_of(k, 1), zero_of(k, -1))

    tree = node(Blocks(((0,), (1,))), cases(0, X), cases(1, Y))
    classified = {}
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            parts = at(0, a), at(1, b)
            value = RealSum((PolynomialValue(X**4 - 2 * X**2, parts[0]), PolynomialValue(Y**4 - 2 * Y**2, parts[1])))
            classified[point(function, parts, value)] = diagonal(8 if a else -4, 8 if b else -4)
    return study(function, tree, classified)


def monkey_saddle() -> Study:
    """x³ − 3xy²: the Hessian is zero at the only point, which is found twice and listed once."""
    function = x**3 - 3 * x * y**2
    first = node(SolvedFor(1, 0, 0 * X), zero_of(1))
    second = node(SolvedFor(1, 1, 0 * X), zero_of(0))
    tree = node(FactorCases(1, (X, Y), (1, 1)), first, second)
    part = AlgebraicPoint((0, 1), None, (fmpq_poly(), fmpq_poly()), ONE)
    minors = SylvesterMinors(rational(0, 0), (0, 0))
    inertia = Inertia(rational(0, 0, 1), 0, 0, 2)
    spectrum = Spectrum(rational(0, 0), (), None)
    verdict = Verdict(Kind.UNDECIDED, None, "", (minors, inertia, spectrum), Reason.SINGULAR_HESSIAN)
    return study(function, tree, {point(function, (part,), Rational(fmpq(0))): verdict})


def root_of_two() -> Study:
    """x³ − √2·x: 3x² = √2, parametrised by T = x with 9T⁴ = 2; the conjugate −√2 gives no real root."""
    function = x**3 - sqrt(2) * x
    eliminant = fmpz_poly([-2, 0, 0, 0, 9])
    # over E' = 36 T³:  x = 36 T⁴ / E' = 8 / E',  c = 3 T² = 108 T⁵ / E' = 24 T / E'
    numerators = fmpq_poly([8]), fmpq_poly([0, 24])
    leaf = node(FiniteSolutions((0, 1), (1, 0), eliminant, numerators, CountTheorem.BEZOUT, 4, 4, 2))
    u, c = ring(("x", "c")).gens()
    classified = {}
    for root, kind, sign in zip(real_roots(eliminant), (Kind.MAXIMUM, Kind.MINIMUM), (-1, 1), strict=True):
        part = AlgebraicPoint((0, 1), root, (fmpq_poly([0, 1]), fmpq_poly([0, 0, 3])), ONE)
        second = PolynomialValue(6 * u, part)
        minors = SylvesterMinors((second,), (sign,))
        inertia = Inertia((PolynomialValue(-6 * u, part), *rational(1)), int(sign > 0), int(sign < 0), 0)
        spectrum = Spectrum((second,), (rational(1),), *rational(1))
        value = PolynomialValue(u**3 - c * u, part)
        verdict = Verdict(kind, True, "sylvester", (minors, inertia, spectrum))
        classified[point(function, (part,), value)] = verdict
    return study(function, leaf, classified, (("c", sqrt(2)),))


def half_flat() -> Study:
    """x² − y² + xy²: one saddle; the other case has no real solution because its terms are even."""
    function = x**2 - y**2 + x * y**2
    # ∇f = (2x + y², 2y(x − 1)): y = 0 gives x = 0, x = 1 gives y² = −2
    first = node(SolvedFor(1, 1, 0 * X), zero_of(0))
    second = node(SolvedFor(1, 0, 0 * X + 1), node(NoSolution(0, Y**2 + 2)))
    tree = node(FactorCases(1, (Y, X - 1), (1, 1)), first, second)
    part = AlgebraicPoint((0, 1), None, (fmpq_poly(), fmpq_poly()), ONE)
    verdict = diagonal(2, -2)
    verdict = Verdict(verdict.kind, None, "sylvester", (*verdict.evidence, OppositeCurvature((1, 0), (0, 1))))
    return study(function, tree, {point(function, (part,), Rational(fmpq(0))): verdict})


def cubes() -> Study:
    """x³ + y³: one point of multiplicity four, counted by a Gröbner basis."""
    function = x**3 + y**3
    zero = fmpq_poly()
    leaf = node(FiniteSolutions((0, 1), (1, 2), fmpz_poly([0, 1]), (zero, zero), CountTheorem.BASIS, 4, 1, 1))
    part = AlgebraicPoint((0, 1), None, (zero, zero), ONE)
    minors = SylvesterMinors(rational(0, 0), (0, 0))
    verdict = Verdict(Kind.UNDECIDED, None, "", (minors,), Reason.SINGULAR_HESSIAN)
    return study(function, leaf, {point(function, (part,), Rational(fmpq(0))): verdict})


def cross() -> Study:
    """x²y²: both axes are critical."""
    function = x**2 * y**2
    leaves = [node(NotFinite((generator,), 1)) for generator in (X, Y)]
    # ∂f/∂x = 2xy²: x = 0, which leaves ∂f/∂y = 2x²y to say nothing new, or y = 0, likewise
    tree = node(FactorCases(0, (X, Y), (1, 2)), *leaves)
    components = tuple(CriticalComponent((generator,), 1) for generator in (X, Y))
    open_set = Completeness(Status.INCOMPLETE, Reason.POSITIVE_DIMENSIONAL)
    return study(function, tree, {}, (), open_set, components)


STUDIES = (saddle_surface, four_wells, monkey_saddle, root_of_two, half_flat, cubes, cross)
