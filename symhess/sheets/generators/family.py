"""Family: finitely many things of one kind, numbered from zero, no two of them the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import prod
from typing import Any, Final, Generic, TypeVar

__all__ = ["Family", "choices", "listed", "shuffled", "union"]

_ROUNDS: Final = 4
_Member = TypeVar("_Member")
_Other = TypeVar("_Other")


@dataclass(frozen=True, slots=True)
class Family(Generic[_Member]):
    """A numbered family.

    Attributes
    ----------
    size : int
    member : callable
        From a number below ``size`` to a member; different numbers give different members.

    Examples
    --------
    >>> squares = Family(5, lambda index: index**2)
    >>> squares.member(4), squares.mapped(str).member(3)
    (16, '9')
    """

    size: int
    member: Callable[[int], _Member]

    def mapped(self, change: Callable[[_Member], _Other]) -> Family[_Other]:
        """The family of what `change` makes of the members; it must keep different ones different."""
        return Family(self.size, lambda index: change(self.member(index)))


def listed(items: Sequence[_Other]) -> Family[_Other]:
    """The family of the items.

    Examples
    --------
    >>> listed("abc").member(1)
    'b'
    """
    return Family(len(items), items.__getitem__)


def choices(axes: Sequence[Sequence[Any]], build: Callable[..., _Other]) -> Family[_Other]:
    """The family with one member for each choice of one entry from every axis.

    Examples
    --------
    >>> pairs = choices(["ab", "xyz"], lambda first, second: first + second)
    >>> pairs.size, [pairs.member(index) for index in range(6)]
    (6, ['ax', 'bx', 'ay', 'by', 'az', 'bz'])
    """

    def member(index: int) -> _Other:
        chosen = []
        for axis in axes:
            index, digit = divmod(index, len(axis))
            chosen.append(axis[digit])
        return build(*chosen)

    return Family(prod(map(len, axes)), member)


def union(families: Sequence[Family[_Other]], enough: int) -> Family[_Other]:
    """One family out of several that share no member, all of them in it if they have no more than `enough` together.

    Otherwise the largest ones are cut to one size, their members spread over them, so that they do not drown the small
    ones.

    Examples
    --------
    >>> both = union([listed("ab"), listed("mnopqrst")], enough=5)
    >>> both.size, sorted(both.member(index) for index in range(both.size))
    (5, ['a', 'b', 'm', 'o', 'q'])
    """
    shares = _shares([family.size for family in families], enough)

    def member(index: int) -> _Other:
        for number, (family, share) in enumerate(zip(families, shares, strict=True)):
            if index < share:
                return family.member(shuffled(index, family.size, str(number)))
            index -= share
        raise IndexError("the family has fewer members")

    return Family(sum(shares), member)


def _shares(sizes: Sequence[int], enough: int) -> list[int]:
    """The sizes, cut to the least one with which the sum is at least `enough`."""
    left, rest = enough, len(sizes)
    for size in sorted(sizes):
        if size * rest >= left:
            return [min(known, -(-left // rest)) for known in sizes]
        left, rest = left - size, rest - 1
    return list(sizes)


def shuffled(index: int, size: int, key: str = "") -> int:
    """A fixed bijection of the numbers below `size`, another one for each key.

    Neighbours go far apart: a Feistel network on the smallest square that holds all numbers, walked until it comes back
    below `size`.

    Examples
    --------
    >>> [shuffled(index, 7) for index in range(7)]
    [6, 5, 1, 0, 3, 2, 4]
    >>> shuffled(0, 1)
    0
    """
    bits = max(1, ((size - 1).bit_length() + 1) // 2)
    while True:
        left, right = divmod(index, 1 << bits)
        for number in range(_ROUNDS):
            mixed = blake2b(f"{key}/{number}/{right}".encode(), digest_size=8).digest()
            left, right = right, left ^ (int.from_bytes(mixed, "big") % (1 << bits))
        index = (left << bits) + right
        if index < size:
            return index
