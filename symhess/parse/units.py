"""Vectors written with i, j, k: linear combinations, split into entries on the tree."""

from __future__ import annotations

from fractions import Fraction

from symhess.errors import ParseError
from symhess.parse.tree import Negative, Number, Product, Quotient, Sum, Tree, Unit, fold_tree, walk

__all__ = ["has_units", "unit_entries"]

# The coefficient of every unit vector in a part; a part without any is None.
_Entries = dict[str, Tree]


def has_units(tree: Tree) -> bool:
    """Tell whether a unit vector occurs.

    Examples
    --------
    >>> has_units(Negative(Unit("i"))), has_units(Number(Fraction(1)))
    (True, False)
    """
    return any(isinstance(node, Unit) for node in walk(tree))


def unit_entries(tree: Tree, dimension: int) -> tuple[Tree, ...]:
    """Split a linear combination of unit vectors into its entries.

    Raises
    ------
    ParseError
        If it is not linear in the unit vectors, or uses more of them than there are entries.

    Examples
    --------
    >>> unit_entries(Negative(Unit("j")), 2)
    (Number(value=Fraction(0, 1)), Negative(operand=Number(value=Fraction(1, 1))))
    >>> unit_entries(Product((Unit("i"), Unit("i"))), 2)
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: this is not linear in the unit vectors i, j, k (at character 1)
    """
    entries = fold_tree(tree, _entries)[id(tree)] or {}
    allowed = "ijk"[:dimension]
    for unit in sorted(set(entries) - set(allowed)):
        raise ParseError(f"the unit vector {unit} has no place in {dimension} variables", position=tree.position)
    return tuple(entries.get(unit, Number(Fraction(0))) for unit in allowed.ljust(dimension))


def _entries(node: Tree, below: tuple[_Entries | None, ...]) -> _Entries | None:
    if isinstance(node, Unit):
        return {node.name: Number(Fraction(1), position=node.position)}
    vectors = [entries for entries in below if entries is not None]
    if not vectors:
        return None
    match node:
        case Sum() if len(vectors) == len(below):
            return _added(vectors, node.position)
        case Negative():
            return {unit: Negative(entry, position=node.position) for unit, entry in vectors[0].items()}
        case Product() if len(vectors) == 1:
            scalars = tuple(factor for factor, part in zip(node.factors, below, strict=True) if part is None)
            return {unit: Product((*scalars, entry), position=node.position) for unit, entry in vectors[0].items()}
        case Quotient() if below[1] is None:
            over, position = node.denominator, node.position
            return {unit: Quotient(entry, over, position=position) for unit, entry in vectors[0].items()}
    raise ParseError("this is not linear in the unit vectors i, j, k", position=node.position)


def _added(vectors: list[_Entries], position: int) -> _Entries:
    terms: dict[str, list[Tree]] = {}
    for vector in vectors:
        for unit, entry in vector.items():
            terms.setdefault(unit, []).append(entry)
    return {unit: Sum(tuple(parts), position=position) for unit, parts in terms.items()}
