"""The order in which questions decide one another, and the loops that leave none."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

Graph = Mapping[str, Sequence[str]]
"""What each node rests on; names that are no node of the graph are passed over."""

Edges = Mapping[int, Sequence[int]]
"""The same with numbers for names: a node's place in the graph."""


@dataclass(frozen=True)
class Order:
    """Nodes so that each comes after what it rests on, and the loops found on the way."""

    nodes: tuple[str, ...]
    """Without the nodes of a loop and those that rest on one."""
    loops: tuple[tuple[str, ...], ...]
    """No two share a node, shortest first; a node that rests on itself is a loop of one."""


def order_of(graph: Graph) -> Order:
    """Order the nodes of a graph; iterative, and linear but for loops entangled at random."""
    names = tuple(graph)
    number = {name: place for place, name in enumerate(names)}
    edges = {
        place: tuple(dict.fromkeys(number[other] for other in rests_on if other in number))
        for place, rests_on in enumerate(graph.values())
    }
    free = _free_first(edges)
    rest = _within(edges, sorted(edges.keys() - set(free)))
    return Order(
        tuple(names[place] for place in free),
        tuple(tuple(names[place] for place in loop) for loop in _loops(rest)),
    )


def _free_first(edges: Edges) -> tuple[int, ...]:
    """Return the nodes that rest on no loop, each after what it rests on."""
    count = {node: len(rests_on) for node, rests_on in edges.items()}
    readers = _readers(edges)
    free = deque(node for node, number in count.items() if number == 0)
    ordered: list[int] = []
    while free:
        node = free.popleft()
        ordered.append(node)
        for reader in readers[node]:
            count[reader] -= 1
            if count[reader] == 0:
                free.append(reader)
    return tuple(ordered)


def _readers(edges: Edges) -> dict[int, list[int]]:
    readers: dict[int, list[int]] = {node: [] for node in edges}
    for node, rests_on in edges.items():
        for other in rests_on:
            readers[other].append(node)
    return readers


def _within(edges: Edges, nodes: Sequence[int]) -> dict[int, tuple[int, ...]]:
    kept = frozenset(nodes)
    return {node: tuple(other for other in edges[node] if other in kept) for node in nodes}


def _loops(edges: Edges) -> list[tuple[int, ...]]:
    """Return loops that share no node, shortest first, until what is left has none."""
    kept: list[tuple[int, ...]] = []
    found = _found_loops(edges)
    while found:
        taken: set[int] = set()
        for loop in sorted(found, key=len):
            if taken.isdisjoint(loop):
                kept.append(loop)
                taken.update(loop)
        edges = _within(edges, [node for node in edges if node not in taken])
        found = _found_loops(edges)
    return sorted(kept, key=len)


def _found_loops(edges: Edges) -> list[tuple[int, ...]]:
    """Return some loops, the shortest of each knot among them; none only where there is none."""
    return [loop for knot in _knots(edges) for loop in _loops_of(_within(edges, knot))]


def _loops_of(knot: Edges) -> Iterator[tuple[int, ...]]:
    """Yield the shortest loop through each node of a knot that runs through no earlier one."""
    alive = _Alive(knot)
    for start in knot:
        if start in alive.nodes:
            loop = _loop_through(start, knot, alive.nodes)
            if loop:
                yield loop
            alive.drop(start)


class _Alive:
    """The nodes of a knot that a loop may still run through."""

    def __init__(self, knot: Edges) -> None:
        self.nodes = set(knot)
        self._rests_on = knot
        self._readers = _readers(knot)
        self._n_rests_on = {node: len(others) for node, others in knot.items()}
        self._n_readers = {node: len(readers) for node, readers in self._readers.items()}

    def drop(self, node: int) -> None:
        """Drop a node, and those that then rest on nothing or are read by nothing."""
        waiting = [node]
        while waiting:
            dropped = waiting.pop()
            if dropped not in self.nodes:
                continue
            self.nodes.discard(dropped)
            waiting += _ended(self._readers[dropped], self._n_rests_on)
            waiting += _ended(self._rests_on[dropped], self._n_readers)


def _ended(nodes: Sequence[int], count: dict[int, int]) -> Iterator[int]:
    for node in nodes:
        count[node] -= 1
        if count[node] == 0:
            yield node


def _loop_through(start: int, knot: Edges, alive: Collection[int]) -> tuple[int, ...]:
    """Return the shortest loop through a node, or none."""
    came_from: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other in knot[node]:
            if other == start:
                return _path(start, node, came_from)
            if other not in came_from and other in alive:
                came_from[other] = node
                waiting.append(other)
    return ()


def _path(start: int, end: int, came_from: Mapping[int, int]) -> tuple[int, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def _knots(edges: Edges) -> list[list[int]]:
    """Return the sets of nodes that all rest on one another, in the order of the graph."""
    search = _KnotSearch(edges)
    for root in edges:
        search.visit(root)
    return sorted(sorted(knot) for knot in search.knots)


class _KnotSearch:
    """Tarjan's strongly connected components, without recursion.

    https://doi.org/10.1137/0201010
    """

    def __init__(self, edges: Edges) -> None:
        self.knots: list[list[int]] = []
        self._edges = edges
        self._index: dict[int, int] = {}
        self._lowest: dict[int, int] = {}
        self._stack: list[int] = []
        self._stacked: set[int] = set()

    def visit(self, root: int) -> None:
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

    def _entered(self, node: int) -> tuple[int, Iterator[int]]:
        self._index[node] = self._lowest[node] = len(self._index)
        self._stack.append(node)
        self._stacked.add(node)
        return node, iter(self._edges[node])

    def _leave(self, node: int, parent: int | None) -> None:
        if parent is not None:
            self._lowest[parent] = min(self._lowest[parent], self._lowest[node])
        if self._lowest[node] != self._index[node]:
            return
        knot: list[int] = []
        while not knot or knot[-1] != node:
            knot.append(self._stack.pop())
            self._stacked.discard(knot[-1])
        if len(knot) > 1 or node in self._edges[node]:
            self.knots.append(knot)
