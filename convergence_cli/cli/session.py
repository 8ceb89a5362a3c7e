"""What every command starts with: the workspace, its language, and whether it can be judged."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import typer

from convergence_cli.checking.workspace import check_files, check_workspace
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import say, speak, spoken, today
from convergence_cli.diagnostics import Diagnostic, Rule, in_reading_order
from convergence_cli.diagnostics.wording import did_you_mean, named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.loading.locating import locate_all
from convergence_cli.loading.workspace import (
    LoadedWorkspace,
    ReadWorkspace,
    find_root,
    load_settings,
    load_workspace,
)
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.diagnostics_text import diagnostics_text
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.standing import Judge, Subject

Load = Callable[[Path, Collection[str]], LoadedWorkspace]
"""How the workspace in a folder is read; where some questionnaires are named, no other is."""


@dataclass(frozen=True)
class Session:
    """A workspace that was read, the language of results, and the day that counts as today."""

    loaded: LoadedWorkspace
    language: Language
    day: str

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.loaded.root

    @property
    def workspace(self) -> Workspace:
        """What the files say."""
        return self.loaded.workspace

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all that every rule finds, in reading order, each with its place."""
        case = self.loaded.case(self.day)
        found = (*self.loaded.diagnostics, *check_workspace(case, self.loaded.diagnostics))
        return in_reading_order(locate_all(self.root, found))

    @cached_property
    def _errors(self) -> list[Diagnostic]:
        return errors_of(self.loaded, self.day)

    def refuse_errors(self, *apart_from: Rule) -> None:
        """Stop without a verdict where files have errors; warnings stop nothing.

        A command that mends errors of some rules looks past those.
        """
        self.refuse_errors_but(lambda each: each.rule in apart_from)

    def refuse_errors_but(self, is_looked_past: Callable[[Diagnostic], bool]) -> None:
        """Stop without a verdict where files have other errors than those of one kind."""
        errors = [each for each in self._errors if not is_looked_past(each)]
        if errors:
            located = in_reading_order(locate_all(self.root, errors))
            say(diagnostics_text(located, self.language, Screen()).rstrip("\n"))
            say(_NO_VERDICT.in_(self.language))
            raise typer.Exit(ExitCode.NO_VERDICT)


def errors_of(read: ReadWorkspace, day: str) -> list[Diagnostic]:
    """Return what stands in the way of judging a workspace: errors, without their places."""
    found = (*read.diagnostics, *check_files(read.case(day)))
    return [each for each in found if each.is_error]


_NO_VERDICT = Text(
    en="no verdict: mend these errors first ('convergence check' lists everything)",
    fr="pas de verdict : corrigez d'abord ces erreurs (« convergence check » les énumère toutes)",
)


def open_session(
    folder: Path | None,
    language: Language | None = None,
    day: str | None = None,
    questionnaires: Sequence[str] | None = None,
    load: Load | None = None,
) -> Session:
    """Read the workspace at a folder, or the nearest one upward from the current folder.

    Where some questionnaires are named, no other is read.
    """
    if language is not None:
        speak(language)
    loaded = (load or load_workspace)(find_workspace(folder), questionnaires or ())
    chosen = language or loaded.workspace.language
    speak(chosen)
    return Session(loaded, chosen, day or today())


def settle(folder: Path | None, language: Language | None) -> tuple[Path | None, Language]:
    """Return the workspace, if there is one, and the language of the run, which is then spoken.

    For commands that can do without a workspace; one that was named must be there.
    """
    if language is not None:
        speak(language)
    root = find_root(Path.cwd()) if folder is None else find_workspace(folder)
    if language is None:
        language = spoken() if root is None else load_settings(root).language
    speak(language)
    return root, language


def settle_workspace(folder: Path | None, language: Language | None) -> tuple[Path, Language]:
    """Return the workspace and the language of the run, which is then spoken.

    For commands that read the workspace otherwise than as it stands.
    """
    if language is not None:
        speak(language)
    root = find_workspace(folder)
    chosen = language or load_settings(root).language
    speak(chosen)
    return root, chosen


def find_workspace(folder: Path | None) -> Path:
    """Return the workspace at a folder, or the nearest one upward; stop where there is none."""
    root = find_root(Path.cwd()) if folder is None else _given_root(folder)
    if root is None:
        where = (
            _HERE_OR_ABOVE.fill(folder=Path.cwd()) if folder is None else _IN.fill(folder=folder)
        )
        raise ConvergenceError(where, _HOW_TO_FIND)
    return root


def chosen_subjects(
    workspace: Workspace, judge: Judge, ids: Sequence[str] | None, *, archived: bool
) -> tuple[Subject, ...]:
    """Return the products that a command was asked about, by id; left out, every active one."""
    products = workspace.products
    if ids:
        known = [known_id(each, products, NO_PRODUCT) for each in sorted(set(ids))]
    else:
        known = [id_ for id_, each in products.items() if archived or not each.is_archived]
    return tuple(judge.product(id_) for id_ in known)


def the_subject(judge: Judge, product: str | None, *, company: bool) -> Subject:
    """Return the one product, or the company, that a command was asked about."""
    if company == (product is not None):
        ids = named(judge.workspace.products)
        raise ConvergenceError(_WHICH, _ONE_OF_BOTH.fill(products=ids))
    if product is None:
        return judge.company()
    return judge.product(known_id(product, judge.workspace.products, NO_PRODUCT))


def is_path(name: str) -> bool:
    """Return whether what a command was given is a file's path, and not an id."""
    return "/" in name or "\\" in name or name.lower().endswith((".yaml", ".yml"))


def known_id(id_: str, known: Iterable[str], message: Text) -> str:
    """Return an id that exists, or stop with the nearest one."""
    ids = tuple(known)
    if id_ in ids:
        return id_
    general = Text(en="there are: {ids}", fr="il y a : {ids}").fill(ids=named(ids))
    raise ConvergenceError(message.fill(id=id_), did_you_mean(id_, ids) or general)


def only(loaded: ReadWorkspace, ids: Sequence[str] | None) -> Workspace:
    """Return the workspace with these questionnaires alone; left out, with all."""
    if not ids:
        return loaded.workspace
    there = sorted({*loaded.workspace.questionnaires, *loaded.unfit.questionnaires})
    wanted = {known_id(each, there, NO_QUESTIONNAIRE) for each in ids}
    return with_questionnaires(loaded.workspace, wanted)


def with_questionnaires(workspace: Workspace, ids: Collection[str]) -> Workspace:
    """Return a workspace with some of its questionnaires alone."""
    kept = {id_: each for id_, each in workspace.questionnaires.items() if id_ in ids}
    return replace(workspace, questionnaires=kept)


def nothing_to_judge(reason: Text) -> ConvergenceError:
    """Return the error of a run that had nothing to judge: an empty run is not a pass."""
    return ConvergenceError(
        Text(en="nothing to judge: {reason}", fr="rien à juger : {reason}").fill(reason=reason)
    )


_WHICH = Text(
    en="which answers: those of a product, or of the company?",
    fr="quelles réponses : celles d'un produit, ou de l'entreprise ?",
)
_ONE_OF_BOTH = Text(
    en="give --company, or the id of one product: {products}",
    fr="donnez --company, ou l'identifiant d'un produit : {products}",
)
_HERE_OR_ABOVE = Text(
    en="no workspace: there is no convergence.yaml in {folder} or above",
    fr="pas d'espace de travail : aucun convergence.yaml dans {folder} ou au-dessus",
)
_IN = Text(
    en="no workspace: there is no convergence.yaml in {folder}",
    fr="pas d'espace de travail : aucun convergence.yaml dans {folder}",
)
_HOW_TO_FIND = Text(
    en="start one with 'convergence init', or name it with --workspace DIR",
    fr="créez-en un par « convergence init », ou désignez-le par --workspace DIR",
)


def _given_root(folder: Path) -> Path | None:
    root = folder.resolve()
    return root if (root / "convergence.yaml").is_file() else None


NO_PRODUCT = Text(en="no product is called '{id}'", fr="aucun produit ne s'appelle « {id} »")
NO_QUESTIONNAIRE = Text(
    en="no questionnaire is called '{id}'", fr="aucun questionnaire ne s'appelle « {id} »"
)
