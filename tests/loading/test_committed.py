"""A workspace read from a commit is the one that a checkout of the commit holds."""

import dataclasses
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence_cli.errors import ConvergenceError
from convergence_cli.loading.bare import is_bare, settle_prefix
from convergence_cli.loading.committed import CommitShelf
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.shelf import FolderShelf, Kept, NamingShelf
from convergence_cli.loading.shipped import examples_folder
from convergence_cli.loading.workspace import ReadWorkspace, load_workspace, read_workspace
from tests.scripted_history import (
    BASE,
    DURAND,
    ENVIRONMENT,
    MARTIN,
    ScriptedHistory,
    git,
    identity,
)
from tests.strategies import workspaces
from tests.written import (
    COMPANY,
    Files,
    criterion,
    files_of,
    product,
    questionnaire,
    sheet,
)

ANSWERS = "products/medicab/answers/interoperability.yaml"
SHA256_LENGTH = 64
HOSTILE_REFS = (
    "--upload-pack=touch pwned",
    "-x",
    "a b",
    "HEAD:products",
    "@{upstream}",
    "@{-1}",
    "HEAD^{tree}",
    ":/start",
    "main\nHEAD",
    "HEAD\0",
)


@pytest.fixture(autouse=True)
def _no_configuration_of_the_machine() -> Iterator[None]:
    with _our_git():
        yield


def _our_git() -> Any:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return mock.patch.dict(os.environ, {**kept, **ENVIRONMENT}, clear=True)


def told(read: ReadWorkspace) -> Any:
    """Return everything that was read, as data that compares by what it says."""
    case = read.case("2026-11-22")
    diagnostics = sorted(map(repr, read.diagnostics))
    return as_data((read.workspace, read.unfit, case.evidence)), diagnostics


def as_data(value: Any) -> Any:
    """Return a value with every record in it as a mapping of its fields."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [each.name for each in dataclasses.fields(value)]
        return {name: as_data(getattr(value, name)) for name in fields}
    if isinstance(value, Mapping):
        return [(as_data(key), as_data(each)) for key, each in value.items()]
    if isinstance(value, tuple | list):
        return [as_data(each) for each in value]
    return value


def at(folder: Path, ref: str = "HEAD") -> ReadWorkspace:
    """Return the workspace of a folder as a commit of its repository holds it."""
    with Repository.of(folder) as repository:
        return read_workspace(CommitShelf(repository, repository.commit(ref)))


def of_checkout(folder: Path) -> Any:
    """Return what the files of a folder say."""
    return told(load_workspace(folder))


def reading_of(read: ReadWorkspace) -> list[tuple[str, str]]:
    """Return codes and paths of what reading finds wrong."""
    return sorted((each.rule.code, each.place.path) for each in read.diagnostics)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return the example company in a repository of two commits; nobody writes in it."""
    with _our_git():
        top = tmp_path_factory.mktemp("example")
        shutil.copytree(examples_folder() / "exemple-sante", top, dirs_exist_ok=True)
        history = ScriptedHistory(top)
        history.commit(MARTIN)
        history.tag("base")
        sheet_of = "products/medicab/answers/interoperability.yaml"
        history.write(sheet_of, history.read(sheet_of).replace("level: 1", "level: 2", 1))
        history.commit(MARTIN)
        return history


# The same as a checkout


def test_a_commit_says_what_its_checkout_says(example: ScriptedHistory, tmp_path: Path) -> None:
    """The example company is the same from each commit as from a checkout of it."""
    for ref in ("HEAD", "base"):
        folder = tmp_path / ref
        example.git("worktree", "add", "--quiet", "--detach", str(folder), ref)

        assert told(at(example.root, ref)) == of_checkout(folder)

    assert told(at(example.root, "base")) != told(at(example.root))


_TEXTS = [file.read_text(encoding="utf-8") for file in sorted(BASE.rglob("*.yaml"))]
_PATHS = [
    *(file.relative_to(BASE).as_posix() for file in sorted(BASE.rglob("*")) if file.is_file()),
    "questionnaires/notes.md",
    "questionnaires/below/other.yaml",
    "questionnaires/.hidden.yaml",
    "products/stray.yaml",
    "products/a b/product.yaml",
    "products/é/answers/interoperability.yaml",
    "products/medicab/plan.yml",
    "company/answers/strategy.yaml",
    "company/plan.yaml",
    "beside/file.yaml",
]
_CONTENTS = st.sampled_from([*_TEXTS, "", "format: 1\n", "{", "\ufeffformat: 1\n", "a: &x 1\r\n"])
_LINKS = st.sampled_from(
    [
        "../medicab/plan.yaml",
        "interoperability.yaml",
        "../../products/medicab",
        "../../..",
        "/etc/hostname",
        "nowhere",
        ".",
        "medicab",
        "loop",
    ]
)


@given(
    files=st.dictionaries(st.sampled_from(_PATHS), _CONTENTS, max_size=4),
    links=st.dictionaries(
        st.sampled_from(
            [
                "products/loop",
                "products/linked",
                "questionnaires/linked.yaml",
                "products/medicab/answers/linked.yaml",
                "products/visiocab/plan.yaml",
                "company",
                "linked.yaml",
            ]
        ),
        _LINKS,
        max_size=2,
    ),
)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_tree_is_read_as_its_checkout_is(
    files: Mapping[str, str], links: Mapping[str, str]
) -> None:
    """Files spoilt and misplaced, links of all kinds: commit and folder say the same of them."""
    with TemporaryDirectory() as folder, _our_git():
        history = ScriptedHistory(Path(folder) / "top", "ws")
        shutil.copytree(BASE, history.root, dirs_exist_ok=True)
        for path, content in files.items():
            history.write(path, content)
        for path, target in links.items():
            link = history.root / path
            if not link.exists() and not link.is_symlink():
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(target)
        history.commit(MARTIN)

        assert told(at(history.root)) == of_checkout(history.root)


@given(files=workspaces())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_workspace_is_read_as_its_checkout_is(files: Files) -> None:
    """Whatever is defined, declared and answered, a commit says what its files say."""
    with TemporaryDirectory() as folder, _our_git():
        history = ScriptedHistory(Path(folder))
        for path, data in written(files).items():
            history.write(path, json.dumps(data, ensure_ascii=False))
        history.commit(MARTIN)

        read = at(history.root)

        assert told(read) == of_checkout(history.root)
        assert set(read.workspace.products) == set(files.products)


def written(files: Files) -> dict[str, Any]:
    """Return the plain data of a workspace's files, by path."""
    company = {"name": "Exemple Santé", "profile": dict(files.company_profile)}
    found: dict[str, Any] = {
        "convergence.yaml": {"format": 1, "company": company, "language": "en"}
    }
    for each in (*files.preliminaries.values(), *files.questionnaires.values()):
        found[f"questionnaires/{each['id']}.yaml"] = each
    for id_, each in files.products.items():
        found[f"products/{id_}/product.yaml"] = each
    for subject, sheets in files.answers.items():
        folder = "company" if subject == COMPANY else f"products/{subject}"
        for id_, levels in sheets.items():
            found[f"{folder}/answers/{id_}.yaml"] = sheet(id_, levels)
    return found


# Where the repository is


@pytest.mark.parametrize("below", [".", "deep/er", "avec espace/é à", "a#b [c] *", "-x"])
def test_a_workspace_may_lie_anywhere_in_its_repository(below: str, tmp_path: Path) -> None:
    """Below the root, under any name; what lies beside is not looked at."""
    history = ScriptedHistory.founded(tmp_path, below)
    if below != ".":
        (tmp_path / "products" / "other").mkdir(parents=True)
        (tmp_path / "products" / "other" / "product.yaml").write_text("{", encoding="utf-8")
        history.commit(MARTIN)

    read = at(history.root)

    assert told(read) == of_checkout(history.root)
    assert list(read.workspace.products) == ["medicab", "visiocab"]


def test_every_kind_of_clone_says_the_same(tmp_path: Path) -> None:
    """A bare and a shallow clone, a work tree, a submodule, and objects in packs."""
    history = ScriptedHistory.founded(tmp_path / "origin", "ws")
    history.replace(ANSWERS, "codes nothing", "codes nothing yet")
    history.commit(MARTIN)
    expected = of_checkout(history.root)
    url = history.top.as_uri()
    git(tmp_path, "clone", "--quiet", "--bare", url, "bare.git")
    git(tmp_path, "clone", "--quiet", "--depth=1", url, "shallow")
    git(tmp_path / "bare.git", "worktree", "add", "--quiet", str(tmp_path / "work tree"), "main")
    outer = ScriptedHistory(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", url, "sub module")
    history.git("gc", "--quiet", "--aggressive", "--prune=now")

    for folder in ("origin", "shallow", "work tree", "outer/sub module"):
        assert told(at(tmp_path / folder / "ws")) == expected
    with Repository.of(tmp_path / "bare.git") as bare:
        head = bare.commit("HEAD")
        settle_prefix(bare, head)
        assert told(read_workspace(CommitShelf(bare, head))) == expected


def test_a_repository_may_name_its_objects_by_sha256(tmp_path: Path) -> None:
    """Both kinds of names are read, and files here are named as the repository names them."""
    history = ScriptedHistory(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    history.git("init", "--quiet", "--object-format=sha256")
    shutil.copytree(BASE, history.root, dirs_exist_ok=True)
    head = history.commit(MARTIN)

    assert len(head) == SHA256_LENGTH
    assert told(at(tmp_path)) == of_checkout(tmp_path)
    with Repository.of(tmp_path) as repository:
        committed, here = CommitShelf(repository, head), NamingShelf(tmp_path, head)
        assert committed.take(ANSWERS).name == here.take(ANSWERS).name


def test_a_checkout_with_other_line_ends_says_the_same(tmp_path: Path) -> None:
    """What `core.autocrlf` writes here has another name, and the same answers."""
    history = ScriptedHistory.founded(tmp_path)
    history.git("config", "core.autocrlf", "true")
    for file in tmp_path.rglob("*.yaml"):
        file.unlink()
    with mock.patch.dict(os.environ, {"GIT_CONFIG_COUNT": "2"}):
        git(tmp_path, "-c", "core.autocrlf=true", "checkout", "--quiet", ".", GIT_CONFIG_COUNT="2")

    assert b"\r\n" in (tmp_path / ANSWERS).read_bytes()
    here, there = load_workspace(tmp_path).workspace, at(tmp_path).workspace
    assert as_data(here.products) == as_data(there.products)


# Links, and other repositories


def test_a_link_inside_is_followed_and_one_that_leads_out_is_reported(tmp_path: Path) -> None:
    """As in a folder: a file and a folder of the workspace may stand in two places."""
    history = ScriptedHistory.founded(tmp_path / "top", "ws")
    (tmp_path / "top" / "plan.yaml").write_text("format: 1\nplan: {}\n", encoding="utf-8")
    twin = history.root / "products" / "twin"
    twin.mkdir()
    (twin / "product.yaml").symlink_to("../visiocab/product.yaml")
    (twin / "answers").symlink_to("../visiocab/answers")
    (twin / "plan.yaml").symlink_to("../../../plan.yaml")
    history.commit(MARTIN)

    read = at(history.root)

    assert told(read) == of_checkout(history.root)
    assert reading_of(read) == [("CV016", "products/twin/plan.yaml")]
    twin_sheets, sheets = (read.workspace.products[id_].sheets for id_ in ("twin", "visiocab"))
    assert sheets.keys() == twin_sheets.keys()


def test_another_repository_in_the_place_of_data_is_reported(tmp_path: Path) -> None:
    """What a submodule holds is not in the commit: nothing is read, and that is said."""
    other = ScriptedHistory.founded(tmp_path / "other")
    history = ScriptedHistory.founded(tmp_path / "top")
    history.git("submodule", "--quiet", "add", other.top.as_uri(), "products/other")
    history.commit(MARTIN)

    [found] = at(history.root).diagnostics

    assert (found.rule.code, found.place.path) == ("CV001", "products/other")
    assert "another repository" in found.message.en


# What git must not be told, and what must not be written


@pytest.mark.parametrize("ref", HOSTILE_REFS)
def test_a_hostile_ref_is_no_commit(ref: str, example: ScriptedHistory) -> None:
    """No name is an option, a path, a search or two lines: it is refused, and nothing happens."""
    before = contents(example.top)

    with Repository.of(example.root) as repository, pytest.raises(ConvergenceError) as refused:
        repository.commit(ref)

    assert refused.value.hint is not None
    assert contents(example.top) == before


def test_reading_a_commit_writes_nothing(tmp_path: Path) -> None:
    """The repository stays as it is, byte for byte: its index, its objects and its logs."""
    history = ScriptedHistory.founded(tmp_path)
    os.utime(tmp_path / ANSWERS, (1, 1))
    history.append(ANSWERS, "# not committed\n")
    before = contents(tmp_path)

    at(tmp_path)
    at(tmp_path, "base")

    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return when each file was written, and what it holds."""
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each): (each.stat().st_mtime_ns, each.read_bytes()) for each in files}


# What is missing


@pytest.fixture
def partial(tmp_path: Path) -> tuple[Path, ScriptedHistory]:
    """Return a clone without the content of files, and where it comes from."""
    origin = ScriptedHistory.founded(tmp_path / "origin")
    origin.replace(ANSWERS, "codes nothing", "codes nothing yet")
    origin.commit(MARTIN)
    origin.git("config", "uploadpack.allowFilter", "true")
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    url = origin.top.as_uri()
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", url, "partial")
    return tmp_path / "partial", origin


def test_a_partial_clone_fetches_what_it_lacks(partial: tuple[Path, ScriptedHistory]) -> None:
    """Git itself fetches the contents of an older commit from where the clone comes from."""
    clone, origin = partial

    assert told(at(clone, "base")) == told(at(origin.root, "base"))


def test_a_partial_clone_alone_says_what_to_fetch(
    partial: tuple[Path, ScriptedHistory], tmp_path: Path
) -> None:
    """Without its origin, no answer is made up; the command that is named mends it."""
    clone, origin = partial
    away = origin.top.rename(tmp_path / "away")

    with pytest.raises(ConvergenceError) as refused:
        at(clone, "base")

    assert refused.value.hint is not None
    away.rename(origin.top)
    command = refused.value.hint.en.partition(": ")[2].split()
    git(clone, *command[1:])
    origin.top.rename(tmp_path / "away")
    assert "base" in git(clone, "tag")
    assert told(at(clone, "base")) == told(at(away, "base"))
    assert git(clone, "rev-parse", "--is-shallow-repository") == "false"


# Bare repositories


@pytest.mark.parametrize("below", [".", "one/é b"])
def test_a_bare_repository_holds_one_workspace(below: str, tmp_path: Path) -> None:
    """At its root, or in the one folder that has settings."""
    history = ScriptedHistory.founded(tmp_path / "origin", below)
    git(tmp_path, "clone", "--quiet", "--bare", "origin", "bare.git")

    assert is_bare(tmp_path / "bare.git")
    assert not is_bare(history.top)
    assert not is_bare(tmp_path)
    with Repository.of(tmp_path / "bare.git") as bare:
        settle_prefix(bare, bare.commit("HEAD"))
        assert bare.prefix == ("" if below == "." else f"{below}/")


def test_a_bare_repository_of_none_or_several_workspaces_is_refused(tmp_path: Path) -> None:
    """Nobody guesses: without settings, and with two, the message says what there is."""
    history = ScriptedHistory.founded(tmp_path / "origin", "one")
    shutil.copytree(history.root, history.top / "two")
    history.commit(MARTIN)
    history.remove("../two")
    history.remove("convergence.yaml")
    history.commit(MARTIN)
    git(tmp_path, "clone", "--quiet", "--bare", "origin", "bare.git")

    with Repository.of(tmp_path / "bare.git") as bare:
        for ref, words in {"HEAD": "no workspace", "HEAD^": "one/, two/"}.items():
            with pytest.raises(ConvergenceError, match=words):
                settle_prefix(bare, bare.commit(ref))


# Once each


def test_what_two_commits_share_is_one_object_and_read_once(tmp_path: Path) -> None:
    """Of an unchanged product nothing is built again, nor of what stands here unchanged."""
    history = ScriptedHistory.founded(tmp_path)
    history.replace(ANSWERS, "codes nothing", "codes nothing yet")
    head = history.commit(DURAND)
    kept = Kept()
    opened: list[str] = []
    with Repository.of(tmp_path) as repository:
        shelves: list[CommitShelf | FolderShelf] = [
            CommitShelf(repository, repository.commit("base")),
            CommitShelf(repository, head),
            NamingShelf(tmp_path, head),
        ]
        states = [read_workspace(_Watched(each, opened), (), kept).workspace for each in shelves]

    before, after, here = states
    assert before.products["visiocab"] is after.products["visiocab"] is here.products["visiocab"]
    assert before.questionnaires["telehealth"] is after.questionnaires["telehealth"]
    assert before.products["medicab"] is not after.products["medicab"]
    assert after.products["medicab"] is here.products["medicab"]
    assert opened.count(ANSWERS) == 2
    assert {path for path in opened if opened.count(path) > 1} == {ANSWERS}


class _Watched:
    """A shelf of which is written down what is opened."""

    def __init__(self, shelf: CommitShelf | FolderShelf, opened: list[str]) -> None:
        self._shelf, self._opened = shelf, opened

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shelf, name)

    def take(self, path: str) -> Any:
        taken = self._shelf.take(path)
        return taken._replace(opened=self._watched(path, taken.opened))

    def _watched(self, path: str, opened: Callable[[], Any]) -> Callable[[], Any]:
        def noted() -> Any:
            self._opened.append(path)
            return opened()

        return noted


def test_a_moved_head_does_not_matter(tmp_path: Path) -> None:
    """A detached HEAD, and files that were changed since, are of no concern to a commit."""
    history = ScriptedHistory.founded(tmp_path)
    expected = told(at(tmp_path))
    history.git("checkout", "--quiet", "--detach")
    history.git("commit", "--quiet", "--allow-empty", "--message=-", **identity(MARTIN))
    history.write(ANSWERS, "{")

    assert told(at(tmp_path)) == expected


def test_what_is_passed_over_is_known_however_it_is_written(tmp_path: Path) -> None:
    """Where one questionnaire is asked for, the preliminary one is read, in JSON too."""
    files = files_of(
        questions={"asked": None},
        questionnaires=[
            questionnaire(id_, {"X": [criterion(id_.upper(), "asked")]}) for id_ in ("one", "two")
        ],
        products=[product("med", {"asked": True})],
    )
    for path, data in written(files).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(data, indent=1), encoding="utf-8")

    loaded = load_workspace(tmp_path, ["one"])

    assert list(loaded.workspace.questionnaires) == ["one"]
    assert loaded.unfit.questionnaires == {"two"}
    assert [each.id for each in loaded.workspace.preliminaries.values()] == ["preliminary"]
