"""Commits against the rights of members: each by those who were members before it.

A commit is never judged by the rights that it gives itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from convergence_cli.checking.authorship import Author, author_of
from convergence_cli.checking.case import SETTINGS
from convergence_cli.checking.changed_entries import (
    changed_entries,
    followed,
    product_of,
    renamed_products,
)
from convergence_cli.checking.members_audit import MembersChange, audit_members
from convergence_cli.checking.seals import WITHOUT_RIGHT
from convergence_cli.diagnostics import Diagnostic, Place, Route, audit_rules, in_reading_order
from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.model.commit import ChangedFile, Contribution, Data
from convergence_cli.model.rights import Right, member_by_id
from convergence_cli.model.workspace import SheetStatus

_OF_A_SEAL: frozenset[Route] = frozenset({("seal",), ("status",)})
_NOT_THEIRS = Text(en="although it is not theirs", fr="hors de son périmètre")
_SHORT = 12
"""How much of a hash tells a commit from all others of a repository."""


@dataclass(frozen=True)
class _Edit:
    """A file whose data a commit changed."""

    file: ChangedFile
    entries: tuple[Route, ...]

    @property
    def product(self) -> str | None:
        return product_of(self.file.path)

    @property
    def place(self) -> Place:
        return Place(self.file.path)

    @cached_property
    def validates(self) -> bool:
        """Whether it puts a seal on answers, or calls them validated."""
        after = self.file.after
        if after is None or "/answers/" not in self.file.path:
            return False
        is_sealed = ("seal",) in self.entries and after.get("seal") is not None
        is_validated = after.get("status") == SheetStatus.VALIDATED
        return is_sealed or (("status",) in self.entries and is_validated)

    @property
    def contents(self) -> tuple[Route, ...]:
        """The entries that belong to the product or the company: no seal given, no member."""
        not_content = _OF_A_SEAL if self.validates else frozenset[Route]()
        return tuple(
            each for each in self.entries if each not in not_content and each[:1] != ("members",)
        )


@dataclass(frozen=True)
class _Commit:
    """A commit as it is judged: who made it, and what it changed."""

    contribution: Contribution
    author: Author

    @cached_property
    def renamed(self) -> dict[str, str]:
        return renamed_products(self.contribution.files)

    @cached_property
    def edits(self) -> tuple[_Edit, ...]:
        edits = (
            _Edit(each, changed_entries(each))
            for each in followed(self.contribution.files, self.renamed)
        )
        return tuple(each for each in edits if each.entries)

    def holds(self, product: str | None) -> bool:
        """Whether the author may change a product; under a new id, it is who held the old one."""
        former = {new: old for old, new in self.renamed.items()}
        return self.author.holds(product if product is None else former.get(product, product))


def audit(contribution: Contribution) -> tuple[Diagnostic, ...]:
    """Return what a commit did that its author had no right to do.

    Of one that founds a workspace, only what cannot be read: there is nothing to judge it by.
    """
    commit = _Commit(contribution, author_of(contribution))
    found = [*_unreadable(commit)]
    if not contribution.is_founding:
        found += _contents(commit)
        found += _seals(commit)
        found += _deletions(commit)
        found += _managers(commit)
        found += _members(commit)
    return in_reading_order(found)


def _unreadable(commit: _Commit) -> Iterator[Diagnostic]:
    for file in commit.contribution.files:
        for why in file.unread[:1]:
            yield audit_rules.UNREADABLE_COMMIT.at(
                Place(file.path),
                author=commit.author.name,
                code=why.rule.code,
                why=why.message,
                commit=commit.contribution.commit.hash[:_SHORT],
            )


def _contents(commit: _Commit) -> Iterator[Diagnostic]:
    edits = [each for each in commit.edits if each.contents]
    if not edits:
        return
    name = commit.author.name
    if commit.author.member is None:
        what = named(each.file.path for each in edits)
        yield audit_rules.AUTHOR_NO_MEMBER.at(edits[0].place, author=name, what=what)
        return
    for product in dict.fromkeys(each.product for each in edits):
        if commit.holds(product):
            continue
        its = [each for each in edits if each.product == product]
        what = _told(its)
        if product is None:
            yield audit_rules.COMPANY_OF_OTHERS.at(its[0].place, author=name, what=what)
        else:
            rule = audit_rules.PRODUCT_OF_OTHERS
            yield rule.at(its[0].place, author=name, product=product, what=what)


def _told(edits: list[_Edit]) -> str:
    """Return what was changed: entries of one file, or the files."""
    paths = [each.file.path.split("/", 2 if each.product else 0)[-1] for each in edits]
    file = edits[0].file
    if len(edits) > 1 or file.after is None or not all(file.before):
        return named(paths)
    return named(str(route[-1]) for route in edits[0].contents)


def _seals(commit: _Commit) -> Iterator[Diagnostic]:
    for edit in commit.edits:
        if edit.validates and edit.file.after is not None:
            yield from _seal(commit, edit, edit.file.after)


def _seal(commit: _Commit, edit: _Edit, after: Data) -> Iterator[Diagnostic]:
    author = commit.author
    values = {
        "author": author.name,
        "questionnaire": after["questionnaire"],
        "subject": edit.product or "company",
    }
    seal = after.get("seal") if ("seal",) in edit.entries else None
    if seal is not None and (author.member is None or author.member.id != seal["by"]):
        yield audit_rules.SEAL_OF_ANOTHER.at(edit.place, member=seal["by"], **values)
    elif not author.may(Right.VALIDATE):
        yield audit_rules.SEAL_WITHOUT_RIGHT.at(edit.place, without=WITHOUT_RIGHT, **values)
    elif not commit.holds(edit.product):
        yield audit_rules.SEAL_WITHOUT_RIGHT.at(edit.place, without=_NOT_THEIRS, **values)


def _deletions(commit: _Commit) -> Iterator[Diagnostic]:
    parents = commit.contribution.commit.parents
    for edit in commit.edits:
        if edit.file.is_deleted and edit.file.path.endswith("/product.yaml"):
            yield audit_rules.PRODUCT_DELETED.at(
                edit.place,
                author=commit.author.name,
                product=edit.product,
                parent=parents[0][:_SHORT],
            )


def _managers(commit: _Commit) -> Iterator[Diagnostic]:
    members = commit.contribution.members_before
    for edit in commit.edits:
        before, after = edit.file.before[:1], edit.file.after
        if ("manager",) not in edit.entries or after is None or before in ((), (None,)):
            continue
        manager = (before[0] or {}).get("manager")
        heir = member_by_id(commit.contribution.members_after, after.get("manager", ""))
        if heir is None and manager is not None and member_by_id(members, manager) is not None:
            yield audit_rules.PRODUCT_WITHOUT_MANAGER.at(
                edit.place, author=commit.author.name, product=edit.product, member=manager
            )


def _members(commit: _Commit) -> Iterator[Diagnostic]:
    for edit in commit.edits:
        if edit.file.path == SETTINGS and not edit.file.unread:
            ids = [str(each[1]) for each in edit.entries if each[0] == "members"]
            if ids:
                change = MembersChange(
                    commit.contribution, commit.author, tuple(dict.fromkeys(ids)), commit.renamed
                )
                yield from audit_members(change)
