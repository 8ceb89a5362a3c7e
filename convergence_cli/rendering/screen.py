"""What a reader's screen can show, and plain characters for one that cannot show all."""

import re
import unicodedata
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from convergence_cli.diagnostics import shapeless_replaced

if TYPE_CHECKING:
    from rich.console import RenderableType

_PLAIN = str.maketrans(
    {
        "—": "-",
        "–": "-",
        "·": "|",
        "…": "...",
        "\N{NON-BREAKING HYPHEN}": "-",
        "−": "-",
        "→": "->",
        "≥": ">=",
        "≤": "<=",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "●": "*",
        "○": "o",
        "✓": "+",
        "✗": "-",
        "█": "#",
        "░": ".",
        "│": "|",
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "€": "EUR",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)
# Told both sizes, rich asks neither the environment nor the terminal.
_ANY_HEIGHT = 25
_NEWLINE = re.compile(r"[\r\n]+\s*")
_COMMAND = re.compile(r"(?P<start>(?:^|(?<=[\n\r]))\s*):(?=:)|#(?=#(?:\[|vso\[))")


@dataclass(frozen=True)
class Screen:
    """What text is rendered for."""

    width: int = 80
    """In columns."""
    has_colour: bool = False
    has_unicode: bool = True

    def drawn(self, renderable: "RenderableType") -> str:
        """Return a rich renderable as text for this screen, without trailing blanks."""
        from rich.console import Console

        console = Console(
            file=StringIO(),
            width=self.width,
            height=_ANY_HEIGHT,
            force_terminal=self.has_colour,
            color_system="256" if self.has_colour else None,
            no_color=not self.has_colour,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )
        with console.capture() as capture:
            console.print(renderable)
        text = capture.get()
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def on_one_line(text: str) -> str:
    """Return a text of the user's in which every character has a shape and none ends the line."""
    return shapeless_replaced(_NEWLINE.sub(" ", text))


def visible(text: str) -> str:
    """Return a text of several lines in which every character has a shape on a terminal."""
    return "\n".join(shapeless_replaced(line) for line in text.split("\n"))


def uncommanding(text: str) -> str:
    """Return a text in which no line of a log is a command to the runner that shows it.

    Runners of GitHub Actions and Azure Pipelines obey lines that start with `::`, and `##[` or
    `##vso[` anywhere; a command may also end what another one has stopped.
    """
    return _COMMAND.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    start = found["start"] or ""
    return f"{start}\\x{ord(found[0][-1]):x}"


def plain(text: str) -> str:
    """Return a text in ASCII: letters without accents, signs by their nearest look."""
    without_signs = text.translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", without_signs)
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return letters.encode("ascii", "replace").decode("ascii")
