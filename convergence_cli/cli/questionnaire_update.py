"""`convergence questionnaire update`: newer definitions, and the answers that follow them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import (
    NOTHING_WRITTEN,
    WROTE,
    deliver_text,
    is_interactive,
    say,
    today,
)
from convergence_cli.language import Language, Text

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.cli.update_plan import Offer, UpdatePlan

IdsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID...",
        help="Ids of built-in definitions; left out, all that are here and differ.",
    ),
]
FromOption = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="Bring in the definition in this file instead of a built-in one.",
    ),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change and write nothing.")
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]

_NOT_BUILT_IN = Text(
    en="no built-in definition is called '{id}'",
    fr="aucune définition livrée ne s'appelle « {id} »",
)
_OTHER_ID = Text(
    en="the file defines '{found}', and you named {ids}",
    fr="le fichier définit « {found} », et vous avez nommé {ids}",
)
_NAME_IT = Text(
    en="name that one, or none: convergence questionnaire update --from FILE",
    fr="nommez celle-là, ou aucune : convergence questionnaire update --from FICHIER",
)
_UP_TO_DATE = Text(
    en="nothing to bring in: the definitions here are the same",
    fr="rien à mettre à jour : les définitions d'ici sont les mêmes",
)
_SAME_VERSION = Text(
    en="'{id}' has the same version as the one here, which was changed: that change will be undone",
    fr="« {id} » a la même version que celle d'ici, modifiée : cette modification sera perdue",
)
_WILL_BE_WRONG = Text(
    en="after the update, these files will have errors that only you can mend:",
    fr="après la mise à jour, ces fichiers auront des erreurs que vous seul pouvez corriger :",
)
_REFUSED = Text(
    en="nothing was written: the definitions would not hold together",
    fr="rien n'a été écrit : les définitions ne tiendraient pas ensemble",
)
_NAME_ALL = Text(
    en="name the preliminary questionnaire too, or no id to bring in all that differ",
    fr="nommez aussi le questionnaire préliminaire, ou aucun identifiant pour tout mettre à jour",
)
_NOT_A_TERMINAL = Text(
    en="nothing was written: nobody can be asked here, this is no terminal",
    fr="rien n'a été écrit : personne à interroger ici, ce n'est pas un terminal",
)
_GIVE_YES = Text(
    en="give --yes to write, or --dry-run to look only",
    fr="donnez --yes pour écrire, ou --dry-run pour voir seulement",
)
_WRITE = Text(en="Write these changes?", fr="Écrire ces changements ?")
_TO_REVIEW = Text(
    en="answers to read again: {n} (CV321 in 'convergence check')",
    fr="réponses à relire : {n} (CV321 dans « convergence check »)",
)
_OBSOLETE = Text(
    en="answers whose criterion is gone, kept and counted no more: {n} (CV308)",
    fr="réponses dont le critère a disparu, gardées et plus comptées : {n} (CV308)",
)
_NEXT = Text(
    en="next: convergence sync, which offers what is asked now",
    fr="pour continuer : convergence sync, qui propose ce qui est demandé désormais",
)


def questionnaire_update(
    ids: IdsArgument = None,
    from_: FromOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Bring in newer definitions; answers follow.

    Shows what changes before it writes; no answer is removed or changed.

    Example: convergence questionnaire update interoperability --dry-run
    """
    from convergence_cli.cli.prompts import confirm
    from convergence_cli.cli.schema_files import as_told
    from convergence_cli.cli.session import open_session
    from convergence_cli.cli.update_plan import update_plan
    from convergence_cli.errors import ConvergenceError

    session = open_session(workspace, lang, as_of or today())
    session.refuse_errors()
    offers = _built_in(session, ids or []) if from_ is None else [_from(from_, ids or [])]
    plan = update_plan(session.root, session.workspace, offers)
    if not plan.changes.files:
        say(_UP_TO_DATE)
        return
    _refuse_unfit(plan, session)
    _show(plan, session)
    if dry_run:
        say(NOTHING_WRITTEN)
        return
    if not yes and not is_interactive():
        raise ConvergenceError(_NOT_A_TERMINAL, _GIVE_YES)
    if not yes and not confirm(_WRITE.in_(session.language)):
        say(NOTHING_WRITTEN)
        return
    for path in as_told(plan.changes.write()):
        say(WROTE.fill(path=path))
    _tell_what_is_left(plan)
    if plan.revisions or plan.arrivals:
        say(_NEXT)


def _built_in(session: "Session", ids: list[str]) -> "list[Offer]":
    """Return the built-in definitions that were named; left out, all that are here too."""
    from convergence_cli.cli.session import known_id
    from convergence_cli.cli.update_plan import Offer
    from convergence_cli.loading.shipped import questionnaires_folder
    from convergence_cli.loading.workspace import load_definitions

    folder = questionnaires_folder().parent
    built_in = load_definitions(folder).workspace.definitions
    # The name of a built-in file is its id; rules have no other.
    files = {each.stem: each for each in sorted(questionnaires_folder().glob("*.yaml"))}
    wanted = [known_id(id_, files, _NOT_BUILT_IN) for id_ in dict.fromkeys(ids)]
    return [
        Offer(id_, file.read_text(encoding="utf-8"), built_in.get(id_))
        for id_, file in files.items()
        if (id_ in wanted if ids else (session.root / "questionnaires" / file.name).is_file())
    ]


def _from(file: Path, ids: list[str]) -> "Offer":
    from convergence_cli.cli.revision import read_definition, refuse_defects
    from convergence_cli.cli.update_plan import Offer
    from convergence_cli.diagnostics.wording import named
    from convergence_cli.errors import ConvergenceError

    source, definition = read_definition(file)
    refuse_defects(definition, source)
    if ids and ids != [definition.id]:
        raise ConvergenceError(_OTHER_ID.fill(found=definition.id, ids=named(ids)), _NAME_IT)
    return Offer(definition.id, source.text, definition)


def _refuse_unfit(plan: "UpdatePlan", session: "Session") -> None:
    from convergence_cli.cli.boundary import ExitCode
    from convergence_cli.cli.revision import located_in
    from convergence_cli.diagnostics import in_reading_order
    from convergence_cli.loading.locating import locate_all
    from convergence_cli.loading.source import Source
    from convergence_cli.rendering.diagnostics_text import diagnostics_text
    from convergence_cli.rendering.screen import Screen

    found = [
        each for each in plan.errors(session.day) if each.place.path.startswith("questionnaires/")
    ]
    if not found:
        return
    for change in plan.changes.files:
        found = located_in(Source(change.path, (change.after or b"").decode("utf-8")), found)
    located = in_reading_order(locate_all(session.root, found))
    say(diagnostics_text(located, session.language, Screen()).rstrip("\n"))
    say(_REFUSED)
    say(_NAME_ALL)
    raise typer.Exit(ExitCode.NO_VERDICT)


def _show(plan: "UpdatePlan", session: "Session") -> None:
    from convergence_cli.cli.revision import is_scorable
    from convergence_cli.cli.schema_files import as_told
    from convergence_cli.rendering.revision_text import arrival_text, means_text, revision_text
    from convergence_cli.revising.effects import mean_changes

    language, day = session.language, session.day
    blocks = [revision_text(each, language, day) for each in plan.revisions]
    blocks += [arrival_text(each, language) for each in plan.arrivals]
    blocks += [f"{path}\n" for path in as_told(plan.others)]
    means = ""
    if is_scorable(plan.after, day):
        means = means_text(mean_changes(plan.before, plan.after, day), language, day)
    deliver_text("\n".join(blocks) + means, None, session.root)
    for revision in plan.revisions:
        if revision.old == revision.new:
            say(_SAME_VERSION.fill(id=revision.id))
    _warn_of_errors(plan, day, language)


def _warn_of_errors(plan: "UpdatePlan", day: str, language: Language) -> None:
    errors = plan.errors(day)
    if errors:
        say(_WILL_BE_WRONG)
    for each in errors:
        route = ".".join(map(str, each.place.route))
        say(f"  {each.place.path}: {route}: {each.rule.code} {each.message.in_(language)}")


def _tell_what_is_left(plan: "UpdatePlan") -> None:
    from convergence_cli.revising.effects import sheets_of

    to_review = obsolete = 0
    for questionnaire in plan.after.questionnaires.values():
        for _, sheet in sheets_of(plan.after, questionnaire.id):
            to_review += sum(each.review is not None for each in sheet.answers.values())
            obsolete += sum(id_ in questionnaire.retired for id_ in sheet.answers)
    for words, count in ((_TO_REVIEW, to_review), (_OBSOLETE, obsolete)):
        if count:
            say(words.fill(n=count))
