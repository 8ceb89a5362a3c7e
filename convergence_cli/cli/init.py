"""`convergence init`: a new workspace, and the files by which platforms run the tool on it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.console import (
    NOTHING_WRITTEN,
    WROTE,
    deliver_data,
    is_interactive,
    say,
    speak,
    spoken,
)
from convergence_cli.cli.options import DryRunOption
from convergence_cli.language import Language, Text

if TYPE_CHECKING:
    from convergence_cli.cli.platform_files import Home, PlatformFile


class Server(StrEnum):
    """Which integration server runs the tool."""

    GITHUB = "github"
    GITLAB = "gitlab"


FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder; left out, the current one.")
]
CompanyOption = Annotated[
    str | None, typer.Option("--company", metavar="NAME", help="The company's name.")
]
SirenOption = Annotated[
    str | None, typer.Option("--siren", metavar="NUMBER", help="The company's SIREN number.")
]
NewLanguageOption = Annotated[
    Language | None, typer.Option("--lang", help="The language of the workspace's results.")
]

ServersOption = Annotated[
    list[Server] | None,
    typer.Option("--ci", help="Write what this server runs on each change; may be repeated."),
]
PreCommitOption = Annotated[
    bool, typer.Option("--pre-commit", help="Write what pre-commit runs before each commit.")
]

_THERE_ALREADY = Text(
    en="{path} is there already: this folder is a workspace",
    fr="{path} existe déjà : ce dossier est un espace de travail",
)
_ONLY_ADDED = Text(
    en="leave out --company and --siren: --ci and --pre-commit only add their files to it",
    fr="retirez --company et --siren : --ci et --pre-commit n'y ajoutent que leurs fichiers",
)
_NEXT = Text(en="next: convergence init-product", fr="pour continuer : convergence init-product")
_NO_NAME = Text(en="the company has no name yet", fr="l'entreprise n'a pas encore de nom")
_GIVE_NAME = Text(en="give it: --company NAME", fr="donnez-le : --company NOM")


def init(
    folder: FolderArgument = Path(),
    company: CompanyOption = None,
    siren: SirenOption = None,
    lang: NewLanguageOption = None,
    ci: ServersOption = None,
    pre_commit: PreCommitOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Start a workspace: settings, definitions, schemas.

    On a terminal it asks for what is not given. With --ci and --pre-commit it also writes what runs
    the checks, to the root of the repository; in a workspace that is there already, only that.

    Example: convergence init --company "Exemple" --lang fr --ci github
    """
    from convergence_cli.cli.platform_files import Platform, home_of, platform_files
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.loading.workspace import load_settings

    if lang is not None:
        speak(lang)
    platforms = [Platform(each) for each in ci or ()]
    platforms += [Platform.PRE_COMMIT] if pre_commit else []
    settings = folder / "convergence.yaml"
    files: Mapping[str, str] = {}
    if not settings.exists():
        files = _new_files(company, siren, lang)
    elif not platforms or company is not None or siren is not None:
        raise ConvergenceError(
            _THERE_ALREADY.fill(path=settings), _ONLY_ADDED if platforms else None
        )
    elif lang is None:
        speak(load_settings(folder).language)
    home = home_of(folder)
    added = platform_files(home, platforms)
    if dry_run:
        _show(folder, files, home, added)
    else:
        _write(folder, files, home, added)


def settings_text(company: str, siren: str | None, language: Language) -> str:
    """Return the convergence.yaml of a new workspace."""
    from convergence_cli.cli.schema_files import SCHEMAS
    from convergence_cli.writing.yaml_text import modeline, scalar, text_scalar

    lines = ["format: 1", "company:", f"  name: {scalar(company)}"]
    if siren:
        lines.append(f"  siren: {text_scalar(siren)}")
    lines += [
        "  # profile:",
        "  #   company_labels: []",
        f"language: {language}",
        "# members:",
        "#   - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager, "
        "rights: [validate], products: all}",
        "# gate:",
        "#   minimum: {interoperability: 1.5}",
        "#   fail_on: [under-expected]",
    ]
    return modeline(f"{SCHEMAS}/workspace.schema.json") + "".join(f"{line}\n" for line in lines)


def _new_files(company: str | None, siren: str | None, lang: Language | None) -> Mapping[str, str]:
    """Return the files of a new workspace, its settings last; ask for what is not given."""
    from convergence_cli.cli.drafting import refuse_invalid
    from convergence_cli.cli.workspace_files import starting_files
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.loading.contract import Contract

    if company is None and is_interactive():
        company, siren, lang = _asked(siren, lang)
    if not company:
        raise ConvergenceError(_NO_NAME, _GIVE_NAME)
    speak(lang or Language.FR)
    text = settings_text(company, siren, lang or Language.FR)
    refuse_invalid("convergence.yaml", text, Contract.WORKSPACE)
    return {**starting_files(spoken()), "convergence.yaml": text}


def _write(
    folder: Path, files: Mapping[str, str], home: "Home", added: Sequence["PlatformFile"]
) -> None:
    from convergence_cli.cli.merge_driver import set_up
    from convergence_cli.cli.platform_files import State
    from convergence_cli.cli.platform_report import say_what_stays, say_what_to_do
    from convergence_cli.writing.atomic import write_all_new

    for path in write_all_new(folder, files):
        if not path.startswith("."):
            say(WROTE.fill(path=folder / path))
    missing = {each.path: each.text for each in added if each.state is State.MISSING}
    for path in write_all_new(home.top, missing):
        say(WROTE.fill(path=home.shown(path)))
    say_what_stays(home, added)
    if files:
        set_up(folder)
        say(_NEXT)
    say_what_to_do(home, added)


def _show(
    folder: Path, files: Mapping[str, str], home: "Home", added: Sequence["PlatformFile"]
) -> None:
    """Print what would be written as a diff against the root of the repository."""
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.merge_driver import ATTRIBUTES, attributes_text
    from convergence_cli.cli.platform_files import State
    from convergence_cli.cli.platform_report import say_what_stays
    from convergence_cli.writing.atomic import refuse_there

    refuse_there(folder, files)
    changes = Changes(home.top)
    if files:
        files = {**files, ATTRIBUTES: attributes_text(folder)}
    for path, text in files.items():
        changes.put((Path(home.folder) / path).as_posix(), text)
    for each in added:
        if each.state is State.MISSING:
            changes.put(each.path, each.text)
    deliver_data(changes.difference(), None, folder)
    say_what_stays(home, added)
    say(NOTHING_WRITTEN)


def _asked(siren: str | None, lang: Language | None) -> tuple[str, str | None, Language]:
    from convergence_cli.cli.prompts import ask_one, ask_text

    language = lang or Language(
        ask_one("Langue / Language", [(Language.FR, "français"), (Language.EN, "English")])
    )
    speak(language)
    name = ask_text(
        Text(en="Company name", fr="Nom de l'entreprise").in_(language),
        problem=lambda text: None if text else _NO_NAME.in_(language),
    )
    if siren is None:
        siren = ask_text(
            Text(
                en="SIREN number (nine digits; may be empty)",
                fr="SIREN (neuf chiffres ; facultatif)",
            ).in_(language),
            problem=lambda text: _siren_problem(text, language),
        )
    return name, siren or None, language


def _siren_problem(text: str, language: Language) -> str | None:
    if not text or (text.isascii() and text.isdigit() and len(text) == 9):  # noqa: PLR2004 - SIREN
        return None
    return Text(en="nine digits", fr="neuf chiffres").in_(language)
