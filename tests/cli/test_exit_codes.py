"""An exit code answers a question, and each code is provoked here (SPEC §4)."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from convergence_cli.cli.app import COMMANDS
from tests.cli import small
from tests.cli.running import AS_OF, Finished, run, run_process
from tests.cli.small import plan, workspace, write

USER_DATA = "INT-TRA-01 of Medicab is at 0"
Raising = Callable[[BaseException], None]


@pytest.fixture
def raising(monkeypatch: pytest.MonkeyPatch) -> Raising:
    """Return what makes `score` end with an exception."""

    def raise_it(error: BaseException) -> None:
        def broken(*_args: object) -> NoReturn:
            raise error

        monkeypatch.setattr("convergence_cli.rendering.score_text.score_text", broken)

    return raise_it


def test_yes_is_0(tmp_path: Path) -> None:
    """A score that nothing refuses exits 0."""
    finished = run("score", *AS_OF, at=workspace(tmp_path, {"A": 2, "B": 2, "C": 2}))

    assert (finished.code, finished.err) == (0, "")


def test_errors_that_check_finds_are_1(example: Path) -> None:
    """`check` exits 1 where a file is wrong, and says how much is."""
    plan = "format: 1\nplan:\n  NO-SUCH: {by: 2027-Q1}\n"
    small.write(example, {"products/medicab/plan.yaml": plan})

    finished = run("check", *AS_OF, "--lang", "en", at=example)

    assert finished.code == 1
    assert "error CV201 unknown-criterion" in finished.out
    assert "error" in finished.err.splitlines()[-1]


def test_warnings_alone_are_0(example: Path) -> None:
    """`check` exits 0 on warnings: they fail nothing."""
    finished = run("check", *AS_OF, "--lang", "en", at=example)

    assert finished.code == 0
    assert finished.out.count(": warning ") == 7
    assert finished.err == "4 products, 15 answers files: 7 warnings\n"


def test_nothing_wrong_says_so(tmp_path: Path) -> None:
    """`check` of a workspace without a flaw prints nothing on stdout, and says so on stderr."""
    root = workspace(tmp_path, {"A": 2, "B": 2, "C": 2})
    write(root, {"products/med/plan.yaml": plan({"A": "2027-Q2", "B": "2027-Q2", "C": "2028-Q4"})})

    finished = run("check", *AS_OF, at=root)

    assert (finished.code, finished.out) == (0, "")
    assert finished.err == "1 product, 1 answers file: nothing is wrong\n"


@pytest.mark.parametrize(
    "args",
    [
        ("scroe",),
        ("score", "--bogus"),
        ("score", "--format", "yaml"),
        ("score", "--color", "sometimes"),
        ("score", "--as-of", "tomorrow"),
        ("score", "--as-of", "2026-02-30"),
        ("score", "--fail-on", "mondays"),
        ("gap", "--lang", "de"),
        ("explain",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(args: tuple[str, ...], tmp_path: Path) -> None:
    """A command line that makes no sense exits 2, with the reason on stderr only."""
    finished = run(*args, at=workspace(tmp_path, {"A": 2}))

    assert (finished.code, finished.out) == (2, "")
    assert "Error:" in finished.err


@pytest.mark.parametrize(
    "args", [("score",), ("gap",), ("radar",), ("profile", "med"), ("status",), ("sync",)]
)
def test_files_with_errors_have_no_verdict(args: tuple[str, ...], tmp_path: Path) -> None:
    """Files with errors exit 2, and the errors are on stderr: a score of them would be a lie."""
    root = workspace(tmp_path, {"A": 2, "B": 7})

    finished = run(*args, at=root)

    assert (finished.code, finished.out) == (2, "")
    assert "products/med/answers/care.yaml:7:14: error CV301 level-not-on-scale" in finished.err
    assert finished.err.endswith(
        "no verdict: mend these errors first ('convergence check' lists everything)\n"
    )


def test_errors_of_another_file_have_no_verdict_either(tmp_path: Path) -> None:
    """A product that could not be read stops the score of every product, named or not."""
    root = small.write(
        workspace(tmp_path, {"A": 2}), {"products/other/product.yaml": "format: [\n"}
    )

    finished = run("score", "med", at=root)

    assert finished.code == 2
    assert "products/other/product.yaml" in finished.err


@pytest.mark.parametrize("args", [("score",), ("gap", "medicab-agenda"), ("radar",)])
def test_warnings_do_not_stop_a_score(args: tuple[str, ...], example: Path) -> None:
    """Files with warnings only are scored, and `score` says nothing of them."""
    finished = run(*args, *AS_OF, at=example)

    assert (finished.code, finished.err) == (0, "")
    assert finished.out


def test_nothing_to_judge_is_2(tmp_path: Path) -> None:
    """A workspace without products has nothing to score: an empty run is not a pass."""
    root = small.write(tmp_path, {"convergence.yaml": small.SETTINGS})

    for command in ("score", "gap", "radar"):
        finished = run(command, at=root)

        assert (finished.code, finished.out) == (2, "")
        assert finished.err == (
            "convergence: nothing to judge: no product or questionnaire to score\n"
        )


def test_only_archived_products_leave_nothing_to_judge(tmp_path: Path) -> None:
    """Archived products are judged when they are asked for, and only then."""
    archived = small.product("med").replace(
        "status: active", "status: archived\narchived_on: 2026-01-01\narchived_because: Replaced"
    )
    root = small.write(workspace(tmp_path, {"A": 2}), {"products/med/product.yaml": archived})

    for command in ("score", "gap", "radar"):
        assert run(command, at=root).code == 2
        assert run(command, "--archived", at=root).code == 0
        assert run(command, "med", at=root).code == 0


def test_a_bug_is_3(tmp_path: Path, raising: Raising) -> None:
    """A bug exits 3, with a block to paste that says where it broke."""
    raising(ZeroDivisionError(USER_DATA))

    finished = run("score", at=workspace(tmp_path, {"A": 2}))

    assert (finished.code, finished.out) == (3, "")
    assert "this is a bug in convergence" in finished.err
    assert "ZeroDivisionError" in finished.err
    assert "convergence_cli/cli/score.py:" in finished.err


def test_a_bug_report_holds_no_data_of_the_user(tmp_path: Path, raising: Raising) -> None:
    """A bug report holds neither the message of the error, nor the path of the workspace."""
    raising(ValueError(USER_DATA))
    root = workspace(tmp_path / "secret-customer", {"A": 2})

    finished = run("score", "--workspace", str(root), at=tmp_path)

    assert USER_DATA not in finished.err
    assert "secret-customer" not in finished.err
    assert str(tmp_path) not in finished.err
    assert str(Path(__file__).parent) not in finished.err


def test_what_the_system_refuses_is_2(tmp_path: Path, raising: Raising) -> None:
    """A disk or a folder that the system refuses is no bug: it exits 2 with the reason."""
    raising(PermissionError(13, "Permission denied", "somewhere"))

    finished = run("score", at=workspace(tmp_path, {"A": 2}))

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == "convergence: Permission denied: somewhere\n"


def test_an_interruption_is_130(tmp_path: Path, raising: Raising) -> None:
    """Ctrl-C exits 130, without a traceback."""
    raising(KeyboardInterrupt())

    finished = run("score", at=workspace(tmp_path, {"A": 2}))

    assert (finished.code, finished.out, finished.err) == (130, "", "")


def test_an_interruption_while_starting_is_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C before the command line is even read exits 130 too."""

    def interrupted() -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("convergence_cli.cli.app.app", interrupted)

    assert run("check", at=tmp_path) == Finished(130, b"", b"")


@pytest.mark.parametrize("command", ["check", "score", "gap", "radar", "profile"])
def test_formats_never_change_the_exit_code(command: str, example: Path) -> None:
    """The exit code is the same in every format, whatever it is."""
    formats = {
        "check": ("text", "json"),
        "profile": ("text", "json"),
        "radar": ("text", "json", "svg"),
    }.get(command, ("text", "json", "markdown"))
    situations = {
        "check": ((), ("--as-of", "2040-01-01")),
        "profile": (("medicab",), ("no-such",)),
        "score": (("medicab",), ("medicab", "--fail-under", "3"), ("no-such",)),
        "gap": (("medicab",), ("medicab", "--fail-on", "under-target"), ("no-such",)),
        "radar": (("medicab", "-q", "interoperability"), ("no-such",)),
    }[command]

    for situation in situations:
        codes = {run(command, *situation, "-f", each, at=example).code for each in formats}
        assert len(codes) == 1


def test_format_does_not_hide_errors(tmp_path: Path) -> None:
    """`check` exits 1 on errors in JSON as in text, and the document says so."""
    finished = run("check", "--format", "json", at=workspace(tmp_path, {"A": 9}))

    assert finished.code == 1
    assert finished.json()["verdict"] == "fail"


def test_alone_it_prints_help(tmp_path: Path) -> None:
    """`convergence` alone prints its verbs and exits 0, wherever it runs."""
    finished = run(at=tmp_path)

    assert finished.code == 0
    assert [line.split()[0] for line in finished.out.splitlines() if line[:3] == "  i"] == [
        "init",
        "init-product",
        "import",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, tmp_path: Path) -> None:
    """Every command explains itself in plain ASCII, with an example that names it."""
    finished = run(command, "--help", at=tmp_path)

    assert finished.code == 0
    assert f"Example: convergence {command}" in finished.out
    assert finished.stdout.isascii()


def test_version_is_one_line(tmp_path: Path) -> None:
    """`--version` prints one line, in a process and as an option among others."""
    asked = run_process("--version", at=tmp_path)

    assert asked == run_process("--version", "check", at=tmp_path)
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.startswith("convergence 0.")
