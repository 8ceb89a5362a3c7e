"""The files of a copy: those of a product, with what belongs to the product alone left out."""

from collections.abc import Mapping, Sequence
from functools import partial

from convergence_cli.cli.changes import Changes, edited_or_refused
from convergence_cli.cli.drafting import refuse
from convergence_cli.cli.product_changes import expect_as_read
from convergence_cli.cli.session import Session
from convergence_cli.loading.build_workspace import build_plan, build_sheet
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.form import form_diagnostics
from convergence_cli.model.edit import Data, Edit, edited
from convergence_cli.model.workspace import Product
from convergence_cli.revising.products import copy_edits, draft_edits


def copied(
    session: Session, original: Product, identity: Mapping[str, Data], *, with_plan: bool
) -> Changes:
    """Return the files of a copy that has its own id and name; stop where one is not as read."""
    changes = Changes(session.root)
    expect_as_read(changes, original)
    home = f"products/{identity['id']}"
    edits = copy_edits(original, identity)
    declaration = edited(changes.data(original.path), edits)
    refuse(form_diagnostics(declaration, Contract.PRODUCT, f"{home}/product.yaml"))
    _copy(changes, original.path, f"{home}/product.yaml", edits)
    for id_, sheet in original.sheets.items():
        changes.expect(sheet.path, sheet, partial(build_sheet, path=sheet.path))
        _copy(changes, sheet.path, f"{home}/answers/{id_}.yaml", draft_edits(sheet))
    plan = original.plan
    if with_plan and plan is not None:
        changes.expect(plan.path, plan, partial(build_plan, path=plan.path))
        _copy(changes, plan.path, f"{home}/plan.yaml", ())
    return changes


def _copy(changes: Changes, source: str, target: str, edits: Sequence[Edit]) -> None:
    text = changes.text(source)
    changes.put(target, edited_or_refused(source, text, edits) if edits else text)
