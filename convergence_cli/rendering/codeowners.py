"""Members as a CODEOWNERS text: who is asked to look at a change of which files.

The last rule that matches a file wins, so rules go from the whole to its parts.
"""

import re
from collections.abc import Iterable, Iterator

from convergence_cli.model.rights import Right, holds, those_with
from convergence_cli.model.workspace import Member, Product, Workspace

BEGIN = "# convergence: begin"
END = "# convergence: end"
_HEADER = f"{BEGIN} - written by 'convergence member codeowners' from convergence.yaml"
_SPECIAL = re.compile(r"[\\ \t#!*?\[\]]")
_BLOCK = re.compile(rf"^{BEGIN}\b.*?^{END}(?:\r?\n|\Z)", re.MULTILINE | re.DOTALL)
_OF_ALL = ("questionnaires", "company", "products")
"""The folders of those who work on everything; a product's own is its own rule."""


def codeowners_text(workspace: Workspace, prefix: str) -> str:
    """Return a block of rules, given where the workspace stands in its repository.

    The same members and products give the same text. What nobody owns has no rule of its own.
    """
    rules = (f"{pattern} {' '.join(owners)}" for pattern, owners in _rules(workspace, prefix))
    return "".join(f"{line}\n" for line in (_HEADER, *rules, END))


def with_block(text: str, block: str) -> str | None:
    """Return a CODEOWNERS text with its block replaced; None for one that has no such block."""
    ours = block.replace("\n", "\r\n") if "\r\n" in text else block
    replaced, n_blocks = _BLOCK.subn(lambda _found: ours, text, count=1)
    return replaced if n_blocks else None


def has_block(text: str, block: str) -> bool:
    """Return whether the block of a CODEOWNERS text is this one; line ends do not count."""
    return with_block(text, block) == text


def _rules(workspace: Workspace, prefix: str) -> Iterator[tuple[str, list[str]]]:
    managers = _emails(those_with(workspace.members, Right.MANAGE_MEMBERS))
    everything = _emails(each for each in workspace.members if holds(each, None))
    root = "/" + _SPECIAL.sub(r"\\\g<0>", prefix)
    if managers:
        yield "CODEOWNERS", managers
        yield f"{root}convergence.yaml", managers
    if everything:
        yield from ((f"{root}{folder}/", everything) for folder in _OF_ALL)
    for id_, product in workspace.products.items():
        owners = _emails(each for each in workspace.members if _owns(each, product))
        if owners:
            yield f"{root}products/{id_}/", owners


def _owns(member: Member, product: Product) -> bool:
    return product.manager == member.id or holds(member, product.id)


def _emails(members: Iterable[Member]) -> list[str]:
    return list({each.email.casefold(): each.email for each in members}.values())
