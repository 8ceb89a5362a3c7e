"""`convergence questionnaire diff`: what differs between two versions of a definition."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import (
    deliver_data,
    deliver_text,
    say,
    today,
)
from convergence_cli.cli.options import CheckFormat
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.cli.catalogue import Catalogue
    from convergence_cli.model.questionnaire import Definition

OldArgument = Annotated[
    str, typer.Argument(metavar="A", help="The old version: a questionnaire's id, or a YAML file.")
]
NewArgument = Annotated[
    str | None,
    typer.Argument(metavar="B", help="The new version; left out, the built-in one of the same id."),
]

_NOT_BUILT_IN = Text(
    en="'{id}' is not built in: there is nothing to compare it with",
    fr="« {id} » n'est pas livré : rien à quoi le comparer",
)
_NAME_ANOTHER = Text(
    en="name the new version: convergence questionnaire diff {id} FILE",
    fr="nommez la nouvelle version : convergence questionnaire diff {id} FICHIER",
)
_NO_MEANS = Text(
    en="no mean is compared: the files have errors ('convergence check' lists them), "
    "or the versions need another preliminary questionnaire",
    fr="aucune moyenne n'est comparée : des fichiers ont des erreurs (« convergence check » les "
    "énumère), ou les versions demandent un autre questionnaire préliminaire",
)


def questionnaire_diff(
    old: OldArgument,
    new: NewArgument = None,
    workspace: options.WorkspaceOption = None,
    format_: options.CheckFormatOption = CheckFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Compare two versions of a questionnaire.

    Says what each change does to the answers here, and to each mean.

    Example: convergence questionnaire diff interoperability
    """
    from dataclasses import replace

    from convergence_cli.cli.catalogue import open_catalogue
    from convergence_cli.cli.revision import NOBODY, means_of, revision_of
    from convergence_cli.loading.workspace import load_workspace
    from convergence_cli.rendering.revision_result import revision_json
    from convergence_cli.rendering.revision_text import revision_text

    catalogue = open_catalogue(workspace, lang, load_workspace)
    day = as_of or today()
    before = _definition(old, catalogue)
    after = _built_in(before.id, catalogue) if new is None else _definition(new, catalogue)
    answered = NOBODY if catalogue.here is None else catalogue.here.workspace
    revision = revision_of(before, after, answered)
    is_read = catalogue.here is None or not any(
        each.is_error for each in catalogue.here.diagnostics
    )
    means = means_of(before, after, answered, day) if is_read else None
    if means is None and catalogue.here is not None:
        say(_NO_MEANS)
    revision = replace(revision, means=means or ())
    if format_ is CheckFormat.JSON:
        deliver_data(revision_json(revision, day), output, catalogue.root)
    else:
        deliver_text(revision_text(revision, catalogue.language, day), output, catalogue.root)


def _definition(name: str, catalogue: "Catalogue") -> "Definition":
    from convergence_cli.cli.drafting import refuse
    from convergence_cli.cli.revision import read_definition, refuse_defects
    from convergence_cli.cli.session import NO_QUESTIONNAIRE, is_path, known_id

    if is_path(name):
        source, definition = read_definition(Path(name))
        refuse_defects(definition, source)
        return definition
    if catalogue.here is not None and name in catalogue.here.unfit.questionnaires:
        refuse(catalogue.here.diagnostics)
    here = {} if catalogue.here is None else catalogue.here.workspace.definitions
    return here[known_id(name, here, NO_QUESTIONNAIRE)]


def _built_in(id_: str, catalogue: "Catalogue") -> "Definition":
    from convergence_cli.errors import ConvergenceError

    built_in = catalogue.built_in.workspace.definitions
    if id_ not in built_in:
        raise ConvergenceError(_NOT_BUILT_IN.fill(id=id_), _NAME_ANOTHER.fill(id=id_))
    return built_in[id_]
