"""What `history` renders: the points of a workspace's past, read or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from convergence_cli.diagnostics import Diagnostic
from convergence_cli.model.moment import Every, Moment
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.words import subject_name
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore


class PointState(StrEnum):
    """Whether a commit could be read."""

    READ = "read"
    NO_WORKSPACE = "no-workspace"
    INVALID = "invalid"


@dataclass(frozen=True)
class Point:
    """One moment, with the scores of the workspace as the commit holds it."""

    moment: Moment
    as_of: str
    """The day that expected levels are taken from."""
    state: PointState
    error: Diagnostic | None = None
    """The first one in an invalid workspace."""
    workspace: Workspace | None = None
    products: tuple[SubjectScore, ...] = ()
    company: SubjectScore | None = None
    """None where products were named, and where nothing was read."""

    @property
    def subjects(self) -> tuple[SubjectScore, ...]:
        """The products, then the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))


@dataclass(frozen=True)
class Line:
    """One questionnaire of one product, or of the company, from point to point."""

    subject: str
    """The product's id; the empty text for the company."""
    name: str
    """As it is called at the last point that has it."""
    scores: tuple[QuestionnaireScore | None, ...]
    """One for each point; none where it has none."""

    @property
    def valued(self) -> list[tuple[int, QuestionnaireScore]]:
        """The scores that have a mean, each with the index of its point."""
        return [
            (index, each)
            for index, each in enumerate(self.scores)
            if each is not None and each.tally.mean is not None
        ]


@dataclass(frozen=True)
class Chart:
    """One questionnaire, with the lines of everyone who answers it."""

    questionnaire: Questionnaire
    """As it is defined at the last point that has it."""
    top: int
    """The highest target of all points."""
    lines: tuple[Line, ...]
    versions: tuple[tuple[str, int], ...]
    """Each version of the definition that differs from the one before, with its first point."""


@dataclass(frozen=True)
class HistoryResult:
    """Everything that a reader of a history is told."""

    ref: str
    head: str
    every: Every | None
    """How often there is a point; none where there is one for each tag."""
    is_restated: bool
    since: str | None
    until: str | None
    cut_at: str | None
    """The day at which a shallow clone cut off what was asked for."""
    points: Sequence[Point]

    @property
    def unread(self) -> tuple[Point, ...]:
        """The points that have no value."""
        return tuple(each for each in self.points if each.state is not PointState.READ)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """One for each questionnaire, by id."""
        ids = {score.standing.questionnaire.id for _, _, score in self._cells()}
        return tuple(self._chart(id_) for id_ in sorted(ids))

    def _cells(self) -> Iterator[tuple[int, SubjectScore, QuestionnaireScore]]:
        for index, point in enumerate(self.points):
            for subject in point.subjects:
                for score in subject.questionnaires:
                    yield index, subject, score

    def _chart(self, id_: str) -> Chart:
        found: dict[str, dict[int, QuestionnaireScore]] = {}
        names: dict[str, str] = {}
        versions: list[tuple[str, int]] = []
        for index, subject, score in self._cells():
            questionnaire = score.standing.questionnaire
            if questionnaire.id != id_:
                continue
            found.setdefault(subject.subject.id, {})[index] = score
            names[subject.subject.id] = self._name(index, subject)
            if not versions or versions[-1][0] != questionnaire.version:
                versions.append((questionnaire.version, index))
            last = questionnaire
        n_points = range(len(self.points))
        lines = (
            Line(subject, names[subject], tuple(map(scores.get, n_points)))
            # The company last, as everywhere.
            for subject, scores in sorted(found.items(), key=lambda each: (not each[0], each[0]))
        )
        top = max(score.top for scores in found.values() for score in scores.values())
        return Chart(last, top, tuple(lines), tuple(versions))

    def _name(self, index: int, subject: SubjectScore) -> str:
        workspace = self.points[index].workspace
        company = "" if workspace is None else workspace.company.name
        return subject_name(subject.subject, company)
