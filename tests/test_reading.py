"""Any bytes whatever, as any file of a workspace: diagnostics, never a traceback, never long."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence_cli.checking.workspace import check_workspace
from convergence_cli.diagnostics import Diagnostic, in_reading_order
from convergence_cli.loading import reading
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.locating import locate_all
from convergence_cli.loading.source import open_source
from convergence_cli.loading.workspace import contract_of_definition, load_workspace

BASE = Path(__file__).parent / "files" / "base"
FILES: dict[str, Contract | None] = {
    "convergence.yaml": Contract.WORKSPACE,
    "questionnaires/preliminary.yaml": None,
    "questionnaires/interoperability.yaml": None,
    "products/medicab/product.yaml": Contract.PRODUCT,
    "products/medicab/answers/interoperability.yaml": Contract.ANSWERS,
}
"""Files of a valid workspace; a definition says itself which schema it follows."""
LONGEST = 2.0
SIGNS = [
    *(b"&a ", b"*a", b"!", b"!!str ", b"%YAML 1.1\n", b"@", b"`", b"|\n", b">-\n", b"? ", b": "),
    *(b":", b"- ", b"-", b"[", b"]", b"{", b"}", b"#", b" #", b'"', b"'", b"\t", b"\r", b"\r\n"),
    *(b"\n", b"\n\n", b"---\n", b"\n...\n", b"<<: ", b"\x00", b"\x1b[31m", b"\xff", b"\xc2\x85"),
    *(b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"na", b"null", b"~"),
    *(b"0x1F", b"1_0", b"1e400", b".nan", b"2024-02-30", b"true", b"  ", b",", b"\\", b"\xc3"),
]
Mutation = tuple[str, float, float, bytes]


def _mutations() -> st.SearchStrategy[list[Mutation]]:
    """Draw what happens to a file: where, how far, and what is put there."""
    what = st.sampled_from(SIGNS) | st.binary(max_size=6)
    kinds = st.sampled_from(("insert", "replace", "delete", "repeat"))
    place = st.floats(0, 1, allow_nan=False)
    return st.lists(st.tuples(kinds, place, st.floats(0, 0.1), what), min_size=1, max_size=4)


def _mutated(content: bytes, mutations: Sequence[Mutation]) -> bytes:
    for kind, where, how_far, what in mutations:
        start = int(where * len(content))
        end = min(len(content), start + int(how_far * len(content)))
        middle = {
            "insert": what + content[start:end],
            "replace": what,
            "delete": b"",
            "repeat": content[start:end] * 2,
        }[kind]
        content = content[:start] + middle + content[end:]
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a valid workspace that tests may write in, one file at a time."""
    root = tmp_path_factory.mktemp("reading") / "workspace"
    shutil.copytree(BASE, root)
    return root


def _checked(root: Path) -> tuple[Diagnostic, ...]:
    loaded = load_workspace(root)
    found = (*loaded.diagnostics, *check_workspace(loaded.case("2026-11-22"), loaded.diagnostics))
    return in_reading_order(locate_all(root, found))


def _paths_agree(root: Path, path: str) -> None:
    contract = FILES[path]
    source = open_source(root, path).source
    if source is None:
        return
    contract_of = contract_of_definition if contract is None else lambda _data: contract
    fast = reading.read_fast(source, contract_of)
    if fast is not None:
        explained = reading.read_explaining(source, contract_of)
        assert [each.rule.code for each in explained.diagnostics] == []
        assert explained.data == fast


@pytest.mark.parametrize("path", FILES)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mutations=_mutations())
def test_any_bytes_give_diagnostics(path: str, mutations: list[Mutation], folder: Path) -> None:
    """A mutated file gives diagnostics within two seconds, and both reading paths agree on it."""
    original = (BASE / path).read_bytes()
    (folder / path).write_bytes(_mutated(original, mutations))
    try:
        start = time.process_time()
        diagnostics = _checked(folder)
        took = time.process_time() - start
        _paths_agree(folder, path)
    finally:
        (folder / path).write_bytes(original)

    assert took < LONGEST
    assert all(each.place.path and each.message.fr for each in diagnostics)


@pytest.mark.parametrize("path", FILES)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_noise_gives_diagnostics(path: str, content: bytes, folder: Path) -> None:
    """Bytes that have nothing to do with YAML are told, not thrown."""
    original = (BASE / path).read_bytes()
    (folder / path).write_bytes(content)
    try:
        diagnostics = _checked(folder)
        _paths_agree(folder, path)
    finally:
        (folder / path).write_bytes(original)

    assert any(each.place.path == path for each in diagnostics)


@pytest.mark.parametrize("path", FILES)
def test_valid_files_take_the_fast_path(path: str, folder: Path) -> None:
    """The files of a valid workspace are accepted without the explaining path, with equal data."""
    contract = FILES[path]
    source = open_source(folder, path).source
    assert source is not None
    contract_of = contract_of_definition if contract is None else lambda _data: contract

    assert reading.read_fast(source, contract_of) is not None
    _paths_agree(folder, path)


def test_without_compiled_readers_everything_still_works(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the compiled YAML reader cannot be imported, the same workspace is read, slower."""
    monkeypatch.setattr(reading, "_compiled_parser", lambda: None)

    assert _checked(folder) == ()
