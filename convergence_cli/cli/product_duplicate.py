"""`convergence product duplicate`: a new product that starts from the answers of another."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import is_interactive, say
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session

NewIdArgument = Annotated[
    str, typer.Argument(metavar="NEW-ID", help="The id of the copy: the name of its folder.")
]
NameOption = Annotated[
    str | None, typer.Option("--name", help="What the copy is called; asked for on a terminal.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="What else is its own: os, device, deployment, versions, description, purpose or "
        "manager; lists by commas; may be repeated.",
    ),
]
WithPlanOption = Annotated[
    bool,
    typer.Option(
        "--with-plan", help="Copy the convergence plan too; left out, the copy promises nothing."
    ),
]

IDENTITY = ("name", "os", "device", "deployment", "versions", "description", "purpose", "manager")
"""The keys of product.yaml that a copy may have otherwise."""

_NOT_A_TERMINAL = Text(
    en="the copy has no name, and nobody can be asked: this is no terminal",
    fr="la copie n'a pas de nom, et personne à interroger : ce n'est pas un terminal",
)
_GIVE_NAME = Text(en="give --name", fr="donnez --name")
_NOT_OWN = Text(
    en="'{key}' is copied, or not for --set to give",
    fr="« {key} » est copié, ou ne se donne pas ici",
)
_NO_KEY = Text(
    en="'{key}' is no key of product.yaml", fr="« {key} » n'est pas une clé de product.yaml"
)
_KEYS = Text(en="keys: {keys}", fr="clés : {keys}")
_NO_ID = Text(en="'{id}' is not {wanted}", fr="« {id} » n'est pas {wanted}")
_TAKEN = Text(en="{path} is there already", fr="{path} existe déjà")
_COPIED = Text(
    en="'{new}' starts from '{old}'; answers files copied as drafts, without seals: {n}",
    fr="« {new} » part de « {old} » ; fichiers de réponses copiés en brouillon, sans sceau : {n}",
)
_NEXT = Text(
    en="next: read its declaration and its answers, then convergence check",
    fr="pour continuer : relisez sa déclaration et ses réponses, puis convergence check",
)


def product_duplicate(
    product: options.ProductArgument,
    new_id: NewIdArgument,
    name: NameOption = None,
    set_: SetOption = None,
    with_plan: WithPlanOption = False,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Start a product from the declaration, profile and answers of another.

    Answers are copied as drafts without seals; certifications are not copied.

    Example: convergence product duplicate medicab medicab-6 --name "Medicab 6" --set versions=6.0
    """
    from convergence_cli.cli.product_changes import carry_out
    from convergence_cli.cli.product_copy import copied
    from convergence_cli.cli.session import NO_PRODUCT, known_id, open_session

    session = open_session(workspace, lang, as_of)
    session.refuse_errors()
    products = session.workspace.products
    original = products[known_id(product, products, NO_PRODUCT)]
    given = {**_assigned(set_ or []), **({} if name is None else {"name": name})}
    is_asked = "name" not in given
    if is_asked and not is_interactive():
        raise ConvergenceError(_NOT_A_TERMINAL, _GIVE_NAME)
    _refuse_id(new_id, session)
    if is_asked:
        from convergence_cli.cli.copy_interview import asked_identity

        given = {**asked_identity(original, given), **given}
    changes = copied(session, original, {"id": new_id, **given}, with_plan=with_plan)
    if carry_out(session, changes, is_asked=is_asked, dry_run=dry_run):
        say(_COPIED.fill(new=new_id, old=original.id, n=len(original.sheets)))
        say(_NEXT)


def _assigned(assignments: list[str]) -> dict[str, Any]:
    from convergence_cli.cli.product_draft import declaration_of
    from convergence_cli.diagnostics.wording import did_you_mean
    from convergence_cli.loading.contract import Contract, schema_of

    for text in assignments:
        key, equals, _ = (each.strip() for each in text.partition("="))
        if equals and key not in IDENTITY:
            is_copied = key in schema_of(Contract.PRODUCT)["properties"]
            hint = None if is_copied else did_you_mean(key, IDENTITY)
            raise ConvergenceError(
                (_NOT_OWN if is_copied else _NO_KEY).fill(key=key),
                hint or _KEYS.fill(keys=", ".join(IDENTITY)),
            )
    given = declaration_of(None, assignments, None)
    del given["profile"]
    return given


def _refuse_id(new_id: str, session: "Session") -> None:
    """Stop where an id is malformed or in use: it will be the name of a folder."""
    from convergence_cli.loading.contract import Contract, schema_of

    wanted = schema_of(Contract.PRODUCT)["properties"]["id"]
    if not re.fullmatch(wanted["pattern"], new_id):
        raise ConvergenceError(_NO_ID.fill(id=new_id, wanted=Text(**wanted["x-form"])))
    if (session.root / "products" / new_id).exists():
        raise ConvergenceError(_TAKEN.fill(path=f"products/{new_id}"))
