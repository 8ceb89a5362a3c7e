"""Repositories with a history: a workspace, and commits that each change one answer."""

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.workspaces import answer_files, write_workspace

_FIRST_DAY = date(2026, 1, 1)
_WHO = "committer A. Martin <a.martin@example.org>"


def write_repository(root: Path, n_products: int, n_commits: int) -> None:
    """Write a workspace in a repository of so many commits, a day from one to the next."""
    write_workspace(root, n_products)
    _git(root, "init", "--quiet", "--initial-branch=main")
    _git(root, "fast-import", "--quiet", given=b"".join(_stream(root, n_commits)))
    _git(root, "reset", "--quiet", "--hard", "main")


def _stream(root: Path, n_commits: int) -> Iterator[bytes]:
    """Yield what `git fast-import` reads: the whole workspace, then one answers file a commit."""
    files = [each for each in sorted(root.rglob("*.yaml")) if ".git" not in each.parts]
    yield _commit(0, "start")
    for file in files:
        yield _file(file.relative_to(root).as_posix(), file.read_bytes())
    sheets = answer_files(root)
    texts = {each: each.read_text(encoding="utf-8") for each in sheets}
    for number in range(1, n_commits):
        sheet = sheets[number * 7 % len(sheets)]
        before, after = ("level: 2", "level: 1") if number % 3 else ("level: 1", "level: 2")
        texts[sheet] = texts[sheet].replace(before, after, 1)
        yield _commit(number, f"an answer, {number}")
        yield _file(sheet.relative_to(root).as_posix(), texts[sheet].encode())


def _commit(number: int, subject: str) -> bytes:
    day = _FIRST_DAY + timedelta(days=number)
    when = f"{(day - date(1970, 1, 1)).days * 86400} +0000"
    return f"commit refs/heads/main\n{_WHO} {when}\ndata {len(subject)}\n{subject}\n".encode()


def _file(path: str, content: bytes) -> bytes:
    return b"M 644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)


def _git(root: Path, *args: str, given: bytes = b"") -> None:
    subprocess.run(["git", *args], cwd=root, input=given, check=True, capture_output=True)
