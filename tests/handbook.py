"""The documentation as data: its pages and blocks, and the commands that it shows, really run.

A page may hold these blocks, which are carried out from top to bottom in one scratch folder:

- ```console``: lines that start with `$ ` are commands, the others are what they print on a screen
  of 80 columns; a line `…` stands for any lines.
- ```yaml PATH``: the file is written as shown.
- ```diff PATH``: the lines with `-` are replaced by those with `+` in the file.

The folder is a copy of the example company, or what a comment `<!-- folder: empty -->` says; with
`<!-- folder: history -->`, the copy lies in a repository, with commits of its members since `main`;
with `<!-- folder: past -->`, in one whose commits tell how the answers of a year came about.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

from convergence_cli.cli.boundary import run as run_and_exit
from convergence_cli.cli.console import speak
from convergence_cli.language import Language
from tests.scripted_history import DURAND, MARTIN, ScriptedHistory

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
EXAMPLE = ROOT / "examples" / "exemple-sante"
TODAY = "2026-11-22"
"""The day of the example's story."""
ELISION = "…"
_SCREEN = {"COLUMNS": "80", "LINES": "24"}


@dataclass(frozen=True, slots=True)
class Run:
    """What a command answered."""

    code: int
    stdout: str
    stderr: str
    screen: str
    """Both streams, in the order in which they were written."""


class _Stream(io.BytesIO):
    """Keeps what is written to it, and repeats it on a screen."""

    def __init__(self, screen: io.BytesIO) -> None:
        super().__init__()
        self._screen = screen

    def write(self, data: object) -> int:
        self._screen.write(data)  # type: ignore[arg-type]
        return super().write(data)  # type: ignore[arg-type]


def run(arguments: Sequence[str], folder: Path) -> Run:
    """Run the command line inside this process, as from a shell in a folder."""
    screen = io.BytesIO()
    streams = _Stream(screen), _Stream(screen)
    out, err = (
        io.TextIOWrapper(each, encoding="utf-8", newline="", write_through=True) for each in streams
    )
    code = 0
    speak(Language.EN)
    with (
        chdir(folder),
        patch.dict(os.environ, _SCREEN),
        patch.object(sys, "argv", ["convergence", *arguments]),
        # Usage lines name the program after the main module, which is a test runner here.
        patch.object(sys.modules["__main__"], "__package__", None, create=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            run_and_exit()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    printed = [each.getvalue().decode() for each in (*streams, screen)]
    out.detach()
    err.detach()
    return Run(code, *printed)


def run_apart(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run the command line in a process of its own, in another environment."""
    done = subprocess.run(
        [sys.executable, "-m", "convergence_cli", *arguments],
        cwd=folder,
        env={**os.environ, **_SCREEN, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    screen = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
    return Run(done.returncode, screen, "", screen)


def example_in(scratch: Path) -> Path:
    """Return a copy of the example company."""
    folder = scratch / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder)
    return folder


def history_in(scratch: Path) -> Path:
    """Return a copy of the example company in a repository: a branch of three commits.

    One is in order; one changes a product of somebody else; one grants it to its author.
    """
    history = ScriptedHistory(example_in(scratch))
    history.commit(MARTIN)
    history.git("branch", "--move", "main")
    history.git("checkout", "--quiet", "-b", "answers")
    agenda = "products/medicab-agenda/answers/interoperability.yaml"
    for sheet in ("products/medicab/answers/interoperability.yaml", agenda):
        history.write(sheet, history.read(sheet).replace("level: 1", "level: 2", 1))
        history.commit(DURAND)
    history.replace(
        "convergence.yaml", "[medicab, medicab-mobile]", "[medicab, medicab-mobile, medicab-agenda]"
    )
    history.commit(DURAND)
    return history.root


def past_in(scratch: Path) -> Path:
    """Return a copy of the example company in a repository that tells how it got there.

    Answers get better from month to month, one product starts late, one commit has an error.
    """
    history = ScriptedHistory(example_in(scratch))
    medicab, agenda = (
        f"products/{each}/answers/interoperability.yaml" for each in ("medicab", "medicab-agenda")
    )
    declared = "products/medicab/product.yaml"
    today = {path: history.read(path) for path in (medicab, agenda)}
    history.write(medicab, _capped(today[medicab], 1))
    history.remove(agenda)
    history.commit(MARTIN, "2026-01-12")
    history.write(medicab, _capped(today[medicab], 2))
    history.commit(DURAND, "2026-03-09")
    history.tag("v5.1")
    history.write(agenda, _capped(today[agenda], 1))
    history.commit(MARTIN, "2026-04-20")
    history.replace(declared, "kind: base", "kind: socle")
    history.commit(DURAND, "2026-05-18")
    history.replace(declared, "kind: socle", "kind: base")
    history.commit(DURAND, "2026-06-01")
    history.write(medicab, today[medicab])
    history.commit(DURAND, "2026-07-06")
    history.tag("v5.2")
    history.write(agenda, today[agenda])
    history.commit(MARTIN, "2026-10-12")
    return history.root


def _capped(sheet: str, most: int) -> str:
    """Return an answers file in which no level is above one of them."""
    return re.sub(r"level: ([0-9])", lambda found: f"level: {min(int(found[1]), most)}", sheet)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    language: str
    argument: str
    """What stands after the language: the path of a file."""
    text: str
    start: int
    """Where its text starts in the page."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block, and what the page says it prints."""

    line: str
    shown: str
    written: str
    """As it stands on the page, prompts and line ends included."""


_FENCE = re.compile(r"^```([a-z]*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FOLDER = re.compile(r"^<!-- folder: (empty|example|history|past) -->$", re.MULTILINE)
_GENERATED = re.compile(
    r"^<!-- generated: ([a-z -]+) -->\n(.*?)^<!-- end of generated -->$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Page:
    """A Markdown page."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The page's text."""
        return self.path.read_text(encoding="utf-8")

    @property
    def name(self) -> str:
        """The path from the root of the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The fenced blocks, in order."""
        return tuple(
            Block(found[1], found[2] or "", found[3], found.start(3))
            for found in _FENCE.finditer(self.text)
        )

    @property
    def prose(self) -> str:
        """The page without blocks, generated parts and comments."""
        without_generated = _GENERATED.sub("", self.text)
        return re.sub(r"<!--.*?-->", "", _FENCE.sub("", without_generated), flags=re.DOTALL)

    @property
    def generated(self) -> dict[str, str]:
        """The generated parts, by name."""
        return {found[1]: found[2] for found in _GENERATED.finditer(self.text)}

    @property
    def folders(self) -> tuple[tuple[int, str], ...]:
        """Where the page asks for a new folder, and for which."""
        asked = [(found.start(), found[1]) for found in _FOLDER.finditer(self.text)]
        return ((0, "example"), *asked)

    def with_generated(self, content: Callable[[str], str]) -> str:
        """Return the page's text with its generated parts made anew."""

        def made(found: re.Match[str]) -> str:
            name = found[1]
            return f"<!-- generated: {name} -->\n{content(name)}<!-- end of generated -->"

        return _GENERATED.sub(made, self.text)


def pages() -> tuple[Page, ...]:
    """Return every page of the documentation."""
    return tuple(Page(each) for each in sorted(DOCS.rglob("*.md")))


def our_pages() -> tuple[Page, ...]:
    """Return the pages whose blocks are carried out: those of diagnostics have their own tests."""
    return tuple(each for each in pages() if "diagnostics" not in each.path.parts)


def commands_of(block: Block) -> Iterator[Command]:
    """Yield the commands of a console block; a line that ends with a backslash goes on at `> `."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        head = re.match(r"(?:.*\\\n> )*.*\n", part)
        written = part if head is None else head[0]
        line = written.replace("\\\n> ", "").strip()
        yield Command(line, part[len(written) :], f"$ {written}")


def is_like(shown: str, printed: str) -> bool:
    """Return whether a page shows what was printed; a line `…` stands for any lines."""
    lines = shown.rstrip("\n").splitlines()
    pattern = "".join(
        r"(?:.*\n)*?" if line == ELISION else re.escape(line) + "\n" for line in lines
    )
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n" if printed.strip() else "") is not None


@dataclass
class Player:
    """Carries out the blocks of a page."""

    page: Page
    scratch: Path
    folder: Path = field(init=False)
    code: int = 0
    _count: int = 0

    def results(self) -> Iterator[tuple[Block, Command, str]]:
        """Yield each command, with its block and with what it printed."""
        folders = list(self.page.folders)
        for block in self.page.blocks:
            while folders and folders[0][0] < block.start:
                self._enter(folders.pop(0)[1])
            if block.language == "console":
                for command in commands_of(block):
                    yield block, command, self._printed(command.line)
            elif block.argument:
                self._write(block)

    def _enter(self, kind: str) -> None:
        self._count += 1
        scratch = self.scratch / str(self._count)
        scratch.mkdir()
        made = {"example": example_in, "history": history_in, "past": past_in}
        self.folder = made[kind](scratch) if kind in made else scratch

    def _write(self, block: Block) -> None:
        file = self.folder / block.argument
        text = block.text
        if block.language == "diff":
            text = patched(file.read_text(encoding="utf-8"), block.text)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def _printed(self, line: str) -> str:
        if line == "echo $?":
            return f"{self.code}\n"
        words = shlex.split(line)
        environment = {}
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            environment[name] = value
        match words:
            case ["convergence", *arguments]:
                if environment:
                    done = run_apart(arguments, self.folder, environment)
                else:
                    done = run(arguments, self.folder)
                self.code = done.code
                return done.screen
            case ["cat", path]:
                return (self.folder / path).read_text(encoding="utf-8")
            case ["mkdir", path]:
                (self.folder / path).mkdir()
                return ""
            case ["cd", path]:
                self.folder /= path
                return ""
            case _:
                raise ValueError(f"no page may run '{line}'")


def patched(text: str, change: str) -> str:
    """Return a text after a change given as lines with `-`, `+` or a space before them."""
    lines = change.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    if len(re.findall(f"(?=\n{re.escape(before)})", f"\n{text}")) != 1:
        raise ValueError(f"these lines stand not once in the file:\n{before}")
    return f"\n{text}".replace(f"\n{before}", f"\n{after}", 1)[1:]
