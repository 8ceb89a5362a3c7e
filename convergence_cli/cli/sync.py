"""`convergence sync`: answers files in step with the profile and the definitions."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import (
    WROTE,
    ColorChoice,
    deliver_data,
    deliver_text,
    is_interactive,
    say,
    screen_of,
)
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.cli.alignment import Alignment
    from convergence_cli.cli.session import Session

PruneOption = Annotated[
    bool,
    typer.Option("--prune", help="Remove what is obsolete: answers, whole files, plan entries."),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Remove without asking.")]

_IN_STEP = Text(
    en="nothing to do: every answers file is in step with its profile and definition",
    fr="rien à faire : chaque fichier de réponses suit son profil et sa définition",
)
_NOTHING_TO_WRITE = Text(en="nothing was written", fr="rien n'a été écrit")
_HOW_TO_PRUNE = Text(
    en="to remove what disappeared: {command}",
    fr="pour retirer ce qui a disparu : {command}",
)
_NOT_A_TERMINAL = Text(
    en="nothing was written: nobody can be asked here, this is no terminal",
    fr="rien n'a été écrit : personne à interroger ici, ce n'est pas un terminal",
)
_GIVE_YES = Text(
    en="give --yes to remove, or --dry-run to look only",
    fr="donnez --yes pour retirer, ou --dry-run pour voir seulement",
)
_REMOVE = Text(
    en="Remove the answers, files, plan entries and comments that disappeared?",
    fr="Retirer les réponses, fichiers, entrées de plan et commentaires disparus ?",
)
_BETWEEN_BRACKETS = Text(
    en="{path}: the answers stand between brackets, where no comment can stand among them",
    fr="{path} : les réponses sont entre accolades, où aucun commentaire ne tient parmi elles",
)
_REMOVED = Text(en="removed {path}", fr="retiré : {path}")
_NEXT = Text(
    en="next: convergence answer {subject}, or remove the # in front of a criterion and answer",
    fr="pour continuer : convergence answer {subject}, ou retirez le # devant un critère et "
    "répondez",
)


def sync(
    products: options.ProductsArgument = None,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    prune: PruneOption = False,
    dry_run: options.DryRunOption = False,
    yes: YesOption = False,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Bring answers files in step with profiles and definitions.

    Adds a comment to fill in for each criterion that is asked now; removes nothing unless told.

    Example: convergence sync medicab --dry-run
    """
    from convergence_cli.cli.alignment import Alignment, aligned
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.sync_text import sync_text

    session = open_session(workspace, lang, as_of, questionnaire)
    changes = Changes(session.root)
    result = aligned(session, changes, products, questionnaire)
    text = sync_text(result, session.language, screen_of(color, None))
    _tell(text, session, dry_run=dry_run)
    alignment = Alignment(session, changes, result)
    alignment.expect_as_read()
    if prune and result.has_something_to_prune and (dry_run or _is_agreed(yes, session)):
        alignment.prune()
    alignment.offer()
    alignment.refresh()
    for path in alignment.unplaced:
        say(_BETWEEN_BRACKETS.fill(path=path))
    _finish(alignment, dry_run=dry_run)
    if result.has_something_to_prune and not prune:
        chosen = (*(products or ()), *(f"-q {each}" for each in questionnaire or ()))
        command = " ".join(("convergence sync", *chosen, "--prune"))
        say(_HOW_TO_PRUNE.fill(command=command))


def _tell(text: str, session: "Session", *, dry_run: bool) -> None:
    """Show what was found, as the result; beside a difference, which then is it."""
    if not dry_run:
        deliver_text(text, None, session.root)
    elif text:
        say(text.rstrip("\n"))


def _is_agreed(yes: bool, session: "Session") -> bool:  # noqa: FBT001 - an answer given before
    from convergence_cli.cli.prompts import confirm
    from convergence_cli.errors import ConvergenceError

    if yes:
        return True
    if not is_interactive():
        raise ConvergenceError(_NOT_A_TERMINAL, _GIVE_YES)
    return confirm(_REMOVE.in_(session.language))


def _finish(alignment: "Alignment", *, dry_run: bool) -> None:
    changes = alignment.changes
    if not changes.files:
        is_left = alignment.result.has_something_to_prune or alignment.unplaced
        say(_NOTHING_TO_WRITE if is_left else _IN_STEP)
        return
    if dry_run:
        deliver_data(changes.difference(), None, alignment.session.root)
        say(_NOTHING_TO_WRITE)
        return
    for path in changes.write():
        say((WROTE if changes.is_there(path) else _REMOVED).fill(path=path))
    offered = alignment.result.with_offers
    if offered:
        say(_NEXT.fill(subject=offered[0].id or "--company"))
