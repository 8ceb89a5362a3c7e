"""What `status` renders, and its JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from convergence_cli.model.workspace import Seal, Workspace
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.tally_json import counts_json
from convergence_cli.scoring.expiry import Expiry
from convergence_cli.scoring.next_step import Deed, NextStep
from convergence_cli.scoring.progress import (
    Missing,
    QuestionnaireProgress,
    SubjectProgress,
)


@dataclass(frozen=True)
class StatusResult:
    """Everything that a reader of what remains is told."""

    workspace: Workspace
    day: str
    until: str
    """The last day of which expiries are told."""
    products: Sequence[SubjectProgress]
    company: SubjectProgress | None
    """None where products were named: then only they are shown."""
    expiries: Sequence[Expiry]
    next: NextStep | None

    @property
    def subjects(self) -> tuple[SubjectProgress, ...]:
        """The products, then the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))


def next_command(step: NextStep | None) -> str:
    """Return the command that does, or begins, what is to be done next."""
    if step is None:
        return "convergence init-product"
    one = step.subject or "--company"
    match step.deed:
        case Deed.SYNC:
            return "convergence sync"
        case Deed.DECIDE | Deed.ASK:
            return f"convergence explain {step.topic}"
        case Deed.ANSWER:
            return f"convergence answer {one} --unanswered"
        case Deed.REVIEW:
            return f"convergence answer {one} -q {step.topic}"
        case Deed.PRUNE:
            return "convergence sync --prune"
        case Deed.VALIDATE:
            return f"convergence validate {one} -q {step.topic}"
        case Deed.IMPROVE:
            return f"convergence gap {step.subject}".rstrip()
        case _:
            assert_never(step.deed)


def status_json(result: StatusResult) -> str:
    """Return what remains for every subject, what runs out, and the next command."""
    nothing: Json = {"questionnaires": [], "undetermined": [], "obsolete_files": []}
    return document(
        as_of=result.day,
        until=result.until,
        definitions=definitions(result.workspace.questionnaires.values()),
        products=[_product(each) for each in result.products],
        company=nothing if result.company is None else _subject(result.company),
        expiries=[expiry_json(each, result.day) for each in result.expiries],
        next=next_command(result.next),
    )


def _product(progress: SubjectProgress) -> Json:
    product = progress.subject.product
    if product is None:
        return _subject(progress)
    return {
        "id": product.id,
        "name": product.name,
        "kind": product.kind.value,
        "status": product.status.value,
        "extends": product.extends,
        **_subject(progress),
    }


def _subject(progress: SubjectProgress) -> Json:
    return {
        "questionnaires": [_questionnaire(each) for each in progress.questionnaires],
        "undetermined": _undetermined(progress.undetermined),
        "obsolete_files": [
            {"id": each.questionnaire.id, "path": each.sheet.path, "answers": len(each.own)}
            for each in progress.obsolete_files
            if each.sheet is not None
        ],
    }


def _questionnaire(progress: QuestionnaireProgress) -> Json:
    questionnaire, sheet = progress.standing.questionnaire, progress.standing.sheet
    answers = {} if sheet is None else sheet.answers
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "kind": questionnaire.kind.value,
        "path": None if sheet is None else sheet.path,
        "state": progress.state.value,
        "seal": _seal(progress.seal),
        "counts": counts_json(progress.tally),
        "inherited_from": progress.standing.inherited_from,
        "unanswered": list(progress.unanswered),
        "undetermined": _undetermined(progress.undetermined),
        "obsolete": list(progress.obsolete),
        "to_review": [{"id": id_, "version": answers[id_].review} for id_ in progress.to_review],
    }


def _seal(seal: Seal | None) -> Json | None:
    return None if seal is None else {"by": seal.by, "on": seal.on}


def _undetermined(found: Mapping[str, Missing]) -> list[Json]:
    return [{"id": id_, "missing": list(missing)} for id_, missing in found.items()]


def expiry_json(expiry: Expiry, day: str) -> Json:
    """Return one thing that runs out; null stands for what it does not have."""
    return {
        "on": expiry.on,
        "is_past": expiry.is_past(day),
        "kind": expiry.kind.value,
        "product": expiry.holder or None,
        "questionnaire": expiry.questionnaire or None,
        "criterion": expiry.criterion or None,
        "title": expiry.title or None,
        "level": expiry.level,
    }
