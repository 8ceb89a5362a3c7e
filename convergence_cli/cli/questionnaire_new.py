"""`convergence questionnaire new`: a questionnaire of the company's own."""

from typing import Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import WROTE, is_interactive, say
from convergence_cli.language import Text
from convergence_cli.model.questionnaire import Kind, Scope

NewIdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="Its id: small letters, digits and hyphens.")
]
KindOption = Annotated[
    Kind | None,
    typer.Option("--kind", help="Levels described one by one, or requirements; else maturity."),
]
ScopeOption = Annotated[
    Scope | None,
    typer.Option("--scope", help="Answered for each product, or by the company; else product."),
]
FrenchTitleOption = Annotated[
    str | None, typer.Option("--title-fr", metavar="TEXT", help="Its title in French.")
]
EnglishTitleOption = Annotated[
    str | None, typer.Option("--title-en", metavar="TEXT", help="Its title in English.")
]
SourceDateOption = Annotated[
    str | None,
    typer.Option("--source-date", metavar="DATE", help="The day of the text that it follows."),
]

_NEXT = Text(
    en="next: write its criteria, then convergence check",
    fr="pour continuer : rédigez ses critères, puis convergence check",
)


def questionnaire_new(
    id_: NewIdArgument,
    kind: KindOption = None,
    scope: ScopeOption = None,
    title_fr: FrenchTitleOption = None,
    title_en: EnglishTitleOption = None,
    source_date: SourceDateOption = None,
    workspace: options.WorkspaceOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Start a questionnaire of your own: one axis, two criteria.

    On a terminal it asks for what is not given.

    Example: convergence questionnaire new reg-idf
    """
    from convergence_cli.cli.drafting import refuse_invalid
    from convergence_cli.cli.questionnaire_draft import (
        Wishes,
        asked,
        draft_of,
        refuse_malformed,
        refuse_taken,
    )
    from convergence_cli.cli.revision import defined_by, with_definition
    from convergence_cli.cli.schema_files import as_told, write_schemas
    from convergence_cli.cli.session import open_session
    from convergence_cli.cli.workspace_files import schema_of_file
    from convergence_cli.loading.contract import Contract
    from convergence_cli.loading.source import Source
    from convergence_cli.writing.atomic import write_all_new
    from convergence_cli.writing.questionnaire_skeleton import questionnaire_skeleton

    session = open_session(workspace, lang)
    refuse_malformed(id_)
    refuse_taken(id_, session)
    wishes = Wishes(kind, scope, title_fr, title_en, source_date)
    if is_interactive():
        wishes = asked(wishes, session.language)
    path = f"questionnaires/{id_}.yaml"
    draft = draft_of(id_, wishes, session.workspace)
    schema = schema_of_file(session.root, path, Contract.QUESTIONNAIRE)
    text = questionnaire_skeleton(draft, schema, session.language)
    refuse_invalid(path, text, Contract.QUESTIONNAIRE)
    for written in write_all_new(session.root, {path: text}):
        say(WROTE.fill(path=written))
    after = with_definition(session.workspace, defined_by(Source(path, text)))
    for written in as_told(write_schemas(session.root, after)):
        say(WROTE.fill(path=written))
    say(_NEXT)
