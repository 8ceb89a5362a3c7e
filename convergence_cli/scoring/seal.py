"""What a seal covers, as one digest: the definition, what applies of it, the answers (SPEC §3.6).

Order, layout and comments of files do not count, nor what says where an item comes from. A field
that an answer does not have leaves no trace, so that a later version of this program, which may
know more fields, gives the same digest to the same files. An answer of a level and a comment, as
most are, stands as a list of the two.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from convergence_cli.language import Text
from convergence_cli.model.questionnaire import Criterion, Questionnaire
from convergence_cli.model.workspace import (
    BARE,
    Answer,
    AnswerSheet,
    Evidence,
    SheetStatus,
    level_text,
)

_BARE = 2
"""How much of an answer is its level and its comment."""
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=level_text)
_KEPT = 256
"""Definitions whose content is remembered: a workspace has fewer."""


def digest_of(
    questionnaire: Questionnaire, applicable: Iterable[str], answers: Mapping[str, Answer]
) -> str:
    """Return the digest of what somebody validates.

    `applicable` are the ids of the criteria that apply, `answers` those in force.
    """
    content = {
        "form": 1,
        "definition": _definition_digest(questionnaire),
        "applicable": sorted(applicable),
        "answers": {id_: _answer(each) for id_, each in answers.items()},
    }
    return f"sha256:{_hashed(content)}"


def status_of(sheet: AnswerSheet, digest: str) -> SheetStatus:
    """Return the state that an answers file has: validated only under a seal that holds."""
    holds = sheet.seal is not None and sheet.seal.digest == digest
    is_validated = sheet.status is SheetStatus.VALIDATED and holds
    return SheetStatus.VALIDATED if is_validated else SheetStatus.DRAFT


@lru_cache(maxsize=_KEPT)
def _definition_digest(questionnaire: Questionnaire) -> str:
    content = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "scale": [[each.level, *_text(each.label)] for each in questionnaire.scale.levels],
        "criteria": {each.id: _criterion(each) for each in questionnaire.criteria},
    }
    return _hashed(content)


def _criterion(criterion: Criterion) -> dict[str, Any]:
    content = {
        "axis": criterion.axis,
        "title": _text(criterion.title),
        "levels": {str(level): _text(each) for level, each in criterion.levels.items()},
        "expected": [[step.start, step.level] for step in criterion.expected],
        "statement": _text(criterion.statement),
        "guidance": _text(criterion.guidance),
        "strength": criterion.strength,
    }
    return {key: value for key, value in content.items() if value}


def _answer(answer: Answer) -> Any:
    return answer[:_BARE] if answer[_BARE:] == BARE else _documented(answer)


def _documented(answer: Answer) -> dict[str, Any]:
    content = {
        "level": answer.level,
        "comment": answer.comment,
        "evidence": sorted(_evidence(each) for each in answer.evidence),
        "approved_by": answer.approved_by,
        "until": answer.until,
        "review": answer.review,
    }
    return {key: value for key, value in content.items() if value or key == "level"}


def _evidence(evidence: Evidence) -> list[list[str]]:
    # As lists: pieces of evidence stand in no order, and lists can be sorted.
    fields = zip(evidence._fields, evidence, strict=True)
    return [[key, value] for key, value in fields if value]


def _text(text: Text | None) -> list[str]:
    return [] if text is None else [text.en, text.fr]


def _hashed(content: Mapping[str, Any]) -> str:
    return sha256(_ENCODER.encode(content).encode("ascii")).hexdigest()
