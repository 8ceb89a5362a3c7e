"""`convergence merge-file`: how git merges answers and plans, once it is told to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import say, speak
from convergence_cli.language import Language, Text

if TYPE_CHECKING:
    from convergence_cli.cli.merge_outcome import Outcome
    from convergence_cli.merging.merged import Labels
    from convergence_cli.merging.values import Route, Side

BaseArgument = Annotated[
    Path | None, typer.Argument(metavar="BASE", help="The file that both sides started from.")
]
OursArgument = Annotated[
    Path | None,
    typer.Argument(metavar="OURS", help="The file as it is here; the result is written into it."),
]
TheirsArgument = Annotated[
    Path | None, typer.Argument(metavar="THEIRS", help="The file as it is on the other side.")
]
PathArgument = Annotated[
    str | None, typer.Argument(metavar="[PATH]", help="What the file is called in messages.")
]
SizeOption = Annotated[
    int,
    typer.Option("--marker-size", metavar="N", min=1, max=1000, help="Signs in a marker: %L."),
]
BaseLabelOption = Annotated[
    str, typer.Option("--label-base", metavar="TEXT", help="Beside the base's marker: %S.")
]
OursLabelOption = Annotated[
    str, typer.Option("--label-ours", metavar="TEXT", help="Beside the marker of OURS: %X.")
]
TheirsLabelOption = Annotated[
    str, typer.Option("--label-theirs", metavar="TEXT", help="Beside the marker of THEIRS: %Y.")
]
SetUpOption = Annotated[
    bool,
    typer.Option("--set-up", help="Tell git to merge the files of this workspace so, here."),
]

_USUAL_SIZE = 7
_SOME = 8
_THREE_FILES = Text(
    en="three files are merged: BASE, OURS and THEIRS",
    fr="la fusion porte sur trois fichiers : BASE, OURS et THEIRS",
)
_HOW_TO_SET_UP = Text(
    en="git calls this; to tell it to, type: convergence merge-file --set-up",
    fr="c'est git qui appelle ceci ; pour le lui dire : convergence merge-file --set-up",
)
_ALONE = Text(
    en="--set-up merges nothing: give it no files", fr="--set-up ne fusionne rien : sans fichiers"
)
_CONFLICTS = Text(
    en="{path}: both sides changed {entries}; decide between the markers, then 'git add' it",
    fr="{path} : les deux côtés ont changé {entries} ; tranchez entre les marques, "
    "puis « git add »",
)
_SOMEWHERE = Text(
    en="{path}: both sides changed the same lines; decide between the markers, then 'git add' it",
    fr="{path} : les deux côtés ont changé les mêmes lignes ; tranchez entre les marques, "
    "puis « git add »",
)
_UNREADABLE = Text(
    en="{path}: {sides} cannot be read as YAML, so this was merged as text: read it whole, "
    "run 'convergence check', then 'git add' it",
    fr="{path} : YAML illisible ({sides}), donc fusionné comme du texte : relisez-le en entier, "
    "lancez « convergence check », puis « git add »",
)
_LEFT = Text(
    en="{path}: {sides} cannot be read, so nothing was merged: yours was left as it is; "
    "the other one: git show :3:{path}",
    fr="{path} : illisible ({sides}), donc rien n'est fusionné : le vôtre est resté tel quel ; "
    "l'autre : git show :3:{path}",
)
_STALE_SEAL = Text(
    en="{path}: the seal was put on other answers; 'convergence check' says whether it still "
    "holds (CV323)",
    fr="{path} : le sceau portait sur d'autres réponses ; « convergence check » dit s'il tient "
    "encore (CV323)",
)
_COMMENTS = Text(en="comments", fr="des commentaires")
_AND_MORE = Text(en="{shown} and {n} more", fr="{shown} et {n} de plus")


def merge_file(
    base: BaseArgument = None,
    ours: OursArgument = None,
    theirs: TheirsArgument = None,
    path: PathArgument = None,
    marker_size: SizeOption = _USUAL_SIZE,
    label_base: BaseLabelOption = "",
    label_ours: OursLabelOption = "",
    label_theirs: TheirsLabelOption = "",
    set_up: SetUpOption = False,
    workspace: options.WorkspaceOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Merge answers and plans entry by entry, as git's merge driver.

    The result goes into OURS. Exits 0 when merged, 1 with conflicts between markers in the file,
    2 where a file cannot be read and git's own merge of text was written instead.

    Example: convergence merge-file --set-up
    """
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.merging.values import Side

    if set_up:
        if base is not None:
            raise ConvergenceError(_ALONE)
        _set_up(workspace, lang)
        return
    if base is None or ours is None or theirs is None:
        raise ConvergenceError(_THREE_FILES, _HOW_TO_SET_UP)
    labels = _labels((label_base, label_ours, label_theirs), marker_size)
    files = {Side.BASE: base, Side.OURS: ours, Side.THEIRS: theirs}
    _merge(files, path or str(ours), labels, lang)


def _set_up(workspace: Path | None, lang: Language | None) -> None:
    from convergence_cli.cli.merge_driver import set_up
    from convergence_cli.cli.session import settle_workspace

    root, _ = settle_workspace(workspace, lang)
    set_up(root)


def _labels(given: tuple[str, ...], size: int) -> "Labels":
    from convergence_cli.merging.merged import Labels
    from convergence_cli.rendering.screen import on_one_line

    usual = Labels()[:3]
    # A git that knows no labels leaves the places for them as they are: %S, %X and %Y.
    shown = [
        default if not label.strip() or label.startswith("%") else on_one_line(label)
        for label, default in zip(given, usual, strict=True)
    ]
    base, ours, theirs = (each.encode("utf-8", "replace").decode() for each in shown)
    return Labels(base, ours, theirs, size)


def _merge(files: "dict[Side, Path]", path: str, labels: "Labels", lang: Language | None) -> None:
    from convergence_cli.cli.merge_outcome import outcome_of
    from convergence_cli.merging.values import Side

    outcome = outcome_of(files, labels)
    if outcome.content is not None:
        # git made this file for the result; its name is no file of a person's.
        files[Side.OURS].write_bytes(outcome.content)
    _speak_there(Path(path), lang)
    for line in _told(outcome, path):
        say(line)
    if outcome.unreadable:
        raise typer.Exit(ExitCode.NO_VERDICT)
    if outcome.has_conflicts:
        raise typer.Exit(ExitCode.NO)


def _speak_there(path: Path, lang: Language | None) -> None:
    """Choose the language: that of the workspace which the file belongs to, if none was given."""
    from convergence_cli.loading.workspace import find_root, load_settings

    root = None if lang is not None else find_root(path.parent)
    if lang is not None:
        speak(lang)
    elif root is not None:
        speak(load_settings(root).language)


def _told(outcome: "Outcome", name: str) -> list[Text]:
    from convergence_cli.rendering.screen import on_one_line

    path = on_one_line(name)
    if outcome.unreadable:
        sides = ", ".join(each.name for each in outcome.unreadable)
        words = _LEFT if outcome.content is None else _UNREADABLE
        return [words.fill(path=path, sides=sides)]
    if outcome.conflicts:
        return [_CONFLICTS.fill(path=path, entries=_named(outcome.conflicts))]
    if outcome.has_conflicts:
        return [_SOMEWHERE.fill(path=path)]
    return [_STALE_SEAL.fill(path=path)] if outcome.has_stale_seal else []


def _named(routes: "tuple[Route, ...]") -> Text:
    from convergence_cli.rendering.screen import on_one_line

    names = ", ".join(on_one_line(route[-1]) for route in routes[:_SOME] if route)
    shown = Text(en=names, fr=names) if names else _COMMENTS
    rest = len(routes) - _SOME
    return shown if rest <= 0 else _AND_MORE.fill(shown=shown, n=rest)
