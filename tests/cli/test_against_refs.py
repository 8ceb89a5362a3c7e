"""What `score --against` and `diff` make of the name that they are given, and of what is there."""

from pathlib import Path

import pytest

from tests.cli.changing import (
    CARE,
    DEFINITION,
    MED,
    Edit,
    changes,
    command_in,
    copied,
    removed,
    replaced,
    score,
    told,
    written,
)
from tests.cli.running import AS_OF, run
from tests.scripted_history import MARTIN, ScriptedHistory, git

MED_CARE = f"{MED}/{CARE}"
LOWERED = replaced(MED_CARE, "    level: 3\n", "    level: 2\n")
RAISED = replaced(MED_CARE, "D: {level: 2}", "D: {level: 3}")


HOSTILE = (
    "",
    "-x",
    "--all",
    "--upload-pack=touch forged",
    "--output=forged",
    "HEAD\n--all",
    f"HEAD:{MED_CARE}",
    "base..HEAD",
    "base...HEAD",
    "^base",
    "@{u}",
    "$(touch forged)",
    "; touch forged",
    "...",
    "é\x1b[31m",
    "x" * 5000,
)


@pytest.mark.parametrize("ref", HOSTILE, ids=lambda ref: repr(ref[:30]))
@pytest.mark.parametrize(
    "command", [("score", "--against"), ("diff", "--"), ("diff", "HEAD", "--")]
)
def test_a_name_is_never_anything_but_a_name(
    command: tuple[str, ...], ref: str, base: ScriptedHistory
) -> None:
    """What stands for no commit is 2 with nothing on stdout; no option, no shell, no file."""
    before = sorted(base.root.iterdir())

    done = run(*command, ref, at=base.root)

    assert (done.code, done.out) == (2, ""), done.err
    assert "\x1b" not in done.err
    assert "Traceback" not in done.err
    assert sorted(base.root.iterdir()) == before


def test_an_unknown_name_is_refused_in_the_language_of_the_workspace(
    history: ScriptedHistory,
) -> None:
    """A name that git does not know is 2, with the nearest one."""
    history.tag("release-2026")
    replaced("convergence.yaml", "language: en", "language: fr")(history)

    for args in (("score", "--against", "release-2025"), ("diff", "release-2025")):
        done = run(*args, at=history.root)
        assert done.code == 2
        assert "git ne connaît ici aucun commit « release-2025 »" in done.err
        assert "vouliez-vous dire « release-2026 » ?" in done.err


def test_nothing_was_committed_yet(tmp_path: Path, base: ScriptedHistory) -> None:
    """A repository without a commit is 2, and says what to do first."""
    history = copied(base, tmp_path / "copy")
    history.remove(".git")
    outside = score(history)
    history.git("init", "--quiet")
    unborn = score(history)

    assert (outside.code, unborn.code) == (2, 2)
    assert "lies in no git repository" in outside.err
    assert "nothing was committed yet" in unborn.err


def test_a_branch_can_be_compared_with_where_it_began(history: ScriptedHistory) -> None:
    """REF... is where HEAD left REF; a REF that has moved on is said to have."""
    history.git("checkout", "--quiet", "-b", "topic")
    LOWERED(history)
    history.commit(MARTIN)
    history.git("checkout", "--quiet", "main")
    RAISED(history)
    history.commit(MARTIN)
    history.git("checkout", "--quiet", "topic")

    tip, fork = (told(score(history, "-f", "json", against=each)) for each in ("main", "main..."))
    at_tip = [each for each in changes(tip, "kind", "product", "criterion") if each[1] == "med"]
    at_fork = [each for each in changes(fork, "kind", "product", "criterion") if each[1] == "med"]

    assert at_tip == [("level-lowered", "med", "A"), ("level-lowered", "med", "D")]
    assert at_fork == [("level-lowered", "med", "A")]
    assert "compare with where this branch left it, by 'main...'" in tip["notices"][0]
    assert fork["notices"] == []
    assert fork["against"]["commit"] == history.git("rev-parse", "base")
    assert "main has commits that are not here" in " ".join(
        score(history, against="main").out.split()
    )
    two = run("diff", "main", "topic", "-f", "json", *AS_OF, at=history.root).json()
    assert two["notices"] == tip["notices"]
    assert score(history, against="base").out.count("not here") == 0


def test_no_workspace_before_passes_with_a_notice(tmp_path: Path, base: ScriptedHistory) -> None:
    """Where a commit holds no workspace, everything is added: a pass, and said to be one."""
    history = ScriptedHistory(tmp_path / "new")
    history.write("README.md", "Nothing yet\n")
    history.commit(MARTIN)
    history.tag("empty")
    for path in ("convergence.yaml", "questionnaires", "products", "company"):
        source = base.root / path
        for file in [source] if source.is_file() else source.rglob("*.yaml"):
            history.write(file.relative_to(base.root).as_posix(), file.read_text("utf-8"))

    done = score(history, "-f", "json", against="empty")
    document = told(done)

    assert (done.code, document["verdict"]) == (0, "pass")
    assert document["notices"] == ["there is no workspace at empty: everything counts as added"]
    assert {each[0] for each in changes(document)} == {"product-added", "answer-added"}
    assert run("diff", "empty", *AS_OF, at=history.root).code == 0
    backwards = run("diff", "HEAD", "empty", at=history.root)
    assert (backwards.code, "there is no workspace at empty" in backwards.err) == (2, True)


def test_a_workspace_that_moved_is_said_to_have(tmp_path: Path, base: ScriptedHistory) -> None:
    """Where the commit holds a workspace in another folder, the notice names it."""
    history = copied(base, tmp_path / "copy")
    names = [each.name for each in history.root.iterdir() if each.name != ".git"]
    (history.root / "quality").mkdir()
    history.git("mv", *names, "quality")
    history.root = history.top / "quality"

    done = score(history, "-f", "json", against="base")

    [notice] = told(done)["notices"]
    assert done.code == 0
    assert "there is no workspace at base in this folder, but there is one in: ." in notice
    history.commit(MARTIN)
    assert told(score(history, "-f", "json"))["notices"] == []


INVALID: dict[str, tuple[Edit, str]] = {
    "an unknown criterion": (
        replaced(MED_CARE, "  B: {level: 1}", "  Z: {level: 1}"),
        f"bad:{MED_CARE}:11:3: error CV201",
    ),
    "no YAML": (written(MED_CARE, "answers: [\n"), f"bad:{MED_CARE}:"),
    "a level off the scale": (
        replaced(MED_CARE, "B: {level: 1}", "B: {level: 7}"),
        f"bad:{MED_CARE}:11:14: error CV301",
    ),
    "a condition on nothing": (
        replaced(DEFINITION, "applies_when: shares", "applies_when: nothing"),
        f"bad:{DEFINITION}:",
    ),
    "a product without a declaration": (
        removed(f"{MED}/product.yaml"),
        f"bad:{MED}",
    ),
}


@pytest.mark.parametrize("what", INVALID)
def test_errors_before_give_no_verdict(what: str, history: ScriptedHistory) -> None:
    """A base whose files have errors is 2: each error has its place in that commit."""
    edit, place = INVALID[what]
    edit(history)
    history.commit(MARTIN)
    history.tag("bad")
    history.git("checkout", "--quiet", "base", "--", ".")
    history.commit(MARTIN)

    done = score(history, "-f", "json", against="bad")
    two = run("diff", "bad", "HEAD", *AS_OF, at=history.root)

    assert (done.code, done.out) == (two.code, two.out) == (2, "")
    assert place in done.err
    assert "no verdict: the files at bad have these errors" in done.err
    assert "Traceback" not in done.err
    assert run("diff", "base", "bad", *AS_OF, at=history.root).code == 2


def test_many_errors_before_are_told_in_part(history: ScriptedHistory) -> None:
    """Of a base that is wrong throughout, ten errors are told, and how many there are besides."""
    unknown = "".join(f"  Z{n}: {{level: 1}}\n" for n in range(12))
    replaced(MED_CARE, "  B: {level: 1}\n", f"  B: {{level: 1}}\n{unknown}")(history)
    history.commit(MARTIN)
    history.tag("throughout")
    history.git("checkout", "--quiet", "base", "--", ".")
    history.commit(MARTIN)

    done = score(history, against="throughout")

    assert done.code == 2
    assert done.err.count("error CV201") == 10
    assert "… and 2 more\n" in done.err


def test_a_range_is_no_commit(history: ScriptedHistory) -> None:
    """Who names a range is told how to name two commits, and not to fetch it."""
    done = run("diff", "base..HEAD", *AS_OF, at=history.root)

    assert done.code == 2
    assert "a range is no commit" in done.err
    assert "git fetch" not in done.err


def test_errors_now_give_no_verdict(history: ScriptedHistory) -> None:
    """Files here that have errors are 2 as ever, at their own places."""
    replaced(MED_CARE, "  B: {level: 1}", "  Z: {level: 1}")(history)

    done = score(history)

    assert (done.code, done.out) == (2, "")
    assert f"\n{MED_CARE}:11:3: error CV201" in f"\n{done.err}"


@pytest.fixture(scope="module")
def published(base: ScriptedHistory, tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return what a server holds: `main`, and a `topic` of one more commit, which is worse."""
    history = copied(base, tmp_path_factory.mktemp("server") / "published")
    history.git("config", "uploadpack.allowAnySHA1InWant", "true")
    RAISED(history)
    history.commit(MARTIN)
    history.git("checkout", "--quiet", "-b", "topic")
    LOWERED(history)
    history.commit(MARTIN)
    return history


@pytest.mark.parametrize("name", ["origin/main", "commit"])
def test_a_shallow_clone_says_how_to_get_the_base(
    name: str, published: ScriptedHistory, tmp_path: Path
) -> None:
    """Without the base there is no verdict; the command that is told brings it, and its verdict."""
    url = published.top.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=topic", url, "clone")
    clone = tmp_path / "clone"
    ref = published.git("rev-parse", "main") if name == "commit" else name

    before = run("score", "--against", ref, *AS_OF, at=clone)
    git(clone, *command_in(before.err))
    after = run("score", "--against", ref, "-f", "json", *AS_OF, at=clone)

    assert (before.code, before.out) == (2, "")
    assert (after.code, changes(after.json())[0]) == (1, ("level-lowered", "med", "A", 3, 2))
    assert after.json()["notices"] == []


def test_where_a_shallow_clone_began_is_not_guessed(
    published: ScriptedHistory, tmp_path: Path
) -> None:
    """A clone that ends too early knows no common commit: 2, until it is whole."""
    url = published.top.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=topic", url, "c")
    clone = tmp_path / "c"

    at_tip = run("score", "--against", "origin/main", *AS_OF, at=clone)
    at_fork = run("score", "--against", "origin/main...", *AS_OF, at=clone)
    git(clone, *command_in(at_fork.err))
    whole = run("score", "--against", "origin/main...", *AS_OF, at=clone)

    assert (at_tip.code, at_fork.code, whole.code) == (1, 2, 1)
