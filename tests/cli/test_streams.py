"""stdout is the product, stderr the conversation, and --output a file that is never half."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from convergence_cli.cli.console import ColorChoice, screen_of
from tests.cli.running import AS_OF, Finished, clean_environment, run, run_process
from tests.cli.small import workspace

TEXTS = (
    ("check", *AS_OF),
    ("profile", "medicab-agenda"),
    ("score", *AS_OF),
    ("gap", "medicab", *AS_OF),
    ("radar", "medicab", "--compare", "medicab-mobile", *AS_OF),
    ("explain", "INT-TRA-02", "--product", "medicab-agenda", *AS_OF),
    ("explain", "dmp_profiles"),
    ("explain", "CV308"),
)
DATA = (
    ("check", "-f", "json", *AS_OF),
    ("profile", "medicab-agenda", "-f", "json"),
    ("score", "-f", "json", *AS_OF),
    ("score", "-f", "markdown", *AS_OF),
    ("gap", "-f", "json", *AS_OF),
    ("gap", "-f", "markdown", *AS_OF),
    ("radar", "-f", "json", *AS_OF),
    ("radar", "medicab", "-q", "interoperability", "-f", "svg", *AS_OF),
)
COLOURED = TEXTS[:-1]
OF_THE_TERMINAL = (("NO_COLOR", "1"), ("NO_COLOR", ""), ("TERM", "dumb"), ("TERM", "xterm"))
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("args", [*TEXTS, *DATA], ids=" ".join)
def test_what_goes_into_a_file_is_what_is_printed(args: tuple[str, ...], example: Path) -> None:
    """--output writes the very bytes that stdout would get, and stdout then gets none."""
    printed = run(*args, "--lang", "fr", at=example)

    finished = run(*args, "--output", "results/out.txt", "--lang", "fr", at=example)

    assert (finished.code, finished.stdout) == (printed.code, b"")
    assert (example / "results/out.txt").read_bytes() == printed.stdout
    assert finished.err.startswith("écrit : results/out.txt\n")


@pytest.mark.parametrize("args", TEXTS, ids=" ".join)
def test_a_file_is_utf_8_whatever_the_terminal_speaks(args: tuple[str, ...], example: Path) -> None:
    """A result that goes into a file keeps its accents and its drawing on a poor terminal."""
    printed = run(*args, at=example)

    run(*args, "--output", "out.txt", at=example, encoding="ascii")

    assert (example / "out.txt").read_bytes() == printed.stdout


def test_an_existing_result_is_replaced(example: Path) -> None:
    """--output writes over an earlier result."""
    result = example / "score.md"
    result.write_text("earlier", encoding="utf-8")

    finished = run("score", "-f", "markdown", "-o", "score.md", *AS_OF, at=example)

    assert finished.code == 0
    assert result.read_text(encoding="utf-8").startswith("### Medicab")


@pytest.mark.parametrize(
    ("command", "folder", "output"),
    [
        ("score", ".", "convergence.yaml"),
        ("score", ".", "products/medicab/plan.yaml"),
        ("gap", "products", "../questionnaires/interoperability.yaml"),
        ("check", ".", "questionnaires/new.yaml"),
        ("radar", ".", "products/medicab/x/../PLAN.YAML"),
        ("profile", ".", "anything.yml"),
        ("explain CV201", ".", "convergence.yaml"),
        ("explain CV201", "products", "../convergence.yaml"),
        ("explain CV201", "..", "exemple-sante/products/medicab/plan.yaml"),
        ("explain INT-TRA-01", "products", "../convergence.yaml"),
    ],
)
def test_no_result_is_written_over_a_file_of_a_workspace(
    command: str, folder: str, output: str, example: Path
) -> None:
    """--output never writes over, or among, the YAML files that a workspace is read from."""
    before = _files(example)

    finished = run(*command.split(), "--output", output, "--lang", "en", at=example / folder)

    assert (finished.code, finished.out) == (2, "")
    assert f"{output} is a file of the workspace, and is not overwritten by a result" in (
        finished.err
    )
    assert _files(example) == before


def test_a_link_to_a_file_of_the_workspace_is_no_way_around(example: Path) -> None:
    """A link that leads to a YAML file of the workspace is not written through, or replaced."""
    link = example / "result.txt"
    link.symlink_to("convergence.yaml")
    before = _files(example)

    finished = run("score", "--output", "result.txt", at=example)

    assert finished.code == 2
    assert link.is_symlink()
    assert _files(example) == before


def test_a_result_that_cannot_be_written_is_2(example: Path) -> None:
    """Where no file can be written, there is no verdict, and the reason is told."""
    (example / "taken").write_text("a file, where a folder is asked for", encoding="utf-8")

    finished = run("score", "--output", "taken/score.txt", "--lang", "en", at=example)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err.startswith("convergence: cannot write taken/score.txt: ")


def test_a_refused_score_is_written_too(example: Path) -> None:
    """--output does not change the exit code: a refused score is written, and exits 1."""
    finished = run("score", "--fail-under", "3", "-o", "score.txt", *AS_OF, at=example)

    assert finished.code == 1
    assert "✗ medicab, interoperability" in (example / "score.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("args", [*TEXTS, ("demo", *AS_OF)], ids=" ".join)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_poor_terminal_gets_plain_characters(
    args: tuple[str, ...], lang: str, example: Path
) -> None:
    """Where stdout speaks ASCII, every text is pure ASCII, and says as much as in Unicode."""
    option = () if "CV308" in args else ("--lang", lang)
    rich = run(*args, *option, at=example)

    poor = run(*args, *option, at=example, encoding="ascii")

    assert poor.code == rich.code
    assert poor.stdout.isascii()
    assert poor.stderr.isascii()
    assert len(poor.out.splitlines()) == len(rich.out.splitlines())
    assert _figures(poor) == _figures(rich)


def test_yes_no_and_unknown_differ_without_unicode(example: Path) -> None:
    """The three truths of a proof have three signs on a terminal that speaks ASCII."""
    asked = ("explain", "INT-SRV-10", "-p", "medicab-agenda", "--lang", "en")
    always = ("explain", "INT-SRV-13", "-p", "medicab-agenda", "--lang", "en")

    lines = run(*asked, at=example, encoding="ascii").out.splitlines()

    assert any(
        each.startswith("+ ")
        for each in run(*always, at=example, encoding="ascii").out.splitlines()
    )
    assert "  - uses_care_offer is true | false" in lines
    assert "  ? manages_care_offer is true | no answer" in lines


@pytest.mark.parametrize("args", DATA, ids=" ".join)
def test_data_is_utf_8_whatever_the_terminal_speaks(args: tuple[str, ...], example: Path) -> None:
    """JSON, Markdown and SVG are UTF-8, on a terminal that speaks ASCII as on any other."""
    printed = run(*args, at=example)

    assert run(*args, at=example, encoding="ascii").stdout == printed.stdout
    assert run(*args, at=example, encoding="latin-1").stdout == printed.stdout


def test_the_encoding_of_a_process_is_obeyed(example: Path) -> None:
    """With PYTHONIOENCODING=ascii, texts on both streams are ASCII, and JSON stays UTF-8."""
    text = run_process("check", *AS_OF, at=example, encoding="ascii")
    data = run_process("score", "-f", "json", *AS_OF, at=example, encoding="ascii")

    assert text.code == data.code == 0
    assert text.stdout.isascii()
    assert text.err == "4 produits, 15 fichiers de reponses : 7 avertissements\n"
    assert [each["id"] for each in data.json()["company"]["questionnaires"]] == ["strategy"]
    assert data.stdout == run("score", "-f", "json", *AS_OF, at=example).stdout


@pytest.mark.parametrize("args", COLOURED, ids=" ".join)
def test_there_is_no_colour_without_a_terminal(args: tuple[str, ...], example: Path) -> None:
    """Into a pipe or a file no escape sequence is written, unless it is asked for."""
    plain = run(*args, at=example)

    assert "\x1b" not in plain.out
    assert run(*args, "--color", "auto", at=example) == plain
    assert run(*args, "--color", "never", at=example) == plain


@pytest.mark.parametrize("args", COLOURED, ids=" ".join)
def test_colour_can_be_asked_for(args: tuple[str, ...], example: Path) -> None:
    """--color always colours into a pipe too, in the same layout."""
    coloured = run(*args, "--color", "always", at=example, columns=100)
    plain = run(*args, at=example, columns=100)

    assert "\x1b[" in coloured.out
    assert "\x1b" not in _ESCAPES.sub("", coloured.out)
    if args[0] != "radar":  # Colour lets a radar draw finer lines.
        assert _uncoloured(coloured) == plain.out.splitlines()


@pytest.mark.parametrize("variable", OF_THE_TERMINAL, ids="=".join)
def test_an_option_wins_over_the_environment(variable: tuple[str, str], example: Path) -> None:
    """--color decides whatever NO_COLOR and TERM say, and no layout depends on them."""
    env = dict([variable])
    for color in ("always", "never"):
        asked = ("score", "medicab", "--color", color)

        assert run(*asked, at=example, env=env, columns=132) == run(*asked, at=example, columns=132)


@pytest.mark.parametrize(
    ("env", "color", "has_colour"),
    [
        ({"TERM": "xterm"}, ColorChoice.AUTO, True),
        ({}, ColorChoice.AUTO, True),
        ({"NO_COLOR": ""}, ColorChoice.AUTO, True),
        ({"NO_COLOR": "1"}, ColorChoice.AUTO, False),
        ({"NO_COLOR": "0"}, ColorChoice.AUTO, False),
        ({"TERM": "dumb"}, ColorChoice.AUTO, False),
        ({"NO_COLOR": "1", "TERM": "dumb"}, ColorChoice.ALWAYS, True),
        ({}, ColorChoice.NEVER, False),
    ],
)
def test_a_terminal_may_say_that_it_wants_no_colour(
    env: dict[str, str], color: ColorChoice, *, has_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal colour is on, unless NO_COLOR is not empty or the terminal is a dumb one."""
    monkeypatch.setattr(sys, "stdout", _TerminalStream(io.BytesIO(), "utf-8"))
    with mock.patch.dict(os.environ, clean_environment(env), clear=True):
        assert screen_of(color, None).has_colour is has_colour
        is_asked = color is ColorChoice.ALWAYS
        assert screen_of(color, Path("file.txt")).has_colour is is_asked


def test_colour_is_never_alone(example: Path) -> None:
    """What colour says is said without it: each state of a gap has a sign of its own."""
    plain = run("gap", "medicab", "--lang", "en", at=example)

    assert {line[0] for line in plain.out.splitlines() if line[3:7] == "INT-"} == set("✗○●")


@pytest.mark.parametrize("args", [TEXTS[0], TEXTS[6], DATA[2], ("demo",)], ids=" ".join)
def test_a_reader_that_goes_away_is_no_error(args: tuple[str, ...], example: Path) -> None:
    """`convergence … | head` ends quietly, with the exit code of the verdict."""
    finished = _without_reader(*args, at=example)

    assert finished.code == 0
    assert "Traceback" not in finished.err
    assert "Error" not in finished.err
    assert "bug" not in finished.err


def test_a_reader_that_goes_away_does_not_change_the_verdict(tmp_path: Path) -> None:
    """A failing `check` fails even where nobody reads what it says."""
    root = workspace(tmp_path, {"A": 9})

    assert _without_reader("check", at=root).code == 1
    assert _without_reader("check", "-f", "json", at=root).code == 1
    assert _without_reader("score", at=root, of_stderr=True).code == 2


def test_a_score_into_a_pipe_is_cut_without_a_trace(example: Path) -> None:
    """A pipe that is read to its first line gets it, and no traceback follows."""
    args = [sys.executable, "-m", "convergence_cli", "explain", "interoperability"]
    with subprocess.Popen(
        args,
        cwd=example,
        env=clean_environment({"PYTHONIOENCODING": "utf-8"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        conversation = process.stderr.read()

    assert first == "Interopérabilité 2026.1 (interoperability)\n".encode()
    assert conversation == b""
    assert process.returncode == 0


@pytest.mark.parametrize("columns", [1, 40, 60, 61, 79, 132, 400])
def test_tables_fit_the_terminal(columns: int, example: Path) -> None:
    """No row of a table is wider than the terminal, from 60 columns upward."""
    for args in (("score", "medicab-agenda"), ("gap", "medicab"), ("profile", "medicab")):
        finished = run(*args, at=example, columns=columns)
        rows = [line for line in finished.out.splitlines() if line[:4] in ("SEM ", "TRA ", "●  I")]

        assert all(len(row) <= max(60, columns) for row in rows)


class _TerminalStream(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def _files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _figures(finished: Finished) -> list[str]:
    return re.findall(r"[0-9]+\.[0-9]+|CV[0-9]+|INT-[A-Z]+-[0-9]+", finished.out)


def _uncoloured(finished: Finished) -> list[str]:
    return [_ESCAPES.sub("", line).rstrip() for line in finished.out.splitlines()]


def _without_reader(*args: str, at: Path, of_stderr: bool = False) -> Finished:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        [sys.executable, "-m", "convergence_cli", *args],
        cwd=at,
        env=clean_environment({"PYTHONIOENCODING": "utf-8"}),
        stdout=writing,
        stderr=writing if of_stderr else subprocess.PIPE,
    ) as process:
        os.close(writing)
        conversation = b"" if process.stderr is None else process.stderr.read()
    return Finished(process.returncode, b"", conversation)


@pytest.mark.parametrize("closed", ["stdout", "stderr", "stdout = sys.stderr"])
def test_a_closed_stream_changes_no_verdict(closed: str, example: Path) -> None:
    """Started with a stream closed, which Python then has none of, the exit code still answers."""
    assert _main_after(f"sys.{closed} = None", example, "check", *AS_OF).returncode == 0


def test_a_full_disk_is_no_verdict(example: Path) -> None:
    """What could not be written whole is no result: exit 2, and the reason on stderr."""
    finished = _main_after(
        "sys.stdout.write = mock.Mock(side_effect=OSError(28, 'No space left'))", example, "score"
    )

    assert finished.returncode == 2
    assert finished.stderr == "convergence: No space left: -\n"


def _main_after(preparation: str, at: Path, *args: str) -> subprocess.CompletedProcess[str]:
    program = (
        "import sys; from unittest import mock; from convergence_cli.__main__ import main; "
        f"sys.argv[1:] = {list(args)!r}; {preparation}; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", program], cwd=at, capture_output=True, text=True, check=False
    )
