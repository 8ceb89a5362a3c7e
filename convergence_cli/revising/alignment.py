"""What brings answers and plans in step with a profile and a definition that changed.

An answers file is in step where every criterion that is asked is answered, inherited or offered
as a comment, and nothing else is.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from convergence_cli.model.edit import Edit, Remove
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Plan, Workspace
from convergence_cli.profiling.deciding import deciding_questions
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject


@dataclass(frozen=True)
class ByProfile:
    """Preliminary answers decided it; none where every profile is asked."""

    questions: tuple[str, ...]


@dataclass(frozen=True)
class ByDefinition:
    """The definition has the criterion no more."""

    heirs: tuple[str, ...]
    """The criteria that replace it; none where it was removed."""


Cause = ByProfile | ByDefinition


@dataclass(frozen=True)
class SheetAlignment:
    """One questionnaire of a product, or of the company, against its answers file."""

    standing: Standing
    profile: Profile
    appeared: tuple[str, ...]
    """Asked, and neither answered, inherited nor offered; in the order of the questionnaire."""
    obsolete: tuple[str, ...]
    """Answered and asked no more; of a questionnaire that does not apply, all."""
    stale: tuple[str, ...]
    """Offered and asked no more, in words that nobody touched."""
    kept: tuple[str, ...]
    """The same, in a comment that somebody wrote in: it stays."""

    @property
    def is_new(self) -> bool:
        """Whether the questionnaire applies and has no answers file."""
        return self.standing.sheet is None and self.applies is Truth.YES

    @property
    def is_obsolete(self) -> bool:
        """Whether the questionnaire does not apply, so that the file as a whole is obsolete."""
        return self.standing.sheet is not None and self.applies is Truth.NO

    @property
    def applies(self) -> Truth:
        """Whether the questionnaire applies."""
        return self.standing.applicability.applies

    @property
    def is_in_step(self) -> bool:
        """Whether nothing is to be done."""
        moved = self.appeared or self.obsolete or self.stale or self.kept
        return not (moved or self.is_new or self.is_obsolete)

    @property
    def is_to_prune(self) -> bool:
        """Whether something of the file is to be removed."""
        return bool(self.is_obsolete or self.obsolete or self.stale)

    @property
    def is_to_offer(self) -> bool:
        """Whether a file is to be made, or something added to it."""
        return self.is_new or bool(self.appeared)

    def by_cause(self, ids: Collection[str]) -> dict[Cause, list[str]]:
        """Return criteria in groups of one cause, in the order given."""
        found: dict[Cause, list[str]] = {}
        for id_ in ids:
            found.setdefault(self.cause_of(id_), []).append(id_)
        return found

    def cause_of(self, id_: str) -> Cause:
        """Return what made a criterion asked, or asked no more."""
        return cause_of(id_, self.standing.questionnaire, self.profile)

    @property
    def cause(self) -> ByProfile:
        """What made the whole questionnaire asked, or not."""
        condition = self.standing.questionnaire.applies_when
        return ByProfile(deciding_questions(self.profile, condition))

    def removals(self) -> tuple[Edit, ...]:
        """Return the edits that remove what is answered and asked no more."""
        return tuple(Remove(("answers", id_)) for id_ in self.obsolete)


@dataclass(frozen=True)
class PlanAlignment:
    """A plan, and its entries for criteria that are asked no more."""

    plan: Plan
    causes: Mapping[str, Cause]
    """By the criterion of each obsolete entry, in the order of the file."""

    def removals(self) -> tuple[Edit, ...]:
        """Return the edits that remove those entries."""
        return tuple(Remove(("plan", id_)) for id_ in self.causes)


def sheet_alignment(
    standing: Standing, profile: Profile, untouched: Collection[str], touched: Collection[str]
) -> SheetAlignment:
    """Return what an answers file needs, given the criteria that it offers as comments.

    Untouched are the comments that stand as this program wrote them. An undetermined criterion
    is left as it is: nobody knows yet.
    """
    criteria = standing.applicability.criteria
    asked = standing.applicability.ids_that(Truth.YES)
    there = {*standing.held, *untouched, *touched}
    appeared = tuple(id_ for id_ in asked if id_ not in there)
    stale, kept = (
        tuple(id_ for id_ in offered if criteria.get(id_, Truth.NO) is Truth.NO)
        for offered in (untouched, touched)
    )
    return SheetAlignment(standing, profile, appeared, standing.obsolete, stale, kept)


def plan_alignment(plan: Plan, subject: Subject, workspace: Workspace) -> PlanAlignment:
    """Return the entries of a plan whose criterion left the profile or the definition."""
    return PlanAlignment(plan, dict(_obsolete_entries(plan, subject, workspace)))


def _obsolete_entries(
    plan: Plan, subject: Subject, workspace: Workspace
) -> Iterator[tuple[str, Cause]]:
    homes = workspace.questionnaire_by_criterion
    for id_ in plan.entries:
        home = homes.get(id_) or _former_home(id_, subject)
        # A questionnaire that was not asked about is not judged.
        standing = None if home is None else subject.standings.get(home.id)
        if home is None or standing is None:
            continue
        if standing.applicability.criteria.get(id_, Truth.NO) is Truth.NO:
            yield id_, cause_of(id_, home, subject.profile)


def _former_home(id_: str, subject: Subject) -> Questionnaire | None:
    asked = (each.questionnaire for each in subject.standings.values())
    return next((each for each in asked if id_ in each.retired), None)


def cause_of(id_: str, questionnaire: Questionnaire, profile: Profile) -> Cause:
    """Return what made a criterion asked, or asked no more."""
    criterion = questionnaire.criterion_by_id.get(id_)
    if criterion is None:
        heirs = (each.id for each in questionnaire.criteria if id_ in each.replaces)
        return ByDefinition(tuple(heirs))
    conditions = (questionnaire.applies_when, criterion.applies_when)
    return ByProfile(deciding_questions(profile, *conditions))
