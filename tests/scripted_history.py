"""Histories in real git repositories, of which nothing of the machine counts."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

BASE = Path(__file__).parent / "files" / "base"
DAY = "2026-11-20"

ENVIRONMENT: Mapping[str, str] = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "3",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
    "GIT_CONFIG_KEY_1": "protocol.file.allow",
    "GIT_CONFIG_VALUE_1": "always",
    "GIT_CONFIG_KEY_2": "core.autocrlf",
    "GIT_CONFIG_VALUE_2": "false",
}
"""What git is told wherever it runs: no configuration but this one."""

MEMBERS = """\
format: 1
company: {name: Exemple Santé}
language: en
members:
  - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager, rights: [validate, manage_members], products: all}
  - {id: b.durand, name: B. Durand, email: b.durand@example.org, role: contributor, products: [medicab]}
  - {id: q.lefevre, name: Q. Lefèvre, email: q.lefevre@example.org, role: contributor, rights: [validate], products: [visiocab]}
"""  # noqa: E501 - a member is a line
MARTIN, DURAND, LEFEVRE = (
    "a.martin@example.org",
    "b.durand@example.org",
    "q.lefevre@example.org",
)


def git(folder: Path, *args: str, **identity: str) -> str:
    """Run git in a folder, and return what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *args],
        cwd=folder,
        env={**kept, **ENVIRONMENT, **identity},
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.decode("utf-8", "replace").strip()


class ScriptedHistory:
    """A repository whose commits are written one by one; the workspace may lie below its root."""

    def __init__(self, top: Path, below: str = ".") -> None:
        self.top = top
        self.root = top / below
        self.root.mkdir(parents=True, exist_ok=True)
        git(top, "init", "--quiet")

    @classmethod
    def founded(cls, top: Path, below: str = ".", settings: str = MEMBERS) -> "ScriptedHistory":
        """Return one with a valid workspace in its first commit, tagged `base`."""
        history = cls(top, below)
        shutil.copytree(BASE, history.root, dirs_exist_ok=True)
        history.write("convergence.yaml", settings)
        history.append("products/medicab/product.yaml", "manager: b.durand\n")
        history.append("products/visiocab/product.yaml", "manager: q.lefevre\n")
        history.commit(MARTIN)
        history.tag("base")
        return history

    def git(self, *args: str, **identity: str) -> str:
        """Run git at the root of the repository."""
        return git(self.top, *args, **identity)

    def tag(self, name: str) -> None:
        """Name the last commit."""
        self.git("tag", "--force", name)

    def write(self, path: str, text: str) -> None:
        """Write a file of the workspace."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))

    def read(self, path: str) -> str:
        """Return a file of the workspace."""
        return (self.root / path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace some text of a file of the workspace."""
        text = self.read(path)
        assert text.count(old) == 1, text
        self.write(path, text.replace(old, new))

    def append(self, path: str, text: str) -> None:
        """Add some text to a file of the workspace."""
        self.write(path, self.read(path) + text)

    def remove(self, path: str) -> None:
        """Remove a file, or a folder, of the workspace."""
        target = self.root / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    def commit(self, email: str, day: str = DAY) -> str:
        """Commit everything in somebody's name, and return the hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "-", **identity(email, day))
        return self.git("rev-parse", "HEAD")

    def start_merge(self, branch: str) -> None:
        """Merge a branch of which nothing is taken; what is written then is the merge's own."""
        options = ("--quiet", "--no-commit", "--no-ff", "--strategy=ours")
        self.git("merge", *options, branch, **identity(MARTIN))


def identity(email: str, day: str = DAY) -> dict[str, str]:
    """Return the variables by which git knows who commits, and when."""
    name = email.partition("@")[0]
    return {
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_NAME": "Committer",
        "GIT_COMMITTER_EMAIL": "committer@example.org",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
    }
