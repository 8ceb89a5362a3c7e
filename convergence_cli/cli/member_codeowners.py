"""`convergence member codeowners`: who is asked to look at which change, for a git platform."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import deliver_data, say
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.model.workspace import Member

FileOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file; of one that is there, only the block of rules between its marks.",
    ),
]
CheckOption = Annotated[
    Path | None,
    typer.Option("--check", metavar="FILE", help="Write nothing; exit 1 where FILE is stale."),
]

_NO_MEMBER = Text(
    en="convergence.yaml names no member: nobody owns anything",
    fr="convergence.yaml ne nomme aucun membre : rien n'est à personne",
)
_OWN_RULES = Text(
    en="{file} has rules of its own, and no block of ours to replace",
    fr="{file} a ses propres règles, et aucun bloc à remplacer",
)
_MARK = Text(
    en="put these two lines where the block belongs, and run this again: "
    "'# convergence: begin' and '# convergence: end'",
    fr="mettez ces deux lignes à la place du bloc, et relancez : "
    "« # convergence: begin » et « # convergence: end »",
)
_NO_FILE = Text(en="there is no file {file}", fr="il n'y a pas de fichier {file}")
_NOT_UTF_8 = Text(en="{file} is not UTF-8 text", fr="{file} n'est pas du texte UTF-8")
_EITHER = Text(
    en="--output writes and --check does not: give one of them",
    fr="--output écrit et --check non : donnez l'un des deux",
)
_NO_EMAIL = Text(
    en="the email of '{member}' cannot stand in a CODEOWNERS file",
    fr="l'adresse de « {member} » ne peut pas figurer dans un fichier CODEOWNERS",
)
_NO_NAME = Text(
    en="the name of the folder {folder} cannot stand in a CODEOWNERS file",
    fr="le nom du dossier {folder} ne peut pas figurer dans un fichier CODEOWNERS",
)
_WRITE = Text(
    en="write it: convergence member codeowners --output {file}",
    fr="écrivez-le : convergence member codeowners --output {file}",
)
_STALE = Text(
    en="{file} is stale: members or products changed since it was written",
    fr="{file} n'est plus à jour : membres ou produits ont changé depuis son écriture",
)
_FRESH = Text(en="{file} is up to date", fr="{file} est à jour")
_NOT_IN_GIT = Text(
    en="the workspace lies in no git repository: its folder is taken for the root of one",
    fr="l'espace de travail n'est dans aucun dépôt git : son dossier est pris pour racine",
)


def member_codeowners(
    workspace: options.WorkspaceOption = None,
    output: FileOption = None,
    check: CheckOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Write a CODEOWNERS file from the members.

    A product's folder belongs to those who work on it and to its manager, the settings to those
    who manage members, the rest to those with 'products: all'.

    Example: convergence member codeowners --output .github/CODEOWNERS
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.codeowners import codeowners_text

    if output is not None and check is not None:
        raise ConvergenceError(_EITHER)
    session = open_session(workspace, lang)
    session.refuse_errors()
    _refuse_members(session.workspace.members)
    block = codeowners_text(session.workspace, _prefix_of(session.root))
    if check is not None:
        _check(check, block)
    else:
        text = block if output is None else _in_its_place(output, block)
        deliver_data(text, output, session.root)


def _refuse_members(members: tuple["Member", ...]) -> None:
    """Stop where nobody can own anything, or where an owner would end the line of a rule."""
    if not members:
        raise ConvergenceError(_NO_MEMBER)
    for member in members:
        if "#" in member.email or not member.email.isprintable():
            raise ConvergenceError(_NO_EMAIL.fill(member=member.id))


def _prefix_of(root: Path) -> str:
    from convergence_cli.loading.repository import prefix_of

    prefix = prefix_of(root)
    if prefix is None:
        say(_NOT_IN_GIT)
        return ""
    if not prefix.isprintable():
        raise ConvergenceError(_NO_NAME.fill(folder=root))
    return prefix


def _check(file: Path, block: str) -> None:
    from convergence_cli.rendering.codeowners import has_block

    if not file.is_file():
        raise ConvergenceError(_NO_FILE.fill(file=file), _WRITE.fill(file=file))
    if has_block(_text_of(file), block):
        say(_FRESH.fill(file=file))
        return
    say(_STALE.fill(file=file))
    say(_WRITE.fill(file=file))
    raise typer.Exit(ExitCode.NO)


def _in_its_place(file: Path, block: str) -> str:
    """Return what a file becomes: rules that somebody else wrote into it stay."""
    from convergence_cli.rendering.codeowners import with_block

    text = _text_of(file) if file.is_file() else ""
    if not text.strip():
        return block
    replaced = with_block(text, block)
    if replaced is None:
        raise ConvergenceError(_OWN_RULES.fill(file=file), _MARK)
    return replaced


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ConvergenceError(_NOT_UTF_8.fill(file=file)) from None
