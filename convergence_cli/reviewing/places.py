"""Where a change stands: in the files of the newer state, and in those of the older one."""

from collections.abc import Mapping
from typing import assert_never

from convergence_cli.checking.case import SETTINGS
from convergence_cli.diagnostics import Part, Place, Route
from convergence_cli.model.workspace import AnswerSheet, Company, Product, Workspace
from convergence_cli.profiling.inheritance import lineage
from convergence_cli.reviewing.change import Change, ChangeKind
from convergence_cli.reviewing.definitions import judged_by
from convergence_cli.reviewing.review import Review


def place_of_change(change: Change, review: Review) -> Place:
    """Return where a reader of the newer state finds a change: always in a file that it has.

    What is gone leaves the nearest thing that is still there; `place_before` says where it stood.
    """
    return _place(change, review.after)


def place_before(change: Change, review: Review) -> Place | None:
    """Return where the older state holds what is gone in the newer one; None where nothing is."""
    match change.kind:
        case ChangeKind.ANSWER_REMOVED | ChangeKind.EVIDENCE_REMOVED | ChangeKind.PRODUCT_DELETED:
            return _place(change, review.before)
        case ChangeKind.PLAN_DELAYED if change.after is None:
            return _place(change, review.before)
        case ChangeKind.DEFINITION_CHANGED if change.after is None:
            return _place(change, review.before)
        case _:
            return None


def holder_of(change: Change, workspace: Workspace) -> str:
    """Return the product whose file has the answer of a change, or would have it."""
    product = workspace.products.get(change.product)
    if change.giver or product is None:
        return change.giver or change.product
    for each in lineage(product, workspace.products):
        sheet = each.sheets.get(change.questionnaire)
        if sheet is not None and change.criterion in sheet.answers:
            return each.id
    return change.product


def _place(change: Change, workspace: Workspace) -> Place:
    match change.kind:
        case (
            ChangeKind.LEVEL_LOWERED
            | ChangeKind.LEVEL_RAISED
            | ChangeKind.ANSWER_ADDED
            | ChangeKind.ANSWER_REMOVED
            | ChangeKind.BECAME_NA
            | ChangeKind.LEFT_NA
        ):
            return _of_answer(change, workspace, "level")
        case ChangeKind.EVIDENCE_ADDED | ChangeKind.EVIDENCE_REMOVED:
            return _of_evidence(change, workspace)
        case ChangeKind.LEFT_PROFILE | ChangeKind.JOINED_PROFILE:
            return _of_profile(change, workspace)
        case ChangeKind.SEAL_BROKEN | ChangeKind.SEAL_ADDED:
            return _of_seal(change, workspace)
        case ChangeKind.PLAN_DELAYED | ChangeKind.PLAN_ADVANCED:
            return _of_plan(change, workspace)
        case (
            ChangeKind.PRODUCT_ADDED
            | ChangeKind.PRODUCT_DELETED
            | ChangeKind.PRODUCT_ARCHIVED
            | ChangeKind.PRODUCT_RESTORED
        ):
            return _of_subject(change.product, workspace, ("status",))
        case ChangeKind.GATE_LOOSENED:
            return Place(SETTINGS, _gate_route(change), Part.KEY)
        case ChangeKind.DEFINITION_CHANGED:
            definition = judged_by(workspace).get(change.questionnaire)
            return Place(SETTINGS) if definition is None else Place(definition.path, ("version",))
        case _:
            assert_never(change.kind)


def _of_answer(change: Change, workspace: Workspace, *steps: str | int) -> Place:
    holder = holder_of(change, workspace)
    sheet = _sheets(holder, workspace).get(change.questionnaire)
    if sheet is None:
        return _of_subject(holder, workspace)
    if change.criterion not in sheet.answers:
        return Place(sheet.path, ("answers",), Part.KEY)
    return Place(sheet.path, ("answers", change.criterion, *steps))


def _of_evidence(change: Change, workspace: Workspace) -> Place:
    """Return the place of the first piece that is spoken of; of the answer where it has none."""
    sheet = _sheets(holder_of(change, workspace), workspace).get(change.questionnaire)
    answer = None if sheet is None else sheet.answers.get(change.criterion)
    held = () if answer is None else answer.evidence
    for n, each in enumerate(held):
        if each in change.evidence:
            return _of_answer(change, workspace, "evidence", n)
    if held:
        return _of_answer(change, workspace, "evidence")
    place = _of_answer(change, workspace)
    return place if answer is None else place.key


def _of_profile(change: Change, workspace: Workspace) -> Place:
    question = change.because[0].question if change.because else ""
    product = workspace.products.get(change.product)
    if product is None:
        if question in workspace.company.profile:
            return Place(SETTINGS, ("company", "profile", question))
        return Place(SETTINGS, ("company", "profile"), Part.KEY)
    givers = lineage(product, workspace.products)
    giver = next((each for each in givers if question in each.profile), None)
    if giver is None:
        return Place(product.path, ("profile",), Part.KEY)
    return Place(giver.path, ("profile", question))


def _of_seal(change: Change, workspace: Workspace) -> Place:
    sheet = _sheets(change.product, workspace).get(change.questionnaire)
    if sheet is None:
        return _of_subject(change.product, workspace)
    return Place(sheet.path, ("status",) if sheet.seal is None else ("seal",), Part.KEY)


def _of_plan(change: Change, workspace: Workspace) -> Place:
    owner = _owner(change.product, workspace)
    plan = None if owner is None else owner.plan
    if plan is None:
        return _of_subject(change.product, workspace)
    entry = plan.entries.get(change.criterion)
    if entry is None:
        return Place(plan.path, ("plan",), Part.KEY)
    steps: Route = () if entry.by is None else ("by",)
    return Place(plan.path, ("plan", change.criterion, *steps), Part.VALUE if steps else Part.KEY)


def _of_subject(id_: str, workspace: Workspace, route: Route = ()) -> Place:
    product = workspace.products.get(id_)
    return Place(SETTINGS) if product is None else Place(product.path, route)


def _gate_route(change: Change) -> Route:
    if change.questionnaire:
        return ("gate", "minimum", change.questionnaire)
    return ("gate", "fail_on")


def _sheets(id_: str, workspace: Workspace) -> Mapping[str, AnswerSheet]:
    owner = _owner(id_, workspace)
    return {} if owner is None else owner.sheets


def _owner(id_: str, workspace: Workspace) -> Product | Company | None:
    return workspace.products.get(id_) if id_ else workspace.company
