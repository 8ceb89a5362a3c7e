"""The interview of `member add`: what was not said, asked for one by one."""

from collections.abc import Callable
from dataclasses import replace

from convergence_cli.cli.acting import Committer
from convergence_cli.cli.member_form import problem
from convergence_cli.cli.membership import Wishes
from convergence_cli.cli.product_draft import slug
from convergence_cli.cli.prompts import ask_one, ask_several, ask_text
from convergence_cli.cli.session import Session
from convergence_cli.language import Language, Text
from convergence_cli.model.rights import Right, Role
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.member_list import RIGHT_WORDS, ROLE_WORDS

_NAME = Text(en="Name", fr="Nom")
_EMAIL = Text(en="Email, as git knows it", fr="Adresse, telle que git la connaît")
_ID = Text(en="Id", fr="Identifiant")
_ROLE = Text(en="Role", fr="Rôle")
_RIGHTS = Text(en="Rights", fr="Droits")
_PRODUCTS = Text(en="Products", fr="Produits")
_ALL = Text(en="all, and the company", fr="tous, et l'entreprise")
_SOME = Text(en="some", fr="certains")


def asked(session: Session, id_: str | None, wishes: Wishes) -> tuple[str, Wishes]:
    """Ask for each thing that was not said, and return the id and the whole."""
    language, workspace = session.language, session.workspace

    def wrong(key: str) -> Callable[[str], str | None]:
        def said(text: str) -> str | None:
            found = problem(key, text, workspace)
            return None if found is None else found.in_(language)

        return said

    name = wishes.name or ask_text(_NAME.in_(language), problem=wrong("name"))
    if not id_:
        id_ = ask_text(_ID.in_(language), slug(name), wrong("id"))
    email = wishes.email
    if not email:
        # The first member is most often who founds the workspace.
        proposed = "" if workspace.members else Committer(session.root, ()).email
        email = ask_text(_EMAIL.in_(language), proposed or "", wrong("email"))
    wishes = replace(wishes, name=name, email=email)
    if wishes.role is None:
        roles = [(each.value, ROLE_WORDS[each].in_(language)) for each in Role]
        wishes = replace(wishes, role=Role(ask_one(_ROLE.in_(language), roles)))
    if wishes.rights is None:
        rights = [(each.value, RIGHT_WORDS[each].in_(language)) for each in Right]
        wishes = replace(wishes, rights=ask_several(_RIGHTS.in_(language), rights))
    if wishes.products is None:
        wishes = replace(wishes, products=_asked_products(workspace, language))
    return id_, wishes


def _asked_products(workspace: Workspace, language: Language) -> tuple[str, ...]:
    products = [(each.id, f"{each.name} ({each.id})") for each in workspace.products.values()]
    asked_for = _PRODUCTS.in_(language)
    choices = [("all", _ALL.in_(language)), ("some", _SOME.in_(language))]
    if ask_one(asked_for, choices) == "all":
        return ("all",)
    return ask_several(asked_for, products) if products else ()
