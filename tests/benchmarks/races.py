"""Iterations and cost to a target on two networks, an easy one and a badly conditioned one: medians of 10 seeds.

The cost is in gradients. An evaluation of the loss, with its gradient or without, counts 1; so does a product with a
vector; a full matrix counts one for each parameter, and K-FAC's factors one for each output. Adam and Shampoo run with
several rates, and each race shows the best one of them.

usage: python tests/benchmarks/races.py [FIGURE]
"""

import math
import statistics
import sys
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from symhess.budget import Deadline
from symhess.models import Network, training_method
from symhess.models.networks.objective import NetworkObjective
from symhess.models.networks.point import NetworkPoint
from symhess.numerics import AdamMethod
from symhess.numerics.problem import Problem

SEEDS = range(10)
LIMIT = 2000


@dataclass
class Tally:
    """What a run has cost, and the loss seen at each cost."""

    cost: int = 0
    history: list[tuple[int, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """The losses of the iterates, and the tally."""

    losses: list[float]
    tally: Tally

    def iterations(self, target: float) -> float:
        return next((k for k, loss in enumerate(self.losses) if loss <= target), math.inf)

    def cost(self, target: float) -> float:
        return next((cost for cost, loss in self.tally.history if loss <= target), math.inf)


@dataclass(frozen=True)
class CountedPoint(NetworkPoint):
    """A point that says what it is asked for."""

    tally: Tally

    @cached_property
    def loss(self) -> float:
        self.tally.cost += 1
        found = float(self.architecture.loss.values(self.data.outputs, self.Y).mean())
        self.tally.history.append((self.tally.cost, found))
        return found

    def gauss_newton_product(self, v):
        self.tally.cost += 1
        return super().gauss_newton_product(v)

    def fisher(self, kind="true"):
        self.tally.cost += len(self.theta)
        return super().fisher(kind)

    def kronecker_factors(self, kind="true"):
        self.tally.cost += self.architecture.sizes[-1]
        return super().kronecker_factors(kind)


@dataclass(frozen=True)
class Race:
    """A network, its data and the losses to reach."""

    name: str
    net: Network
    X: np.ndarray
    Y: np.ndarray
    targets: tuple[float, float]

    def objective(self, tally: Tally) -> NetworkObjective:
        counted = NetworkObjective(self.net.architecture, self.X, self.Y)
        counted._last = CountedPoint(self.net.architecture, self.net.initial(), self.X, self.Y, tally)
        return counted

    def run(self, method, seed: int) -> Run:
        """Train until the last target is reached, or for so many iterations."""
        tally = Tally()
        problem = Problem(self.objective(tally), Deadline(None))
        start = 1e-9 + self.net.initial(seed)  # another point than the one the objective holds already
        state = method.init(problem, start)
        losses = [state.point.fun]
        with np.errstate(all="ignore"):
            while losses[-1] > self.targets[-1] and state.halt is None and len(losses) <= LIMIT:
                state = method.step(problem, state)
                losses.append(state.point.fun)
        return Run(losses, tally)


def autoencoder() -> Race:
    """Eight one-hot inputs through three units and back."""
    net = Network((8, 3, 8), ("tanh", "identity"), "softmax_cross_entropy")
    return Race("8-3-8, softmax", net, np.eye(8), np.eye(8), (0.1, 0.001))


def deep_linear() -> Race:
    """Three linear layers on inputs with scales from 1 to 0.01; an exact fit exists."""
    random = np.random.default_rng(0)
    inputs = random.normal(size=(64, 8))
    net = Network((8, 8, 8, 8), ("identity",) * 3, "squared")
    return Race(
        "8-8-8-8, linear, bad scales",
        net,
        inputs * np.geomspace(1, 0.01, 8),
        inputs @ random.normal(size=(8, 8)),
        (0.01, 0.0001),
    )


ENTRANTS = {
    "Adam": [AdamMethod(rate) for rate in (0.01, 0.03, 0.1, 0.3)],
    "K-FAC": [training_method("k-fac", damping=0.1)],
    "Hessian-free": [training_method("hessian-free", damping=0.1, tolerance=0.1)],
    "Gauss-Newton, full": [training_method("natural-gradient", damping=0.1)],
    "Shampoo": [training_method("shampoo", rate=rate, eps=1e-4) for rate in (0.1, 0.3, 1.0)],
}


def best(race: Race, methods) -> list[Run]:
    """The runs of the method with the least median cost."""
    runs = [[race.run(method, seed) for seed in SEEDS] for method in methods]
    return min(runs, key=lambda found: statistics.median(run.cost(race.targets[-1]) for run in found))


def draw(axes, race: Race, results) -> None:
    for name, found in results.items():
        curves = [np.array(run.tally.history) for run in found]
        costs = np.unique(np.geomspace(1, max(curve[-1, 0] for curve in curves), 200).round())
        lows = [np.minimum.accumulate(c[:, 1])[np.searchsorted(c[:, 0], costs, "right").clip(1) - 1] for c in curves]
        axes.loglog(costs, np.median(lows, axis=0), label=name)
    for target in race.targets:
        axes.axhline(target, color="gray", linewidth=0.5)
    axes.set(title=race.name, xlabel="cost in gradients", ylabel="least loss so far, median")
    axes.legend()


def main(figure: str | None) -> None:
    pictures = []
    for race in (autoencoder(), deep_linear()):
        print(f"{race.name}, {race.net.architecture.parameter_count} parameters")
        results = {name: best(race, methods) for name, methods in ENTRANTS.items()}
        for target in race.targets:
            print(f"  to a loss of {target:g}:")
            for name, found in results.items():
                iterations = statistics.median(run.iterations(target) for run in found)
                cost = statistics.median(run.cost(target) for run in found)
                print(f"    {name:20} {iterations:8} iterations {cost:10} gradients", flush=True)
        pictures.append((race, results))
    if figure:
        import matplotlib.pyplot as plt

        canvas, both = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
        for axes, picture in zip(both, pictures, strict=True):
            draw(axes, *picture)
        canvas.savefig(figure)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
