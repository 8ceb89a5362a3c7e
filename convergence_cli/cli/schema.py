"""`convergence schema`: what editors know of this workspace."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import NOTHING_WRITTEN, WROTE, deliver_data, deliver_text, say
from convergence_cli.language import Language, Text

if TYPE_CHECKING:
    from convergence_cli.cli.schema_plan import Finding
    from convergence_cli.cli.session import Session

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Print what changes as a diff, and write nothing.")
]
CheckOption = Annotated[
    bool,
    typer.Option("--check", help="Exit 1 where something is missing or stale; write nothing."),
]
SchemaLanguageOption = Annotated[
    Language | None,
    typer.Option("--lang", help="The language of the schemas; left out, the workspace's."),
]

_UP_TO_DATE = Text(en="the schemas are up to date", fr="les schémas sont à jour")
_REMOVED = Text(en="removed {path}", fr="retiré : {path}")
_LED = Text(
    en="modeline of {path}: {after} (it was {before})",
    fr="ligne de schéma de {path} : {after} (c'était {before})",
)
_LEADS = Text(en="modeline of {path}: {after}", fr="ligne de schéma de {path} : {after}")
_MEND = Text(
    en="bring them up to date: convergence schema", fr="mettez-les à jour : convergence schema"
)
_UNREAD = Text(
    en="no schemas: mend these errors first, what they should offer cannot be read",
    fr="pas de schémas : corrigez d'abord ces erreurs, ce qu'ils doivent proposer est illisible",
)


def schema(
    dry_run: DryRunOption = False,
    check: CheckOption = False,
    workspace: options.WorkspaceOption = None,
    lang: SchemaLanguageOption = None,
) -> None:
    """Write schemas by which editors complete and explain.

    Criteria, levels, options, products and members become choices, each with its meaning, and the
    first line of each file leads to its schema.

    Example: convergence schema --check
    """
    from convergence_cli.cli.schema_plan import schema_plan
    from convergence_cli.cli.session import open_session

    session = open_session(workspace, lang)
    _refuse_unread(session)
    plan = schema_plan(session)
    if dry_run:
        deliver_data(plan.changes.difference(), None, session.root)
    elif check:
        lines = (f"{_said(each).in_(session.language)}\n" for each in plan.findings)
        deliver_text("".join(lines), None, session.root)
    else:
        by_path = {each.path: each for each in plan.findings}
        for path in plan.changes.write():
            say(_done(by_path[path]))
    if not plan.findings:
        say(_UP_TO_DATE)
    elif dry_run:
        say(NOTHING_WRITTEN)
    elif check:
        say(_MEND)
    if check and plan.findings:
        raise typer.Exit(ExitCode.NO)


def _said(finding: "Finding") -> Text:
    from convergence_cli.cli.schema_plan import State
    from convergence_cli.rendering.screen import visible

    words: dict[State, Text] = {
        State.MISSING: Text(en="{path}: missing", fr="{path} : absent"),
        State.STALE: Text(en="{path}: stale", fr="{path} : périmé"),
        State.LEFT_OVER: Text(en="{path}: no longer needed", fr="{path} : devenu inutile"),
        State.NO_MODELINE: Text(
            en="{path}: names no schema; {after} is its own",
            fr="{path} : ne désigne aucun schéma ; le sien est {after}",
        ),
        State.OTHER_MODELINE: Text(
            en="{path}: names {before}; {after} is its own",
            fr="{path} : désigne {before} ; le sien est {after}",
        ),
    }
    return words[finding.state].fill(
        path=visible(finding.path), before=visible(finding.leads_to), after=finding.should_lead_to
    )


def _done(finding: "Finding") -> Text:
    from convergence_cli.cli.schema_plan import State

    words = {
        State.LEFT_OVER: _REMOVED,
        State.NO_MODELINE: _LEADS,
        State.OTHER_MODELINE: _LED,
    }.get(finding.state, WROTE)
    return words.fill(path=finding.path, before=finding.leads_to, after=finding.should_lead_to)


def _refuse_unread(session: "Session") -> None:
    """Stop where the settings or a definition cannot be read: a schema would miss what they say."""
    from convergence_cli.diagnostics import in_reading_order
    from convergence_cli.loading.locating import locate_all
    from convergence_cli.loading.workspace import is_of_definitions
    from convergence_cli.rendering.diagnostics_text import diagnostics_text
    from convergence_cli.rendering.screen import Screen

    found = [
        each
        for each in session.loaded.diagnostics
        if each.is_error
        and (each.place.path == "convergence.yaml" or is_of_definitions(each.place.path))
    ]
    if found:
        located = in_reading_order(locate_all(session.root, found))
        say(diagnostics_text(located, session.language, Screen()).rstrip("\n"))
        say(_UNREAD)
        raise typer.Exit(ExitCode.NO_VERDICT)
