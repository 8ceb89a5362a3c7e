"""What `member list` renders: each member, what they may do, what they manage and sealed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import AnswerSheet, Member, Seal, Workspace
from convergence_cli.rendering import words
from convergence_cli.rendering.json_document import Json, document
from convergence_cli.rendering.screen import Screen, on_one_line

if TYPE_CHECKING:
    from rich.table import Table

ROLE_WORDS: dict[str, Text] = {
    "manager": Text(en="manager", fr="responsable"),
    "contributor": Text(en="contributor", fr="contributeur"),
}
RIGHT_WORDS: dict[str, Text] = {
    "validate": Text(en="validate", fr="valider"),
    "manage_members": Text(en="manage members", fr="gérer les membres"),
}
_ROLE = Text(en="role", fr="rôle")
_RIGHTS = Text(en="rights", fr="droits")
_PRODUCTS = Text(en="products", fr="produits")
_MANAGES = Text(en="manages", fr="responsable de")
_SEALED = Text(en="sealed", fr="a scellé")
_ALL = Text(en="all, and the company", fr="tous, et l'entreprise")
_NONE = Text(en="none", fr="aucun")
_NO_MEMBER = Text(
    en="convergence.yaml names no member: nobody can validate",
    fr="convergence.yaml ne nomme aucun membre : personne ne peut valider",
)
_ON = Text(en="{what} on {day}", fr="{what} le {day}")


@dataclass(frozen=True)
class SealedSheet:
    """One questionnaire that somebody sealed."""

    product: str | None
    """The product's id; none for the company."""
    questionnaire: str
    seal: Seal

    @property
    def name(self) -> str:
        """What it is called, on one line."""
        return f"{self.product or 'company'}/{self.questionnaire}"


def managed_by(member: Member, workspace: Workspace) -> tuple[str, ...]:
    """Return the products that name a member as their manager, archived ones included."""
    return tuple(id_ for id_, each in workspace.products.items() if each.manager == member.id)


def sealed_by(member: Member, workspace: Workspace) -> tuple[SealedSheet, ...]:
    """Return what a member put a seal on, whether it still holds or not."""
    return tuple(
        SealedSheet(owner, sheet.questionnaire, sheet.seal)
        for owner, sheet in _sheets(workspace)
        if sheet.seal is not None and sheet.seal.by == member.id
    )


def members_json(workspace: Workspace) -> str:
    """Return one object for each member, in the order of the file."""
    return document(members=[_member_json(each, workspace) for each in workspace.members])


def members_text(workspace: Workspace, language: Language, screen: Screen) -> str:
    """Return a block for each member, in the order of the file."""
    from rich.console import Group
    from rich.text import Text as RichText

    if not workspace.members:
        return screen.drawn(RichText(_NO_MEMBER.in_(language)))
    blocks: list[RichText | Table] = []
    for member in workspace.members:
        contact = on_one_line(f"{member.id} · {member.name} <{member.email}>")
        blocks += [RichText(contact, style="bold"), _table(_rows(member, workspace), language)]
    return screen.drawn(Group(*blocks))


def _rows(member: Member, workspace: Workspace) -> Iterator[tuple[Text, Sequence[str | Text]]]:
    yield _ROLE, [ROLE_WORDS[member.role]]
    yield _RIGHTS, [RIGHT_WORDS[each] for each in member.rights] or [_NONE]
    yield _PRODUCTS, [_ALL] if member.products == "all" else (member.products or [_NONE])
    managed, sealed = managed_by(member, workspace), sealed_by(member, workspace)
    if managed:
        yield _MANAGES, managed
    if sealed:
        yield _SEALED, [_ON.fill(what=each.name, day=each.seal.on) for each in sealed]


def _table(rows: Iterator[tuple[Text, Sequence[str | Text]]], language: Language) -> "Table":
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for label, values in rows:
        told = (each.in_(language) if isinstance(each, Text) else each for each in values)
        table.add_row(f"  {label.in_(language)}", on_one_line(words.joined(told)))
    return table


def _sheets(workspace: Workspace) -> Iterator[tuple[str | None, AnswerSheet]]:
    for sheet in workspace.company.sheets.values():
        yield None, sheet
    for id_, product in workspace.products.items():
        for sheet in product.sheets.values():
            yield id_, sheet


def _member_json(member: Member, workspace: Workspace) -> Json:
    return {
        "id": member.id,
        "name": member.name,
        "email": member.email,
        "role": member.role,
        "rights": list(member.rights),
        "products": member.products if member.products == "all" else list(member.products),
        "manages": list(managed_by(member, workspace)),
        "sealed": [
            {"product": each.product, "questionnaire": each.questionnaire, "on": each.seal.on}
            for each in sealed_by(member, workspace)
        ],
    }
