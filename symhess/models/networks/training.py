"""Directions of networks as descents, so that the loop that drives every other method trains with them too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from symhess.errors import InputError
from symhess.models.networks.directions import SAM, Direction, Shampoo, as_direction
from symhess.models.networks.layout import augmented, flattened, split
from symhess.models.networks.objective import NetworkObjective
from symhess.models.networks.point import NetworkPoint
from symhess.models.networks.shampoo import ShampooStatistics
from symhess.numerics.descents import Aim
from symhess.numerics.line_method import LineMethod
from symhess.numerics.problem import Point, Problem
from symhess.numerics.searches import Backtracking, Fixed, Search

__all__ = ["AccumulatedShampoo", "CurvatureDescent", "training_method"]

# The model is trusted more or less by this factor (Martens, 2010).
_FACTOR = 1.5
_LEAST_DAMPING, _MOST_DAMPING = 1e-12, 1e12


class _Promise(NamedTuple):
    direction: Direction
    decrease: float = 0.0


@dataclass(frozen=True, slots=True)
class CurvatureDescent:
    """A direction at every point; where it has a damping, that follows the ratio of gained to promised decrease.

    Attributes
    ----------
    direction : Direction
        With the damping at the start.
    adaptive : bool
        Whether the damping changes.

    Examples
    --------
    >>> from symhess.models import Network
    >>> from symhess.models.networks.directions import KFAC
    >>> from symhess.numerics import iterate
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> method = LineMethod("k-fac", CurvatureDescent(KFAC(damping=1.0)), Backtracking())
    >>> iterate(method, net.objective([[0.0], [1.0]], [[1.0], [3.0]]), [0.0, 0.0]).x.round(6)
    array([2., 1.])
    """

    direction: Direction
    adaptive: bool = True

    def start(self, dimension: int) -> Any:
        """The direction with its first damping."""
        return _Promise(self.direction)

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """The direction, and the decrease that the quadratic model with the Gauss-Newton matrix promises."""
        at = _network_at(problem, point)
        step = memory.direction.at(at)
        if isinstance(memory.direction, SAM):
            step = -step
        if not self._is_damped():
            return Aim(step, memory)
        promised = float(step @ at.gradient) + 0.5 * float(step @ at.gauss_newton_product(step))
        return Aim(step, memory._replace(decrease=promised))

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The damping that the last step suggests."""
        if not self._is_damped() or not memory.decrease < 0.0:
            return memory
        ratio = (after.fun - before.fun) / memory.decrease
        factor = _FACTOR if ratio < 0.25 else 1.0 / _FACTOR if ratio > 0.75 else 1.0
        damping = min(max(memory.direction.damping * factor, _LEAST_DAMPING), _MOST_DAMPING)
        return _Promise(replace(memory.direction, damping=damping))

    def _is_damped(self) -> bool:
        return self.adaptive and hasattr(self.direction, "damping")


@dataclass(frozen=True, slots=True)
class AccumulatedShampoo:
    """Shampoo with the products of all gradients so far.

    Attributes
    ----------
    eps : float
        Added to each of the sums.

    Examples
    --------
    >>> from symhess.models import Network
    >>> from symhess.numerics import iterate
    >>> net = Network(sizes=(1, 1), activations=("identity",), loss="squared")
    >>> method = LineMethod("shampoo", AccumulatedShampoo(), Fixed(0.5))
    >>> iterate(method, net.objective([[0.0], [1.0]], [[1.0], [3.0]]), [0.0, 0.0]).x.round(6)
    array([2., 1.])
    """

    eps: float = 1e-3

    def start(self, dimension: int) -> Any:
        """Nothing yet: the shapes come with the first gradient."""
        return None

    def aim(self, problem: Problem, point: Point, memory: Any) -> Aim:
        """Minus the gradient between the inverse roots of the sums."""
        layers = split(point.jac, _network_at(problem, point).architecture.sizes)
        sums = memory or tuple(ShampooStatistics.zero(layer) for layer in layers)
        grown = tuple(known.plus(layer) for known, layer in zip(sums, layers, strict=True))
        steps = [known.precondition(layer, self.eps) for known, layer in zip(grown, layers, strict=True)]
        return Aim(flattened([-augmented(step) for step in steps]), grown)

    def learn(self, memory: Any, before: Point, after: Point) -> Any:
        """The sums as they are."""
        return memory


def training_method(direction: str | Direction, rate: float | None = None, **settings: Any) -> LineMethod:
    """A method for :func:`symhess.minimize` on :meth:`Network.objective`.

    Parameters
    ----------
    direction : str or Direction
        A name and its settings as in :meth:`Network.direction`, or an object. Shampoo adds up its products.
    rate : float, optional
        A fixed multiple of the direction; by default the steps are searched for by backtracking.
    **settings
        Those of the direction.

    Examples
    --------
    >>> import symhess
    >>> from symhess.models import Network
    >>> net = Network(sizes=(2, 2, 1), activations=("tanh", "identity"), loss="squared")
    >>> xor = net.objective([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]])
    >>> r = symhess.minimize(xor, net.initial(seed=1), method=training_method("natural-gradient", damping=1.0))
    >>> round(r.fun, 12) == 0
    True
    """
    chosen = as_direction(direction, settings)
    descent = AccumulatedShampoo(chosen.eps) if isinstance(chosen, Shampoo) else CurvatureDescent(chosen)
    search: Search = Backtracking() if rate is None else Fixed(rate)
    return LineMethod(chosen.name, descent, search)


def _network_at(problem: Problem, point: Point) -> NetworkPoint:
    objective = problem.objective
    if not isinstance(objective, NetworkObjective):
        raise InputError(f"this method trains networks; minimize Network.objective(X, Y), not {objective!r:.60}")
    return objective.at(point.x)
