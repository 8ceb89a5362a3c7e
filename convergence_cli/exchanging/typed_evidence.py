"""Evidence as a form shows it and as people type it: a line for each piece."""

import re
from collections.abc import Sequence

from convergence_cli.exchanging.typed import Refused, Typed, plain_text
from convergence_cli.exchanging.typed_day import read_day
from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Evidence

_URL = re.compile(r"https?://\S+")
_FEWEST, _MOST = 2, 4
EVIDENCE = Text(
    en="one piece a line: title | address or file, then | issued on | expires on if known",
    fr="une preuve par ligne : titre | adresse ou fichier, puis | émise le | expire le",
)
_ORDER = Text(
    en="evidence that expires after it is issued", fr="une preuve qui expire après son émission"
)


def shown_evidence(evidence: Sequence[Evidence]) -> str:
    """Return evidence as lines of `title | where | issued on | expires on`, without empty ends."""
    return "\n".join(_shown(each) for each in evidence)


def _shown(evidence: Evidence) -> str:
    where = evidence.url or evidence.path or ""
    days = (evidence.issued_on or "", evidence.expires_on or "")
    return " | ".join((evidence.title, where, *days)).rstrip("| ")


def read_evidence(typed: Typed, language: Language) -> tuple[Evidence, ...] | Refused:
    """Return the evidence that was typed, in order; none for an empty cell."""
    text = plain_text(typed)
    if text is None:
        return Refused(EVIDENCE)
    found = [_read(line, language) for line in text.split("\n") if line.strip()]
    refused = [each for each in found if isinstance(each, Refused)]
    return refused[0] if refused else tuple(each for each in found if isinstance(each, Evidence))


def _read(line: str, language: Language) -> Evidence | Refused:
    parts = [each.strip() for each in line.split("|")]
    if not _FEWEST <= len(parts) <= _MOST or not all(parts[:_FEWEST]):
        return Refused(EVIDENCE)
    title, where, *typed_days = parts
    days = [read_day(each, language) for each in (*typed_days, "", "")]
    for each in days:
        if isinstance(each, Refused):
            return each
    issued_on, expires_on = (str(each) or None for each in days[:2])
    if issued_on is not None and expires_on is not None and issued_on > expires_on:
        return Refused(_ORDER)
    is_url = _URL.fullmatch(where) is not None
    return Evidence(
        title, where if is_url else None, None if is_url else where, issued_on, expires_on
    )
