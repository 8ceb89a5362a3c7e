"""Evidence as a person gives it on a command line or at a prompt; what is wrong is told at once."""

import re
from collections.abc import Sequence
from pathlib import Path

from convergence_cli.checking.case import EvidenceFile
from convergence_cli.diagnostics import Rule, coherence_rules
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.evidence import evidence_file
from convergence_cli.model.day import is_day
from convergence_cli.model.workspace import Evidence

_URL = re.compile(r"https?://\S+")
_WITH_BLANK = re.compile(r"https?://\S+\s")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_FEWEST, _MOST = 2, 4
_RULES: dict[EvidenceFile, Rule] = {
    EvidenceFile.OUTSIDE: coherence_rules.EVIDENCE_OUTSIDE,
    EvidenceFile.MISSING: coherence_rules.EVIDENCE_MISSING,
}
_FORM = Text(
    en="'{text}' is no evidence: write 'title|url or path', then '|issued on|expires on' if known",
    fr="« {text} » n'est pas une preuve : écrivez « titre|adresse ou chemin », "
    "puis « |émise le|expire le » s'ils sont connus",
)
_NOT_A_DAY = Text(
    en="'{text}' is not a day such as 2026-11-21",
    fr="« {text} » n'est pas un jour comme 2026-11-21",
)
_OF_EVIDENCE = Text(en="the evidence '{title}': {problem}", fr="la preuve « {title} » : {problem}")
_EXPIRES_BEFORE = Text(
    en="it expires on {expires_on}, before it is issued on {issued_on}",
    fr="elle expire le {expires_on}, avant d'être émise le {issued_on}",
)
_BLANK = Text(
    en="'{text}' is no web address: it holds a blank; write %20 for it, or leave it out",
    fr="« {text} » n'est pas une adresse web : elle contient un blanc ; écrivez %20, ou ôtez-le",
)
_NO_ADDRESS = Text(
    en="'{text}' is no web address: write https://…",
    fr="« {text} » n'est pas une adresse web : écrivez https://…",
)


def evidence_of(text: str, root: Path) -> Evidence | ConvergenceError:
    """Return the evidence in `title|url or path[|issued on[|expires on]]`, or what is wrong."""
    parts = [each.strip() for each in text.split("|")]
    if not _FEWEST <= len(parts) <= _MOST or not all(parts[:_FEWEST]):
        return ConvergenceError(_FORM.fill(text=text))
    title, where, *days = parts
    return evidence_from(title, where, days, root)


def evidence_from(
    title: str, where: str, days: Sequence[str], root: Path
) -> Evidence | ConvergenceError:
    """Return a piece of evidence, or what is wrong with its place or its days."""
    for day in days:
        if day and not is_day(day):
            return ConvergenceError(_NOT_A_DAY.fill(text=day))
    wrong = place_problem(where, root)
    if wrong is not None:
        return wrong
    issued_on, expires_on = (*(each or None for each in days), None, None)[:2]
    backwards = days_problem(issued_on, expires_on)
    if backwards is not None:
        return ConvergenceError(_OF_EVIDENCE.fill(title=title, problem=backwards))
    is_url = _URL.fullmatch(where) is not None
    return Evidence(
        title, where if is_url else None, None if is_url else where, issued_on, expires_on
    )


def days_problem(issued_on: str | None, expires_on: str | None) -> Text | None:
    """Return what is wrong with two days of evidence together."""
    if issued_on is None or expires_on is None or issued_on <= expires_on:
        return None
    return _EXPIRES_BEFORE.fill(issued_on=issued_on, expires_on=expires_on)


def place_problem(where: str, root: Path) -> ConvergenceError | None:
    """Return what is wrong with the place of evidence: an address, or a file that is there."""
    if _URL.fullmatch(where):
        return None
    if _WITH_BLANK.match(where):
        return ConvergenceError(_BLANK.fill(text=where))
    if _SCHEME.match(where):
        return ConvergenceError(_NO_ADDRESS.fill(text=where))
    rule = _RULES.get(evidence_file(root.resolve(), where))
    return None if rule is None else ConvergenceError(rule.message.fill(file=where), rule.hint)
