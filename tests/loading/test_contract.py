"""Both validators say the same of any data: the compiled one yes or no, the other one why."""

import copy
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from convergence_cli.loading.composed import compose
from convergence_cli.loading.contract import Contract, compiled_validator, explaining_validator
from convergence_cli.loading.source import Source
from tests.loading.texts import BY_CONTRACT

VALID: dict[Contract, Any] = {
    contract: compose(Source("a.yaml", text)).data for contract, text in BY_CONTRACT.items()
}
TEXTS = (
    *("", " ", "a", "A", "na", "all", "always", "1", "fr", "medicab", "a.martin", "INT-01", "\n"),
    *("medicab\n", "na\n", "2024-01-01\n", "2024-01-01", "2024-02-30", "20240101", "2024-W01-1"),
    *("2024-1-1", "2024-01-01T00:00:00", "2027-Q2", "2027-Q2\n", "2027-13-01", "٢٠٢٤-01-01"),
    *("a@b", "a@b@c", "a @b", "a@b\n", "a\x1c@b", "a\x85@b", "a\ufeff@b", "é@ü", "\x1c", "\ufeff"),
    *("https://a", "https://", "https://a b", "https://a\x1fb", "HTTPS://a", "x" * 64, "x" * 65),
    *("S4", "s4", "F025", "F25", "sha256:" + "0" * 64, "sha256:" + "0" * 63, "preliminary", "😀"),
)
NUMBERS = (0, 1, 2, -1, 9, 10, 1.0, 1.5, -0.0, 9.000001, 1e300, 10**30, 2**53, math.inf, math.nan)


def scalars() -> SearchStrategy[Any]:
    """Draw a single value of a file."""
    return st.none() | st.booleans() | st.sampled_from(NUMBERS) | st.sampled_from(TEXTS)


def values() -> SearchStrategy[Any]:
    """Draw any value: a single one, or a small list or mapping."""
    return st.recursive(
        scalars(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(TEXTS), inner, max_size=3)
        ),
        max_leaves=4,
    )


def places(data: Any) -> list[tuple[Any, Any]]:
    """Return every container of some data with every key or position in it."""
    found, waiting = [], [data]
    while waiting:
        node = waiting.pop()
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        found += [(node, key) for key in keys]
        waiting += [node[key] for key in keys if isinstance(node[key], dict | list)]
    return found


@st.composite
def nearly_valid(draw: DrawFn, contract: Contract) -> Any:
    """Draw the data of a valid file with a few values changed, lost, added or doubled."""
    data = copy.deepcopy(VALID[contract])
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(data)))
        match draw(st.sampled_from(("change", "change", "lose", "add", "double"))):
            case "change":
                container[key] = draw(values())
            case "lose":
                del container[key]
            case "add" if isinstance(container, dict):
                container[draw(st.sampled_from(TEXTS))] = draw(values())
            case _ if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
        if not data:
            break
    return data


def agreed(data: Any, contract: Contract) -> bool:
    """Return what both validators say of some data; fail if they differ."""
    compiled = compiled_validator(contract)
    assert compiled is not None
    errors = list(explaining_validator(contract).iter_errors(data))
    is_valid = not errors
    if not holds_endless(data):
        assert compiled(data) is is_valid, errors
    elif compiled(data):
        assert is_valid, errors
    return is_valid


def holds_endless(data: Any) -> bool:
    """Return whether a number of some data is infinite, or none: the compiled one takes no such."""
    if isinstance(data, float):
        return not math.isfinite(data)
    children = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(map(holds_endless, children))


@pytest.mark.parametrize("contract", Contract)
def test_valid_files_are_valid_for_both(contract: Contract) -> None:
    """The data of a valid file has no error for either."""
    assert agreed(VALID[contract], contract)


@pytest.mark.parametrize("contract", Contract)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_validators_agree_on_nearly_valid_data(
    contract: Contract, data: st.DataObject
) -> None:
    """What one accepts the other accepts, however little is wrong."""
    agreed(data.draw(nearly_valid(contract)), contract)


@pytest.mark.parametrize("contract", Contract)
@given(data=values())
@settings(max_examples=30, deadline=None)
def test_both_validators_agree_on_any_data(contract: Contract, data: Any) -> None:
    """So do they where nothing is right."""
    agreed(data, contract)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_both_validators_agree_on_every_text(text: str) -> None:
    """Patterns, lengths, choices and days mean the same to both, under each key for a text."""
    for contract, valid in VALID.items():
        data = copy.deepcopy(valid)
        texts = [each for each in places(data) if isinstance(each[0][each[1]], str)]
        for container, key in {key: (container, key) for container, key in texts}.values():
            kept = container[key]
            container[key] = text
            agreed(data, contract)
            container[key] = kept


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        ("2024-02-29", True),
        ("2024-02-30", False),
        ("2023-02-29", False),
        ("2024-01-01\n", False),
        ("20240101", False),
        ("2024-W01-1", False),
        ("2024-1-1", False),
        ("2024-01-01T00:00:00Z", False),
        ("0000-01-01", False),
        ("９999-01-01", False),
    ],
)
def test_a_date_is_a_day_of_the_calendar(day: str, is_one: bool) -> None:  # noqa: FBT001
    """A date is a day that exists, written as 2026-11-21 and no otherwise."""
    data = copy.deepcopy(VALID[Contract.PRODUCT])
    data["certifications"][0]["issued_on"] = day

    assert agreed(data, Contract.PRODUCT) is is_one


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", " ", "\0"])
def test_the_end_of_a_pattern_is_the_end_of_the_text(end: str) -> None:
    """An id with a line break at its end is none, for both."""
    data = copy.deepcopy(VALID[Contract.PRODUCT])
    assert agreed(data, Contract.PRODUCT)

    data["id"] += end

    assert not agreed(data, Contract.PRODUCT)


@pytest.mark.parametrize(
    ("reason", "is_one"),
    [("None", True), (" \u00a0\u3000\n", False), ("\ufeff", False), ("\x1c", True), ("\x85", True)],
)
def test_a_reason_is_more_than_blanks(reason: str, is_one: bool) -> None:  # noqa: FBT001
    """What JSON Schema calls blank is no reason, for both."""
    data = copy.deepcopy(VALID[Contract.ANSWERS])
    data["answers"]["INT-02"]["comment"] = reason

    assert agreed(data, Contract.ANSWERS) is is_one


@pytest.mark.parametrize("mean", [math.inf, -math.inf, math.nan, 9.1, -0.1, 10**400])
def test_a_minimum_is_a_number_of_the_scale(mean: float) -> None:
    """No endless number, and nothing that is no number, is the minimum of a gate."""
    data = copy.deepcopy(VALID[Contract.WORKSPACE])
    data["gate"]["minimum"]["interoperability"] = mean

    assert not agreed(data, Contract.WORKSPACE)
