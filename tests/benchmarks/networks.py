"""Gradients, Hessian-vector products and full Hessians of networks, beside torch's where it is installed; one thread.

usage: python tests/benchmarks/networks.py [REPEATS]
"""

import sys
from collections.abc import Callable

import numpy as np
from threadpoolctl import threadpool_limits
from timing import line, seconds

from symhess.models import Network

try:
    import torch
except ModuleNotFoundError:
    torch = None

WIDE, SMALL = (784, 100, 10), (64, 16, 10)


def data(sizes, count):
    random = np.random.default_rng(0)
    X = random.normal(size=(count, sizes[0]))
    return X, np.eye(sizes[-1])[random.integers(sizes[-1], size=count)], random


def torch_loss(sizes, X, Y):
    """The same loss as a function of the same vector of parameters."""
    X, labels = torch.tensor(X), torch.tensor(Y.argmax(axis=1))

    def loss(theta):
        a, start = X, 0
        for number, (inputs, outputs) in enumerate(zip(sizes, sizes[1:], strict=False)):
            weights = theta[start : start + inputs * outputs].reshape(outputs, inputs)
            start += (inputs + 1) * outputs
            a = torch.nn.functional.linear(a, weights, theta[start - outputs : start])
            a = torch.tanh(a) if number < len(sizes) - 2 else a
        return torch.nn.functional.cross_entropy(a, labels)

    return loss


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object] | None, repeats: int) -> None:
    """One line; the two take turns, so that other work on the machine meets both."""
    if theirs is None:
        print(f"{name:48} {seconds(ours, repeats) * 1e6:12.2f} us {'no torch':>12}", flush=True)
        return
    rounds = [(seconds(ours, 1), seconds(theirs, 1)) for _ in range(repeats)]
    line(name, min(a for a, _ in rounds), min(b for _, b in rounds))


def wide(repeats: int) -> None:
    net = Network(WIDE, ("tanh", "identity"), "softmax_cross_entropy")
    X, Y, random = data(WIDE, 256)
    theta, v = net.initial(), random.normal(size=net.architecture.parameter_count)
    at = net.at(theta, X, Y)

    def ours() -> None:
        here = net.at(theta, X, Y)
        _ = here.gradient
        here.hvp(v)

    gradient = product = both = None
    if torch:
        loss, point, along = torch_loss(WIDE, X, Y), torch.tensor(theta, requires_grad=True), torch.tensor(v)

        def gradient():
            return torch.autograd.grad(loss(point), point)[0]

        def both():
            slope = torch.autograd.grad(loss(point), point, create_graph=True)[0]
            return torch.autograd.grad(slope @ along, point)[0]

        kept = torch.autograd.grad(loss(point), point, create_graph=True)[0] @ along

        def product():
            return torch.autograd.grad(kept, point, retain_graph=True)[0]

        assert np.allclose(net.gradient(theta, X, Y), gradient().numpy(), rtol=0, atol=1e-12)
        assert np.allclose(at.hvp(v), both().numpy(), rtol=0, atol=1e-11)
    compare("784-100-10, batch 256: gradient", lambda: net.gradient(theta, X, Y), gradient, repeats)
    compare("784-100-10, batch 256: Hv, pass kept", lambda: at.hvp(v), product, repeats)
    compare("784-100-10, batch 256: gradient and Hv", ours, both, repeats)


def small(count: int, repeats: int) -> None:
    net = Network(SMALL, ("tanh", "identity"), "softmax_cross_entropy")
    X, Y, _ = data(SMALL, count)
    theta = net.initial()
    name = f"{len(theta)} parameters, {count} data: "
    theirs = None
    if torch:
        loss, point = torch_loss(SMALL, X, Y), torch.tensor(theta)

        def theirs():
            return torch.func.hessian(loss)(point)

        assert np.allclose(net.hessian(theta, X, Y), theirs().numpy(), rtol=0, atol=1e-12)
    compare(name + "Hessian", lambda: net.hessian(theta, X, Y), theirs, repeats)
    compare(name + "Gauss-Newton matrix", lambda: net.gauss_newton(theta, X, Y), None, repeats)
    compare(name + "true Fisher matrix", lambda: net.fisher(theta, X, Y), None, repeats)


def main(repeats: int) -> None:
    if torch:
        torch.set_num_threads(1)
    else:
        print("torch is not installed: its columns are missing")
    with threadpool_limits(1):
        wide(10 * repeats)
        for count in (32, 256):
            small(count, repeats)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
