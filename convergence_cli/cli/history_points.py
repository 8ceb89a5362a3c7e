"""From commits to points: each read, judged, and scored as far as it differs from the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from convergence_cli.checking.states import ErrorFinder
from convergence_cli.cli.session import NO_PRODUCT, NO_QUESTIONNAIRE, known_id
from convergence_cli.diagnostics import Diagnostic, in_reading_order
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.committed import CommitShelf
from convergence_cli.loading.locating import locate_in
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.shelf import Kept, opener
from convergence_cli.loading.workspace import ReadWorkspace, read_workspace
from convergence_cli.model.moment import Moment
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.diagnostics_text import location_text
from convergence_cli.rendering.history_result import Point, PointState
from convergence_cli.revising.restating import Restater
from convergence_cli.scoring.timeline import Scorer

_UNREADABLE = Text(
    en="the definitions of {ref} cannot be read: {place}: {message}",
    fr="les définitions de {ref} ne peuvent être lues : {place} : {message}",
)
_AS_THEN = Text(
    en="mend them and commit, or leave --restate out",
    fr="corrigez-les et faites un commit, ou retirez --restate",
)


@dataclass(frozen=True)
class Asked:
    """Which scores are asked for at each point."""

    products: Sequence[str] = ()
    """Ids; where none is given, every product that is active then, and the company."""
    questionnaires: Sequence[str] = ()
    is_archived_too: bool = False
    as_of: str | None = None
    """The day that expected levels are taken from; where none is given, that of each point."""

    def on(self, day: str) -> "Asked":
        """Return the same, with expected levels of one day."""
        return replace(self, as_of=day)


@dataclass
class PointReader:
    """Reads points one after the other, and keeps what they share."""

    repository: Repository
    asked: Asked
    restater: Restater | None = None
    _kept: Kept = field(default_factory=Kept)
    _scorer: Scorer = field(default_factory=Scorer)
    _errors: ErrorFinder = field(default_factory=ErrorFinder)
    products: set[str] = field(default_factory=set)
    """The ids of all products that were met."""
    questionnaires: set[str] = field(default_factory=set)
    """The ids of all questionnaires that were met."""

    def points(self, moments: Iterable[Moment], tell: Callable[[int], None]) -> Iterator[Point]:
        """Yield a point for each moment; how many were read is told as they are."""
        for number, moment in enumerate(moments):
            tell(number)
            yield self._point(moment)

    def restate_as_at(self, commit: str, ref: str, day: str) -> None:
        """Put every point under the definitions that a commit holds; stop where they are unfit."""
        read = self._read(CommitShelf(self.repository, commit))
        error = self._first_error(read, day)
        if error is not None:
            place, message = location_text(error.place), error.message
            raise ConvergenceError(
                _UNREADABLE.fill(ref=ref, place=place, message=message), _AS_THEN
            )
        self.restater = Restater(read.workspace)

    def refuse_unknown(self) -> None:
        """Stop where what was asked for was met at no point."""
        for id_ in self.asked.products:
            known_id(id_, sorted(self.products), NO_PRODUCT)
        for id_ in self.asked.questionnaires:
            known_id(id_, sorted(self.questionnaires), NO_QUESTIONNAIRE)

    def _point(self, moment: Moment) -> Point:
        as_of = self.asked.as_of or moment.day
        shelf = CommitShelf(self.repository, moment.commit)
        if not shelf.is_workspace:
            return Point(moment, as_of, PointState.NO_WORKSPACE)
        read = self._read(shelf)
        self.products.update(read.workspace.products, read.unfit.products)
        self.questionnaires.update(read.workspace.questionnaires)
        error = self._first_error(read, as_of)
        if error is not None:
            return Point(moment, as_of, PointState.INVALID, error)
        workspace = read.workspace
        if self.restater is not None:
            workspace = self.restater.restated(workspace)
        scores = self._scorer.scores(workspace, as_of)
        products = scores.products(self._ids(workspace))
        company = None if self.asked.products else scores.company()
        return Point(moment, as_of, PointState.READ, None, workspace, products, company)

    def _read(self, shelf: CommitShelf) -> ReadWorkspace:
        return read_workspace(shelf, self.asked.questionnaires, self._kept)

    def _ids(self, workspace: Workspace) -> list[str]:
        products = workspace.products
        if self.asked.products:
            return [id_ for id_ in sorted(set(self.asked.products)) if id_ in products]
        is_shown = self.asked.is_archived_too
        return [id_ for id_, each in products.items() if is_shown or not each.is_archived]

    def _first_error(self, read: ReadWorkspace, day: str) -> Diagnostic | None:
        """Return the first error, in reading order, of those that stop `score`."""
        found = (*read.diagnostics, *self._errors.errors(read.case(day)))
        errors = in_reading_order(each for each in found if each.is_error)
        # Only those of one file are placed: places cost a second reading.
        of_file = (each for each in errors if each.place.path == errors[0].place.path)
        return next(iter(in_reading_order(locate_in(opener(read.shelf), of_file))), None)
