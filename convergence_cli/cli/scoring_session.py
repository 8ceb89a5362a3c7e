"""From a session to scores: which subjects, judged how."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from convergence_cli.cli.session import (
    NO_PRODUCT,
    Session,
    chosen_subjects,
    known_id,
    nothing_to_judge,
    only,
)
from convergence_cli.diagnostics.wording import named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.model.workspace import Gate, Shortfall, Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.gap_result import GapResult, SubjectGap
from convergence_cli.rendering.radar_chart import RadarChart, radar_chart
from convergence_cli.rendering.score_result import ScoreResult
from convergence_cli.rendering.words import subject_name
from convergence_cli.scoring.gap import questionnaire_gap
from convergence_cli.scoring.gate import refusals
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore, score_of
from convergence_cli.scoring.standing import Judge, Subject

_NOTHING_APPLIES = Text(
    en="no product or questionnaire to score", fr="aucun produit ni questionnaire à évaluer"
)


def scored(
    session: Session,
    products: Sequence[str] | None,
    questionnaires: Sequence[str] | None,
    *,
    archived: bool,
    gate: Gate,
) -> ScoreResult:
    """Return the scores that were asked for, and what the gate refuses of them."""
    session.refuse_errors()
    workspace = only(session.loaded, questionnaires)
    judge = Judge(workspace)
    subjects = chosen_subjects(workspace, judge, products, archived=archived)
    scores = [score_of(each, session.day) for each in subjects]
    company = None if products else score_of(judge.company(), session.day)
    everything = scores if company is None else [*scores, company]
    refused = [
        each
        for score in everything
        if _is_gated(score)
        for each in refusals(score, gate, session.day)
    ]
    if not any(score.questionnaires for score in everything) and not refused:
        raise nothing_to_judge(_NOTHING_APPLIES)
    return ScoreResult(workspace, session.day, scores, company, refused, judge)


def _is_gated(score: SubjectScore) -> bool:
    """Whether a gate looks at a subject: archived products are shown when asked for, no more."""
    return score.subject.product is None or not score.subject.product.is_archived


def gaps(
    session: Session,
    products: Sequence[str] | None,
    questionnaires: Sequence[str] | None,
    *,
    archived: bool,
    fail_on: Iterable[Shortfall],
) -> GapResult:
    """Return the gaps that were asked for, and those that were asked to fail."""
    session.refuse_errors()
    workspace = only(session.loaded, questionnaires)
    judge = Judge(workspace)
    subjects = list(chosen_subjects(workspace, judge, products, archived=archived))
    if not products:
        subjects.append(judge.company())
    gate = Gate(fail_on=tuple(fail_on))
    refused = [
        each
        for score in (score_of(subject, session.day) for subject in subjects)
        if _is_gated(score)
        for each in refusals(score, gate, session.day)
    ]
    found = [each for each in map(_with_gaps(session.day), subjects) if _is_asked_something(each)]
    if not found:
        raise nothing_to_judge(_NOTHING_APPLIES)
    return GapResult(workspace, session.day, found, refused)


def charts(
    session: Session,
    products: Sequence[str] | None,
    questionnaires: Sequence[str] | None,
    *,
    archived: bool,
    compare: str | None,
) -> list[tuple[str, RadarChart]]:
    """Return the radars that were asked for, each with the id of its product."""
    result = scored(session, products, questionnaires, archived=archived, gate=Gate())
    others: dict[str, QuestionnaireScore] = {}
    if compare is not None:
        id_ = known_id(compare, result.workspace.products, NO_PRODUCT)
        other = score_of(Judge(result.workspace).product(id_), session.day)
        others = {each.standing.questionnaire.id: each for each in other.questionnaires}
    return [
        (subject.subject.id, _chart(subject, each, others, compare, result.workspace))
        for subject in result.subjects
        for each in subject.questionnaires
    ]


def the_one_chart(found: Sequence[tuple[str, RadarChart]]) -> RadarChart:
    """Return the radar of a picture, which holds one."""
    if len(found) != 1:
        names = (f"{id_ or 'company'} -q {_id_of(chart)}" for id_, chart in found)
        raise ConvergenceError(
            Text(
                en="a picture holds one radar, not {n}", fr="une image contient un radar, pas {n}"
            ).fill(n=len(found)),
            Text(en="name one: {names}", fr="nommez-en un : {names}").fill(names=named(names)),
        )
    return found[0][1]


def _id_of(chart: RadarChart) -> str:
    return chart.score.standing.questionnaire.id


def _chart(
    subject: SubjectScore,
    score: QuestionnaireScore,
    others: Mapping[str, QuestionnaireScore],
    compare: str | None,
    workspace: Workspace,
) -> RadarChart:
    name = subject_name(subject.subject, workspace.company.name)
    other = others.get(score.standing.questionnaire.id)
    return radar_chart(name, score, other, compare if other is not None else None)


def _with_gaps(day: str) -> Callable[[Subject], SubjectGap]:
    def gaps_of(subject: Subject) -> SubjectGap:
        standings = subject.standings_that(Truth.YES)
        return SubjectGap(subject, tuple(questionnaire_gap(each, day) for each in standings))

    return gaps_of


def _is_asked_something(gap: SubjectGap) -> bool:
    return bool(gap.questionnaires or gap.subject.standings_that(Truth.UNDETERMINED))
