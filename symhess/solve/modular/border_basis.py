"""Border basis of a zero-dimensional ideal modulo a prime: its quotient's monomial basis and multiplication tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from flint import fmpq_mat

from symhess.solve.modular.arithmetic import Matrix, multiply, row_reduce

__all__ = ["BorderBasis", "DegreeLimit", "ModularPolynomial", "Monomial", "border_basis", "reduced_basis"]

Monomial = tuple[int, ...]
ModularPolynomial = Mapping[Monomial, int]


class DegreeLimit(Exception):
    """The basis still grows at the degree limit: perhaps infinitely many solutions; internal to the package.

    Examples
    --------
    >>> border_basis([{(1, 1): 1}, {(2, 1): 1}], 2, 2147483647, 4)
    Traceback (most recent call last):
    ...
    symhess.solve.modular.border_basis.DegreeLimit: still growing at degree 5
    """


@dataclass(frozen=True, slots=True, eq=False)
class BorderBasis:
    """The quotient ring modulo the ideal.

    Attributes
    ----------
    prime : int
    monomials : tuple of Monomial, length D
        Basis of the quotient, ascending by degree; empty when the ideal is everything.
    multiplication : tuple of Matrix, each of shape (D, D)
        Row b of table i: the coordinates of x_i times basis element b.

    Examples
    --------
    >>> basis = border_basis([{(2,): 1, (0,): 2147483647 - 3}], 1, 2147483647, 5)
    >>> basis.monomials, basis.multiplication[0].tolist()
    (((0,), (1,)), [[0, 1], [3, 0]])
    """

    prime: int
    monomials: tuple[Monomial, ...]
    multiplication: tuple[Matrix, ...]


def border_basis(
    generators: Sequence[ModularPolynomial],
    unknowns: int,
    prime: int,
    degree_limit: int,
    tick: Callable[[], None] = lambda: None,
) -> BorderBasis:
    """Compute the basis degree by degree; relations of lower degree that appear restart the search there.

    Parameters
    ----------
    generators : sequence of mapping from exponents to residue
    unknowns : int
    prime : int
        Below 2^31.
    degree_limit : int
        Degree at which to give up.
    tick : callable
        Called once a degree; may raise to stop the computation.

    Raises
    ------
    DegreeLimit
        If the basis still grows at the limit.

    References
    ----------
    Mourrain, *A new criterion for normal form algorithms*, AAECC 1999.

    Examples
    --------
    >>> x2_minus_y, y_minus_4 = {(2, 0): 1, (0, 1): -1}, {(0, 1): 1, (0, 0): -4}
    >>> border_basis([x2_minus_y, y_minus_4], 2, 2147483647, 9).monomials
    ((0, 0), (1, 0))
    >>> border_basis([{(1, 0): 1}, {(1, 0): 1, (0, 0): 1}], 2, 2147483647, 9).monomials
    ()
    """
    growth = _Growth(list(generators), unknowns, prime)
    while not growth.finished:
        tick()
        growth.advance()
        if growth.degree > degree_limit and growth.levels.get(growth.degree - 1):
            raise DegreeLimit(f"still growing at degree {growth.degree}")
    return growth.result()


def reduced_basis(monomials: Sequence[Monomial], tables: Sequence[fmpq_mat], prime: int) -> BorderBasis | None:
    """Exact multiplication tables modulo a prime; ``None`` where it divides a denominator.

    Examples
    --------
    >>> reduced_basis([(0,), (1,)], [fmpq_mat([[0, 1], [-1, 0]])], 7).multiplication[0].tolist()
    [[0, 1], [6, 0]]
    >>> reduced_basis([(0,)], [fmpq_mat([[1]]) / 7], 7) is None
    True
    """
    reduced = []
    for table in tables:
        fractions = [(int(c.p), int(c.q)) for c in table.entries()]
        if any(q % prime == 0 for _, q in fractions):
            return None
        residues = [p * pow(q, -1, prime) % prime for p, q in fractions]
        reduced.append(np.array(residues, np.int64).reshape(table.nrows(), table.ncols()))
    return BorderBasis(prime, tuple(monomials), tuple(reduced))


def _order(monomial: Monomial) -> tuple[int, tuple[int, ...]]:
    """Degree, then reverse lexicographic."""
    return sum(monomial), tuple(-e for e in reversed(monomial))


def _times(monomial: Monomial, unknown: int) -> Monomial:
    return (*monomial[:unknown], monomial[unknown] + 1, *monomial[unknown + 1 :])


class _Growth:
    """The basis up to the current degree.

    ``rewriting`` maps a border monomial to its coordinates in the basis; vectors are as long as the basis was when
    they were made, and the basis only grows at its end.
    """

    def __init__(self, generators: list[ModularPolynomial], unknowns: int, prime: int) -> None:
        self.generators = generators
        self.unknowns = unknowns
        self.prime = prime
        self.levels: dict[int, list[Monomial]] = {0: [(0,) * unknowns]}
        self.rewriting: dict[Monomial, Matrix] = {}
        self.degree = 1
        self.finished = False

    def basis(self) -> list[Monomial]:
        return [b for d in sorted(self.levels) if d < self.degree for b in self.levels[d]]

    def advance(self) -> None:
        """Handle one degree: collect the relations, then split the candidates into leading and basis monomials."""
        columns = _Columns(self)
        relations = [*self._generator_rows(columns), *self._commutator_rows(columns)]
        reduced, pivots = columns.reduce(relations)
        low = [k for k, pivot in enumerate(pivots) if pivot >= len(columns.candidates)]
        if low:
            self._restart([columns.as_polynomial(reduced[k]) for k in low])
            return
        fresh = columns.split(reduced, pivots)
        self.levels[self.degree] = fresh
        top = max(max(map(sum, g)) for g in self.generators)
        self.finished = not fresh and not self.levels.get(self.degree - 1) and self.degree > top
        self.degree += 1

    def _generator_rows(self, columns: _Columns) -> Iterable[Matrix]:
        for generator in self.generators:
            if max(map(sum, generator)) == self.degree:
                row = sum(c * columns.coordinates(m) % self.prime for m, c in generator.items())
                yield np.asarray(row % self.prime, np.int64)[None]

    def _commutator_rows(self, columns: _Columns) -> Iterable[Matrix]:
        """x_j (x_i b) - x_i (x_j b) for b two degrees below, where not both products are basis monomials."""
        below = self.levels.get(self.degree - 2, []) if self.degree >= 2 else []
        for i in range(self.unknowns):
            for j in range(i):
                pairs = [(_times(b, i), _times(b, j)) for b in below]
                pairs = [pair for pair in pairs if not (pair[0] in columns.index and pair[1] in columns.index)]
                if pairs:
                    first, second = (np.array([columns.vector(m) for m in side]) for side in zip(*pairs, strict=True))
                    yield (columns.shifted(first, j) - columns.shifted(second, i)) % self.prime

    def _restart(self, relations: list[ModularPolynomial]) -> None:
        degree = min(max(map(sum, r)) for r in relations)
        self.generators += relations
        self.levels = {d: level for d, level in self.levels.items() if d < degree}
        self.rewriting = {m: row for m, row in self.rewriting.items() if sum(m) < degree}
        self.degree = degree
        self.finished = degree == 0

    def result(self) -> BorderBasis:
        monomials = [b for d in sorted(self.levels) for b in self.levels[d]]
        index = {b: k for k, b in enumerate(monomials)}
        tables = []
        for i in range(self.unknowns):
            table = np.zeros((len(monomials), len(monomials)), np.int64)
            for k, b in enumerate(monomials):
                product = _times(b, i)
                if product in index:
                    table[k, index[product]] = 1
                else:
                    row = self.rewriting[product]
                    table[k, : len(row)] = row
            tables.append(table)
        return BorderBasis(self.prime, tuple(monomials), tuple(tables))


class _Columns:
    """Coordinates at one degree: the candidates (border of the last level, descending), then the basis so far."""

    def __init__(self, growth: _Growth) -> None:
        self.growth = growth
        self.basis = growth.basis()
        self.index = {b: k for k, b in enumerate(self.basis)}
        last = growth.levels.get(growth.degree - 1, [])
        border = {_times(b, i) for b in last for i in range(growth.unknowns)}
        self.candidates = sorted(border, key=_order, reverse=True)
        self.candidate_index = {m: k for k, m in enumerate(self.candidates)}
        self.known: dict[Monomial, Matrix] = {}

    def vector(self, monomial: Monomial) -> Matrix:
        """Coordinates in the basis of a basis monomial or a border monomial of lower degree."""
        row = np.zeros(len(self.basis), np.int64)
        if monomial in self.index:
            row[self.index[monomial]] = 1
        else:
            known = self.growth.rewriting[monomial]
            row[: len(known)] = known
        return row

    def shifted(self, rows: Matrix, unknown: int) -> Matrix:
        """Rows over the basis times an unknown, over candidates and basis."""
        width = len(self.candidates)
        result = np.zeros((len(rows), width + len(self.basis)), np.int64)
        source, target, border = [], [], []
        for k in range(rows.shape[1]):
            product = _times(self.basis[k], unknown)
            if product in self.candidate_index:
                source.append(k)
                target.append(self.candidate_index[product])
            elif product in self.index:
                source.append(k)
                target.append(width + self.index[product])
            else:
                border.append(k)
        result[:, target] = rows[:, source]
        if border:
            table = np.array([self.vector(_times(self.basis[k], unknown)) for k in border])
            inner = multiply(rows[:, border], table, self.growth.prime)
            result[:, width:] = (result[:, width:] + inner) % self.growth.prime
        return result

    def coordinates(self, monomial: Monomial) -> Matrix:
        """Coordinates of any monomial of at most the current degree, over candidates and basis."""
        found = self.known.get(monomial)
        if found is None:
            found = self.known[monomial] = self._coordinates(monomial)
        return found

    def _coordinates(self, monomial: Monomial) -> Matrix:
        row = np.zeros(len(self.candidates) + len(self.basis), np.int64)
        if monomial in self.candidate_index:
            row[self.candidate_index[monomial]] = 1
        elif monomial in self.index or monomial in self.growth.rewriting:
            row[len(self.candidates) :] = self.vector(monomial)
        else:
            unknown = next(k for k, e in enumerate(monomial) if e)
            smaller = (*monomial[:unknown], monomial[unknown] - 1, *monomial[unknown + 1 :])
            inner = self.coordinates(smaller)[None, len(self.candidates) :]
            row = self.shifted(inner, unknown)[0]
        return row

    def reduce(self, relations: list[Matrix]) -> tuple[Matrix, list[int]]:
        """Row echelon form, columns ordered candidates descending, then basis descending."""
        width = len(self.candidates)
        order = [*range(width), *range(width + len(self.basis) - 1, width - 1, -1)]
        rows = np.concatenate(relations)[:, order] if relations else np.zeros((0, len(order)), np.int64)
        rows = rows[rows.any(axis=1)]
        return row_reduce(rows, self.growth.prime) if len(rows) else (rows, [])

    def as_polynomial(self, row: Matrix) -> ModularPolynomial:
        """A reduced row without candidates, as a polynomial in the basis."""
        backwards = self.basis[::-1]
        return {backwards[k - len(self.candidates)]: int(row[k]) for k in np.flatnonzero(row)}

    def split(self, reduced: Matrix, pivots: list[int]) -> list[Monomial]:
        """Candidates that are no pivot become basis; the others get their rewriting. Returns the new ones."""
        width = len(self.candidates)
        leading = set(pivots)
        fresh = [k for k in range(width - 1, -1, -1) if k not in leading]
        ascending = [*range(width + len(self.basis) - 1, width - 1, -1), *fresh]
        for row, pivot in zip(reduced, pivots, strict=True):
            self.growth.rewriting[self.candidates[pivot]] = -row[ascending] % self.growth.prime
        return [self.candidates[k] for k in fresh]
