"""The edge to git: what it is asked, in which repositories, and what it never does."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from convergence_cli.errors import ConvergenceError
from convergence_cli.loading.repository import (
    Repository,
    git_identity,
    prefix_of,
)
from convergence_cli.loading.source import MAX_BYTES
from tests.scripted_history import ENVIRONMENT, MARTIN, ScriptedHistory, git

NAMES = ("plain", "avec espace", "é à ü", "a#b [c] *", "-x", "quote'\"$(touch x)", ":(glob)", "…")
HOSTILE_REFS = (
    "--upload-pack=touch pwned",
    "--output=pwned",
    "-x",
    "",
    " ",
    "^HEAD",
    "HEAD..HEAD",
    "HEAD:file",
    "a\nb",
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    "x" * 5000,
)


@pytest.fixture(autouse=True)
def _no_configuration_of_the_machine() -> Iterator[None]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    with mock.patch.dict(os.environ, {**kept, **ENVIRONMENT}, clear=True):
        yield


def committed(top: Path, below: str = ".", **files: str) -> ScriptedHistory:
    """Return a history of one commit, tagged `base`."""
    history = ScriptedHistory(top, below)
    for name, text in (files or {"file": "one\n"}).items():
        history.write(name, text)
    history.commit(MARTIN)
    history.tag("base")
    return history


# Who is speaking


def test_the_identity_is_the_one_that_git_would_commit_with(tmp_path: Path) -> None:
    """The environment wins over the repository's configuration, as in git."""
    history = committed(tmp_path)
    history.git("config", "user.email", "config@example.org")
    history.git("config", "user.name", "Config")
    assert git_identity(tmp_path) == "config@example.org"

    with mock.patch.dict(os.environ, {"GIT_AUTHOR_EMAIL": "Environment@example.org"}):
        assert git_identity(tmp_path) == "Environment@example.org"


def test_a_hook_speaks_for_whoever_commits(tmp_path: Path) -> None:
    """What `git -c user.email=…` hands to a hook is obeyed; the repository that it names is not."""
    history = committed(tmp_path / "here")
    history.git("config", "user.name", "Config")
    ScriptedHistory(tmp_path / "other")
    told = {
        "GIT_CONFIG_PARAMETERS": "'user.email'='hook@example.org'",
        "GIT_DIR": str(tmp_path / "other" / ".git"),
        "GIT_INDEX_FILE": str(tmp_path / "other" / "index"),
    }

    with mock.patch.dict(os.environ, told):
        assert git_identity(history.root) == "hook@example.org"
        with Repository.of(history.root) as repository:
            assert repository.commit("HEAD") == repository.commit("base")


def test_nobody_speaks_where_nothing_says_who(tmp_path: Path) -> None:
    """Without an identity, without a repository and without git there is no email."""
    history = committed(tmp_path / "here")
    history.git("config", "user.useConfigOnly", "true")
    outside = tmp_path / "outside"
    outside.mkdir()

    assert git_identity(history.root) is None
    with mock.patch.dict(os.environ, {"GIT_AUTHOR_EMAIL": "me@example.org"}):
        assert git_identity(outside) is None
        with mock.patch.dict(os.environ, {"PATH": str(outside)}):
            assert git_identity(history.root) is None
            assert prefix_of(history.root) is None


# Where the workspace lies


@pytest.mark.parametrize("name", NAMES)
def test_the_workspace_may_lie_below_the_root_under_any_name(name: str, tmp_path: Path) -> None:
    """Paths are those of the workspace, and files beside it are not looked at."""
    history = committed(tmp_path, name)
    (tmp_path / "beside").write_text("not ours", encoding="utf-8")
    history.write(f"sub/{name}é.yaml", "two\n")
    history.commit(MARTIN)

    assert prefix_of(history.root) == f"{name}/"
    with Repository.of(history.root) as repository:
        head = repository.commit("HEAD")
        [commit] = repository.commits(repository.commit("base"), head)
        [changed] = repository.changes([commit])[head]
        assert changed.path == f"sub/{name}é.yaml"
        assert repository.file(head, changed.path) == b"two\n"
        assert repository.file("base", changed.path) is None
        assert repository.files(head, "sub") == {changed.path: changed.after}


def test_a_folder_of_the_same_beginning_is_another_one(tmp_path: Path) -> None:
    """`app` is not `app-two`, nor `APP`."""
    history = committed(tmp_path, "app")
    for beside in ("app-two/file", "App/file"):
        (tmp_path / beside).parent.mkdir()
        (tmp_path / beside).write_text("not ours", encoding="utf-8")
    history.commit(MARTIN)

    with Repository.of(history.root) as repository:
        commits = repository.commits(repository.commit("base"), repository.commit("HEAD"))
        assert len(commits) == 1
        assert not any(repository.changes(commits).values())


def test_bare_clones_worktrees_and_submodules_are_repositories(tmp_path: Path) -> None:
    """Each kind of repository gives the same commits and files."""
    history = committed(tmp_path / "origin", "ws")
    history.write("file", "two\n")
    head = history.commit(MARTIN)
    git(tmp_path, "clone", "--quiet", "--bare", "origin", "bare.git")
    git(tmp_path / "bare.git", "worktree", "add", "--quiet", str(tmp_path / "work tree"), "main")
    outer = committed(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", str(history.top), "sub module")

    for folder in ("origin/ws", "work tree/ws", "outer/sub module/ws"):
        with Repository.of(tmp_path / folder) as repository:
            [commit] = repository.commits(repository.commit(f"{head}^"), head)
            [changed] = repository.changes([commit])[head]
            assert (repository.prefix, changed.path) == ("ws/", "file")
            assert repository.file("HEAD", "file") == b"two\n"
    with Repository.of(tmp_path / "bare.git") as repository:
        [commit] = repository.commits(repository.commit("HEAD^"), repository.commit("main"))
        [changed] = repository.changes([commit])[head]
        assert (repository.prefix, changed.path) == ("", "ws/file")


# Commits and what they change


def test_commits_come_parents_first_with_their_authors(tmp_path: Path) -> None:
    """Each commit has its author, not its committer, and the author's day."""
    history = committed(tmp_path)
    hashes = [history.commit(f"{n}é@example.org", day=f"2026-11-0{n}") for n in (3, 1, 2)]

    with Repository.of(tmp_path) as repository:
        found = repository.commits(repository.commit("base"), repository.commit("HEAD"))

    assert [each.hash for each in found] == hashes
    assert [each.day for each in found] == ["2026-11-03", "2026-11-01", "2026-11-02"]
    assert [each.email for each in found] == [f"{n}é@example.org" for n in (3, 1, 2)]
    assert [each.parents for each in found[1:]] == [(each,) for each in hashes[:-1]]


def test_a_mailmap_and_replacements_change_no_author(tmp_path: Path) -> None:
    """A file of the repository cannot make somebody else the author, nor can a local graft."""
    history = committed(tmp_path)
    history.write(".mailmap", f"A <{MARTIN}> <z@example.org>\n")
    forged = history.commit(MARTIN)
    real = history.git("rev-parse", "base")
    history.write("file", "two\n")
    head = history.commit("z@example.org")
    history.git("replace", head, forged)
    history.git("config", "log.mailmap", "true")

    with Repository.of(tmp_path) as repository:
        emails = [each.email for each in repository.commits(real, head)]

    assert emails == [MARTIN, "z@example.org"]


def test_a_merge_changes_what_differs_from_each_parent(tmp_path: Path) -> None:
    """A file taken from one parent is no change; one that is like none has all its befores."""
    history = committed(tmp_path, both="0\n", left="0\n", right="0\n")
    history.git("checkout", "--quiet", "-b", "side")
    history.write("both", "side\n")
    history.write("right", "side\n")
    history.commit(MARTIN)
    history.git("checkout", "--quiet", "main")
    history.write("both", "main\n")
    history.write("left", "main\n")
    history.commit(MARTIN)
    history.start_merge("side")
    history.write("both", "merged\n")
    history.write("right", "side\n")
    head = history.commit(MARTIN)

    with Repository.of(tmp_path) as repository:
        commits = repository.commits(repository.commit("base"), head)
        [changed] = repository.changes(commits)[head]
        told = [repository.content(each or "") for each in (*changed.before, changed.after)]

    assert changed.path == "both"
    assert told == [b"main\n", b"side\n", b"merged\n"]


def test_added_removed_and_first_files_have_no_before_or_after(tmp_path: Path) -> None:
    """A file that is not there is None, in a parent or after; a first commit has no parent."""
    history = committed(tmp_path)
    history.write("new", "new\n")
    history.remove("file")
    head = history.commit(MARTIN)

    with Repository.of(tmp_path) as repository:
        [commit] = repository.commits(repository.commit("base"), head)
        removed, added = repository.changes([commit])[head]
        nothing = repository.commits(head, head)

    assert (removed.path, removed.after, added.path, added.before) == ("file", None, "new", (None,))
    assert nothing == ()


def test_a_path_may_be_no_text_and_hold_a_line_break(tmp_path: Path) -> None:
    """Names are bytes to git: each file is found, and no name is taken for a command."""
    history = committed(tmp_path)
    for name in (os.fsdecode(b"\xff.yaml"), "a\nb", "tab\t"):
        (tmp_path / name).write_text("two\n", encoding="utf-8")
    head = history.commit(MARTIN)

    with Repository.of(tmp_path) as repository:
        changes = repository.changes(repository.commits(repository.commit("base"), head))[head]
        contents = {each.path: repository.content(each.after or "") for each in changes}
        assert repository.file(head, os.fsdecode(b"\xff.yaml")) == b"two\n"
        assert repository.file(head, "a\nb") == b"two\n"
        assert repository.file(head, "file") == b"one\n"

    assert contents == dict.fromkeys(("\udcff.yaml", "a\nb", "tab\t"), b"two\n")


def test_no_more_of_a_file_is_kept_than_is_read(tmp_path: Path) -> None:
    """A file that is too large is cut one byte after the limit, and the next is still found."""
    history = committed(
        tmp_path, large="x" * (3 * MAX_BYTES), small="x", empty="", **{"folder/file": ""}
    )
    head = history.git("rev-parse", "HEAD")

    with Repository.of(tmp_path) as repository:
        sizes = [len(repository.file(head, name) or b"") for name in ("large", "small", "empty")]
        assert repository.file(head, "none") is None
        assert repository.file(head, "folder") is None
        assert repository.content(head) is None
        assert repository.content("none") is None

    assert sizes == [MAX_BYTES + 1, 1, 0]


# What git must not be told


@pytest.mark.parametrize("ref", HOSTILE_REFS)
def test_a_hostile_name_is_only_a_name(ref: str, tmp_path: Path) -> None:
    """Whatever a commit is called, git is asked for it and does nothing else."""
    history = committed(tmp_path)
    before = sorted(str(each) for each in tmp_path.rglob("*"))

    with Repository.of(history.root) as repository, pytest.raises(ConvergenceError) as refused:
        repository.commit(ref)

    assert refused.value.hint is not None
    assert sorted(str(each) for each in tmp_path.rglob("*")) == before


def test_reading_writes_nothing(tmp_path: Path) -> None:
    """The repository is the same afterwards, byte for byte: no index is refreshed."""
    history = committed(tmp_path)
    os.utime(tmp_path / "file", (1, 1))
    history.write("other", "two\n")
    history.git("add", "--all")
    before = _contents(tmp_path)

    with Repository.of(tmp_path) as repository:
        head = repository.commit("HEAD")
        repository.changes(repository.commits(head, head))
        repository.file(head, "file")
    git_identity(tmp_path)

    assert _contents(tmp_path) == before


def _contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each): (each.stat().st_mtime_ns, each.read_bytes()) for each in files}


# What is missing


def test_a_shallow_clone_says_what_to_fetch(tmp_path: Path) -> None:
    """An unknown name comes with the command that fetches it; a history that is cut is none."""
    history = committed(tmp_path / "origin")
    first = history.git("rev-parse", "base")
    for n in range(3):
        history.write("file", f"{n}\n")
        history.commit(MARTIN)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=2", history.top.as_uri(), "clone")

    with Repository.of(clone) as repository:
        assert len(repository.commits(repository.commit("HEAD^"), repository.commit("HEAD"))) == 1
        for ref, command in {
            first: f"git fetch --depth=1 origin {first}",
            "origin/work": "git fetch --depth=1 origin +refs/heads/work:refs/remotes/origin/work",
            "v1.0": "git fetch --depth=1 origin v1.0",
            "HEAD~3": "git fetch --unshallow",
        }.items():
            assert command in _hint_of(repository, ref)
    git(clone, "fetch", "--quiet", "--depth=1", "origin", first)
    with Repository.of(clone) as repository, pytest.raises(ConvergenceError) as refused:
        repository.commits(repository.commit(first), repository.commit("HEAD"))
    assert refused.value.hint is not None
    assert "git fetch --unshallow" in refused.value.hint.en
    git(clone, "fetch", "--quiet", "--unshallow")
    with Repository.of(clone) as repository:
        assert len(repository.commits(first, repository.commit("HEAD"))) == 3


def test_a_whole_clone_is_not_told_to_become_shallow(tmp_path: Path) -> None:
    """Fetching with a depth would cut the history of a clone that has it all."""
    with Repository.of(committed(tmp_path).root) as repository:
        for ref in ("origin/work", "0123456789", "work"):
            assert "git fetch origin" in _hint_of(repository, ref)


def test_a_misspelt_name_is_found_again(tmp_path: Path) -> None:
    """A name that is nearly that of a branch is a slip; without a commit there is no name."""
    history = committed(tmp_path / "some")
    history.git("update-ref", "refs/remotes/origin/main", "HEAD")
    with Repository.of(history.root) as repository:
        assert "'origin/main'" in _hint_of(repository, "orign/main")
        assert "git fetch" in _hint_of(repository, "origin/maintenance")
    with Repository.of(ScriptedHistory(tmp_path / "none").root) as repository:
        assert "committed" in _hint_of(repository, "HEAD")


def _hint_of(repository: Repository, ref: str) -> str:
    with pytest.raises(ConvergenceError) as refused:
        repository.commit(ref)
    assert refused.value.hint is not None
    return refused.value.hint.en


def test_what_is_no_repository_is_named(tmp_path: Path) -> None:
    """Without a repository, without a commit and without git, the error says which."""
    with pytest.raises(ConvergenceError, match="no git repository"):
        Repository.of(tmp_path)
    assert prefix_of(tmp_path) is None
    ScriptedHistory(tmp_path)
    with Repository.of(tmp_path) as repository, pytest.raises(ConvergenceError, match="no commit"):
        repository.commit("HEAD")
    with (
        mock.patch.dict(os.environ, {"PATH": str(tmp_path)}),
        pytest.raises(ConvergenceError, match="not installed"),
    ):
        Repository.of(tmp_path)


def test_what_was_lost_is_not_taken_for_what_never_was(tmp_path: Path) -> None:
    """A file that a commit holds and whose object is gone, or broken, is no missing file."""
    history = committed(tmp_path, lost="lost\n", broken="x" * 99999, sound="sound\n")
    for name in ("lost", "broken"):
        hash_ = history.git("rev-parse", f"HEAD:{name}")
        object_ = tmp_path / ".git" / "objects" / hash_[:2] / hash_[2:]
        object_.chmod(0o600)
        object_.write_bytes(object_.read_bytes()[:20]) if name == "broken" else object_.unlink()

    for name in ("lost", "broken"):
        with Repository.of(tmp_path) as repository, pytest.raises(ConvergenceError):
            repository.file("HEAD", name)
    with Repository.of(tmp_path) as repository:
        assert repository.file("HEAD", "sound") == b"sound\n"


def test_a_broken_repository_is_refused_in_the_words_of_git(tmp_path: Path) -> None:
    """Where git cannot go on, its own words say why."""
    history = committed(tmp_path)
    history.write("file", "two\n")
    head = history.commit(MARTIN)
    base = history.git("rev-parse", "base")
    with Repository.of(tmp_path) as repository:
        shutil.rmtree(tmp_path / ".git" / "objects" / base[:2])
        with pytest.raises(ConvergenceError, match="git refuses: "):
            repository.changes(repository.commits(base, head))
