"""What a member's id, name and email must look like, before anything is drafted."""

import re

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.contract import Contract, schema_of
from convergence_cli.model.rights import member_by_email
from convergence_cli.model.workspace import Workspace

TAKEN = Text(en="'{id}' is a member already", fr="« {id} » est déjà membre")
TAKEN_EMAIL = Text(
    en="'{email}' is the email of '{member}' already",
    fr="« {email} » est déjà l'adresse de « {member} »",
)
_OPTIONS = {"id": "ID", "name": "--name", "email": "--email"}
_A_TEXT = Text(en="a text that is not empty", fr="un texte qui n'est pas vide")
_NEEDED = Text(en="this is needed", fr="c'est nécessaire")
_UNFIT = Text(
    en="{option} '{value}' is not accepted: {form} is wanted",
    fr="{option} « {value} » n'est pas accepté : il faut {form}",
)
_NOTHING_WRITTEN = Text(
    en="give another one; nothing was written", fr="donnez-en un autre ; rien n'a été écrit"
)


def refuse_unfit(key: str, text: str | None) -> None:
    """Stop where what an option gives for a key of a member has not the form of the schema."""
    form = None if text is None else _wanted(key, text)
    if form is not None:
        message = _UNFIT.fill(option=_OPTIONS[key], value=text, form=form)
        raise ConvergenceError(message, _NOTHING_WRITTEN)


def problem(key: str, text: str, workspace: Workspace) -> Text | None:
    """Return what is wrong with what a person typed for a key of a new member, if anything is."""
    if not text:
        return _NEEDED
    form = _wanted(key, text)
    if form is not None:
        return form
    if key == "id" and text in {each.id for each in workspace.members}:
        return TAKEN.fill(id=text)
    taken = member_by_email(workspace.members, text) if key == "email" else None
    return None if taken is None else TAKEN_EMAIL.fill(email=text, member=taken.id)


def _wanted(key: str, text: str) -> Text | None:
    """Return the form that a text has not, in words."""
    schema = schema_of(Contract.WORKSPACE)["properties"]["members"]["items"]["properties"][key]
    if "pattern" not in schema:
        return None if text.strip() else _A_TEXT
    fits = re.fullmatch(schema["pattern"].strip("^$"), text)
    return None if fits else Text(**schema["x-form"])
