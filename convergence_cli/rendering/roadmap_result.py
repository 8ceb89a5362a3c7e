"""What `plan show` renders, and its JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from convergence_cli.language import Language
from convergence_cli.model.questionnaire import Criterion, Questionnaire
from convergence_cli.model.workspace import PlanEntry, Workspace
from convergence_cli.planning.proposal import Unplanned
from convergence_cli.planning.roadmap import Milestone, Roadmap, Unplannable
from convergence_cli.planning.states import total
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.plan_status_result import counts_json
from convergence_cli.rendering.score_result import undetermined_questionnaires


@dataclass(frozen=True)
class RoadmapResult:
    """Everything that a reader of plans is told."""

    workspace: Workspace
    day: str
    products: Sequence[Roadmap]
    company: Roadmap | None
    """None where products were named: then only they are shown."""

    @property
    def roadmaps(self) -> tuple[Roadmap, ...]:
        """Those of the products, then that of the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))


def roadmap_json(result: RoadmapResult, language: Language) -> str:
    """Return each promise in its quarter, then what is not promised, for every subject."""
    nothing: Json = {
        "counts": counts_json(total(())),
        "overdue": [],
        "quarters": [],
        "cannot_be_planned": [],
        "unplanned": [],
        "unanswered": [],
        "undetermined": [],
    }
    company = result.company
    return document(
        as_of=result.day,
        definitions=definitions(result.workspace.questionnaires.values()),
        products=[_product(each, result.day, language) for each in result.products],
        company=nothing if company is None else _roadmap(company, result.day, language),
    )


def _product(roadmap: Roadmap, day: str, language: Language) -> Json:
    product = roadmap.subject.product
    named = {} if product is None else {"id": product.id, "name": product.name}
    return {**named, **_roadmap(roadmap, day, language)}


def _roadmap(roadmap: Roadmap, day: str, language: Language) -> Json:
    return {
        "counts": counts_json(roadmap.counts),
        "overdue": [_milestone(each, day, language) for each in roadmap.overdue],
        "quarters": [
            {
                "quarter": quarter.name,
                "milestones": [_milestone(each, day, language) for each in quarter.milestones],
            }
            for quarter in roadmap.quarters
        ],
        "cannot_be_planned": [_unplannable(each, language) for each in roadmap.cannot_be_planned],
        "unplanned": [_unplanned(each, language) for each in roadmap.unplanned],
        "unanswered": [each.id for each in roadmap.unanswered],
        "undetermined": [
            {"id": id_, "missing": list(missing)}
            for id_, missing in undetermined_questionnaires(roadmap.subject).items()
        ],
    }


def _milestone(each: Milestone, day: str, language: Language) -> Json:
    return {
        **_named(each.questionnaire, each.criterion, language),
        "from": each.before,
        "to": each.promise.level,
        "is_target": each.is_target,
        "by": each.promise.by,
        "day": each.promise.day,
        "is_overdue": each.promise.day < day,
        **_details(each.entry),
    }


def _unplannable(each: Unplannable, language: Language) -> Json:
    return {
        **_named(each.questionnaire, each.criterion, language),
        "level": each.level,
        **_details(each.entry),
    }


def _unplanned(each: Unplanned, language: Language) -> Json:
    return {
        **_named(each.questionnaire, each.criterion, language),
        "strength": None if each.criterion.strength is None else each.criterion.strength.value,
        "state": each.gap.state.value,
        "level": each.gap.level,
        "expected": each.gap.expected,
        "has_entry": each.entry is not None,
        "given_by": each.gap.held.holder or None,
        **_details(each.entry or PlanEntry()),
    }


def _named(questionnaire: Questionnaire, criterion: Criterion, language: Language) -> Json:
    return {
        "questionnaire": questionnaire.id,
        "criterion": criterion.id,
        "title": criterion.title.in_(language),
        "target": questionnaire.scale.top,
    }


def _details(entry: PlanEntry) -> Json:
    return {
        "owner": entry.owner,
        "effort": entry.effort,
        "ticket": entry.ticket,
        "comment": entry.comment or None,
    }
