"""Whether two texts say the same words."""

import re
import unicodedata

from convergence_cli.language import Text

# Signs that change how a text looks, and not what it says; all others count as words, such as
# ≥, %, +, or a minus in front of a number.
_LOOKS = r".,;:!?…'\"‘’“”«»()\[\]{}·•*_`\-‐‑‒–—"
_WORD = re.compile(rf"(?<!\w)-(?=\d)|[^\W_]+|[^\w\s{_LOOKS}]")


def says_the_same(before: Text | None, after: Text | None) -> bool:
    """Return whether two texts differ in case, accents, punctuation and spaces at most."""
    if before is None or after is None:
        return before is after
    return _words(before.fr) == _words(after.fr) and _words(before.en) == _words(after.en)


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return _WORD.findall(plain)
