import pytest
from sympy import Symbol, cos, diff, exp, log, sin

from symhess.errors import InputError
from symhess.sheets.generators.family import shuffled
from symhess.sheets.generators.formulas import KINDS, formulas

MADE_OF = {"exponential": (exp,), "trigonometric": (sin, cos), "logarithm": (log,)}
CHOICES = [(kind, n) for kind in KINDS for n in (1, 2, 3) if (kind, n) != ("product", 1)]


def some(kind, variables, order=2):
    family = formulas(variables, kind, order)
    return [family.member(shuffled(index, family.size)) for index in range(4)]


@pytest.mark.parametrize(("kind", "variables"), CHOICES)
def test_all_derivatives_at_the_point_are_integers(kind, variables):
    for formula in some(kind, variables):
        f, names = formula.function.expression, formula.function.variables
        places = dict(zip(names, formula.at, strict=True))
        partials = [f, *(diff(f, v) for v in names), *(diff(f, names[0], v) for v in names), diff(f, names[0], 3)]

        assert f.free_symbols == set(names) == {Symbol(name) for name in "xyz"[:variables]}
        assert all(partial.xreplace(places).is_Integer for partial in partials)


@pytest.mark.parametrize(("kind", "variables"), CHOICES)
def test_functions_are_of_their_kind(kind, variables):
    for formula in some(kind, variables):
        f, names = formula.function.expression, formula.function.variables

        assert f.has(*MADE_OF.get(kind, ())) is (kind in MADE_OF)
        assert f.is_polynomial(*names) is (kind in ("polynomial", "product"))
        assert f.is_rational_function(*names) is (kind not in MADE_OF)


@pytest.mark.parametrize("variables", [1, 2, 3])
def test_third_order_coefficients_have_small_denominators(variables):
    for kind in ("exponential", "trigonometric", "logarithm"):
        for formula in some(kind, variables, order=3):
            f, x = formula.function.expression, formula.function.variables[0]
            third = diff(f, x, 3).xreplace(dict(zip(formula.function.variables, formula.at, strict=True))) / 6

            assert third.q <= 3


def test_a_product_in_one_variable_is_refused():
    with pytest.raises(InputError, match="products are of polynomials in 2 or 3 variables"):
        formulas(1, "product")
