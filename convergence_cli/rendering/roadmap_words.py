"""Words of a roadmap, for terminals and Markdown alike."""

from collections.abc import Iterator

from convergence_cli.language import Language, Text
from convergence_cli.model.day import is_day, last_day
from convergence_cli.model.questionnaire import STRENGTH_WORDS, Criterion
from convergence_cli.model.workspace import PlanEntry
from convergence_cli.planning.proposal import Unplanned
from convergence_cli.planning.roadmap import Milestone, Roadmap
from convergence_cli.planning.states import PlanState
from convergence_cli.rendering import words
from convergence_cli.rendering.plan_words import STATE_WORDS
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.scoring.gap import GapState

TARGET = Text(en="target", fr="cible")
STEP = Text(en="step", fr="étape")
OVERDUE = STATE_WORDS[PlanState.OVERDUE]
CANNOT_BE_PLANNED = STATE_WORDS[PlanState.CANNOT_BE_PLANNED]
UNPLANNED = Text(en="Unplanned, the most urgent first", fr="Non planifié, le plus urgent d'abord")
UNANSWERED = Text(en="Unanswered, not planned", fr="Sans réponse, non planifiés")
NOTHING_PLANNED = Text(en="nothing to plan", fr="rien à planifier")
WHO = Text(en="Owner, effort, ticket", fr="En charge, effort, ticket")
REASON = Text(en="Reason", fr="Motif")
WHY_URGENT = Text(en="Urgency", fr="Urgence")
_QUARTER = Text(en="{quarter}, to {day}", fr="{quarter}, jusqu'au {day}")
_DUE = Text(en="overdue, due by {by}", fr="en retard, échéance {by}")
_BY = Text(en="by {by}", fr="pour le {by}")
_UNDER_EXPECTED = Text(en="under expected ({level})", fr="sous l'attendu ({level})")
_UNDATED = Text(en="entry without a date", fr="entrée sans date")
NEXT_INIT = Text(
    en="next: convergence plan init proposes an entry for each of these",
    fr="pour continuer : convergence plan init propose une entrée pour chacun",
)


def counts_text(roadmap: Roadmap, language: Language) -> str:
    """Return how many criteria of a roadmap are in each state, on one line."""
    return " · ".join(
        f"{STATE_WORDS[state].in_(language)} {n}" for state, n in roadmap.counts.items()
    )


def quarter_title(name: str, language: Language) -> str:
    """Return a quarter and its last day."""
    return _QUARTER.fill(quarter=name, day=last_day(name)).in_(language)


def levels_text(before: int | None, after: int) -> str:
    """Return from which level to which; a dash for a criterion without an answer."""
    return f"{words.NO_MEAN if before is None else before} → {after}"


def kind_text(milestone: Milestone, language: Language) -> str:
    """Return whether the target is reached, or a step on the way."""
    return (TARGET if milestone.is_target else STEP).in_(language)


def milestone_details(milestone: Milestone, day: str, language: Language) -> Iterator[str]:
    """Yield when exactly a level is due, that it is late, and who reaches it at what cost."""
    promise = milestone.promise
    if promise.day < day:
        yield _DUE.fill(by=promise.by).in_(language)
    elif is_day(promise.by):
        yield _BY.fill(by=promise.by).in_(language)
    yield from entry_details(milestone.entry)


def entry_details(entry: PlanEntry) -> Iterator[str]:
    """Yield owner, effort and ticket, where a plan gives them."""
    for each in (entry.owner, entry.effort, entry.ticket):
        if each is not None:
            yield on_one_line(each)


def urgency(each: Unplanned, language: Language) -> Iterator[str]:
    """Yield what makes a criterion urgent, and whether its entry waits for a date."""
    strength = each.criterion.strength
    if strength is not None:
        yield STRENGTH_WORDS[strength].in_(language)
    if each.gap.state is GapState.UNDER_EXPECTED:
        yield _UNDER_EXPECTED.fill(level=each.gap.expected).in_(language)
    if each.entry is not None:
        yield _UNDATED.in_(language)
        yield from entry_details(each.entry)


def unplanned_title(each: Unplanned, holder: str, language: Language) -> str:
    """Return a criterion, and whose answer it is where that is inherited."""
    title = words.criterion_title(each.criterion, language)
    return words.with_origin(title, each.gap.held.holder, holder, language)


def criterion_ids(criteria: tuple[Criterion, ...]) -> str:
    """Return the ids of criteria as a list to read."""
    return words.joined(each.id for each in criteria)
