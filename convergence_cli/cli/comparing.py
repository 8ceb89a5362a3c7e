"""From a name that git knows to an older state: a commit read beside the files that stand here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.committed_session import open_commits
from convergence_cli.cli.console import say, spoken, today
from convergence_cli.cli.session import (
    Session,
    errors_of,
    nothing_to_judge,
    only,
    open_session,
    settle_workspace,
    with_questionnaires,
)
from convergence_cli.diagnostics import Diagnostic, Place, Related, in_reading_order
from convergence_cli.language import Language, Text
from convergence_cli.loading.committed import CommitShelf
from convergence_cli.loading.locating import locate_in
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.shelf import Kept, NamingShelf, opener
from convergence_cli.loading.tree import SETTINGS
from convergence_cli.loading.workspace import (
    LoadedWorkspace,
    ReadWorkspace,
    loaded_from,
    read_workspace,
)
from convergence_cli.model.workspace import Company, Gate, Workspace
from convergence_cli.rendering.diagnostics_text import diagnostics_text
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.screen import Screen
from convergence_cli.reviewing.before import before_of
from convergence_cli.reviewing.change import Bearing
from convergence_cli.reviewing.review import review
from convergence_cli.scoring.standing import Judge

_FORK = "..."
"""Behind a name: not the commit itself, but the one from which this branch left it."""

_NO_WORKSPACE = Text(
    en="there is no workspace at {base}: everything counts as added",
    fr="il n'y a pas d'espace de travail à {base} : tout compte comme ajouté",
)
_ELSEWHERE = Text(
    en="there is no workspace at {base} in this folder, but there is one in: {folders}; "
    "if it was moved, nothing was compared with it",
    fr="il n'y a pas d'espace de travail à {base} dans ce dossier, mais il y en a un dans : "
    "{folders} ; s'il a été déplacé, rien n'a été comparé avec lui",
)
_HAS_MOVED_ON = Text(
    en="{base} has commits that are not here, and what they change shows as changed here: "
    "compare with where this branch left it, by '{base}...'",
    fr="{base} a des commits qui ne sont pas ici, et ce qu'ils changent apparaît comme changé "
    "ici : comparez avec le point de départ de cette branche, par « {base}... »",
)
_NOTHING_AT = Text(
    en="there is no workspace at {head}", fr="il n'y a pas d'espace de travail à {head}"
)
_NO_VERDICT = Text(
    en="no verdict: the files at {base} have these errors",
    fr="pas de verdict : les fichiers à {base} ont ces erreurs",
)
_MOST_ERRORS = 10
"""How many errors of a commit are told: nobody can mend them there."""
_AND_MORE = Text(en="… and {n} more", fr="… et {n} autres")
_COMPARE_OTHERWISE = Text(
    en="compare with a commit whose files are right: 'git log --oneline' lists them all",
    fr="comparez avec un commit dont les fichiers sont justes : "
    "« git log --oneline » les énumère tous",
)


@dataclass(frozen=True)
class Base:
    """An older state, read from a commit."""

    name: str
    commit: str
    workspace: Workspace | None
    """None where the commit holds no workspace."""
    notices: tuple[Text, ...] = ()


def open_beside(
    folder: Path | None,
    language: Language | None,
    day: str | None,
    questionnaires: Sequence[str] | None,
    ref: str,
) -> tuple[Session, Base]:
    """Read the workspace, and the one at a commit, sharing the files that are the same."""
    root, language = settle_workspace(folder, language)
    kept = Kept()
    with Repository.of(root) as repository:
        commit, notices = _commit_of(repository, ref, repository.commit("HEAD"))

        def load(root: Path, names: Collection[str]) -> LoadedWorkspace:
            return loaded_from(NamingShelf(root, commit), root, names, kept)

        session = open_session(folder, language, day, questionnaires, load)
        session.refuse_errors()
        there = read_base(repository, commit, ref, session.day, questionnaires or (), kept)
    return session, replace(there, notices=(*notices, *there.notices))


@dataclass(frozen=True)
class Comparison:
    """Two states that were compared, and how to tell it."""

    compared: Compared
    root: Path
    language: Language
    day: str


def compare(
    base: str,
    head: str | None,
    folder: Path | None,
    language: Language | None,
    day: str | None,
    questionnaires: Sequence[str] | None,
    failing: Collection[Bearing],
) -> Comparison:
    """Return what changed between two commits, or since one until the files as they stand."""
    if head is None:
        session, before = open_beside(folder, language, day, questionnaires, base)
        judge = Judge(only(session.loaded, questionnaires))
        compared = compared_with(before, judge, session.day, None, failing)
        return Comparison(compared, session.root, session.language, session.day)
    day, kept, names = day or today(), Kept(), questionnaires or ()
    with open_commits(folder, language, head) as commits:
        repository, newer = commits.repository, commits.head
        older, notices = _commit_of(repository, base, newer)
        if not repository.is_behind(newer, older):
            # Whoever names a commit and one before it looks back, and has not been overtaken.
            notices = ()
        after = _read_at(repository, newer, head, day, names, kept)
        before = read_base(repository, older, base, day, names, kept)
    if after is None:
        raise nothing_to_judge(_NOTHING_AT.fill(head=head))
    before = replace(before, notices=(*notices, *before.notices))
    compared = compared_with(before, Judge(only(after, names)), day, None, failing)
    return Comparison(replace(compared, head=newer), commits.folder, commits.language, day)


def read_base(
    repository: Repository,
    commit: str,
    name: str,
    day: str,
    questionnaires: Collection[str],
    kept: Kept,
) -> Base:
    """Return the workspace at a commit; stop where its files have errors."""
    read = _read_at(repository, commit, name, day, questionnaires, kept)
    if read is None:
        return Base(name, commit, None, (_no_workspace(repository, commit, name),))
    workspace = read.workspace
    if questionnaires:
        workspace = with_questionnaires(workspace, questionnaires)
    return Base(name, commit, workspace)


def _read_at(
    repository: Repository,
    commit: str,
    name: str,
    day: str,
    questionnaires: Collection[str],
    kept: Kept,
) -> ReadWorkspace | None:
    """Return what a commit holds here; None where that is no workspace; stop at errors."""
    shelf = CommitShelf(repository, commit)
    if not shelf.is_workspace:
        return None
    read = read_workspace(shelf, questionnaires, kept)
    _refuse_errors(read, name, day)
    return read


def nothing_before(after: Workspace) -> Workspace:
    """Return the state in which nobody had answered anything yet: the definitions alone."""
    return replace(after, company=Company(after.company.name), products={}, gate=Gate())


def _commit_of(repository: Repository, ref: str, head: str) -> tuple[str, tuple[Text, ...]]:
    """Return the older commit, and whether it has moved on since the newer one left it."""
    commit = repository.commit(ref.removesuffix(_FORK))
    if ref.endswith(_FORK):
        return repository.fork_of(commit, head), ()
    moved_on = repository.is_behind(commit, head)
    return commit, (_HAS_MOVED_ON.fill(base=ref),) if moved_on else ()


def _refuse_errors(read: ReadWorkspace, name: str, day: str) -> None:
    errors = errors_of(read, day)
    if errors:
        located = locate_in(opener(read.shelf), errors)
        ordered = in_reading_order(located)
        say(_NO_VERDICT.fill(base=name))
        for each in ordered[:_MOST_ERRORS]:
            say(diagnostics_text([_there(each, name)], spoken(), Screen()).rstrip("\n"))
        if len(ordered) > _MOST_ERRORS:
            say(_AND_MORE.fill(n=len(ordered) - _MOST_ERRORS))
        say(_COMPARE_OTHERWISE)
        raise typer.Exit(ExitCode.NO_VERDICT)


def _there(diagnostic: Diagnostic, name: str) -> Diagnostic:
    """Return a diagnostic of files that stand in a commit, all its places named so."""

    def at(place: Place) -> Place:
        return place._replace(path=f"{name}:{place.path}")

    related = tuple(Related(at(each.place), each.message) for each in diagnostic.related)
    return replace(diagnostic, place=at(diagnostic.place), related=related)


def _no_workspace(repository: Repository, commit: str, name: str) -> Text:
    folders = [
        path.removesuffix(SETTINGS).rstrip("/") or "."
        for path in repository.paths_named(commit, SETTINGS)
    ]
    if folders:
        return _ELSEWHERE.fill(base=name, folders=", ".join(folders))
    return _NO_WORKSPACE.fill(base=name)


def compared_with(
    base: Base, judge: Judge, day: str, products: Sequence[str] | None, failing: Collection[Bearing]
) -> Compared:
    """Return what changed since a base until the workspace of a judge."""
    after = judge.workspace
    was = nothing_before(after) if base.workspace is None else base.workspace
    found = review(before_of(was, after), judge, day, products)
    return Compared(found, base.name, base.commit, None, base.notices, failing)
