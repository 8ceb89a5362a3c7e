"""Which member a command acts for: who git would commit as, or who is named (SPEC §3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from convergence_cli.cli.console import say
from convergence_cli.cli.session import known_id
from convergence_cli.diagnostics.wording import named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.repository import git_identity, prefix_of
from convergence_cli.model.rights import member_by_email
from convergence_cli.model.workspace import Member

NO_MEMBER = Text(en="no member is called '{id}'", fr="aucun membre ne s'appelle « {id} »")
_NO_ONE = Text(
    en="convergence.yaml names no member: nobody has any right yet",
    fr="convergence.yaml ne nomme aucun membre : personne n'a encore de droit",
)
_FOUND = Text(
    en="the first member founds them: convergence member add --rights validate,manage_members",
    fr="le premier membre les fonde : convergence member add --rights validate,manage_members",
)
_NO_IDENTITY = Text(
    en="git does not say who you are here, so it is not known who does this",
    fr="git ne dit pas ici qui vous êtes : on ne sait donc pas qui agit",
)
_NO_REPOSITORY = Text(
    en="the workspace lies in no git repository, so it is not known who does this",
    fr="l'espace de travail n'est dans aucun dépôt git : on ne sait donc pas qui agit",
)
_STRANGER = Text(
    en="git commits here as {email}, which is no member's email",
    fr="git signe ici {email}, qui n'est l'adresse d'aucun membre",
)
_GIVE_BY = Text(
    en="say who does it with --by MEMBER: {members}",
    fr="dites qui agit par --by MEMBRE : {members}",
)
_ANOTHER = Text(
    en="note: git commits here as {email}, which is not the email of '{member}'; "
    "a commit by anyone but '{member}' is found by convergence member audit",
    fr="note : git signe ici {email}, qui n'est pas l'adresse de « {member} » ; "
    "convergence member audit relève un commit fait par quelqu'un d'autre que « {member} »",
)


@dataclass(frozen=True)
class Committer:
    """Who git would commit as in a workspace; it may be nobody, or no member."""

    root: Path
    members: tuple[Member, ...]

    @cached_property
    def email(self) -> str | None:
        """The address; none where git knows none, or is not there."""
        return git_identity(self.root)

    @property
    def member(self) -> Member | None:
        """The member of that address."""
        return None if self.email is None else member_by_email(self.members, self.email)

    def acting(self, by: str | None, entitled: Sequence[Member] = ()) -> Member:
        """Return the member who acts: the one named, else this one; stop where it is nobody.

        Those entitled to it are proposed then; where nobody is, every member.
        """
        ids = [each.id for each in self.members]
        if not ids:
            raise ConvergenceError(_NO_ONE, _FOUND)
        if by is None:
            proposed = named(each.id for each in entitled or self.members)
            return self._self(_GIVE_BY.fill(members=proposed))
        member = self.members[ids.index(known_id(by, ids, NO_MEMBER))]
        if self.email is not None and self.member != member:
            say(_ANOTHER.fill(email=self.email, member=member.id))
        return member

    def _self(self, hint: Text) -> Member:
        if self.email is None:
            is_in_repository = prefix_of(self.root) is not None
            raise ConvergenceError(_NO_IDENTITY if is_in_repository else _NO_REPOSITORY, hint)
        if self.member is None:
            raise ConvergenceError(_STRANGER.fill(email=self.email), hint)
        return self.member
