"""The fields of a form that a person fills in: what each shows, and what may be typed in it.

What was shown reads back as what was there: `is_faithful` says so of one value, and a cell for
which it does not hold is no input: it is edited in its file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, assert_never

from convergence_cli.exchanging.typed import Refused, Typed, plain_text
from convergence_cli.exchanging.typed_day import read_by
from convergence_cli.exchanging.typed_evidence import read_evidence, shown_evidence
from convergence_cli.exchanging.typed_level import read_level, shown_level
from convergence_cli.exchanging.typed_steps import read_steps, shown_steps
from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Scale
from convergence_cli.model.workspace import NA

LONGEST = 32_000
"""Characters of text that a cell holds; a spreadsheet cuts at 32,767 without a word, and counts one
beyond the first 65,536 of Unicode, such as an emoji, as two."""
Value = Any
"""Text, a truth, or a tuple of evidence or of steps; what is empty is false."""


class AnswerField(StrEnum):
    """What is filled in of an answer; the value is the key of the column."""

    LEVEL = "level"
    REASON = "reason"
    """Why a criterion is not applicable: the comment of an `na`."""
    COMMENT = "comment"
    EVIDENCE = "evidence"


class PlanField(StrEnum):
    """What is filled in of an entry of the plan; the value is the key of the column."""

    BY = "by"
    STEPS = "steps"
    TARGET_NOT_APPLICABLE = "target_not_applicable"
    OWNER = "owner"
    EFFORT = "effort"
    TICKET = "ticket"
    PLAN_COMMENT = "plan_comment"


Field = AnswerField | PlanField
FIELDS: Mapping[str, Field] = {each.value: each for each in (*AnswerField, *PlanField)}
"""By key."""

YES = Text(en="yes", fr="oui")
_YES = frozenset({"yes", "oui", "x", "true", "vrai", "1"})
_NO = frozenset({"", "no", "non", "false", "faux", "0"})
_URL = re.compile(r"https?://\S+")
_YES_OR_EMPTY = Text(en="yes, or nothing", fr="oui, ou rien")
_TEXT = Text(
    en="a text, and no formula (a formula is not computed here)",
    fr="un texte, et pas de formule (aucune n'est calculée ici)",
)
_TOO_LONG = Text(
    en="at most {n} characters; a longer text belongs in its YAML file",
    fr="au plus {n} caractères ; un texte plus long va dans son fichier YAML",
).fill(n=LONGEST)
_ADDRESS = Text(en="a web address (https://…)", fr="une adresse web (https://…)")
_MEMBER = Text(
    en="a member of the workspace: {members}", fr="un membre de l'espace de travail : {members}"
)
_NO_MEMBER = Text(
    en="nothing: convergence.yaml names no member",
    fr="rien : convergence.yaml ne nomme aucun membre",
)


@dataclass(frozen=True)
class Context:
    """What the cells of one row are read by."""

    scale: Scale
    language: Language
    members: Mapping[str, str]
    """Names by id."""


def shown(field: Field, value: Value, context: Context) -> str:
    """Return what a cell shows; empty for what is empty."""
    if not value:
        return ""
    match field:
        case AnswerField.LEVEL:
            level = NA if value == NA.value else int(value)
            return shown_level(level, context.scale, context.language)
        case AnswerField.EVIDENCE:
            return shown_evidence(value)
        case PlanField.STEPS:
            return shown_steps(value)
        case PlanField.TARGET_NOT_APPLICABLE:
            return YES.in_(context.language)
        case (
            AnswerField.REASON
            | AnswerField.COMMENT
            | PlanField.BY
            | PlanField.OWNER
            | PlanField.EFFORT
            | PlanField.TICKET
            | PlanField.PLAN_COMMENT
        ):
            return str(value)
        case _:
            assert_never(field)


def read(field: Field, typed: Typed, context: Context) -> Value | Refused:
    """Return what was typed in a cell as what a file would say, or what is accepted there."""
    text = plain_text(typed)
    if text is None:
        return Refused(_TEXT)
    if is_too_long(text):
        return Refused(_TOO_LONG)
    if isinstance(field, AnswerField):
        return _read_of_answer(field, typed, text, context)
    return _read_of_plan(field, typed, text, context)


def _read_of_answer(
    field: AnswerField, typed: Typed, text: str, context: Context
) -> Value | Refused:
    match field:
        case AnswerField.LEVEL:
            return read_level(typed, context.scale, context.language)
        case AnswerField.EVIDENCE:
            return read_evidence(typed, context.language)
        case AnswerField.REASON | AnswerField.COMMENT:
            return text
        case _:
            assert_never(field)


def _read_of_plan(field: PlanField, typed: Typed, text: str, context: Context) -> Value | Refused:
    match field:
        case PlanField.BY:
            return read_by(typed, context.language)
        case PlanField.STEPS:
            return read_steps(typed, context.scale, context.language)
        case PlanField.TARGET_NOT_APPLICABLE:
            return _read_yes(text)
        case PlanField.OWNER:
            return _read_member(text, context.members)
        case PlanField.TICKET:
            return text if not text or _URL.fullmatch(text) else Refused(_ADDRESS)
        case PlanField.EFFORT | PlanField.PLAN_COMMENT:
            return text
        case _:
            assert_never(field)


def is_too_long(text: str) -> bool:
    """Return whether a text is longer than what a cell holds."""
    return len(text) * 2 > LONGEST and len(text) + sum(each > "\uffff" for each in text) > LONGEST


def is_faithful(field: Field, value: Value, context: Context) -> bool:
    """Return whether a cell can show a value so that it reads back as the very same.

    The blanks around a text are no part of what it says.
    """
    back = read(field, shown(field, value, context), context)
    meant = plain_text(value) if isinstance(value, str) else value
    return not isinstance(back, Refused) and (back == meant or not (back or meant))


def _read_yes(text: str) -> bool | Refused:
    folded = text.casefold()
    if folded in _YES or folded in _NO:
        return folded in _YES
    return Refused(_YES_OR_EMPTY)


def _read_member(text: str, members: Mapping[str, str]) -> str | Refused:
    if not text or text in members:
        return text
    found = [id_ for id_, name in members.items() if text.casefold() in (id_, name.casefold())]
    if len(found) == 1:
        return found[0]
    return Refused(_MEMBER.fill(members=", ".join(members)) if members else _NO_MEMBER)
