"""What `answer` is told to ask, or what is wrong with it."""

from collections.abc import Iterable, Sequence

from convergence_cli.checking.asking import Selection
from convergence_cli.cli.session import NO_QUESTIONNAIRE, Session, known_id
from convergence_cli.diagnostics.wording import named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.model.workspace import Shortfall
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject

_NO_AXIS = Text(en="no axis is called '{id}'", fr="aucun axe ne s'appelle « {id} »")
_NOT_ASKED = Text(
    en="the questionnaire '{id}' does not apply here",
    fr="le questionnaire « {id} » ne s'applique pas ici",
)
_THERE_ARE = Text(en="those that apply: {ids}", fr="ceux qui s'appliquent : {ids}")
_UNDETERMINED = Text(
    en="nobody can say yet whether the questionnaire '{id}' applies",
    fr="nul ne peut dire encore si le questionnaire « {id} » s'applique",
)
_ANSWER_FIRST = Text(
    en="answer first, in the profile: {questions}",
    fr="répondez d'abord, dans le profil : {questions}",
)


def selection_of(
    session: Session,
    subject: Subject,
    questionnaires: Sequence[str] | None,
    axes: Sequence[str] | None,
    criteria: Sequence[str] | None,
    shortfalls: Iterable[Shortfall],
) -> Selection:
    """Return which criteria are asked; stop where something named does not exist here."""
    for id_ in questionnaires or ():
        known_id(id_, session.workspace.questionnaires, NO_QUESTIONNAIRE)
        _refuse_outside(id_, subject)
    wanted = [
        each
        for each in subject.standings_that(Truth.YES)
        if not questionnaires or each.questionnaire.id in questionnaires
    ]
    known_axes = dict.fromkeys(axis.id for each in wanted for axis in each.questionnaire.axes)
    for id_ in axes or ():
        known_id(id_, known_axes, _NO_AXIS)
    known_criteria = [id_ for each in wanted for id_ in each.applicability.ids_that(Truth.YES)]
    for id_ in criteria or ():
        known_id(id_, known_criteria, _NO_CRITERION)
    return Selection(
        frozenset(questionnaires or ()),
        frozenset(axes or ()),
        frozenset(criteria or ()),
        frozenset(shortfalls),
    )


_NO_CRITERION = Text(
    en="no criterion that applies here is called '{id}'",
    fr="aucun critère applicable ici ne s'appelle « {id} »",
)


def _refuse_outside(id_: str, subject: Subject) -> None:
    standing: Standing | None = subject.standings.get(id_)
    applies = Truth.NO if standing is None else standing.applicability.applies
    if standing is not None and applies is Truth.UNDETERMINED:
        missing = subject.profile.missing(standing.questionnaire.applies_when)
        raise ConvergenceError(
            _UNDETERMINED.fill(id=id_), _ANSWER_FIRST.fill(questions=named(missing))
        )
    if applies is not Truth.YES:
        ids = named(each.questionnaire.id for each in subject.standings_that(Truth.YES))
        raise ConvergenceError(_NOT_ASKED.fill(id=id_), _THERE_ARE.fill(ids=ids))
