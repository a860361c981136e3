"""The table of objects: every record by its fields, equal objects once, nothing but plain data."""

import json

import pytest
from flint import Ordering, arb, ctx, fmpq, fmpq_mpoly_ctx, fmpq_poly, fmpz_poly
from sympy import ImmutableDenseMatrix, symbols

from symhess.errors import InputError
from symhess.exact import Enclosure, Rational, RealSum, real_roots
from symhess.exact.polynomial import ring
from symhess.render.data.codec import RECORDS, read_table, write_table
from symhess.render.data.codec_fields import fields_of

x, y = symbols("x y")


def there_and_back(value):
    return read_table(json.loads(json.dumps(write_table(value))))


@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.__name__)
def test_every_field_of_every_record_has_a_form(record):
    assert [name for name, _ in fields_of(record)] == list(record.__dataclass_fields__)


@pytest.mark.parametrize(
    "polynomial",
    [
        fmpz_poly([]),
        fmpz_poly([-(10**5000), 0, 1]),
        fmpq_poly([fmpq(1, 3), 0, -2]),
        fmpq_poly([]),
        ring(("x", "y")).gens()[0] ** 3 - fmpq(1, 2),
        ring(("x",)).constant(0),
    ],
    ids=lambda p: f"{type(p).__name__}-{len(str(p))}",
)
def test_polynomials_come_back(polynomial):
    assert there_and_back(polynomial) == polynomial


def test_polynomials_of_one_ring_stay_in_one_ring():
    (a, _), (_, b) = ring(("x", "y")).gens(), ring(("x", "y")).gens()

    assert there_and_back(a) * there_and_back(b) == a * b


def test_another_order_of_monomials_is_not_mistaken():
    (a, _) = fmpq_mpoly_ctx.get(("x", "y"), Ordering.lex).gens()

    with pytest.raises((ValueError, InputError)):
        write_table(a)


def test_matrices_come_back():
    matrix = ImmutableDenseMatrix([[x, 1], [0, y**2]])

    assert there_and_back(matrix) == matrix


@pytest.mark.parametrize("bits", [53, 128, 300])
def test_enclosures_come_back_hardly_wider(bits):
    with ctx.workprec(bits):
        ball = arb(2).sqrt() * arb(3).sqrt()
    copy = there_and_back(Enclosure(ball)).ball

    assert copy.contains(ball) and copy.mid() == ball.mid()
    assert copy.rad() <= ball.rad() * 1.001
    assert write_table(Enclosure(copy)) == write_table(Enclosure(ball))


def test_shared_objects_are_shared_again():
    root = real_roots(fmpz_poly([-2, 0, 1]))[0]
    first, second = there_and_back(RealSum((Rational(fmpq(1)), Rational(fmpq(1))))).terms

    assert first is second
    assert len(write_table(root)) == 2


@pytest.mark.parametrize("value", [1.5, {"a": 1}, object(), "text", None])
def test_anything_else_is_refused(value):
    with pytest.raises(InputError, match="cannot be written as data"):
        write_table(value)
