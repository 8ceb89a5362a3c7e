"""The order in which questions decide one another, and the loops that leave none."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Graph = Mapping[str, Sequence[str]]
"""What each node rests on; names that are no node of the graph are passed over."""


@dataclass(frozen=True, slots=True)
class Order:
    """Nodes so that each comes after what it rests on, and the loops found on the way."""

    nodes: tuple[str, ...]
    """Without the nodes of a loop and those that rest on one."""
    loops: tuple[tuple[str, ...], ...]
    """Each a shortest one through its first node; a node that rests on itself is a loop of one."""


def order_of(graph: Graph) -> Order:
    """Order the nodes of a graph; iterative, and linear where there is no loop."""
    waiting = _Waiting(graph)
    ordered = waiting.take_free()
    loops: list[tuple[str, ...]] = []
    while waiting.nodes:
        start = next(iter(waiting.nodes))
        loop = _shortest_loop(start, waiting.nodes)
        if loop:
            loops.append(loop)
        waiting.drop(start)
        waiting.take_free()
    return Order(tuple(ordered), _distinct_by_node(loops))


class _Waiting:
    """The part of a graph that is not ordered yet."""

    def __init__(self, graph: Graph) -> None:
        self.nodes: dict[str, tuple[str, ...]] = {
            node: tuple(dict.fromkeys(other for other in rests_on if other in graph))
            for node, rests_on in graph.items()
        }
        self._count = {node: len(rests_on) for node, rests_on in self.nodes.items()}
        self._dependents: dict[str, list[str]] = {node: [] for node in graph}
        for node, rests_on in self.nodes.items():
            for other in rests_on:
                self._dependents[other].append(node)
        self._free = deque(node for node, count in self._count.items() if count == 0)

    def take_free(self) -> list[str]:
        """Remove and return what rests on nothing that still waits, in order."""
        taken: list[str] = []
        while self._free:
            node = self._free.popleft()
            if node in self.nodes:
                taken.append(node)
                self.drop(node)
        return taken

    def drop(self, node: str) -> None:
        """Remove a node, which frees what waited for it alone."""
        del self.nodes[node]
        for dependent in self._dependents[node]:
            self._count[dependent] -= 1
            if self._count[dependent] == 0:
                self._free.append(dependent)


def _shortest_loop(start: str, graph: Graph) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    frontier = deque([start])
    while frontier:
        node = frontier.popleft()
        for other in graph[node]:
            if other == start:
                return _path(start, node, came_from)
            if other in graph and other not in came_from:
                came_from[other] = node
                frontier.append(other)
    return ()


def _path(start: str, end: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def _distinct_by_node(loops: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    # Shortest first: a longer loop through the nodes of a shorter one says nothing new.
    kept: list[tuple[str, ...]] = []
    taken: set[str] = set()
    for loop in sorted(loops, key=len):
        if taken.isdisjoint(loop):
            kept.append(loop)
            taken.update(loop)
    return tuple(kept)
