"""Entries of plans on their way into files: which file, which lines."""

from collections.abc import Mapping

from convergence_cli.cli.changes import ChangedSinceReadError, Changes
from convergence_cli.cli.planning_session import plan_path
from convergence_cli.cli.session import Session
from convergence_cli.cli.workspace_files import schema_of_file
from convergence_cli.loading.build_workspace import build_plan
from convergence_cli.loading.contract import Contract
from convergence_cli.model.workspace import PlanEntry
from convergence_cli.revising.planning import entry_edits
from convergence_cli.scoring.standing import Subject
from convergence_cli.writing.plan_skeleton import empty_plan_text


def put_entries(
    changes: Changes, session: Session, subject: Subject, entries: Mapping[str, PlanEntry | None]
) -> None:
    """Put some entries among the changes of a command; a plan that is missing is begun.

    None takes an entry away. A file that does not say any more what was read of it raises
    ChangedSinceReadError.
    """
    if not entries:
        return
    begin_plan(changes, session, subject)
    before = {} if subject.plan is None else subject.plan.entries
    order = tuple(id_ for each in subject.standings.values() for id_ in each.applicability.criteria)
    for id_, after in entries.items():
        changes.edit(plan_path(subject), entry_edits(id_, before.get(id_), after, order))


def begin_plan(changes: Changes, session: Session, subject: Subject) -> None:
    """Make sure that a plan is what was read of it; one that was not there is begun."""
    path = plan_path(subject)
    if subject.plan is not None:
        changes.expect(path, subject.plan, lambda data: build_plan(data, path))
    elif changes.is_there(path):
        raise ChangedSinceReadError(path)
    else:
        schema = schema_of_file(session.root, path, Contract.PLAN)
        changes.put(path, empty_plan_text(schema, session.language))
