"""python-flint's numbers and polynomials as plain data and back; everything read is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

from flint import arb, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly, fmpz, fmpz_poly

from symhess.errors import InputError
from symhess.exact.polynomial import ring

__all__ = ["NUMBERS", "NumberCodec", "read_ball", "read_fraction", "refuse", "write_ball", "write_fraction"]

Json: TypeAlias = Any
LONGEST_NUMBER: Final = 200_000  # characters
_HIGHEST_EXPONENT: Final = 100_000
_MOST_UNKNOWNS: Final = 1000
_RADIUS_BITS: Final = 16
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_FRACTION: Final = re.compile(r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?", re.ASCII)


def refuse(what: str, value: object) -> InputError:
    """The error for data that cannot be read, in one line.

    Examples
    --------
    >>> print(refuse("an integer", "x" * 100))
    the analysis cannot be read: expected an integer, got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
    """
    shown = repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    shown = shown if len(shown) <= 40 else shown[:40] + "…"
    return InputError(f"the analysis cannot be read: expected {what}, got {shown}")


def write_fraction(value: fmpq) -> str:
    """p/q.

    Examples
    --------
    >>> write_fraction(fmpq(-1, 2))
    '-1/2'
    """
    return str(value)


def read_fraction(text: Json) -> fmpq:
    """A fraction from ``p/q``.

    Examples
    --------
    >>> read_fraction("-1/2")
    -1/2
    >>> read_fraction("1/0")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the analysis cannot be read: expected a fraction, got '1/0'
    """
    if not isinstance(text, str) or len(text) > LONGEST_NUMBER or not _FRACTION.fullmatch(text):
        raise refuse("a fraction", text)
    above, _, below = text.partition("/")
    value = fmpq(fmpz(above), fmpz(below or "1"))
    if str(value) != text:
        raise refuse("a fraction in lowest terms", text)
    return value


def write_ball(ball: arb) -> str:
    """Mantissa and exponent of middle and radius; the radius is rounded up to 16 bits.

    Examples
    --------
    >>> write_ball(arb(3) / 4)
    '3 -2 0 0'
    """
    middle, exponent = ball.mid().man_exp()
    radius, scale = ball.rad().man_exp()
    surplus = int(radius).bit_length() - _RADIUS_BITS
    if surplus > 0:
        radius, scale = -(-radius >> surplus), scale + surplus
        while radius and not radius & 1:
            radius, scale = radius >> 1, scale + 1
    return f"{middle} {exponent} {radius} {scale}"


def read_ball(text: Json) -> arb:
    """A ball from what :func:`write_ball` gave.

    Examples
    --------
    >>> bool(read_ball("3 -2 0 0") == arb(3) / 4)
    True
    """
    parts = text.split(" ") if isinstance(text, str) and len(text) < LONGEST_NUMBER else []
    if len(parts) != 4 or not all(_INTEGER.fullmatch(part) for part in parts) or parts[2].startswith("-"):
        raise refuse("an enclosure", text)
    middle, exponent, radius, scale = (fmpz(part) for part in parts)
    if max(abs(exponent), abs(scale)) > 10**6 or radius >= 1 << _RADIUS_BITS + 1:
        raise refuse("an enclosure of moderate size", text)
    ball = arb((middle, exponent), (radius, scale))
    if write_ball(ball) != text:
        raise refuse("an enclosure as it is written here", text)
    return ball


@dataclass(frozen=True, slots=True)
class NumberCodec:
    """How values of one type are written and read.

    Examples
    --------
    >>> codec = NUMBERS["fmpz_poly"]
    >>> codec.read(codec.write(fmpz_poly([-2, 0, 1])))
    x^2 + (-2)
    """

    type: type
    write: Callable[[Any], list[Json]]
    read: Callable[[Sequence[Json]], Any]


def _write_integers(polynomial: fmpz_poly) -> list[Json]:
    return [str(c) for c in polynomial.coeffs()]


def _read_integers(data: Sequence[Json]) -> fmpz_poly:
    return fmpz_poly([_integer(text) for text in _leading_nonzero(data)])


def _integer(text: Json) -> fmpz:
    if not isinstance(text, str) or len(text) > LONGEST_NUMBER or not _INTEGER.fullmatch(text) or text == "-0":
        raise refuse("an integer", text)
    return fmpz(text)


def _write_fractions(polynomial: fmpq_poly) -> list[Json]:
    return [str(c) for c in polynomial.coeffs()]


def _read_fractions(data: Sequence[Json]) -> fmpq_poly:
    return fmpq_poly([read_fraction(text) for text in _leading_nonzero(data)])


def _leading_nonzero(data: Sequence[Json]) -> Sequence[Json]:
    if len(data) > _HIGHEST_EXPONENT or (data and data[-1] == "0"):
        raise refuse("coefficients, the last one not 0", data)
    return data


def _write_terms(polynomial: fmpq_mpoly) -> list[Json]:
    context = polynomial.context()
    if context is not ring(context.names()):
        raise ValueError("a polynomial in another order of monomials cannot be written")
    return [list(context.names()), *([str(c), *map(int, exponents)] for exponents, c in polynomial.terms())]


def _read_terms(data: Sequence[Json]) -> fmpq_mpoly:
    names = data[0] if data else None
    if not isinstance(names, list) or not names or len(names) > _MOST_UNKNOWNS:
        raise refuse("the names of unknowns", names)
    if not all(isinstance(name, str) and name.isprintable() and 0 < len(name) < 1000 for name in names):
        raise refuse("the names of unknowns", names)
    if len(set(names)) != len(names):
        raise refuse("different names of unknowns", names)
    context = _ring(tuple(names))
    terms = dict(_term(term, len(names)) for term in data[1:])
    polynomial = context.from_dict(terms)
    if _write_terms(polynomial)[1:] != list(data[1:]):
        raise refuse("the terms of a polynomial in order", data)
    return polynomial


@lru_cache(maxsize=64)
def _ring(names: tuple[str, ...]) -> fmpq_mpoly_ctx:
    return ring(names)


def _term(term: Json, unknowns: int) -> tuple[tuple[int, ...], fmpq]:
    if not isinstance(term, list) or len(term) != unknowns + 1:
        raise refuse("a term with its exponents", term)
    coefficient, *exponents = term
    if not all(type(e) is int and 0 <= e <= _HIGHEST_EXPONENT for e in exponents):
        raise refuse("a term with its exponents", term)
    return tuple(exponents), read_fraction(coefficient)


NUMBERS: Final = {
    "fmpz_poly": NumberCodec(fmpz_poly, _write_integers, _read_integers),
    "fmpq_poly": NumberCodec(fmpq_poly, _write_fractions, _read_fractions),
    "fmpq_mpoly": NumberCodec(fmpq_mpoly, _write_terms, _read_terms),
}
