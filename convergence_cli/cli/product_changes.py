"""Changes of products, judged before they are written: what they bring about is told."""

from collections.abc import Sequence
from dataclasses import replace

from convergence_cli.checking.workspace import check_workspace
from convergence_cli.cli.changes import Changes
from convergence_cli.cli.console import NOTHING_WRITTEN, WROTE, deliver_data, say, spoken
from convergence_cli.cli.judgement import judged
from convergence_cli.cli.schema_files import as_told, schemas_to_write
from convergence_cli.cli.session import Session
from convergence_cli.diagnostics import Diagnostic, in_reading_order
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import build_product
from convergence_cli.model.edit import Edit
from convergence_cli.model.workspace import Product, Workspace
from convergence_cli.rendering.diagnostics_text import diagnostics_text
from convergence_cli.rendering.screen import Screen

_WRITE = Text(en="Write this?", fr="Écrire ceci ?")
_NEW_ERRORS = Text(
    en="what 'convergence check' will find from now on:",
    fr="ce que « convergence check » trouvera désormais :",
)


def edit_product(changes: Changes, product: Product, edits: Sequence[Edit]) -> None:
    """Change the declaration of a product; stop where its file is not what was read."""
    expect_as_read(changes, product)
    changes.edit(product.path, edits)


def expect_as_read(changes: Changes, product: Product) -> None:
    """Stop where the declaration of a product is not any more what was read."""
    path = product.path
    changes.expect(
        path, product, lambda data: build_product(data, path, product.sheets, product.plan)
    )


def carry_out(session: Session, changes: Changes, *, is_asked: bool, dry_run: bool) -> bool:
    """Judge, then write, and return whether it was written.

    On a dry run the difference is shown, and nothing more; after questions, one more is asked.
    """
    after = judged(session, changes)
    _tell_new_errors(session, after)
    _bring_schemas_along(changes, session, after)
    if dry_run or is_asked:
        deliver_data(changes.difference(), None, session.root)
    if dry_run or (is_asked and not _is_confirmed()):
        say(NOTHING_WRITTEN)
        return False
    for path in as_told(changes.write()):
        say(WROTE.fill(path=path))
    return True


def _bring_schemas_along(changes: Changes, session: Session, after: Workspace) -> None:
    """Let editors offer the products that will be there, and say which are archived."""
    for path, text in schemas_to_write(session.root, after).items():
        changes.put(path, text)


def _tell_new_errors(session: Session, after: Workspace) -> None:
    """Say what a gate or a rule will find that nothing finds now.

    It stops nothing: the files are right, and what they say is so with the change or without it.
    """
    before = set(_errors(session, session.workspace))
    found = [each for each in _errors(session, after) if each not in before]
    if found:
        say(_NEW_ERRORS)
        say(diagnostics_text(in_reading_order(found), spoken(), Screen()).rstrip("\n"))


def _errors(session: Session, workspace: Workspace) -> list[Diagnostic]:
    case = replace(session.loaded.case(session.day), workspace=workspace)
    found = check_workspace(case, session.loaded.diagnostics)
    return [each for each in found if each.is_error]


def _is_confirmed() -> bool:
    from convergence_cli.cli.prompts import confirm

    return confirm(_WRITE.in_(spoken()))
