"""`convergence init-product`: the declaration of a product and its answers to fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import NOTHING_WRITTEN, WROTE, deliver_data, is_interactive, say
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.cli.product_draft import Draft

AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="A YAML file with keys of product.yaml, the profile included.",
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="A key of product.yaml or a preliminary question; lists by commas; may be repeated.",
    ),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Print the product.yaml and write nothing.")
]

_NOT_A_TERMINAL = Text(
    en="nobody can be asked here: this is no terminal",
    fr="personne à interroger ici : ce n'est pas un terminal",
)
_GIVE_OPTIONS = Text(
    en="give --set name=… --set deployment=… --set versions=…, or --answers FILE",
    fr="donnez --set name=… --set deployment=… --set versions=…, ou --answers FICHIER",
)
_NOMENCLATURE = Text(
    en="the portal's nomenclature would call it '{name}'",
    fr="la nomenclature du portail l'appellerait « {name} »",
)
_WRITE = Text(en="Write these files?", fr="Écrire ces fichiers ?")
_UNDETERMINED = Text(
    en="{questionnaire}: undetermined, until the profile answers {questions}",
    fr="{questionnaire} : indéterminé, tant que le profil ne répond pas à {questions}",
)
_NEXT = Text(
    en="next: convergence answer {product}, or answer in the files above; then convergence status",
    fr="pour continuer : convergence answer {product}, ou répondez dans les fichiers ci-dessus ; "
    "puis convergence status",
)


def init_product(
    answers: AnswersOption = None,
    set_: SetOption = None,
    dry_run: DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Declare a product and prepare its answers.

    On a terminal it asks, and shows a summary before writing.

    Example: convergence init-product --answers medicab.yaml --set versions=5.2
    """
    from convergence_cli.cli.product_draft import completed, declaration_of, drafted
    from convergence_cli.cli.prompts import confirm
    from convergence_cli.cli.schema_files import as_told, write_schemas
    from convergence_cli.cli.session import open_session
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.model.questionnaire import Scope
    from convergence_cli.writing.atomic import write_all_new

    session = open_session(workspace, lang)
    session.refuse_errors()
    is_asked = answers is None and not set_
    if is_asked and not is_interactive():
        raise ConvergenceError(_NOT_A_TERMINAL, _GIVE_OPTIONS)
    if is_asked:
        from convergence_cli.cli.interview import Interview

        declaration = Interview(session).declaration()
    else:
        preliminary = session.workspace.preliminaries.get(Scope.PRODUCT)
        declaration = declaration_of(answers, set_ or [], preliminary)
    draft = drafted(session, completed(declaration))
    if dry_run or is_asked:
        deliver_data(draft.files[draft.product.path], None, session.root)
    _tell(draft, is_asked=is_asked)
    if dry_run or (is_asked and not confirm(_WRITE.in_(session.language))):
        say(NOTHING_WRITTEN)
        return
    for path in write_all_new(session.root, draft.files):
        say(WROTE.fill(path=path))
    for path in as_told(write_schemas(session.root, draft.workspace)):
        say(WROTE.fill(path=path))
    say(_NEXT.fill(product=draft.product.id))


def _tell(draft: "Draft", *, is_asked: bool) -> None:
    from convergence_cli.cli.console import spoken
    from convergence_cli.profiling.truth import Truth
    from convergence_cli.rendering.product_words import DEVICE_WORDS
    from convergence_cli.rendering.words import joined, nomenclature

    product = draft.product
    if not is_asked and (product.os or product.device):
        device = DEVICE_WORDS[product.device].in_(spoken()) if product.device else None
        proposed = nomenclature(product.name, product.os, device)
        if not all(part in product.name for part in (product.os, device) if part):
            say(_NOMENCLATURE.fill(name=proposed))
    for standing in draft.subject.standings_that(Truth.UNDETERMINED):
        questions = draft.subject.profile.missing(standing.questionnaire.applies_when)
        say(
            _UNDETERMINED.fill(questionnaire=standing.questionnaire.id, questions=joined(questions))
        )
