"""The rungs for reduced functions: every number of variables, and what is not decided."""

import pytest
from sympy import exp, expand

from symhess.classify.puiseux import NeedsOrder
from symhess.classify.reduced import decide
from symhess.evidence import HalfBranches, LowestTerm, NewtonPolygon, SignChange, ZeroCurve
from symhess.verdict import Kind
from tests.classify.germs import NEVER, jet, origin, x, y, z


@pytest.mark.parametrize(
    ("germ", "kind", "strict", "records"),
    [
        pytest.param(origin(x**6 - x**7, x), Kind.MINIMUM, True, {LowestTerm}, id="one-variable"),
        pytest.param(origin(-(x**5), x), Kind.SADDLE, None, {LowestTerm}, id="odd"),
        pytest.param(origin(x**3 - y**3, x, y), Kind.SADDLE, None, {SignChange, HalfBranches}, id="lines"),
        pytest.param(origin(-(x**2) * y**4, x, y), Kind.MAXIMUM, False, {HalfBranches, ZeroCurve}, id="axes"),
        pytest.param(jet(exp(x**4) * y**4 + x**4, 5, x, y), Kind.MINIMUM, True, {NewtonPolygon}, id="series"),
        pytest.param(origin(x**3 + y**4 + z**5, x, y, z), Kind.SADDLE, None, {SignChange}, id="three-variables"),
        pytest.param(origin(x**2 - x**2, x), Kind.MINIMUM, False, set(), id="zero"),
    ],
)
def test_kinds_with_their_records(germ, kind, strict, records):
    found = decide(germ, NEVER)

    assert (found.kind, found.strict) == (kind, strict)
    assert set(map(type, found.evidence)) == records


@pytest.mark.parametrize(
    "germ",
    [
        pytest.param(jet(x**9, 4, x), id="zero-jet"),
        pytest.param(jet(x**2 * y**2 * exp(x), 6, x, y), id="double-axes-of-a-series"),
        pytest.param(
            origin(expand((x**2 + y**2 - z**2) ** 2 + z**6 + x * z**6), x, y, z), id="semidefinite-lowest-form"
        ),
    ],
)
def test_what_the_terms_do_not_tell_is_asked_for(germ):
    with pytest.raises(NeedsOrder):
        decide(germ, NEVER)
