"""What the design promises, measured: one clock, small pieces, and imports that wait."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import convergence_cli
from convergence_cli.cli.app import COMMANDS
from convergence_cli.loading.shipped import examples_folder
from tests.cli.running import clean_environment

PACKAGE = Path(convergence_cli.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
EXAMPLE = examples_folder() / "exemple-sante"
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
CLOCK = "cli/console.py"
READS_THE_CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
EXPLAINING = "jsonschema"
ALWAYS_LATE = ("questionary", "prompt_toolkit", "openpyxl")

_RUN_AND_LIST = """
import os, sys
leave = os._exit
os._exit = lambda code: (print(*sys.modules, file=sys.stderr, flush=True), leave(code))
from convergence_cli.__main__ import main
main()
os._exit(0)
"""


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


each_module = pytest.mark.parametrize("path", MODULES, ids=_name)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@each_module
def test_modules_are_small(path: Path) -> None:
    """A module can be read in one sitting: 400 lines at most."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@each_module
def test_functions_are_small(path: Path) -> None:
    """A function fits on a screen: 60 lines at most, its docstring included."""
    lengths = {
        each.name: (each.end_lineno or each.lineno) - each.lineno + 1
        for each in _functions(_tree(path))
    }

    assert {name for name, length in lengths.items() if length > LONGEST_FUNCTION} == set()


@each_module
def test_there_is_one_clock(path: Path) -> None:
    """Only the console asks what day it is: everything else is told."""
    asked = {
        node.attr
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and node.attr in READS_THE_CLOCK
    }

    assert asked == ({"today"} if _name(path) == CLOCK else set())


@each_module
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """Each module starts with a sentence on what it is for."""
    assert ast.get_docstring(_tree(path))


def imported(*args: str) -> set[str]:
    """Return the modules that a run of the command line leaves loaded."""
    process = subprocess.run(
        [sys.executable, "-c", _RUN_AND_LIST, *args],
        cwd=EXAMPLE,
        env=clean_environment({"PYTHONIOENCODING": "utf-8"}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(process.stderr.splitlines()[-1].split())


def packages(*args: str) -> set[str]:
    """Return the packages that a run of the command line imports."""
    return {each.partition(".")[0] for each in imported(*args)}


def test_the_version_costs_nothing() -> None:
    """`--version` is answered before anything is imported, the command line itself included."""
    loaded = imported("--version")

    ours = {each for each in loaded if each.startswith("convergence_cli.")}
    assert ours == {"convergence_cli.__main__"}
    heavy = {"typer", "click", "rich", "plotext", "ruamel", "jsonschema", "yaml_rs", *ALWAYS_LATE}
    assert {each.partition(".")[0] for each in loaded} & heavy == set()


def test_check_imports_no_more_than_it_needs() -> None:
    """`check` of valid files loads neither drawing, nor prompts, nor what explains errors."""
    assert packages("check") & {"rich", "plotext", EXPLAINING, *ALWAYS_LATE} == set()


def test_score_imports_no_more_than_it_needs() -> None:
    """`score` draws no radar and asks nothing: it loads tables, and that is all."""
    loaded = packages("score")

    assert "rich" in loaded
    assert loaded & {"plotext", EXPLAINING, *ALWAYS_LATE} == set()


def test_json_needs_no_terminal() -> None:
    """`score --format json` loads no drawing of any kind."""
    assert packages("score", "--format", "json") & {"plotext", EXPLAINING, *ALWAYS_LATE} == set()


def test_radar_is_what_plotext_is_for() -> None:
    """`radar` loads the drawing package, and no prompt."""
    loaded = packages("radar", "medicab")

    assert "plotext" in loaded
    assert loaded & {EXPLAINING, *ALWAYS_LATE} == set()


def test_a_command_loads_no_other_command() -> None:
    """Each verb has a module of its own, and a run loads that one."""
    loaded = imported("profile", "medicab")

    commands = {f"convergence_cli.cli.{module}" for module in COMMANDS.values()}
    assert loaded & commands == {"convergence_cli.cli.profile"}
