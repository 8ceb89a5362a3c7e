"""Both ways to read a file agree: what the fast one accepts, the explaining one reads the same."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence_cli.loading import reading
from convergence_cli.loading.contract import Contract, compiled_validator
from convergence_cli.loading.reading import ContractOf, read_explaining, read_fast
from convergence_cli.loading.shipped import examples_folder, questionnaires_folder
from convergence_cli.loading.source import MAX_BYTES, MAX_MARKS, Source, open_source
from convergence_cli.loading.workspace import contract_of_definition
from tests.loading.strange import INSERTED, ODD_SCALARS, documents, spoilt
from tests.loading.texts import BY_CONTRACT, are_same, judge, write, write_workspace

_USUAL = re.compile(r"[\w.-]+")
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHIPPED = sorted(
    (*questionnaires_folder().glob("*.yaml"), *(examples_folder().rglob("*.yaml"))),
    key=lambda path: path.as_posix(),
)


def following(contract: Contract) -> ContractOf:
    """Return what says which schema a file of this kind follows."""
    if contract in (Contract.QUESTIONNAIRE, Contract.PRELIMINARY, Contract.RULES):
        return contract_of_definition
    return lambda _data: contract


def are_read_alike(text: str, contract_of: ContractOf) -> bool:
    """Return whether the fast path accepts a text; fail if the explaining path then differs."""
    source = Source("a.yaml", text)
    fast = read_fast(source, contract_of)
    if fast is None:
        return False
    explained = read_explaining(source, contract_of)
    assert explained.diagnostics == ()
    assert are_same(fast, explained.data)
    return True


def is_text_of_yaml(text: str, folder: Path) -> bool:
    """Return whether a text passes the gate that stands before both paths."""
    write(folder, "a.yaml", text)
    return open_source(folder, "a.yaml").source is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the texts of this module."""
    return tmp_path_factory.mktemp("agreement")


@pytest.fixture
def any_form() -> Iterator[None]:
    """Let every mapping with usual keys pass, so that nothing but YAML is compared."""

    def has_usual_keys(data: object) -> bool:
        waiting = [data]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                if not all(isinstance(key, str) and _USUAL.fullmatch(key) for key in node):
                    return False
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node)
        return True

    def nothing_wrong(*_any: object) -> Iterator[None]:
        return iter(())

    def same_for_all(_contract: Contract) -> Callable[[object], bool]:
        return has_usual_keys

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "compiled_validator", same_for_all)
        patch.setattr(reading, "form_diagnostics", nothing_wrong)
        yield


@pytest.mark.parametrize("contract", BY_CONTRACT)
def test_plain_valid_files_take_the_fast_path(contract: Contract) -> None:
    """A valid file of each kind is read by the compiled packages, and the same by the others."""
    assert are_read_alike(BY_CONTRACT[contract], following(contract))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_are_read_alike(path: Path) -> None:
    """Every definition and example of this project takes the fast path, and both paths agree."""
    contract_of: ContractOf = contract_of_definition
    if path.parent.name != "questionnaires":
        by_name = {"convergence": Contract.WORKSPACE, "plan": Contract.PLAN}
        usual = Contract.PRODUCT if path.stem == "product" else Contract.ANSWERS
        contract_of = following(by_name.get(path.stem, usual))

    assert are_read_alike(path.read_text(encoding="utf-8"), contract_of)


def test_shipped_files_are_far_under_the_limits() -> None:
    """A definition could be three times as large as the largest of this project."""
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        assert 3 * len(text.encode()) < MAX_BYTES
        assert 3 * sum(text.count(mark) for mark in ("\n", ",", ":", "[", "{", "- ")) < MAX_MARKS


@pytest.mark.parametrize("contract", BY_CONTRACT)
@given(data=st.data())
@settings(MANY, max_examples=50)
def test_spoilt_files_are_read_alike(contract: Contract, folder: Path, data: st.DataObject) -> None:
    """Whatever becomes of a valid file, the fast path accepts nothing that the other refuses."""
    text = data.draw(spoilt(BY_CONTRACT[contract]))
    if is_text_of_yaml(text, folder):
        are_read_alike(text, following(contract))


@pytest.mark.usefixtures("any_form")
@given(text=documents())
@settings(MANY, suppress_health_check=[*HealthCheck])
def test_odd_yaml_is_read_alike(text: str, folder: Path) -> None:
    """Any YAML that the fast path takes has the same values for the explaining path."""
    if is_text_of_yaml(text, folder):
        are_read_alike(text, following(Contract.PRODUCT))


@pytest.mark.usefixtures("any_form")
def test_much_of_what_is_odd_takes_the_fast_path() -> None:
    """The agreement is no empty promise: many odd values are accepted by the fast path."""
    texts = [f"k: {scalar}\nl: [{scalar}]\n" for scalar in ODD_SCALARS]

    accepted = [text for text in texts if are_read_alike(text, following(Contract.PRODUCT))]

    assert len(accepted) > len(texts) // 3


@pytest.mark.usefixtures("any_form")
@pytest.mark.parametrize(
    "around", ["k: {}\n", "k: [{}, b]\n", "- {}\n", "{{k: {}}}\n", "k:\n- {}\n"]
)
def test_each_odd_scalar_is_read_alike_everywhere(around: str) -> None:
    """An odd value is the same for both paths under a key, in a list and between brackets."""
    for scalar in (*ODD_SCALARS, *INSERTED):
        text = around.format(scalar)
        if not set(text) & set("\0\x85\u2028\ufeff\x7f\x1b"):
            are_read_alike(text, following(Contract.PRODUCT))


DISPUTED = {
    "a folded scalar between brackets": "k: {a: >\n  b}\n",
    "a plain scalar that starts like a folded one": "k: {a: >b, c: d}\n",
    "a block scalar among the entries of brackets": "k: {a: b,\n c: |\n  d}\n",
    "a block scalar that starts with a longer blank line": "k: |\n     \n  a\n",
    "a block scalar in a text without a last line break": "k: |\n  a",
    "a block scalar with an indentation of its own": "k: |1\n   a\n",
    "an explicit key without its space": "k: [?a, b]\n",
    "an explicit key": "? k\n: v\n",
    "a list as a key": "? [a]\n: v\n",
    "a key that touches the comma": "k: {a:, b: c}\n",
    "a key that touches the brace": "k: {a: b, c:}\n",
    "a quoted key that touches its value": "k: ['a':b]\n",
    "a quoted key that touches an address": "k: ['a'://b]\n",
    "an empty key": "k: {a: b, : c}\n",
    "the end of the document between brackets": "k: {a: b,\n... c: d}\n",
    "a second, empty document": "k: v\n---\n",
    "a tab before a comment": "k: v\t# c\n",
    "a lone carriage return": "k: v\rl: w\n",
    "half a character": 'k: "\\ud83d"\n',
    "an escape beyond the last character": 'k: "\\U00110000"\n',
    "a merge key": "k: {<<: {a: b}}\n",
    "an anchor": "k: &a v\n",
    "a tag": "k: !!str 1\n",
    "a tag with an escape": "k: !%25zz v\n",
    "a directive": "%YAML 1.1\n---\nk: yes\n",
    "a directive with an endless version": f"%YAML 1.{'9' * 5000}\n---\nk: v\n",
    "a number of twenty digits": "k: [18446744073709551616, 18446744073709551616.0]\n",
    "a number of ten thousand digits": f"k: {'9' * 10_000}\n",
    "lists in lists in lists": "- " * 20_000 + "a\n",
    "keys in keys in keys": "? " * 20_000 + "a\n",
    "values in values in values": ": " * 20_000 + "a\n",
    "brackets in brackets in brackets": "[" * 4000 + "]" * 4000 + "\n",
}


SETTLED = {
    "a character written by halves": 'k: "\\ud83d\\ude00"\n',
    "a prefix parted from its zero": "k: 0_x1F\n",
    "a sign after an underscore": "k: [_-1, 1e_+5]\n",
    "an underscore in what is endless": "k: [._inf, .n_an]\n",
    "a tilde in a word": "k: [~a, a~]\n",
    "a key without a value": "k:\nl: {a: , b: c}\n",
    "line breaks of two characters": "k: |\r\n  a\r\n  b\r\nl: v\r\n",
    "a blank line at the end of a block": "k: |+\n  a\n\nl: >-\n  a\n\n",
    "a comment after a block": "k: |\n  a\n# c\nl: v # c\n",
    "a name with many accents": "k: éàüœ « ’ » …\n",
}


@pytest.mark.usefixtures("any_form")
@pytest.mark.parametrize("text", SETTLED.values(), ids=SETTLED)
def test_what_both_paths_settle_takes_the_fast_one(text: str) -> None:
    """Odd texts that both paths read the same are not read slowly for nothing."""
    assert are_read_alike(text, following(Contract.PRODUCT))


@pytest.mark.usefixtures("any_form")
@pytest.mark.parametrize("text", DISPUTED.values(), ids=DISPUTED)
def test_what_yaml_readers_dispute_is_left_to_the_explaining_path(text: str) -> None:
    """Texts on which readers differ, or that make one fail, are never read by the fast path."""
    contract_of = following(Contract.PRODUCT)

    assert read_fast(Source("a.yaml", text), contract_of) is None
    read_explaining(Source("a.yaml", text), contract_of)


@given(
    text=st.one_of(
        documents(),
        st.sampled_from(sorted(BY_CONTRACT.values())).flatmap(spoilt),
        st.text(alphabet="0123456789_xXaF- :?|>\n'\"[]{},&*!%./", max_size=60),
    )
)
@settings(MANY, suppress_health_check=[*HealthCheck])
def test_the_quick_look_misses_nothing_that_the_closer_one_finds(text: str) -> None:
    """Most texts are not searched for what is remarkable, and none that holds it is among them."""
    is_remarkable = re.search(reading._REMARKABLE, "\n" + text, re.VERBOSE) is not None
    holds_long_number = reading._LONG_NUMBER.search(text) is not None

    if is_remarkable or holds_long_number:
        assert reading._is_remarkable(text)


@pytest.mark.parametrize("length", [19, 20, 25, 40])
def test_a_long_number_is_found_wherever_it_stands(length: int) -> None:
    """A number of nineteen digits or more is left to the explaining path at every column."""
    for before in range(20):
        text = f"{'k' * (before + 1)}: {'7' * length}\n"
        assert read_fast(Source("a.yaml", text), following(Contract.PRODUCT)) is None
        assert reading._is_remarkable(text)


def test_levels_named_by_numbers_or_by_text_are_the_same(tmp_path: Path) -> None:
    """The keys under `levels` may be whole numbers: both paths read them as text."""
    texts = [BY_CONTRACT[Contract.QUESTIONNAIRE].replace("{0:", zero) for zero in ('{"0":', "{0:")]

    one, other = (read_fast(Source("a", text), contract_of_definition) for text in texts)

    assert one is not None
    assert are_same(one, other)


@pytest.mark.parametrize("key", ["0", "00", "0x0", "0.0", "true", "null"])
def test_the_same_level_twice_is_never_accepted(key: str) -> None:
    """Two spellings of one level, or a level that is no whole number, go to the explaining path."""
    text = BY_CONTRACT[Contract.QUESTIONNAIRE].replace("{0:", f'{{"0": {{fr: a, en: b}}, {key}:')

    assert read_fast(Source("a.yaml", text), contract_of_definition) is None
    assert read_explaining(Source("a.yaml", text), contract_of_definition).diagnostics


@pytest.fixture
def without_compiled_packages() -> Iterator[None]:
    """Hide the compiled packages, as on a system for which there are none."""
    caches = (reading._compiled_parser, compiled_validator)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("yaml_rs", "jsonschema_rs"):
            patch.setitem(sys.modules, name, None)
        for cache in caches:
            cache.cache_clear()
        yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("without_compiled_packages")
def test_everything_is_read_without_the_compiled_packages(tmp_path: Path) -> None:
    """Without them no file takes the fast path, and a sound workspace is as sound as with them."""
    write_workspace(tmp_path)

    text = BY_CONTRACT[Contract.PLAN]
    assert read_fast(Source("a.yaml", text), following(Contract.PLAN)) is None
    assert judge(tmp_path).diagnostics == ()


@pytest.mark.parametrize("spoilt_path", ["products/medicab/plan.yaml", "convergence.yaml"])
def test_the_same_is_wrong_without_the_compiled_packages(
    spoilt_path: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """What is said of a workspace does not depend on the packages that are installed."""
    write_workspace(tmp_path)
    file = tmp_path / spoilt_path
    write(tmp_path, spoilt_path, file.read_text(encoding="utf-8").replace("format: 1", "format: 2"))

    compiled = judge(tmp_path).diagnostics
    request.getfixturevalue("without_compiled_packages")

    assert [each.rule.code for each in compiled] == ["CV105"]
    assert judge(tmp_path).diagnostics == compiled
