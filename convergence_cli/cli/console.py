"""The terminal: what it can show, which day it is, and the two streams.

The product goes to stdout, the conversation to stderr (SPEC §4).
"""

import os
import shutil
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from convergence_cli.language import Language, Text
from convergence_cli.rendering.screen import Screen, plain, uncommanding, visible
from convergence_cli.writing.atomic import write_output

_NARROWEST = 60
WROTE = Text(en="wrote {path}", fr="écrit : {path}")
NOTHING_WRITTEN = Text(en="nothing was written", fr="rien n'a été écrit")
_language = Language.EN


class ColorChoice(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def speak(language: Language) -> None:
    """Choose the language of the conversation for the rest of the run."""
    global _language  # noqa: PLW0603 - a process speaks to one person
    _language = language


def spoken() -> Language:
    """Return the language of the conversation."""
    return _language


def today() -> str:
    """Return the day, for a command that was not told one; the only clock of the tool."""
    return date.today().isoformat()


def screen_of(color: ColorChoice, output: Path | None) -> Screen:
    """Return what stdout can show; a file is UTF-8, and has no colour of its own."""
    if color is ColorChoice.AUTO:
        has_colour = (
            output is None
            and sys.stdout.isatty()
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )
    else:
        has_colour = color is ColorChoice.ALWAYS
    width = max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns)
    has_unicode = output is not None or speaks_unicode()
    return Screen(width, has_colour, has_unicode)


def rows_of_terminal() -> int:
    """Return how many lines the terminal shows at once."""
    return shutil.get_terminal_size((80, 24)).lines


def is_interactive() -> bool:
    """Return whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(text: str | Text) -> None:
    """Write a line of the conversation to stderr."""
    line = uncommanding(visible(text.in_(_language) if isinstance(text, Text) else text))
    if not _speaks_unicode(sys.stderr.encoding):
        line = plain(line)
    _put(f"{line}\n", sys.stderr)


def progress(done: int, of: int) -> None:
    """Show how far long work has come, on a terminal; it is wiped out at the end."""
    if sys.stderr.isatty():
        count = f"{done}/{of}" if done < of else ""
        _put(f"\r{count:<{2 * len(str(of)) + 1}}{'' if count else chr(13)}", sys.stderr)


def speaks_unicode() -> bool:
    """Return whether stdout can show every character."""
    return _speaks_unicode(sys.stdout.encoding)


def showable(text: str) -> str:
    """Return a text as stdout can show it."""
    return text if speaks_unicode() else plain(text)


def show(line: str) -> None:
    """Write a line to stdout, as it can show it."""
    _put(f"{showable(uncommanding(visible(line)))}\n", sys.stdout)


def deliver_text(text: str, output: Path | None, inputs: Path) -> None:
    """Write a result for people: to stdout as it can show it, or into a file as UTF-8."""
    if output is not None:
        _write(text.encode("utf-8"), output, inputs)
    else:
        _put(showable(uncommanding(text)), sys.stdout)


def deliver_data(text: str, output: Path | None, inputs: Path) -> None:
    """Write a result for machines: UTF-8 whatever the terminal speaks."""
    deliver_bytes(text.encode("utf-8"), output, inputs)


def deliver_bytes(content: bytes, output: Path | None, inputs: Path) -> None:
    """Write a result that is no text."""
    if output is not None:
        _write(content, output, inputs)
    else:
        _put(content, sys.stdout)


def _write(content: bytes, output: Path, inputs: Path) -> None:
    write_output(output, content, inputs)
    say(WROTE.fill(path=output))


def _put(content: str | bytes, stream: TextIO) -> None:
    try:
        if isinstance(content, str):
            stream.write(content)
        else:
            stream.flush()
            stream.buffer.write(content)
        stream.flush()
    except BrokenPipeError:
        # The reader went away (`| head`): the verdict is still due, the rest goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speaks_unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith(("utf", "cp65001"))
