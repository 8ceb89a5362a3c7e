"""Outputs that were read by a person once, and are compared byte for byte ever since."""

from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "golden"


@dataclass(frozen=True, slots=True)
class Golden:
    """Compares results with the files of `tests/golden`, or accepts them."""

    accepts: bool

    def check(self, name: str, content: bytes) -> None:
        """Fail where a result is not the one that was accepted; leave it beside that one."""
        accepted, actual = FOLDER / name, FOLDER / f"{name}.actual"
        if self.accepts:
            accepted.parent.mkdir(parents=True, exist_ok=True)
            accepted.write_bytes(content)
        before = accepted.read_bytes() if accepted.exists() else b""
        if before == content:
            actual.unlink(missing_ok=True)
            return
        actual.parent.mkdir(parents=True, exist_ok=True)
        actual.write_bytes(content)
        pytest.fail(_difference(name, before, content), pytrace=False)


def golden_files() -> set[str]:
    """Return the names of the accepted results."""
    return {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*")
        if path.is_file() and path.suffix != ".actual"
    }


def _difference(name: str, before: bytes, after: bytes) -> str:
    shown = unified_diff(
        _lines(before), _lines(after), f"golden/{name}", f"golden/{name}.actual", lineterm=""
    )
    return "\n".join([*shown, "", "accept it: pytest --update-golden"])


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "backslashreplace").splitlines()
