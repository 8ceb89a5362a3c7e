"""`member codeowners`: who is asked to look at what; git itself says what a pattern matches."""

import shutil
from pathlib import Path

import pytest

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import Workspace
from tests.cli import small
from tests.cli.running import Finished, run
from tests.handbook import EXAMPLE
from tests.scripted_history import DURAND, ENVIRONMENT, LEFEVRE, MARTIN, ScriptedHistory, git

PREFIXES = (".", "conformité", "two words", "a#b", "x [y]", "st*r", "sl\\ash", "!no", "deep/er")
FILE = ".github/CODEOWNERS"


def example_below(top: Path, below: str) -> Path:
    """Return a copy of the example company below the root of a repository."""
    history = ScriptedHistory(top, below)
    shutil.copytree(EXAMPLE, history.root, dirs_exist_ok=True)
    return history.root


def codeowners(root: Path, *args: str) -> Finished:
    """Run the command in a workspace."""
    return run("member", "codeowners", "--lang", "en", *args, at=root, env=ENVIRONMENT)


def owners_by_path(top: Path, text: str) -> dict[str, set[str]]:
    """Return who owns each file: git says which patterns match it, and the last one wins."""
    paths = [each.relative_to(top).as_posix() for each in sorted(top.rglob("*")) if each.is_file()]
    paths = [each for each in paths if not each.startswith(".git/")]
    found: dict[str, set[str]] = {each: set() for each in paths}
    for line in text.splitlines():
        if not line.startswith("# "):
            pattern, owners = pattern_and_owners(line)
            for path in matched(top, pattern, paths):
                found[path] = set(owners)
    return found


def pattern_and_owners(line: str) -> tuple[str, list[str]]:
    """Split a rule at its spaces, those aside that a backslash makes part of the pattern."""
    words = line.replace("\\\\", "\0").replace("\\ ", "\1").split(" ")
    pattern, *owners = [each.replace("\0", "\\\\").replace("\1", "\\ ") for each in words]
    return pattern, owners


def matched(top: Path, pattern: str, paths: list[str]) -> list[str]:
    """Return the paths that a pattern matches, as git matches what it ignores."""
    rules = top.parent / "rules"
    rules.write_text(f"{pattern}\n", encoding="utf-8")
    options = ("-c", f"core.excludesFile={rules}", "-c", "core.quotePath=false")
    told = git(
        top, *options, "ls-files", "-z", "--others", "--ignored", "--exclude-from", str(rules)
    )
    ignored = set(told.split("\0"))
    return [each for each in paths if each in ignored]


def expected_owners(workspace: Workspace, path: str) -> set[str]:
    """Return who should own a file of the workspace, from its path alone."""
    match path.split("/"):
        case ["convergence.yaml"]:
            owners = [each for each in workspace.members if "manage_members" in each.rights]
        case ["products", product, *_]:
            manager = workspace.products[product].manager
            owners = [
                each
                for each in workspace.members
                if each.products == "all" or product in each.products or each.id == manager
            ]
        case ["questionnaires" | "company", *_]:
            owners = [each for each in workspace.members if each.products == "all"]
        case _:
            owners = []
    return {each.email for each in owners}


@pytest.mark.parametrize("below", PREFIXES)
def test_every_file_of_the_example_has_its_owners(below: str, tmp_path: Path) -> None:
    """For each file of the example, wherever it lies, git finds the owners that rights give."""
    top = tmp_path / "top"
    root = example_below(top, below)
    (top / "beside.txt").write_text("not ours", encoding="utf-8")
    workspace = load_workspace(root).workspace

    finished = codeowners(root)

    assert (finished.code, finished.err) == (0, "")
    found = owners_by_path(top, finished.out)
    wanted = {
        (root / each.relative_to(EXAMPLE)).relative_to(top).as_posix(): expected_owners(
            workspace, each.relative_to(EXAMPLE).as_posix()
        )
        for each in EXAMPLE.rglob("*")
        if each.is_file()
    }
    assert found == {**wanted, "beside.txt": set()}
    assert set(map(frozenset, wanted.values())) == {
        frozenset(),
        frozenset({MARTIN}),
        frozenset({MARTIN, DURAND}),
        frozenset({MARTIN, LEFEVRE}),
    }


def test_the_file_of_owners_is_owned_itself(tmp_path: Path) -> None:
    """Whoever could change the rules could change who is asked."""
    top = tmp_path / "top"
    root = example_below(top, "ws")
    codeowners(root, "--output", str(top / FILE.replace(".github/", "docs/")))

    text = (top / "docs/CODEOWNERS").read_text(encoding="utf-8")

    assert owners_by_path(top, text)["docs/CODEOWNERS"] == {MARTIN}


def test_a_manager_is_asked_about_a_product_that_is_none_of_theirs(tmp_path: Path) -> None:
    """Who manages a product owns its folder, whatever their list of products says."""
    root = example_below(tmp_path, ".")
    product = root / "products/medicab/product.yaml"
    text = product.read_text(encoding="utf-8").replace("manager: b.durand", "manager: q.lefevre")
    product.write_text(text, encoding="utf-8")

    line = next(
        each for each in codeowners(root).out.splitlines() if each.startswith("/products/medicab/")
    )

    assert line.split()[1:] == [MARTIN, DURAND, LEFEVRE]


def test_what_nobody_owns_has_no_rule(tmp_path: Path) -> None:
    """Without anybody for it, a folder is not written as nobody's: other rules may speak of it."""
    root = example_below(tmp_path, ".")
    settings = root / "convergence.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("products: all", "products: []").replace(", manage_members", ""),
        encoding="utf-8",
    )

    rules = codeowners(root).out.splitlines()[1:-1]

    assert [each.split()[0] for each in rules] == [
        "/products/medicab/",
        "/products/medicab-agenda/",
        "/products/medicab-classic/",
        "/products/medicab-mobile/",
    ]
    assert rules[2].split()[1:] == [MARTIN]


def test_a_stale_file_is_told(tmp_path: Path) -> None:
    """`--check` passes on what was just written, and fails once a member or a product changed."""
    root = example_below(tmp_path, "ws")
    target = str(tmp_path / FILE)
    assert codeowners(root, "--output", target).code == 0

    fresh = codeowners(root, "--check", target)
    settings = root / "convergence.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[medicab-agenda]", "[]"), encoding="utf-8")
    manager = codeowners(root, "--check", target)
    settings.write_text(text.replace("b.durand@", "beate@"), encoding="utf-8")
    stale = codeowners(root, "--check", target)
    codeowners(root, "--output", target)

    assert (fresh.code, fresh.out, fresh.err) == (0, "", f"{target} is up to date\n")
    assert manager.code == 0, "the manager still owns it"
    assert (stale.code, stale.out) == (1, "")
    assert f"member codeowners --output {target}" in stale.err
    assert codeowners(root, "--check", target).code == 0


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_rules_of_others_stay_as_they_are(line_end: str, tmp_path: Path) -> None:
    """In a file of several hands only the block between the marks is ours."""
    root = example_below(tmp_path, ".")
    target = tmp_path / FILE
    target.parent.mkdir()
    before = f"*.py @org/devs{line_end}# convergence: begin{line_end}"
    after = f"# convergence: end{line_end}/docs/ @org/writers"
    target.write_bytes(f"{before}/old/ x@example.org{line_end}{after}".encode())

    written = codeowners(root, "--output", str(target))
    text = target.read_bytes().decode()
    again = codeowners(root, "--check", str(target))

    assert (written.code, again.code) == (0, 0)
    assert text.startswith(f"*.py @org/devs{line_end}# convergence: begin")
    assert text.endswith(f"# convergence: end{line_end}/docs/ @org/writers")
    assert "/old/" not in text
    assert text.count("\n") == text.count(line_end)
    assert f"/products/medicab/ {MARTIN} {DURAND}{line_end}" in text


@pytest.mark.parametrize(
    "args",
    [
        ("--output", "own"),
        ("--output", "latin"),
        ("--check", "latin"),
        ("--check", "missing"),
        ("--output", "new", "--check", "own"),
        ("--output", "convergence.yaml"),
    ],
)
def test_no_file_is_lost(args: tuple[str, ...], tmp_path: Path) -> None:
    """Rules of others without marks, bytes that are no text, files of the workspace: exit 2."""
    root = example_below(tmp_path, ".")
    (root / "own").write_bytes(b"* @org/all\n")
    (root / "latin").write_bytes(b"# \xe9\n")
    before = {each: each.read_bytes() for each in root.rglob("*") if each.is_file()}

    finished = codeowners(root, *args)

    assert (finished.code, finished.out) == (2, "")
    assert {each: each.read_bytes() for each in root.rglob("*") if each.is_file()} == before


def test_without_a_repository_the_workspace_is_taken_for_its_root(tmp_path: Path) -> None:
    """The same rules as at the root of a repository, and a word about it."""
    shutil.copytree(EXAMPLE, tmp_path / "alone")
    root = example_below(tmp_path / "top", ".")

    alone = codeowners(tmp_path / "alone")

    assert alone.out == codeowners(root).out
    assert "no git repository" in alone.err


@pytest.mark.parametrize("email", ["a#b@example.org", "a\\u001b[31m@x", "a@x\\u202e"])
def test_an_email_does_not_end_its_line(email: str, tmp_path: Path) -> None:
    """What would start a comment, or cannot be seen, is no owner."""
    root = example_below(tmp_path, ".")
    settings = root / "convergence.yaml"
    text = settings.read_text(encoding="utf-8").replace("b.durand@example.org", f'"{email}"')
    settings.write_text(text, encoding="utf-8")

    finished = codeowners(root)

    assert (finished.code, finished.out) == (2, "")
    assert "the email of 'b.durand' cannot stand" in finished.err


def test_without_members_or_with_errors_there_is_nothing_to_write(tmp_path: Path) -> None:
    """Nobody owns anything, or nobody can tell: exit 2, and no text."""
    nobody = codeowners(small.workspace(tmp_path / "small", {"A": 1}))
    root = example_below(tmp_path / "top", ".")
    settings = root / "convergence.yaml"
    text = settings.read_text(encoding="utf-8").replace("role: manager", "role: boss")
    settings.write_text(text, encoding="utf-8")
    broken = codeowners(root)

    assert (nobody.code, nobody.out, broken.code, broken.out) == (2, "", 2, "")
    assert "names no member" in nobody.err
    assert "CV104" in broken.err
