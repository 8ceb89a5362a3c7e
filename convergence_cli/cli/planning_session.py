"""From a session to what is planned: which subjects, and where their plans stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convergence_cli.cli.console import say
from convergence_cli.cli.session import Session, chosen_subjects, only
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.model.workspace import Workspace
from convergence_cli.planning.projection import last_promised
from convergence_cli.scoring.standing import Judge, Subject

_ARCHIVED = Text(
    en="'{id}' is archived: it has nothing to plan", fr="« {id} » est archivé : rien à planifier"
)
_BEFORE = Text(
    en="{at} is before {day}, which counts as today: a plan leads forward",
    fr="le {at} est avant le {day}, qui compte pour aujourd'hui : un plan mène vers l'avant",
)
_GIVE_LATER = Text(
    en="give a later date in --at, or an earlier day in --as-of",
    fr="donnez une date plus tardive à --at, ou un jour plus ancien à --as-of",
)


@dataclass(frozen=True)
class Planners:
    """The products, and the company, that a command was asked about: archived ones plan nothing."""

    workspace: Workspace
    judge: Judge
    products: tuple[Subject, ...]
    company: Subject | None
    archived: tuple[str, ...]
    """Ids of products that were named all the same."""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The products, then the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))


def planners(
    session: Session,
    products: Sequence[str] | None,
    questionnaires: Sequence[str] | None,
    *,
    company: bool = False,
) -> Planners:
    """Return who plans among those named; where nobody is, every active product and the company."""
    session.refuse_errors()
    workspace = only(session.loaded, questionnaires)
    judge = Judge(workspace)
    is_all = not products and not company
    named = chosen_subjects(workspace, judge, products, archived=False)
    chosen = named if products or is_all else ()
    return Planners(
        workspace,
        judge,
        tuple(each for each in chosen if not _is_archived(each)),
        judge.company() if is_all or company else None,
        tuple(each.id for each in chosen if _is_archived(each)),
    )


def tell_archived(chosen: Planners) -> None:
    """Say of each archived product that was named that it has nothing to plan."""
    for id_ in chosen.archived:
        say(_ARCHIVED.fill(id=id_))


def _is_archived(subject: Subject) -> bool:
    return subject.product is not None and subject.product.is_archived


def plan_path(subject: Subject) -> str:
    """Return where the plan of a product, or of the company, stands."""
    return f"products/{subject.id}/plan.yaml" if subject.id else "company/plan.yaml"


def projected_day(
    session: Session, judge: Judge, subjects: Iterable[Subject], at: str | None
) -> str | None:
    """Return the day to project plans to: left out, the last one on which they promise anything.

    None where they promise nothing; a day before today is refused.
    """
    if at is None:
        last = last_promised(judge, subjects)
        return None if last is None else max(last, session.day)
    if at < session.day:
        raise ConvergenceError(_BEFORE.fill(at=at, day=session.day), _GIVE_LATER)
    return at
