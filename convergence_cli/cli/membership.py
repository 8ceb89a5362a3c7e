"""What the commands on members share: whom they name, who acts, what forbids it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from convergence_cli.checking.case import SETTINGS
from convergence_cli.cli.acting import NO_MEMBER, Committer
from convergence_cli.cli.changes import Changes
from convergence_cli.cli.member_form import TAKEN_EMAIL, refuse_unfit
from convergence_cli.cli.outcome import write_or_show
from convergence_cli.cli.schema_files import schemas_to_write
from convergence_cli.cli.session import NO_PRODUCT, Session, known_id
from convergence_cli.errors import ConvergenceError, ForbiddenError
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import build_settings
from convergence_cli.model.edit import Edit
from convergence_cli.model.rights import Right, Role, member_by_email
from convergence_cli.model.workspace import Member, Workspace
from convergence_cli.revising.member_rules import MemberChange, Refusal, refusal_of
from convergence_cli.revising.membership import Wish

_ALL = "all"
_NO_RIGHT = Text(en="no right is called '{id}'", fr="aucun droit ne s'appelle « {id} »")
_ONE_EACH = Text(
    en="an email says whose commit it is: each member has their own",
    fr="une adresse dit de qui est un commit : chaque membre a la sienne",
)


@dataclass(frozen=True)
class Wishes:
    """What was said of a member, in options or in answers; None for what was not."""

    name: str | None = None
    email: str | None = None
    role: Role | None = None
    rights: Sequence[str] | None = None
    """Each one right, or some by commas; an empty text for none."""
    products: Sequence[str] | None = None
    """Each one product, or some by commas; `all`, or an empty text for none."""

    def keys(self, workspace: Workspace) -> Wish:
        """Return the keys of a member and their values; stop at a right or product unheard of."""
        said: dict[str, Any] = {
            "name": self.name,
            "email": self.email,
            "role": None if self.role is None else self.role.value,
            "rights": _rights(self.rights),
            "products": _products(self.products, workspace),
        }
        return {key: value for key, value in said.items() if value is not None}


def index_of(member: str, workspace: Workspace) -> int:
    """Return the place of a member in the file; stop where there is none of that id."""
    ids = [each.id for each in workspace.members]
    return ids.index(known_id(member, ids, NO_MEMBER))


def refuse_unfit_options(id_: str | None, wishes: Wishes) -> None:
    """Stop where an option says what no member can have."""
    refuse_unfit("id", id_)
    refuse_unfit("name", wishes.name)
    refuse_unfit("email", wishes.email)


def refuse_taken_email(wish: Wish, workspace: Workspace, but: str) -> None:
    """Stop where the email is another member's, in any case."""
    email = wish.get("email", "")
    taken = member_by_email(workspace.members, email)
    if taken is not None and taken.id != but:
        raise ConvergenceError(TAKEN_EMAIL.fill(email=email, member=taken.id), _ONE_EACH)


def refuse_forbidden(
    session: Session, by: str | None, before: Member | None, after: Member | None
) -> None:
    """Stop where the member who acts may not make a change, or nobody may."""
    workspace = session.workspace
    committer = Committer(session.root, workspace.members)
    # The first member has nobody whose right could be asked for.
    actor = committer.acting(by) if workspace.members or by else None
    refuse(refusal_of(MemberChange(workspace, actor, before, after)))


def refuse(refusal: Refusal | None) -> None:
    """Stop with the answer no, where there is one."""
    if refusal is not None:
        raise ForbiddenError(refusal.message, refusal.hint)


def settings_of(session: Session, changes: Changes) -> Mapping[str, Any]:
    """Return what convergence.yaml says; stop where its members are not those that were read."""
    members = session.workspace.members
    changes.expect(SETTINGS, members, lambda data: build_settings(data).members)
    settings: Mapping[str, Any] = changes.data(SETTINGS)
    return settings


def write_settings(
    session: Session, changes: Changes, edits: tuple[Edit, ...], *, dry_run: bool
) -> None:
    """Write convergence.yaml as edited, or show what would change; editors offer who is there."""
    changes.edit(SETTINGS, edits)
    members = build_settings(changes.data(SETTINGS)).members
    after = replace(session.workspace, members=members)
    for path, text in schemas_to_write(session.root, after).items():
        changes.put(path, text)
    write_or_show(session, changes, dry_run=dry_run)


def _split(given: Sequence[str]) -> list[str]:
    parts = (part.strip() for text in given for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _rights(given: Sequence[str] | None) -> list[str] | None:
    if given is None:
        return None
    rights = [each.value for each in Right]
    return [known_id(each, rights, _NO_RIGHT) for each in _split(given)]


def _products(given: Sequence[str] | None, workspace: Workspace) -> list[str] | str | None:
    if given is None:
        return None
    ids = _split(given)
    if ids == [_ALL]:
        return _ALL
    return [known_id(each, workspace.products, NO_PRODUCT) for each in ids]
