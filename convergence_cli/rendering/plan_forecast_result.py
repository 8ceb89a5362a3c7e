"""What `plan forecast` renders, and its JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from convergence_cli.model.workspace import Workspace
from convergence_cli.planning.due import Due
from convergence_cli.planning.forecast import Coming
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.status_result import expiry_json


@dataclass(frozen=True)
class PlanForecastResult:
    """Everything that a reader of what is to come is told."""

    workspace: Workspace
    day: str
    until: str
    """The last day that is looked at."""
    coming: Sequence[Coming]
    """In the order of the days."""


def plan_forecast_json(result: PlanForecastResult) -> str:
    """Return what is promised, runs out or becomes expected, in one list of one form."""
    return document(
        as_of=result.day,
        until=result.until,
        definitions=definitions(result.workspace.questionnaires.values()),
        coming=[_coming(each, result.day) for each in result.coming],
    )


def _coming(each: Coming, day: str) -> Json:
    if isinstance(each, Due):
        return _due(each, day)
    return {**expiry_json(each, day), "by": None, "current": None, "owner": None, "ticket": None}


def _due(due: Due, day: str) -> Json:
    return {
        "on": due.on,
        "is_past": due.is_past(day),
        "kind": due.kind.value,
        "product": due.holder or None,
        "questionnaire": due.questionnaire,
        "criterion": due.criterion,
        "title": None,
        "level": due.level,
        "by": due.by,
        "current": due.found,
        "owner": due.entry.owner,
        "ticket": due.entry.ticket,
    }
