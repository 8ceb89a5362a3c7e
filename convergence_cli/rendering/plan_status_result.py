"""What `plan status` renders, and its JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from convergence_cli.model.workspace import Workspace
from convergence_cli.planning.due import Due, due
from convergence_cli.planning.states import (
    CriterionPlan,
    PlanState,
    QuestionnairePlan,
    SubjectPlan,
    total,
)
from convergence_cli.rendering.json_document import Json, definitions, document


@dataclass(frozen=True)
class SubjectStatus:
    """Where a product, or the company, stands against its plan on a day."""

    plan: SubjectPlan
    day: str

    @cached_property
    def _due(self) -> tuple[Due, ...]:
        return due(self.plan.subject)

    @property
    def overdue(self) -> tuple[Due, ...]:
        """What should have been reached before the day, in date order."""
        return tuple(each for each in self._due if each.is_past(self.day))

    @property
    def next(self) -> Due | None:
        """What is due next, from the day on."""
        return next((each for each in self._due if not each.is_past(self.day)), None)


@dataclass(frozen=True)
class PlanStatusResult:
    """Everything that a reader of how plans are kept is told."""

    workspace: Workspace
    day: str
    products: Sequence[SubjectStatus]
    company: SubjectStatus | None
    """None where products were named: then only they are shown."""

    @property
    def subjects(self) -> tuple[SubjectStatus, ...]:
        """The products, then the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))

    @property
    def counts(self) -> Mapping[PlanState, int]:
        """How many criteria there are in each state, all subjects together."""
        return total(each.plan.counts for each in self.subjects)


def plan_status_json(result: PlanStatusResult) -> str:
    """Return the state of every criterion that is under target or planned, with all counts."""
    nothing: Json = {
        "plan": None,
        "counts": counts_json(total(())),
        "overdue": [],
        "next_due": None,
        "questionnaires": [],
        "undetermined": [],
    }
    return document(
        as_of=result.day,
        definitions=definitions(result.workspace.questionnaires.values()),
        counts=counts_json(result.counts),
        products=[_product(each) for each in result.products],
        company=nothing if result.company is None else _subject(result.company),
    )


def _product(status: SubjectStatus) -> Json:
    product = status.plan.subject.product
    if product is None:
        return _subject(status)
    head = {"id": product.id, "name": product.name, "status": product.status.value}
    return {**head, **_subject(status)}


def _subject(status: SubjectStatus) -> Json:
    plan, upcoming = status.plan.subject.plan, status.next
    return {
        "plan": None if plan is None else plan.path,
        "counts": counts_json(status.plan.counts),
        "overdue": [_due(each) for each in status.overdue],
        "next_due": None if upcoming is None else _due(upcoming),
        "questionnaires": [_questionnaire(each) for each in status.plan.questionnaires],
        "undetermined": list(status.plan.undetermined),
    }


def _questionnaire(plan: QuestionnairePlan) -> Json:
    questionnaire = plan.standing.questionnaire
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "kind": questionnaire.kind.value,
        "target": questionnaire.scale.top,
        "counts": counts_json(plan.counts),
        "criteria": [_criterion(each) for each in plan.criteria],
        "unanswered": list(plan.unanswered),
        "undetermined": list(plan.undetermined),
    }


def _criterion(each: CriterionPlan) -> Json:
    entry = each.entry
    return {
        "id": each.criterion.id,
        "state": each.state.value,
        "level": each.level,
        "by": None if entry is None else entry.by,
        "owner": None if entry is None else entry.owner,
    }


def _due(due: Due) -> Json:
    return {
        "on": due.on,
        "by": due.by,
        "kind": due.kind.value,
        "questionnaire": due.questionnaire,
        "criterion": due.criterion,
        "level": due.level,
        "current": due.found,
        "owner": due.entry.owner,
    }


def counts_json(counts: Mapping[PlanState, int]) -> Json:
    """Return how many criteria there are in each state."""
    return {state.value.replace("-", "_"): n for state, n in counts.items()}
