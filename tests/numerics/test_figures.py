"""Figures of traces."""

import numpy as np
import pytest

from symhess.errors import InputError
from symhess.numerics import BFGS, DampedNewton, iterate, plot_convergence, plot_paths

from .problems import collected, compiled


@pytest.fixture(scope="module")
def traces():
    return [iterate(method, compiled("mgh01"), [-1.2, 1.0]).trace for method in (BFGS(), DampedNewton())]


def test_every_path_is_drawn_whole(traces):
    figure = plot_paths(traces)

    assert [axes.get_title().split(":")[0] for axes in figure.axes] == ["bfgs", "damped-newton"]
    for axes, trace in zip(figure.axes, traces, strict=True):
        np.testing.assert_array_equal(axes.lines[0].get_xydata(), trace.iterates)
    figure.canvas.draw()


def test_errors_are_drawn_on_a_logarithmic_scale(traces):
    (axes,) = plot_convergence(traces, np.ones(2)).axes

    assert axes.get_yscale() == "log" and len(axes.lines) == 2
    np.testing.assert_allclose(axes.lines[0].get_ydata()[:5], traces[0].errors(np.ones(2))[:5])


def test_paths_need_two_variables():
    trace = iterate(BFGS(), compiled("mgh08"), collected("mgh08")[2]).trace
    for wrong in ([], [trace]):
        with pytest.raises(InputError, match="two variables"):
            plot_paths(wrong)
