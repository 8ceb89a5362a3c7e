"""Words of convergence plans: states, promises and days."""

from convergence_cli.language import Language, Text
from convergence_cli.planning.due import Due, DueKind
from convergence_cli.planning.states import PlanState
from convergence_cli.rendering.screen import on_one_line

STATE_WORDS: dict[PlanState, Text] = {
    PlanState.DONE: Text(en="Done", fr="Fait"),
    PlanState.ON_TRACK: Text(en="On track", fr="En bonne voie"),
    PlanState.OVERDUE: Text(en="Overdue", fr="En retard"),
    PlanState.UNPLANNED: Text(en="Unplanned", fr="Non planifié"),
    PlanState.CANNOT_BE_PLANNED: Text(en="Cannot be planned", fr="Non planifiable"),
}
_STEP = Text(en="step to level {level}", fr="étape vers le niveau {level}")
_TARGET = Text(en="target, level {level}", fr="cible, niveau {level}")
_KINDS: dict[DueKind, Text] = {DueKind.STEP: _STEP, DueKind.TARGET: _TARGET}
_AT = Text(en="at {level} now", fr="à {level} aujourd'hui")
_UNANSWERED = Text(en="no answer", fr="sans réponse")


def due_when(due: Due) -> str:
    """Return by when something is promised, as the plan says it, with the day that is meant."""
    return due.by if due.by == due.on else f"{due.by} ({due.on})"


def due_words(due: Due, language: Language) -> str:
    """Return what is promised, from where, and who is in charge of it."""
    found = _UNANSWERED if due.found is None else _AT.fill(level=due.found)
    what = _KINDS[due.kind].fill(level=due.level).in_(language)
    owner = () if due.entry.owner is None else (on_one_line(due.entry.owner),)
    return " · ".join((due.criterion, f"{what} ({found.in_(language)})", *owner))
