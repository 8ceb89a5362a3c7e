"""`convergence init`: a new workspace."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.console import WROTE, is_interactive, say, speak, spoken
from convergence_cli.language import Language, Text

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

_THERE_ALREADY = Text(
    en="{path} is there already: this folder is a workspace",
    fr="{path} existe déjà : ce dossier est un espace de travail",
)
_NEXT = Text(en="next: convergence init-product", fr="pour continuer : convergence init-product")
_NO_NAME = Text(en="the company has no name yet", fr="l'entreprise n'a pas encore de nom")
_GIVE_NAME = Text(en="give it: --company NAME", fr="donnez-le : --company NOM")


def init(
    folder: FolderArgument = Path(),
    company: CompanyOption = None,
    siren: SirenOption = None,
    lang: NewLanguageOption = None,
) -> None:
    """Start a workspace: settings, definitions, schemas.

    On a terminal it asks for what is not given.

    Example: convergence init --company "Exemple" --lang fr
    """
    from convergence_cli.cli.drafting import refuse_invalid
    from convergence_cli.cli.workspace_files import starting_files
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.loading.contract import Contract
    from convergence_cli.writing.atomic import write_all_new

    if lang is not None:
        speak(lang)
    settings = folder / "convergence.yaml"
    if settings.exists():
        raise ConvergenceError(_THERE_ALREADY.fill(path=settings))
    if company is None and is_interactive():
        company, siren, lang = _asked(siren, lang)
    if not company:
        raise ConvergenceError(_NO_NAME, _GIVE_NAME)
    speak(lang or Language.FR)
    text = settings_text(company, siren, lang or Language.FR)
    refuse_invalid("convergence.yaml", text, Contract.WORKSPACE)
    for path in write_all_new(folder, {**starting_files(spoken()), "convergence.yaml": text}):
        if not path.startswith("."):
            say(WROTE.fill(path=folder / path))
    say(_NEXT)


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
