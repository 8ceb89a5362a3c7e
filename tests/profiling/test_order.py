"""The order in which questions decide one another, and the loops that leave none."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.condition import questions_of
from convergence_cli.profiling.order import Graph, order_of
from tests.building import built
from tests.profiling.budget import Budget
from tests.strategies import THOROUGH
from tests.written import When

MANY = 100_000
FEWER = 20_000
LOOK_UPS_PER_NAME = 40

NAMES = "abcdef"
GRAPHS = st.fixed_dictionaries(
    {}, optional={name: st.lists(st.sampled_from(NAMES), max_size=3) for name in NAMES}
)


@pytest.mark.parametrize(
    ("graph", "loops"),
    [
        pytest.param({"a": "a"}, [("a",)], id="itself"),
        pytest.param({"a": "b", "b": "a"}, [("a", "b")], id="two"),
        pytest.param({"a": "b", "b": "c", "c": "a"}, [("a", "b", "c")], id="three"),
        pytest.param({"x": "", "y": "x", "a": "b", "b": "a"}, [("a", "b")], id="beside no loop"),
        pytest.param({"x": "a", "a": "b", "b": "a"}, [("a", "b")], id="under what rests on it"),
        pytest.param({"a": "bx", "b": "a", "x": ""}, [("a", "b")], id="above what it rests on"),
        pytest.param({"a": "a", "b": "b"}, [("a",), ("b",)], id="two apart"),
        pytest.param({"a": "ab", "b": "b"}, [("a",), ("b",)], id="one that rests on another"),
        pytest.param({"a": "b", "b": "a", "c": "c"}, [("c",), ("a", "b")], id="shortest first"),
        pytest.param(
            {"a": "bd", "b": "ac", "c": "bd", "d": "ca"}, [("a", "b"), ("c", "d")], id="entangled"
        ),
        pytest.param({"a": "b", "b": "bc", "c": "a"}, [("b",)], id="itself inside a longer one"),
        pytest.param(
            {"a": "b", "b": "c", "c": "da", "d": "c"}, [("c", "d")], id="two inside a longer one"
        ),
        pytest.param({"a": "bc", "b": "d", "c": "a", "d": "a"}, [("a", "c")], id="the shorter way"),
        pytest.param({"a": "bb", "b": "aa"}, [("a", "b")], id="named twice"),
        pytest.param({"b": "a", "a": "b"}, [("b", "a")], id="from the first question of the file"),
    ],
)
def test_a_loop_is_named_by_its_shortest_path(
    graph: Mapping[str, str], loops: list[tuple[str, ...]]
) -> None:
    """Questions that decide one another are named in a circle, by the shortest path, once."""
    assert list(order_of(graph).loops) == loops


@pytest.mark.parametrize(
    "when",
    [
        "a",
        {"a": "x"},
        {"answered": "a"},
        {"not": "a"},
        {"all": ["b", {"any": ["b", {"not": {"answered": "a"}}]}]},
    ],
    ids=str,
)
def test_any_way_to_read_itself_is_a_loop(when: When) -> None:
    """A question that reads itself is a loop, however deep and in whatever words."""
    graph = {"a": questions_of(built(when)), "b": ()}

    assert order_of(graph).loops == (("a",),)


def test_what_rests_on_a_loop_has_no_place_in_the_order() -> None:
    """Questions of a loop, and those that rest on one, are not ordered; all others are."""
    graph = {"x": "y", "y": "a", "a": "b", "b": "ac", "c": "", "d": "c"}

    assert order_of(graph).nodes == ("c", "d")


def test_names_that_no_question_bears_are_passed_over() -> None:
    """An unknown name is the business of another rule: it neither orders nor loops."""
    order = order_of({"a": ("z", "b"), "b": ("z",)})

    assert order.nodes == ("b", "a")
    assert order.loops == ()


def test_nothing_is_in_order() -> None:
    """No question makes an empty order without a loop."""
    order = order_of({})

    assert (order.nodes, order.loops) == ((), ())


@THOROUGH
@given(GRAPHS)
def test_each_question_comes_after_those_that_decide_it(graph: Graph) -> None:
    """The order holds exactly the questions that no loop decides, each after what decides it."""
    nodes = order_of(graph).nodes

    assert sorted(nodes) == sorted(set(graph) - _decided_by_a_loop(graph))
    for index, node in enumerate(nodes):
        assert {other for other in graph[node] if other in graph} <= set(nodes[:index])


@THOROUGH
@given(GRAPHS)
def test_loops_are_real_and_the_shortest_is_among_them(graph: Graph) -> None:
    """Each loop named is real; the shortest one is named, and some question of every other."""
    loops = order_of(graph).loops

    for loop in loops:
        assert all(
            after in graph[before] for before, after in zip(loop, loop[1:] + loop[:1], strict=True)
        )
        assert len(set(loop)) == len(loop)
    assert len({frozenset(loop) for loop in loops}) == len(loops)
    assert min(map(len, loops), default=0) == _shortest(graph)
    named = {node for loop in loops for node in loop}
    assert _shortest({node: graph[node] for node in graph if node not in named}) == 0


def _decided_by_a_loop(graph: Graph) -> set[str]:
    return {
        node
        for node in graph
        if any(_distance(other, other, graph) for other in _seen(node, graph))
    }


def _shortest(graph: Graph) -> int:
    return min(filter(None, (_distance(node, node, graph) for node in graph)), default=0)


def _seen(node: str, graph: Graph) -> set[str]:
    return {node} | {other for other in graph if _distance(node, other, graph)}


def _distance(start: str, end: str, graph: Graph) -> int:
    """Return the length of the shortest path of one step or more; 0 where there is none."""
    reached = {start}
    for steps in range(1, len(graph) + 1):
        reached = {other for node in reached for other in graph[node] if other in graph}
        if end in reached:
            return steps
    return 0


def test_a_chain_of_many_questions_is_ordered_in_linear_time() -> None:
    """A chain of 100,000 questions, written from its end, is put in order."""
    names = Budget(MANY * LOOK_UPS_PER_NAME).names(MANY)

    order = order_of(_chain(names, last=()))

    assert order.nodes == tuple(reversed(names))


def test_a_ring_of_many_questions_is_found_in_linear_time() -> None:
    """A loop of 100,000 questions is named in full."""
    names = Budget(MANY * LOOK_UPS_PER_NAME).names(MANY)

    order = order_of(_chain(names, last=names[:1]))

    assert order.loops == (tuple(names),)
    assert order.nodes == ()


def test_many_loops_are_found_in_linear_time() -> None:
    """Of 10,000 pairs of questions that decide each other, each is named."""
    names = Budget(FEWER * LOOK_UPS_PER_NAME).names(FEWER)
    pairs = list(zip(names[::2], names[1::2], strict=True))

    order = order_of({one: (other,) for pair in pairs for one, other in (pair, pair[::-1])})

    assert order.loops == tuple(pairs)


def test_many_questions_that_rest_on_a_loop_take_linear_time() -> None:
    """A chain of 20,000 questions that ends in a loop of one names that loop, and soon."""
    names = Budget(FEWER * LOOK_UPS_PER_NAME).names(FEWER)

    order = order_of(_chain(names, last=names[-1:]))

    assert order.loops == ((names[-1],),)


def test_a_long_loop_with_a_shortcut_takes_linear_time() -> None:
    """A loop of 20,000 questions of which one reads another half-way is named by the short way."""
    names = Budget(FEWER * LOOK_UPS_PER_NAME).names(FEWER)
    half = FEWER // 2
    graph = _chain(names, last=names[:1]) | {names[0]: (names[1], names[half])}

    order = order_of(graph)

    assert order.loops == ((names[0], *names[half:]),)


def test_neighbours_that_read_each_other_take_linear_time() -> None:
    """Of 20,000 questions in a circle that read both neighbours, pairs are named, and soon."""
    names = Budget(FEWER * LOOK_UPS_PER_NAME).names(FEWER)
    after, before = names[1:] + names[:1], names[-1:] + names[:-1]

    order = order_of(dict(zip(names, zip(after, before, strict=True), strict=True)))

    assert order.loops[0] == tuple(names[:2])
    assert {len(loop) for loop in order.loops} == {2}


def _chain(names: Sequence[str], last: Sequence[str]) -> dict[str, Sequence[str]]:
    rests_on = [(after,) for after in names[1:]]
    return dict(zip(names, [*rests_on, last], strict=True))
