"""A defect of a file, as a value: which rule, where, in whose words, and what to do next."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from convergence_cli.diagnostics.place import Place, Span
from convergence_cli.language import Text

_SHOWN_LENGTH = 80
_NAMING = {
    *("author", "code", "criterion", "directive", "file", "id", "key", "member", "name", "other"),
    *("product", "question", "questionnaire", "rule", "scope", "subject", "tag", "title"),
}
"""The values that say which thing a defect is about; the others say what is wrong with it."""
_SHOWN_BITS = 1000  # Python refuses to write a longer whole number in decimal digits.
# Control characters, line separators and bidirectional marks would forge lines or hide text.
_MARKS = "\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\uffff"
_SHAPELESS = re.compile(f"[\x00-\x1f{_MARKS}]")
_SHAPELESS_IN_LINES = re.compile(f"[\x00-\x09\x0b-\x1f{_MARKS}]")


class Severity(StrEnum):
    """How much a defect weighs: only an error stops a verdict."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Related:
    """Another place that a reader needs to understand a diagnostic."""

    place: Place
    message: Text


@dataclass(frozen=True)
class Diagnostic:
    """One defect, at one place."""

    rule: "Rule"
    place: Place
    message: Text
    """One sentence, present tense, that names the culprit; no final full stop."""
    hint: Text | None = None
    """What to do next."""
    related: tuple[Related, ...] = ()
    subject: tuple[str, ...] = ()
    """The names of what it is about, in the same words whatever the language."""

    @property
    def is_error(self) -> bool:
        """Whether it stops a verdict."""
        return self.rule.severity is Severity.ERROR


@dataclass(frozen=True)
class Rule:
    """A kind of defect: a code for machines, a name for people, words in both languages."""

    code: str
    """Never reused, never renumbered."""
    name: str
    """States the defect and reads as "allow ‹name›"."""
    severity: Severity
    message: Text = field(repr=False)
    """With `{name}` places, filled where the defect is found."""
    hint: Text | None = field(default=None, repr=False)

    def at(
        self,
        place: Place,
        *,
        hint: Text | None = None,
        related: Iterable[Related] = (),
        **values: object,
    ) -> Diagnostic:
        """Return this defect at a place; the user's own words are made fit to be shown."""
        shown_values = {name: _fit(value) for name, value in values.items()}
        if hint is None and self.hint is not None:
            hint = self.hint.fill(**shown_values)
        return Diagnostic(
            rule=self,
            place=place,
            message=self.message.fill(**shown_values),
            hint=hint,
            related=tuple(related),
            subject=tuple(_names_in(shown_values)),
        )


def shown(value: object) -> str:
    """Return a value as text that stays on its line: no control character, at most 80 long."""
    if isinstance(value, int) and value.bit_length() > _SHOWN_BITS:
        value = hex(value)
    # Nothing beyond what can be shown is worth a look: a text may be as long as its file.
    text = shapeless_escaped(str(value)[: _SHOWN_LENGTH + 1])
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def shapeless_replaced(text: str) -> str:
    """Return a text of the same length in which every character has a shape on a terminal."""
    return _SHAPELESS.sub(
        lambda found: " " if found[0] == "\t" else "\N{REPLACEMENT CHARACTER}", text
    )


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by file, line, column and code, each once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=_reading_key))


def shapeless_escaped(text: str) -> str:
    r"""Return a text with an escape, as \u001b, for each character that has no shape."""
    return _SHAPELESS.sub(_escaped, text)


def lines_escaped(text: str) -> str:
    """Return a text of several lines with an escape for each character that has no shape."""
    return _SHAPELESS_IN_LINES.sub(_escaped, text)


def _names_in(values: Mapping[str, str | Text]) -> Iterator[str]:
    for name, value in values.items():
        if name in _NAMING and not isinstance(value, Text):
            yield value


def _fit(value: object) -> str | Text:
    if isinstance(value, Text):
        # Words of this program, which are never cut.
        return Text(en=shapeless_escaped(value.en), fr=shapeless_escaped(value.fr))
    return shown(value)


def _reading_key(diagnostic: Diagnostic) -> tuple[str, Span, str, str]:
    top = Span(0, 0, 0, 0)
    place = diagnostic.place
    return (place.path, place.span or top, diagnostic.rule.code, diagnostic.message.en)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}"
