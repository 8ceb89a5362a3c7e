"""The order in which questions decide one another, and the loops that leave none."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Graph = Mapping[str, Sequence[str]]
"""What each node rests on; names that are no node of the graph are passed over."""


@dataclass(frozen=True, slots=True)
class Order:
    """Nodes so that each comes after what it rests on, and the loops found on the way."""

    nodes: tuple[str, ...]
    """Without the nodes of a loop and those that rest on one."""
    loops: tuple[tuple[str, ...], ...]
    """No two share a node, shortest first; a node that rests on itself is a loop of one."""


def order_of(graph: Graph) -> Order:
    """Order the nodes of a graph; iterative, and linear but for loops that are entangled."""
    inner = {node: tuple(other for other in graph[node] if other in graph) for node in graph}
    nodes = _free_first(inner)
    placed = frozenset(nodes)
    rest = {node: edges for node, edges in inner.items() if node not in placed}
    return Order(nodes, tuple(sorted(_loops(rest), key=len)))


def _free_first(graph: Graph) -> tuple[str, ...]:
    """Return the nodes that rest on no loop, each after what it rests on."""
    count = {node: len(set(rests_on)) for node, rests_on in graph.items()}
    dependents: dict[str, list[str]] = {node: [] for node in graph}
    for node, rests_on in graph.items():
        for other in dict.fromkeys(rests_on):
            dependents[other].append(node)
    free = deque(node for node, number in count.items() if number == 0)
    ordered: list[str] = []
    while free:
        node = free.popleft()
        ordered.append(node)
        for dependent in dependents[node]:
            count[dependent] -= 1
            if count[dependent] == 0:
                free.append(dependent)
    return tuple(ordered)


def _loops(graph: Graph) -> list[tuple[str, ...]]:
    """Return disjoint loops: of each knot the shortest, then of what is left of it."""
    loops: list[tuple[str, ...]] = []
    waiting = [_within(graph, tuple(graph))]
    while waiting:
        part = waiting.pop()
        for knot in _knots(part):
            loop = _shortest_loop(_within(part, knot))
            loops.append(loop)
            named = frozenset(loop)
            left = [node for node in knot if node not in named]
            if left:
                waiting.append(_within(part, left))
    return loops


def _within(graph: Graph, nodes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    kept = frozenset(nodes)
    return {node: tuple(other for other in graph[node] if other in kept) for node in nodes}


def _knots(graph: Graph) -> list[list[str]]:
    """Return the sets of nodes that all rest on one another, in the order of the graph."""
    search = _KnotSearch(graph)
    for root in graph:
        search.visit(root)
    place = {node: number for number, node in enumerate(graph)}
    for knot in search.knots:
        knot.sort(key=place.__getitem__)
    return sorted(search.knots, key=lambda knot: place[knot[0]])


class _KnotSearch:
    """Tarjan's strongly connected components, without recursion.

    https://doi.org/10.1137/0201010
    """

    def __init__(self, graph: Graph) -> None:
        self.knots: list[list[str]] = []
        self._graph = graph
        self._index: dict[str, int] = {}
        self._lowest: dict[str, int] = {}
        self._stack: list[str] = []
        self._stacked: set[str] = set()

    def visit(self, root: str) -> None:
        """Walk what a node rests on, as far as it was not walked yet."""
        if root in self._index:
            return
        path = [self._entered(root)]
        while path:
            node, others = path[-1]
            other = next(others, None)
            if other is None:
                path.pop()
                self._leave(node, path[-1][0] if path else None)
            elif other not in self._index:
                path.append(self._entered(other))
            elif other in self._stacked:
                self._lowest[node] = min(self._lowest[node], self._index[other])

    def _entered(self, node: str) -> tuple[str, Iterator[str]]:
        self._index[node] = self._lowest[node] = len(self._index)
        self._stack.append(node)
        self._stacked.add(node)
        return node, iter(self._graph[node])

    def _leave(self, node: str, parent: str | None) -> None:
        if parent is not None:
            self._lowest[parent] = min(self._lowest[parent], self._lowest[node])
        if self._lowest[node] != self._index[node]:
            return
        knot: list[str] = []
        while not knot or knot[-1] != node:
            knot.append(self._stack.pop())
            self._stacked.discard(knot[-1])
        if len(knot) > 1 or node in self._graph[node]:
            self.knots.append(knot)


def _shortest_loop(knot: Graph) -> tuple[str, ...]:
    """Return the shortest loop of a knot, from its first node on."""
    shortest: tuple[str, ...] = ()
    for start in knot:
        loop = _loop_through(start, knot, len(shortest) or len(knot) + 1)
        shortest = loop or shortest
        is_ring = sum(map(len, knot.values())) == len(knot)
        if is_ring or len(shortest) == 1:
            break
    return shortest


def _loop_through(start: str, knot: Graph, limit: int) -> tuple[str, ...]:
    """Return the shortest loop through a node that is shorter than a limit, or none."""
    came_from: dict[str, str] = {}
    frontier = [start]
    for _ in range(limit - 1):
        further: list[str] = []
        for node in frontier:
            for other in knot[node]:
                if other == start:
                    return _path(start, node, came_from)
                if other not in came_from:
                    came_from[other] = node
                    further.append(other)
        frontier = further
    return ()


def _path(start: str, end: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
