"""Newton's method is iteratively reweighted least squares, worked out."""

import numpy as np
import pytest
import sympy as sp

from symhess.errors import InputError
from symhess.models import LogisticRegression, derive_logistic
from tests.models.reference import simulated

X, Y = [[0.5, 1], [1, -2], [2, 0.25], [-1, 1], [0, 3]], [0, 1, 1, 0, 1]


def test_the_closed_forms_are_the_derivatives_of_sympy():
    found = derive_logistic(X, Y, steps=0)
    point = {v: sp.Rational(k + 1, 7) for k, v in enumerate(found.function.variables)}

    for i, a in enumerate(found.function.variables):
        assert abs(sp.N((sp.diff(found.function.expression, a) - found.gradient[i, 0]).subs(point), 30)) < 1e-28
        for j, b in enumerate(found.function.variables):
            second = sp.diff(found.function.expression, a, b)
            assert abs(sp.N((second - found.hessian[i, j]).subs(point), 30)) < 1e-28


def test_each_step_solves_both_problems():
    A, y = np.column_stack([X, np.ones(5)]), np.array(Y, dtype=float)
    for step in derive_logistic(X, Y, steps=3).steps:
        eta, p, w, z = np.array(step.rows).T[1:]
        assert np.array(step.hessian) @ step.step == pytest.approx(-np.array(step.gradient), abs=1e-12)
        assert np.add(step.start, step.step) == pytest.approx(step.end, rel=1e-10)
        by_least_squares = np.linalg.lstsq(np.sqrt(w)[:, None] * A, np.sqrt(w) * z, rcond=None)[0]
        assert step.end == pytest.approx(by_least_squares, rel=1e-10)
        assert eta == pytest.approx(A @ step.start, abs=1e-12)
        assert A.T @ (p - y) == pytest.approx(step.gradient, abs=1e-12)


def test_the_steps_arrive_where_the_fit_does():
    rows, labels = simulated(10, 1)
    rows = np.round(rows, 2)
    last = derive_logistic(rows, labels, steps=8).steps[-1].end
    model = LogisticRegression().fit(rows, labels)

    assert last == pytest.approx([model.coef_[0, 0], model.intercept_[0]], rel=1e-10)


def test_text_and_latex_show_every_step():
    found = derive_logistic(X, Y, steps=2)

    assert found.to_text().count("H s = -g gives") == 2
    assert found.to_latex().count(r"Hs = -g") == 2
    for environment in ("align*", "array", "pmatrix"):
        assert found.to_latex().count(rf"\begin{{{environment}}}") == found.to_latex().count(rf"\end{{{environment}}}")
    assert "e-" not in found.to_latex()


def test_decimals_are_the_fractions_they_show():
    assert derive_logistic([[0.1], [0.2]], [0, 1], steps=0).function.expression.has(sp.Rational(1, 10))


@pytest.mark.parametrize(
    ("rows", "labels", "said"),
    [
        ([[0.0]] * 13, [0] * 13, "between 1 and 12 rows"),
        ([[0.0], [1.0]], [0, 2], "0 or 1"),
        ([[0.0], [1.0]], [0], "for each of the 2 rows"),
        ([[0.0, 0.0], [1.0, 2.0]], [0, 1], "singular"),
    ],
)
def test_what_cannot_be_written_out_is_refused(rows, labels, said):
    with pytest.raises(InputError, match=said):
        derive_logistic(rows, labels)
