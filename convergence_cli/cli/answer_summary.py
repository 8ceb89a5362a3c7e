"""A whole conversation of `answer`: from what is asked to what it came to."""

from collections.abc import Iterator, Sequence

from convergence_cli.checking.asking import Selection, criteria_asked, is_waiting, waiting
from convergence_cli.cli.answer_conversation import Conversation
from convergence_cli.cli.answer_files import tell_effects
from convergence_cli.cli.answer_notes import tell_contradictions
from convergence_cli.cli.answer_saving import Saving
from convergence_cli.cli.console import say
from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.screen import Screen
from convergence_cli.rendering.status_result import next_command
from convergence_cli.scoring.next_step import next_step
from convergence_cli.scoring.progress import progress_of
from convergence_cli.scoring.score import questionnaire_score

_NOTHING_TO_ASK = Text(en="nothing to ask", fr="rien à demander")
_SAVED = Text(en="{n} criteria answered, all saved", fr="{n} critères répondus, tous enregistrés")
_ONE_SAVED = Text(en="1 criterion answered, saved", fr="1 critère répondu, enregistré")
_NOTHING_CHANGED = Text(en="nothing changed", fr="rien n'a changé")
_LEFT = Text(en="still unanswered: {left}", fr="encore sans réponse : {left}")
_UNDETERMINED = Text(
    en="undetermined until the profile answers {questions}: {ids}",
    fr="indéterminés tant que le profil ne répond pas à {questions} : {ids}",
)
_NEXT = Text(en="next: {command}", fr="pour continuer : {command}")


def converse(saving: Saving, selection: Selection, screen: Screen) -> None:
    """Ask what was selected, and say what came of it, however it ends."""
    ids = criteria_asked(saving.subject(), selection, saving.session.day)
    try:
        if ids:
            Conversation(saving, ids, screen, _start(saving, selection, ids)).hold()
        else:
            say(_NOTHING_TO_ASK)
    finally:
        _tell(saving, selection)


def _start(saving: Saving, selection: Selection, ids: Sequence[str]) -> int:
    """Return where to begin: where some were asked for, at the first; else at what waits."""
    if selection.criteria or selection.shortfalls:
        return 0
    waiting_ids = (at for at, id_ in enumerate(ids) if is_waiting(id_, saving.standing(id_)))
    return next(waiting_ids, 0)


def _tell(saving: Saving, selection: Selection) -> None:
    given = len(saving.given)
    if given:
        say(_ONE_SAVED if given == 1 else _SAVED.fill(n=given))
        tell_effects(saving.started, saving.session, saving.who, saving.given)
        tell_contradictions(saving.started, saving.session, saving.who)
    else:
        say(_NOTHING_CHANGED)
    left = dict(_left(saving, selection))
    if left:
        say(_LEFT.fill(left=named(f"{id_} {count}" for id_, count in left.items())))
    by_questions: dict[tuple[str, ...], list[str]] = {}
    for id_, questions in waiting(saving.subject(), selection):
        by_questions.setdefault(questions, []).append(id_)
    for questions, ids in by_questions.items():
        say(_UNDETERMINED.fill(questions=named(questions), ids=named(ids)))
    progress = progress_of(saving.subject(), saving.session.day)
    say(_NEXT.fill(command=next_command(next_step([progress]))))


def _left(saving: Saving, selection: Selection) -> Iterator[tuple[str, int]]:
    for standing in saving.subject().standings_that(Truth.YES):
        id_ = standing.questionnaire.id
        if not selection.questionnaires or id_ in selection.questionnaires:
            unanswered = questionnaire_score(standing, saving.session.day).tally.unanswered
            if unanswered:
                yield id_, unanswered
