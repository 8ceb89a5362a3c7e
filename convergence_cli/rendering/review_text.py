"""What changed between two states, for a terminal: the worst first, then what moved each mean."""

from collections.abc import Iterator

from convergence_cli.language import Language, Text
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering import words
from convergence_cli.rendering.page import Heading, Item, Lines, page_text
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.review_words import (
    BEARING_WORDS,
    CAUSE_WORDS,
    KIND_WORDS,
    redefinition_kinds,
    told_text,
    told_together,
)
from convergence_cli.rendering.screen import Screen
from convergence_cli.reviewing.change import Bearing, Change, ChangeKind
from convergence_cli.reviewing.movement import Movement, Step
from convergence_cli.reviewing.state import State

SINCE = Text(en="Changes since {base}", fr="Changements depuis {base}")
NOTHING_CHANGED = Text(en="nothing changed", fr="rien n'a changé")
MOVEMENTS = Text(en="Means", fr="Moyennes")
REGRESSIONS = Text(en="regressions: {n}", fr="régressions : {n}")
_STYLES = {"✗": "red", "·": "", "+": "green"}
_ORDER = (Bearing.WORSE, Bearing.DOUBTFUL, Bearing.APART, Bearing.BETTER)


def compared_text(compared: Compared, language: Language, screen: Screen) -> str:
    """Return what changed, wrapped to the screen."""
    return page_text(compared_lines(compared, language), screen)


def compared_lines(compared: Compared, language: Language) -> Lines:
    """Yield what changed, the worst first, then the means that moved."""
    yield Heading(SINCE.fill(base=compared.base_shown).in_(language))
    yield from (Item(each.in_(language)) for each in compared.notices)
    review = compared.review
    if not review.changes and not review.movements:
        yield Item(NOTHING_CHANGED.in_(language))
    for bearing in _ORDER:
        yield from _of_bearing(bearing, compared, language)
    if review.movements:
        yield ""
        yield Heading(MOVEMENTS.in_(language))
        for movement in review.movements:
            yield from _movement(movement, language)
    if compared.regressions:
        yield ""
        yield f"✗ {REGRESSIONS.fill(n=len(compared.regressions)).in_(language)}"


def _of_bearing(bearing: Bearing, compared: Compared, language: Language) -> Lines:
    found = [each for each in compared.review.changes if each.bearing is bearing]
    if not found:
        return
    yield ""
    yield Heading(f"{BEARING_WORDS[bearing].in_(language)} ({len(found)})")
    for told in told_together(found):
        said = [told_text(told, language), *_redefined(told.first, compared, language)]
        mark = _mark(told.first, compared)
        yield Item(f"{mark} {' · '.join(said)}", _STYLES[mark])


def _redefined(change: Change, compared: Compared, language: Language) -> Iterator[str]:
    """Yield how a definition changed: how many changes there are of each kind."""
    if change.kind is ChangeKind.DEFINITION_CHANGED:
        for each in compared.review.redefinitions:
            if each.id == change.questionnaire:
                yield from redefinition_kinds(each, language)


def _mark(change: Change, compared: Compared) -> str:
    if change.bearing in compared.failing:
        return "✗"
    return "+" if change.bearing is Bearing.BETTER else "·"


def _movement(movement: Movement, language: Language) -> Iterator[Item]:
    subject = movement.product or words.COMPANY.in_(language)
    before, after = state_shown(movement.before), state_shown(movement.after)
    where = f"{subject} · {movement.questionnaire}"
    yield Item(words.labelled(where, f"{before} → {after}", language))
    for step in movement.steps:
        yield Item(f"    {step_text(step, movement.top, language)}")


def state_shown(state: State | None) -> str:
    """Return a mean with its bounds; a dash where nothing is scored."""
    if state is None or state.applies is not Truth.YES:
        return words.NO_MEAN
    mean = words.mean_text(state.tally.mean, state.top)
    return f"{mean} {words.interval_text(state.tally, state.top)}".strip()


def step_text(step: Step, top: int, language: Language) -> str:
    """Return what one cause does to a mean, and which criteria it is about."""
    return f"{effect_text(step, top)} {step_named(step, language)}"


def step_named(step: Step, language: Language) -> str:
    """Return a cause of a movement, and the criteria, or the questions, that it is about."""
    cause = CAUSE_WORDS[step.cause].in_(language)
    kind = KIND_WORDS[step.kind].in_(language)
    named = cause if cause == kind else f"{cause}, {kind}"
    about = [each.question for each in step.because] or step.criteria
    return words.labelled(named, words.joined(about), language)


def effect_text(step: Step, top: int) -> str:
    """Return what a cause adds to a mean, with its sign; both means where one is missing."""
    if step.effect is None:
        before, after = (words.mean_text(each, top) for each in (step.before, step.after))
        return f"{before} → {after}"
    sign = "−" if step.effect < 0 else "+" if step.effect else "±"
    return f"{sign}{words.mean_text(abs(step.effect), top)}"
