"""What `answer` is told to ask, or what is wrong with it."""

from convergence_cli.checking.asking import Selection
from convergence_cli.cli.session import NO_QUESTIONNAIRE, Session, known_id
from convergence_cli.diagnostics.wording import named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
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
_NO_CRITERION = Text(
    en="no criterion that applies here is called '{id}'",
    fr="aucun critère applicable ici ne s'appelle « {id} »",
)


def refuse_unknown(selection: Selection, session: Session, subject: Subject) -> None:
    """Stop where something that is to be asked does not exist, or does not apply."""
    for id_ in sorted(selection.questionnaires):
        known_id(id_, session.workspace.questionnaires, NO_QUESTIONNAIRE)
        _refuse_outside(id_, subject)
    wanted = [
        each
        for each in subject.standings_that(Truth.YES)
        if not selection.questionnaires or each.questionnaire.id in selection.questionnaires
    ]
    axes = dict.fromkeys(axis.id for each in wanted for axis in each.questionnaire.axes)
    for id_ in sorted(selection.axes):
        known_id(id_, axes, _NO_AXIS)
    criteria = [id_ for each in wanted for id_ in each.applicability.ids_that(Truth.YES)]
    for id_ in sorted(selection.criteria):
        known_id(id_, criteria, _NO_CRITERION)


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
