"""Symmetric matrices at algebraic points: minors, characteristic polynomial, eigenvalues, with exact signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flint import acb_mat, arb, arb_mat, ctx, fmpq, fmpq_mat, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.exact.algebraic import AlgebraicNumber, AlgebraicPoint, PolynomialValue, algebraic_number, residue
from symhess.exact.number import Enclosure, Rational, Real, ball_sign
from symhess.exact.real_root import real_roots

__all__ = ["SymmetricMatrix", "characteristic_polynomial", "eigenvalues", "enclosed_eigenvalues", "leading_minors"]

_EXACT_DEGREE = 4  # in fields up to this degree determinants are written exactly, beyond it as enclosures
_START_BITS = 192
_ACCURATE_BITS = 96  # enough for 20 digits
_ZERO_TEST_BITS = 384

_Grid = list[list[fmpq_poly]]


@dataclass(frozen=True, slots=True, eq=False)
class SymmetricMatrix:
    """A symmetric matrix of polynomials, taken at an algebraic point.

    Attributes
    ----------
    entries : tuple of tuple of fmpq_mpoly, shape (n, n)
    point : AlgebraicPoint

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> origin = AlgebraicPoint((0, 1), None, (fmpq_poly(), fmpq_poly()), fmpq_poly([1]))
    >>> matrix = SymmetricMatrix(((2 + x, 1 + y), (1 + y, 2 + x)), origin)
    >>> [m.text() for m in leading_minors(matrix)], [e.text() for e in eigenvalues(matrix)]
    (['2', '3'], ['1', '3'])
    """

    entries: tuple[tuple[fmpq_mpoly, ...], ...]
    point: AlgebraicPoint

    @property
    def size(self) -> int:
        """n."""
        return len(self.entries)

    @property
    def is_diagonal(self) -> bool:
        """Whether all entries off the diagonal are the zero polynomial."""
        return all(p.is_zero() for i, row in enumerate(self.entries) for j, p in enumerate(row) if i != j)

    def rational(self) -> fmpq_mat | None:
        """The matrix where the point is rational, else ``None``."""
        return _rational(self)

    def balls(self, bits: int) -> arb_mat:
        """Enclosures of the entries."""
        flat = [PolynomialValue(p, self.point).enclosure(bits) for row in self.entries for p in row]
        return arb_mat(self.size, self.size, flat)


@lru_cache(maxsize=1024)
def _rational(matrix: SymmetricMatrix) -> fmpq_mat | None:
    if matrix.point.root is not None:
        return None
    numbers = [_quotient(*residue(p, matrix.point)) for row in matrix.entries for p in row]
    return fmpq_mat(matrix.size, matrix.size, numbers)


def leading_minors(matrix: SymmetricMatrix) -> tuple[Real, ...]:
    """The leading principal minors D_1, …, D_n with known signs.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[0]
    >>> at = AlgebraicPoint((0,), root, (fmpq_poly([0, 1]),), fmpq_poly([1]))
    >>> leading_minors(SymmetricMatrix(((6 * x,),), at))[0].text()
    '-6*sqrt(2)'
    >>> leading_minors(SymmetricMatrix(((x**2 - 2,),), at))[0].text()
    '0'
    """
    rational = matrix.rational()
    if rational is not None:
        table = rational.tolist()
        return tuple(Rational(fmpq_mat([row[:k] for row in table[:k]]).det()) for k in range(1, matrix.size + 1))

    def minors(balls: arb_mat) -> list[arb]:
        table = balls.tolist()
        return [arb_mat([row[:k] for row in table[:k]]).det() for k in range(1, matrix.size + 1)]

    return _known(matrix, minors, lambda k: _field_coefficients(matrix, k + 1)[0], (-1,) * matrix.size)


def characteristic_polynomial(matrix: SymmetricMatrix) -> tuple[Real, ...]:
    """Coefficients of det(t − H) in ascending order, the last one 1, with known signs.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> at = AlgebraicPoint((0,), None, (fmpq_poly(),), fmpq_poly([1]))
    >>> zero = 0 * x
    >>> [c.text() for c in characteristic_polynomial(SymmetricMatrix(((2 + x, zero), (zero, zero)), at))]
    ['0', '-2', '1']
    """
    rational = matrix.rational()
    if rational is not None:
        polynomial = rational.charpoly()
        return tuple(Rational(polynomial[k]) for k in range(matrix.size + 1))
    lower = _known(
        matrix,
        lambda balls: balls.charpoly().coeffs()[:-1],
        lambda k: _field_coefficients(matrix, matrix.size)[k],
        (1,) * matrix.size,
    )
    return (*lower, Rational(fmpq(1)))


def _quotient(numerator: fmpq_poly, denominator: fmpq_poly) -> fmpq:
    return numerator[0] / denominator[0]


def _known(
    matrix: SymmetricMatrix,
    by_balls: Callable[[arb_mat], Sequence[arb]],
    in_field: Callable[[int], Real],
    signs: Sequence[int],
) -> tuple[Real, ...]:
    """Numbers exactly in small fields, otherwise by balls until all signs are known.

    ``in_field`` gives number k as a coefficient of a characteristic polynomial; a minor of odd size is its negative.
    """
    root = matrix.point.root
    if root is not None and root.polynomial.degree() <= _EXACT_DEGREE:
        return tuple(_signed(in_field(k), s ** (k + 1)) for k, s in enumerate(signs))
    zeros: dict[int, Real] = {}
    bits = _START_BITS
    while True:
        with ctx.workprec(bits):
            found = list(by_balls(matrix.balls(bits)))
        open_ones = [k for k, ball in enumerate(found) if k not in zeros and not _is_settled(ball)]
        if bits >= _ZERO_TEST_BITS:
            for k in open_ones:
                if ball_sign(found[k]) is None and in_field(k).sign() == 0:
                    zeros[k] = Rational(fmpq(0))
            open_ones = [k for k in open_ones if k not in zeros]
        if not open_ones:
            return tuple(zeros.get(k, Enclosure(ball)) for k, ball in enumerate(found))
        bits *= 2


def _signed(number: Real, sign: int) -> Real:
    if sign > 0:
        return number
    if isinstance(number, Rational):
        return Rational(-number.value)
    assert isinstance(number, AlgebraicNumber)
    return AlgebraicNumber(number.root, -number.numerator, number.denominator)


def _is_settled(ball: arb) -> bool:
    return ball_sign(ball) is not None and (ball.is_zero() or ball.rel_accuracy_bits() >= _ACCURATE_BITS)


@lru_cache(maxsize=1024)
def _field_coefficients(matrix: SymmetricMatrix, size: int) -> tuple[Real, ...]:
    """Lower coefficients of the leading block's characteristic polynomial in the point's field (Faddeev–LeVerrier)."""
    root = matrix.point.root
    assert root is not None
    modulus = fmpq_poly(root.polynomial)
    block, common = _over_common_denominator(matrix, size, modulus)
    power: _Grid = [[fmpq_poly([int(i == j)]) for j in range(size)] for i in range(size)]
    coefficients: list[fmpq_poly] = []
    for k in range(1, size + 1):
        product = _times(block, power, modulus)
        trace = sum((product[i][i] for i in range(size)), fmpq_poly())
        coefficients.append(-trace / k)
        power = [
            [entry + coefficients[-1] if i == j else entry for j, entry in enumerate(row)]
            for i, row in enumerate(product)
        ]
    scale, numbers = fmpq_poly([1]), []
    for coefficient in coefficients:
        scale = scale * common % modulus
        numbers.append(algebraic_number(root, coefficient, scale))
    return tuple(reversed(numbers))


def _over_common_denominator(matrix: SymmetricMatrix, size: int, modulus: fmpq_poly) -> tuple[_Grid, fmpq_poly]:
    """Numerators of the leading block over one denominator, a power of the point's."""
    block = [row[:size] for row in matrix.entries[:size]]
    degree = max(max(p.total_degree(), 0) for row in block for p in row)
    powers = [fmpq_poly([1])]
    for _ in range(degree):
        powers.append(powers[-1] * matrix.point.denominator % modulus)
    grid = [
        [residue(p, matrix.point)[0] * powers[degree - max(p.total_degree(), 0)] % modulus for p in row]
        for row in block
    ]
    return grid, powers[degree]


def _times(left: _Grid, right: _Grid, modulus: fmpq_poly) -> _Grid:
    columns = list(zip(*right, strict=True))
    return [
        [sum((a * b for a, b in zip(row, column, strict=True)), fmpq_poly()) % modulus for column in columns]
        for row in left
    ]


def eigenvalues(matrix: SymmetricMatrix, zeros: int = 0) -> tuple[Real, ...] | None:
    """All eigenvalues with multiplicity, ascending; ``None`` where they cannot be enclosed separately.

    Parameters
    ----------
    matrix : SymmetricMatrix
    zeros : int
        How many eigenvalues are known to be zero.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> (x,) = ring(("x",)).gens()
    >>> root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    >>> at = AlgebraicPoint((0,), root, (fmpq_poly([0, 1]),), fmpq_poly([1]))
    >>> [value.decimal(5) for value in eigenvalues(SymmetricMatrix(((x, 1 + 0 * x), (1 + 0 * x, x)), at))]
    ['0.41421', '2.4142']
    """
    rational = matrix.rational()
    if rational is not None:
        return _exact_eigenvalues(rational)
    if matrix.is_diagonal:
        values: list[Real] = [_entry(matrix, k) for k in range(matrix.size)]
        return tuple(sorted(values, key=float))
    bits = 2 * _START_BITS
    return enclosed_eigenvalues(matrix.balls(bits), zeros, bits)


def _entry(matrix: SymmetricMatrix, k: int) -> Real:
    value = PolynomialValue(matrix.entries[k][k], matrix.point)
    root = matrix.point.root
    return value.exact() if root is not None and root.polynomial.degree() <= _EXACT_DEGREE else value


def _exact_eigenvalues(matrix: fmpq_mat) -> tuple[Real, ...]:
    found: list[Real] = []
    for factor, multiplicity in matrix.charpoly().factor()[1]:
        integer: fmpz_poly = factor.numer()
        integer = integer if integer.leading_coefficient() > 0 else -integer
        if integer.degree() == 1:
            found += [Rational(fmpq(-integer[0], integer[1]))] * multiplicity
        else:
            roots = (AlgebraicNumber(r, fmpq_poly([0, 1]), fmpq_poly([1])) for r in real_roots(integer))
            found += [number for number in roots for _ in range(multiplicity)]
    return tuple(sorted(found, key=float))


def enclosed_eigenvalues(balls: arb_mat, zeros: int, bits: int) -> tuple[Real, ...] | None:
    """All eigenvalues of an enclosed symmetric matrix, ascending; ``None`` where they cannot be enclosed separately.

    Parameters
    ----------
    balls : arb_mat
    zeros : int
        How many eigenvalues are known to be zero.
    bits : int
        The working precision.

    Examples
    --------
    >>> [value.decimal(5) for value in enclosed_eigenvalues(arb_mat([[0, 1], [1, 1]]), 0, 128)]
    ['-0.61803', '1.6180']
    >>> enclosed_eigenvalues(arb_mat([[arb(0, 1)]]), 0, 128) is None
    True
    """
    with ctx.workprec(bits):
        enclosures = _two_by_two(balls) if balls.nrows() == 2 else _by_qr(balls)
    if enclosures is None:
        return None
    vanishing = [ball for ball in enclosures if ball.contains(0)]
    if len(vanishing) != zeros or not all(_is_settled(b) or b.contains(0) for b in enclosures):
        return None
    numbers = (Rational(fmpq(0)) if ball.contains(0) else Enclosure(ball) for ball in enclosures)
    return tuple(sorted(numbers, key=float))


def _two_by_two(balls: arb_mat) -> list[arb]:
    (a, b), (_, d) = balls.tolist()
    half_gap = (((a - d) * (a - d) + 4 * b * b).nonnegative_part()).sqrt() / 2
    return [(a + d) / 2 - half_gap, (a + d) / 2 + half_gap]


def _by_qr(balls: arb_mat) -> list[arb] | None:
    """Rigorous eigenvalue enclosures; a symmetric matrix has real ones only."""
    try:
        return [value.real for value in acb_mat(balls).eig(multiple=True)]
    except ValueError:
        return None
