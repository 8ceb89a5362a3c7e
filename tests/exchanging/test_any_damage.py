"""Whatever somebody does to a record, it is taken in or refused, and never breaks the tool."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.cli.changing import company, sealed
from tests.cli.running import AS_OF, run
from tests.strategies import QUICK

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 2, -1, 7, 10**30, 2.0, 1.5, -0.0),
    *("", "x", "na", "2", "no such thing", "../../etc", "2027-Q2", "2026-11-22", "::error::x"),
    *("med", "med-mobile", "care", "waves", "strategy", "A", "draft", "validated", "\u202e\x00\n"),
    *([], {}, [1], ["med"], ["med", "med"], [{}], {"A": {}}, {"level": 1}, {"med": None}),
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a company, and a record of it."""
    history = company(tmp_path_factory.mktemp("here"))
    sealed(history, "med", "-q", "care")
    options = ("-f", "json", "--drafts", "--archived")
    return history.root, run("export", *options, *AS_OF, at=history.root).json()


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container of some JSON, with each of its keys or indices."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


@st.composite
def damage(draw: DrawFn, record: Any) -> Any:
    """Draw a record in which a few values are others, gone, or somewhere else too."""
    damaged = deepcopy(record)
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(damaged))
        container, key = draw(st.sampled_from(found))
        match draw(st.sampled_from(("another", "another", "gone", "a copy", "a new key"))):
            case "another":
                container[key] = draw(st.sampled_from(VALUES))
            case "gone":
                del container[key]
            case "a copy":
                other, at = draw(st.sampled_from(found))
                container[key] = deepcopy(other[at])
            case _ if isinstance(container, dict):
                container[draw(st.sampled_from(("", "x", "A", "Z", "a/b~c")))] = container[key]
            case _:
                container.append(deepcopy(container[key]))
    return damaged


@settings(QUICK, max_examples=40)
@given(data=st.data())
def test_no_damage_breaks_the_tool(data: st.DataObject, here: tuple[Path, Any]) -> None:
    """There is a difference to look at, or a message; nothing is written on a dry run."""
    root, record = here
    file = root.parent / "damaged.json"
    file.write_text(json.dumps(data.draw(damage(record))), encoding="utf-8")
    before = {each: each.read_bytes() for each in root.rglob("*.yaml")}

    done = run("import", str(file), "--dry-run", "--prune", *AS_OF, at=root)

    assert done.code in (0, 2), done.err
    assert done.err
    assert {each: each.read_bytes() for each in root.rglob("*.yaml")} == before
