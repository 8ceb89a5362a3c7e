"""From an answer or an entry of the plan to the fields of a form, and back."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.exchanging.field import AnswerField, Field, PlanField, Value
from convergence_cli.language import Text
from convergence_cli.model.day import last_day
from convergence_cli.model.workspace import NA, Answer, PlanEntry, level_text

_NO_LEVEL = Text(
    en="a level: the rest of this row is no answer without one",
    fr="un niveau : sans lui, le reste de la ligne n'est pas une réponse",
)
_EMPTY_ROW = Text(
    en="a level, or a row that is empty as a whole: an answer goes with its comment and evidence",
    fr="un niveau, ou une ligne entièrement vide : une réponse part avec commentaire et preuves",
)
_NO_REASON = Text(
    en="the reason why the criterion does not concern this product, since its level is 'na'",
    fr="le motif pour lequel le critère ne concerne pas ce produit, puisque son niveau est « na »",
)
_IDLE_REASON = Text(
    en="nothing, since the level is not 'na': what explains a level goes under its comment",
    fr="rien, puisque le niveau n'est pas « na » : ce qui explique un niveau va en commentaire",
)
_DATED_FLAG = Text(
    en="nothing where there is a date or a step: what is planned can be reached",
    fr="rien quand il y a une échéance ou une étape : ce qui est planifié est atteignable",
)
_NO_FLAG_COMMENT = Text(
    en="the reason why the target cannot be planned",
    fr="le motif pour lequel la cible ne peut pas être planifiée",
)
_LATE_STEP = Text(
    en="steps by {by} at the latest, the date of the target",
    fr="des étapes au plus tard le {by}, échéance de la cible",
)


@dataclass(frozen=True)
class Unfit:
    """A field that does not go with the rest of its row."""

    field: Field
    wanted: Text
    """What is accepted there."""


def answer_values(answer: Answer | None) -> dict[Field, Value]:
    """Return what each field of an answer says; of no answer, nothing."""
    if answer is None:
        return {each: () if each is AnswerField.EVIDENCE else "" for each in AnswerField}
    is_na = answer.level is NA
    return {
        AnswerField.LEVEL: level_text(answer.level),
        AnswerField.REASON: answer.comment if is_na else "",
        AnswerField.COMMENT: "" if is_na else answer.comment,
        AnswerField.EVIDENCE: answer.evidence,
    }


def plan_values(entry: PlanEntry | None) -> dict[Field, Value]:
    """Return what each field of an entry says; of no entry, nothing."""
    there = entry or PlanEntry()
    return {
        PlanField.BY: there.by or "",
        PlanField.STEPS: there.steps,
        PlanField.TARGET_NOT_APPLICABLE: there.target_not_applicable,
        PlanField.OWNER: there.owner or "",
        PlanField.EFFORT: there.effort or "",
        PlanField.TICKET: there.ticket or "",
        PlanField.PLAN_COMMENT: there.comment,
    }


def answer_with(before: Answer | None, changed: Mapping[Field, Value]) -> Answer | Unfit | None:
    """Return an answer with some fields changed, none where the row was emptied.

    What belongs to `na` goes with it; where the level changed, the answer was read again, so its
    mark goes too.
    """
    said = {**answer_values(before), **changed}
    level = said[AnswerField.LEVEL]
    if not level:
        rest = [each for each in AnswerField if said[each]]
        if not rest:
            return None
        return Unfit(AnswerField.LEVEL, _NO_LEVEL if before is None else _EMPTY_ROW)
    comment = _reason(said, changed) if level == NA.value else _comment(said, changed)
    if isinstance(comment, Unfit):
        return comment
    is_na = level == NA.value
    is_alike = before is not None and is_na == (before.level is NA)
    return Answer(
        NA if is_na else int(level),
        comment,
        said[AnswerField.EVIDENCE],
        before.approved_by if before is not None and is_alike else None,
        before.until if before is not None and is_alike else None,
        None if before is None or AnswerField.LEVEL in changed else before.review,
    )


def _comment(said: Mapping[Field, Value], changed: Mapping[Field, Value]) -> str | Unfit:
    """Return the one text of an answer that is a level."""
    if changed.get(AnswerField.REASON):
        return Unfit(AnswerField.REASON, _IDLE_REASON)
    return str(said[AnswerField.COMMENT])


def _reason(said: Mapping[Field, Value], changed: Mapping[Field, Value]) -> str | Unfit:
    """Return the one text of an answer that is `na`; one written in the next column counts too."""
    written = (said[AnswerField.REASON], changed.get(AnswerField.COMMENT))
    reason = "\n".join(str(each) for each in written if each)
    return reason or Unfit(AnswerField.REASON, _NO_REASON)


def entry_with(
    before: PlanEntry | None, changed: Mapping[Field, Value]
) -> PlanEntry | Unfit | None:
    """Return an entry of the plan with some fields changed, none where the row was emptied."""
    said = {**plan_values(before), **changed}
    if not any(said.values()):
        return None
    by, steps = said[PlanField.BY], said[PlanField.STEPS]
    if said[PlanField.TARGET_NOT_APPLICABLE]:
        if by or steps:
            return Unfit(PlanField.TARGET_NOT_APPLICABLE, _DATED_FLAG)
        if not said[PlanField.PLAN_COMMENT]:
            return Unfit(PlanField.PLAN_COMMENT, _NO_FLAG_COMMENT)
    if by and any(last_day(each.by) > last_day(by) for each in steps):
        return Unfit(PlanField.STEPS, _LATE_STEP.fill(by=by))
    return PlanEntry(
        by or None,
        tuple(steps),
        said[PlanField.OWNER] or None,
        said[PlanField.EFFORT] or None,
        said[PlanField.TICKET] or None,
        bool(said[PlanField.TARGET_NOT_APPLICABLE]),
        said[PlanField.PLAN_COMMENT],
    )
