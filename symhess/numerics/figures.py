"""Figures of traces: paths over contours, and errors against iterations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from symhess.errors import InputError
from symhess.numerics.evaluating import Array
from symhess.numerics.trace import Trace

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["plot_convergence", "plot_paths"]

_GRID = 200


def plot_paths(traces: Sequence[Trace]) -> Figure:
    """The paths of several methods over the contours of a function of two variables, side by side.

    Parameters
    ----------
    traces : sequence of Trace
        Minimizations of one function.

    Raises
    ------
    InputError
        If there is no trace, or the function has not two variables.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.numerics import GradientDescent, Newton, compile_expression, iterate
    >>> f = compile_expression(x**2 + 9*y**2, [x, y])
    >>> figure = plot_paths([iterate(m, f, [9.0, 1.0]).trace for m in (Newton(), GradientDescent())])
    >>> [axes.get_title() for axes in figure.axes]
    ['newton: 1 steps', 'gradient-descent: 53 steps']
    """
    if not traces or any(trace.objective.dimension != 2 for trace in traces):
        raise InputError("paths are drawn for functions of two variables")
    figure, panels = _panels(len(traces))
    paths = [trace.iterates for trace in traces]
    horizontal, vertical = _frame(np.concatenate(paths))
    grid = np.stack(np.meshgrid(horizontal, vertical), axis=-1)
    heights = _heights(traces[0].objective.value(grid))
    for axes, trace, path in zip(panels, traces, paths, strict=True):
        axes.contour(horizontal, vertical, heights, levels=25, linewidths=0.5, colors="0.6")
        axes.plot(path[:, 0], path[:, 1], ".-", color="C3", linewidth=1.0, markersize=4)
        axes.plot(*path[-1], "k*")
        axes.set_title(f"{trace.method}: {len(trace) - 1} steps", fontsize=9)
    return figure


def plot_convergence(traces: Sequence[Trace], solution: Array | None = None) -> Figure:
    """The distances from the solution against the iterations, on a logarithmic scale.

    Parameters
    ----------
    traces : sequence of Trace
        Minimizations of one function.
    solution : Array, optional
        By default each method's own last iterate.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.numerics import Newton, compile_expression, iterate
    >>> trace = iterate(Newton(), compile_expression(x**4 + x**2, [x]), [2.0]).trace
    >>> plot_convergence([trace]).axes[0].get_yscale()
    'log'
    """
    figure, (axes,) = _panels(1)
    for trace in traces:
        errors = trace.errors(solution)
        shown = errors > 0.0
        axes.semilogy(np.flatnonzero(shown), errors[shown], ".-", linewidth=1.0, label=trace.method)
    axes.set_xlabel("iteration")
    axes.set_ylabel("distance from the solution")
    axes.legend(fontsize=8)
    return figure


def _panels(count: int) -> tuple[Figure, list[Any]]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    columns = min(count, 2)
    rows = -(-count // columns)
    figure = Figure(figsize=(4.2 * columns, 3.2 * rows), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, [figure.add_subplot(rows, columns, number + 1) for number in range(count)]


def _frame(points: Array) -> tuple[Array, Array]:
    """Coordinates of a grid around the points; far-off iterates do not shrink the picture."""
    low, high = np.percentile(points, [2, 98], axis=0)
    low, high = np.minimum(low, points[-1]), np.maximum(high, points[-1])
    margin = 0.2 * np.maximum(high - low, 0.2 * float((high - low).max()) + 1e-3)
    low, high = low - margin, high + margin
    return np.linspace(low[0], high[0], _GRID), np.linspace(low[1], high[1], _GRID)


def _heights(values: Array) -> Array:
    """Values on a scale that shows narrow valleys; what is not finite is left white."""
    finite = np.where(np.isfinite(values), values, np.nan)
    lifted = np.log10(finite - np.nanmin(finite) + 1e-3 * (np.nanmax(finite) - np.nanmin(finite)) + 1e-12)
    return np.asarray(lifted)
