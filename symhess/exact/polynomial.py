"""Polynomials over Q: between SymPy expressions and python-flint's sparse polynomials, and values in balls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import Ordering, arb, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly, fmpz_poly
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

__all__ = [
    "NotPolynomial",
    "ball_value",
    "expression_of",
    "integer_part",
    "polynomial_of",
    "polynomial_text",
    "ring",
]

_MAX_TERMS = 200_000  # an expansion beyond this is refused rather than waited for


class NotPolynomial(Exception):
    """The expression is not a polynomial over Q in the given unknowns; internal to the package.

    Examples
    --------
    >>> str(NotPolynomial("1/x"))
    '1/x'
    """


def ring(names: Sequence[str]) -> fmpq_mpoly_ctx:
    """Ring of polynomials over Q in the named unknowns, ordered by degree (degrevlex).

    Examples
    --------
    >>> ring(("x", "y")).names()
    ('x', 'y')
    """
    return fmpq_mpoly_ctx.get(tuple(names), Ordering.degrevlex)


def polynomial_of(expression: Expr, context: fmpq_mpoly_ctx, constants: Mapping[Expr, str] | None = None) -> fmpq_mpoly:
    """Expand an expression into a polynomial.

    Parameters
    ----------
    expression : Expr
        Built from numbers, symbols, sums, products and non-negative integer powers.
    context : fmpq_mpoly_ctx
        The ring, see :func:`ring`.
    constants : mapping of Expr to str, optional
        Irrational constants and the names of the unknowns that stand for them.

    Raises
    ------
    NotPolynomial
        If anything else occurs, or the expansion would have more than 200 000 terms.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> polynomial_of((x + y)**2 / 2, ring(("x", "y")))
    1/2*x^2 + x*y + 1/2*y^2
    >>> polynomial_of(1 / x, ring(("x",)))
    Traceback (most recent call last):
    ...
    symhess.exact.polynomial.NotPolynomial: 1/x
    """
    generators = dict(zip(context.names(), context.gens(), strict=True))
    return _Expander(context, generators, constants or {}).expand(expression)


class _Expander:
    """Recursive expansion; repeated subexpressions are expanded once."""

    def __init__(
        self, context: fmpq_mpoly_ctx, generators: Mapping[str, fmpq_mpoly], constants: Mapping[Expr, str]
    ) -> None:
        self.context = context
        self.generators = generators
        self.constants = constants
        self.known: dict[Expr, fmpq_mpoly] = {}

    def expand(self, expression: Expr) -> fmpq_mpoly:
        found = self.known.get(expression)
        if found is None:
            found = self.known[expression] = self._expanded(expression)
            if len(found) > _MAX_TERMS:
                raise NotPolynomial("too many terms")
        return found

    def _expanded(self, expression: Expr) -> fmpq_mpoly:
        if expression in self.constants:
            return self.generators[self.constants[expression]]
        if isinstance(expression, Rational):
            return self.context.constant(fmpq(int(expression.p), int(expression.q)))
        if isinstance(expression, Symbol) and expression.name in self.generators:
            return self.generators[expression.name]
        if isinstance(expression, Add):
            return sum((self.expand(term) for term in expression.args), self.context.constant(0))
        if isinstance(expression, Mul):
            return self._product(expression.args)
        if isinstance(expression, Pow) and isinstance(expression.exp, Integer) and expression.exp >= 0:
            return self._power(self.expand(expression.base), int(expression.exp))
        raise NotPolynomial(str(expression)[:200])

    def _product(self, factors: Sequence[Expr]) -> fmpq_mpoly:
        product = self.context.constant(1)
        for factor in factors:
            other = self.expand(factor)
            if len(product) * len(other) > 20 * _MAX_TERMS:
                raise NotPolynomial("too many terms")
            product *= other
        return product

    def _power(self, base: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        if len(base) > 1 and _power_terms(len(base), exponent) > _MAX_TERMS:
            raise NotPolynomial("too many terms")
        return base**exponent


def _power_terms(terms: int, exponent: int) -> int:
    """Upper bound of the number of terms of a power of a sum."""
    bound = 1
    for k in range(1, terms):
        bound = bound * (exponent + k) // k
        if bound > _MAX_TERMS:
            break
    return bound


def expression_of(polynomial: fmpq_mpoly, symbols: Sequence[Symbol | Expr]) -> Expr:
    """The polynomial as a SymPy expression in the given symbols.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> context = ring(("x", "y"))
    >>> expression_of(polynomial_of((x - y)**2, context), (x, y))
    x**2 - 2*x*y + y**2
    """
    terms = []
    for exponents, coefficient in polynomial.terms():
        powers = [Pow(s, e) for s, e in zip(symbols, exponents, strict=True) if e]
        terms.append(Mul(Rational(int(coefficient.p), int(coefficient.q)), *powers))
    return Add(*terms)


def polynomial_text(polynomial: fmpq_poly, generator: str) -> str:
    """SymPy-readable text of a univariate polynomial.

    Examples
    --------
    >>> polynomial_text(fmpq_poly([-2, 0, 1]), "x"), polynomial_text(fmpq_poly([]), "x")
    ('x**2 - 2', '0')
    """
    text = ""
    for k in range(polynomial.degree(), -1, -1):
        coefficient = polynomial[k]
        if coefficient == 0:
            continue
        power = "" if k == 0 else generator if k == 1 else f"{generator}**{k}"
        size = abs(coefficient)
        body = str(size) if not power else power if size == 1 else f"{size}*{power}"
        text += (" - " if coefficient < 0 else " + ") + body
    return text[3:] if text.startswith(" + ") else "-" + text[3:] if text else "0"


def integer_part(polynomial: fmpq_poly) -> fmpz_poly:
    """The polynomial times its denominator.

    Examples
    --------
    >>> integer_part(fmpq_poly([2, 1]) / 4)
    x + 2
    """
    return polynomial.numer()


def ball_value(polynomial: fmpq_mpoly, unknowns: Sequence[int], balls: Sequence[arb]) -> arb:
    """Rigorous value of a polynomial at balls, at the working precision.

    Examples
    --------
    >>> (x,) = ring(("x",)).gens()
    >>> bool(ball_value(x**2 - 2, (0,), (arb(2).sqrt(),)).contains(0))
    True
    """
    degrees = polynomial.degrees()
    tables = [_ball_powers(ball, degrees[k]) for k, ball in zip(unknowns, balls, strict=True)]
    total = arb(0)
    for exponents, coefficient in polynomial.terms():
        term = arb(coefficient)
        for table, k in zip(tables, unknowns, strict=True):
            if exponents[k]:
                term *= table[exponents[k]]
        total += term
    return total


def _ball_powers(ball: arb, top: int) -> list[arb]:
    table = [arb(1)]
    for _ in range(top):
        table.append(table[-1] * ball)
    return table
