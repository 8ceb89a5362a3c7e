"""Runs of the command line: inside this process, which is fast, or in one of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from convergence_cli.cli import boundary, console
from convergence_cli.language import Language

DAY = "2026-11-22"
AS_OF = ("--as-of", DAY)
_OF_THE_CALLER = (
    *("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING", "PYTHONUTF8"),
    *("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "CI_PROJECT_URL"),
)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a run leaves behind."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        """The product."""
        return self.stdout.decode("utf-8")

    @property
    def err(self) -> str:
        """The conversation."""
        return self.stderr.decode("utf-8")

    def json(self) -> Any:
        """Return the product, read as JSON."""
        return json.loads(self.stdout)


def run(
    *args: str,
    at: Path,
    columns: int = 80,
    encoding: str = "utf-8",
    env: Mapping[str, str] | None = None,
) -> Finished:
    """Run the command line inside this process, in a folder, with no terminal around it."""
    streams = [
        io.TextIOWrapper(io.BytesIO(), encoding, errors, newline="\n", write_through=True)
        for errors in ("strict", "backslashreplace")
    ]
    with _environment({"COLUMNS": str(columns), **(env or {})}), chdir(at):
        code = _exit_code(args, *streams)
    out, err = (_content(stream) for stream in streams)
    return Finished(code, out, err)


def run_process(
    *args: str,
    at: Path,
    columns: int = 80,
    encoding: str = "utf-8",
    env: Mapping[str, str] | None = None,
) -> Finished:
    """Run the command line in a process of its own, in a folder, with no terminal around it."""
    added = {"COLUMNS": str(columns), "PYTHONIOENCODING": encoding, **(env or {})}
    with _environment(added):
        process = subprocess.run(
            [sys.executable, "-m", "convergence_cli", *args],
            cwd=at,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    return Finished(process.returncode, process.stdout, process.stderr)


def clean_environment(added: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what the caller's terminal says of itself."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_THE_CALLER}
    return {**kept, **added}


@contextmanager
def _environment(added: Mapping[str, str]) -> Iterator[None]:
    with mock.patch.dict(os.environ, clean_environment(added), clear=True):
        yield


def _exit_code(args: tuple[str, ...], out: io.TextIOWrapper, err: io.TextIOWrapper) -> int:
    # A process speaks one language; here, one process stands for many.
    console.speak(Language.EN)
    with (
        mock.patch.object(sys, "argv", ["convergence", *args]),
        mock.patch.object(sys, "stdin", io.StringIO()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            boundary.run()
        except SystemExit as stop:
            return int(stop.code or 0)


def _content(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()
