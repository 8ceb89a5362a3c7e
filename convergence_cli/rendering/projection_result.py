"""What `plan project` renders, and its JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from convergence_cli.language import Language
from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import Workspace
from convergence_cli.planning.projection import Rise
from convergence_cli.planning.roadmap import Roadmap
from convergence_cli.rendering import words
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.radar_chart import RadarChart, projected_chart
from convergence_cli.rendering.score_result import undetermined_questionnaires
from convergence_cli.rendering.tally_json import tally_json
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore


@dataclass(frozen=True)
class SubjectProjection:
    """One product, or the company, today and at a later day."""

    current: SubjectScore
    then: SubjectScore
    rises: Mapping[str, Sequence[Rise]]
    """What moves, by questionnaire that applies."""
    roadmap: Roadmap
    """The plan as of today."""

    @property
    def pairs(self) -> tuple[tuple[QuestionnaireScore, QuestionnaireScore], ...]:
        """Each questionnaire today and then, by id."""
        return tuple(zip(self.current.questionnaires, self.then.questionnaires, strict=True))

    @property
    def all_rises(self) -> tuple[Rise, ...]:
        """What moves, in all questionnaires."""
        return tuple(rise for found in self.rises.values() for rise in found)

    @property
    def overdue(self) -> int:
        """How many of the promises that count are overdue today."""
        return sum(each.is_overdue for each in self.all_rises)

    @property
    def unplanned(self) -> tuple[str, ...]:
        """The criteria under their target that have no date, and stay as they are."""
        return self._staying(each.criterion for each in self.roadmap.unplanned)

    @property
    def cannot_be_planned(self) -> tuple[str, ...]:
        """Those of which the plan says why they have no date, and that stay as they are."""
        return self._staying(each.criterion for each in self.roadmap.cannot_be_planned)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Those without an answer and without a plan, and that stay so."""
        return self._staying(self.roadmap.unanswered)

    def _staying(self, criteria: Iterable[Criterion]) -> tuple[str, ...]:
        # What an edition has not planned may rise with its base.
        risen = {each.criterion.id for each in self.all_rises}
        return tuple(each.id for each in criteria if each.id not in risen)

    def later(self, day: str) -> tuple[str, ...]:
        """Return the criteria of which something is promised for after an ISO day, by day."""
        milestones = (each for one in self.roadmap.quarters for each in one.milestones)
        return tuple(
            dict.fromkeys(each.criterion.id for each in milestones if each.promise.day > day)
        )


@dataclass(frozen=True)
class ProjectionResult:
    """Everything that a reader of a projection is told."""

    workspace: Workspace
    day: str
    at: str
    """The day of the projection."""
    products: Sequence[SubjectProjection]
    company: SubjectProjection | None
    """None where products were named: then only they are shown."""

    @property
    def subjects(self) -> tuple[SubjectProjection, ...]:
        """The products, then the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))

    def name(self, projection: SubjectProjection) -> str:
        """Return what a product, or the company, is called."""
        return words.subject_name(projection.current.subject, self.workspace.company.name)

    def charts(self) -> list[tuple[str, RadarChart]]:
        """Return the radar of each questionnaire, with the id of its product."""
        return [
            (each.current.subject.id, projected_chart(self.name(each), now, then, self.at))
            for each in self.subjects
            for now, then in each.pairs
        ]


def projection_json(result: ProjectionResult, language: Language) -> str:
    """Return the scores of today and of the day, and what moves them, for every subject."""
    nothing: Json = {
        "questionnaires": [],
        "overdue": 0,
        "later": [],
        "unplanned": [],
        "cannot_be_planned": [],
        "unanswered": [],
        "undetermined": [],
    }
    company = result.company
    return document(
        as_of=result.day,
        at=result.at,
        definitions=definitions(result.workspace.questionnaires.values()),
        products=[_product(each, result.at, language) for each in result.products],
        company=nothing if company is None else _subject(company, result.at, language),
    )


def _product(projection: SubjectProjection, at: str, language: Language) -> Json:
    product = projection.current.subject.product
    named = {} if product is None else {"id": product.id, "name": product.name}
    return {**named, **_subject(projection, at, language)}


def _subject(projection: SubjectProjection, at: str, language: Language) -> Json:
    subject = projection.current.subject
    return {
        "questionnaires": [
            _questionnaire(now, then, projection.rises[now.standing.questionnaire.id], language)
            for now, then in projection.pairs
        ],
        "overdue": projection.overdue,
        "later": list(projection.later(at)),
        "unplanned": list(projection.unplanned),
        "cannot_be_planned": list(projection.cannot_be_planned),
        "unanswered": list(projection.unanswered),
        "undetermined": [
            {"id": id_, "missing": list(missing)}
            for id_, missing in undetermined_questionnaires(subject).items()
        ],
    }


def _questionnaire(
    now: QuestionnaireScore, then: QuestionnaireScore, rises: Sequence[Rise], language: Language
) -> Json:
    questionnaire, top = now.standing.questionnaire, now.top
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "kind": questionnaire.kind.value,
        "target": top,
        "today": tally_json(now.tally, top),
        "projected": tally_json(then.tally, top),
        "dropped_axes": [each.axis.id for each in now.dropped],
        "axes": [
            {
                "id": one.axis.id,
                "today": tally_json(one.tally, top),
                "projected": tally_json(other.tally, top),
            }
            for one, other in zip(now.axes, then.axes, strict=True)
        ],
        "rises": [_rise(each, language) for each in rises],
    }


def _rise(rise: Rise, language: Language) -> Json:
    return {
        "criterion": rise.criterion.id,
        "title": rise.criterion.title.in_(language),
        "from": rise.before,
        "to": rise.after,
        "by": rise.promise.by,
        "day": rise.promise.day,
        "promised_by": rise.promiser or None,
        "is_overdue": rise.is_overdue,
    }
