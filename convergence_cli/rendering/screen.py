"""What a reader's screen can show, and plain characters for one that cannot show all."""

import unicodedata
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

_PLAIN = str.maketrans(
    {
        "—": "-",
        "–": "-",
        "·": "|",
        "…": "...",
        "→": "->",
        "≥": ">=",
        "≤": "<=",
        "’": "'",
        "«": '"',
        "»": '"',
        "●": "*",
        "○": "o",
        "✓": "x",
        "█": "#",
        "░": ".",
        "│": "|",
        "œ": "oe",
        "Œ": "OE",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)


@dataclass(frozen=True, slots=True)
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
            force_terminal=self.has_colour,
            color_system="256" if self.has_colour else None,
            no_color=not self.has_colour,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )
        with console.capture() as capture:
            console.print(renderable)
        text = capture.get()
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def plain(text: str) -> str:
    """Return a text in ASCII: letters without accents, signs by their nearest look."""
    without_signs = text.translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", without_signs)
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return letters.encode("ascii", "replace").decode("ascii")
