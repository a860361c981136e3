"""Gradients by reverse mode, Hessians and Hessian-vector products by forward mode over the gradient.

A part of the expression that depends on one variable only is derived forwards in either case: its derivative is one
node, whatever it is multiplied with, and costs fewer operations than a sweep through its inside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symhess.numerics.graph import NONE, ONE, PRODUCT, SUM, VARIABLE, WHERE, ZERO, Graph
from symhess.numerics.partials import partials

__all__ = ["Deriver"]


class Deriver:
    """Writes derivatives of a graph's nodes into the graph.

    Parameters
    ----------
    graph : Graph
        Grows by the derivatives.

    Examples
    --------
    >>> graph = Graph()
    >>> x, y = graph.variable(0), graph.variable(1)
    >>> deriver = Deriver(graph)
    >>> deriver.gradient(graph.product(x, y), 3) == [y, x, ZERO]
    True
    >>> sorted(deriver.hessian(deriver.gradient(graph.product(graph.power(x, 2), y), 2), 2))
    [(0, 0), (1, 0)]
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._slopes: dict[int, int] = {}
        # The partial derivatives of a node are the same for all columns of the Hessian.
        self._partials: dict[int, tuple[tuple[int, int], ...]] = {}

    def gradient(self, root: int, dimension: int) -> list[int]:
        """The nodes of the gradient, by one sweep from the root to the variables."""
        found = self._adjoints(root)
        return [found.get(index, ZERO) for index in range(dimension)]

    def tangents(self, outputs: Sequence[int], seeds: Mapping[int, int]) -> list[int]:
        """The directional derivatives of the outputs; `seeds` has the direction's component for each variable."""
        found = self._tangents(self.graph.reached(outputs), seeds)
        return [self._tangent(output, seeds, found) for output in outputs]

    def hessian(self, slopes: Sequence[int], dimension: int) -> dict[tuple[int, int], int]:
        """The nonzero entries (row, column) of the Hessian's lower triangle, from the nodes of the gradient."""
        graph = self.graph
        users = self._users(graph.reached(slopes))
        rows: dict[int, list[int]] = {}
        for row, number in enumerate(slopes):
            rows.setdefault(number, []).append(row)
        entries: dict[tuple[int, int], int] = {}
        for column in range(dimension):
            seeds = {column: ONE}
            order = _dependents(graph.variable(column), users)
            found = self._tangents(order, seeds)
            for number in order:
                places = [row for row in rows.get(number, ()) if row >= column]
                derivative = self._tangent(number, seeds, found) if places else ZERO
                if derivative != ZERO:
                    entries.update(((row, column), derivative) for row in places)
        return entries

    def _adjoints(self, root: int) -> dict[int, int]:
        """The derivative by each variable that occurs, keyed by the variable's index."""
        graph = self.graph
        adjoint = {root: ONE}
        found: dict[int, int] = {}
        for number in reversed(graph.reached([root])):
            weight = adjoint.get(number)
            if weight is None:
                continue
            operation, children, datum = graph.nodes[number]
            if operation == VARIABLE:
                found[int(datum)] = weight
            elif graph.supports[number] >= 0 and self._inside(number) is None:
                variable = graph.variable(graph.supports[number])
                self._accumulate(adjoint, variable, graph.product(weight, self._slope(number)))
            elif operation == WHERE:
                self._through_branches(children, weight, adjoint)
            else:
                for child, partial in self._partials_of(number):
                    self._accumulate(adjoint, child, graph.product(weight, partial))
        return found

    def _accumulate(self, adjoint: dict[int, int], number: int, term: int) -> None:
        known = adjoint.get(number)
        adjoint[number] = term if known is None else self.graph.sum(known, term)

    def _through_branches(self, children: tuple[int, ...], weight: int, adjoint: dict[int, int]) -> None:
        # Each branch is derived by itself and chosen last: a weight of zero on the branch that is not taken
        # would meet infinite partial derivatives there and make the result NaN.
        graph = self.graph
        condition, *branches = children
        then, otherwise = (self._adjoints(branch) for branch in branches)
        for index in sorted({*then, *otherwise}):
            chosen = graph.where(condition, then.get(index, ZERO), otherwise.get(index, ZERO))
            self._accumulate(adjoint, graph.variable(index), graph.product(weight, chosen))

    def _slope(self, number: int) -> int:
        """The derivative of a node that depends on one variable by that variable."""
        graph = self.graph
        for inner in graph.reached([number]) if number not in self._slopes else ():
            if inner not in self._slopes and graph.supports[inner] >= 0:
                is_variable = graph.nodes[inner][0] == VARIABLE
                self._slopes[inner] = ONE if is_variable else self._combined(inner, self._slopes)
        return self._slopes[number]

    def _inside(self, number: int) -> tuple[int, int] | None:
        """(c, node) for what has the derivative of c times the node: c node, or node + constant.

        Weights are gathered inside, so that a term with many different factors is derived once.
        """
        operation, children, _ = self.graph.nodes[number]
        if operation not in (SUM, PRODUCT) or self.graph.supports[number] == NONE:
            return None
        for one, other in (children, children[::-1]):
            if self.graph.supports[one] == NONE:
                return (one if operation == PRODUCT else ONE), other
        return None

    def _tangents(self, order: Sequence[int], seeds: Mapping[int, int]) -> dict[int, int]:
        """The directional derivatives of the nodes in `order` that depend on several variables, and of their parts."""
        graph = self.graph
        found: dict[int, int] = {}
        for number in order:
            if graph.supports[number] < NONE:
                for child in graph.nodes[number][1]:
                    self._tangent(child, seeds, found)
                found[number] = self._combined(number, found)
        return found

    def _tangent(self, number: int, seeds: Mapping[int, int], found: dict[int, int]) -> int:
        known = found.get(number)
        if known is None:
            known = found[number] = self._one_variable_tangent(number, seeds, found)
        return known

    def _one_variable_tangent(self, number: int, seeds: Mapping[int, int], found: dict[int, int]) -> int:
        """The derivative of a node that depends on one variable; zero for one that the seeds do not move."""
        seed = seeds.get(self.graph.supports[number])
        if seed is None:
            return ZERO
        inside = self._inside(number)
        if inside is not None:
            return self.graph.product(inside[0], self._tangent(inside[1], seeds, found))
        return self.graph.product(self._slope(number), seed)

    def _combined(self, number: int, inner: Mapping[int, int]) -> int:
        """The chain rule at one node."""
        graph = self.graph
        operation, children, _ = graph.nodes[number]
        if operation == WHERE:
            condition, then, otherwise = children
            return graph.where(condition, inner.get(then, ZERO), inner.get(otherwise, ZERO))
        total = ZERO
        for child, partial in self._partials_of(number):
            moved = inner.get(child, ZERO)
            if moved != ZERO:
                total = graph.sum(total, graph.product(partial, moved))
        return total

    def _partials_of(self, number: int) -> tuple[tuple[int, int], ...]:
        known = self._partials.get(number)
        if known is None:
            known = self._partials[number] = partials(self.graph, number)
        return known

    def _users(self, order: Sequence[int]) -> dict[int, list[int]]:
        users: dict[int, list[int]] = {}
        for number in order:
            for child in set(self.graph.nodes[number][1]):
                users.setdefault(child, []).append(number)
        return users


def _dependents(number: int, users: Mapping[int, list[int]]) -> list[int]:
    seen = {number}
    waiting = [number]
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in seen:
                seen.add(user)
                waiting.append(user)
    return sorted(seen)
