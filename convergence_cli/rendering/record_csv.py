"""A record as a table: one row for each criterion that applies or is answered."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from convergence_cli.exchanging.record import Part, Record, criteria_of
from convergence_cli.exchanging.typed_evidence import shown_evidence
from convergence_cli.language import Language
from convergence_cli.model.workspace import Answer, PlanEntry, level_text
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.history_csv import text_cell
from convergence_cli.rendering.record_words import level_label
from convergence_cli.rendering.words import subject_name
from convergence_cli.scoring.standing import Held, Standing

COLUMNS: Mapping[str, str] = {
    "scope": "Who answers: `product` or `company`.",
    "product": "The product's id; empty for the company.",
    "name": "What the product, or the company, is called.",
    "questionnaire": "The id of the questionnaire.",
    "version": "The version of its definition.",
    "status": "`validated` only under a seal that holds, else `draft`.",
    "axis": "The id of the criterion's axis; empty where the questionnaire has it no more.",
    "criterion": "The id of the criterion.",
    "title": "What the criterion is called, in the language of the export.",
    "applies": "`yes`; `no` where the answer is obsolete; `undetermined`.",
    "given_by": "The id of the product that gives the answer, another one where it is inherited.",
    "level": "The level answered, or `na`; empty where there is no answer.",
    "level_label": "What the level is called, in the language of the export.",
    "expected": "The level expected on the day.",
    "target": "The top level of the scale.",
    "comment": "What stands behind the answer; for `na`, the reason.",
    "evidence": "Each piece as `title | address or file | issued on | expires on`; `; ` between.",
    "approved_by": "For `na`: the id of the member who approved it.",
    "until": "For `na`: the last day on which it holds.",
    "review": "The version whose change of meaning the answer was not read against yet.",
    "plan_by": "The quarter or day at which the target is reached.",
    "plan_steps": "Each step as `level: quarter or day`; `; ` between.",
    "plan_owner": "The id of the member in charge.",
    "plan_effort": "The work it takes.",
    "plan_ticket": "The address of the work item.",
    "plan_target_not_applicable": "`true` where the target cannot be planned, else empty.",
    "plan_comment": "What the plan says of it.",
}
"""Every column, in order, and what it says."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for the encoding of its own system."""

Row = dict[str, object]


def record_csv(record: Record, language: Language) -> str:
    """Return the table as RFC 4180 says, behind a byte-order mark; no value is an empty cell."""
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(text, [*COLUMNS], restval="", lineterminator="\r\n")
    writer.writeheader()
    for part in record.parts:
        for standing in part.standings:
            writer.writerows(_rows(part, standing, record, language))
    return text.getvalue()


def _rows(part: Part, standing: Standing, record: Record, language: Language) -> Iterator[Row]:
    of_questionnaire = _questionnaire(part, standing, record)
    entries = part.plan(record.workspace)
    for id_ in criteria_of(standing):
        answered = {}
        held = _given(id_, standing)
        if held is not None:
            answered = {"given_by": held.holder, **_answer(held.answer, standing, language)}
        entry = entries.get(id_)
        yield {
            **of_questionnaire,
            **_criterion(id_, standing, record.day, language),
            **answered,
            **({} if entry is None else _entry(entry)),
        }


def _given(id_: str, standing: Standing) -> Held | None:
    """Return the answer in force; else the holder's own, which is obsolete or undetermined."""
    own = standing.own.get(id_)
    return standing.held.get(id_) or (None if own is None else Held(own, standing.holder))


def _questionnaire(part: Part, standing: Standing, record: Record) -> Row:
    questionnaire = standing.questionnaire
    return {
        "scope": questionnaire.scope.value,
        "product": standing.holder,
        "name": text_cell(subject_name(part.subject, record.workspace.company.name)),
        "questionnaire": questionnaire.id,
        "version": text_cell(questionnaire.version),
        "status": standing.status.value,
        "target": questionnaire.scale.top,
    }


def _criterion(id_: str, standing: Standing, day: str, language: Language) -> Row:
    criterion = standing.questionnaire.criterion_by_id.get(id_)
    applies = standing.applicability.criteria.get(id_, Truth.NO)
    if criterion is None:
        return {"criterion": id_, "applies": applies.value}
    return {
        "axis": criterion.axis,
        "criterion": id_,
        "title": text_cell(criterion.title.in_(language)),
        "applies": applies.value,
        "expected": criterion.expected_on(day),
    }


def _answer(answer: Answer, standing: Standing, language: Language) -> Row:
    return {
        "level": level_text(answer.level),
        "level_label": text_cell(level_label(answer, standing.questionnaire, language)),
        "comment": text_cell(answer.comment),
        "evidence": text_cell("; ".join(shown_evidence((each,)) for each in answer.evidence)),
        "approved_by": answer.approved_by,
        "until": answer.until,
        "review": text_cell(answer.review or ""),
    }


def _entry(entry: PlanEntry) -> Row:
    return {
        "plan_by": entry.by,
        "plan_steps": "; ".join(f"{each.level}: {each.by}" for each in entry.steps),
        "plan_owner": entry.owner,
        "plan_effort": text_cell(entry.effort or ""),
        "plan_ticket": text_cell(entry.ticket or ""),
        "plan_target_not_applicable": "true" if entry.target_not_applicable else "",
        "plan_comment": text_cell(entry.comment),
    }
