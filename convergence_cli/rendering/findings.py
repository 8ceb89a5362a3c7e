"""What platforms are told of: one finding each, by which fingerprint it is known again.

A finding is made of a diagnostic, or of a change; the formats that render it know neither.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from convergence_cli.diagnostics import Diagnostic, Place, Related, Rule, Severity, Span
from convergence_cli.language import Language, Text
from convergence_cli.rendering.screen import on_one_line

_FINGERPRINT_LENGTH = 32
_PLACEHOLDER = re.compile(r"(?:\{[a-z_]+\})+")
_HINT = Text(en="hint: {hint}", fr="conseil : {hint}")
_EXPLAIN = Text(
    en="'convergence explain {code}' tells more", fr="« convergence explain {code} » en dit plus"
)


class Baseline(StrEnum):
    """How a finding stands to what it was compared with; the values are those of SARIF."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    ABSENT = "absent"


@dataclass(frozen=True)
class FindingRule:
    """A kind of finding."""

    id: str
    name: str
    """The same as the id where a kind has no code."""
    severity: Severity
    """How much its findings weigh if nobody says otherwise."""
    about: Text
    """What such a finding says, in general."""
    help: Text
    """What to do about one, in general."""

    @property
    def title(self) -> str:
        """The id, with the name where that is another word."""
        return self.id if self.id == self.name else f"{self.id} {self.name}"


@dataclass(frozen=True)
class Finding:
    """One thing to tell, at one place."""

    rule: FindingRule
    severity: Severity
    message: Text
    path: str
    """Relative to the workspace, with forward slashes; the file may be gone."""
    identity: tuple[str, ...]
    """What it is about, besides its rule and its file: no line, no wording, no language."""
    span: Span | None = None
    """None where the whole file is meant."""
    hint: Text | None = None
    related: tuple[Related, ...] = ()
    baseline: Baseline | None = None
    """None where nothing was compared."""


@dataclass(frozen=True)
class FindingsReport:
    """The findings of one run of a command, in reading order."""

    command: str
    """Such as `check`: two commands of one job are two reports."""
    findings: tuple[Finding, ...]
    language: Language
    prefix: str = ""
    """Where the workspace stands in its repository: empty, or a path that ends in a slash."""
    failing: Collection[Severity] = (Severity.ERROR,)
    """The severities for which the command answers no."""

    def path_of(self, place: Place | Finding) -> str:
        """Return a path as platforms want it: relative to the root of the repository."""
        return self.prefix + place.path

    def lines_of(self, finding: Finding) -> tuple[str, ...]:
        """Return what is said of a finding: its message, its hint and its related places."""
        said = [finding.message]
        if finding.hint is not None:
            said.append(_HINT.fill(hint=finding.hint))
        lines = [on_one_line(each.in_(self.language)) for each in said]
        return (*lines, *(self._related_line(each) for each in finding.related))

    def where(self, place: Place | Finding) -> str:
        """Return a path with its line and column, if it has them."""
        path = on_one_line(self.path_of(place))
        return path if place.span is None else f"{path}:{place.span.line}:{place.span.column}"

    def fingerprints(self) -> Iterator[str]:
        """Yield what each finding is known by in later runs, each one once.

        Lines, wording and language are no part of it; alike findings are numbered in their order.
        """
        count: Counter[tuple[str, ...]] = Counter()
        for finding in self.findings:
            words = (finding.rule.id, self.path_of(finding), *finding.identity)
            yield _digest(words, count[words])
            count[words] += 1

    def _related_line(self, related: Related) -> str:
        message = on_one_line(related.message.in_(self.language))
        return f"{self.where(related.place)}: {message}"


def finding_of(diagnostic: Diagnostic) -> Finding:
    """Return a diagnostic as a finding, known by its keys and by the names it is about."""
    place = diagnostic.place
    keys = (each for each in place.route if isinstance(each, str))
    return Finding(
        rule=_rule_of(diagnostic.rule),
        severity=diagnostic.rule.severity,
        message=diagnostic.message,
        path=place.path,
        identity=tuple(dict.fromkeys((*keys, *diagnostic.subject))),
        span=place.span,
        hint=diagnostic.hint,
        related=diagnostic.related,
    )


def _rule_of(rule: Rule) -> FindingRule:
    explain = _EXPLAIN.fill(code=rule.code)
    hint = rule.hint and _in_general(rule.hint)
    help_ = Text(en="{hint}; {explain}", fr="{hint} ; {explain}").fill(hint=hint, explain=explain)
    about = _in_general(rule.message)
    return FindingRule(rule.code, rule.name, rule.severity, about, help_ if hint else explain)


def _in_general(text: Text) -> Text:
    return Text(en=_PLACEHOLDER.sub("…", text.en), fr=_PLACEHOLDER.sub("…", text.fr))


def _digest(words: tuple[str, ...], ordinal: int) -> str:
    told = json.dumps([*words, ordinal])
    return sha256(told.encode("ascii")).hexdigest()[:_FINGERPRINT_LENGTH]
